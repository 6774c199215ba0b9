//! The civil day.

use std::fmt;

use jiff::civil;
use jiff::{Span, Unit};
use serde::{Deserialize, Serialize};

use super::{DateError, JalaliDate, three_numbers};

/// How many days lie between [`Date::FIRST`] and [`Date::LAST`].
const WHOLE_RANGE_DAYS: i32 = 109_937;

/// A day, kept in the Gregorian calendar, from 1200/01/01 to 1500/12/29 of the Jalali one.
///
/// The range holds every date that a case can have and lets every day be written in both calendars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A day of the week; the week starts on Saturday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Weekday {
    /// شنبه
    Saturday,
    /// یکشنبه
    Sunday,
    /// دوشنبه
    Monday,
    /// سه‌شنبه
    Tuesday,
    /// چهارشنبه
    Wednesday,
    /// پنجشنبه
    Thursday,
    /// جمعه
    Friday,
}

impl Weekday {
    /// Every day, from the first of the week.
    pub const ALL: [Self; 7] = [
        Self::Saturday,
        Self::Sunday,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
    ];

    /// Returns the Persian name.
    pub fn persian_name(self) -> &'static str {
        match self {
            Self::Saturday => "شنبه",
            Self::Sunday => "یکشنبه",
            Self::Monday => "دوشنبه",
            Self::Tuesday => "سه‌شنبه",
            Self::Wednesday => "چهارشنبه",
            Self::Thursday => "پنجشنبه",
            Self::Friday => "جمعه",
        }
    }
}

impl Date {
    /// The first day that is accepted: 1200/01/01.
    pub const FIRST: Self = Self(civil::date(1821, 3, 21));
    /// The last day that is accepted: 1500/12/29.
    pub const LAST: Self = Self(civil::date(2122, 3, 20));

    /// Returns the day of a Gregorian year, month and day of the month.
    ///
    /// # Errors
    /// Refuses days that do not exist or lie out of range.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, DateError> {
        let date = civil::Date::new(year, month, day).map_err(|_| DateError::NoSuchDay)?;
        if (Self::FIRST.0..=Self::LAST.0).contains(&date) {
            Ok(Self(date))
        } else {
            Err(DateError::OutOfRange)
        }
    }

    /// Reads a Gregorian date such as `2026-11-23`, in any digits.
    ///
    /// # Errors
    /// Refuses whatever is not a day in range.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (year, month, day) = three_numbers(text)?;
        Self::new(year, month, day)
    }

    /// Returns the Gregorian year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the Gregorian month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the Gregorian month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Returns the day of the week.
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            civil::Weekday::Saturday => Weekday::Saturday,
            civil::Weekday::Sunday => Weekday::Sunday,
            civil::Weekday::Monday => Weekday::Monday,
            civil::Weekday::Tuesday => Weekday::Tuesday,
            civil::Weekday::Wednesday => Weekday::Wednesday,
            civil::Weekday::Thursday => Weekday::Thursday,
            civil::Weekday::Friday => Weekday::Friday,
        }
    }

    /// Returns the day in the Jalali calendar.
    pub fn jalali(self) -> JalaliDate {
        JalaliDate::from(self)
    }

    /// Returns the day so many days later, or earlier; it stops at the ends of the range.
    #[must_use]
    pub fn add_days(self, days: i32) -> Self {
        // A span refuses numbers beyond its own range by a panic; the whole range has fewer days.
        let days = days.clamp(-WHOLE_RANGE_DAYS, WHOLE_RANGE_DAYS);
        let moved = self.0.saturating_add(Span::new().days(days));
        Self(moved.clamp(Self::FIRST.0, Self::LAST.0))
    }

    /// Returns the same Jalali day and month so many years later; 30 Esfand becomes 29 Esfand where
    /// the year has no more.
    #[must_use]
    pub fn add_years(self, years: i32) -> Self {
        self.jalali().add_months(years.saturating_mul(12)).date()
    }

    /// Returns the same Jalali day so many months later, or the last of a month that is shorter.
    #[must_use]
    pub fn add_months(self, months: i32) -> Self {
        self.jalali().add_months(months).date()
    }

    /// Returns how many days later `other` is; negative if it is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        self.0.until((Unit::Day, other.0)).map_or(0, |span| span.get_days())
    }

    /// Returns how many whole Jalali years have passed at `day`, which makes an age of a birth date.
    pub fn whole_years_until(self, day: Self) -> i32 {
        let years = day.jalali().year() - self.jalali().year();
        if self.add_years(years) > day { years - 1 } else { years }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

crate::identifiers::text_is_the_fact!(Date, DateError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_added_and_counted() -> Result<(), DateError> {
        let date = Date::parse("2026-11-23")?;
        assert_eq!(date.add_days(10).to_string(), "2026-12-03");
        assert_eq!(date.add_days(-23).to_string(), "2026-10-31");
        assert_eq!(date.days_until(date.add_days(400)), 400);
        assert_eq!(date.days_until(date.add_days(-400)), -400);
        assert_eq!(date.weekday(), Weekday::Monday);
        Ok(())
    }

    #[test]
    fn sums_stop_at_the_ends_of_the_range() {
        assert_eq!(Date::FIRST.add_days(i32::MIN), Date::FIRST);
        assert_eq!(Date::LAST.add_days(i32::MAX), Date::LAST);
        assert_eq!(Date::LAST.add_years(i32::MAX), Date::LAST);
        assert_eq!(Date::FIRST.add_months(i32::MIN), Date::FIRST);
        assert_eq!(Date::FIRST.days_until(Date::LAST), WHOLE_RANGE_DAYS);
    }

    #[test]
    fn the_thirtieth_of_esfand_becomes_the_twenty_ninth() -> Result<(), DateError> {
        let leap_day = JalaliDate::parse("1403/12/30")?.date();
        assert_eq!(leap_day.add_years(1).jalali().to_string(), "1404-12-29");
        assert_eq!(leap_day.add_years(5).jalali().to_string(), "1408-12-30");
        assert_eq!(leap_day.add_months(-6).jalali().to_string(), "1403-06-30");
        Ok(())
    }

    #[test]
    fn an_age_is_complete_on_the_birthday() -> Result<(), DateError> {
        let birth = JalaliDate::parse("1385/09/02")?.date();
        let day = |text| JalaliDate::parse(text).map(JalaliDate::date);
        assert_eq!(birth.whole_years_until(day("1405/09/01")?), 19);
        assert_eq!(birth.whole_years_until(day("1405/09/02")?), 20);
        let leap = day("1383/12/30")?;
        assert_eq!(leap.whole_years_until(day("1403/12/29")?), 19);
        assert_eq!(leap.whole_years_until(day("1404/12/29")?), 21);
        Ok(())
    }

    #[test]
    fn impossible_and_foreign_dates_are_refused_by_name() {
        for (text, error) in [
            ("2026-02-29", DateError::NoSuchDay),
            ("2026-13-01", DateError::NoSuchDay),
            ("1405-09-02", DateError::OutOfRange),
            ("26-11-23", DateError::BadForm),
            ("2026-11", DateError::BadForm),
            ("2026/11-23", DateError::BadForm),
            ("2026--23", DateError::BadForm),
            ("+2026-1-1", DateError::BadForm),
            ("", DateError::Empty),
        ] {
            assert_eq!(Date::parse(text), Err(error), "{text}");
        }
    }
}
