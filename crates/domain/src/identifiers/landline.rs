//! Fixed telephone numbers.

use super::mobile::national_number;
use super::{IdentifierError, canonical_text};

/// A fixed-line number with its area code, kept as `0`, two digits and eight digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Landline(String);

/// What is unusual about a landline that may still be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandlineWarning {
    /// The local number starts with 0 or 1, which exchanges keep for themselves.
    ReservedStart,
}

impl LandlineWarning {
    /// Returns the stable code of this warning.
    pub fn code(self) -> &'static str {
        match self {
            Self::ReservedStart => "reserved-start",
        }
    }
}

impl Landline {
    /// Reads a landline written with its area code, or with `98`, `0098` or `+98` in front.
    ///
    /// # Errors
    /// Refuses what is not eleven digits with an area code from `01` to `08`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let number = national_number(text)?;
        if number.len() != 11 {
            return Err(IdentifierError::BadLength);
        }
        let area_fits = number.starts_with('0') && !number.starts_with("00");
        if !area_fits || number.starts_with("09") {
            return Err(IdentifierError::BadPrefix);
        }
        Ok(Self(number))
    }

    /// Returns the area code with its zero, such as `086`.
    pub fn area_code(&self) -> &str {
        self.0.get(..3).unwrap_or_default()
    }

    /// Returns what a reviewer should look at twice.
    pub fn warnings(&self) -> Vec<LandlineWarning> {
        match self.0.as_bytes().get(3) {
            Some(b'0' | b'1') => vec![LandlineWarning::ReservedStart],
            _ => Vec::new(),
        }
    }
}

canonical_text!(Landline);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_landline_has_an_area_code() -> Result<(), IdentifierError> {
        let landline = Landline::parse("۰۸۶-۳۲۲۲ ۳۳۴۴")?;
        assert_eq!((landline.as_str(), landline.area_code()), ("08632223344", "086"));
        assert_eq!(Landline::parse("+98 86 3222 3344")?, landline);
        assert_eq!(Landline::parse("32223344"), Err(IdentifierError::BadLength));
        assert_eq!(Landline::parse("09181234567"), Err(IdentifierError::BadPrefix));
        assert_eq!(Landline::parse("00632223344"), Err(IdentifierError::BadPrefix));
        Ok(())
    }

    #[test]
    fn a_reserved_start_is_a_warning_only() -> Result<(), IdentifierError> {
        assert_eq!(Landline::parse("08612223344")?.warnings(), [LandlineWarning::ReservedStart]);
        assert_eq!(Landline::parse("08632223344")?.warnings(), []);
        Ok(())
    }
}
