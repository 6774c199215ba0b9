//! Lines in, lines out: `check`, `jalali`, `text key`. Any bytes are answered, line by line as they come.

use std::io::{self, BufRead, BufReader, Read, Write};

use desk::lines::{IdentifierKind, JalaliDirection, check_line, jalali_line, key_line};
use serde_json::json;

use crate::cli::Direction;
use crate::outcome::{Done, Failure, Voice};

/// A line of more bytes than this is no line of text.
const LONGEST: u64 = 1024 * 1024;

/// Checks identifiers.
pub fn check(kind: IdentifierKind, voice: Voice) -> Result<Done, Failure> {
    answer_all(voice, |line| check_line(kind, line))
}

/// Converts dates.
pub fn jalali(direction: Direction, voice: Voice) -> Result<Done, Failure> {
    let direction = match direction {
        Direction::To => JalaliDirection::ToJalali,
        Direction::From => JalaliDirection::FromJalali,
    };
    answer_all(voice, |line| jalali_line(direction, line))
}

/// Gives search keys.
pub fn key(voice: Voice) -> Result<Done, Failure> {
    answer_all(voice, key_line)
}

fn answer_all(voice: Voice, answer: impl Fn(&[u8]) -> String) -> Result<Done, Failure> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    answer_lines(&mut input, &mut output, voice, answer)?;
    Ok(Done::Well)
}

/// Answers each line. Whoever sends one line and waits gets its answer before the next is read.
fn answer_lines<R: Read>(
    input: &mut BufReader<R>,
    output: &mut impl Write,
    voice: Voice,
    answer: impl Fn(&[u8]) -> String,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
        if input.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        let whole = line.ends_with(b"\n");
        let too_long = !whole && u64::try_from(line.len()).is_ok_and(|length| length > LONGEST);
        let answer = if too_long {
            input.skip_until(b'\n')?;
            "bad too-long".to_owned()
        } else {
            answer(line.strip_suffix(b"\n").unwrap_or(&line))
        };
        match voice {
            Voice::Lines => writeln!(output, "{answer}")?,
            Voice::Json => writeln!(output, "{}", as_json(&answer))?,
        }
    }
}

fn as_json(answer: &str) -> serde_json::Value {
    match answer.split_once(' ') {
        Some(("bad", code)) => json!({ "bad": code }),
        Some(("ok", canonical)) => json!({ "ok": canonical }),
        _ => json!({ "ok": answer }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    fn answered(bytes: &[u8], voice: Voice, answer: impl Fn(&[u8]) -> String) -> String {
        let (mut input, mut output) = (BufReader::with_capacity(16, bytes), Vec::new());
        answer_lines(&mut input, &mut output, voice, answer).expect("memory is always open");
        String::from_utf8(output).expect("answers are text")
    }

    #[test]
    fn every_line_has_one_answer_with_and_without_a_last_newline() {
        let check = |line: &[u8]| check_line(IdentifierKind::NationalId, line);
        let input = "0076229645\r\n\n۰۰۷۶۲۲۹۶۴۵\n0076229646";
        let said = answered(input.as_bytes(), Voice::Lines, check);
        assert_eq!(said, "ok 0076229645\nbad empty\nok 0076229645\nbad bad-checksum\n");
        assert_eq!(answered(b"", Voice::Lines, check), "");
        let json = answered(b"0076229645\n1", Voice::Json, check);
        assert_eq!(json.lines().next(), Some(r#"{"ok":"0076229645"}"#));
    }

    #[test]
    fn a_line_without_an_end_is_passed_over_and_the_next_is_answered() {
        let long = usize::try_from(LONGEST).expect("a megabyte") + 1;
        let mut input = vec![b'1'; long];
        input.extend_from_slice(b"23\n2026-11-23\n");
        let to = |line: &[u8]| jalali_line(JalaliDirection::ToJalali, line);
        assert_eq!(answered(&input, Voice::Lines, to), "bad too-long\n1405-09-02\n");
        let just = vec![b'1'; long - 1];
        assert_eq!(answered(&just, Voice::Lines, key_line).len(), long);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(1405), ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_answered_line_by_line(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let lines = bytes.split_inclusive(|byte| *byte == b'\n').count();
            for kind in IdentifierKind::ALL {
                let said = answered(&bytes, Voice::Lines, |line| check_line(kind, line));
                prop_assert_eq!(said.lines().count(), lines);
                for answer in said.lines() {
                    prop_assert!(answer.starts_with("ok ") || answer.starts_with("bad "), "{}", answer);
                }
            }
            prop_assert_eq!(answered(&bytes, Voice::Json, key_line).lines().count(), lines);
        }

        #[test]
        fn digits_and_signs_of_any_kind_are_answered(text in "[0-9۰-۹٠-٩IR \u{200f}\u{200c}/\\-\n]{0,80}") {
            for kind in IdentifierKind::ALL {
                let said = answered(text.as_bytes(), Voice::Lines, |line| check_line(kind, line));
                prop_assert_eq!(said.lines().count(), text.split_inclusive('\n').count());
            }
        }
    }
}
