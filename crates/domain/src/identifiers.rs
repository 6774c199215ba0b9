//! Identifiers of people, firms, places, accounts and papers, each checked where it enters.
//!
//! Every type has a private text and a `parse` that first brings the input to one form (the three
//! sets of digits, spaces, dashes and invisible marks), then checks characters, length and check
//! digits, in this order. Whatever the bytes, the answer is a value or a named refusal.

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
