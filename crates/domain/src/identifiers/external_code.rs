//! Codes that other systems gave: kept, never interpreted.

use super::{IdentifierError, canonical_text};
use crate::text::{ascii_digit, is_invisible_mark};

const MAX_CHARACTERS: usize = 64;

/// A code of another system, such as a request number of the national portal.
///
/// Its form is not ours to check: only digits are brought to ASCII, invisible marks dropped and
/// spaces collapsed, so that the same code compares equal however it was pasted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalCode(String);

impl ExternalCode {
    /// Reads a code of one to 64 letters, digits, spaces and ASCII signs.
    ///
    /// # Errors
    /// Refuses an empty or overlong code and control characters.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        if text.len() > MAX_CHARACTERS * 8 {
            return Err(IdentifierError::BadLength);
        }
        let mut kept = String::with_capacity(text.len());
        for character in text.trim().chars().filter(|character| !is_invisible_mark(*character)) {
            if let Some(digit) = ascii_digit(character) {
                kept.push(digit);
            } else if matches!(character, ' ' | '\u{A0}') {
                if !kept.is_empty() && !kept.ends_with(' ') {
                    kept.push(' ');
                }
            } else if character.is_alphanumeric() || character.is_ascii_punctuation() {
                kept.push(character);
            } else {
                return Err(IdentifierError::BadCharacter);
            }
        }
        kept.truncate(kept.trim_end().len());
        match kept.chars().count() {
            0 => Err(IdentifierError::Empty),
            1..=MAX_CHARACTERS => Ok(Self(kept)),
            _ => Err(IdentifierError::BadLength),
        }
    }
}

canonical_text!(ExternalCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_code_is_kept_but_for_digits_and_marks() {
        let code = ExternalCode::parse(" \u{200E}REQ/۱۴۰۵/ص-٧\u{A0} 12 \u{200F}");
        assert_eq!(code.map(|code| code.to_string()), Ok("REQ/1405/ص-7 12".to_owned()));
        assert_eq!(ExternalCode::parse("\u{200E} "), Err(IdentifierError::Empty));
        assert_eq!(ExternalCode::parse("a\u{0}b"), Err(IdentifierError::BadCharacter));
        assert_eq!(ExternalCode::parse(&"1".repeat(65)), Err(IdentifierError::BadLength));
    }
}
