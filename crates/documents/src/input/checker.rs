//! Looks at every field of an input and brings it to its canonical form.

use std::fmt::Display;

use domain::{
    dates::{DateError, JalaliDate},
    identifiers::{
        Iban, IdentifierError, LegalId, LicenceNumber, Mobile, NationalId, PostalCode, TrackingCode,
    },
    text::{PlainText, TextError, to_ascii_digits},
};

use super::{Checked, InputError, Problem, ProblemCode};
use crate::typeset::faces::Weight;

/// An input that can look at itself.
pub(crate) trait Check {
    fn check(&mut self, checker: &mut Checker);
}

/// Looks at an input as a whole.
pub(crate) fn checked<T: Check>(mut input: T) -> Result<Checked<T>, InputError> {
    let mut checker = Checker::default();
    input.check(&mut checker);
    if checker.problems.is_empty() {
        Ok(Checked(input))
    } else {
        Err(InputError { problems: checker.problems })
    }
}

/// Collects what is wrong.
#[derive(Default)]
pub(crate) struct Checker {
    path: Vec<String>,
    problems: Vec<Problem>,
}

impl Checker {
    /// Looks at a part of the input.
    pub(crate) fn within<T: Check>(&mut self, name: &str, part: &mut T) {
        self.path.push(name.to_owned());
        part.check(self);
        self.path.pop();
    }

    pub(crate) fn report(&mut self, name: &str, code: ProblemCode, message: impl Into<String>) {
        self.report_about(name, code, "", message);
    }

    /// The same with what it is about: a character, a bound, a place in a text.
    pub(crate) fn report_about(
        &mut self,
        name: &str,
        code: ProblemCode,
        about: &str,
        message: impl Into<String>,
    ) {
        let mut field = self.path.join(".");
        if !field.is_empty() && !name.is_empty() {
            field.push('.');
        }
        field.push_str(name);
        let about = about.to_owned();
        self.problems.push(Problem { field, code, about, message: message.into() });
    }

    /// A text of at most so many characters.
    pub(crate) fn text(&mut self, name: &str, text: &mut String, longest: usize) {
        if text.chars().any(|c| matches!(c, '\u{202d}' | '\u{202e}')) {
            self.report(
                name,
                ProblemCode::Direction,
                "این متن نشانه‌ای دارد که ترتیب نوشته را وارونه می‌کند. متن را دوباره بنویسید.",
            );
            return;
        }
        match PlainText::parse(text, longest) {
            Ok(plain) => {
                *text = plain.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
                text.retain(|c| !is_direction_mark(c));
                self.drawable(name, text);
            }
            Err(error) => {
                let (code, message) = text_problem(error, longest);
                let bound = longest.to_string();
                let about = if code == ProblemCode::TooLong { bound.as_str() } else { "" };
                self.report_about(name, code, about, message);
            }
        }
    }

    /// A text that may be empty.
    pub(crate) fn optional_text(&mut self, name: &str, text: &mut String, longest: usize) {
        if text.trim().is_empty() {
            text.clear();
        } else {
            self.text(name, text, longest);
        }
    }

    /// Texts, at most so many, each of at most so many characters.
    pub(crate) fn texts(&mut self, name: &str, texts: &mut [String], most: usize, longest: usize) {
        self.count(name, texts.len(), most);
        for (index, text) in texts.iter_mut().enumerate() {
            self.text(&format!("{name}[{index}]"), text, longest);
        }
    }

    /// Parts, at most so many.
    pub(crate) fn parts<T: Check>(&mut self, name: &str, parts: &mut [T], most: usize) {
        self.count(name, parts.len(), most);
        for (index, part) in parts.iter_mut().enumerate() {
            self.within(&format!("{name}[{index}]"), part);
        }
    }

    pub(crate) fn count(&mut self, name: &str, count: usize, most: usize) {
        if count > most {
            let message = format!("شمار این بخش بیش از اندازه است؛ بیشترین شمار {} است.", fa(most));
            self.report_about(name, ProblemCode::TooMany, &most.to_string(), message);
        }
    }

