//! کد پستی: five digits of the postal beat and five of the delivery point.

use super::normal::{all_equal, digits, values};
use super::{IdentifierError, canonical_text};

const LENGTH: usize = 10;

/// A postal code: ten digits that do not start with zero.
///
/// The well-known stricter pattern (no 2 anywhere, no 5 in fifth place) refuses codes that exist,
/// so that what it says beyond the hard rule is a [`PostalCodeWarning`] at most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostalCode(String);

/// What is unusual about a postal code that may still be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostalCodeWarning {
    /// A zero among the first five digits, where the post does not use it.
    ZeroInBeat,
    /// A two among the first five digits, where the post does not use it.
    TwoInBeat,
}

impl PostalCodeWarning {
    /// Returns the stable code of this warning.
    pub fn code(self) -> &'static str {
        match self {
            Self::ZeroInBeat => "zero-in-beat",
            Self::TwoInBeat => "two-in-beat",
        }
    }
}

impl PostalCode {
    /// Reads a postal code in any digits, with or without separators.
    ///
    /// # Errors
    /// Refuses whatever is not ten digits, starts with zero or repeats a single digit.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = digits(text)?;
        if digits.len() != LENGTH {
            return Err(IdentifierError::BadLength);
        }
        if digits.starts_with('0') {
            return Err(IdentifierError::BadPrefix);
        }
        if all_equal(&digits) {
            return Err(IdentifierError::AllEqual);
        }
        Ok(Self(digits))
    }

    /// Returns what a reviewer should look at twice.
    pub fn warnings(&self) -> Vec<PostalCodeWarning> {
        let beat_has = |digit| values(&self.0).take(5).any(|value| value == digit);
        [(0, PostalCodeWarning::ZeroInBeat), (2, PostalCodeWarning::TwoInBeat)]
            .into_iter()
            .filter_map(|(digit, warning)| beat_has(digit).then_some(warning))
            .collect()
    }

    /// Returns the form for paper, `12345-67890`.
    pub fn printed(&self) -> String {
        let (beat, point) = self.0.split_at(5);
        format!("{beat}-{point}")
    }
}

canonical_text!(PostalCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_code_that_the_well_known_pattern_refuses_is_accepted() -> Result<(), IdentifierError>
    {
        let code = PostalCode::parse("5951412749")?;
        assert_eq!(code.warnings(), []);
        assert_eq!(code.printed(), "59514-12749");
        Ok(())
    }

    #[test]
    fn what_cannot_be_a_postal_code_is_refused() {
        assert_eq!(PostalCode::parse("0951412749"), Err(IdentifierError::BadPrefix));
        assert_eq!(PostalCode::parse("1111111111"), Err(IdentifierError::AllEqual));
        assert_eq!(PostalCode::parse("595141274"), Err(IdentifierError::BadLength));
        assert_eq!(PostalCode::parse("x5951412749"), Err(IdentifierError::BadCharacter));
    }

    #[test]
    fn zero_and_two_in_the_beat_are_warnings_only() -> Result<(), IdentifierError> {
        let code = PostalCode::parse("12034-56789")?;
        assert_eq!(code.warnings(), [PostalCodeWarning::ZeroInBeat, PostalCodeWarning::TwoInBeat]);
        assert_eq!(PostalCode::parse("1345602000")?.warnings(), []);
        Ok(())
    }
}
