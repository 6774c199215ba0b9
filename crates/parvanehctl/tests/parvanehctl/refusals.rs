//! What the rules refuse: each with its code, a Persian message and what to do.

use casedb::keyslots::{KeySlots, unwrap};
use casedb::workstation::{Account, put_officer};
use casedb::{CaseDb, IntegrityCheck};
use domain::catalogue::OfficeId;
use domain::ids::{OfficerId, PersonId};
use domain::people::Officer;

use crate::workstation::{AGENCY, APPROVE, ISSUE, LABOUR, PASSPHRASE, Workstation};

#[test]
fn a_refusal_needs_a_numbered_condition() {
    let (desk, case) = Workstation::with_case();
    let refuse = |conditions: &str, explanation: &str| {
        format!(r#"{{"act":"refuse","conditions":[{conditions}],"explanation":"{explanation}"}}"#)
    };
    let act = |act: &str| desk.act(AGENCY, &case, act);
    act(&refuse("", "گواهی در این رشته نیست.")).refused(1, "conditionNeeded");
    act(&refuse("999", "گواهی در این رشته نیست.")).refused(1, "conditionUnknown");
    act(&refuse("12", "گواهی در این رشته نیست.")).refused(1, "conditionNotApplicable");
    act(&refuse("32", "این خانه سند تجاری دارد.")).refused(1, "groundNeeded");
    act(r#"{"act":"check","row":3,"answer":"right"}"#).well();
    act(&refuse("22", "این گواهی برای کار دیگری است.")).refused(1, "groundContradicted");
    act(r#"{"act":"check","row":3,"answer":"wrong"}"#).well();
    act(&refuse("22", " ")).refused(1, "explanationNeeded");
    act(&refuse("22", "شرط گواهی مهارت برآورده نیست.")).refused(1, "explanationThin");
    let refused = act(&refuse(
        "22",
        "این گواهی برای کار دیگری صادر شده است؛ گواهی خیاطی را بگیرید و دوباره بیاورید.",
    ))
    .well();
    assert_eq!(refused.value("stage"), "refused");
    act(&refuse("22", "گواهی دوم نیز برای نانوایی صادر شده و خیاطی در آن نیامده است."))
        .refused(1, "alreadyDecided");

    let drawn = desk.run(["render", "refusal", "--case", &case, "--out", "refusal.pdf"]).well();
    assert_eq!(drawn.value("document"), "refusal, copy 1");
    desk.run(["render", "licence", "--case", &case, "--out", "none.pdf"])
        .refused(1, "notPrintable");
    assert!(!desk.path("none.pdf").exists());
}

#[tokio::test]
async fn the_same_person_cannot_give_both_signatures() {
    let (desk, case) = Workstation::with_case();
    seat_at_both_offices(&desk).await;
    desk.check_all(AGENCY, &case);
    desk.act(AGENCY, &case, APPROVE).well();
    desk.check_all("karimi-too", &case);
    desk.act("karimi-too", &case, ISSUE).refused(1, "samePerson");
    assert_eq!(desk.act(LABOUR, &case, ISSUE).well().value("stage"), "licensed");
}

/// Gives the agency's officer an account at the labour office.
async fn seat_at_both_offices(desk: &Workstation) {
    let slots = KeySlots::of_folder(&desk.data()).expect("readable").expect("kept");
    let key = unwrap(slots.passphrase().expect("kept"), PASSPHRASE).expect("the passphrase");
    let db = CaseDb::open(&desk.data(), key, IntegrityCheck::AfterCrash).await.expect("its key");
    let account = Account {
        officer: Officer {
            account: OfficerId::parse("karimi-too").expect("an id"),
            person: PersonId::parse("person-karimi").expect("an id"),
            office: OfficeId::parse("LABOUR-0001").expect("an id"),
        },
        name: "سعید کریمی".to_owned(),
        title: "کارشناس اشتغال".to_owned(),
        supervises: None,
    };
    let mut writer = db.write().await.expect("a transaction");
    put_officer(writer.conn(), &account).await.expect("room");
    writer.commit().await.expect("room");
    db.close().await.expect("an orderly end");
}

#[test]
fn each_office_does_its_own_acts_in_its_own_turn() {
    let (desk, case) = Workstation::with_case();
    desk.act(AGENCY, &case, ISSUE).refused(1, "notYourAct");
    desk.act(LABOUR, &case, ISSUE).refused(1, "caseNotFound");
    desk.check_all(AGENCY, &case);
    desk.act(AGENCY, &case, APPROVE).well();
    desk.act(AGENCY, &case, APPROVE).refused(1, "notYourOffice");
}

#[test]
fn a_deadline_is_extended_by_a_supervisor_alone() {
    let (desk, case) = Workstation::with_case();
    let extend = r#"{"act":"extendDeadline","reason":"پاسخ استعلام در راه است"}"#;
    let said = desk.act(AGENCY, &case, extend).refused(1, "supervisorNeeded");
    assert!(said.err.contains("سرپرست"), "{said:?}");
    desk.act("sabeti", &case, extend).well();
}

#[test]
fn of_several_acts_those_before_the_refused_one_are_done() {
    let (desk, case) = Workstation::with_case();
    let take = r#"{"act":"take"}"#;
    let empty = r#"{"act":"note","text":""}"#;
    desk.run(["case", "act", &case, take, empty, APPROVE]).refused(2, "inputInvalid");
    let shown = desk.run(["case", "show", &case]).well().out;
    assert!(shown.contains("assigned by سعید کریمی"), "{shown}");
    assert!(!shown.contains(": approved by"), "{shown}");
}

#[test]
fn an_act_that_cannot_be_read_is_named_without_repeating_what_was_typed() {
    let (desk, case) = Workstation::with_case();
    for act in ["{}", "{", "[]", "null", "{\"act\":\"grant\"}", "{\"act\":\"take\",\"x\":1}", ""] {
        desk.run(["case", "act", &case, act]).refused(2, "inputInvalid");
    }
    let secret = r#"{"act":"check","row":"0520000013","answer":"right"}"#;
    let said = desk.run(["case", "act", &case, secret]).refused(2, "inputInvalid");
    assert!(!said.err.contains("0520000013"), "{said:?}");
    desk.run(["case", "act", &case, "@nowhere.json"]).refused(2, "inputInvalid");
    desk.given(["case", "act", &case, "-"], b"\xFF\xFE").refused(2, "inputInvalid");
}

#[test]
fn without_a_printer_nothing_counts_as_printed() {
    let (desk, case) = Workstation::with_case();
    desk.issue(&case);
    let mut print = desk.command();
    print.env("PATH", desk.path("no-tools")).args(["print", &case, "licence", "--as", LABOUR]);
    crate::workstation::said(&mut print, b"").refused(1, "noPrinter");
    let shown = desk.run(["print", "desk", "--as", LABOUR]).well();
    assert_eq!(shown.value("next sheet"), "000001");
    desk.run(["mark", "1", "sound", "--as", LABOUR]).refused(1, "sheetUnknown");
}

#[test]
fn a_number_is_read_in_persian_digits_and_what_is_none_is_said_in_persian() {
    let (desk, _) = Workstation::with_case();
    for (serial, said) in [("۹", "sheetUnknown"), ("٩", "sheetUnknown"), ("9", "sheetUnknown")] {
        desk.run(["reprint", serial, "--reason", "کاغذ گیر کرد", "--as", LABOUR]).refused(1, said);
        desk.run(["mark", serial, "sound", "--as", LABOUR]).refused(1, said);
    }
    for serial in ["نه", "۹٫۵", "99999999999", "+9", ""] {
        let said = desk.run(["mark", serial, "sound"]).refused(2, "inputInvalid");
        assert!(said.err.contains("عددی درست نیست"), "{said:?}");
    }
    let json = desk.run(["search", "مریم", "--limit", "ده", "--json"]);
    assert_eq!(json.code, 2);
    assert!(json.err.contains("\"inputInvalid\""), "{json:?}");
}
