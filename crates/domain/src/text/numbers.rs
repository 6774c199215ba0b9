//! Numbers in Persian: in groups of three digits, and in words.

use super::to_persian_digits;

const ONES: [&str; 20] = [
    "صفر",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "شش",
    "هفت",
    "هشت",
    "نه",
    "ده",
    "یازده",
    "دوازده",
    "سیزده",
    "چهارده",
    "پانزده",
    "شانزده",
    "هفده",
    "هجده",
    "نوزده",
];
const TENS: [&str; 10] = ["", "ده", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];
const HUNDREDS: [&str; 10] =
    ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"];
const SCALES: [(&str, u64); 3] =
    [("میلیارد", 1_000_000_000), ("میلیون", 1_000_000), ("هزار", 1_000)];

/// Returns a number in Persian digits with «٬» between groups of three.
pub fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{66C}');
        }
        grouped.push(digit);
    }
    to_persian_digits(&grouped)
}

/// Returns a number in Persian words, such as «یک میلیارد و دویست میلیون».
///
/// A thousand is «یک هزار» and a million million «یک هزار میلیارد»: the word for one is always
/// written, since what begins with a bare «هزار» can be lengthened on paper.
pub fn words(number: u64) -> String {
    let mut parts = Vec::new();
    let mut rest = number;
    for (name, scale) in SCALES {
        if rest >= scale {
            parts.push(format!("{} {name}", words(rest / scale)));
            rest %= scale;
        }
    }
    if rest > 0 || parts.is_empty() {
        parts.push(below_thousand(rest));
    }
    parts.join(" و ")
}

fn below_thousand(number: u64) -> String {
    let mut parts = Vec::new();
    let hundreds = number / 100;
    let mut rest = number % 100;
    if hundreds > 0 {
        parts.push(word(&HUNDREDS, hundreds));
    }
    if rest >= 20 {
        parts.push(word(&TENS, rest / 10));
        rest %= 10;
    }
    if rest > 0 || parts.is_empty() {
        parts.push(word(&ONES, rest));
    }
    parts.join(" و ")
}

fn word(list: &[&'static str], place: u64) -> &'static str {
    usize::try_from(place).ok().and_then(|place| list.get(place)).copied().unwrap_or_default()
}

/// Returns the value of a word for a number below a thousand.
pub(crate) fn value_of_word(text: &str) -> Option<u64> {
    let find = |list: &[&str], unit: u64| {
        let place = list.iter().position(|word| !word.is_empty() && *word == text)?;
        Some(u64::try_from(place).ok()? * unit)
    };
    find(&ONES, 1).or_else(|| find(&TENS, 10)).or_else(|| find(&HUNDREDS, 100))
}

/// Returns the value of a word for a scale, such as a million.
pub(crate) fn scale_of_word(text: &str) -> Option<u64> {
    SCALES.into_iter().find(|(name, _)| *name == text).map(|(_, scale)| scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_on_a_cheque() {
        for (number, text) in [
            (0, "صفر"),
            (7, "هفت"),
            (15, "پانزده"),
            (20, "بیست"),
            (101, "صد و یک"),
            (999, "نهصد و نود و نه"),
            (1_000, "یک هزار"),
            (2_010, "دو هزار و ده"),
            (200_000_000, "دویست میلیون"),
            (1_200_000_000, "یک میلیارد و دویست میلیون"),
            (50_000_000_000, "پنجاه میلیارد"),
            (1_000_000_000_000, "یک هزار میلیارد"),
            (
                1_234_567_891,
                "یک میلیارد و دویست و سی و چهار میلیون و پانصد و شصت و هفت هزار و هشتصد و نود و یک",
            ),
        ] {
            assert_eq!(words(number), text);
        }
        assert!(!words(u64::MAX).contains("صفر"));
    }

    #[test]
    fn digits_are_grouped_in_threes() {
        assert_eq!(group_thousands(0), "۰");
        assert_eq!(group_thousands(999), "۹۹۹");
        assert_eq!(group_thousands(2_000_000_000), "۲٬۰۰۰٬۰۰۰٬۰۰۰");
    }
}