    /// Refuses what would come out as a box.
    fn drawable(&mut self, name: &str, text: &str) {
        let missing = text.chars().find(|c| !Weight::ALL.iter().all(|w| w.face().has(*c)));
        if let Some(c) = missing {
            let c = format!("U+{:04X}", u32::from(c));
            let message =
                format!("نویسهٔ {c} در قلم سند نیست و چاپ نمی‌شود. آن را با نویسهٔ دیگری بنویسید.");
            self.report_about(name, ProblemCode::NoGlyph, &c, message);
        }
    }

    pub(crate) fn national_id(&mut self, name: &str, text: &mut String) {
        self.identifier(name, text, "شمارهٔ ملی", NationalId::parse);
    }

    pub(crate) fn legal_id(&mut self, name: &str, text: &mut String) {
        self.identifier(name, text, "شناسهٔ ملی", LegalId::parse);
    }

    pub(crate) fn postal_code(&mut self, name: &str, text: &mut String) {
        self.identifier(name, text, "کد پستی", PostalCode::parse);
    }

    pub(crate) fn mobile(&mut self, name: &str, text: &mut String) {
        self.identifier(name, text, "شمارهٔ تلفن همراه", Mobile::parse);
    }

    pub(crate) fn licence_number(&mut self, name: &str, text: &mut String) {
        self.identifier(name, text, "شمارهٔ مجوز", LicenceNumber::parse);
    }

    pub(crate) fn tracking_code(&mut self, name: &str, text: &mut String) {
        self.identifier(name, text, "کد رهگیری", TrackingCode::parse);
    }

    /// Returns the account, for what the letter says of its bank.
    pub(crate) fn iban(&mut self, name: &str, text: &mut String) -> Option<Iban> {
        self.identifier(name, text, "شمارهٔ شبا", Iban::parse)
    }

    fn identifier<T: Display>(
        &mut self,
        name: &str,
        text: &mut String,
        label: &str,
        parse: impl Fn(&str) -> Result<T, IdentifierError>,
    ) -> Option<T> {
        match parse(text) {
            Ok(value) => {
                *text = value.to_string();
                Some(value)
            }
            Err(error) => {
                let message = format!("{label} درست نیست: {}", identifier_reason(error));
                self.report(name, ProblemCode::Identifier(error), message);
                None
            }
        }
    }

    /// A Jalali date; its canonical form is the printed one.
    pub(crate) fn date(&mut self, name: &str, text: &mut String) -> Option<JalaliDate> {
        match JalaliDate::parse(text) {
            Ok(date) => {
                *text = date.numeric();
                Some(date)
            }
            Err(error) => {
                let message = format!("تاریخ درست نیست: {}", date_reason(error));
                self.report(name, ProblemCode::Date(error), message);
                None
            }
        }
    }

    /// Two dates of which the second must be the later one.
    pub(crate) fn in_order(
        &mut self,
        name: &str,
        first: Option<JalaliDate>,
        second: Option<JalaliDate>,
    ) {
        if let (Some(first), Some(second)) = (first, second)
            && first.date() >= second.date()
        {
            let message = "این تاریخ باید پس از تاریخ پیشین باشد.";
            self.report(name, ProblemCode::DateOrder, message);
        }
    }

    /// A time of the day, as `10:24`.
    pub(crate) fn time(&mut self, name: &str, text: &mut String) {
        let ascii = to_ascii_digits(text.trim());
        let parsed = ascii.split_once(':').and_then(|(hour, minute)| {
            let plain = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            let hour: u8 = plain(hour).then(|| hour.parse().ok())??;
            let minute: u8 = plain(minute).then(|| minute.parse().ok())??;
            (hour < 24 && minute < 60).then_some((hour, minute))
        });
        if let Some((hour, minute)) = parsed {
            *text = format!("{hour:02}:{minute:02}");
        } else {
            self.report(name, ProblemCode::Time, "ساعت را با دو رقم ساعت و دو رقم دقیقه بنویسید.");
        }
    }

    /// A number between two bounds.
    pub(crate) fn range(&mut self, name: &str, number: u64, from: u64, to: u64) {
        if !(from..=to).contains(&number) {
            let message = format!("این عدد باید از {} تا {} باشد.", fa(from), fa(to));
            self.report(name, ProblemCode::OutOfRange, message);
        }
    }

