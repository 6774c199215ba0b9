//! Text that people typed, made safe to keep, to show and to print.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::normal_form::is_in_form;
use super::{is_invisible_mark, normalise};

/// The longest text that is kept anywhere, in characters; each field sets its own bound below it.
const MAX_CHARACTERS: usize = 8_000;

/// Text without control characters, private characters, pictures or stray direction marks.
///
/// It is in the storage form of [`normalise`] and never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlainText(String);

/// Why a text is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but spaces and marks.
    #[error("the text is empty")]
    Empty,
    /// More characters than the field holds.
    #[error("the text is longer than the field holds")]
    TooLong,
    /// A control character, which no keyboard types on purpose.
    #[error("the text has a control character")]
    ControlCharacter,
    /// A line break in a number, of which nobody could say where it ends.
    #[error("the number has a line break")]
    LineBreak,
    /// A name without a letter.
    #[error("the name has no letter")]
    NoLetter,
    /// A number of somebody else's making without a digit or a letter.
    #[error("the number has neither a digit nor a letter")]
    NoDigit,
    /// A direction mark that opens what nothing closes, or the other way round: the rest of a page
    /// could read backwards.
    #[error("the text has an unpaired direction mark")]
    UnpairedDirection,
    /// A character that is private or no character, so that no font is bound to show it.
    #[error("the text has a character that has no agreed shape")]
    PrivateCharacter,
    /// More marks on one letter than any spelling has, which would run over other lines.
    #[error("the text has too many marks on one letter")]
    StackedMarks,
    /// A picture character, which the printed forms cannot hold.
    #[error("the text has a picture character")]
    Picture,
}

impl TextError {
    /// Returns the stable code of this error.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::ControlCharacter => "control-character",
            Self::LineBreak => "line-break",
            Self::NoLetter => "no-letter",
            Self::NoDigit => "no-digit",
            Self::UnpairedDirection => "unpaired-direction",
            Self::PrivateCharacter => "private-character",
            Self::StackedMarks => "stacked-marks",
            Self::Picture => "picture",
        }
    }
}

/// A letter by itself, and not a mark that stands on one.
fn is_letter(c: char) -> bool {
    let is_mark = matches!(c, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}');
    c.is_alphabetic() && !is_mark
}

impl PlainText {
    /// Reads a text of one line, such as a name, of at most `max_characters`.
    ///
    /// # Errors
    /// As [`PlainText::parse`], and refuses marks that turn the order of letters around; line breaks become spaces.
    pub fn parse_line(text: &str, max_characters: usize) -> Result<Self, TextError> {
        if text.contains(['\u{202D}', '\u{202E}']) {
            return Err(TextError::ControlCharacter);
        }
        Self::parse(&text.replace(is_break, " "), max_characters)
    }

    /// Reads the name of a person or a company, of at most `max_characters`.
    ///
    /// # Errors
    /// As [`PlainText::parse_line`], and refuses what has no letter.
    pub fn parse_name(text: &str, max_characters: usize) -> Result<Self, TextError> {
        let name = Self::parse_line(text, max_characters)?;
        if name.0.contains(is_letter) { Ok(name) } else { Err(TextError::NoLetter) }
    }

    /// Reads a number of somebody else's making, such as a certificate's or a letter's, of at most `max_characters`.
    /// Marks of direction that copying brings along are dropped.
    ///
    /// # Errors
    /// As [`PlainText::parse`], and refuses what does not stand on one line, and signs alone.
    pub fn parse_number(text: &str, max_characters: usize) -> Result<Self, TextError> {
        let dropped = |c: &char| is_invisible_mark(*c) && !matches!(c, '\u{200C}' | '\u{200D}');
        let number: String = text.chars().filter(|c| !dropped(c)).collect();
        if !is_one_line(&number) {
            return Err(TextError::LineBreak);
        }
        let number = Self::parse(number.trim(), max_characters)?;
        if number.0.contains(char::is_alphanumeric) { Ok(number) } else { Err(TextError::NoDigit) }
    }

