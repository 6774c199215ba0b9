//! Identifiers that this software gives out itself: sixteen bytes, made elsewhere, opaque here.

use std::fmt;

mod log;

pub use log::{DeviceId, EventHash, StreamId};

/// Why a text is not one of our identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of sixteen bytes in hexadecimal")]
pub struct IdError;

fn parse_sixteen(text: &str) -> Result<[u8; 16], IdError> {
    let mut bytes = [0_u8; 16];
    let mut digits = text.chars().filter(|c| *c != '-').map(|c| c.to_digit(16).ok_or(IdError));
    for byte in &mut bytes {
        let high = digits.next().ok_or(IdError)??;
        let low = digits.next().ok_or(IdError)??;
        *byte = u8::try_from(high * 16 + low).map_err(|_| IdError)?;
    }
    if digits.next().is_some() { Err(IdError) } else { Ok(bytes) }
}

fn write_sixteen(bytes: [u8; 16], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, byte) in bytes.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            f.write_str("-")?;
        }
        write!(f, "{byte:02x}")?;
    }
    Ok(())
}

macro_rules! sixteen_bytes {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Takes the bytes as they were given out.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// Returns the bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// Reads 32 hexadecimal digits, with or without hyphens.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                parse_sixteen(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_sixteen(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    )*};
}

sixteen_bytes! {
    /// A case file, from registration to its end.
    CaseId;
    /// An event. Decisions, licences and referrals are named by the event that made them.
    EventId;
    /// One item asked of an applicant.
    RequestId;
}

/// The SHA-256 of an attachment's content; its name everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// Takes the digest.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the digest.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.len() != 64 || !text.is_ascii() {
            return Err(IdError);
        }
        let (front, back) = text.split_at(32);
        let mut bytes = [0_u8; 32];
        bytes[..16].copy_from_slice(&parse_sixteen(front)?);
        bytes[16..].copy_from_slice(&parse_sixteen(back)?);
        Ok(Self(bytes))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

macro_rules! opaque_text {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Reads 1 to 64 ASCII letters, digits, `-`, `_`, `.` or `:`.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let fits = (1..=64).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:".contains(&b));
                if fits { Ok(Self(text.to_owned())) } else { Err(IdError) }
            }

            /// Returns the text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

opaque_text! {
    /// An officer's account at an office.
    OfficerId;
    /// The person behind an account. The rule of two signatures compares these, not accounts.
    PersonId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_what_it_writes() {
        let id = CaseId::from_bytes(*b"0123456789abcdef");
        assert_eq!(id.to_string(), "30313233-3435-3637-3839-616263646566");
        assert_eq!(CaseId::parse(&id.to_string()), Ok(id));
        let hash = ContentHash::from_bytes([7; 32]);
        assert_eq!(ContentHash::parse(&hash.to_string()), Ok(hash));
    }

    #[test]
    fn text_of_another_shape_is_no_identifier() {
        for text in ["", "3031", "zz", &"0".repeat(33), "۰۱"] {
            assert_eq!(CaseId::parse(text), Err(IdError), "{text:?}");
        }
        assert_eq!(ContentHash::parse(&"é".repeat(32)), Err(IdError));
        assert_eq!(OfficerId::parse("ن"), Err(IdError));
    }
}
