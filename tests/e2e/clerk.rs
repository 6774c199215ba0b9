//! An officer at the desk: what a story does there, each step leaving its picture.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use tests::page::By;
use tests::patience::until;
use tests::program::{built, said, state_of};
use tests::window::{Opening, Window};

/// Opens the demo offices of the stories that have no keyring.
pub const PASSPHRASE: &str = "سه پروانه روی یک شاخه";

/// A window on a demo office of the story's own, in the empty folder `dir`.
///
/// One is founded for all stories, since that takes seconds, and each gets a copy.
pub fn demo_office(dir: &Path) -> Result<Opening> {
    static FOUNDED: OnceLock<()> = OnceLock::new();
    let pattern = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo-office");
    if FOUNDED.get().is_none() {
        if pattern.exists() {
            fs::remove_dir_all(&pattern)?;
        }
        said(
            Command::new(built("parvanehctl")?)
                .arg("--dir")
                .arg(&pattern)
                .arg("demo")
                .env("PARVANEH_PASSPHRASE", PASSPHRASE)
                .env("PARVANEH_STATE", state_of(&pattern))
                .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"),
        )?;
        FOUNDED.get_or_init(|| ());
    }
    said(Command::new("cp").arg("-a").arg(pattern.join(".")).arg(dir))?;
    Ok(reopened(dir))
}

/// A window on an office that is there already, opened by its passphrase.
pub fn reopened(dir: &Path) -> Opening {
    Opening::of(dir).with(vec![("PARVANEH_PASSPHRASE", PASSPHRASE.into())])
}

/// Who acts in a story, at the window that the story opened.
pub struct Clerk {
    /// The window.
    pub window: Window,
    story: &'static str,
    steps: Cell<u32>,
}

impl Clerk {
    /// Begins a story.
    pub fn at(window: Window, story: &'static str) -> Self {
        Self { window, story, steps: Cell::new(0) }
    }

    /// Leaves a picture of a step.
    pub fn picture(&self, step: &str) -> Result<()> {
        self.steps.set(self.steps.get() + 1);
        self.window.screenshot(&format!("{}-{:02}-{step}", self.story, self.steps.get()))?;
        Ok(())
    }

    /// What the desk answers to the page.
    pub fn ask(&self, command: &str, request: &Value) -> Result<Value> {
        let answer = self.window.answer(
            "const done = arguments[arguments.length - 1];
             window.__TAURI_INTERNALS__.invoke(arguments[0], { request: arguments[1] })
               .then((answer) => done({ answer }), (error) => done({ error }));",
            vec![json!(command), request.clone()],
        )?;
        match answer.get("answer") {
            Some(answer) => Ok(answer.clone()),
            None => bail!("{command} {request}: {answer}"),
        }
    }

    /// A case as the officer sees it.
    pub fn case(&self, id: &str) -> Result<Value> {
        self.ask("case", &json!({ "caseId": id }))
    }

    /// The first case of a list at a stage that fits.
    pub fn case_where(
        &self,
        scope: &str,
        stage: &str,
        fits: impl Fn(&Value) -> bool,
    ) -> Result<Value> {
        let queue = self.ask(
            "queue",
            &json!({ "scope": scope, "text": null, "urgency": null, "stage": stage, "activity": null,
                     "field": null, "limit": 1000, "offset": 0 }),
        )?;
        for item in list(&queue, "groups").iter().flat_map(|group| list(group, "items")) {
            let case = self.case(text(item, "id"))?;
            if fits(&case) {
                return Ok(case);
            }
        }
        bail!("no case at the stage {stage} is as the story needs it")
    }

