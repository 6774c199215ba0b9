//! Codes of divisions: two digits for each level, and four for the place itself.
//!
//! Each code begins with that of the division around it. Leading zeros belong to the code.

use std::fmt;

use crate::text::{is_invisible_mark, to_ascii_digits};

/// Why a text is not a code of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceCodeError {
    /// Something other than digits.
    #[error("the code has something other than digits")]
    BadCharacter,
    /// Too few or too many digits; spreadsheets drop leading zeros.
    #[error("the code has the wrong number of digits")]
    BadLength,
}

impl PlaceCodeError {
    /// Returns the stable code of this error.
    pub fn code(self) -> &'static str {
        match self {
            Self::BadCharacter => "bad-character",
            Self::BadLength => "bad-length",
        }
    }
}

macro_rules! place_code {
    ($(#[$doc:meta])* $name:ident, $number:ty, $digits:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($number);

        impl $name {
            /// Reads a code of the full length, in any digits.
            ///
            /// # Errors
            /// Refuses other characters and other lengths.
            pub fn parse(text: &str) -> Result<Self, PlaceCodeError> {
                let plain: String = to_ascii_digits(text.trim())
                    .chars()
                    .filter(|character| !is_invisible_mark(*character))
                    .collect();
                if !plain.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(PlaceCodeError::BadCharacter);
                }
                if plain.len() != $digits {
                    return Err(PlaceCodeError::BadLength);
                }
                plain.parse().map(Self).map_err(|_| PlaceCodeError::BadLength)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:0width$}", self.0, width = $digits)
            }
        }

        crate::identifiers::text_is_the_fact!($name, PlaceCodeError);
    };
}

place_code! {
    /// A province, such as `00` for Markazi.
    ProvinceCode, u8, 2
}
place_code! {
    /// A county, such as `0001` for Arak.
    CountyCode, u16, 4
}
place_code! {
    /// A district of a county, such as `000102`.
    DistrictCode, u32, 6
}
place_code! {
    /// A city, urban zone or rural district, such as `0001021101` for the city of Arak.
    PlaceCode, u64, 10
}

impl ProvinceCode {
    /// Takes a number that the program itself wrote down.
    pub(crate) const fn of(number: u8) -> Self {
        Self(number)
    }
}

impl CountyCode {
    /// Takes a number that the program itself wrote down.
    pub(crate) const fn of(number: u16) -> Self {
        Self(number)
    }

    /// Returns the province around the county.
    pub fn parent(self) -> ProvinceCode {
        ProvinceCode(u8::try_from(self.0 / 100).unwrap_or_default())
    }
}

impl DistrictCode {
    /// Returns the county around the district.
    pub fn parent(self) -> CountyCode {
        CountyCode(u16::try_from(self.0 / 100).unwrap_or_default())
    }
}

impl PlaceCode {
    /// Returns the district around the place.
    pub fn parent(self) -> DistrictCode {
        DistrictCode(u32::try_from(self.0 / 10_000).unwrap_or_default())
    }

    /// Returns the county around the place.
    pub fn county(self) -> CountyCode {
        self.parent().parent()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_belong_to_a_code() {
        assert_eq!(CountyCode::parse("۰۰۰۱").map(|code| code.to_string()), Ok("0001".to_owned()));
        assert_eq!(CountyCode::parse("1"), Err(PlaceCodeError::BadLength));
        assert_eq!(ProvinceCode::parse("+1"), Err(PlaceCodeError::BadCharacter));
        assert_eq!(PlaceCode::parse("00010211011"), Err(PlaceCodeError::BadLength));
        assert_eq!(ProvinceCode::parse(""), Err(PlaceCodeError::BadLength));
    }

    #[test]
    fn a_code_begins_with_that_of_the_division_around_it() -> Result<(), PlaceCodeError> {
        let arak = PlaceCode::parse("0001021101")?;
        assert_eq!(arak.parent().to_string(), "000102");
        assert_eq!(arak.county().to_string(), "0001");
        assert_eq!(arak.county().parent().to_string(), "00");
        let last = PlaceCode::parse("9999999999")?;
        assert_eq!(last.county().parent().to_string(), "99");
        Ok(())
    }
}
