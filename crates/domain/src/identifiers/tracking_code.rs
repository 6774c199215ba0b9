//! Tracking codes: what an applicant is given at the end of the first page.

use super::normal::{digits, grouped};
use super::{IdentifierError, canonical_text, iso7064};

const LENGTH: usize = 14;

/// A tracking code: twelve random digits and two check digits (ISO 7064 MOD 97-10).
///
/// Digits alone, in short groups, because it is read over the telephone. It opens nothing by
/// itself: whoever looks a case up gives the national or legal ID with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackingCode(String);

impl TrackingCode {
    /// Returns the code that a random number stands for; only its lowest twelve digits count.
    pub fn from_random(random: u64) -> Self {
        Self(iso7064::with_check(&format!("{:012}", random % 1_000_000_000_000)))
    }

    /// Reads a tracking code in any digits, with or without separators.
    ///
    /// # Errors
    /// Refuses whatever is not fourteen digits with fitting check digits.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = digits(text)?;
        if digits.len() != LENGTH {
            return Err(IdentifierError::BadLength);
        }
        if iso7064::is_checked(&digits) {
            Ok(Self(digits))
        } else {
            Err(IdentifierError::BadChecksum)
        }
    }

    /// Returns the form for paper and screen: groups of four, four, three and three.
    pub fn printed(&self) -> String {
        grouped(&self.0, &[4, 4, 3, 3], '-')
    }
}

canonical_text!(TrackingCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_in_groups_and_read_back() {
        let code = TrackingCode::from_random(1_405_731_008_217);
        assert_eq!(code.as_str(), "40573100821756");
        assert_eq!(code.printed(), "4057-3100-821-756");
        assert_eq!(TrackingCode::parse(&code.printed()), Ok(code));
    }

    #[test]
    fn a_licence_number_is_no_tracking_code() {
        assert_eq!(TrackingCode::parse("000001234714"), Err(IdentifierError::BadLength));
    }
}
