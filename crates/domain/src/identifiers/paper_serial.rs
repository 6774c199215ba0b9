//! Serials that a printing house has put on paper before it comes to an office.

use super::{IdentifierError, canonical_text};
use crate::text::{ascii_digit, is_invisible_mark};

const MOST_LETTERS: usize = 8;
const MOST_DIGITS: usize = 12;
const LEAST_DIGITS: usize = 3;

/// The serial of a pre-printed sheet: a few letters or signs that stay, then digits that count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperSerial(String);

impl PaperSerial {
    /// Reads a serial in any digits, such as `الف-۰۰۱۲۳۴`.
    ///
    /// # Errors
    /// Refuses what does not end in three to twelve digits, and more than eight letters or signs before them.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        if text.len() > 128 {
            return Err(IdentifierError::BadLength);
        }
        let mut kept = String::with_capacity(text.len());
        for character in text.trim().chars().filter(|c| !is_invisible_mark(*c) && *c != ' ') {
            match ascii_digit(character) {
                Some(digit) => kept.push(digit),
                None if character.is_alphabetic() || matches!(character, '-' | '/' | '.') => {
                    kept.push(character);
                }
                None => return Err(IdentifierError::BadCharacter),
            }
        }
        if kept.is_empty() {
            return Err(IdentifierError::Empty);
        }
        let digits = kept.len() - kept.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let before = &kept[..kept.len() - digits];
        if before.chars().any(|c| c.is_ascii_digit()) {
            return Err(IdentifierError::BadCharacter);
        }
        let fits = (LEAST_DIGITS..=MOST_DIGITS).contains(&digits);
        if fits && before.chars().count() <= MOST_LETTERS {
            Ok(Self(kept))
        } else {
            Err(IdentifierError::BadLength)
        }
    }

    /// The serial that lies so many sheets deeper in the pile; `None` where the digits do not reach.
    pub fn ahead(&self, sheets: u32) -> Option<Self> {
        let (before, digits) = self.parts();
        let number: u64 = digits.parse().ok()?;
        let next = number.checked_add(u64::from(sheets))?.to_string();
        if next.len() > digits.len() {
            return None;
        }
        Some(Self(format!("{before}{next:0>width$}", width = digits.len())))
    }

    fn parts(&self) -> (&str, &str) {
        let before = self.0.trim_end_matches(|c: char| c.is_ascii_digit());
        (before, &self.0[before.len()..])
    }
}

canonical_text!(PaperSerial);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_counts_in_its_last_digits_and_keeps_their_number() -> Result<(), IdentifierError> {
        let first = PaperSerial::parse(" الف-۰۰۰۱۹۸ ")?;
        assert_eq!(first.as_str(), "الف-000198");
        let ahead = |sheets| first.ahead(sheets).map(|serial| serial.to_string());
        assert_eq!(ahead(0), Some("الف-000198".to_owned()));
        assert_eq!(ahead(2), Some("الف-000200".to_owned()));
        assert_eq!(ahead(999_802), None, "the digits end before that");
        assert_eq!(PaperSerial::parse("998")?.ahead(1).map(|s| s.to_string()), Some("999".into()));
        Ok(())
    }

    #[test]
    fn what_does_not_end_in_digits_is_no_serial() {
        assert_eq!(PaperSerial::parse(""), Err(IdentifierError::Empty));
        assert_eq!(PaperSerial::parse("الف"), Err(IdentifierError::BadLength));
        assert_eq!(PaperSerial::parse("12"), Err(IdentifierError::BadLength));
        assert_eq!(PaperSerial::parse("1234567890123"), Err(IdentifierError::BadLength));
        assert_eq!(PaperSerial::parse("الفبپتثجچحخ123"), Err(IdentifierError::BadLength));
        assert_eq!(PaperSerial::parse("A12-345"), Err(IdentifierError::BadCharacter));
        assert_eq!(PaperSerial::parse("A_123"), Err(IdentifierError::BadCharacter));
    }
}
