//! Many documents as one job: looked through, confirmed once, sent at once, and taken up again after a break; and
//! lists, which are one document of many cases.

use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tests::page::By;
use tests::patience::until;
use tests::printer::{Behaviour, Printer};
use tests::program::said;

use crate::clerk::{Clerk, demo_office, list, reopened, text};
use crate::paper::Paper;

/// The labour office's officer.
const LABOUR: &str = "mohammadifar";
/// An officer of the agency, which hands cases over to other offices.
const AGENCY: &str = "karimi";

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
    clerk.focus_is_kept("sound sheets")?;

    // One is handed over, one turns out to be spoiled: the focus stays with the sheet.
    for (nth, button, field, text_of) in [
        (0, "hand-over", "hand-over-to", "زهرا رحیمی"),
        (1, "card-spoil", "card-spoil-reason", "جوهر پخش شد"),
    ] {
        let serial = sheets[nth]["serial"].to_string();
        window.script(
            "const row = document.querySelector(`[data-testid=sheet][data-serial='${arguments[0]}'] button`);
             row.focus();
             row.click();",
            vec![json!(serial)],
        )?;
        window.wait_for(By::With("sheet-card", "serial", &serial))?;
        window.click(By::Id(button))?;
        window.wait_for_focus(field)?;
        window.type_into(By::Id(field), text_of)?;
        window.press("Enter")?;
        window.wait_gone(By::Id(field))?;
        until("the sheet's new state", || {
            let state = window.datum(By::With("sheet", "serial", &serial), "state")?;
            Ok((state != "sound").then_some(()))
        })?;
        clerk.picture(button)?;
        clerk.focus_is_kept(button)?;
    }
    clerk.window.close()
}

#[test]
fn a_list_is_printed_without_the_case_that_is_left_out_and_the_rest_is_saved() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let printer = Printer::start(Behaviour::Prints)?;
    let window = demo_office(dir.path())?
        .with(printer.environment())
        .with(vec![("HOME", dir.path().join("home").into())])
        .open()?;
    let clerk = Clerk::at(window, "lists");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    clerk.sit_down(AGENCY)?;
    let before = print_desk(&clerk)?;
    let of_most = |lists: &[Value]| -> Result<Value> {
        lists.iter().max_by_key(|one| list(one, "lines").len()).cloned().context("a list")
    };
    let longest = of_most(list(&before, "lists"))?;
    let lines = list(&longest, "lines");
    assert!(lines.len() > 2, "{longest}");
    let (left, going) = lines.split_first().context("a case")?;

    // By keys alone: to the lists, to the longest one, and into its cases.
    window.press("Alt+3")?;
    window.wait_for(By::Id("print-screen"))?;
    window.click(By::Id("section-lists"))?;
    window.wait_for(By::Id("waiting-lists"))?;
    window.click(By::With("show-list", "to", text(&longest["list"], "to")))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    clerk.picture("whole")?;
    assert_eq!(window.axe()?, []);
    until("the focus in the cases of the list", || {
        if window.focused()? == "keep-case" {
            return Ok(Some(()));
        }
        window.press("Tab")?;
        Ok(None)
    })?;
    window.press("Space")?;
    window.wait_for(By::With("list-case", "out", "true"))?;
    window.press("Down")?;
    let shorter = going.len().to_string();
    window.wait_for(By::With("waiting-list", "cases", &shorter))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    clerk.picture("one-left-out")?;
    choose_the_list_that_is_shown(&clerk)?;
    window.press("Ctrl+p")?;
    window.wait_for(By::With("run-confirm", "count", "1"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    clerk.picture("looked-through")?;
    assert_eq!(window.axe()?, []);
    // It is put away and taken up again, with the same cases.
    window.press("Escape")?;
    window.click(By::Id("resume-job"))?;
    window.wait_for(By::With("run-confirm", "count", "1"))?;
    window.click(By::Id("send-job"))?;
    window.wait_for(By::Id("sheet-question"))?;
    clerk.picture("sent")?;

    let paper = Paper::take(&printer.printed(1)?[0])?;
    for line in going {
        paper.must_say(text(&line["case"], "applicant"))?;
    }
    paper.must_not_say(text(&left["case"], "trackingCode"))?;
    window.click(By::Id("mark-sound"))?;
    window.wait_gone(By::Id("sheet-question"))?;
    let after = print_desk(&clerk)?;
    let of_cases = |view: &Value| -> usize {
        list(view, "lists").iter().map(|one| list(one, "lines").len()).sum()
    };
    assert_eq!(of_cases(&after), of_cases(&before) - going.len(), "they wait no longer");
    let sheet = &list(&after, "ledger")[0];
    assert_eq!(sheet["also"].as_u64(), Some(u64::try_from(going.len())? - 1));
    assert_eq!(window.axe()?, []);

    // Who was left out is the next list, which goes into a file.
    window.click(By::With("show-list", "to", text(&longest["list"], "to")))?;
    window.wait_for(By::With("waiting-list", "cases", "1"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    window.click(By::Id("save-document"))?;
    until("a shorter desk", || {
        Ok((of_cases(&print_desk(&clerk)?) < of_cases(&after)).then_some(()))
    })?;
    clerk.picture("saved")?;
    clerk.window.close()
}

/// Ticks the list that is shown, to be printed.
fn choose_the_list_that_is_shown(clerk: &Clerk) -> Result<()> {
    clerk.window.script(
        "document.querySelector('[data-testid=waiting-list]:has([aria-current=true]) [data-testid=choose-list]').click();",
        Vec::new(),
    )?;
    Ok(())
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
