//! Fixed times: tests happen on Monday, 2 Azar 1405, from nine o'clock in Tehran.

use domain::dates::{Date, Instant};

/// Nine o'clock on 2026-11-23 in Tehran.
pub const START: Instant = Instant::from_millis(1_795_411_800_000);

/// A clock that moves only when it is told to.
#[derive(Debug, Clone)]
pub struct FixedClock {
    now: Instant,
}

impl FixedClock {
    /// Stands at [`START`].
    pub const fn new() -> Self {
        Self { now: START }
    }

    /// Returns the time.
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Moves on by so many minutes, and returns the new time.
    pub const fn pass_minutes(&mut self, minutes: i64) -> Instant {
        self.now = Instant::from_millis(self.now.as_millis() + minutes * 60_000);
        self.now
    }
}

impl Default for FixedClock {
    fn default() -> Self {
        Self::new()
    }
}

/// Reads a Gregorian day that the test wrote itself.
pub fn day(text: &str) -> Date {
    Date::parse(text).expect("the test wrote a day")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_start_at_nine_on_the_second_of_azar() {
        assert_eq!(START.tehran_date(), day("2026-11-23"));
        let time = START.tehran_time();
        assert_eq!((time.hour, time.minute), (9, 0));
    }
}