    /// Seats another officer, by the menu; what waits for its seal is sealed.
    pub fn sit_down(&self, officer: &str) -> Result<()> {
        // After a decision the next case opens by itself, and closes a menu that was open.
        until("the menu of officers", || {
            // A second press would close the menu while its officers are still on their way.
            if self.window.count(By::Id("officer-list"))? == 0 {
                self.window.click(By::Id("officer-menu"))?;
            }
            let chosen = self.window.click_if_there(By::With("officer", "officer", officer))?;
            Ok(chosen.then_some(()))
        })?;
        self.window.wait_for(By::With("officer-menu", "officer", officer))?;
        self.window.wait_for(By::Id("desk-screen"))?;
        self.focus_is_kept("another officer's turn")
    }

    /// Finds a case by its applicant's name, typed on a keyboard with Arabic ي and ك, and opens it.
    pub fn find_and_open(&self, case: &Value) -> Result<()> {
        let (id, applicant) = (text(case, "id"), text(case, "applicant"));
        self.window.press("F3")?;
        self.window.wait_for_focus("search")?;
        self.window.press("Delete")?;
        let typed = applicant.replace('ی', "ي").replace('ک', "ك");
        self.window.type_into(By::Id("search"), &typed)?;
        // The list moves under the pointer until it answers what was typed.
        self.window.wait_for(By::With("queue-list", "answers", &typed))?;
        self.window.click(By::With("queue-item", "case", id))?;
        self.window.wait_for(By::With("preview", "case", id))?;
        self.picture("found")?;
        self.window.click(By::Id("open-case"))?;
        self.window.wait_for(By::With("case-heading", "case", id))?;
        self.window.wait_for_focus("case-heading")
    }

    /// Answers every row of the checklist with «right», by keys alone.
    pub fn tick_the_checklist(&self) -> Result<()> {
        until("the focus on the checklist", || {
            if self.window.focused()? == "check-row" {
                return Ok(Some(()));
            }
            self.window.press("F6")?;
            Ok(None)
        })?;
        self.window.press("Home")?;
        let rows = self.window.count(By::Id("check-row"))?;
        for row in 1..=rows {
            let row = row.to_string();
            until(&format!("row {row} with the focus"), || {
                Ok((self.of_focus("row")? == row).then_some(()))
            })?;
            while self.of_focus("answer")? != "right" {
                let before = self.of_focus("answer")?;
                self.window.press("Space")?;
                until(&format!("another answer to row {row}"), || {
                    Ok((self.of_focus("answer")? != before).then_some(()))
                })?;
            }
            self.window.press("Down")?;
        }
        Ok(())
    }

