//! A place in the payload, and the reading of single values there.

use std::cell::RefCell;
use std::rc::Rc;

use domain::dates::{Date, JalaliDate};
use domain::identifiers::IdentifierError;
use domain::money::Rials;
use domain::people::Address;
use domain::places::{CountyCode, divisions};
use domain::text::{PlainText, TextError, is_one_line};

use super::format::AddressJson;
use super::{Problem, words};

/// Years below this one are written in the Jalali calendar.
const FIRST_GREGORIAN_YEAR: u16 = 1700;

pub(super) const NAME: usize = 80;
pub(super) const SHORT: usize = 120;
pub(super) const LINE: usize = 300;
pub(super) const TITLE: usize = 200;
pub(super) const PARAGRAPH: usize = 4_000;

/// A place, such as `application.person`.
#[derive(Debug, Clone)]
pub(super) struct Place {
    path: String,
    /// Where a text of one line came on several, for whoever reviews the case.
    folded: Rc<RefCell<Vec<String>>>,
}

impl Place {
    pub(super) fn application() -> Self {
        Self::at("application".to_owned())
    }

    pub(super) fn attachment(nth: usize) -> Self {
        Self::at(format!("attachments[{nth}]"))
    }

    fn at(path: String) -> Self {
        Self { path, folded: Rc::default() }
    }

    pub(super) fn step(&self, name: &str) -> Self {
        Self { path: format!("{}.{name}", self.path), folded: Rc::clone(&self.folded) }
    }

    pub(super) fn invalid(&self, reason: &str) -> Problem {
        Problem::invalid(&self.path, reason)
    }

    pub(super) fn problem(&self, code: crate::ErrorCode, reason: &str) -> Problem {
        Problem::at(&self.path, code, reason)
    }

    /// A text of one line; breaks in it become spaces, and where they did is kept.
    pub(super) fn line(&self, name: &str, value: &str, most: usize) -> Result<PlainText, Problem> {
        self.note_breaks(name, value);
        self.read(name, PlainText::parse_line(value, most))
    }

    /// The name of a person or a company, which is a line as well.
    pub(super) fn name(&self, name: &str, value: &str, most: usize) -> Result<PlainText, Problem> {
        self.note_breaks(name, value);
        self.read(name, PlainText::parse_name(value, most))
    }

    fn note_breaks(&self, name: &str, value: &str) {
        if !is_one_line(value) {
            self.folded.borrow_mut().push(words::field(&self.step(name).path));
        }
    }

    /// A text of several lines.
    pub(super) fn lines(&self, name: &str, value: &str, most: usize) -> Result<PlainText, Problem> {
        self.read(name, PlainText::parse(value, most))
    }

    /// A number of somebody else's making; with a break in it nobody knows where it ends.
    pub(super) fn number(
        &self,
        name: &str,
        value: &str,
        most: usize,
    ) -> Result<PlainText, Problem> {
        self.read(name, PlainText::parse_number(value, most))
    }

    fn read(&self, name: &str, read: Result<PlainText, TextError>) -> Result<PlainText, Problem> {
        read.map_err(|e| self.step(name).invalid(words::of_text(e)))
    }

    /// The fields, in Persian, that came on several lines and are one now.
    pub(super) fn folded(&self) -> Vec<String> {
        self.folded.take()
    }

    /// An identifier, by its own `parse`.
    pub(super) fn identifier<T>(
        &self,
        name: &str,
        value: &str,
        parse: impl FnOnce(&str) -> Result<T, IdentifierError>,
    ) -> Result<T, Problem> {
        parse(value).map_err(|e| self.step(name).invalid(words::of_identifier(e)))
    }

    /// The same, where it may be absent.
    pub(super) fn identifier_if<T>(
        &self,
        name: &str,
        value: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, IdentifierError>,
    ) -> Result<Option<T>, Problem> {
        value.map(|value| self.identifier(name, value, parse)).transpose()
    }

    /// A day in either calendar; the year tells which.
    pub(super) fn day(&self, name: &str, value: &str) -> Result<Date, Problem> {
        let digits = domain::text::to_ascii_digits(value);
        let year = digits.trim().get(..4).and_then(|year| year.parse::<u16>().ok());
        let day = match year {
            Some(year) if year < FIRST_GREGORIAN_YEAR => {
                JalaliDate::parse(value).map(JalaliDate::date)
            }
            _ => Date::parse(value),
        };
        day.map_err(|e| self.step(name).invalid(words::of_date(e)))
    }

    pub(super) fn rials(&self, name: &str, value: i64) -> Result<Rials, Problem> {
        Rials::new(value).map_err(|e| self.step(name).invalid(words::of_amount(e)))
    }

    pub(super) fn address(&self, name: &str, json: &AddressJson) -> Result<Address, Problem> {
        let place = self.step(name);
        let county = CountyCode::parse(&json.county).ok();
        let county = county
            .filter(|code| divisions().county(*code).is_some())
            .ok_or_else(|| place.step("county").invalid("در تقسیمات کشوری چنین شهرستانی نیست."))?;
        Ok(Address {
            county,
            line: place.line("line", &json.line, LINE)?,
            postal_code: place.identifier(
                "postalCode",
                &json.postal_code,
                domain::identifiers::PostalCode::parse,
            )?,
        })
    }
}
