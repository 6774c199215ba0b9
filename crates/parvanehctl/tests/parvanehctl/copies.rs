//! A data folder that is copied, put back, or opened somewhere else gives no number out twice.

use std::fs;
use std::path::Path;

use desk::commands;
use desk::views::session::UnlockRequest;
use desk::{Desk, Keyring};

use crate::workstation::{AGENCY, APPROVE, ISSUE, LABOUR, PASSPHRASE, Said, Workstation, said};

/// An office whose case lacks nothing but the second signature.
fn about_to_issue() -> (Workstation, String) {
    let (desk, case) = Workstation::with_case();
    desk.check_all(AGENCY, &case);
    desk.act(AGENCY, &case, APPROVE).well();
    desk.check_all(LABOUR, &case);
    (desk, case)
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("room");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("readable");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(from, to).expect("room");
        }
    }
}

/// Runs the program in a copy of the folder.
fn in_copy(desk: &Workstation, copy: &str, words: &[&str]) -> Said {
    said(desk.command().env("PARVANEH_DIR", desk.path(copy)).args(words), b"")
}

/// The same, as another user of the machine, or on another machine.
fn elsewhere(desk: &Workstation, copy: &str, words: &[&str]) -> Said {
    let mut command = desk.command();
    command.env("PARVANEH_DIR", desk.path(copy)).env("PARVANEH_STATE", desk.path("elsewhere"));
    said(command.args(words), b"")
}

fn warned(said: &Said, code: &str) {
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.starts_with(&format!("warning {code}: ")), "{said:?}");
    assert!(said.err.contains("\nhint: "), "{said:?}");
}

#[test]
fn two_copies_one_after_the_other_issue_two_numbers() {
    let (desk, case) = about_to_issue();
    copy_folder(&desk.data(), &desk.path("copy"));
    let first = desk.act(LABOUR, &case, ISSUE).well().value("licence");

    let issue = ["--as", LABOUR, "case", "act", &case, ISSUE];
    let second = in_copy(&desk, "copy", &issue);
    warned(&second, "olderCopy");
    let number = second.value("licence");
    assert_ne!(first, number);
    assert_eq!(in_copy(&desk, "copy", &["case", "list"]).well().code, 0, "told once");
    let audit = in_copy(&desk, "copy", &["audit", "verify"]).well().out;
    assert_eq!(audit.lines().filter(|line| line.starts_with("stream ")).count(), 2, "{audit}");
    assert_eq!(audit.lines().filter(|line| line.starts_with("fork: ")).count(), 1, "{audit}");
    assert!(audit.ends_with("every signature and every link holds\n"), "{audit}");

    // The first folder is now the older one.
    let sample = desk.example();
    let imported = desk.given(["case", "list"], &sample);
    warned(&imported, "olderCopy");
    let audit = desk.run(["audit", "verify"]).well().out;
    assert_eq!(audit.lines().filter(|line| line.starts_with("stream ")).count(), 2, "{audit}");
}

#[test]
fn a_folder_that_is_put_back_goes_on_above_the_number_that_was_issued() {
    let (desk, case) = about_to_issue();
    copy_folder(&desk.data(), &desk.path("backup"));
    let first = desk.act(LABOUR, &case, ISSUE).well().value("licence");
    fs::remove_dir_all(desk.data()).expect("it is there");
    fs::rename(desk.path("backup"), desk.data()).expect("put back");
    let second = desk.act(LABOUR, &case, ISSUE);
    warned(&second, "olderCopy");
    assert_ne!(first, second.value("licence"));
}

#[tokio::test]
async fn two_copies_are_not_open_at_once() {
    let (desk, case) = about_to_issue();
    copy_folder(&desk.data(), &desk.path("copy"));
    let window = Desk::new(&desk.data(), Some(desk.state()), Keyring::Unused);
    let request = UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) };
    Box::pin(commands::unlock(&window, request)).await.expect("it opens");
    let issue = ["--as", LABOUR, "case", "act", &case, ISSUE];
    in_copy(&desk, "copy", &issue).refused(1, "copyInUse");
    window.close().await.expect("an orderly end");
    let issued = in_copy(&desk, "copy", &issue).well();
    assert_eq!(issued.value("stage"), "licensed");
}

