//! What guessers try first, on a Latin and on a Persian keyboard.

use std::sync::LazyLock;

use domain::ids::OfficerId;
use zxcvbn::{Score, zxcvbn};

/// So many different characters a password has at least.
const DIFFERENT: usize = 5;
/// The standard Persian keyboard (ISIRI 9147) and the Latin letters on the same keys.
const KEYS: (&str, &str) = ("ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو", "qwertyuiop[]asdfghjkl;'zxcvbnm,");
/// The alphabet, which people type in its order.
const ALPHABET: &str = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz123456";
/// Words that the estimator's English lists do not have and Persian speakers use.
const WORDS: [&str; 61] = [
    "سلام",
    "ایران",
    "تهران",
    "گذرواژه",
    "رمزعبور",
    "رمز",
    "عبور",
    "پسورد",
    "مدیر",
    "سامانه",
    "دبیرخانه",
    "دوستت دارم",
    "دوستتدارم",
    "عشق",
    "خدا",
    "مادر",
    "محمد",
    "علی",
    "فاطمه",
    "زهرا",
    "حسین",
    "رضا",
    "مهدی",
    "استقلال",
    "پرسپولیس",
    "مشاغل",
    "خانگی",
    "وزارت",
    "الف",
    "بسم الله",
    "یاعلی",
    "parvaneh",
    "salam",
    "iran",
    "tehran",
    "ramz",
    "ramzobor",
    "gozarvazhe",
    "modir",
    "doostetdaram",
    "dostetdaram",
    "doset daram",
    "asheghetam",
    "eshgh",
    "khoda",
    "madar",
    "mohammad",
    "fateme",
    "fatemeh",
    "zahra",
    "hossein",
    "hosein",
    "mahdi",
    "esteghlal",
    "perspolis",
    "persepolis",
    "yaali",
    "emamreza",
    "mashaghel",
    "khanegi",
    "dabirkhane",
];

/// The Jalali years that people alive were born in, and those of their children: an estimator of the West knows none.
const YEARS: std::ops::RangeInclusive<u16> = 1330..=1420;

/// [`WORDS`] and [`YEARS`].
static GUESSED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = WORDS.iter().map(|word| (*word).to_owned());
    words.chain(YEARS.map(|year| year.to_string())).collect()
});

/// Whether the account's name is part of a password, either way round or with digits for letters.
pub(super) fn names(password: &str, account: &OfficerId) -> bool {
    let plain = |text: &str| -> String {
        let letter = |c: char| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        };
        text.to_lowercase().chars().map(letter).filter(|c| c.is_alphanumeric()).collect()
    };
    let (password, account) = (plain(password), plain(account.as_str()));
    let backwards: String = account.chars().rev().collect();
    account.chars().count() > 2 && (password.contains(&account) || password.contains(&backwards))
}

/// So many digits, and nothing else, are more than a day, a telephone, an ID or two of them.
const DIGITS: usize = 24;
/// A run of Persian letters that is longer is more than one word.
const WORD: usize = 15;

/// Whether it is digits alone, or one Persian word with digits and signs around it: the estimator knows no Persian
/// dictionary, and nobody can list all of one.
fn is_one_thing(password: &str) -> bool {
    let letters = password.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return password.chars().filter(char::is_ascii_digit).count() < DIGITS;
    }
    let mut runs = password.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty());
    let persian = |c: char| ('\u{600}'..='\u{6FF}').contains(&c);
    let first = runs.next().unwrap_or_default();
    runs.next().is_none() && letters <= WORD && first.chars().all(persian)
}

/// Whether a guesser would come to it early.
pub(super) fn is_easy(password: &str) -> bool {
    if is_one_thing(password) {
        return true;
    }
    let different: std::collections::BTreeSet<char> = password.chars().collect();
    let on = |from: &str, to: &str| -> String {
        let key = |c: char| from.chars().zip(to.chars()).find(|(from, _)| *from == c);
        password.chars().map(|c| key(c).map_or(c, |(_, to)| to)).collect()
    };
    let close: String = password.split(' ').collect();
    let guessed: Vec<&str> = GUESSED.iter().map(String::as_str).collect();
    let spellings =
        [password.to_owned(), close, on(KEYS.0, KEYS.1), on(ALPHABET, LATIN).replace(' ', "")];
    different.len() < DIFFERENT
        || spellings.iter().any(|text| zxcvbn(text, &guessed).score() < Score::Four)
}
