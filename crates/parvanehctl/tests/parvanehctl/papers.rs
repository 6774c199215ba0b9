//! Specimens, and codes that prove nothing.

use std::fs;

use crate::workstation::{AGENCY, LABOUR, Workstation};

const KINDS: [&str; 6] =
    ["licence", "bank-referral", "empowerment-referral", "refusal", "correction", "receipt"];

#[test]
fn every_kind_draws_its_own_example() {
    let desk = Workstation::empty();
    for kind in KINDS {
        let example = desk.run(["render", kind, "--example"]).well().out;
        let schema = desk.run(["render", kind, "--schema"]).well().json();
        assert!(schema["properties"].is_object(), "{kind}");
        fs::write(desk.path("input.json"), &example).expect("room");
        let out = format!("{kind}.pdf");
        desk.run(["render", kind, "--input", "input.json", "--out", &out]).well();
        let first = fs::read(desk.path(&out)).expect("the file");
        assert!(first.starts_with(b"%PDF-"), "{kind}");
        desk.given(["render", kind, "--input", "-", "--out", &out], example.as_bytes()).well();
        assert!(fs::read(desk.path(&out)).expect("the file") == first, "{kind}: the same bytes");
    }
    assert!(!desk.data().exists(), "a specimen needs no office");
}

#[test]
fn a_wrong_input_is_named_by_field_and_leaves_no_file() {
    let desk = Workstation::empty();
    let example = desk.run(["render", "licence", "--example"]).well().json();
    let render = |input: &serde_json::Value| {
        let words = ["render", "licence", "--input", "-", "--out", "out.pdf"];
        desk.given(words, input.to_string().as_bytes()).refused(2, "inputInvalid")
    };
    let mut wrong = example.clone();
    wrong["issued_on"] = "1404/12/30".into();
    wrong["holder"]["national_id"] = "0076229646".into();
    let said = render(&wrong);
    assert!(said.err.contains("field issued_on: "), "{said:?}");
    assert!(said.err.contains("field holder.national_id: bad-checksum: "), "{said:?}");
    let mut unknown = example.clone();
    unknown["colour"] = "blue".into();
    render(&unknown);
    let mut missing = example;
    missing.as_object_mut().expect("an object").remove("holder");
    render(&missing);
    let words = ["render", "licence", "--input", "-", "--out", "out.pdf", "--json"];
    let said = desk.given(words, b"{");
    let error: serde_json::Value = serde_json::from_str(&said.err).expect("JSON");
    assert_eq!((said.code, &error["problems"][0]["code"]), (2, &"malformed".into()));
    desk.given(&words[..6], b"\xFF").refused(2, "inputInvalid");
    desk.run(["render", "licence", "--input", "none.json", "--out", "out.pdf"])
        .refused(2, "inputInvalid");
    assert_eq!(fs::read_dir(desk.path("")).expect("the folder").count(), 0, "no file is left");
}

#[test]
fn a_paper_goes_where_it_is_asked_to_or_is_not_in_the_ledger() {
    let (desk, case) = Workstation::with_case();
    desk.issue(&case);
    let render =
        |out: &str| desk.run(["render", "licence", "--case", &case, "--out", out, "--as", LABOUR]);
    render("no/such/folder.pdf").refused(1, "fileNotWritable");
    fs::create_dir(desk.path("taken")).expect("room");
    render("taken").refused(1, "fileNotWritable");
    let shown = desk.run(["print", "desk", "--as", LABOUR]).well();
    assert_eq!(shown.value("next sheet"), "000001");
    assert_eq!(render("first.pdf").well().value("document"), "licence, copy 1");
    assert_eq!(render("second.pdf").well().value("document"), "licence, copy 2");
    let first = fs::read(desk.path("first.pdf")).expect("the file");
    assert_ne!(first, fs::read(desk.path("second.pdf")).expect("the file"));
}

#[test]
fn a_code_that_proves_nothing_says_why() {
    let desk = Workstation::empty();
    let verify = |text: &str, more: &[&str]| {
        let said = desk.run(["verify", text].iter().chain(more));
        (said.code, said.out.split_once(':').map(|(finding, _)| finding.to_owned()))
    };
    let finding = |code: i32, finding: &str| (code, Some(finding.to_owned()));
    assert_eq!(verify("LIC1:HELLO", &[]), finding(6, "unreadable"));
    assert_eq!(verify("", &[]), finding(6, "unreadable"));
    fs::write(desk.path("garbage"), b"\xFF\x00garbage").expect("room");
    assert_eq!(verify("LIC1:HELLO", &["--trust", "garbage"]), finding(6, "unreadable"));
    let garbage: Vec<u8> = (0..=255).collect();
    assert_eq!(desk.given(["verify", "-"], &garbage).code, 6);
    assert_eq!(desk.given(["verify", "-"], "A".repeat(100_000).as_bytes()).code, 6);
    desk.run(["verify", "x", "--root", "12"]).refused(2, "inputInvalid");
    desk.run(["verify", "x", "--trust", "nowhere"]).refused(2, "inputInvalid");
}

