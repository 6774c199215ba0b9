//! Finding text by what somebody remembers of it: the words that an index holds, and the question put to it.
//!
//! One name is written together, apart or with a non-joiner (محمدرضا، محمد رضا), with a hamza on another carrier or
//! without one (رئوف، رؤوف، رؤف), with one lām less (عبدالله، عبداله), with an alef or a ye at its end (صغری، صغرا); one
//! number with its zero, its country or neither. What is rare is written into the index in each of its forms, what would
//! multiply the index is asked for in each of its forms.

use unicode_normalization::UnicodeNormalization;

use super::keys::is_mark;
use super::{ascii_digit, is_invisible_mark, search_key};

/// How many parts of a name are also held, and asked for, as one word.
const LONGEST_RUN: usize = 3;
/// More parts than this are not asked for.
const MOST_PARTS: usize = 12;
/// More parts than this are no single code.
const MOST_GROUPS: usize = 8;
/// A word shorter than this says too little for a second spelling of its end.
const SHORTEST_END: usize = 4;

/// Returns the words under which running text is found: each word, and the parts of those that have a non-joiner.
pub fn index_words(text: &str) -> String {
    let parts = parts(text);
    let mut words = Words::default();
    let mut start = 0;
    for end in 1..=parts.len() {
        if parts.get(end).is_some_and(|part| part.continues) {
            continue;
        }
        let run = parts.get(start..end).unwrap_or_default();
        words.take(&joined(run));
        if run.len() > 1 {
            for part in run {
                words.take(&part.text);
            }
        }
        start = end;
    }
    words.0.join(" ")
}

/// Returns the words under which a name or title is found: as [`index_words`], and up to three neighbours, or all of them,
/// as one word.
pub fn name_words(text: &str) -> String {
    let parts = parts(text);
    let mut words = Words::default();
    for length in 1..=LONGEST_RUN {
        parts.windows(length).for_each(|run| words.take(&joined(run)));
    }
    words.take(&joined(&parts));
    words.0.join(" ")
}

/// Returns the words under which a code or number is found: its groups, all of it, all of it without leading zeros, and
/// its digits alone. A telephone number without its zero is its last ten digits.
pub fn code_words(text: &str) -> String {
    let parts = parts(text);
    let mut words = Words::default();
    for part in &parts {
        words.take(&part.text);
    }
    let whole = search_key(&joined(&parts));
    words.take(&whole);
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    words.take(&digits);
    words.take(digits.trim_start_matches('0'));
    words.0.join(" ")
}

/// Returns what an index is asked for: of each inner list at least one must be the beginning of a word that it holds.
/// A text without letters and digits asks for nothing.
pub fn question(text: &str) -> Vec<Vec<String>> {
    let mut parts = parts(text);
    parts.truncate(MOST_PARTS);
    let mut asked: Vec<Words> = parts.iter().map(|_| Words::default()).collect();
    let mut offer = |start: usize, length: usize, word: &str| {
        for words in asked.iter_mut().skip(start).take(length) {
            words.take(word);
        }
    };
    for length in 1..=LONGEST_RUN {
        for (start, run) in parts.windows(length).enumerate() {
            let word = joined(run);
            offer(start, length, &word);
            if let Some(other) = other_end(&word) {
                offer(start, length, &other);
            }
        }
    }
    let mut start = 0;
    for run in parts.chunk_by(|before, after| before.is_number() == after.is_number()) {
        if run.first().is_some_and(Part::is_number) {
            let number = joined(run);
            offer(start, run.len(), &number);
            for other in [national_number(&number), day(run)].into_iter().flatten() {
                offer(start, run.len(), &other);
            }
        }
        start += run.len();
    }
    if (LONGEST_RUN + 1..=MOST_GROUPS).contains(&parts.len()) {
        offer(0, parts.len(), &joined(&parts));
    }
    asked.into_iter().map(|words| words.0).filter(|words| !words.is_empty()).collect()
}

/// A piece between spaces, signs and non-joiners, as it was written.
struct Part {
    text: String,
    /// Only a non-joiner stands before it.
    continues: bool,
}

