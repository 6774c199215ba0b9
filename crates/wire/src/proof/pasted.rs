//! Reading a code's text as it comes out of messengers, letters and scanners.
//!
//! What nobody sees is dropped: marks of direction, joiners, soft hyphens, byte order marks, quotation marks of mail.
//! White space is the difficulty: a space is one of Base45's letters, and programs wrap lines, make one space of two, or
//! a space of a line's end. So each gap between two words is tried as it was written and in the ways in which programs
//! change it, and of all readings that are codes the signature tells which is the one. `docs/licence-proof.md` lays the
//! same down for other verifiers.

use super::{PREFIX, base45};

/// The longest text that is looked at, in bytes. A code has some hundred letters.
const LONGEST: usize = 4_096;
/// The most letters of a code; one of 65 modules at level M holds 419.
const LONGEST_CODE: usize = 1_024;
/// The most words that are tried one after the other.
const MOST_STEPS: usize = 20_000;
/// The most readings that are given back. More than one is rare.
const MOST_READINGS: usize = 16;

/// A way to read a text.
pub(super) struct Reading {
    /// The bytes that the letters stand for.
    pub(super) bytes: Vec<u8>,
    /// Every space was read as it stands, and no line's end as one.
    pub(super) as_written: bool,
}

/// The ways in which a text can be read as letters of a code, the one as it was written first.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let cleaned = cleaned(text);
    let (words, gaps) = apart(&cleaned);
    let mut search = Search { words, gaps, steps: 0, found: Vec::new() };
    search.go(0, &mut String::new(), true);
    search.found
}

/// Drops what is not seen; line ends become `\n` and every other white space a space.
fn cleaned(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut line_begins = true;
    for letter in text.chars() {
        match letter {
            '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                cleaned.push('\n');
                line_begins = true;
            }
            // Mail quotes what it answers; Base45 has no such letter.
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

/// The words of a text, and for each gap behind one how many spaces it may have been, the likeliest first.
fn apart(text: &str) -> (Vec<&str>, Vec<Vec<usize>>) {
    let mut words = Vec::new();
    let mut gaps = Vec::new();
    let mut rest = text.trim_matches([' ', '\n']);
    while let Some(at) = rest.find([' ', '\n']) {
        let (word, behind) = rest.split_at(at);
        let next = behind.find(|letter| letter != ' ' && letter != '\n').unwrap_or(behind.len());
        let (gap, behind) = behind.split_at(next);
        words.push(word);
        gaps.push(options(gap));
        rest = behind;
    }
    words.push(rest);
    (words, gaps)
}

fn options(gap: &str) -> Vec<usize> {
    let spaces = gap.bytes().filter(|byte| *byte == b' ').count();
    let mut options = vec![spaces];
    let others = if spaces == gap.len() {
        // Two spaces were made one, or a line's end was made a space.
        [spaces + 1, 0, spaces.saturating_sub(1)]
    } else {
        // The line was broken at a letter, or at a space that was lost.
        [0, 1, spaces + 1]
    };
    for other in others {
        if !options.contains(&other) {
            options.push(other);
        }
    }
    options
}

struct Search<'t> {
    words: Vec<&'t str>,
    gaps: Vec<Vec<usize>>,
    steps: usize,
    found: Vec<Reading>,
}

impl Search<'_> {
    /// Adds the word at a place to the letters so far, and goes on wherever they can be a code's.
    fn go(&mut self, at: usize, letters: &mut String, as_written: bool) {
        self.steps += 1;
        let Some(word) = self.words.get(at).copied() else { return };
        if self.steps > MOST_STEPS || self.found.len() >= MOST_READINGS {
            return;
        }
        let before = letters.len();
        letters.push_str(word);
        if can_begin(letters, before) {
            match self.gaps.get(at).cloned() {
                None => self.end(letters, as_written),
                Some(options) => {
                    let here = letters.len();
                    for (nth, spaces) in options.into_iter().enumerate() {
                        letters.extend(std::iter::repeat_n(' ', spaces));
                        self.go(at + 1, letters, as_written && nth == 0);
                        letters.truncate(here);
                    }
                }
            }
        }
        letters.truncate(before);
    }

    fn end(&mut self, letters: &str, as_written: bool) {
        let bytes = letters.strip_prefix(PREFIX).and_then(base45::decode);
        self.found.extend(bytes.map(|bytes| Reading { bytes, as_written }));
    }
}

/// Whether a code can begin with these letters. Of wrong letters a third of all groups is none, so that a wrong space
/// shows within some letters. What stood `before` has been looked at.
fn can_begin(letters: &str, before: usize) -> bool {
    let Some(code) = letters.get(PREFIX.len()..) else { return PREFIX.starts_with(letters) };
    let from = before.saturating_sub(PREFIX.len()) / 3 * 3;
    let groups = code.as_bytes().get(from..).unwrap_or_default().chunks_exact(3);
    letters.starts_with(PREFIX)
        && letters.len() <= LONGEST_CODE
        && groups.into_iter().all(base45::is_group)
}
