//! Reading a code's text as it comes out of messengers, letters and scanners.
//!
//! What nobody sees is dropped: marks of direction, joiners, soft hyphens, byte order marks, quotation marks of mail.
//! A code begins wherever its prefix stands, in a link, behind a label or in quotation marks as well. No letter of it is
//! white space, so that white space inside it is what a program put there; its first bytes say how long it is, and the
//! letter [`END`] stands where that length ends, so that words behind it are none of it.
//! `docs/licence-proof.md` lays the same down for other verifiers.

use super::{END, PREFIX, base41, cose};

/// The longest text that is looked at, in bytes. A code has some hundred letters, a letter around it some thousand.
const LONGEST: usize = 16_384;
/// The most letters of a code; one of 69 modules at level M holds 413.
const LONGEST_CODE: usize = 1_024;
/// The letters that say how long a code is.
const HEAD: usize = 30;
/// The most places of one text where a code may begin.
const MOST_CODES: usize = 16;

/// A code that was found.
pub(super) struct Reading {
    /// The bytes that the letters stand for.
    pub(super) bytes: Vec<u8>,
    /// No space stood in it. Behind one a word of the message may have taken the place of letters that were lost.
    pub(super) is_certain: bool,
    /// The hosts in whose address it stands.
    pub(super) hosts: Vec<String>,
}

/// The codes of a text in their order.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let cleaned = cleaned(text);
    let beginnings = cleaned.match_indices('L').filter_map(|(at, _)| {
        let (before, from) = cleaned.split_at_checked(at)?;
        Some((before, behind_prefix(from)?))
    });
    let codes = beginnings.take(MOST_CODES).filter_map(|(before, (rest, prefix_has_spaces))| {
        let (bytes, has_spaces) = code(rest)?;
        let is_certain = !prefix_has_spaces && !has_spaces;
        Some(Reading { bytes, is_certain, hosts: hosts(before) })
    });
    codes.collect()
}

/// What stands behind the prefix with which a text begins, between whose letters lines may have been broken; and whether
/// a space is among them.
fn behind_prefix(text: &str) -> Option<(&str, bool)> {
    let mut rest = text;
    let mut has_spaces = false;
    for letter in PREFIX.chars() {
        let next = rest.trim_start_matches([' ', '\n']);
        has_spaces |= rest.get(..rest.len() - next.len())?.contains(' ');
        rest = next.strip_prefix(letter)?;
    }
    Some((rest, has_spaces))
}

/// The bytes of the code that stands behind a prefix, and whether a space stood inside.
fn code(rest: &str) -> Option<(Vec<u8>, bool)> {
    let mut letters = String::new();
    let (mut length, mut has_spaces) = (None, false);
    let mut signs = rest.chars();
    loop {
        let sign = signs.next()?;
        match sign {
            ' ' => has_spaces = true,
            '\n' => {}
            END if length == Some(letters.len()) => break,
            _ if length == Some(letters.len()) || !base41::is_letter(sign) => return None,
            letter => letters.push(letter),
        }
        if letters.len() == HEAD && length.is_none() {
            let head = base41::decode(&letters)?;
            length = cose::length(&head).map(base41::letters_of);
            length.filter(|length| (HEAD..=LONGEST_CODE).contains(length))?;
        }
    }
    // The full stop of a sentence and the star of bold type may follow, and no further letter.
    if signs.next().is_some_and(|next| next.is_ascii_alphanumeric()) {
        return None;
    }
    Some((base41::decode(&letters)?, has_spaces))
}

/// The hosts of the addresses that end where a code begins. There is more than one where an address stands in another's
/// query, or on the line above: each is named, since nobody can tell which of them was opened.
fn hosts(before: &str) -> Vec<String> {
    let Some(address) = before.trim_end_matches('\n').strip_suffix('#') else { return Vec::new() };
    let space = address.rfind(' ').map_or(0, |at| at + 1);
    let blank_line = address.rfind("\n\n").map_or(0, |at| at + 2);
    let run = address.get(space.max(blank_line)..).unwrap_or_default().replace('\n', "");
    let hosts = run.split("://").skip(1).map(|rest| {
        let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        host.rsplit('@').next().unwrap_or_default().to_ascii_lowercase()
    });
    hosts.collect()
}

/// Drops what is not seen; line ends become `\n` and every other white space a space.
fn cleaned(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut line_begins = true;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' => {}
            // CR LF is one line end.
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                cleaned.push('\n');
                line_begins = true;
            }
            // Mail quotes what it answers; no code has such a letter.
            '>' if line_begins => {}
            '\t'
            | ' '
            | '\u{A0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200A}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{3000}' => cleaned.push(' '),
            letter => {
                cleaned.push(letter);
                line_begins = false;
            }
        }
    }
    cleaned
}