    /// Reads a text of one or more lines, of at most `max_characters`, brought to the storage form.
    ///
    /// # Errors
    /// Refuses empty and overlong texts and those with characters that do not belong in a form.
    pub fn parse(text: &str, max_characters: usize) -> Result<Self, TextError> {
        let most = max_characters.min(MAX_CHARACTERS);
        if text.len() > most.saturating_mul(8).saturating_add(1024) {
            return Err(TextError::TooLong);
        }
        // Plain letters with single spaces, as nearly all that was stored before, pass what follows as they are.
        if is_in_form(text) {
            return bounded(text.to_owned(), most);
        }
        judged(text, most)
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether nothing in a text ends a line, apart from what stands around it.
pub fn is_one_line(text: &str) -> bool {
    !text.trim().contains(is_break)
}

/// Whether a character ends a line somewhere, or stands for several spaces.
fn is_break(character: char) -> bool {
    matches!(character, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn judged(text: &str, most: usize) -> Result<PlainText, TextError> {
    let lines = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    for character in lines.chars() {
        check(character)?;
    }
    check_directions(&lines)?;
    check_marks(&lines)?;
    bounded(normalise(&lines), most)
}

fn bounded(kept: String, most: usize) -> Result<PlainText, TextError> {
    match kept.chars().count() {
        0 => Err(TextError::Empty),
        count if count > most => Err(TextError::TooLong),
        _ => Ok(PlainText(kept)),
    }
}

fn check(character: char) -> Result<(), TextError> {
    match character {
        '\n' | '\t' => Ok(()),
        _ if character.is_control() => Err(TextError::ControlCharacter),
        // Interlinear marks, shorthand, musical and tag controls are formats that nobody types.
        '\u{FFF9}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{206A}'..='\u{206F}'
        | '\u{E0000}'..='\u{E0FFF}' => Err(TextError::ControlCharacter),
        '\u{E000}'..='\u{F8FF}'
        | '\u{F0000}'..='\u{10FFFF}'
        | '\u{FFFC}'
        | '\u{FFFD}'
        | '\u{FDD0}'..='\u{FDEF}' => Err(TextError::PrivateCharacter),
        _ if u32::from(character) & 0xFFFE == 0xFFFE => Err(TextError::PrivateCharacter),
        // Pictographs, dingbats, and what joins or colours them. The tick and the cross of the
        // dingbats are refused with them: a form's tick is a field, never a character.
        '\u{1F000}'..='\u{1FAFF}'
        | '\u{2600}'..='\u{27BF}'
        | '\u{2B00}'..='\u{2BFF}'
        | '\u{FE0E}'
        | '\u{FE0F}'
        | '\u{20E3}' => Err(TextError::Picture),
        _ => Ok(()),
    }
}

/// A Persian letter has a shadda with a vowel at most, and Latin letters two marks or three.
fn check_marks(text: &str) -> Result<(), TextError> {
    let mut stacked = 0;
    for character in text.nfd() {
        stacked = if is_combining_mark(character) { stacked + 1 } else { 0 };
        if stacked > 4 {
            return Err(TextError::StackedMarks);
        }
    }
    Ok(())
}

/// Every embedding, override and isolate must be closed in its own line, and in order.
fn check_directions(text: &str) -> Result<(), TextError> {
    for line in text.split('\n') {
        let mut open = Vec::new();
        for character in line.chars() {
            let closed = match character {
                '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => {
                    open.push('\u{202C}');
                    continue;
                }
                '\u{2066}'..='\u{2068}' => {
                    open.push('\u{2069}');
                    continue;
                }
                '\u{202C}' | '\u{2069}' => character,
                _ => continue,
            };
            if open.pop() != Some(closed) {
                return Err(TextError::UnpairedDirection);
            }
        }
        if !open.is_empty() {
            return Err(TextError::UnpairedDirection);
        }
    }
    Ok(())
}

impl fmt::Display for PlainText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for PlainText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for PlainText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for PlainText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&text, MAX_CHARACTERS).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    #[test]
    fn a_name_is_kept_in_the_storage_form() {
        let name = PlainText::parse(" حسيني\u{200C}نژاد\u{A0} طباطبائي ", 80);
        assert_eq!(name.map(|name| name.to_string()), Ok("حسینی\u{200C}نژاد طباطبائی".to_owned()));
    }

    #[test]
    fn what_does_not_belong_in_a_form_is_refused_by_name() {
        for (text, error) in [
            ("", TextError::Empty),
            (" \u{200C}\n", TextError::Empty),
            ("علی\u{0}", TextError::ControlCharacter),
            ("علی\u{1B}[31m", TextError::ControlCharacter),
            ("علی\u{85}", TextError::ControlCharacter),
            ("علی \u{202E}رضا", TextError::UnpairedDirection),
            ("علی \u{202B}رضا\u{2069}", TextError::UnpairedDirection),
            ("\u{2067}علی\nرضا\u{2069}", TextError::UnpairedDirection),
            ("علی\u{202C}", TextError::UnpairedDirection),
            ("\u{E001}", TextError::PrivateCharacter),
            ("علی\u{FFFD}", TextError::PrivateCharacter),
            ("\u{1FFFE}", TextError::PrivateCharacter),
            ("ع\u{64E}\u{651}\u{64E}\u{651}\u{64E}لی", TextError::StackedMarks),
            ("علی 🦋", TextError::Picture),
            ("علی ✓", TextError::Picture),
            ("\u{E0041}", TextError::ControlCharacter),
        ] {
            assert_eq!(PlainText::parse(text, 80), Err(error), "{text:?}");
        }
    }

    #[test]
    fn plain_letters_are_judged_the_short_way_as_they_would_be_the_long_way() {
        let letters = [
            ' ', '\n', '\u{200C}', 'ه', '\u{654}', 'آ', '\u{64A}', '\u{64E}', '\u{202B}',
            '\u{202C}', '\u{1B}', '\u{FFFD}', '🦋', '7',
        ];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = |text: &String| letters.map(|letter| format!("{text}{letter}"));
            texts = texts.iter().flat_map(longer).collect();
            for text in &texts {
                assert_eq!(PlainText::parse(text, 3), judged(text, 3), "{text:?}");
            }
        }
    }

