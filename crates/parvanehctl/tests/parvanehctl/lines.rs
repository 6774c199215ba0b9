//! Lines in, lines out, whatever the bytes.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use crate::workstation::Workstation;

#[test]
fn garbage_on_standard_input_is_answered_line_by_line() {
    let desk = Workstation::empty();
    let mut garbage: Vec<u8> = (0..=255).cycle().take(64 * 1024).collect();
    garbage.extend_from_slice("\n۰۰۷۶۲۲۹۶۴۵\n".as_bytes());
    let lines = garbage.split(|byte| *byte == b'\n').count() - 1;
    for what in [
        "national-id",
        "legal-id",
        "postal-code",
        "mobile",
        "landline",
        "iban",
        "licence-number",
        "tracking-code",
    ] {
        let said = desk.given(["check", what], &garbage).well();
        assert_eq!(said.out.lines().count(), lines, "{what}");
        let answered = |line: &str| line.starts_with("ok ") || line.starts_with("bad ");
        assert!(said.out.lines().all(answered), "{what}");
    }
    let checked = desk.given(["check", "national-id"], &garbage).well().out;
    assert!(checked.ends_with("ok 0076229645\n"), "{}", &checked[checked.len() - 80..]);
    for words in [["jalali", "to"], ["jalali", "from"], ["text", "key"]] {
        assert_eq!(desk.given(words, &garbage).well().out.lines().count(), lines, "{words:?}");
    }
}

#[test]
fn dates_and_keys_are_given_line_by_line() {
    let desk = Workstation::empty();
    let to = desk.given(["jalali", "to"], b"2026-11-23\n2025-03-20\n2025-02-29\n\xFF").well().out;
    assert_eq!(to, "1405-09-02\n1403-12-30\nbad no-such-day\nbad not-text\n");
    let from = desk.given(["jalali", "from"], "۱۴۰۵/۹/۲\n1404-12-30\n".as_bytes()).well().out;
    assert_eq!(from, "2026-11-23\nbad no-such-day\n");
    let keys = desk.given(["text", "key"], "علي كاظمي\nعلی کاظمی\n".as_bytes()).well().out;
    assert_eq!(keys, "علیکاظمی\nعلیکاظمی\n");
    let json = desk.given(["check", "mobile", "--json"], "+98 918 123 4567\nx\n".as_bytes()).well();
    assert_eq!(json.out, "{\"ok\":\"09181234567\"}\n{\"bad\":\"bad-character\"}\n");
}

#[test]
fn who_waits_for_an_answer_gets_it_before_sending_more() {
    let desk = Workstation::empty();
    let mut command = desk.command();
    command.args(["check", "national-id"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("its input is ours");
    let mut output = BufReader::new(child.stdout.take().expect("its output is ours"));
    for _ in 0..3 {
        input.write_all(b"0076229645\n").expect("it reads");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("it answers");
        assert_eq!(answer, "ok 0076229645\n");
    }
    drop(output);
    drop(input.write_all(&b"1\n".repeat(100_000)));
    drop(input);
    let status = child.wait().expect("it ends");
    assert!(status.success(), "nobody reading is no failure: {status}");
}
