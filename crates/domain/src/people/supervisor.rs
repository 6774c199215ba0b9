//! Who supervises an office, and when.

use crate::catalogue::OfficeId;
use crate::dates::{Date, Instant};

use super::Officer;

/// The days on which an account supervises its office: from the first to the last of them in Iran, both included,
/// since that is how an office speaks of them. No event carries it; whoever judges one asks their own list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SupervisorMark {
    /// The first day.
    pub from: Date,
    /// The last day, once there is one.
    pub until: Option<Date>,
}

impl SupervisorMark {
    /// Whether it holds on a day.
    pub fn holds_on(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }
}

/// The supervisors whom somebody knows of. Who is not among them is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Supervisors(Vec<(Officer, SupervisorMark)>);

impl FromIterator<(Officer, SupervisorMark)> for Supervisors {
    fn from_iter<T: IntoIterator<Item = (Officer, SupervisorMark)>>(marks: T) -> Self {
        Self(marks.into_iter().collect())
    }
}

impl Supervisors {
    /// Whether an officer supervises their office at an instant. Accounts ignore case.
    pub fn include(&self, officer: &Officer, at: Instant) -> bool {
        self.of_office(&officer.office, at).any(|known| {
            known.person == officer.person
                && known.account.as_str().eq_ignore_ascii_case(officer.account.as_str())
        })
    }

    /// Those of an office at an instant.
    pub fn of_office<'s>(
        &'s self,
        office: &'s OfficeId,
        at: Instant,
    ) -> impl Iterator<Item = &'s Officer> {
        let day = at.tehran_date();
        let theirs =
            self.0.iter().filter(move |(of, mark)| &of.office == office && mark.holds_on(day));
        theirs.map(|(officer, _)| officer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::TehranTime;

    #[test]
    fn a_mark_holds_from_its_first_day_to_the_end_of_its_last() {
        let day = |text| Date::parse(text).expect("a day");
        let (from, last) = (day("2026-11-23"), day("2026-11-25"));
        let mark = |until| SupervisorMark { from, until };
        for (asked, bounded, open) in [
            (from.add_days(-1), false, false),
            (from, true, true),
            (last, true, true),
            (last.add_days(1), false, true),
        ] {
            assert_eq!(mark(Some(last)).holds_on(asked), bounded, "{asked}");
            assert_eq!(mark(None).holds_on(asked), open, "{asked}");
        }
        let office = OfficeId::parse("LABOUR-0001").expect("an office");
        let officer = |account: &str, person: &str| Officer {
            account: crate::ids::OfficerId::parse(account).expect("an account"),
            person: crate::ids::PersonId::parse(person).expect("a person"),
            office: office.clone(),
        };
        let known = Supervisors::from_iter([(officer("sanjani", "p-1"), mark(Some(last)))]);
        let night = |hour, minute| TehranTime { hour, minute };
        let at = |day, time| Instant::at_tehran(day, time);
        assert!(known.include(&officer("sanjani", "p-1"), at(last, night(23, 59))));
        assert!(known.include(&officer("Sanjani", "p-1"), at(from, night(0, 0))));
        assert!(!known.include(&officer("sanjani", "p-1"), at(last.add_days(1), night(0, 0))));
        assert!(!known.include(&officer("sanjani", "p-2"), at(from, night(9, 0))));
        assert!(!known.include(&officer("other", "p-1"), at(from, night(9, 0))));
    }
}
