//! How every screen looks: in both usual sizes, in light and in dark, in both languages, without one fault of
//! accessibility.

use anyhow::{Result, ensure};
use serde_json::json;
use tests::page::By;
use tests::patience::until;
use tests::printer::{Behaviour, Printer};
use tests::window::{Opening, Theme};

use crate::clerk::{Clerk, demo_office, list, text};
use crate::verify::licence_and_code;

/// One officer of each kind of office, with a stage at which there is a case to look at.
const SEATS: [(&str, &str); 4] = [
    ("karimi", "agencyReview"),
    ("araghi", "empowerment"),
    ("mohammadifar", "labourReview"),
    ("bayat", "bankReferred"),
];

#[test]
fn small_and_light() -> Result<()> {
    every_screen("small-light", (1366, 768), Theme::Light)
}

#[test]
fn small_and_dark() -> Result<()> {
    every_screen("small-dark", (1366, 768), Theme::Dark)
}

#[test]
fn large_and_light() -> Result<()> {
    every_screen("large-light", (1920, 1080), Theme::Light)
}

#[test]
fn large_and_dark() -> Result<()> {
    every_screen("large-dark", (1920, 1080), Theme::Dark)
}

fn every_screen(name: &'static str, (width, height): (u32, u32), theme: Theme) -> Result<()> {
    let (empty, dir) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let printer = Printer::start(Behaviour::Prints)?;
    let mut faults = Vec::new();

    let first = Opening::of(empty.path()).size(width, height).theme(theme).open()?;
    let clerk = Clerk::at(first, name);
    clerk.window.wait_for(By::Id("first-run"))?;
    look(&clerk, "first-run", &mut faults)?;
    clerk.window.close()?;

    let desk = demo_office(dir.path())?.size(width, height).theme(theme);
    let (_, code) = licence_and_code(dir.path())?;
    let clerk = Clerk::at(desk.with(printer.environment()).open()?, name);
    let window = &clerk.window;
    window.wait_for(By::Id("preview"))?;
    look(&clerk, "desk", &mut faults)?;
    for (officer, stage) in SEATS {
        if text(&clerk.ask("status", &json!({}))?["officer"], "id") != officer {
            clerk.sit_down(officer)?;
        }
        let case = clerk.case_where("all", stage, |case| {
            list(case, "acts").iter().any(|one| one["act"] != "note" && one["act"] != "logCall")
        })?;
        clerk.archive()?;
        clerk.find_and_open(&case)?;
        shown(&clerk)?;
        look(&clerk, &format!("case-of-{officer}"), &mut faults)?;
    }
    clerk.sit_down("mohammadifar")?;
    window.click(By::Id("nav-print"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    look(&clerk, "print", &mut faults)?;
    window.choose(By::Id("narrow"), "licence")?;
    window.click(By::Id("choose-all"))?;
    window.click(By::Id("print-button"))?;
    window.wait_for(By::Id("run-confirm"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    look(&clerk, "print-run", &mut faults)?;
    window.press("Escape")?;
    window.wait_for(By::Id("unfinished-job"))?;
    look(&clerk, "print-unfinished", &mut faults)?;
    window.click(By::Id("resume-job"))?;
    window.click(By::Id("send-job"))?;
    window.wait_for(By::Id("sheet-question"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    look(&clerk, "print-sent", &mut faults)?;
    window.click(By::Id("section-lists"))?;
    window.click(By::With("waiting-list", "cases", "2"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    look(&clerk, "lists", &mut faults)?;
    window.press("Alt+4")?;
    window.wait_for_focus("verify-text")?;
    look(&clerk, "verify", &mut faults)?;
    window.type_into(By::Id("verify-text"), &code)?;
    window.press("Enter")?;
    window.wait_for(By::Id("proof"))?;
    look(&clerk, "verify-proof", &mut faults)?;
    window.click(By::Id("nav-letters"))?;
    window.wait_for(By::With("letter-preview", "fresh", "true"))?;
    window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
    look(&clerk, "letters", &mut faults)?;
    window.press("Ctrl+l")?;
    window.wait_for(By::Id("lock-screen"))?;
    look(&clerk, "lock", &mut faults)?;
    clerk.window.close()?;
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// Looks at a screen in both languages.
fn look(clerk: &Clerk, screen: &str, faults: &mut Vec<String>) -> Result<()> {
    for (language, tongue) in [("en", "English"), ("fa", "فارسی")] {
        speak(clerk, tongue, language)?;
        clerk.picture(&format!("{screen}-{language}"))?;
        for one in clerk.window.axe()? {
            faults.push(format!("{screen} ({language}): {} {:#?}", one.rule, one.places));
        }
    }
    Ok(())
}

/// Chooses the language in the menu of the display.
fn speak(clerk: &Clerk, tongue: &str, language: &str) -> Result<()> {
    let window = &clerk.window;
    window.click(By::Id("display-menu"))?;
    window.click(By::Text(tongue))?;
    until(&format!("a page in {language}"), || {
        let now = window.script("return document.documentElement.lang;", Vec::new())?;
        Ok((now == language).then_some(()))
    })?;
    window.press("Escape")?;
    window.wait_gone(By::Id("display-panel"))
}

/// Waits until the paper of the case is shown, if it has any.
fn shown(clerk: &Clerk) -> Result<()> {
    until("the paper shown", || {
        let there = clerk.window.script(
            "const viewer = document.querySelector('[data-testid=viewer]');
             return viewer?.dataset.shown !== undefined || document.querySelector('[data-testid=document-tab]') === null;",
            Vec::new(),
        )?;
        Ok((there == true).then_some(()))
    })
}
