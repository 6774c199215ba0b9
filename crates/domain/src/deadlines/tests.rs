//! Deadlines on days that anybody can check in a calendar of Azar 1405 (22 November to 21 December 2026).

use super::*;
use crate::case::Pause;
use crate::catalogue::{DeadlineCode, StartsAt};

fn day(jalali: &str) -> Date {
    crate::dates::JalaliDate::parse(jalali).expect("a day").date()
}

fn noon(jalali: &str) -> Instant {
    let time = crate::dates::TehranTime { hour: 12, minute: 0 };
    Instant::at_tehran(day(jalali), time)
}

fn rule(length_days: u16, unit: DayUnit, on_expiry: OnExpiry) -> DeadlineRule {
    DeadlineRule {
        code: DeadlineCode::AgencyReview,
        length_days,
        extension_days: 5,
        unit,
        starts_at: StartsAt::Submission,
        pauses_while_waiting: true,
        on_expiry,
    }
}

fn clock(started: &str) -> Clock {
    Clock { review: Review::Agency, started: noon(started), pauses: Vec::new(), extended_days: 0 }
}

fn calendar() -> WorkingCalendar {
    crate::catalogue::sample().calendar
}

#[test]
fn working_days_skip_the_weekend() {
    let rule = rule(10, DayUnit::Working, OnExpiry::Escalate);
    let due = stand(&clock("1405/09/01"), &rule, &calendar(), day("1405/09/03"));
    // Sunday 1 Azar, and ten working days on.
    assert!(calendar().is_working_day(due.on));
    assert_eq!(calendar().working_days_between(day("1405/09/01"), due.on), 10);
    assert_eq!(due.days_left, 8);
    assert_eq!(due.urgency, Urgency::Later);
}

#[test]
fn a_deadline_on_a_holiday_names_the_last_working_day_before_it() {
    let rule = rule(5, DayUnit::Calendar, OnExpiry::Escalate);
    // Sunday 1 Azar and five days is Friday 6 Azar.
    let due = stand(&clock("1405/09/01"), &rule, &calendar(), day("1405/09/01"));
    assert_eq!(due.on, day("1405/09/06"));
    assert!(due.last_working_day < due.on && calendar().is_working_day(due.last_working_day));
}

#[test]
fn urgency_follows_the_days_left() {
    let rule = rule(10, DayUnit::Calendar, OnExpiry::Escalate);
    let on = |today| stand(&clock("1405/09/01"), &rule, &calendar(), day(today)).urgency;
    assert_eq!(on("1405/09/02"), Urgency::Later);
    assert_eq!(on("1405/09/08"), Urgency::DueSoon);
    assert_eq!(on("1405/09/11"), Urgency::DueSoon);
    assert_eq!(on("1405/09/12"), Urgency::Overdue);
    assert_eq!(on("1405/09/17"), Urgency::Critical);
}

#[test]
fn silence_that_counts_as_consent_is_critical_two_days_ahead() {
    let rule = rule(10, DayUnit::Calendar, OnExpiry::DeemedConsent);
    let on = |today| stand(&clock("1405/09/01"), &rule, &calendar(), day(today)).urgency;
    assert_eq!(on("1405/09/08"), Urgency::DueSoon);
    assert_eq!(on("1405/09/09"), Urgency::Critical);
    assert_eq!(on("1405/09/20"), Urgency::Critical);
}

#[test]
fn days_in_which_the_applicant_is_asked_do_not_count() {
    let rule = rule(10, DayUnit::Calendar, OnExpiry::Escalate);
    let mut clock = clock("1405/09/01");
    clock.pauses.push(Pause { from: noon("1405/09/03"), to: None });
    let paused = stand(&clock, &rule, &calendar(), day("1405/09/09"));
    assert!(paused.paused);
    assert_eq!((paused.days_left, paused.urgency), (8, Urgency::Later));
    clock.pauses[0].to = Some(noon("1405/09/09"));
    let running = stand(&clock, &rule, &calendar(), day("1405/09/10"));
    assert_eq!((running.on, running.days_left), (day("1405/09/17"), 7));
}

#[test]
fn an_extension_moves_the_day() {
    let rule = rule(10, DayUnit::Calendar, OnExpiry::Escalate);
    let clock = Clock { extended_days: 5, ..clock("1405/09/01") };
    let due = stand(&clock, &rule, &calendar(), day("1405/09/01"));
    assert_eq!(due.on, day("1405/09/16"));
}
