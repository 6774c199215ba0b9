//! An office words its letters: seen before it is in force, in force for what is printed from then on, and never
//! under what was printed before.

use anyhow::Result;
use serde_json::{Value, json};
use tests::page::By;
use tests::patience::until;
use tests::printer::{Behaviour, Printer};

use crate::clerk::{Clerk, demo_office, list};
use crate::paper::Paper;

/// The greeting that is built in, and the office's own.
const BUILT_IN: &str = "با سلام و احترام،";
const OWN: &str = "با درود و آرزوی روزهای بهتر،";

#[test]
fn an_old_letter_keeps_its_words_and_a_new_one_has_the_new() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let printer = Printer::start(Behaviour::Prints)?;
    let window = demo_office(dir.path())?.with(printer.environment()).open()?;
    let clerk = Clerk::at(window, "letter-texts");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    clerk.sit_down("mohammadifar")?;
    // A letter has the words of the office that decided, whoever prints it.
    let office = clerk.ask("letter_texts", &json!({}))?["office"].clone();
    let case = clerk.case_where("all", "refused", |case| {
        let mut told = list(case, "timeline").iter();
        told.any(|event| event["kind"] == "refused" && event["office"] == office)
    })?;
    clerk.archive()?;
    clerk.find_and_open(&case)?;
    clerk.print("refusal")?;
    Paper::take(&printer.printed(1)?[0])?.must_say(BUILT_IN)?;
    let serial = newest_serial(&clerk)?;

    // The specimen follows what is typed.
    window.press("Alt+5")?;
    window.wait_for(By::Id("letter-parts"))?;
    drawn(&clerk)?;
    clerk.picture("letterhead")?;
    assert_eq!(window.axe()?, []);
    window.click(By::With("letter-part", "part", "refusal"))?;
    window.wait_for(By::With("letter-text", "text", "greeting"))?;
    let before = drawn(&clerk)?;
    clerk.picture("built-in")?;
    let greeting = By::With("letter-text", "text", "greeting");
    window.click(greeting)?;
    window.press("Ctrl+a")?;
    window.press("Delete")?;
    window.wait_for(By::With("letter-problem", "code", "empty"))?;
    window.wait_for(By::Id("preview-stale"))?;
    clerk.picture("empty")?;
    assert_eq!(window.axe()?, []);
    window.type_into(greeting, OWN)?;
    window.wait_gone(By::Id("letter-problem"))?;
    let after = drawn(&clerk)?;
    assert_ne!(before, after, "the specimen has the new greeting");
    clerk.picture("typed")?;

    // It is kept while one looks elsewhere, and in force once it is saved.
    window.press("Alt+1")?;
    window.wait_for(By::Id("desk-screen"))?;
    window.press("Alt+5")?;
    window.wait_for(By::Id("letter-parts"))?;
    window.click(By::With("letter-part", "part", "refusal"))?;
    window.wait_for(By::Id("discard-text"))?;
    window.press("Ctrl+s")?;
    window.wait_for(By::With("letter-version", "number", "2"))?;
    window.wait_gone(By::Id("discard-text"))?;
    clerk.picture("saved")?;
    assert_eq!(window.axe()?, []);

    // The old sheet comes out as it was, a new one in the new words.
    window.press("Alt+3")?;
    window.wait_for(By::With("sheet", "serial", &serial))?;
    window.script(
        "document.querySelector(`[data-testid=sheet][data-serial='${arguments[0]}'] button`).click();",
        vec![json!(serial)],
    )?;
    window.wait_for(By::With("sheet-card", "serial", &serial))?;
    window.click(By::Id("reprint"))?;
    window.click(By::Id("again-jam"))?;
    window.click(By::Id("again-submit"))?;
    let again = Paper::take(&printer.printed(2)?[1])?;
    again.must_say(BUILT_IN)?;
    again.must_not_say(OWN)?;
    clerk.archive()?;
    clerk.find_and_open(&case)?;
    clerk.print("refusal")?;
    let new = Paper::take(&printer.printed(3)?[2])?;
    new.must_say(OWN)?;
    new.must_not_say(BUILT_IN)?;
    assert_ne!(serial, newest_serial(&clerk)?);

    // What was before is looked at and put back.
    window.press("Alt+5")?;
    window.wait_for(By::Id("letter-parts"))?;
    window.click(By::With("letter-part", "part", "refusal"))?;
    window.click(By::With("letter-version", "number", "1"))?;
    window.wait_for(By::Id("letter-looking"))?;
    drawn(&clerk)?;
    clerk.picture("looking-back")?;
    assert_eq!(window.axe()?, []);
    window.click(By::Id("restore-text"))?;
    window.wait_for(By::With("letter-version", "number", "3"))?;
    let restored = window.script(
        "return document.querySelector('[data-testid=letter-text][data-text=greeting]').value;",
        Vec::new(),
    )?;
    assert_eq!(restored, BUILT_IN);
    clerk.picture("restored")?;
    clerk.window.close()
}

/// Waits until the specimen is of what stands on the screen, and returns the picture of it.
fn drawn(clerk: &Clerk) -> Result<Value> {
    let window = &clerk.window;
    until("a specimen of what was typed", || {
        let found = window.script(
            "const fresh = document.querySelector('[data-testid=letter-preview][data-fresh=true]');
             const canvas = fresh?.querySelector('[data-testid=sheet-preview][data-drawn=true] canvas');
             return canvas ? canvas.toDataURL() : null;",
            Vec::new(),
        )?;
        Ok((!found.is_null()).then_some(found))
    })
}

fn newest_serial(clerk: &Clerk) -> Result<String> {
    let desk = clerk.ask("print_desk", &json!({}))?;
    let serials = list(&desk, "ledger").iter().filter_map(|sheet| sheet["serial"].as_u64());
    Ok(serials.max().unwrap_or_default().to_string())
}
