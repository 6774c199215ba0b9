//! The main job from a plain shell: an application comes in, two offices decide, a licence is printed.

use std::fs;

use crate::workstation::{AGENCY, APPROVE, ISSUE, LABOUR, Workstation};

#[test]
fn an_imported_application_becomes_a_licence_that_proves_itself() {
    let (desk, case) = Workstation::with_case();
    let queue = desk.run(["case", "list"]).well().out;
    assert!(
        queue.contains(&format!("case {case}: مریم نمونه‌ای فراهانی, 2025 قالی‌بافی, agencyReview")),
        "{queue}"
    );

    desk.act(AGENCY, &case, APPROVE).refused(1, "checksOpen");
    desk.check_all(AGENCY, &case);
    let approved = desk.act(AGENCY, &case, APPROVE).well();
    assert_eq!(
        approved.value("stage"),
        "labourReview",
        "a decision is sealed when the command ends"
    );

    for typed in ["مريم نمونه‌اي", "مریم نمونه ای", "نمونه‌ای فراهاني"]
    {
        let found = desk.run(["search", typed]).well().out;
        assert!(found.contains(&case), "{typed}: {found}");
    }
    assert_eq!(desk.run(["search", "قالیباف‌زاده"]).well().out, "shown: 0 of 0\n");

    desk.check_all(LABOUR, &case);
    let issued = desk.act(LABOUR, &case, ISSUE).well();
    assert_eq!(issued.value("stage"), "licensed");
    assert_eq!(issued.value("licence standing"), "provisional");
    assert_eq!(issued.value("first signature"), "سعید کریمی");
    assert_eq!(issued.value("second signature"), "زهرا محمدی‌فر");

    let pdf = desk.path("licence.pdf");
    let words = ["--as", LABOUR, "render", "licence", "--case", &case, "--out", "licence.pdf"];
    let drawn = desk.run(words).well();
    assert!(fs::read(&pdf).expect("the file").starts_with(b"%PDF-"));
    assert_eq!(drawn.value("sheet"), "000001");

    desk.run(["demo", "trust-list", "--out", "trust.list", "--as", LABOUR]).well();
    let proof = drawn.value("proof");
    let verified = desk.run(["verify", &proof, "--trust", "trust.list"]);
    assert_eq!(verified.code, 7, "{verified:?}");
    assert!(verified.out.starts_with("sample: "), "{verified:?}");
    assert_eq!(verified.value("holder"), "مریم نمونه‌ای فراهانی");
    assert_eq!(verified.value("licence"), issued.value("licence"));

    let ledger = desk.run(["print", "desk", "--as", LABOUR]).well().out;
    assert!(ledger.contains(&format!("sheet 000001: licence of {case}, copy 1")), "{ledger}");
    let marked = desk.run(["mark", "1", "handed-over", "--to", "مریم نمونه‌ای", "--as", LABOUR]);
    assert!(marked.well().out.contains("handed over to مریم نمونه‌ای"));

    let log = desk.run(["audit", "verify"]).well();
    assert!(log.out.ends_with("every signature and every link holds\n"), "{log:?}");
    let before = desk.run(["case", "show", &case]).well().out;
    assert_eq!(desk.run(["rebuild"]).well().out, "cases: 1\n");
    assert_eq!(desk.run(["case", "show", &case]).well().out, before);
}

#[test]
fn the_officer_of_one_command_gives_the_seat_back() {
    let desk = Workstation::demo(0);
    desk.run(["case", "list", "--as", LABOUR]).well();
    desk.run(["case", "show", "12345678901234", "--as", LABOUR]).refused(1, "caseNotFound");
    desk.run(["case", "list", "--as", "nobody"]).refused(2, "inputInvalid");
    let status = desk.run(["call", "status"]).well().json();
    assert_eq!(status["officer"]["id"], AGENCY);
}

#[test]
fn any_command_of_the_window_can_be_called_with_its_json() {
    let desk = Workstation::empty();
    assert_eq!(desk.run(["call", "status"]).well().json()["kind"], "firstRun");
    let demo = r#"{"passphrase":"چهار واژهٔ نامربوط کنار هم","cases":12}"#;
    assert_eq!(
        desk.given(["call", "open_demo", "-"], demo.as_bytes()).well().json()["kind"],
        "open"
    );
    let queue = desk.run(["call", "queue", r#"{"scope":"all"}"#]).well().json();
    assert!(queue["total"].as_u64().is_some_and(|total| total > 0), "{queue}");
    let listed = desk.run(["case", "list", "--scope", "all", "--json"]).well().json();
    assert_eq!(listed, queue);
    desk.run(["call", "queue", r#"{"scope":"planet"}"#]).refused(2, "inputInvalid");
    desk.run(["call", "queue", r#"{"scope":"all","colour":1}"#]).refused(2, "inputInvalid");
    assert_eq!(desk.run(["call", "fly", "{}"]).code, 2);
}

#[test]
fn a_registered_licence_is_valid_until_it_is_suspended() {
    let desk = Workstation::demo(80);
    desk.run(["switch", LABOUR]).well();
    let queue = desk.run(["call", "queue", r#"{"scope":"all","stage":"licensed"}"#]).well().json();
    let items = queue["groups"].as_array().expect("groups").iter();
    let mut codes = items.flat_map(|group| group["items"].as_array().expect("items"));
    let registered = codes.find_map(|item| {
        let code = item["trackingCode"].as_str().expect("a code").to_owned();
        let shown = desk.run(["case", "show", &code]).well();
        (shown.value("licence standing") == "registered").then_some(code)
    });
    let case = registered.expect("the demo office has registered licences");

    let drawn = desk.run(["render", "licence", "--case", &case, "--out", "a.pdf"]).well();
    let proof = drawn.value("proof");
    desk.run(["demo", "trust-list", "--out", "trust.list"]).well();
    let verify = |more: &[&str]| {
        let words = ["verify", proof.as_str(), "--trust", "trust.list"];
        desk.run(words.iter().chain(more))
    };
    assert!(verify(&[]).value("valid").ends_with("مجوز اصیل و معتبر است."));
    assert_eq!(verify(&[]).code, 7);
    assert!(verify(&[]).out.contains("\nstatus list: none "), "{:?}", verify(&[]));

    desk.run(["demo", "status-list", "--out", "before.list"]).well();
    let listed = verify(&["--status-list", "before.list"]);
    assert_eq!(listed.code, 7);
    assert_eq!(listed.value("trust list of").len(), "1405-09-05 (until 1406-10-09)".len());
    assert_eq!(listed.value("status list of").len(), "1405-09-05".len());
    let suspend = r#"{"act":"suspend","reason":"شکایت همسایگان رسیدگی می‌شود","conditions":[35]}"#;
    desk.act(LABOUR, &case, suspend).well();
    desk.run(["demo", "status-list", "--out", "after.list"]).well();
    let suspended = verify(&["--status-list", "after.list"]);
    assert_eq!(suspended.code, 7, "a sample whatever else it is: {suspended:?}");
    assert!(suspended.out.contains("\nsuspended: "), "{suspended:?}");
    assert_eq!(
        verify(&["--status-list", "trust.list"]).code,
        6,
        "another list is not taken for it"
    );
}