#[test]
fn without_a_mark_everything_is_read_and_nothing_is_written_before_somebody_says_what_it_is() {
    let (desk, case) = about_to_issue();
    copy_folder(&desk.data(), &desk.path("copy"));
    let list = ["case", "list"];
    let show = ["--as", LABOUR, "case", "show", &case];
    let issue = ["--as", LABOUR, "case", "act", &case, ISSUE];
    elsewhere(&desk, "copy", &list).well();
    elsewhere(&desk, "copy", &["audit", "verify"]).well();
    elsewhere(&desk, "copy", &["rebuild"]).well();
    let shown = elsewhere(&desk, "copy", &show).well().out;
    let refused = elsewhere(&desk, "copy", &issue).refused(1, "copyUnsettled");
    assert!(refused.err.contains("--same-stream") && refused.err.contains("--new-stream"));
    let request = format!(r#"{{"caseId":"{case}","act":{ISSUE}}}"#);
    elsewhere(&desk, "copy", &["--as", LABOUR, "call", "act", &request])
        .refused(1, "copyUnsettled");
    assert_eq!(elsewhere(&desk, "copy", &show).well().out, shown, "nothing came of it");
    let both = elsewhere(&desk, "copy", &["--same-stream", "--new-stream", "case", "list"]);
    assert_eq!(both.code, 2, "{both:?}");
}

#[test]
fn whoever_says_that_it_is_the_same_folder_goes_on_as_before() {
    let (desk, case) = about_to_issue();
    let issue = ["--same-stream", "--as", LABOUR, "case", "act", &case, ISSUE];
    let issued = elsewhere(&desk, "data", &issue).well();
    assert_eq!(issued.value("stage"), "licensed");
    let note = ["--as", LABOUR, "case", "act", &case, r#"{"act":"note","text":"یادداشت"}"#];
    elsewhere(&desk, "data", &note).well();
    let audit = elsewhere(&desk, "data", &["audit", "verify"]).well().out;
    assert_eq!(audit.lines().filter(|line| line.starts_with("stream ")).count(), 1, "{audit}");
}

#[test]
fn whoever_says_that_it_is_an_older_copy_gets_a_new_stream_and_no_number_that_may_be_used() {
    let (desk, case) = about_to_issue();
    copy_folder(&desk.data(), &desk.path("copy"));
    desk.act(LABOUR, &case, ISSUE).well();
    let note = ["--new-stream", "--as", LABOUR, "case", "act", &case];
    let noted =
        elsewhere(&desk, "copy", &[&note[..], &[r#"{"act":"note","text":"یادداشت"}"#]].concat());
    warned(&noted, "olderCopy");
    let issue = ["--as", LABOUR, "case", "act", &case, ISSUE];
    elsewhere(&desk, "copy", &issue).refused(1, "noNumbers");
    let audit = elsewhere(&desk, "copy", &["--json", "audit", "verify"]).well().json();
    let streams = audit["streams"].as_array().expect("a list");
    assert_eq!(streams.len(), 2, "{audit}");
    assert_eq!(streams[1]["fork"]["parent"], streams[0]["stream"]);
    assert_eq!(streams[1]["fork"]["event"], streams[0]["events"]);
    assert_eq!(streams[1]["fork"]["hash"], streams[0]["head"]);
}

#[test]
fn a_damaged_mark_asks_as_a_missing_one_does() {
    let (desk, case) = about_to_issue();
    let marks = fs::read_dir(desk.state()).expect("the marks");
    let mark = marks.map(|entry| entry.expect("readable").path());
    let mark = mark.into_iter().find(|path| path.extension().is_some_and(|it| it == "json"));
    fs::write(mark.expect("a mark"), b"{\"mark\":").expect("room");
    desk.run(["case", "list"]).well();
    desk.act(LABOUR, &case, ISSUE).refused(1, "copyUnsettled");
    desk.run(["--same-stream", "--as", LABOUR, "case", "act", &case, ISSUE]).well();
    desk.act(LABOUR, &case, r#"{"act":"note","text":"یادداشت"}"#).well();
}

#[test]
fn a_mark_that_cannot_be_written_is_told_and_loses_no_decision() {
    let (desk, case) = about_to_issue();
    fs::remove_dir_all(desk.state()).expect("it is there");
    fs::write(desk.state(), b"a file where a folder should be").expect("room");
    let issued = desk.run(["--same-stream", "--as", LABOUR, "case", "act", &case, ISSUE]);
    warned(&issued, "markNotKept");
    assert_eq!(issued.value("stage"), "licensed");
    fs::remove_file(desk.state()).expect("it is there");
    let shown = desk.run(["--as", LABOUR, "case", "show", &case]).well();
    assert_eq!(shown.value("licence"), issued.value("licence"));
    let json = desk.run(["--json", "--same-stream", "case", "list"]).well();
    assert!(json.json().is_object());

    let other = Workstation::empty();
    fs::write(other.state(), b"a file where a folder should be").expect("room");
    warned(&other.run(["demo", "--cases", "0"]), "markNotKept");
}
