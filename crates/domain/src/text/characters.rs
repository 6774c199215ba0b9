//! Single characters: the three sets of digits, and marks that nobody sees.

/// Returns the ASCII digit of a Latin, Persian or Arabic digit; other scripts' digits are no digits.
pub fn ascii_digit(character: char) -> Option<char> {
    let value = match character {
        '0'..='9' => return Some(character),
        '\u{6F0}'..='\u{6F9}' => u32::from(character) - 0x6F0,
        '\u{660}'..='\u{669}' => u32::from(character) - 0x660,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Whether a character is an invisible mark that copying brings along: joiners, direction marks,
/// byte order marks.
pub fn is_invisible_mark(character: char) -> bool {
    matches!(
        character,
        '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Returns `text` with Persian and Arabic digits as ASCII digits.
pub fn to_ascii_digits(text: &str) -> String {
    text.chars().map(|character| ascii_digit(character).unwrap_or(character)).collect()
}

/// Returns `text` with ASCII and Arabic digits as Persian digits.
pub fn to_persian_digits(text: &str) -> String {
    let persian = |character: char| {
        let value = ascii_digit(character)?.to_digit(10)?;
        char::from_u32(0x6F0 + value)
    };
    text.chars().map(|character| persian(character).unwrap_or(character)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_sets_of_digits_are_one() {
        assert_eq!(to_ascii_digits("۱۴۰۵ و ١٤٠٥ و 1405"), "1405 و 1405 و 1405");
        assert_eq!(to_persian_digits("1405 و ١٤٠٥"), "۱۴۰۵ و ۱۴۰۵");
        assert_eq!(ascii_digit('\u{966}'), None);
    }
}
