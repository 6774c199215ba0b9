//! Days, instants and amounts as views.

use domain::dates::{Date, Instant};
use domain::money::Rials;

use crate::views::{DayView, MomentView, MoneyView};

impl From<Date> for DayView {
    fn from(date: Date) -> Self {
        Self {
            iso: date.to_string(),
            jalali: date.jalali().to_string(),
            weekday: date.weekday() as u8,
        }
    }
}

impl From<Instant> for MomentView {
    fn from(instant: Instant) -> Self {
        let time = instant.tehran_time();
        Self {
            day: instant.tehran_date().into(),
            time: format!("{:02}:{:02}", time.hour, time.minute),
            at_ms: instant.as_millis(),
        }
    }
}

impl From<Rials> for MoneyView {
    fn from(rials: Rials) -> Self {
        Self { rials: rials.value(), words: rials.in_words() }
    }
}
