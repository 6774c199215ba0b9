//! The form in which text is stored: as people typed it, without what only machines put there.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

use super::is_invisible_mark;

/// Returns the storage form of a text.
///
/// NFC, with the Arabic letters yeh, alef maksura and kaf as the Persian ones, letters for the shapes
/// that come out of PDF files, without tatweel, byte order marks and soft hyphens. Spaces are single, lines are trimmed, the zero-width non-joiner
/// stays inside words only. Hamza forms, the final heh with hamza, and digits stay as typed: they
/// are spelling, and names are spelled by their owners.
pub fn normalise(text: &str) -> String {
    if is_in_form(text) { text.to_owned() } else { brought_into_form(text) }
}

/// Whether a text is plainly in the form already, as nearly all are that were stored before. It may say no of some
/// that are, and of all that a text may not hold.
pub(super) fn is_in_form(text: &str) -> bool {
    let mut before = ' ';
    for character in text.chars() {
        let fits = match character {
            ' ' | '\u{200C}' => !matches!(before, ' ' | '\u{200C}'),
            '!'..='~'
            | '«'
            | '»'
            | '،'
            | '؛'
            | '؟'
            | '\u{621}'..='\u{63A}'
            | '\u{641}'
            | '\u{642}'
            | '\u{644}'..='\u{648}'
            | '\u{660}'..='\u{669}'
            | 'پ'
            | 'چ'
            | 'ژ'
            | 'ک'
            | 'گ'
            | '\u{6CC}'
            | '۰'..='۹' => true,
            // With no other letter of these it becomes one.
            '\u{654}' => before == 'ه',
            _ => false,
        };
        if !fits {
            return false;
        }
        before = character;
    }
    !matches!(before, ' ' | '\u{200C}')
}

fn brought_into_form(text: &str) -> String {
    let composed: String =
        text.chars().flat_map(from_presentation_form).nfc().filter_map(stored).collect();
    let mut lines: Vec<String> = composed.split('\n').map(tidy_line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if composed.chars().all(|character| character.is_whitespace() || is_invisible_mark(character)) {
        return String::new();
    }
    let first = lines.iter().take_while(|line| line.is_empty()).count();
    let text = lines.get(first..).unwrap_or_default().join("\n");
    // Dropping a character between two others can bring a letter and its mark together.
    text.nfc().collect()
}

/// Returns the letters that a shape stands for, as text copied out of a PDF has shapes for letters.
fn from_presentation_form(character: char) -> impl Iterator<Item = char> {
    let is_shape = matches!(character, '\u{FB50}'..='\u{FBFF}' | '\u{FE80}'..='\u{FEFC}');
    let mut letters = Vec::new();
    if is_shape {
        decompose_compatible(character, |letter| letters.push(letter));
    }
    (!is_shape).then_some(character).into_iter().chain(letters)
}

fn stored(character: char) -> Option<char> {
    match character {
        '\u{64A}' | '\u{649}' => Some('\u{6CC}'),
        '\u{643}' => Some('\u{6A9}'),
        '\u{640}' | '\u{AD}' | '\u{FEFF}' | '\u{200B}' | '\u{2060}' => None,
        '\n' => Some('\n'),
        _ if character.is_whitespace() => Some(' '),
        _ => Some(character),
    }
}

/// Joins the words of a line by single spaces and drops joiners from their edges.
fn tidy_line(line: &str) -> String {
    let words = line.split(' ').map(tidy_word).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Drops non-joiners at the edges and their repeats inside.
fn tidy_word(word: &str) -> String {
    let mut kept = String::with_capacity(word.len());
    for character in word.trim_matches('\u{200C}').chars() {
        if !(character == '\u{200C}' && kept.ends_with('\u{200C}')) {
            kept.push(character);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_to_be_in_the_form_would_be_brought_to_itself() {
        let letters = [
            ' ', '\n', '\u{200C}', 'ه', '\u{654}', 'ا', 'ی', '\u{64A}', '\u{643}', '\u{64E}',
            '\u{651}', 'ۀ', 'ۓ', 'e', '\u{301}', '\u{640}', '\u{653}', '7',
        ];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = |text: &String| letters.map(|letter| format!("{text}{letter}"));
            texts = texts.iter().flat_map(longer).collect();
            for text in &texts {
                assert!(!is_in_form(text) || brought_into_form(text) == *text, "{text:?}");
            }
        }
        assert!(is_in_form("خانهٔ کوچک، ۱۲ می\u{200C}رود (a)"));
    }

    #[test]
    fn arabic_letters_become_persian_and_spelling_stays() {
        assert_eq!(normalise("علي كاظمى"), "علی کاظمی");
        assert_eq!(normalise("مؤسسهٔ رأفت، خانۀ آبي"), "مؤسسهٔ رأفت، خانۀ آبی");
        assert_eq!(normalise("پلاک ٣ و ۴"), "پلاک ٣ و ۴");
    }

    #[test]
    fn shapes_copied_out_of_a_pdf_become_letters() {
        assert_eq!(normalise("\u{FECB}\u{FEE0}\u{FEF2} \u{FEFB}"), "علی لا");
    }

    #[test]
    fn spaces_and_joiners_are_tidied() {
        assert_eq!(
            normalise("  می\u{200C}\u{200C}رود\u{A0}\t خانه\u{200C} "),
            "می\u{200C}رود خانه"
        );
        assert_eq!(normalise("مـــهر\u{AD}\u{FEFF}"), "مهر");
        assert_eq!(normalise("\n یک \n\n دو \n\n"), "یک\n\nدو");
    }
}
