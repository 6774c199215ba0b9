//! شناسه ملی: the eleven digits of a firm, society or other legal person.

use super::normal::{all_equal, digits, values};
use super::{IdentifierError, canonical_text};

const LENGTH: usize = 11;
const WEIGHTS: [u32; 5] = [29, 27, 23, 19, 17];

/// A legal person's national ID: eleven digits, the last a check digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LegalId(String);

impl LegalId {
    /// Reads a legal person's ID in any digits, with or without separators.
    ///
    /// # Errors
    /// Refuses whatever is not eleven digits with a fitting check digit.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = digits(text)?;
        if digits.len() != LENGTH {
            return Err(IdentifierError::BadLength);
        }
        if all_equal(&digits) {
            return Err(IdentifierError::AllEqual);
        }
        if values(&digits).skip(3).take(6).all(|digit| digit == 0) {
            return Err(IdentifierError::EmptyMiddle);
        }
        let shift = values(&digits).nth(9).map_or(0, |tenth| tenth + 2);
        let sum: u32 = values(&digits)
            .take(10)
            .zip(WEIGHTS.iter().cycle())
            .map(|(digit, weight)| (digit + shift) * weight)
            .sum();
        if values(&digits).last() == Some(sum % 11 % 10) {
            Ok(Self(digits))
        } else {
            Err(IdentifierError::BadChecksum)
        }
    }
}

canonical_text!(LegalId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_examples_are_valid() {
        for id in ["10380284790", "14005893875", "10861677542", "10380284700"] {
            assert_eq!(LegalId::parse(id).map(|id| id.to_string()), Ok(id.to_owned()));
        }
    }

    #[test]
    fn the_counter_examples_are_refused() {
        for id in ["10380284792", "14003627610"] {
            assert_eq!(LegalId::parse(id), Err(IdentifierError::BadChecksum), "{id}");
        }
        assert_eq!(LegalId::parse("00000000000"), Err(IdentifierError::AllEqual));
        assert_eq!(LegalId::parse("10300000090"), Err(IdentifierError::EmptyMiddle));
        assert_eq!(LegalId::parse("1038028479"), Err(IdentifierError::BadLength));
    }
}
