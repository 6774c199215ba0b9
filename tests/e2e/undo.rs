//! Decisions that wait: several at once, through looks and notes, a power cut, and the closing of the window.

use anyhow::{Context as _, Result};
use serde_json::Value;
use tests::page::By;
use tests::patience::until;
use tests::window::Opening;

use crate::clerk::{Clerk, PASSPHRASE, demo_office, is_plain, list, reopened, text};

/// Approves an open case, whatever comes next.
fn approve(clerk: &Clerk, case: &Value) -> Result<()> {
    clerk.desk()?;
    clerk.find_and_open(case)?;
    clerk.tick_the_checklist()?;
    clerk.window.press("F9")?;
    clerk.window.wait_for(By::Id("field-path-standard"))?;
    clerk.decide()?;
    clerk.window.wait_gone(By::With("case-heading", "case", text(case, "id")))
}

/// Two cases of the officer's that can be approved.
fn two_cases(clerk: &Clerk) -> Result<[Value; 2]> {
    let plain = |case: &Value| is_plain(case, "standard");
    let first = clerk.case_where("mine", "agencyReview", plain)?;
    let other = |case: &Value| plain(case) && case["id"] != first["id"];
    let second = clerk.case_where("mine", "agencyReview", other)?;
    Ok([first, second])
}

/// How many decisions wait, as the status bar says it.
fn waiting(clerk: &Clerk) -> Result<String> {
    clerk.window.datum(By::Id("seal-countdown"), "count")
}

fn stage(clerk: &Clerk, case: &Value) -> Result<String> {
    Ok(text(&clerk.case(text(case, "id"))?, "stage").to_owned())
}

#[test]
fn several_decisions_wait_and_looking_at_their_cases_seals_none() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "undo");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    let cases = two_cases(&clerk)?;
    for case in &cases {
        approve(&clerk, case)?;
    }
    assert_eq!(waiting(&clerk)?, "2");
    window.click(By::Id("all-waiting"))?;
    window.wait_for(By::With("waiting-decision", "case", text(&cases[0], "id")))?;
    clerk.picture("two-wait")?;
    assert_eq!(window.axe()?, []);
    window.press("Escape")?;

    // Looked at again: a document counts as seen after a moment, and the decision goes on waiting.
    clerk.desk()?;
    clerk.find_and_open(&cases[1])?;
    window.wait_for(By::Id("case-waits"))?;
    window.wait_for_text(By::Id("case-waits"), "قطعی می‌شود")?;
    window.type_into(By::Id("note-text"), "تصویر گواهی روشن است.")?;
    window.click(By::Id("keep-note"))?;
    until("the note kept", || {
        let kept = clerk.case(text(&cases[1], "id"))?;
        Ok((!list(&kept, "notes").is_empty()).then_some(()))
    })?;
    window.wait_for(By::Id("case-waits"))?;
    clerk.focus_is_kept("a note")?;
    assert_eq!(window.count(By::Id("waiting-question"))?, 0);
    assert_eq!(stage(&clerk, &cases[1])?, "agencyReview");
    clerk.picture("case-waits")?;
    assert_eq!(window.axe()?, []);

    // Taken back there, it is this case's and not another's.
    window.click(By::Id("undo-here"))?;
    window.wait_for(By::Id("draft-returned"))?;
    clerk.focus_is_kept("taking back")?;
    let drafts = clerk.case(text(&cases[1], "id"))?;
    assert_eq!(text(&drafts["draft"], "act"), "approve");
    clerk.window.close()
}

#[test]
fn decisions_that_waited_when_the_power_went_wait_again_and_are_not_sealed_unseen() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "power-cut");
    clerk.window.wait_for(By::Id("desk-screen"))?;
    let cases = two_cases(&clerk)?;
    for case in &cases {
        approve(&clerk, case)?;
    }
    clerk.window.cut_off()?;

    let clerk = Clerk::at(Opening::of(dir.path()).open()?, "power-back");
    let window = &clerk.window;
    window.type_into(By::Id("passphrase"), PASSPHRASE)?;
    window.click(By::Id("unlock"))?;
    window.wait_for(By::Id("seal-countdown"))?;
    assert_eq!(waiting(&clerk)?, "2");
    for case in &cases {
        assert_eq!(stage(&clerk, case)?, "agencyReview");
    }
    clerk.picture("waits-again")?;

    // Locking asks; all are taken back.
    window.press("Ctrl+l")?;
    window.wait_for(By::Id("lock-question"))?;
    assert_eq!(window.axe()?, []);
    clerk.picture("lock-question")?;
    window.click(By::Id("undo-instead"))?;
    window.wait_for(By::Id("lock-screen"))?;
    let body = window.script("return document.documentElement.outerHTML;", Vec::new())?;
    for case in &cases {
        assert!(!body.to_string().contains(text(case, "applicant")), "a name is left");
    }
    window.type_into(By::Id("passphrase"), PASSPHRASE)?;
    window.press("Enter")?;
    window.wait_for(By::Id("desk-screen"))?;
    for case in &cases {
        let case = clerk.case(text(case, "id"))?;
        assert_eq!(text(&case["draft"], "act"), "approve");
    }
    clerk.window.close()
}

#[test]
fn closing_the_window_asks_while_a_decision_waits() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "closing");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    let [case, _] = two_cases(&clerk)?;
    approve(&clerk, &case)?;
    // Twice, as somebody in a hurry does.
    window.ask_to_close()?;
    window.ask_to_close()?;
    window.wait_for(By::Id("lock-question"))?;
    clerk.picture("question")?;
    window.click(By::Id("stay"))?;
    window.wait_gone(By::Id("lock-question"))?;
    clerk.focus_is_kept("staying")?;
    assert_eq!(waiting(&clerk)?, "1");
    window.ask_to_close()?;
    window.click(By::Id("seal-and-lock"))?;
    clerk.window.wait_closed()?;

    let clerk = Clerk::at(reopened(dir.path()).open()?, "closed");
    clerk.window.wait_for(By::Id("desk-screen"))?;
    assert_eq!(stage(&clerk, &case)?, "labourReview");
    assert_eq!(clerk.window.count(By::Id("seal-countdown"))?, 0);
    // Nothing waits: it closes at once, locked or not.
    clerk.window.press("Ctrl+l")?;
    clerk.window.wait_for(By::Id("lock-screen"))?;
    clerk.window.ask_to_close()?;
    clerk.window.wait_closed().context("a locked window closes")
}
