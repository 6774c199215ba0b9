//! Keys under which text is found, however it was typed.

use unicode_normalization::UnicodeNormalization;

use super::{ascii_digit, is_invisible_mark};

/// Returns the folded words of a text with single spaces between them.
///
/// Letters that are written in several ways are one (ي ی ى, ك ک, أ إ آ ا, ؤ و, ئ ی, ة ۀ هٔ ه), the three
/// sets of digits are ASCII, capitals small; vowel signs, tatweel, lone hamzas, joiners and direction
/// marks are gone, and signs stand between words. Words stay apart, so that an index can find each by
/// its beginning; where they should not, there is [`compact_key`].
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for character in text.nfkd() {
        if let Some(digit) = ascii_digit(character) {
            key.push(digit);
        } else if is_mark(character) {
            // Vowel signs, hamzas above and below, and maddas have no place in a key.
        } else if is_invisible_mark(character) || matches!(character, '\u{640}' | '\u{AD}' | 'ء') {
            // Dropped without parting the word.
        } else if character.is_alphanumeric() {
            key.extend(base_letter(character).to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Returns [`search_key`] without spaces: two spellings of one name have the same.
pub fn compact_key(text: &str) -> String {
    let mut key = search_key(text);
    key.retain(|character| character != ' ');
    key
}

/// Answers one line of any bytes with its compact key; bytes that are not text are passed over.
pub fn key_line(line: &[u8]) -> String {
    compact_key(&String::from_utf8_lossy(line))
}

/// Whether a character stands above or below a letter.
pub(super) fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
            | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}'
            | '\u{6EA}'..='\u{6ED}' | '\u{8D3}'..='\u{8FF}'
    )
}

/// Returns the letter of the Persian alphabet that a letter is another spelling of.
fn base_letter(character: char) -> char {
    match character {
        'ي' | 'ى' | '\u{6D0}' | '\u{6D2}' | '\u{6CE}' | '\u{6CD}' => 'ی',
        'ك' | '\u{6AA}' => 'ک',
        'ة' | '\u{6D5}' | '\u{6C1}' | '\u{6BE}' | '\u{6C3}' => 'ه',
        '\u{671}' => 'ا',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    #[test]
    fn spellings_of_one_word_have_one_key() {
        for (spellings, key) in [
            (&["علی كاظمي", "علي کاظمى", "عَلی  کاظِمی", "علــی کاظمی"][..], "علی کاظمی"),
            (&["رئیسی", "رييسي", "رییسی", "رئيسى"], "رییسی"),
            (&["مؤمن", "مومن"], "مومن"),
            (&["آزاده", "ازاده", "أزاده", "آزادة", "آزادۀ", "آزادهٔ"], "ازاده"),
            (&["حسینی\u{200C}نژاد", "حسینینژاد", "حسيني\u{200C}نژاد\u{200F}"], "حسینینژاد"),
            (&["پلاک ۱۲", "پلاک ١٢", "پلاك 12", "پلاک، ۱۲"], "پلاک 12"),
            (&["علاءالدین", "علاالدین"], "علاالدین"),
            (&["\u{FECB}\u{FEE0}\u{FEF2}", "علی"], "علی"),
            (&["IR-12 Café", "ir 12 cafe"], "ir 12 cafe"),
            (&["", " \u{200C}\u{200F}", "«»"], ""),
        ] {
            for spelling in spellings {
                assert_eq!(search_key(spelling), key, "{spelling:?}");
            }
        }
    }

    #[test]
    fn spaces_make_no_difference_to_the_compact_key() {
        for spelling in ["سید محمد", "سیدمحمد", "سید\u{200C}محمد", "سيّد محمّد"]
        {
            assert_eq!(compact_key(spelling), "سیدمحمد");
        }
        assert_eq!(key_line("علي\u{200C} كاظمي\r\n".as_bytes()), "علیکاظمی");
        assert_eq!(key_line(b"\xFF\xFE"), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1405), ..ProptestConfig::default() })]

        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,40}|[ا-یآأإؤئةۀ \u{200c}\u{64b}-\u{655}كي0-9۰-۹٠-٩]{0,40}") {
            let key = search_key(&text);
            prop_assert_eq!(search_key(&key), key.clone());
            prop_assert!(!key.contains("  ") && key.trim() == key);
            prop_assert_eq!(search_key(&crate::text::normalise(&text)), key);
        }

        #[test]
        fn any_bytes_have_a_key(line in proptest::collection::vec(any::<u8>(), 0..64)) {
            prop_assert!(!key_line(&line).contains(' '));
        }
    }
}
