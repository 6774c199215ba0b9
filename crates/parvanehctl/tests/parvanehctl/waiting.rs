//! A decision that the window left waiting is neither sealed nor passed over by a script.

use crate::workstation::{AGENCY, APPROVE, LABOUR, Workstation};

#[test]
fn a_decision_left_waiting_is_sealed_or_undone_by_name_and_by_nothing_else() {
    let (desk, case) = Workstation::with_case();
    desk.check_all(AGENCY, &case);
    let request = format!(r#"{{"caseId":"{case}","act":{APPROVE}}}"#);
    let wait = || desk.run(["--as", AGENCY, "call", "act", &request]).well();
    wait();

    let shown = desk.run(["--as", AGENCY, "case", "show", &case]).well();
    assert_eq!(shown.value("stage"), "agencyReview", "an invocation seals only what it decided");
    assert!(shown.value("waits to be sealed").starts_with("approve"), "{shown:?}");
    desk.act(AGENCY, &case, r#"{"act":"note","text":"یادداشت"}"#).well();
    desk.act(AGENCY, &case, r#"{"act":"take"}"#).refused(1, "decisionWaits");
    let receipt = ["--as", AGENCY, "render", "receipt", "--case", &case, "--out", "receipt.pdf"];
    desk.run(receipt).refused(1, "decisionWaits");
    assert!(!desk.path("receipt.pdf").exists());

    let undone = desk.run(["--as", AGENCY, "case", "undo", &case]).well();
    assert_eq!(undone.value("stage"), "agencyReview");
    desk.run(["--as", AGENCY, "case", "seal", &case]).refused(1, "nothingToUndo");

    wait();
    let sealed = desk.run(["--as", AGENCY, "case", "seal", &case]).well();
    assert_eq!(sealed.value("stage"), "labourReview");
    desk.check_all(LABOUR, &case);
}