#[test]
fn only_whom_the_trust_list_names_is_believed() {
    let (desk, case) = Workstation::with_case();
    desk.issue(&case);
    let words = ["render", "licence", "--case", &case, "--out", "a.pdf", "--as", LABOUR];
    let proof = desk.run(words).well().value("proof");
    let verify = |more: &[&str]| desk.run(["verify", proof.as_str()].iter().chain(more));
    assert_eq!(verify(&[]).code, 6, "nobody is trusted without a list");
    let root = desk.run(["demo", "trust-list", "--out", "trust.list"]).well().value("root");
    let sample = verify(&["--trust", "trust.list"]);
    assert_eq!(sample.code, 7, "a sample is never what scripts take for a licence: {sample:?}");
    assert!(sample.out.starts_with("sample: ") && sample.out.contains("\nprovisional: "));
    assert_eq!(verify(&["--trust", "trust.list", "--root", &root]).code, 7);
    desk.run(["demo", "trust-list", "--out", "x", "--seed", "7"]).refused(2, "inputInvalid");

    let other = Workstation::empty();
    other.run(["demo", "--cases", "0", "--seed", "7"]).well();
    let words = ["demo", "trust-list", "--seed", "7", "--out"];
    let list = desk.path("other.list").to_string_lossy().into_owned();
    let root = other.run(words.iter().chain(&[list.as_str()])).well().value("root");
    assert!(verify(&["--trust", "other.list"]).out.starts_with("notTrusted: "));
    let unknown = verify(&["--trust", "other.list", "--root", &root]);
    assert_eq!(unknown.code, 6, "{unknown:?}");
    assert!(unknown.out.starts_with("issuerUnknown: "), "{unknown:?}");

    // Whatever a demo office signs is a sample, whichever seed it is of and however its root is named.
    let example = other.example();
    let code = other.given(["case", "import", "-"], &example).well().value("tracking code");
    other.issue(&code);
    let words = ["render", "licence", "--case", &code, "--out", "b.pdf", "--as", LABOUR];
    let foreign = other.run(words).well().value("proof");
    let verify = |more: &[&str]| desk.run(["verify", foreign.as_str()].iter().chain(more));
    for named in [&["--trust", "other.list", "--root", &root][..], &["--trust", "other.list"]] {
        let said = verify(named);
        assert_eq!(said.code, 7, "{said:?}");
        assert!(said.out.starts_with("sample: ") && said.out.contains("نمونه"), "{said:?}");
    }
    assert_eq!(verify(&["--trust", "trust.list"]).code, 6, "this list vouches for another office");

    // The lowest letter of a group near the end, which is in the signature.
    let at = 5 + (proof.len() - 5) / 3 * 3 - 30;
    let other = if proof.as_bytes()[at] == b'1' { "2" } else { "1" };
    let forged = format!("{}{other}{}", &proof[..at], &proof[at + 1..]);
    let said = desk.given(["verify", "--trust", "trust.list"], forged.as_bytes());
    assert_eq!(said.code, 5, "{said:?}");
    let sent = format!("\u{200F}> {}\r\n> {}\u{2069}\r\n", &proof[..76], &proof[76..]);
    let piped = desk.given(["verify", "--trust", "trust.list"], sent.as_bytes());
    assert_eq!(piped.code, 7, "what a messenger adds is dropped: {piped:?}");
}

#[test]
fn a_paper_of_a_case_is_drawn_as_by_the_office_that_wrote_it_unless_somebody_is_named() {
    let (desk, case) = Workstation::with_case();
    desk.issue(&case);
    let seat = desk.run(["officers"]).well().out;
    let licence = ["render", "licence", "--case", &case, "--out", "licence.pdf"];
    desk.run([&licence[..], &["--as", AGENCY]].concat()).refused(1, "paperOfOther");
    assert!(!desk.path("licence.pdf").exists());
    desk.run(licence).well();
    assert!(desk.path("licence.pdf").exists());
    assert_eq!(desk.run(["officers"]).well().out, seat, "the seat is given back");
}
