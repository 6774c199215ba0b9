//! A place in the payload, and the reading of single values there.

use domain::dates::{Date, JalaliDate};
use domain::identifiers::IdentifierError;
use domain::money::Rials;
use domain::people::Address;
use domain::places::{CountyCode, divisions};
use domain::text::PlainText;

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
pub(super) struct Place(String);

impl Place {
    pub(super) fn application() -> Self {
        Self("application".to_owned())
    }

    pub(super) fn attachment(nth: usize) -> Self {
        Self(format!("attachments[{nth}]"))
    }

    pub(super) fn step(&self, name: &str) -> Self {
        Self(format!("{}.{name}", self.0))
    }

    pub(super) fn invalid(&self, reason: &str) -> Problem {
        Problem::invalid(&self.0, reason)
    }

    pub(super) fn problem(&self, code: crate::ErrorCode, reason: &str) -> Problem {
        Problem::at(&self.0, code, reason)
    }

    pub(super) fn text(&self, name: &str, value: &str, most: usize) -> Result<PlainText, Problem> {
        PlainText::parse(value, most).map_err(|e| self.step(name).invalid(words::of_text(e)))
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
            line: place.text("line", &json.line, LINE)?,
            postal_code: place.identifier(
                "postalCode",
                &json.postal_code,
                domain::identifiers::PostalCode::parse,
            )?,
        })
    }
}
