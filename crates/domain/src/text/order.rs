//! The order of the Persian dictionary.
//!
//! A table of our own: the order of one alphabet is fixed, while a general collation library brings
//! megabytes for all languages, and its keys, which the case database stores, change with its
//! versions. The order is that of Unicode's Persian collation.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use super::{ascii_digit, is_invisible_mark};

/// The letters in their order; آ comes before ا, the hamzas after it.
const ALPHABET: &str = "آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";

const SPACE: u8 = 0x02;
const FIRST_DIGIT: u8 = 0x10;
const FIRST_LETTER: u8 = 0x20;
const FIRST_LATIN: u8 = 0x60;
const FOREIGN: u8 = 0xF0;

/// Returns bytes that sort as the texts do.
///
/// Letters decide first, whatever their spelling; then the texts themselves, so that two texts never
/// share a key.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    for character in text.nfkc().filter(|character| !is_dropped(*character)) {
        if let Some(digit) = ascii_digit(character) {
            key.push(FIRST_DIGIT + digit.to_digit(10).and_then(narrow).unwrap_or_default());
        } else if let Some(place) = place_in_alphabet(character) {
            key.push(FIRST_LETTER + place);
        } else if character.is_ascii_alphabetic() {
            let latin = u32::from(character.to_ascii_lowercase()) - u32::from('a');
            key.push(FIRST_LATIN + narrow(latin).unwrap_or_default());
        } else if character.is_alphanumeric() {
            key.push(FOREIGN);
            key.extend(character.to_string().bytes());
        } else if key.last() != Some(&SPACE) {
            key.push(SPACE);
        }
    }
    key.push(0);
    key.extend(text.bytes());
    key
}

/// Compares two texts in the order of the Persian dictionary.
pub fn compare(left: &str, right: &str) -> Ordering {
    sort_key(left).cmp(&sort_key(right))
}

fn narrow(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

fn is_dropped(character: char) -> bool {
    is_invisible_mark(character)
        || matches!(character, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{300}'..='\u{36F}')
}

fn place_in_alphabet(character: char) -> Option<u8> {
    let letter = match character {
        'أ' | 'إ' | 'ؤ' | 'ئ' => 'ء',
        '\u{671}' => 'آ',
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' | 'ۀ' | '\u{6D5}' | '\u{6C1}' | '\u{6BE}' => 'ه',
        _ => character,
    };
    ALPHABET.chars().position(|known| known == letter).and_then(|place| u8::try_from(place).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the order that Unicode's Persian collation gives them.
    const SORTED: [&str; 56] = [
        "12",
        "۲",
        "٣ نفر",
        "آ",
        "آرش",
        "ا",
        "ابراهیم",
        "احمدی",
        "امین",
        "ایمان",
        "أحمد",
        "إیمان",
        "بهرام",
        "پروین",
        "تقی",
        "ثریا",
        "جعفر",
        "چنگیز",
        "حسین",
        "خانه",
        "خسرو",
        "دارا",
        "ذوالفقار",
        "راد",
        "رادمنش",
        "رؤیا",
        "رئیسی",
        "رضا",
        "رویا",
        "زهرا",
        "ژاله",
        "سارا",
        "سید محمد",
        "سیدمحمد",
        "شیرین",
        "صادق",
        "ضیا",
        "طاهره",
        "ظفر",
        "عباس",
        "علی",
        "علی نژاد",
        "علیرضا",
        "غلام",
        "فریبا",
        "قاسم",
        "کاظم",
        "كاظمی",
        "کاوه",
        "گلناز",
        "لیلا",
        "مریم",
        "هاله",
        "یاسمن",
        "Ali",
        "zahra",
    ];

    #[test]
    fn names_stand_in_the_order_of_the_persian_dictionary() {
        let mut shuffled = SORTED;
        shuffled.reverse();
        shuffled.sort_by(|left, right| compare(left, right));
        assert_eq!(shuffled, SORTED);
    }

    #[test]
    fn spelling_decides_only_where_letters_do_not() {
        assert_eq!(compare("علي", "علی"), Ordering::Less);
        assert_eq!(compare("علي ب", "علی الف"), Ordering::Greater);
        assert_eq!(compare("علی\u{200C}نژاد", "علینژادی"), Ordering::Less);
        assert_eq!(compare("مهر", "مِهر"), Ordering::Less);
        assert_eq!(compare("مِهر", "مهری"), Ordering::Less);
        assert_eq!(compare("علی", "علی"), Ordering::Equal);
    }
}