    #[test]
    fn a_field_holds_as_many_characters_as_it_says() {
        assert!(PlainText::parse(&"ی".repeat(80), 80).is_ok());
        assert_eq!(PlainText::parse(&"ی".repeat(81), 80), Err(TextError::TooLong));
        assert_eq!(PlainText::parse(&" ".repeat(100_000), 80), Err(TextError::TooLong));
    }

    #[test]
    fn a_line_has_no_breaks() {
        let kept = PlainText::parse_line("فاطمه\r\nاحمدی\n", 80).map(|text| text.to_string());
        assert_eq!(kept, Ok("فاطمه احمدی".to_owned()));
        for sign in ["\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\t"] {
            let kept = PlainText::parse_line(&format!("فاطمه{sign}احمدی"), 80);
            assert_eq!(kept.map(|text| text.to_string()), Ok("فاطمه احمدی".to_owned()), "{sign:?}");
        }
        for text in ["فاطمه \u{202E}احمدی\u{202C}", "\u{202D}فاطمه\u{202C}", "فاطمه\u{1B}"]
        {
            let refused = PlainText::parse_line(text, 80);
            assert_eq!(refused, Err(TextError::ControlCharacter), "{text:?}");
        }
    }

    #[test]
    fn a_number_stands_on_one_line() {
        let kept = |text: &str| PlainText::parse_number(text, 60).map(|text| text.to_string());
        assert_eq!(kept(" ۱۲/الف\u{200C}۳۴\r\n"), Ok("۱۲/الف\u{200C}۳۴".to_owned()));
        assert_eq!(kept("\u{202E}12-34\u{202C}\u{200F}"), Ok("12-34".to_owned()));
        for sign in ["\n", "\r\n", "\u{B}", "\u{85}", "\u{2028}", "\u{2029}", "\t"] {
            assert_eq!(kept(&format!("12{sign}34")), Err(TextError::LineBreak), "{sign:?}");
        }
        assert_eq!(kept("12\u{1B}"), Err(TextError::ControlCharacter));
        for signs in ["-", ".", "—", "/ /", "،", "…"] {
            assert_eq!(kept(signs), Err(TextError::NoDigit), "{signs}");
        }
        assert_eq!(kept("الف"), Ok("الف".to_owned()));
        assert_eq!(kept("\u{200F}\n"), Err(TextError::Empty));
    }

    #[test]
    fn a_name_has_a_letter() {
        let kept = |text: &str| PlainText::parse_name(text, 60).map(|text| text.to_string());
        for none in [".", "۱۲", "12", "-", "…", "\u{64E}\u{64E}"] {
            assert_eq!(kept(none), Err(TextError::NoLetter), "{none}");
        }
        for name in ["ا", "عمو ۲", "José", "Ғ", "شرکت ۱۲"] {
            assert_eq!(kept(name), Ok(name.to_owned()));
        }
        assert_eq!(kept(""), Err(TextError::Empty));
        assert_eq!(kept("فاطمه\nاحمدی"), Ok("فاطمه احمدی".to_owned()));
    }

    #[test]
    fn paragraphs_and_paired_marks_are_kept() {
        let text = "یک\r\nدو \u{2066}IR12\u{2069} سه";
        let kept = PlainText::parse(text, 80).map(|text| text.to_string());
        assert_eq!(kept, Ok("یک\nدو \u{2066}IR12\u{2069} سه".to_owned()));
    }
    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1405), ..ProptestConfig::default() })]

        #[test]
        fn what_is_kept_is_kept_as_it_is(
            text in "[ا-یيكى \u{200c}\u{640}\u{654}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{a0}\u{feff}\n]{0,24}|\\PC{0,30}|[\u{fb50}-\u{fbff}\u{fe80}-\u{fefc}]{0,8}",
        ) {
            if let Ok(kept) = PlainText::parse(&text, 100) {
                prop_assert_eq!(PlainText::parse(kept.as_str(), 100), Ok(kept));
            }
        }
    }
}
