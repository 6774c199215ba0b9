//! What goes wrong, and what the window says then.

use anyhow::{Result, ensure};
use serde_json::json;
use tests::page::By;
use tests::printer::{Behaviour, Printer};
use tests::window::Opening;

use crate::clerk::{Clerk, PASSPHRASE, demo_office, list, reopened};

#[test]
fn a_printer_that_is_not_there_or_fails_prints_nothing_into_the_ledger() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let nowhere = vec![("CUPS_SERVER", dir.path().join("nowhere").into())];
    let clerk = Clerk::at(demo_office(dir.path())?.with(nowhere).open()?, "no-printer");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    clerk.sit_down("mohammadifar")?;
    window.click(By::Id("nav-print"))?;
    window.wait_for(By::Id("no-printer"))?;
    clerk.picture("none")?;
    window.click(By::Id("choose-printable"))?;
    let refused = window.script(
        "return document.querySelector('[data-testid=print-button]').ariaDisabled;",
        Vec::new(),
    )?;
    assert_eq!(refused, "true", "without a printer nothing is begun");
    let before = clerk.ask("print_desk", &json!({}))?;
    assert!(before["job"].is_null());
    clerk.window.close()?;

    let printer = Printer::start(Behaviour::Fails)?;
    let window = reopened(dir.path()).with(printer.environment()).open()?;
    let clerk = Clerk::at(window, "failing-printer");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    let licensed = clerk.case_where("all", "licensed", |case| case["licence"].is_object())?;
    clerk.archive()?;
    clerk.find_and_open(&licensed)?;
    window.click(By::Id("go-print"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    window.click(By::Id("print-button"))?;
    window.click(By::Id("send-job"))?;
    clerk.wait_for_error("printerFailed")?;
    clerk.picture("failed")?;
    let after = clerk.ask("print_desk", &json!({}))?;
    assert_eq!(list(&after, "ledger"), list(&before, "ledger"));
    assert_eq!(window.count(By::Id("sheet-question"))?, 0);
    clerk.window.close()
}

#[test]
fn a_folder_that_is_open_is_not_opened_twice() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let first = demo_office(dir.path())?.open()?;
    first.wait_for(By::Id("desk-screen"))?;
    let second = Clerk::at(Opening::of(dir.path()).open()?, "second-window");
    second.wait_for_error("folderInUse")?;
    second.picture("refused")?;
    assert_eq!(second.window.count(By::Id("passphrase"))?, 0, "nobody is asked for one in vain");
    first.wait_for(By::Id("desk-screen"))?;
    second.window.close()?;
    first.close()
}

#[test]
fn a_locked_screen_opens_by_the_right_passphrase_alone() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let clerk = Clerk::at(demo_office(dir.path())?.open()?, "locked");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    window.press("Ctrl+l")?;
    window.wait_for(By::Id("lock-screen"))?;
    let body = window.script("return document.body.innerText;", Vec::new())?;
    ensure!(!body.to_string().contains("کد رهگیری"), "nothing of a case is left: {body}");
    clerk.picture("screen")?;
    window.type_into(By::Id("passphrase"), "نه این گذرواژه")?;
    window.click(By::Id("unlock"))?;
    clerk.wait_for_error("wrongPassphrase")?;
    clerk.picture("wrong-passphrase")?;
    window.type_into(By::Id("passphrase"), PASSPHRASE)?;
    window.press("Enter")?;
    window.wait_for(By::Id("desk-screen"))?;
    clerk.window.close()
}
