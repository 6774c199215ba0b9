//! The Jalali calendar, by ICU4X's astronomical rule.
//!
//! Libraries with the 2820-year rule take 1404 for a leap year, which it is not.

use std::fmt;

use icu_calendar::cal::Persian;
use icu_calendar::types::RataDie;

use super::{Date, DateError, three_numbers};
use crate::text::to_persian_digits;

const MONTHS: [&str; 12] = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];

/// The day number, in the library's count, of the first day that is accepted.
const FIRST_DAY: i64 = 664_821;

/// A day as people write it: year, month and day of the Jalali calendar, from 1200 to 1500.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct JalaliDate(icu_calendar::Date<Persian>);

impl JalaliDate {
    /// The first year that is accepted.
    pub const FIRST_YEAR: i16 = 1200;
    /// The last year that is accepted.
    pub const LAST_YEAR: i16 = 1500;

    /// Returns the day of a year, month and day of the month.
    ///
    /// # Errors
    /// Refuses days that do not exist, such as 1404/12/30, or lie out of range.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        if !(Self::FIRST_YEAR..=Self::LAST_YEAR).contains(&year) {
            return Err(DateError::OutOfRange);
        }
        let part = |part: i8| u8::try_from(part).map_err(|_| DateError::NoSuchDay);
        icu_calendar::Date::try_new_persian(i32::from(year), part(month)?, part(day)?)
            .map(Self)
            .map_err(|_| DateError::NoSuchDay)
    }

    /// Reads a date such as `1405-09-02` or `۱۴۰۵/۹/۲`.
    ///
    /// # Errors
    /// Refuses whatever is not a day in range.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (year, month, day) = three_numbers(text)?;
        Self::new(year, month, day)
    }

    /// Returns the year.
    pub fn year(self) -> i32 {
        self.0.era_year().year
    }

    /// Returns the month, from 1.
    pub fn month(self) -> u8 {
        self.0.month().number()
    }

    /// Returns the day of the month, from 1.
    pub fn day(self) -> u8 {
        self.0.day_of_month().0
    }

    /// Returns the day itself.
    pub fn date(self) -> Date {
        let days = self.0.to_rata_die().to_i64_date() - FIRST_DAY;
        Date::FIRST.add_days(i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// Returns the last day of the month.
    #[must_use]
    pub fn month_end(self) -> Self {
        self.on_day(self.0.days_in_month())
    }

    /// Returns the same day so many months later, or the last of a month that is shorter; it stops
    /// at the ends of the range.
    #[must_use]
    pub fn add_months(self, months: i32) -> Self {
        let first = i32::from(Self::FIRST_YEAR) * 12;
        let last = i32::from(Self::LAST_YEAR) * 12 + 11;
        let wanted = (self.year() * 12 + i32::from(self.month()) - 1).saturating_add(months);
        if wanted < first {
            return Date::FIRST.jalali();
        }
        if wanted > last {
            return Date::LAST.jalali();
        }
        let month = u8::try_from(wanted % 12 + 1).unwrap_or(12);
        let first_day = icu_calendar::Date::try_new_persian(wanted / 12, month, 1);
        first_day.map_or(self, |first_day| Self(first_day).on_day(self.day()))
    }

    /// Returns a day of the same month, or the month's last.
    fn on_day(self, day: u8) -> Self {
        let forward = i64::from(day.min(self.0.days_in_month())) - i64::from(self.day());
        let day_number = self.0.to_rata_die().to_i64_date() + forward;
        Self(icu_calendar::Date::from_rata_die(RataDie::new(day_number), Persian))
    }

    /// Returns the form for tables and forms, `۱۴۰۵/۰۹/۰۲`; it is to be set from left to right.
    pub fn numeric(self) -> String {
        to_persian_digits(&format!("{:04}/{:02}/{:02}", self.year(), self.month(), self.day()))
    }

    /// Returns the form for sentences, «۵ آذر ۱۴۰۵».
    pub fn in_words(self) -> String {
        to_persian_digits(&format!("{} {} {}", self.day(), self.month_name(), self.year()))
    }

    /// Returns the form with the day of the week, «پنجشنبه ۵ آذر ۱۴۰۵».
    pub fn long(self) -> String {
        format!("{} {}", self.date().weekday().persian_name(), self.in_words())
    }

    /// Returns the form without the year, «۵ آذر».
    pub fn day_and_month(self) -> String {
        to_persian_digits(&format!("{} {}", self.day(), self.month_name()))
    }

    /// Returns the month's Persian name.
    pub fn month_name(self) -> &'static str {
        MONTHS.get(usize::from(self.month()).saturating_sub(1)).copied().unwrap_or_default()
    }
}

impl From<Date> for JalaliDate {
    fn from(date: Date) -> Self {
        let day_number = FIRST_DAY + i64::from(Date::FIRST.days_until(date));
        Self(icu_calendar::Date::from_rata_die(RataDie::new(day_number), Persian))
    }
}

impl From<JalaliDate> for Date {
    fn from(date: JalaliDate) -> Self {
        date.date()
    }
}

impl fmt::Display for JalaliDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Debug for JalaliDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JalaliDate({self})")
    }
}

#[cfg(test)]
mod tests;
