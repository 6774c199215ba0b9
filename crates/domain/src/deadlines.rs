//! How long there is left: for every case, at any instant, in the days that the rule counts.

use crate::calendar::WorkingCalendar;
use crate::case::{Case, Clock};
use crate::catalogue::{Catalogue, DayUnit, DeadlineRule, OnExpiry};
use crate::dates::{Date, Instant};
use crate::event::Review;

/// A case is due soon when this many days, or fewer, are left.
const SOON_DAYS: i32 = 3;
/// Deemed consent is critical this many calendar days ahead: the 48 hours in which an office can still act.
const CONSENT_DAYS: i32 = 2;
/// An escalating deadline is critical when it is past by more than this many of the days it counts.
pub const ESCALATION_DAYS: i32 = 5;

/// How pressing a case is, most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// A legal consequence is near or has come.
    Critical,
    /// The deadline is past.
    Overdue,
    /// Few days are left.
    DueSoon,
    /// There is time, or no deadline.
    Later,
}

/// Where a deadline stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day of the deadline.
    pub on: Date,
    /// Days left as the rule counts them; negative when past.
    pub days_left: i32,
    /// In which days it is counted.
    pub unit: DayUnit,
    /// The last working day on which a decision still leaves in time.
    pub last_working_day: Date,
    /// It stands still, because the applicant is asked.
    pub paused: bool,
    /// How pressing it is.
    pub urgency: Urgency,
}

/// Where a case's deadline stands, or `None` when no deadline runs.
pub fn due(case: &Case, catalogue: &Catalogue, now: Instant) -> Option<Due> {
    of_clock(case.clock.as_ref()?, catalogue, now)
}

/// Where a clock stands under the catalogue's rule for it.
pub fn of_clock(clock: &Clock, catalogue: &Catalogue, now: Instant) -> Option<Due> {
    let rule = rule_of(clock, catalogue)?;
    Some(stand(clock, rule, &catalogue.calendar, now.tehran_date()))
}

/// By how many days the running deadline of a case is extended, if it can still be: once, by the catalogue's days.
pub fn extension(case: &Case, catalogue: &Catalogue) -> Option<u16> {
    let clock = case.clock.as_ref().filter(|clock| clock.extended_days == 0)?;
    Some(rule_of(clock, catalogue)?.extension_days).filter(|days| *days > 0)
}

fn rule_of<'c>(clock: &Clock, catalogue: &'c Catalogue) -> Option<&'c DeadlineRule> {
    catalogue.deadline(match clock.review {
        Review::Agency => crate::catalogue::DeadlineCode::AgencyReview,
        Review::Labour => crate::catalogue::DeadlineCode::LabourReview,
    })
}

/// The day by which the applicant is asked to answer what was asked at an instant.
pub fn answer_by(asked_at: Instant, catalogue: &Catalogue) -> Date {
    asked_at.tehran_date().add_days(i32::from(catalogue.papers.answer_days))
}

/// The day by which the oldest open request should be answered.
pub fn answer_due(case: &Case, catalogue: &Catalogue) -> Option<Date> {
    let open = case.requests.iter().filter(|request| request.is_open());
    open.map(|request| answer_by(request.at, catalogue)).min()
}

/// How pressing a case is at an instant.
pub fn urgency(case: &Case, catalogue: &Catalogue, now: Instant) -> Urgency {
    due(case, catalogue, now).map_or(Urgency::Later, |due| due.urgency)
}

/// Where a clock stands under a rule on a day.
pub fn stand(clock: &Clock, rule: &DeadlineRule, calendar: &WorkingCalendar, today: Date) -> Due {
    let count = |from: Date, to: Date| match rule.unit {
        DayUnit::Calendar => from.days_until(to),
        DayUnit::Working => calendar.working_days_between(from, to),
    };
    let paused_days: i32 = if rule.pauses_while_waiting {
        let until = |end: Option<Instant>| end.map_or(today, Instant::tehran_date);
        clock.pauses.iter().map(|p| count(p.from.tehran_date(), until(p.to)).max(0)).sum()
    } else {
        0
    };
    let length = i32::from(rule.length_days) + i32::from(clock.extended_days) + paused_days;
    let start = clock.started.tehran_date();
    let on = match rule.unit {
        DayUnit::Calendar => start.add_days(length),
        DayUnit::Working => calendar.add_working_days(start, length),
    };
    let days_left = count(today, on);
    let paused = rule.pauses_while_waiting && clock.is_paused();
    Due {
        on,
        days_left,
        unit: rule.unit,
        last_working_day: calendar.last_working_day_on_or_before(on),
        paused,
        urgency: press(days_left, today.days_until(on), rule.on_expiry, paused),
    }
}

fn press(days_left: i32, calendar_days: i32, on_expiry: OnExpiry, paused: bool) -> Urgency {
    let critical = match on_expiry {
        OnExpiry::DeemedConsent => calendar_days <= CONSENT_DAYS,
        OnExpiry::Escalate => days_left < -ESCALATION_DAYS,
    };
    if paused {
        Urgency::Later
    } else if critical {
        Urgency::Critical
    } else if days_left < 0 {
        Urgency::Overdue
    } else if days_left <= SOON_DAYS {
        Urgency::DueSoon
    } else {
        Urgency::Later
    }
}

#[cfg(test)]
mod tests;
