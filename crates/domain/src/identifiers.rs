//! Identifiers of people, firms, places, accounts and papers, each checked where it enters.
//!
//! Every type has a private text and a `parse` that first brings the input to one form (the three
//! sets of digits, spaces, dashes and invisible marks), then checks characters, length and check
//! digits, in this order. Whatever the bytes, the answer is a value or a named refusal.
//!
//! A correct check digit means that the number was copied well, never that it exists.

mod check_line;
mod external_code;
mod iban;
mod iso7064;
mod landline;
mod legal_id;
mod licence_number;
mod mobile;
mod national_id;
mod normal;
mod paper_serial;
mod postal_code;
mod tracking_code;

#[cfg(test)]
mod tests;

pub use check_line::{IdentifierKind, check_line};
pub use external_code::ExternalCode;
pub use iban::Iban;
pub use landline::{Landline, LandlineWarning};
pub use legal_id::LegalId;
pub use licence_number::LicenceNumber;
pub use mobile::Mobile;
pub use national_id::NationalId;
pub use paper_serial::PaperSerial;
pub use postal_code::{PostalCode, PostalCodeWarning};
pub use tracking_code::TrackingCode;

/// Why a text is not the identifier that it was taken for.
///
/// Messages and codes never repeat what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Nothing but spaces and marks.
    #[error("nothing was given")]
    Empty,
    /// A character that this identifier cannot hold.
    #[error("the identifier has a character that it cannot hold")]
    BadCharacter,
    /// Too few or too many characters.
    #[error("the identifier has the wrong length")]
    BadLength,
    /// It would be right with its leading zeros, which spreadsheets drop; a person must confirm.
    #[error("the identifier has lost its leading zeros")]
    NeedsPadding,
    /// It starts as no identifier of its kind does.
    #[error("the identifier starts as none of its kind does")]
    BadPrefix,
    /// One digit all along, which passes the sum and is never issued.
    #[error("the identifier repeats a single digit")]
    AllEqual,
    /// Its middle part is zero, which is never issued.
    #[error("the identifier has an empty middle part")]
    EmptyMiddle,
    /// The check digits do not fit the rest: a digit is wrong or two are swapped.
    #[error("the check digits do not fit")]
    BadChecksum,
    /// The bytes are not text at all.
    #[error("the input is not utf-8 text")]
    NotText,
}

impl IdentifierError {
    /// Returns the stable code by which screens and scripts tell errors apart.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::BadCharacter => "bad-character",
            Self::BadLength => "bad-length",
            Self::NeedsPadding => "needs-padding",
            Self::BadPrefix => "bad-prefix",
            Self::AllEqual => "all-equal",
            Self::EmptyMiddle => "empty-middle",
            Self::BadChecksum => "bad-checksum",
            Self::NotText => "not-text",
        }
    }
}

/// Makes a value whose text is the whole fact readable and writable as that text.
macro_rules! text_is_the_fact {
    ($name:ident, $error:ty) => {
        impl std::str::FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use text_is_the_fact;

/// Gives an identifier its canonical text: `as_str`, `Display`, `FromStr` and serde.
macro_rules! canonical_text {
    ($name:ident) => {
        impl $name {
            /// Returns the canonical text: ASCII, without separators.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        crate::identifiers::text_is_the_fact!($name, crate::identifiers::IdentifierError);
    };
}
use canonical_text;
