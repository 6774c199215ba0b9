//! Reading a code's text as it comes out of messengers, letters and scanners.
//!
//! What nobody sees is dropped: marks of direction, joiners, soft hyphens, byte order marks, quotation marks of mail.
//! A code begins wherever its prefix stands, behind a label or in quotation marks as well, and its first bytes say how
//! long it is, so that words behind it are none of it. White space is the difficulty: a space is one of Base45's letters,
//! and programs wrap lines, make one space of two, or a space of a line's end. So each gap between two words is tried as it
//! was written and in the ways in which programs change it, and of all readings that are codes the signature tells which
//! is the one. `docs/licence-proof.md` lays the same down for other verifiers.

use super::{PREFIX, base45, cose};

/// The longest text that is looked at, in bytes. A code has some hundred letters, a letter around it some thousand.
const LONGEST: usize = 16_384;
/// The most letters of a code; one of 65 modules at level M holds 419.
const LONGEST_CODE: usize = 1_024;
/// The letters that say how long a code is.
const HEAD: usize = 30;
/// The most places of one text where a code may begin.
const MOST_CODES: usize = 16;
/// The most words that are tried one after the other.
const MOST_STEPS: usize = 20_000;
/// The most readings of one code that are given back. More than one is rare.
const MOST_READINGS: usize = 16;

/// A way to read a code.
pub(super) struct Reading {
    /// The bytes that the letters stand for.
    pub(super) bytes: Vec<u8>,
    /// Every space was read as it stands, no line's end as one, and no word behind it can be its end.
    pub(super) is_certain: bool,
}

/// For each code that begins in a text, the ways in which it can be read, the one as it was written first.
pub(super) fn readings(text: &str) -> Vec<Vec<Reading>> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let cleaned = cleaned(text);
    let mut steps = 0;
    let beginnings =
        cleaned.match_indices('L').filter_map(|(at, _)| behind_prefix(cleaned.get(at..)?));
    let codes = beginnings.take(MOST_CODES).map(|(rest, is_certain)| {
        let (words, gaps) = apart(rest);
        let mut search = Search { words, gaps, steps, found: Vec::new() };
        search.go(0, &mut String::new(), is_certain);
        steps = search.steps;
        search.found
    });
    codes.collect()
}

/// What stands behind the prefix with which a text begins, between whose letters lines may have been broken; and whether
/// no space is among them.
fn behind_prefix(text: &str) -> Option<(&str, bool)> {
    let mut rest = text;
    let mut has_spaces = false;
    for letter in PREFIX.chars() {
        let next = rest.trim_start_matches([' ', '\n']);
        has_spaces |= rest.get(..rest.len() - next.len())?.contains(' ');
        rest = next.strip_prefix(letter)?;
    }
    Some((rest, !has_spaces))
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

/// The words of a text up to the first letter that no code has, and for each gap behind one how many spaces it may have
/// been, the likeliest first.
fn apart(text: &str) -> (Vec<&str>, Vec<Vec<usize>>) {
    let mut words = Vec::new();
    let mut gaps = Vec::new();
    let end = text.find(|letter| letter != '\n' && !base45::is_letter(letter));
    let mut rest = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    rest = rest.trim_end_matches([' ', '\n']);
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
    /// Adds the word at a place to the letters so far, and goes on until there are as many as the code has.
    fn go(&mut self, at: usize, letters: &mut String, is_certain: bool) {
        self.steps += 1;
        let Some(word) = self.words.get(at).copied() else { return };
        if self.steps > MOST_STEPS || self.found.len() >= MOST_READINGS {
            return;
        }
        let before = letters.len();
        letters.push_str(word);
        match Length::of(letters) {
            Length::Letters(length) if letters.len() >= length => {
                let is_last = self.gaps.get(at).is_none();
                self.end(letters, length, is_certain && is_last);
            }
            Length::Letters(_) | Length::NotYet if can_go_on(letters, before) => {
                let here = letters.len();
                let options = self.gaps.get(at).cloned().unwrap_or_default();
                for (nth, spaces) in options.into_iter().enumerate() {
                    letters.extend(std::iter::repeat_n(' ', spaces));
                    self.go(at + 1, letters, is_certain && nth == 0);
                    letters.truncate(here);
                }
            }
            Length::Letters(_) | Length::NotYet | Length::No => {}
        }
        letters.truncate(before);
    }

    /// Notes the code of so many letters. Behind it, in the same word, may be the full stop of a sentence or the star of
    /// bold type, which can end no code.
    fn end(&mut self, letters: &str, length: usize, is_certain: bool) {
        let Some((code, behind)) = letters.split_at_checked(length) else { return };
        if behind.bytes().any(|letter| letter.is_ascii_alphanumeric()) {
            return;
        }
        self.found.extend(base45::decode(code).map(|bytes| Reading { bytes, is_certain }));
    }
}

/// How many letters a code has by what it begins with.
enum Length {
    /// Too few are there to tell.
    NotYet,
    Letters(usize),
    /// No code begins like this.
    No,
}

impl Length {
    fn of(letters: &str) -> Self {
        let Some(head) = letters.get(..HEAD) else { return Self::NotYet };
        match base45::decode(head).and_then(|head| cose::length(&head)).map(base45::letters_of) {
            Some(letters) if letters <= LONGEST_CODE => Self::Letters(letters),
            _ => Self::No,
        }
    }
}

/// Whether a code can go on from these letters. Of wrong letters a third of all groups is none, so that a wrong space
/// shows within some letters. What stood `before` has been looked at.
fn can_go_on(letters: &str, before: usize) -> bool {
    let groups = letters.as_bytes().get(before / 3 * 3..).unwrap_or_default().chunks_exact(3);
    letters.len() <= LONGEST_CODE && groups.into_iter().all(base45::is_group)
}
