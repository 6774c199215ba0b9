//! Many documents as one job: looked through, confirmed once, sent at once, and taken up again after a break.

use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tests::page::By;
use tests::printer::{Behaviour, Printer};
use tests::program::said;

use crate::clerk::{Clerk, demo_office, list, reopened, text};
use crate::paper::Paper;

/// The labour office's officer.
const LABOUR: &str = "mohammadifar";

#[test]
fn many_licences_go_out_as_one_job_and_a_session_survives_a_power_cut() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let printer = Printer::start(Behaviour::Prints)?;
    let window = demo_office(dir.path())?.with(printer.environment()).open()?;
    let clerk = Clerk::at(window, "print-session");
    clerk.window.wait_for(By::Id("desk-screen"))?;
    clerk.sit_down(LABOUR)?;
    let before = print_desk(&clerk)?;
    let licences =
        list(&before, "ready").iter().filter(|one| text(one, "document") == "licence").count();
    assert!(licences > 3, "{licences} licences wait");

    choose_licences(&clerk)?;
    clerk.picture("chosen")?;
    clerk.window.click(By::Id("print-button"))?;
    clerk.window.wait_for(By::With("run-confirm", "count", &licences.to_string()))?;
    clerk.window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    clerk.picture("looked-through")?;
    // The power goes before anything is sent.
    clerk.window.cut_off()?;

    let window = reopened(dir.path()).with(printer.environment()).open()?;
    let clerk = Clerk::at(window, "print-session-again");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    window.click(By::Id("nav-print"))?;
    window.wait_for(By::Id("unfinished-job"))?;
    clerk.picture("offered")?;
    window.click(By::Id("resume-job"))?;
    window.wait_for(By::With("run-confirm", "count", &licences.to_string()))?;
    window.click(By::Id("serial-paper"))?;
    window.clear(By::Id("first-paper"))?;
    window.type_into(By::Id("first-paper"), "A-000120")?;
    clerk.picture("confirmed")?;
    window.click(By::Id("send-job"))?;
    window.wait_for(By::Id("sheet-question"))?;
    clerk.picture("sent")?;

    // One file came out, with a page for each licence.
    let file = &printer.printed(1)?[0];
    let told = said(Command::new("pdfinfo").arg(file))?;
    let pages = told.lines().find_map(|line| line.strip_prefix("Pages:")).context(told.clone())?;
    assert_eq!(pages.trim(), licences.to_string());
    let paper = Paper::take(file)?;
    let after = print_desk(&clerk)?;
    assert!(after["job"].is_null());
    let sheets: Vec<&Value> =
        list(&after, "ledger").iter().filter(|one| !one["job"].is_null()).collect();
    assert_eq!(sheets.len(), licences, "each licence has one sheet and no more");
    for sheet in &sheets {
        paper.must_say(text(&sheet["case"], "applicant"))?;
        assert!(text(sheet, "paper").starts_with("A-000"), "{sheet}");
    }

    window.click(By::Id("mark-all-sound"))?;
    window.wait_gone(By::Id("sheet-question"))?;
    let sound = print_desk(&clerk)?["sound"].as_u64();
    let were = before["sound"].as_u64().unwrap_or_default();
    assert_eq!(sound, Some(were + u64::try_from(licences)?));
    clerk.picture("sound")?;
    clerk.window.close()
}

fn print_desk(clerk: &Clerk) -> Result<Value> {
    clerk.ask("print_desk", &json!({}))
}

/// Narrows the list to licences and chooses all of them, and nothing else.
fn choose_licences(clerk: &Clerk) -> Result<()> {
    let window = &clerk.window;
    window.click(By::Id("nav-print"))?;
    window.wait_for(By::Id("ready-list"))?;
    window.choose(By::Id("narrow"), "licence")?;
    window.press("Ctrl+a")?;
    window.wait_for(By::Id("print-button"))
}
