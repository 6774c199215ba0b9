//! کد ملی: the ten digits of a person.

use std::fmt;

use super::normal::{all_equal, digits, values};
use super::{IdentifierError, canonical_text};

const LENGTH: usize = 10;

/// A person's national ID: ten digits, the last a check digit.
///
/// `Debug` shows the masked form, so that no log can hold a whole one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationalId(String);

impl NationalId {
    /// Reads a national ID in any digits, with or without separators.
    ///
    /// # Errors
    /// Refuses whatever is not ten digits with a fitting check digit. Eight or nine digits that
    /// would fit with zeros in front are [`IdentifierError::NeedsPadding`]: see
    /// [`NationalId::padded_candidate`].
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = digits(text)?;
        if digits.len() == LENGTH {
            return check(digits);
        }
        let padded = (8..LENGTH).contains(&digits.len()) && check(pad(&digits)).is_ok();
        Err(if padded { IdentifierError::NeedsPadding } else { IdentifierError::BadLength })
    }

    /// Returns the ID that eight or nine digits stand for, if a spreadsheet dropped their zeros.
    ///
    /// A person confirms it before it is used.
    pub fn padded_candidate(text: &str) -> Option<Self> {
        let digits = digits(text).ok()?;
        if (8..LENGTH).contains(&digits.len()) { check(pad(&digits)).ok() } else { None }
    }

    /// Returns the form for papers and lists that others see: the last two digits only.
    pub fn masked(&self) -> String {
        let last_two = self.0.get(LENGTH - 2..).unwrap_or_default();
        format!("********{last_two}")
    }
}

fn pad(digits: &str) -> String {
    format!("{digits:0>LENGTH$}")
}

fn check(digits: String) -> Result<NationalId, IdentifierError> {
    if all_equal(&digits) {
        return Err(IdentifierError::AllEqual);
    }
    if values(&digits).skip(3).take(6).all(|digit| digit == 0) {
        return Err(IdentifierError::EmptyMiddle);
    }
    let sum: u32 = values(&digits).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let remainder = sum % 11;
    let expected = if remainder < 2 { remainder } else { 11 - remainder };
    if values(&digits).last() == Some(expected) {
        Ok(NationalId(digits))
    } else {
        Err(IdentifierError::BadChecksum)
    }
}

canonical_text!(NationalId);

impl fmt::Debug for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NationalId({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_examples_are_valid() {
        for id in [
            "0076229645",
            "1583250689",
            "0200203241",
            "0067749828",
            "0084575948",
            "0013542419",
            "0790419904",
        ] {
            assert_eq!(NationalId::parse(id).map(|id| id.to_string()), Ok(id.to_owned()));
        }
    }

    #[test]
    fn the_counter_examples_are_refused() {
        for id in ["0932833905", "0684159415"] {
            assert_eq!(NationalId::parse(id), Err(IdentifierError::BadChecksum), "{id}");
        }
        assert_eq!(NationalId::parse("1230000000"), Err(IdentifierError::EmptyMiddle));
    }

    #[test]
    fn one_digit_repeated_passes_the_sum_and_is_still_refused() {
        for digit in '0'..='9' {
            let id = digit.to_string().repeat(10);
            assert_eq!(NationalId::parse(&id), Err(IdentifierError::AllEqual), "{id}");
        }
    }

    #[test]
    fn a_sign_is_a_bad_character_and_no_panic() {
        assert_eq!(NationalId::parse("+123456789"), Err(IdentifierError::BadCharacter));
        assert_eq!(NationalId::parse("-123456789"), Err(IdentifierError::NeedsPadding));
    }

    #[test]
    fn dropped_zeros_are_named_and_offered_for_confirmation() {
        for short in ["76229645", "67749828", "790419904"] {
            assert_eq!(NationalId::parse(short), Err(IdentifierError::NeedsPadding), "{short}");
        }
        let candidate = NationalId::padded_candidate("76229645").map(|id| id.to_string());
        assert_eq!(candidate.as_deref(), Some("0076229645"));
        assert_eq!(NationalId::padded_candidate("0076229645"), None);
        assert_eq!(NationalId::padded_candidate("76229646"), None);
        assert_eq!(NationalId::parse("76229646"), Err(IdentifierError::BadLength));
    }

    #[test]
    fn seven_digits_are_too_few_even_where_three_zeros_would_fit() {
        assert!(NationalId::parse("0001234560").is_ok());
        assert_eq!(NationalId::parse("1234560"), Err(IdentifierError::BadLength));
        assert_eq!(NationalId::padded_candidate("1234560"), None);
    }

    #[test]
    fn masked_and_debug_forms_show_the_last_two_digits_only() -> Result<(), IdentifierError> {
        let id = NationalId::parse("0076229645")?;
        assert_eq!(id.masked(), "********45");
        assert_eq!(format!("{id:?}"), "NationalId(********45)");
        Ok(())
    }
}
