//! Licence numbers: ten digits of a serial and two check digits.
//!
//! Serials come from blocks that the registry leases to offices, so that a number taken without a
//! network is final. Nothing else is written into the number: no year, no office, no field; those
//! are on the record, and a number that repeats them can contradict them.

use super::normal::digits;
use super::{IdentifierError, canonical_text, iso7064};

const LENGTH: usize = 12;

/// A licence's number: a ten-digit serial with two check digits (ISO 7064 MOD 97-10).
///
/// Twelve digits, where a tracking code has fourteen, so that neither is taken for the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LicenceNumber(String);

impl LicenceNumber {
    /// The last serial that a number can hold.
    pub const LAST_SERIAL: u64 = 9_999_999_999;
    /// The first serial of samples. No registry leases it or a later one, so that a sample is known by its number,
    /// whichever sample authority signed it.
    pub const FIRST_SAMPLE: u64 = 9_000_000_001;

    /// Returns the number of a serial from 1 to [`LicenceNumber::LAST_SERIAL`].
    pub fn from_serial(serial: u64) -> Option<Self> {
        (1..=Self::LAST_SERIAL)
            .contains(&serial)
            .then(|| Self(iso7064::with_check(&format!("{serial:010}"))))
    }

    /// Reads a licence number in any digits, with or without separators.
    ///
    /// # Errors
    /// Refuses whatever is not twelve digits with fitting check digits.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let digits = digits(text)?;
        if digits.len() != LENGTH {
            return Err(IdentifierError::BadLength);
        }
        if digits.starts_with("0000000000") {
            return Err(IdentifierError::EmptyMiddle);
        }
        if iso7064::is_checked(&digits) {
            Ok(Self(digits))
        } else {
            Err(IdentifierError::BadChecksum)
        }
    }

    /// Returns the serial, by which a number is found in its block.
    pub fn serial(&self) -> u64 {
        self.0.bytes().take(10).fold(0, |sum, byte| sum * 10 + u64::from(byte.saturating_sub(b'0')))
    }

    /// Whether it is a sample's.
    pub fn is_sample(&self) -> bool {
        self.serial() >= Self::FIRST_SAMPLE
    }

    /// Returns the form for paper: three groups of four with spaces between them.
    pub fn printed(&self) -> String {
        super::normal::grouped(&self.0, &[4, 4, 4], ' ')
    }
}

canonical_text!(LicenceNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_gives_a_number_and_back() -> Result<(), IdentifierError> {
        let number = LicenceNumber::from_serial(12_347).ok_or(IdentifierError::BadLength)?;
        assert_eq!(number.as_str(), "000001234714");
        assert_eq!(number.printed(), "0000 0123 4714");
        assert_eq!(number.serial(), 12_347);
        assert_eq!(LicenceNumber::parse("۰۰۰۰ ۰۱۲۳ ۴۷۱۴")?, number);
        Ok(())
    }

    #[test]
    fn a_number_has_one_spelling_of_its_check_digits() {
        for (right, same_remainder) in [
            ("000000006597", "000000006500"),
            ("000000009798", "000000009701"),
            ("000000003202", "000000003299"),
        ] {
            assert!(LicenceNumber::parse(right).is_ok(), "{right}");
            assert_eq!(LicenceNumber::parse(same_remainder), Err(IdentifierError::BadChecksum));
        }
    }

    #[test]
    fn serials_outside_the_range_have_no_number() {
        assert_eq!(LicenceNumber::from_serial(0), None);
        assert_eq!(LicenceNumber::from_serial(10_000_000_000), None);
        assert_eq!(LicenceNumber::parse("000000000098"), Err(IdentifierError::EmptyMiddle));
    }
}
