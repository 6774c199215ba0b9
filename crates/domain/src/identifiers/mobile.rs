//! Mobile telephone numbers.

use std::fmt;

use super::normal::compact;
use super::{IdentifierError, canonical_text};

/// An Iranian mobile number, kept as `09` and nine digits.
///
/// Operators' prefixes are not listed here: they change, and a list would refuse real numbers.
/// `Debug` shows the masked form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mobile(String);

impl Mobile {
    /// Reads a mobile number written with `0`, `98`, `0098` or `+98` in front.
    ///
    /// # Errors
    /// Refuses what is not a mobile number; ten digits from 9 on have lost their zero.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let number = national_number(text)?;
        if number.len() == 10 && number.starts_with('9') {
            return Err(IdentifierError::NeedsPadding);
        }
        if number.len() != 11 {
            return Err(IdentifierError::BadLength);
        }
        if !number.starts_with("09") {
            return Err(IdentifierError::BadPrefix);
        }
        Ok(Self(number))
    }

    /// Returns the form for screens that others see: the first four and the last two digits.
    pub fn masked(&self) -> String {
        let (head, tail) = (self.0.get(..4), self.0.get(9..));
        format!("{}*****{}", head.unwrap_or_default(), tail.unwrap_or_default())
    }
}

/// Returns the digits with a leading zero in the place of the country's prefix.
pub(super) fn national_number(text: &str) -> Result<String, IdentifierError> {
    let kept = compact(text)?;
    let abroad = kept.strip_prefix("+98").or_else(|| kept.strip_prefix("0098"));
    let bare = if kept.len() == 12 { kept.strip_prefix("98") } else { None };
    let number = match abroad.or(bare) {
        Some(rest) => format!("0{rest}"),
        None => kept,
    };
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(number)
    } else {
        Err(IdentifierError::BadCharacter)
    }
}

canonical_text!(Mobile);

impl fmt::Debug for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_spelling_of_a_number_is_one_number() {
        for spelling in [
            "09181234567",
            "+98 918 123 4567",
            "00989181234567",
            "989181234567",
            "۰۹۱۸-۱۲۳-۴۵۶۷",
            "٠٩١٨١٢٣٤٥٦٧",
        ] {
            assert_eq!(
                Mobile::parse(spelling).map(|mobile| mobile.to_string()),
                Ok("09181234567".to_owned()),
                "{spelling}"
            );
        }
    }

    #[test]
    fn letters_after_the_prefix_are_refused() {
        assert_eq!(Mobile::parse("09abcdefghi"), Err(IdentifierError::BadCharacter));
        assert_eq!(Mobile::parse("0918+234567"), Err(IdentifierError::BadCharacter));
    }

    #[test]
    fn other_numbers_are_refused_by_name() {
        assert_eq!(Mobile::parse("9181234567"), Err(IdentifierError::NeedsPadding));
        assert_eq!(Mobile::parse("08632223344"), Err(IdentifierError::BadPrefix));
        assert_eq!(Mobile::parse("0918123456"), Err(IdentifierError::BadLength));
    }

    #[test]
    fn an_unlisted_operator_is_accepted() {
        assert!(Mobile::parse("09771234567").is_ok());
    }
}
