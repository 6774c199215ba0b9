//! Brings what people type and paste to one form, before anything is checked.

use super::IdentifierError;
use crate::text::{ascii_digit, is_invisible_mark};

/// No identifier needs more input than this, separators included.
const MAX_INPUT_BYTES: usize = 256;

/// Dashes and the like that people put between groups of digits.
fn is_separator(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '-' | '\u{A0}' | '\u{AD}' | '\u{640}' | '\u{2000}'..='\u{200A}'
            | '\u{2010}'..='\u{2015}' | '\u{202F}' | '\u{2212}' | '\u{3000}'
    )
}

/// Returns the letters (upper case), digits and plus signs of `text`, without separators.
pub(super) fn compact(text: &str) -> Result<String, IdentifierError> {
    if text.len() > MAX_INPUT_BYTES {
        return Err(IdentifierError::BadLength);
    }
    let mut kept = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if let Some(digit) = ascii_digit(character) {
            kept.push(digit);
        } else if character.is_ascii_alphabetic() || character == '+' {
            kept.push(character.to_ascii_uppercase());
        } else if !is_separator(character) && !is_invisible_mark(character) {
            return Err(IdentifierError::BadCharacter);
        }
    }
    if kept.is_empty() { Err(IdentifierError::Empty) } else { Ok(kept) }
}

/// Returns the digits of `text` and refuses everything else.
pub(super) fn digits(text: &str) -> Result<String, IdentifierError> {
    let kept = compact(text)?;
    if kept.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(kept)
    } else {
        Err(IdentifierError::BadCharacter)
    }
}

/// Returns the values of the digits of a text that [`digits`] returned.
pub(super) fn values(digits: &str) -> impl Iterator<Item = u32> + '_ {
    digits.bytes().map(|byte| u32::from(byte.saturating_sub(b'0')))
}

/// Whether one digit is repeated all along.
pub(super) fn all_equal(digits: &str) -> bool {
    let mut bytes = digits.bytes();
    let first = bytes.next();
    bytes.all(|byte| Some(byte) == first)
}

/// Returns `digits` in groups of the given lengths, with `separator` between them.
pub(super) fn grouped(digits: &str, lengths: &[usize], separator: char) -> String {
    let mut rest = digits;
    let mut shown = String::with_capacity(digits.len() + lengths.len());
    for length in lengths {
        let (group, after) = rest.split_at_checked(*length).unwrap_or((rest, ""));
        if !shown.is_empty() && !group.is_empty() {
            shown.push(separator);
        }
        shown.push_str(group);
        rest = after;
    }
    shown
}
