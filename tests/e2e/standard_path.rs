//! The standard path: from the first run to a licence on paper and a letter to the bank.

use anyhow::{Context as _, Result};
use tests::keyring::Keyring;
use tests::page::By;
use tests::printer::{Behaviour, Printer};
use tests::window::Opening;

use crate::clerk::{Clerk, asks_for_a_loan, is_plain, list, text};
use crate::paper::{Paper, proof};

/// The agency's officer, and the labour office's.
const AGENCY: &str = "karimi";
const LABOUR: &str = "mohammadifar";
/// Another officer of the labour office.
const COLLEAGUE: &str = "sanjani";

#[test]
fn a_licence_and_a_letter_to_the_bank_come_out_of_the_printer() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let (printer, keyring) = (Printer::start(Behaviour::Prints)?, Keyring::unlocked()?);
    let window =
        Opening::of(dir.path()).with(printer.environment()).with(keyring.environment()).open()?;
    let clerk = Clerk::at(window, "standard-path");
    let window = &clerk.window;

    window.wait_for(By::Id("first-run"))?;
    clerk.picture("first-run")?;
    window.click(By::Id("open-demo"))?;
    window.wait_for(By::Id("desk-screen"))?;
    window.wait_for(By::Id("queue-list"))?;
    clerk.picture("desk")?;

    // The agency approves.
    clerk.sit_down(AGENCY)?;
    // A name with both letters that Arabic keyboards have otherwise.
    let case = clerk.case_where("mine", "agencyReview", |case| {
        let name = text(case, "applicant");
        is_plain(case, "standard")
            && asks_for_a_loan(case)
            && name.contains('ی')
            && name.contains('ک')
    })?;
    let id = text(&case, "id");
    clerk.find_and_open(&case)?;
    clerk.picture("agency-case")?;
    clerk.tick_the_checklist()?;
    window.press("F9")?;
    window.wait_for(By::Id("field-path-standard"))?;
    clerk.picture("agency-approves")?;
    clerk.decide()?;
    window.wait_gone(By::With("case-heading", "case", id))?;
    clerk.picture("agency-approved")?;

    // The labour office issues; another officer's turn seals the agency's decision.
    clerk.sit_down(LABOUR)?;
    window.wait_gone(By::Id("seal-countdown"))?;
    clerk.find_and_open(&case)?;
    clerk.tick_the_checklist()?;
    window.press("F9")?;
    clerk.picture("labour-issues")?;
    clerk.decide()?;

    // Locking seals it; the keyring opens the desk again.
    window.press("Ctrl+l")?;
    window.wait_for(By::Id("lock-question"))?;
    clerk.picture("seal-before-locking")?;
    window.click(By::Id("seal-and-lock"))?;
    window.wait_for(By::Id("lock-screen"))?;
    window.click(By::Id("unlock"))?;
    window.wait_for(By::With("officer-menu", "officer", LABOUR))?;
    clerk.desk()?;

    let licensed = clerk.case(id)?;
    let licence = text(&licensed["licence"], "number").to_owned();
    clerk.archive()?;
    clerk.find_and_open(&case)?;
    window.wait_for(By::With("licence", "number", &licence))?;
    clerk.picture("licensed")?;
    clerk.print("licence")?;
    let sheet = Paper::take(&printer.printed(1)?[0])?;
    for words in [text(&case, "applicant"), &licence, "نمونه", "موقت"] {
        sheet.must_say(words)?;
    }
    let code = sheet.code()?;

    // The holder is referred to the bank of the account, which stands in the form already.
    let bank = list(&licensed["choices"], "banks")
        .iter()
        .find(|bank| bank["blocked"].is_null())
        .context("one bank has the account")?;
    clerk.archive()?;
    clerk.find_and_open(&case)?;
    window.press("F9")?;
    window.wait_for(By::Id("note-bank"))?;
    let chosen = window
        .script("return document.querySelector('[data-testid=field-bank]').value;", Vec::new())?;
    assert_eq!(chosen, bank["code"]);
    window.type_into(By::Id("field-branch"), "مرکزی اراک")?;
    window.type_into(By::Id("field-minutesNumber"), "۱۴۰۵/۱۲")?;
    clerk.picture("bank-referral")?;
    clerk.decide()?;
    clerk.sit_down(COLLEAGUE)?;
    clerk.archive()?;
    clerk.find_and_open(&case)?;
    clerk.print("bankReferral")?;
    let letter = Paper::take(&printer.printed(2)?[1])?;
    for words in [text(&case, "applicant"), text(bank, "title"), "مرکزی اراک", "نمونه"]
    {
        letter.must_say(words)?;
    }
    clerk.window.close()?;

    // Whoever scans the licence learns that it is genuine, and provisional.
    let proof = proof(&code, dir.path(), keyring.environment())?;
    assert_eq!(proof["finding"], "provisional", "{proof}");
    assert_eq!(proof["sample"], true, "{proof}");
    assert_eq!(proof["licence"]["number"], licence.as_str(), "{proof}");
    Ok(())
}
