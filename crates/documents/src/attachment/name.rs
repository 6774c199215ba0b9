//! The name under which a file is kept. It says what somebody called it and is never a reason to refuse it.

use domain::people::MediaType;
use domain::text::PlainText;

/// The longest name that is kept, in characters, with its ending.
const LONGEST: usize = 120;
/// The same without its ending.
const LONGEST_STEM: usize = 100;

/// Cleans the name of a file: without path, ending and signs that no form can hold, and shortened. Where nothing is left
/// of it, the title of the document stands for it.
///
/// # Panics
/// Never: the last of the three is a text.
#[expect(clippy::expect_used, reason = "the last of the three is a text that is known")]
pub fn file_stem(name: &str, title: &str) -> PlainText {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let title = title.replace(['/', '\\'], "-");
    let kept =
        cleaned(without_ending(last.trim_start_matches(['.', ' ']))).or_else(|| cleaned(&title));
    kept.or_else(|| cleaned("مدرک")).expect("a word is a text")
}

/// The same with the ending of what the file is.
pub fn file_name(name: &str, title: &str, media: MediaType) -> PlainText {
    with_ending(&file_stem(name, title), media)
}

/// Adds the ending of what a file is.
pub fn with_ending(stem: &PlainText, media: MediaType) -> PlainText {
    let name = format!("{stem}{}", media.ending());
    PlainText::parse_line(&name, LONGEST).unwrap_or_else(|_| stem.clone())
}

/// What can be kept of a name; nothing where no letter or digit is left.
fn cleaned(name: &str) -> Option<PlainText> {
    let kept = name.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign });
    let kept: String = kept.filter(|sign| is_kept(*sign)).take(LONGEST_STEM).collect();
    // That marks are stacked shows only in the whole.
    let text = PlainText::parse_line(&kept, LONGEST_STEM).or_else(|_| {
        let plain: String = kept.chars().filter(|sign| is_plain(*sign)).collect();
        PlainText::parse_line(&plain, LONGEST_STEM)
    });
    text.ok().filter(|text| text.as_str().chars().any(char::is_alphanumeric))
}

fn is_plain(sign: char) -> bool {
    // Marks on Arabic and Latin letters.
    let is_mark = matches!(sign, '\u{300}'..='\u{36F}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6ED}');
    (sign.is_alphanumeric() && !is_mark) || " .-_()".contains(sign)
}

/// A sign on its own can be kept: no control, no direction mark, no picture. A half-space can, between letters.
fn is_kept(sign: char) -> bool {
    let is_mark =
        matches!(sign, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' | '\u{2060}' | '\u{200B}');
    !is_mark && PlainText::parse_line(&format!("ا{sign}ا"), 8).is_ok()
}

/// Takes away what programs put behind the last dot. A day or a sentence behind a dot is part of the name.
fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) && !stem.is_empty() => stem,
        _ => name,
    }
}

fn is_ending(ending: &str) -> bool {
    (1..=5).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
}
