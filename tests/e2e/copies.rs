//! A data folder whose mark is missing, and one that was put back.

use std::fs;

use anyhow::Result;
use serde_json::json;
use tests::page::By;
use tests::program::state_of;

use crate::clerk::{Clerk, demo_office, reopened, text};

#[test]
fn a_folder_without_its_mark_is_asked_about_and_one_that_is_put_back_is_told() -> Result<()> {
    let dir = tempfile::tempdir()?;
    let opening = demo_office(dir.path())?;
    fs::remove_dir_all(state_of(dir.path()))?;
    let database = dir.path().join("case.db");
    let older = fs::read(&database)?;

    let clerk = Clerk::at(opening.open()?, "copies");
    let window = &clerk.window;
    window.wait_for(By::Id("copy-question"))?;
    window.wait_for_focus("copy-later")?;
    assert_eq!(window.axe()?, []);
    clerk.picture("asked")?;
    window.press("Escape")?;
    window.wait_gone(By::Id("copy-question"))?;
    window.wait_for(By::Id("copy-asks"))?;
    let case = clerk.case_where("mine", "agencyReview", |_| true)?;
    let note = json!({ "caseId": text(&case, "id"), "act": { "act": "note", "text": "یادداشت" } });
    assert!(clerk.ask("act", &note).is_err(), "nothing is recorded before it is said");
    clerk.picture("looking")?;
    window.click(By::Id("copy-answer"))?;
    window.click(By::Id("copy-same"))?;
    window.wait_gone(By::Id("copy-asks"))?;
    clerk.ask("act", &note)?;
    clerk.window.close()?;

    // A window that its driver ends leaves what it wrote last in files beside the database.
    for beside in ["case.db-wal", "case.db-shm"] {
        let file = dir.path().join(beside);
        if file.exists() {
            fs::remove_file(file)?;
        }
    }
    fs::write(&database, older)?;
    let clerk = Clerk::at(reopened(dir.path()).open()?, "put-back");
    let window = &clerk.window;
    window.wait_for(By::Id("copy-older-told"))?;
    assert_eq!(window.axe()?, []);
    clerk.picture("told")?;
    window.click(By::Id("copy-read"))?;
    window.wait_gone(By::Id("copy-older-told"))?;
    clerk.ask("act", &note)?;
    clerk.window.close()
}
