//! The case database beside plain SQLite.

use std::process::Stdio;

use anyhow::{Context as _, Result};

use super::registry::machine;
use crate::say;
use crate::workspace::{Workspace, answer};

/// The cases of a large office.
const CASES: u64 = 100_000;

/// Measures; returns the section of the page.
pub fn measured(workspace: &Workspace) -> Result<String> {
    let figures = say::step("filling a case database and asking it (minutes)", || {
        let mut measure = workspace.cargo();
        measure.args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "casedb",
            "--example",
            "measure",
        ]);
        measure.args(["--", &CASES.to_string()]).stderr(Stdio::inherit());
        answer(&mut measure).context("the benchmark failed; what it says stands above")
    })?;
    let machine = machine::hardware().context("this machine cannot be described")?;
    Ok(format!(
        "## Case database\n\n{machine}.\n\nWhat is compared is done in turns. Where the load is above the cores, the \
         clock counts what others did too, and the processor's time, of all threads, is the fairer of both.\n\n{figures}"
    ))
}