impl Part {
    fn is_number(&self) -> bool {
        self.text.chars().all(|character| character.is_ascii_digit())
    }
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part { text: String::new(), continues: false };
    let mut finish = |part: &mut Part, continues: bool| {
        let is_word = part.text.chars().any(char::is_alphanumeric);
        let text = std::mem::take(&mut part.text);
        if is_word {
            parts.push(Part { text, continues: part.continues });
        }
        part.continues = continues && (is_word || part.continues);
    };
    for character in text.nfkc() {
        if let Some(digit) = ascii_digit(character) {
            part.text.push(digit);
        } else if character == '\u{654}' && part.text.ends_with('ی') {
            part.text.pop();
            part.text.push('ئ');
        } else if character == '\u{200C}' {
            finish(&mut part, true);
        } else if is_invisible_mark(character) || matches!(character, '\u{640}' | '\u{AD}' | 'ء') {
            // Dropped without parting the word.
        } else if character.is_alphanumeric() || is_mark(character) {
            part.text.push(character);
        } else {
            finish(&mut part, false);
        }
    }
    finish(&mut part, false);
    parts
}

fn joined(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// Folded words, each once, in the order in which they came.
#[derive(Default)]
struct Words(Vec<String>);

impl Words {
    /// Takes a word in each spelling that counts as its own.
    fn take(&mut self, word: &str) {
        let plain = word.replace("ئو", "و").replace('ؤ', "و");
        let carried = |character: char| matches!(character, 'ئ' | 'أ');
        if plain.chars().skip(1).any(carried) {
            // Between letters the hamza sits on a ye, on an alef or is left out: هیئت، هیأت.
            for carrier in ["ی", "ا", ""] {
                self.push(&plain.replace(carried, carrier));
            }
        } else {
            self.push(&plain);
        }
    }

    fn push(&mut self, word: &str) {
        let folded = contracted(search_key(word).replace(' ', ""));
        let says_enough = folded.chars().count() > 1 || word.chars().count() < 2;
        if says_enough && !folded.is_empty() && !self.0.contains(&folded) {
            self.0.push(folded);
        }
    }
}

/// One vāv for two (داوود، داود), and one lām for two after an alef (عبدالله، عبداله).
fn contracted(mut word: String) -> String {
    for (long, short) in [("وو", "و"), ("الل", "ال")] {
        while word.contains(long) {
            word = word.replace(long, short);
        }
    }
    word
}

/// The word with an alef at its end for a ye, or the other way round: مصطفی، مصطفا.
fn other_end(word: &str) -> Option<String> {
    if word.chars().count() < SHORTEST_END {
        return None;
    }
    if let Some(stem) = word.strip_suffix(['ی', 'ي', 'ى']) {
        return Some(format!("{stem}ا"));
    }
    word.strip_suffix('ا').map(|stem| format!("{stem}ی"))
}

/// The ten digits of a telephone number that is written with its country.
fn national_number(number: &str) -> Option<String> {
    let after = ["0098", "98"].iter().find_map(|country| number.strip_prefix(country))?;
    let national = after.trim_start_matches('0');
    (national.len() == 10).then(|| national.to_owned())
}

/// A day in three numbers as the eight digits under which days are held.
fn day(numbers: &[Part]) -> Option<String> {
    let [year, month, day] = numbers else { return None };
    let fits = year.text.len() == 4 && [month, day].iter().all(|number| number.text.len() <= 2);
    fits.then(|| format!("{}{:0>2}{:0>2}", year.text, month.text, day.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether an index that holds these words answers a question.
    fn finds(held: &str, asked: &str) -> bool {
        let held: Vec<&str> = held.split(' ').collect();
        let question = question(asked);
        let begins = |word: &String| held.iter().any(|held| held.starts_with(word.as_str()));
        !question.is_empty() && question.iter().all(|words| words.iter().any(begins))
    }

    #[test]
    fn a_name_is_found_in_each_of_its_spellings_by_each_of_them() {
        for spellings in [
            &["محمدرضا", "محمد رضا", "محمد\u{200C}رضا", "محمّدرضا"][..],
            &["سید محمد رضا", "سیدمحمدرضا", "سید محمدرضا", "سيد\u{200C}محمد رضا"],
            &["رئوف", "رؤوف", "رووف", "رؤف", "رئوف"],
            &["مسئولی", "مسؤولی", "مسوولی", "مسولی", "مسی\u{654}ولی"],
            &["هیئت", "هیأت", "هيئت"],
            &["هیأت", "هیات"],
            &["رئیسی", "رییسی", "رئيسي", "رئیسى"],
            &["عبدالله", "عبداله", "عبد الله", "عبد اله", "عبد\u{200C}الله"],
            &["خیرالله", "خیراله", "خير الله"],
            &["داوود", "داود", "داؤد"],
            &["صغری", "صغرا", "صغرى"],
            &["مصطفی", "مصطفا", "مصطفي"],
            &["مؤمن", "مومن"],
            &["آزاده", "ازاده", "أزاده", "آزادۀ"],
            &["علاءالدین", "علاالدین", "علاء\u{200C}الدین", "علا الدین"],
            &["حسینی\u{200C}نژاد", "حسینینژاد", "حسینی نژاد"],
            &["تابلوفرش", "تابلو فرش", "تابلو\u{200C}فرش"],
            &["زیورآلات", "زیور آلات", "زيور\u{200C}آلات"],
        ] {
            for held in spellings {
                for asked in spellings {
                    assert!(finds(&name_words(held), asked), "«{asked}» finds «{held}»");
                }
            }
        }
    }

    #[test]
    fn other_names_are_not_found() {
        for (held, asked) in [
            ("محمدرضا", "محمد علی"),
            ("عبدالله", "عبدالرضا"),
            ("رئوف", "رضا"),
            ("محمد رضا کاظمی", "کاظمی زهرا"),
            ("تابلوفرش", "فرشته"),
        ] {
            assert!(!finds(&name_words(held), asked), "«{asked}» finds «{held}»");
        }
    }

    #[test]
    fn a_beginning_finds_what_it_begins() {
        for asked in ["عبدالل", "عبد", "مر", "سیدم", "سیدمحمدع", "کاظ"] {
            assert!(finds(&name_words("سید محمدعلی عبدالله مریم کاظمی"), asked), "{asked}");
        }
    }

    #[test]
    fn a_code_is_found_as_people_have_it() {
        for (held, asked) in [
            ("5521-30417", "5521-30417"),
            ("5521-30417", "5521 30417"),
            ("5521-30417", "۵۵۲۱۳۰۴۱۷"),
            ("09180000012", "+98 918 000 0012"),
            ("09180000012", "0098-918-000-0012"),
            ("09180000012", "۹۸۹۱۸۰۰۰۰۰۱۲"),
            ("09180000012", "+98 (0)918 000 0012"),
            ("09180000012", "9180000012"),
            ("09180000012", "\u{2066}0918 000 0012\u{2069}"),
            ("0520000013", "520000013"),
            ("0520000013", "052-000001-3"),
            ("0012345679", "12345679"),
            ("40573100821756", "4057-\u{2060}3100-\u{2060}821-\u{2060}756"),
            ("38136-64851", "3813664851"),
            ("IR120170000000123456789012", "IR12 0170 0000 0012 3456 7890 12"),
            ("IR120170000000123456789012", "120170000000123456789012"),
            ("IR12 **** **** 9012", "IR12 **** **** 9012"),
            ("REQ/1", "req 1"),
            ("14050905", "۱۴۰۵/۹/۵"),
        ] {
            assert!(finds(&code_words(held), asked), "«{asked}» finds «{held}»");
        }
        assert!(!finds(&code_words("09180000012"), "0919 000 0012"));
        assert!(!finds(&code_words("5521-30417"), "5521-30418"));
    }

    #[test]
    fn prose_is_found_by_its_words_and_not_by_what_neighbours_spell() {
        let held = index_words("بافت گلیم، در می\u{200C}خانهٔ کوچک");
        assert_eq!(held, "بافت گلیم در میخانه می خانه کوچک");
        assert!(finds(&held, "خانه گلیم") && finds(&held, "میخانه"));
        assert_eq!(index_words(" \u{200C}«» "), "");
        assert!(question(" \u{200C}«»\u{64B}").is_empty());
    }
}
