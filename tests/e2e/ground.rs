//! What the stories stand on: the window opens and can be driven, a printer prints, a keyring keeps.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context as _, Result};
use tests::keyring::Keyring;
use tests::page::By;
use tests::printer::{Behaviour, Printer, QUEUE};
use tests::window::{Opening, Theme};

#[test]
fn persian_is_typed_and_shown_as_it_was_typed() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let window = Opening::of(dir.path()).open()?;
    window.wait_for(By::Role("heading", "پروانه"))?;
    window.click(By::Role("button", "نمایش"))?;
    window.type_into(By::Role("textbox", "گذرواژهٔ تازه"), "می‌رود ۱۲۳ يك")?;
    let typed = window
        .script("return document.querySelector('[data-testid=passphrase]').value;", Vec::new())?;
    assert_eq!(typed, "می‌رود ۱۲۳ يك");
    window.screenshot("ground-typed")?;
    window.close()
}

#[test]
fn function_keys_and_chords_reach_the_page() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let window = Opening::of(dir.path()).open()?;
    window.script(
        "window.seen = []; addEventListener('keydown', (e) => seen.push((e.ctrlKey ? 'Ctrl+' : '') + (e.shiftKey ? 'Shift+' : '') + e.code));",
        Vec::new(),
    )?;
    for keys in ["F2", "F9", "Ctrl+Enter", "Shift+F6", "PageDown", "Ctrl+z"] {
        window.press(keys)?;
    }
    let seen = window.script(
        "return window.seen.filter((k) => !/Control|Shift(Left|Right)/.test(k)).join(' ');",
        Vec::new(),
    )?;
    assert_eq!(seen, "F2 F9 Ctrl+Enter Shift+F6 PageDown Ctrl+KeyZ");
    Ok(())
}

#[test]
fn the_window_takes_the_size_and_colours_of_the_system() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let window = Opening::of(dir.path()).size(1920, 1080).theme(Theme::Dark).open()?;
    let seen = window.script(
        "return [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches].join(' ');",
        Vec::new(),
    )?;
    assert_eq!(seen, "1920 1080 true");
    Ok(())
}

#[test]
fn the_page_has_no_accessibility_violation() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let window = Opening::of(dir.path()).open()?;
    window.wait_for(By::Id("first-run"))?;
    assert_eq!(window.axe()?, []);
    Ok(())
}

#[test]
fn a_printed_job_is_kept_as_it_was_sent() -> Result<()> {
    let printer = Printer::start(Behaviour::Prints)?;
    let sent = b"%PDF-1.7 a sheet";
    let mut lp = printer
        .tool("lp")
        .args(["-d", QUEUE, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    lp.stdin.take().context("lp reads")?.write_all(sent)?;
    assert!(lp.wait()?.success(), "the queue takes the job");
    assert_eq!(fs::read(&printer.printed(1)?[0])?, sent);
    Ok(())
}

#[test]
fn a_keyring_of_the_tests_own_is_unlocked() -> Result<()> {
    assert!(Keyring::unlocked()?.is_unlocked()?, "programs can write to the default collection");
    Ok(())
}
