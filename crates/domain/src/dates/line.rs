//! One line in, one line out: the answer of the headless door about a date.

use super::{Date, DateError, JalaliDate};

/// Which way a line is to be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JalaliDirection {
    /// From the Gregorian calendar to the Jalali one.
    ToJalali,
    /// From the Jalali calendar to the Gregorian one.
    FromJalali,
}

/// Answers one line of any bytes with the date in the other calendar, or with `bad CODE`.
pub fn jalali_line(direction: JalaliDirection, line: &[u8]) -> String {
    let converted = std::str::from_utf8(line).map_err(|_| DateError::NotText).and_then(|text| {
        Ok(match direction {
            JalaliDirection::ToJalali => Date::parse(text)?.jalali().to_string(),
            JalaliDirection::FromJalali => JalaliDate::parse(text)?.date().to_string(),
        })
    });
    converted.unwrap_or_else(|error| format!("bad {}", error.code()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    #[test]
    fn a_line_is_answered_with_the_other_calendar_or_a_code() {
        let to = |line: &str| jalali_line(JalaliDirection::ToJalali, line.as_bytes());
        let from = |line: &str| jalali_line(JalaliDirection::FromJalali, line.as_bytes());
        assert_eq!(to("2026-11-23\n"), "1405-09-02");
        assert_eq!(from("۱۴۰۵/۹/۲\r\n"), "2026-11-23");
        assert_eq!(from("1404-12-30"), "bad no-such-day");
        assert_eq!(to("1999-02-29"), "bad no-such-day");
        assert_eq!(to("today"), "bad bad-form");
        assert_eq!(jalali_line(JalaliDirection::ToJalali, b"\xFF"), "bad not-text");
    }

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1405), ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_answered(line in proptest::collection::vec(any::<u8>(), 0..40)) {
            for direction in [JalaliDirection::ToJalali, JalaliDirection::FromJalali] {
                prop_assert!(!jalali_line(direction, &line).is_empty());
            }
        }

        #[test]
        fn any_three_numbers_are_answered_and_come_back(text in "[0-9۰-۹]{1,5}[-/.][0-9]{1,3}[-/.][0-9۰-۹]{1,3}") {
            let there = jalali_line(JalaliDirection::FromJalali, text.as_bytes());
            if !there.starts_with("bad ") {
                let back = jalali_line(JalaliDirection::ToJalali, there.as_bytes());
                prop_assert_eq!(jalali_line(JalaliDirection::FromJalali, back.as_bytes()), there);
            }
        }
    }
}
