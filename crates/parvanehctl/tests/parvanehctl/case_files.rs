//! Case files that cannot be taken in: each with its code, a Persian message and what to do.

use std::fs::File;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::workstation::{Said, Workstation};

/// The example with its payload changed and its checksum made anew.
pub fn changed(example: &[u8], change: impl FnOnce(&mut Value, &mut Value)) -> Vec<u8> {
    let mut envelope: Value = serde_json::from_slice(example).expect("JSON");
    let payload = envelope["payload"].as_str().expect("a text");
    let mut payload: Value = serde_json::from_str(payload).expect("JSON");
    change(&mut payload, &mut envelope["files"]);
    let payload = payload.to_string();
    let digest = Sha256::digest(payload.as_bytes());
    envelope["checksum"] =
        digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into();
    envelope["payload"] = payload.into();
    envelope.to_string().into_bytes()
}

pub fn import(desk: &Workstation, file: &[u8]) -> Said {
    desk.given(["case", "import", "-"], file)
}

#[test]
fn a_case_file_that_is_wrong_is_refused_whole() {
    let desk = Workstation::demo(0);
    let example = desk.example();

    let text = String::from_utf8(example.clone()).expect("text");
    let edited = text.replacen("مریم", "مرین", 1);
    assert_ne!(edited, text);
    import(&desk, edited.as_bytes()).refused(2, "caseFileChecksum");

    let without = changed(&example, |payload, _| {
        payload["application"]["certificate"] = Value::Null;
    });
    import(&desk, &without).refused(2, "certificateMissing");

    let field = changed(&example, |payload, _| {
        payload["application"]["plan"]["field"] = json!("9999");
    });
    import(&desk, &field).refused(2, "fieldUnknown");

    let wrong_id = changed(&example, |payload, _| {
        payload["application"]["person"]["nationalId"] = json!("0520000014");
    });
    let said = import(&desk, &wrong_id).refused(2, "caseFileInvalid");
    assert!(!said.err.contains("0520000014"), "{said:?}");

    for garbage in [&b""[..], b"{", b"\xFF\xFE", b"[1,2]", b"%PDF-1.7"] {
        import(&desk, garbage).refused(2, "caseFileUnreadable");
    }
    assert_eq!(desk.run(["case", "list", "--scope", "all"]).well().out, "shown: 0 of 0\n");
    let renamed = changed(&example, |payload, _| {
        payload["attachments"][0]["name"] = json!("🦋 کارت ملی ۱۴۰۴.۰۳.۲۰.jfif");
    });
    assert!(!import(&desk, &renamed).well().out.contains("left out"), "a name refuses nothing");
    import(&desk, &example).well();
    let again = import(&desk, &example).well();
    assert_eq!(again.value("known"), "this very file was taken in before");
}

#[test]
fn an_attachment_that_does_not_open_is_left_out_and_named() {
    let desk = Workstation::demo(0);
    let large = changed(&desk.example(), |_, files| {
        files[0]["content"] = json!("A".repeat(16 * 1024 * 1024 / 3 * 4));
    });
    let said = import(&desk, &large);
    assert_eq!(said.code, 8, "it came in, and not all of it: {said:?}");
    assert!(said.value("left out").contains("از ۱۵ مگابایت بزرگ‌تر است"), "{said:?}");
    let case = said.value("case");
    let shown = desk.run(["case", "show", &case, "--json"]).well().out;
    assert!(shown.contains("باز نشد و نیامد"), "who reviews it reads so: {shown}");
}

#[test]
fn a_file_of_200_megabytes_is_refused_without_being_read() {
    let desk = Workstation::demo(0);
    let path = desk.path("large.json");
    File::create(&path).expect("room").set_len(200 * 1024 * 1024).expect("room");
    desk.run(["case", "import", "large.json"]).refused(2, "attachmentTooLarge");
    desk.run(["case", "act", "12345678901234", "@large.json"]).refused(2, "attachmentTooLarge");
    desk.run(["case", "import", "nowhere.json"]).refused(2, "inputInvalid");
}

#[test]
fn the_schema_of_case_files_is_json() {
    let schema = Workstation::empty().run(["case", "import", "--schema"]).well().json();
    assert!(schema.is_object(), "{schema}");
}
