//! One line in, one line out: what scripts and tests ask about identifiers, dates and spelling.
//!
//! Every answer is one line, whatever bytes came. None of them needs an office.

pub use domain::dates::{JalaliDirection, jalali_line};
pub use domain::identifiers::{IdentifierKind, check_line};
pub use domain::text::to_ascii_digits;

/// Answers a line of text with its search key, and bytes that are no text with `bad not-text`. No key has a
/// space, so that the two cannot be taken for each other.
pub fn key_line(line: &[u8]) -> String {
    match std::str::from_utf8(line) {
        Ok(_) => domain::text::key_line(line),
        Err(_) => "bad not-text".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_a_key_and_bytes_that_are_no_text_have_none() {
        assert_eq!(key_line("علي\u{200C} كاظمي\r\n".as_bytes()), "علیکاظمی");
        assert_eq!(key_line("bad not-text".as_bytes()), "badnottext");
        assert_eq!(key_line(b"\xFF"), "bad not-text");
        assert_eq!(key_line(b""), "");
    }
}
