//! The codes by which events and documents point into the catalogue.

use std::fmt;
use std::str::FromStr;

/// The longest code that is accepted, in characters.
const MAX_CODE_LENGTH: usize = 40;

/// Why a text is not a catalogue code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing was given.
    #[error("the code is empty")]
    Empty,
    /// More than [`MAX_CODE_LENGTH`] characters.
    #[error("the code is longer than 40 characters")]
    TooLong,
    /// Something other than ASCII letters, digits, `-`, `_`, `.` and `/`.
    #[error("the code has a character that codes do not use")]
    BadCharacter,
    /// A numeric code that is not a positive number of its size.
    #[error("the code is not a number in range")]
    NotANumber,
}

impl CodeError {
    /// Returns the stable code of this error.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::BadCharacter => "bad-character",
            Self::NotANumber => "not-a-number",
        }
    }
}

fn checked(text: &str) -> Result<&str, CodeError> {
    if text.is_empty() {
        return Err(CodeError::Empty);
    }
    if text.len() > MAX_CODE_LENGTH {
        return Err(CodeError::TooLong);
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
    if text.bytes().all(allowed) { Ok(text) } else { Err(CodeError::BadCharacter) }
}

macro_rules! text_code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes a code that the program itself wrote down.
            pub(super) fn of(text: &str) -> Self {
                Self(text.to_owned())
            }

            /// Reads a code exactly as it is written in the catalogue.
            ///
            /// # Errors
            /// Refuses an empty, overlong or oddly written code.
            pub fn parse(text: &str) -> Result<Self, CodeError> {
                checked(text).map(|code| Self(code.to_owned()))
            }

            /// Returns the code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        crate::identifiers::text_is_the_fact!($name, CodeError);
    };
}

text_code! {
    /// An approved field, such as `2025` for handmade carpets.
    FieldCode
}
text_code! {
    /// An executive agency, such as `MCTH`.
    AgencyCode
}
text_code! {
    /// A bank, by the three digits that its IBANs start with, such as `022`.
    BankCode
}
text_code! {
    /// An office, such as `LABOUR-0001`.
    OfficeId
}
text_code! {
    /// An edition of the catalogue, such as `1405/1-sample`.
    EditionId
}

macro_rules! numeric_code {
    ($(#[$doc:meta])* $name:ident, $number:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $number);

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                match text.parse::<$number>() {
                    Ok(number) if digits && number > 0 => Ok(Self(number)),
                    _ => Err(CodeError::NotANumber),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

numeric_code! {
    /// A numbered condition of the published list; refusals cite these numbers.
    ConditionNumber, u16
}
numeric_code! {
    /// A kind of document that applicants hand in, such as 10001 for the national card.
    DocumentCode, u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_kept_as_it_is_written() {
        assert_eq!(FieldCode::parse("2025").map(|code| code.to_string()), Ok("2025".to_owned()));
        assert_eq!(EditionId::parse("1405/1-sample").map(|id| id.as_str().len()), Ok(13));
    }

    #[test]
    fn odd_codes_are_refused_by_name() {
        assert_eq!(FieldCode::parse(""), Err(CodeError::Empty));
        assert_eq!(AgencyCode::parse("MC TH"), Err(CodeError::BadCharacter));
        assert_eq!(OfficeId::parse("دفتر"), Err(CodeError::BadCharacter));
        assert_eq!(BankCode::parse(&"0".repeat(41)), Err(CodeError::TooLong));
    }

    #[test]
    fn numeric_codes_accept_plain_positive_numbers_only() {
        assert_eq!("10001".parse(), Ok(DocumentCode(10_001)));
        for wrong in ["", "0", "+1", "-1", "65536", "1.0", "۱"] {
            assert_eq!(wrong.parse::<ConditionNumber>(), Err(CodeError::NotANumber), "{wrong}");
        }
    }
}