    /// A datum of the element that has the focus.
    pub fn of_focus(&self, datum: &str) -> Result<String> {
        let found = self.window.script(
            "return document.activeElement?.dataset[arguments[0]] ?? '';",
            vec![json!(datum)],
        )?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// After an act the focus is with the work, and stays there once the page has been drawn again; not on the body, from
    /// where a keyboard begins again, nor on what nobody sees.
    pub fn focus_is_kept(&self, act: &str) -> Result<()> {
        until(&format!("the focus after {act}"), || {
            let kept = self.window.answer(
                "const done = arguments[arguments.length - 1];
                 const kept = () => {
                   const { activeElement: one } = document;
                   return one !== null && one !== document.body && one.getClientRects().length > 0;
                 };
                 const before = kept();
                 requestAnimationFrame(() => requestAnimationFrame(() => done(before && kept())));",
                Vec::new(),
            )?;
            Ok((kept == json!(true)).then_some(()))
        })
    }

    /// Submits the form that is open, once nothing stands in its way.
    pub fn submit(&self) -> Result<()> {
        until("a form that can be submitted", || {
            let ready = self.window.script(
                "return document.querySelector('[data-testid=submit-act]:not([aria-disabled])') !== null;",
                Vec::new(),
            )?;
            Ok((ready == json!(true)).then_some(()))
        })?;
        self.window.press("Ctrl+Enter")
    }

    /// Submits a decision and waits until it waits for its seal.
    pub fn decide(&self) -> Result<()> {
        self.submit()?;
        self.window.wait_for(By::Id("seal-countdown"))?;
        self.focus_is_kept("a decision")
    }

    /// Goes to the list of the desk.
    pub fn desk(&self) -> Result<()> {
        self.window.press("Alt+1")?;
        self.window.wait_for(By::Id("desk-screen"))
    }

    /// Goes to the list of all cases.
    pub fn archive(&self) -> Result<()> {
        self.window.press("Alt+2")?;
        self.window.wait_for(By::Id("cases-screen"))
    }

    /// Prints a document of the case that is open, says that the sheet is sound, and finds it in the ledger.
    pub fn print(&self, document: &str) -> Result<()> {
        let window = &self.window;
        let door = if document == "licence" { "go-print" } else { "go-papers" };
        window.click(By::Id(door))?;
        window.click(By::With("printable", "document", document))?;
        self.choose_what_is_shown()?;
        window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
        self.picture(&format!("{document}-drawn"))?;
        window.click(By::Id("print-button"))?;
        window.wait_for(By::With("run-confirm", "count", "1"))?;
        window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
        self.picture(&format!("{document}-confirmed"))?;
        window.click(By::Id("send-job"))?;
        let serial = window.datum(By::Id("sheet-question"), "serial")?;
        window.wait_for(By::With("sheet", "serial", &serial))?;
        self.focus_is_kept("a print")?;
        window.wait_for(By::With("sheet-preview", "drawn", "true"))?;
        self.picture(&format!("{document}-printed"))?;
        window.click(By::Id("mark-sound"))?;
        window.wait_gone(By::Id("sheet-question"))?;
        until("the sheet, sound, in the ledger", || {
            let state = window.datum(By::With("sheet", "serial", &serial), "state")?;
            Ok((state == "sound").then_some(()))
        })?;
        self.focus_is_kept("a sound sheet")?;
        self.picture(&format!("{document}-sound"))
    }

    /// Chooses the document that is shown and none beside it.
    fn choose_what_is_shown(&self) -> Result<()> {
        self.window.script(
            "for (const row of document.querySelectorAll('[data-testid=printable]')) {
               const box = row.querySelector('[data-testid=choose-printable]');
               const shown = row.querySelector('[aria-current=true]') !== null;
               if (box.checked !== shown) box.click();
             }",
            Vec::new(),
        )?;
        Ok(())
    }

    /// The codes of the errors that the window shows.
    pub fn error_codes(&self) -> Result<Vec<String>> {
        let codes = self.window.script(
            "return [...document.querySelectorAll('[data-code]')].map((one) => one.dataset.code);",
            Vec::new(),
        )?;
        serde_json::from_value(codes).context("codes are texts")
    }

    /// Waits until the window shows an error with this code.
    pub fn wait_for_error(&self, code: &str) -> Result<()> {
        until(&format!("the error {code}"), || {
            Ok(self.error_codes()?.iter().any(|one| one == code).then_some(()))
        })
        .with_context(|| format!("{:?}", self.error_codes()))
    }
}

/// A list in an answer of the desk; empty where there is none.
pub fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A text in an answer of the desk; empty where there is none.
pub fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Whether an act is open for the officer, and what blocks it is at most the checklist.
pub fn only_checks_block(case: &Value, act: &str) -> bool {
    list(case, "acts").iter().any(|one| {
        text(one, "act") == act
            && (one["blocked"].is_null() || text(&one["blocked"], "kind") == "checksOpen")
    })
}

/// Whether nothing is the matter with a first application that the agency is about to approve.
pub fn is_plain(case: &Value, path: &str) -> bool {
    text(case, "purpose") == "first"
        && text(case, "proposedPath") == path
        && case["starred"] == false
        && list(case, "requests").is_empty()
        && list(case, "warnings").is_empty()
        && only_checks_block(case, "approve")
}

/// Whether the plan asks for a facility.
pub fn asks_for_a_loan(case: &Value) -> bool {
    let facts = list(case, "facts").iter().flat_map(|group| list(group, "facts"));
    facts
        .filter(|fact| text(fact, "name") == "requested")
        .any(|fact| fact["value"]["value"]["rials"].as_i64() > Some(0))
}
