//! Days: when the edition applies, how long reviews take, when offices are closed.

use std::collections::BTreeSet;

use super::super::{Absent, Catalogue, DeadlineCode, FlawKind, Section};
use super::{Found, placed};
use crate::dates::Weekday;

/// How far the deadlines of an edition's first cases reach, in days: through two reviews with their pauses.
const AHEAD: i32 = 60;

pub(super) fn edition(catalogue: &Catalogue, found: &mut Found) {
    let edition = &catalogue.edition;
    found.line("edition.source".to_owned(), &edition.source);
    if edition.valid_from < edition.issued_on {
        found.add("edition.validFrom", FlawKind::BeforeIssue);
    }
}

pub(super) fn deadlines(catalogue: &Catalogue, found: &mut Found) {
    let rows = &catalogue.deadlines;
    for (path, rule) in placed(Section::Deadlines, rows) {
        found.range(format!("{path}.lengthDays"), rule.length_days, 1, 365);
        found.range(format!("{path}.extensionDays"), rule.extension_days, 0, 365);
    }
    found.once(placed(Section::Deadlines, rows).map(|(path, rule)| (path + ".code", rule.code)));
    for code in [DeadlineCode::AgencyReview, DeadlineCode::LabourReview] {
        if catalogue.deadline(code).is_none() {
            found.add(Section::Deadlines.path(), FlawKind::Absent(Absent::Deadline(code)));
        }
    }
}

pub(super) fn calendar(catalogue: &Catalogue, found: &mut Found) {
    let calendar = &catalogue.calendar;
    let days = calendar.weekend.iter().enumerate();
    found.once(days.map(|(place, day)| (format!("{}[{place}]", Section::Weekend), *day)));
    if calendar.weekend.is_empty() {
        found.add(Section::Weekend.path(), FlawKind::Absent(Absent::Rows));
    }
    if Weekday::ALL.iter().all(|day| calendar.weekend.contains(day)) {
        found.add(Section::Weekend.path(), FlawKind::Absent(Absent::OpenDay));
    }
    for (place, holiday) in calendar.holidays.values().enumerate() {
        found.line(format!("{}[{place}].title", Section::Holidays), &holiday.title);
    }
    let listed: BTreeSet<i32> = calendar.holidays.keys().map(|day| day.jalali().year()).collect();
    let from = catalogue.edition.valid_from;
    let first = from.jalali().year();
    // Years between two that are listed are not there by mistake.
    let last = listed.last().copied().unwrap_or(first).max(from.add_days(AHEAD).jalali().year());
    for year in (first..=last).filter(|year| !listed.contains(year)) {
        found.add(Section::Holidays.path(), FlawKind::Absent(Absent::Holidays(year)));
    }
    if u16::try_from(first).is_ok_and(|year| catalogue.ceiling(year).is_none()) {
        found.add(Section::Ceilings.path(), FlawKind::Absent(Absent::Ceiling(first)));
    }
}
