//! Days and instants: civil days, their Jalali writing, and moments in UTC.
//!
//! A fact that is a day (birth, expiry, holiday) is a [`Date`]; a moment is an [`Instant`]. People
//! see both in the Jalali calendar and in Tehran's time. Nothing here reads a clock.

mod civil;
mod instant;
mod jalali;
mod line;

pub use civil::{Date, Weekday};
pub use instant::{Instant, TehranTime};
pub use jalali::JalaliDate;
pub use line::{JalaliDirection, jalali_line};

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing but spaces and marks.
    #[error("no date was given")]
    Empty,
    /// Not a year of four digits, a month and a day with `-`, `/` or `.` between them.
    #[error("the date is not written as year, month and day")]
    BadForm,
    /// A month or day that the calendar does not have, such as 1404/12/30.
    #[error("the calendar has no such day")]
    NoSuchDay,
    /// A year outside 1200 to 1500 of the Jalali calendar.
    #[error("the year is out of range")]
    OutOfRange,
    /// The bytes are not text at all.
    #[error("the input is not utf-8 text")]
    NotText,
}

impl DateError {
    /// Returns the stable code by which screens and scripts tell errors apart.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::BadForm => "bad-form",
            Self::NoSuchDay => "no-such-day",
            Self::OutOfRange => "out-of-range",
            Self::NotText => "not-text",
        }
    }
}

/// Reads `year`, `month` and `day` in any of the three sets of digits.
fn three_numbers(text: &str) -> Result<(i16, i8, i8), DateError> {
    if text.len() > 128 {
        return Err(DateError::BadForm);
    }
    let plain: String = text
        .chars()
        .filter(|character| !crate::text::is_invisible_mark(*character))
        .map(|character| crate::text::ascii_digit(character).unwrap_or(character))
        .collect();
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(DateError::Empty);
    }
    let separator = plain.chars().find(|character| matches!(character, '-' | '/' | '.'));
    let parts: Vec<&str> = plain.split(separator.ok_or(DateError::BadForm)?).collect();
    let &[year, month, day] = parts.as_slice() else {
        return Err(DateError::BadForm);
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let short = |part: &str| (1..=2).contains(&part.len()) && digits(part);
    if year.len() != 4 || !digits(year) || !short(month) || !short(day) {
        return Err(DateError::BadForm);
    }
    let form = |_| DateError::BadForm;
    Ok((year.parse().map_err(form)?, month.parse().map_err(form)?, day.parse().map_err(form)?))
}