    /// Sixteen hexadecimal digits; the canonical form is in groups of four.
    pub(crate) fn check_code(&mut self, name: &str, text: &mut String) {
        let digits: String = to_ascii_digits(text)
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let groups = [&digits[0..4], &digits[4..8], &digits[8..12], &digits[12..16]];
            *text = groups.join(" ");
        } else {
            self.report(
                name,
                ProblemCode::CheckCode,
                "کد درستی سند باید شانزده رقم در پایهٔ شانزده باشد.",
            );
        }
    }

    /// Latin text that a QR code holds.
    pub(crate) fn qr(&mut self, name: &str, text: &str, widest: usize) {
        if text.is_empty() {
            self.report(name, ProblemCode::Empty, "متن رمزینه خالی است.");
        } else if crate::qr::width(text).is_none_or(|width| width > widest) {
            let message = "متن رمزینه بلندتر از آن است که روی کاغذ خوانا بماند.";
            self.report(name, ProblemCode::QrTooLong, message);
        }
    }
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn fa(number: impl Display) -> String {
    domain::text::to_persian_digits(&number.to_string())
}

fn text_problem(error: TextError, longest: usize) -> (ProblemCode, String) {
    match error {
        TextError::Empty => (ProblemCode::Empty, "این بخش خالی است. آن را پر کنید.".to_owned()),
        TextError::TooLong => (
            ProblemCode::TooLong,
            format!("این متن بلند است؛ بیشترین اندازه {} نویسه است.", fa(longest)),
        ),
        TextError::ControlCharacter => (
            ProblemCode::ControlCharacter,
            "این متن نویسهٔ کنترلی دارد. متن را دوباره بنویسید.".to_owned(),
        ),
        TextError::LineBreak => (
            ProblemCode::ControlCharacter,
            "این متن باید در یک سطر باشد. متن را دوباره بنویسید.".to_owned(),
        ),
        TextError::NoLetter | TextError::NoDigit => {
            (ProblemCode::Empty, "در این بخش نه حرفی هست و نه رقمی. آن را پر کنید.".to_owned())
        }
        TextError::UnpairedDirection => (
            ProblemCode::Direction,
            "این متن نشانهٔ جهتی دارد که بسته نشده است. متن را دوباره بنویسید.".to_owned(),
        ),
        TextError::StackedMarks => (
            ProblemCode::StackedMarks,
            "در این متن نشانه‌های بسیاری روی هم آمده است. متن را دوباره بنویسید.".to_owned(),
        ),
        TextError::PrivateCharacter => (
            ProblemCode::PrivateCharacter,
            "این متن نویسه‌ای دارد که شکل همگانی ندارد. متن را دوباره بنویسید.".to_owned(),
        ),
        TextError::Picture => {
            (ProblemCode::Picture, "این متن شکلک دارد و شکلک چاپ نمی‌شود. آن را بردارید.".to_owned())
        }
    }
}

fn identifier_reason(error: IdentifierError) -> &'static str {
    match error {
        IdentifierError::Empty => "خالی است.",
        IdentifierError::BadCharacter | IdentifierError::NotText => {
            "نویسه‌ای دارد که در آن جایی ندارد."
        }
        IdentifierError::BadLength => "شمار رقم‌های آن درست نیست.",
        IdentifierError::NeedsPadding => "صفرهای آغاز آن افتاده است؛ آن را کامل بنویسید.",
        IdentifierError::BadPrefix => "رقم‌های آغاز آن درست نیست.",
        IdentifierError::AllEqual => "همهٔ رقم‌های آن یکسان است.",
        IdentifierError::EmptyMiddle => "بخش میانی آن صفر است.",
        IdentifierError::BadChecksum => "رقم کنترل آن نمی‌خواند؛ از روی مدرک دوباره بنویسید.",
    }
}

fn date_reason(error: DateError) -> &'static str {
    match error {
        DateError::Empty => "خالی است.",
        DateError::BadForm | DateError::NotText => "آن را به شکل سال/ماه/روز بنویسید.",
        DateError::NoSuchDay => "چنین روزی در تقویم نیست.",
        DateError::OutOfRange => "سال آن بیرون از بازهٔ تقویم است.",
    }
}
