//! Lines of an answer, none of which a text can forge.

use std::fmt;
use std::io;

/// What every line but the first of a text of several lines begins with.
const FURTHER: &str = "    ";

/// Where lines are written. One `writeln!` is one line of the answer: breaks in the texts that it holds begin with
/// four spaces, and what would steer a terminal stands there by its number.
pub struct Records<'w>(&'w mut dyn io::Write);

impl<'w> Records<'w> {
    pub fn new(out: &'w mut dyn io::Write) -> Self {
        Self(out)
    }

    /// What `writeln!` calls.
    pub fn write_fmt(&mut self, line: fmt::Arguments<'_>) -> io::Result<()> {
        let line = line.to_string();
        let line = line.strip_suffix('\n').unwrap_or(&line);
        self.0.write_all(record(line).as_bytes())?;
        self.0.write_all(b"\n")
    }
}

/// One line of an answer as it is written.
pub fn record(line: &str) -> String {
    let mut written = String::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                written.push('\n');
                written.push_str(FURTHER);
            }
            '\t' => written.push(' '),
            // Overrides let what follows read backwards.
            '\u{202D}' | '\u{202E}' => written.extend(character.escape_unicode()),
            _ if character.is_control() => written.extend(character.escape_unicode()),
            _ => written.push(character),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_begins_a_line_of_an_answer() {
        for (text, written) in [
            ("علی رضایی", "note: علی رضایی\n"),
            ("یک\nstage: licensed", "note: یک\n    stage: licensed\n"),
            ("یک\r\nدو\rسه", "note: یک\n    دو\n    سه\n"),
            ("یک\u{85}دو\u{2028}سه\u{2029}چهار", "note: یک\n    دو\n    سه\n    چهار\n"),
            ("\n", "note: \n    \n"),
            ("یک\u{1B}[2J\u{8}دو", "note: یک\\u{1b}[2J\\u{8}دو\n"),
            ("علی \u{202E}رضا\u{202C}", "note: علی \\u{202e}رضا\u{202C}\n"),
            ("یک\tدو", "note: یک دو\n"),
        ] {
            let mut out = Vec::new();
            writeln!(Records::new(&mut out), "note: {text}").expect("memory is always open");
            assert_eq!(String::from_utf8(out).expect("text"), written, "{text:?}");
        }
    }
}
