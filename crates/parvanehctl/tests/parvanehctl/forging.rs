//! What people typed begins no line of an answer.

use serde_json::json;

use crate::case_files::{changed, import};
use crate::workstation::{AGENCY, LABOUR, Workstation};

/// A line that would say something else of the case.
const FORGED: &str = "stage: refused";

/// No line of an answer but the true one says where the case stands.
fn says_once(out: &str) {
    let stages = out.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']);
    let stages: Vec<_> = stages.filter(|line| line.starts_with("stage: ")).collect();
    assert_eq!(stages.len(), 1, "{out}");
    assert!(!stages.contains(&FORGED), "{out}");
}

#[test]
fn texts_of_a_case_file_forge_no_line() {
    for sign in ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"] {
        let desk = Workstation::demo(0);
        let file = changed(&desk.example(), |payload, _| {
            let application = &mut payload["application"];
            for place in [
                "/person/firstName",
                "/person/lastName",
                "/person/residence/line",
                "/plan/title",
                "/certificate/issuer",
            ] {
                let text = application.pointer_mut(place).expect("it is there");
                *text = json!(format!("نمونه{sign}{FORGED}"));
            }
        });
        let case = import(&desk, &file).well().value("case");
        let shown = desk.run(["case", "show", &case]).well().out;
        says_once(&shown);
        assert!(shown.contains("در فایل پرونده چند سطر بود و یک سطر شد: نام"), "{shown}");
    }
}

#[test]
fn texts_of_acts_forge_no_line() {
    let (desk, case) = Workstation::with_case();
    let text = format!("یک\n{FORGED}\r\n{FORGED}\u{2028}{FORGED}");
    for act in [
        json!({ "act": "note", "text": text }),
        json!({ "act": "logCall", "caller": text, "summary": text }),
        json!({
            "act": "ask",
            "items": [{ "kind": "visit", "about": null, "text": text, "condition": null }],
        }),
    ] {
        says_once(&desk.act(AGENCY, &case, &act.to_string()).well().out);
    }
    let shown = desk.run(["case", "show", &case]).well().out;
    says_once(&shown);
    assert!(
        shown.contains(&format!("\n    {FORGED}\n")),
        "its lines are read all the same: {shown}"
    );
}

#[test]
fn who_took_a_sheet_forges_no_line() {
    let (desk, case) = Workstation::with_case();
    desk.issue(&case);
    desk.run(["render", "licence", "--case", &case, "--out", "licence.pdf", "--as", LABOUR]).well();
    desk.run(["mark", "1", "sound", "--as", LABOUR]).well();
    let to = format!("خود متقاضی\nnext sheet: 000009\u{85}{FORGED}");
    let marked = desk.run(["mark", "1", "handed-over", "--to", &to, "--as", LABOUR]).well();
    assert_eq!(marked.out.lines().filter(|line| line.starts_with("next sheet: ")).count(), 1);
    assert!(marked.out.contains("handed over to خود متقاضی next sheet: 000009"), "{}", marked.out);
    says_once(&desk.run(["case", "show", &case, "--as", LABOUR]).well().out);
}
