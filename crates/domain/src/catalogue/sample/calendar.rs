//! Weekends and holidays of 1405 and 1406.

use super::jalali_day;
use crate::calendar::{Certainty, Holiday, WorkingCalendar};
use crate::dates::Weekday;

const YEARS: [i16; 2] = [1405, 1406];

/// Holidays of the solar year: month, day, occasion.
const FIXED: [(i8, i8, &str); 10] = [
    (1, 1, "جشن نوروز"),
    (1, 2, "جشن نوروز"),
    (1, 3, "جشن نوروز"),
    (1, 4, "جشن نوروز"),
    (1, 12, "روز جمهوری اسلامی ایران"),
    (1, 13, "روز طبیعت"),
    (3, 14, "رحلت امام خمینی"),
    (3, 15, "قیام ۱۵ خرداد"),
    (11, 22, "پیروزی انقلاب اسلامی"),
    (12, 29, "روز ملی شدن صنعت نفت"),
];

/// Holidays of the lunar year, on the days that the Umm al-Qura calendar expects; in Iran the moon
/// is often sighted a day later.
const EXPECTED: [(i16, i8, i8, &str); 33] = [
    (1405, 1, 24, "شهادت امام جعفر صادق"),
    (1405, 3, 6, "عید قربان"),
    (1405, 3, 14, "عید غدیر خم"),
    (1405, 4, 3, "تاسوعا"),
    (1405, 4, 4, "عاشورا"),
    (1405, 5, 12, "اربعین"),
    (1405, 5, 20, "رحلت پیامبر و شهادت امام حسن مجتبی"),
    (1405, 5, 22, "شهادت امام رضا"),
    (1405, 5, 30, "شهادت امام حسن عسکری"),
    (1405, 6, 8, "میلاد پیامبر و امام جعفر صادق"),
    (1405, 8, 22, "شهادت حضرت فاطمه"),
    (1405, 10, 1, "ولادت امام علی"),
    (1405, 10, 15, "مبعث پیامبر"),
    (1405, 11, 3, "ولادت حضرت قائم"),
    (1405, 12, 9, "شهادت امام علی"),
    (1405, 12, 18, "عید فطر"),
    (1405, 12, 19, "تعطیل عید فطر"),
    (1406, 1, 13, "شهادت امام جعفر صادق"),
    (1406, 2, 26, "عید قربان"),
    (1406, 3, 3, "عید غدیر خم"),
    (1406, 3, 24, "تاسوعا"),
    (1406, 3, 25, "عاشورا"),
    (1406, 5, 2, "اربعین"),
    (1406, 5, 10, "رحلت پیامبر و شهادت امام حسن مجتبی"),
    (1406, 5, 11, "شهادت امام رضا"),
    (1406, 5, 19, "شهادت امام حسن عسکری"),
    (1406, 5, 28, "میلاد پیامبر و امام جعفر صادق"),
    (1406, 8, 11, "شهادت حضرت فاطمه"),
    (1406, 9, 20, "ولادت امام علی"),
    (1406, 10, 4, "مبعث پیامبر"),
    (1406, 10, 22, "ولادت حضرت قائم"),
    (1406, 11, 28, "شهادت امام علی"),
    (1406, 12, 7, "عید فطر"),
];

/// Returns the calendar: Thursday and Friday closed, and the holidays of both years.
///
/// A day with a fixed and an expected occasion keeps the fixed one.
pub(super) fn calendar() -> WorkingCalendar {
    let holiday = |title: &str, certainty| Holiday { title: title.to_owned(), certainty };
    let expected = EXPECTED.into_iter().map(|(year, month, day, title)| {
        (jalali_day(year, month, day), holiday(title, Certainty::Expected))
    });
    let fixed = YEARS.into_iter().flat_map(|year| {
        FIXED.into_iter().map(move |(month, day, title)| {
            (jalali_day(year, month, day), holiday(title, Certainty::Fixed))
        })
    });
    WorkingCalendar {
        weekend: vec![Weekday::Thursday, Weekday::Friday],
        holidays: expected.chain(fixed).collect(),
    }
}
