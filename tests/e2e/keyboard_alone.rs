//! The primary path by keys alone: nothing is clicked.

use anyhow::{Result, ensure};
use tests::page::By;
use tests::patience::until;

use crate::clerk::{Clerk, demo_office, only_checks_block};

#[test]
fn a_case_is_read_approved_and_followed_by_the_next_without_a_mouse() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "keyboard-alone");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;

    window.press("F1")?;
    window.wait_for_text(By::Id("key-help"), "F2")?;
    clerk.picture("keys-of-the-desk")?;
    window.press("Escape")?;
    window.wait_gone(By::Id("key-help"))?;

    // The next case, and on to one that nothing but its checklist holds back.
    window.press("F2")?;
    let mut id = opened_after(&clerk, "")?;
    while !only_checks_block(&clerk.case(&id)?, "approve") {
        window.press("F2")?;
        id = opened_after(&clerk, &id)?;
    }
    window.wait_for_focus("case-heading")?;
    clerk.picture("next-case")?;

    // Its papers, one after the other.
    window.wait_for(By::Id("viewer"))?;
    let first = shown(&clerk, "")?;
    window.press("PageDown")?;
    let second = shown(&clerk, &first)?;
    ensure!(first != second, "another paper is shown");
    window.press("Ctrl+0")?;
    clerk.picture("paper-read")?;

    clerk.tick_the_checklist()?;
    clerk.picture("checked")?;
    window.press("F9")?;
    clerk.picture("approving")?;
    clerk.decide()?;
    let next = opened_after(&clerk, &id)?;
    ensure!(next != id, "another case is open");
    window.wait_for_focus("case-heading")?;
    clerk.picture("next-case-by-itself")?;

    window.press("F1")?;
    window.wait_for_text(By::Id("key-help"), "Ctrl+Z")?;
    clerk.picture("keys-of-the-case")?;
    window.press("Escape")?;
    window.wait_gone(By::Id("key-help"))?;
    window.press("Escape")?;
    window.wait_for(By::Id("desk-screen"))?;
    clerk.window.close()
}

/// The case that is open, once it is another than `before`.
fn opened_after(clerk: &Clerk, before: &str) -> Result<String> {
    until("another case", || {
        let id = clerk.window.datum(By::Id("case-heading"), "case")?;
        Ok((id != before).then_some(id))
    })
}

/// The paper that is shown, once it is another than `before`.
fn shown(clerk: &Clerk, before: &str) -> Result<String> {
    until("another paper", || {
        let id = clerk.window.script(
            "return document.querySelector('[data-testid=viewer]')?.dataset.shown ?? '';",
            Vec::new(),
        )?;
        let id = id.as_str().unwrap_or_default().to_owned();
        Ok((id != before).then_some(id))
    })
}
