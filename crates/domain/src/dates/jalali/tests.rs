//! The calendar proved against published years and examples.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

const EXAMPLES: [(&str, &str); 9] = [
    ("2024-03-20", "1403-01-01"),
    ("2025-03-20", "1403-12-30"),
    ("2025-03-21", "1404-01-01"),
    ("2026-03-20", "1404-12-29"),
    ("2026-03-21", "1405-01-01"),
    ("2026-11-23", "1405-09-02"),
    ("2010-05-12", "1389-02-22"),
    ("2029-03-20", "1408-01-01"),
    ("2030-03-20", "1408-12-30"),
];

const LEAP_YEARS_FROM_1370_TO_1449: [i16; 20] = [
    1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432,
    1436, 1441, 1445, 1449,
];

#[test]
fn the_examples_agree_in_both_directions() -> Result<(), DateError> {
    for (gregorian, jalali) in EXAMPLES {
        assert_eq!(Date::parse(gregorian)?.jalali().to_string(), jalali);
        assert_eq!(JalaliDate::parse(jalali)?.date().to_string(), gregorian);
    }
    Ok(())
}

#[test]
fn the_leap_years_are_the_published_ones() {
    for year in 1370..=1449 {
        let leap = JalaliDate::new(year, 12, 30).is_ok();
        assert_eq!(leap, LEAP_YEARS_FROM_1370_TO_1449.contains(&year), "{year}");
    }
}

#[test]
fn the_rule_of_2820_years_is_not_followed() {
    assert_eq!(JalaliDate::parse("1404/12/30"), Err(DateError::NoSuchDay));
    assert_eq!(JalaliDate::parse("1437/12/30"), Err(DateError::NoSuchDay));
    assert!(JalaliDate::parse("1403/12/30").is_ok());
    assert!(JalaliDate::parse("1436/12/30").is_ok());
}

#[test]
fn the_rule_of_33_years_holds_in_the_whole_range() {
    for year in JalaliDate::FIRST_YEAR..=JalaliDate::LAST_YEAR {
        let leap = [1, 5, 9, 13, 17, 22, 26, 30].contains(&(year % 33));
        assert_eq!(JalaliDate::new(year, 12, 30).is_ok(), leap, "{year}");
    }
}

#[test]
fn every_day_of_the_range_is_written_and_read_back_in_order() {
    let (mut day, mut before) = (Date::FIRST, None);
    loop {
        let jalali = day.jalali();
        assert_eq!(jalali.date(), day);
        assert!(before < Some(jalali));
        if day == Date::LAST {
            break;
        }
        (day, before) = (day.add_days(1), Some(jalali));
    }
    assert_eq!(Date::FIRST.jalali().to_string(), "1200-01-01");
    assert_eq!(Date::LAST.jalali().to_string(), "1500-12-29");
}

#[test]
fn months_have_the_days_that_the_calendar_gives_them() {
    let lengths = |year| (1..=12).filter_map(move |month| JalaliDate::new(year, month, 1).ok());
    let days: Vec<u8> = lengths(1404).map(|first| first.month_end().day()).collect();
    assert_eq!(days, [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29]);
    for (month, day) in [(0, 1), (13, 1), (1, 0), (1, 32), (7, 31), (-1, 1), (1, -1)] {
        assert_eq!(JalaliDate::new(1405, month, day), Err(DateError::NoSuchDay), "{month} {day}");
    }
}

#[test]
fn a_date_is_read_in_any_digits_and_shown_in_persian() -> Result<(), DateError> {
    for spelling in ["1405-09-05", "1405/9/5", "۱۴۰۵/۰۹/۰۵", "١٤٠٥.٩.٥", "\u{200F}1405/09/05 "]
    {
        let date = JalaliDate::parse(spelling)?;
        assert_eq!(date.numeric(), "۱۴۰۵/۰۹/۰۵");
        assert_eq!(date.long(), "پنجشنبه ۵ آذر ۱۴۰۵");
        assert_eq!(date.in_words(), "۵ آذر ۱۴۰۵");
        assert_eq!(date.day_and_month(), "۵ آذر");
    }
    assert_eq!(JalaliDate::parse("2026-11-23"), Err(DateError::OutOfRange));
    assert_eq!(JalaliDate::parse("05/09/1405"), Err(DateError::BadForm));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1405), ..ProptestConfig::default() })]

    #[test]
    fn adding_months_lands_in_the_wanted_month(start in 0i32..109_938, months in -600i32..600) {
        let from = Date::FIRST.add_days(start).jalali();
        let wanted = from.year() * 12 + i32::from(from.month()) - 1 + months;
        prop_assume!((1200 * 12..=1500 * 12 + 11).contains(&wanted));
        let to = from.add_months(months);
        prop_assert_eq!(to.year() * 12 + i32::from(to.month()) - 1, wanted);
        prop_assert!(to.day() == from.day() || to == to.month_end());
    }
}
