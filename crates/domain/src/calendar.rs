//! Working days: which days offices are open, and counting by them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::dates::{Date, Weekday};

/// How far a count of working days looks before it gives up, in days. No calendar closes the offices
/// for years on end; a broken one must not hang the desk.
const FURTHEST: i32 = 3_700;

/// The days on which offices are closed, as the catalogue gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WorkingCalendar {
    /// The days of the week on which offices are closed.
    pub weekend: Vec<Weekday>,
    /// Closed days apart from weekends.
    #[serde(with = "holiday_rows")]
    pub holidays: BTreeMap<Date, Holiday>,
}

/// Why offices are closed on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The occasion, in Persian.
    pub title: String,
    /// How sure the date is.
    pub certainty: Certainty,
}

/// How sure a holiday's date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Certainty {
    /// A fixed day of the Jalali year.
    Fixed,
    /// Computed from the lunar calendar; sighting the moon can move it by a day.
    Expected,
}

/// Holidays are written as rows, so that a day that stands twice is seen.
mod holiday_rows {
    use std::collections::BTreeMap;

    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Certainty, Date, Holiday};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Row {
        day: Date,
        title: String,
        certainty: Certainty,
    }

    pub(super) fn serialize<S: Serializer>(
        holidays: &BTreeMap<Date, Holiday>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(holidays.iter().map(|(day, holiday)| Row {
            day: *day,
            title: holiday.title.clone(),
            certainty: holiday.certainty,
        }))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Date, Holiday>, D::Error> {
        let mut holidays = BTreeMap::new();
        for Row { day, title, certainty } in Vec::<Row>::deserialize(deserializer)? {
            if holidays.insert(day, Holiday { title, certainty }).is_some() {
                return Err(D::Error::custom(format!("the day {day} stands twice")));
            }
        }
        Ok(holidays)
    }
}

impl WorkingCalendar {
    /// Whether offices are open on a day.
    pub fn is_working_day(&self, day: Date) -> bool {
        !self.weekend.contains(&day.weekday()) && !self.holidays.contains_key(&day)
    }

    /// Returns the day on which so many working days after `start` are complete.
    ///
    /// The start itself does not count. With no days, or fewer, it is the start or the next open day.
    pub fn add_working_days(&self, start: Date, count: i32) -> Date {
        let mut left = count;
        let mut day = start;
        for _ in 0..FURTHEST {
            if self.is_working_day(day) && (left <= 0 || day != start) {
                if left <= 1 {
                    return day;
                }
                left -= 1;
            }
            day = day.add_days(1);
        }
        day
    }

    /// Returns how many working days lie after `from`, up to and with `to`; negative, counted the
    /// same way back, if `to` is earlier.
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        let (early, late) = (from.min(to), from.max(to));
        let mut count = 0;
        for forward in 1..=early.days_until(late) {
            if self.is_working_day(early.add_days(forward)) {
                count += 1;
            }
        }
        if from <= to { count } else { -count }
    }

    /// Returns the day itself if offices are open, else the last open day before it.
    pub fn last_working_day_on_or_before(&self, day: Date) -> Date {
        self.nearest(day, -1)
    }

    /// Returns the day itself if offices are open, else the next open day.
    pub fn first_working_day_on_or_after(&self, day: Date) -> Date {
        self.nearest(day, 1)
    }

    fn nearest(&self, day: Date, step: i32) -> Date {
        (0..FURTHEST)
            .map(|distance| day.add_days(distance * step))
            .find(|candidate| self.is_working_day(*candidate))
            .unwrap_or(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{DateError, JalaliDate};

    fn day(text: &str) -> Result<Date, DateError> {
        JalaliDate::parse(text).map(JalaliDate::date)
    }

    /// Thursdays and Fridays, and Saturday 7 Azar 1405.
    fn calendar() -> Result<WorkingCalendar, DateError> {
        let holiday = Holiday { title: "آزمایشی".to_owned(), certainty: Certainty::Fixed };
        Ok(WorkingCalendar {
            weekend: vec![Weekday::Thursday, Weekday::Friday],
            holidays: BTreeMap::from([(day("1405/09/07")?, holiday)]),
        })
    }

    #[test]
    fn weekends_and_holidays_are_no_working_days() -> Result<(), DateError> {
        let calendar = calendar()?;
        let open: Vec<bool> = (2..=8)
            .map(|number| JalaliDate::new(1405, 9, number).map(JalaliDate::date))
            .map(|day| day.is_ok_and(|day| calendar.is_working_day(day)))
            .collect();
        assert_eq!(open, [true, true, true, false, false, false, true]);
        Ok(())
    }

    #[test]
    fn working_days_are_added_after_the_start() -> Result<(), DateError> {
        let calendar = calendar()?;
        for (start, count, end) in [
            ("1405/09/02", 0, "1405/09/02"),
            ("1405/09/02", 1, "1405/09/03"),
            ("1405/09/03", 2, "1405/09/08"),
            ("1405/09/05", 0, "1405/09/08"),
            ("1405/09/05", 1, "1405/09/08"),
            ("1405/09/06", 2, "1405/09/09"),
        ] {
            assert_eq!(calendar.add_working_days(day(start)?, count), day(end)?, "{start} {count}");
        }
        Ok(())
    }

    #[test]
    fn counting_is_the_inverse_of_adding() -> Result<(), DateError> {
        let calendar = calendar()?;
        let start = day("1405/08/20")?;
        for count in 1..60 {
            let end = calendar.add_working_days(start, count);
            assert_eq!(calendar.working_days_between(start, end), count);
        }
        assert_eq!(calendar.working_days_between(day("1405/09/09")?, day("1405/09/02")?), -4);
        assert_eq!(calendar.working_days_between(start, start), 0);
        Ok(())
    }

    #[test]
    fn a_deadline_on_a_closed_day_has_its_last_open_day_before() -> Result<(), DateError> {
        let calendar = calendar()?;
        assert_eq!(calendar.last_working_day_on_or_before(day("1405/09/07")?), day("1405/09/04")?);
        assert_eq!(calendar.first_working_day_on_or_after(day("1405/09/05")?), day("1405/09/08")?);
        assert_eq!(calendar.last_working_day_on_or_before(day("1405/09/08")?), day("1405/09/08")?);
        Ok(())
    }

    #[test]
    fn a_calendar_without_open_days_ends_all_the_same() -> Result<(), DateError> {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let weekend = vec![Saturday, Sunday, Monday, Tuesday, Wednesday, Thursday, Friday];
        let closed = WorkingCalendar { weekend, holidays: BTreeMap::new() };
        let start = day("1405/09/02")?;
        assert!(closed.add_working_days(start, 3) > start);
        assert_eq!(closed.last_working_day_on_or_before(start), start);
        Ok(())
    }
}
