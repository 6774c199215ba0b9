//! Days that part one urgency from the next.

use domain::case::Clock;
use domain::catalogue::{Catalogue, DeadlineCode};
use domain::dates::{Date, Instant, TehranTime};
use domain::deadlines::{Urgency, stand};
use domain::event::Review;

use crate::rows::day_number;

/// From which last day on a deadline is less pressing, for one review: days since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) overdue: i64,
    pub(super) soon: i64,
    pub(super) later: i64,
}

/// How far before and after today bounds are looked for, in days.
const SPAN: i32 = 400;

impl Bounds {
    /// Asks the rule itself, on which last days a deadline would be how pressing today.
    pub(super) fn of(
        catalogue: &Catalogue,
        code: DeadlineCode,
        review: Review,
        today: Date,
    ) -> Self {
        let Some(rule) = catalogue.deadline(code) else {
            return Self { overdue: i64::MIN, soon: i64::MIN, later: i64::MIN };
        };
        let mut rule = rule.clone();
        rule.length_days = 0;
        let urgency = |day: Date| {
            let noon = TehranTime { hour: 12, minute: 0 };
            let started = Instant::at_tehran(day, noon);
            let clock = Clock { review, started, pauses: Vec::new(), extended_days: 0 };
            stand(&clock, &rule, &catalogue.calendar, today).urgency
        };
        let first_after = |limit: Urgency| {
            let days: Vec<i32> = (-SPAN..=SPAN).collect();
            let place = days.partition_point(|days| urgency(today.add_days(*days)) <= limit);
            let days = days.get(place).copied().unwrap_or(SPAN);
            day_number(today.add_days(days))
        };
        Self {
            overdue: first_after(Urgency::Critical),
            soon: first_after(Urgency::Overdue),
            later: first_after(Urgency::DueSoon),
        }
    }

    pub(super) fn urgency(self, due_day: i64) -> Urgency {
        if due_day < self.overdue {
            Urgency::Critical
        } else if due_day < self.soon {
            Urgency::Overdue
        } else if due_day < self.later {
            Urgency::DueSoon
        } else {
            Urgency::Later
        }
    }
}
