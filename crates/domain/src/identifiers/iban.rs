//! شبا: the international number of an Iranian bank account.

use std::fmt;

use super::normal::{compact, grouped};
use super::{IdentifierError, canonical_text, iso7064};

mod banks;

const LENGTH: usize = 26;

/// An Iranian IBAN: `IR`, two check digits, three digits of the bank, nineteen of the account.
///
/// `Debug` shows the masked form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iban(String);

impl Iban {
    /// Reads an IBAN in any digits, with or without separators; the `IR` may be left out.
    ///
    /// # Errors
    /// Refuses other countries' numbers, wrong lengths and check digits that do not fit.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let kept = compact(text)?;
        let digits = match kept.strip_prefix("IR") {
            Some(digits) => digits,
            None if kept.starts_with(|first: char| first.is_ascii_digit()) => &kept,
            None => return Err(IdentifierError::BadPrefix),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdentifierError::BadCharacter);
        }
        if digits.len() != LENGTH - 2 {
            return Err(IdentifierError::BadLength);
        }
        let (check, account) = digits.split_at(2);
        // The standard moves the country to the end, with I as 18 and R as 27.
        if iso7064::is_checked(&format!("{account}1827{check}")) {
            Ok(Self(format!("IR{digits}")))
        } else {
            Err(IdentifierError::BadChecksum)
        }
    }

    /// Returns the IBAN of a bank's three digits and an account of at most nineteen digits.
    ///
    /// # Errors
    /// Refuses what is not digits of these lengths.
    pub fn from_account(bank_code: &str, account: &str) -> Result<Self, IdentifierError> {
        let body = format!("{bank_code}{account:0>19}");
        if bank_code.len() != 3 || body.len() != LENGTH - 4 {
            return Err(IdentifierError::BadLength);
        }
        let digits = super::normal::digits(&body)?;
        let checked = iso7064::with_check(&format!("{digits}1827"));
        let check = checked.get(checked.len() - 2..).unwrap_or_default();
        Self::parse(&format!("IR{check}{digits}"))
    }

    /// Returns the bank's three digits, such as `022`.
    pub fn bank_code(&self) -> &str {
        self.0.get(4..7).unwrap_or_default()
    }

    /// Returns the bank's Persian name, if its code is known.
    pub fn bank_name(&self) -> Option<&'static str> {
        banks::name_of(self.bank_code())
    }

    /// Returns the form for paper: groups of four from the left.
    pub fn printed(&self) -> String {
        grouped(&self.0, &[4, 4, 4, 4, 4, 4, 2], ' ')
    }

    /// Returns the form for screens that others see: country, check digits and the last four.
    pub fn masked(&self) -> String {
        let (head, tail) = (self.0.get(..4), self.0.get(LENGTH - 4..));
        format!("{} **** **** {}", head.unwrap_or_default(), tail.unwrap_or_default())
    }
}

canonical_text!(Iban);

impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Iban({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_examples_are_valid() {
        for iban in [
            "IR820540102680020817909002",
            "IR550570022080013447370101",
            "IR260220170001010001101001",
            "IR120220000000000000000001",
            "IR710600000000000123456789",
        ] {
            assert_eq!(Iban::parse(iban).map(|iban| iban.to_string()), Ok(iban.to_owned()));
        }
    }

    #[test]
    fn a_published_sample_with_wrong_check_digits_is_refused() {
        assert_eq!(Iban::parse("IR020120000000101975503009"), Err(IdentifierError::BadChecksum));
    }

    #[test]
    fn an_iban_knows_its_bank_and_how_it_is_printed() -> Result<(), IdentifierError> {
        let iban = Iban::parse("ir12 0220 0000 0000 0000 0000 01")?;
        assert_eq!((iban.bank_code(), iban.bank_name()), ("022", Some("بانک توسعه تعاون")));
        assert_eq!(iban.printed(), "IR12 0220 0000 0000 0000 0000 01");
        assert_eq!(iban.masked(), "IR12 **** **** 0001");
        assert_eq!(Iban::parse("۱۲۰۲۲۰۰۰۰۰۰۰۰۰۰۰۰۰۰۰۰۰۰۱")?, iban);
        assert_eq!(Iban::from_account("022", "1")?, iban);
        Ok(())
    }

    #[test]
    fn what_is_no_iranian_iban_is_refused_by_name() {
        assert_eq!(Iban::parse("DE89370400440532013000"), Err(IdentifierError::BadPrefix));
        assert_eq!(Iban::parse("IR12022000000000000000000"), Err(IdentifierError::BadLength));
        assert_eq!(Iban::parse("IR12O220000000000000000001"), Err(IdentifierError::BadCharacter));
        assert_eq!(Iban::from_account("22", "1"), Err(IdentifierError::BadLength));
    }
}
