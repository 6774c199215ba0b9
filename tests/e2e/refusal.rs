//! A refusal: never without its numbered reason, taken back in time, sealed, and sent as a letter.

use anyhow::{Context as _, Result};
use tests::page::By;
use tests::patience::until;
use tests::printer::{Behaviour, Printer};

use crate::clerk::{Clerk, demo_office, is_plain, list, text};
use crate::paper::Paper;

/// What the officer says to the reason.
const EXPLANATION: &str =
    "مهر صادرکننده روی گواهی خوانده نمی‌شود؛ با تصویر تازه‌ای از آن دوباره ثبت نام کنید.";

#[test]
fn a_refusal_has_its_reason_and_can_be_taken_back() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let printer = Printer::start(Behaviour::Prints)?;
    let window = demo_office(dir.path())?.with(printer.environment()).open()?;
    let clerk = Clerk::at(window, "refusal");
    let window = &clerk.window;
    window.wait_for(By::Id("desk-screen"))?;
    let case = clerk.case_where("mine", "agencyReview", |case| {
        is_plain(case, "standard") && text(case, "activity") == "independent"
    })?;
    let id = text(&case, "id");
    clerk.find_and_open(&case)?;

    // Without a reason nothing is submitted, and the window says why.
    window.press("F8")?;
    window.wait_for_focus("condition")?;
    window.press("Ctrl+Enter")?;
    window.wait_for_text(By::Id("gaps"), "دست‌کم یک دلیل شماره‌دار برگزینید.")?;
    assert_eq!(window.count(By::Id("seal-countdown"))?, 0);
    clerk.picture("no-reason")?;

    // A reason by its own number; one digit is none yet. The check behind it must have been seen.
    window.press("2")?;
    window.press("Ctrl+Enter")?;
    window.wait_for_text(By::Id("gaps"), "دست‌کم یک دلیل شماره‌دار برگزینید.")?;
    window.press("2")?;
    let condition = clerk.of_focus("condition")?;
    let number: u64 = condition.parse()?;
    let row = list(&case, "checklist").iter().find(|row| row["condition"] == number);
    let row = row.context("a check is behind the first reason")?["row"].to_string();
    window.wait_for_text(By::Id("gaps"), "هنوز دیده نشده")?;
    clerk.picture("check-unseen")?;
    window.click(By::With("check-row", "row", &row))?;
    until("the row answered", || {
        Ok((window.datum(By::With("check-row", "row", &row), "answer")? == "right").then_some(()))
    })?;
    window.click(By::With("check-row", "row", &row))?;
    window.click(By::Id("skip-pin"))?;
    window.wait_for(By::With("check-row", "answer", "wrong"))?;
    window.type_into(By::Id("field-explanation"), EXPLANATION)?;
    clerk.picture("refusing")?;
    clerk.decide()?;

    // Taken back, it is a draft with every choice as it was.
    window.press("Ctrl+z")?;
    window.wait_for(By::With("case-heading", "case", id))?;
    window.wait_for(By::Id("draft-returned"))?;
    window.wait_gone(By::Id("seal-countdown"))?;
    let chosen = window.script(
        "const chosen = document.querySelector('[data-testid=condition][aria-checked=true]');
         const explanation = document.querySelector('[data-testid=field-explanation]');
         return [chosen.dataset.condition, explanation.value];",
        Vec::new(),
    )?;
    assert_eq!(chosen[0], condition.as_str());
    assert!(chosen[1].as_str().is_some_and(|text| text.ends_with(EXPLANATION)), "{chosen}");
    clerk.picture("taken-back")?;

    clerk.decide()?;
    clerk.sit_down("sabeti")?;
    assert_eq!(text(&clerk.case(id)?, "stage"), "refused");
    clerk.archive()?;
    clerk.find_and_open(&case)?;
    clerk.print("refusal")?;
    let letter = Paper::take(&printer.printed(1)?[0])?;
    // The paper breaks it into lines.
    let [first, second] = ["مهر صادرکننده روی گواهی خوانده", "با تصویر تازه‌ای از آن دوباره"];
    assert!(EXPLANATION.contains(first) && EXPLANATION.contains(second));
    for words in [text(&case, "applicant"), first, second, "نمونه"] {
        letter.must_say(words)?;
    }
    clerk.window.close()
}
