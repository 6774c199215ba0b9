//! Moments in time.

use std::fmt;

use super::Date;

const MILLIS_PER_DAY: i64 = 86_400_000;
/// Tehran has been 3 hours and 30 minutes ahead of UTC all year since 1401.
const TEHRAN_OFFSET_MILLIS: i64 = 12_600_000;

/// A moment, in milliseconds of UTC since 1970.
///
/// It is shown in Tehran's time, for which the one offset in force since 1401 is used throughout:
/// no moment in the software is older, and what is older (births, certificates) is a [`Date`].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Instant(i64);

/// A time of day in Tehran.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TehranTime {
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
}

impl Instant {
    /// Returns the moment so many milliseconds after the start of 1970 in UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Returns the milliseconds since the start of 1970 in UTC.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Returns the moment at which a day in Tehran has the given time.
    pub fn at_tehran(date: Date, time: TehranTime) -> Self {
        let minutes = i64::from(time.hour) * 60 + i64::from(time.minute);
        let days = i64::from(epoch().days_until(date));
        Self(days * MILLIS_PER_DAY + minutes * 60_000 - TEHRAN_OFFSET_MILLIS)
    }

    /// Returns the day in Tehran; moments beyond the range of [`Date`] give its ends.
    pub fn tehran_date(self) -> Date {
        let days = self.tehran_millis().div_euclid(MILLIS_PER_DAY);
        let beyond = if days < 0 { i32::MIN } else { i32::MAX };
        epoch().add_days(i32::try_from(days).unwrap_or(beyond))
    }

    /// Returns the time of day in Tehran.
    pub fn tehran_time(self) -> TehranTime {
        let minutes = self.tehran_millis().rem_euclid(MILLIS_PER_DAY) / 60_000;
        let small = |number| u8::try_from(number).unwrap_or_default();
        TehranTime { hour: small(minutes / 60), minute: small(minutes % 60) }
    }

    /// Returns the moment so many milliseconds later, or earlier.
    #[must_use]
    pub const fn add_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Returns the same time of day so many days later, or earlier.
    #[must_use]
    pub const fn add_days(self, days: i32) -> Self {
        self.add_millis(days as i64 * MILLIS_PER_DAY)
    }

    /// Returns how many milliseconds later `other` is; negative if it is earlier.
    pub const fn millis_until(self, other: Self) -> i64 {
        other.0.saturating_sub(self.0)
    }

    fn tehran_millis(self) -> i64 {
        self.0.saturating_add(TEHRAN_OFFSET_MILLIS)
    }
}

impl TehranTime {
    /// Returns the form for people, «۱۰:۲۴».
    pub fn printed(self) -> String {
        crate::text::to_persian_digits(&format!("{:02}:{:02}", self.hour, self.minute))
    }
}

/// The first day of 1970, which is 10 Dey 1348 and 54342 days after the first accepted day.
fn epoch() -> Date {
    Date::FIRST.add_days(54_342)
}

impl fmt::Display for Instant {
    /// Writes the moment in UTC, as `2026-11-24T06:55:39Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let utc = Self(self.0.saturating_sub(TEHRAN_OFFSET_MILLIS));
        let second = self.0.rem_euclid(60_000) / 1000;
        let TehranTime { hour, minute } = utc.tehran_time();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", utc.tehran_date())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_day_and_a_time_in_tehran() {
        let moment = Instant::from_millis(1_795_503_339_000);
        assert_eq!(moment.to_string(), "2026-11-24T06:55:39Z");
        assert_eq!(moment.tehran_date().jalali().numeric(), "۱۴۰۵/۰۹/۰۳");
        assert_eq!(moment.tehran_time().printed(), "۱۰:۲۵");
    }

    #[test]
    fn a_day_in_tehran_starts_at_half_past_eight_in_the_evening_utc() {
        let moment = Instant::from_millis(1_795_503_339_000);
        let start = Instant::at_tehran(moment.tehran_date(), TehranTime { hour: 0, minute: 0 });
        assert_eq!(start.to_string(), "2026-11-23T20:30:00Z");
        assert_eq!(start.add_millis(-1).tehran_date(), start.tehran_date().add_days(-1));
        assert_eq!(start.tehran_time(), TehranTime { hour: 0, minute: 0 });
    }

    #[test]
    fn moments_before_1970_have_their_own_day() {
        let moment = Instant::from_millis(-86_400_000);
        assert_eq!(moment.to_string(), "1969-12-31T00:00:00Z");
        let evening = Instant::from_millis(-12_600_001);
        assert_eq!(evening.tehran_date().to_string(), "1969-12-31");
        assert_eq!(evening.tehran_time(), TehranTime { hour: 23, minute: 59 });
    }

    #[test]
    fn the_ends_of_time_have_days_too() {
        assert_eq!(Instant::from_millis(i64::MIN).tehran_date(), Date::FIRST);
        assert_eq!(Instant::from_millis(i64::MAX).tehran_date(), Date::LAST);
        assert_eq!(Instant::from_millis(0).to_string(), "1970-01-01T00:00:00Z");
        let (first, last) = (Instant::from_millis(i64::MIN), Instant::from_millis(i64::MAX));
        assert_eq!(first.millis_until(last), i64::MAX);
    }
}
