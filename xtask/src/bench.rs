//! The benchmarks: ours beside its peers in one run, and what came of it in `docs/benchmarks.md`.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::workspace::{Workspace, answer};
use crate::{debian, say, tools};

mod cases;
mod registry;

const HEAD: &str = "\
# Benchmarks

Written by `cargo xtask bench`; no figure here was typed. What a program is compared with was measured in the same run, on the
same machine, with the same input.
";

/// Runs every benchmark there is.
pub fn everything(workspace: &Workspace) -> Result<()> {
    documents(workspace)?;
    cases(workspace)?;
    registry(workspace, None)?;
    stands(workspace)
}

/// Papers beside typst, WeasyPrint and Chromium: time, size, conformance, text that can be read back.
pub fn documents(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD, debian::TEST, debian::PAPERS, debian::PEERS])?;
    tools::node_packages(workspace)?;
    tools::paper_peers(workspace)?;
    let faces = tools::peer_faces(workspace)?;
    let work = workspace.target.join("bench/documents");
    let section = say::step("drawing papers beside their peers (minutes)", || {
        let script = workspace.root.join("tests/bench/documents.py");
        let mut python = Command::new(workspace.python("bench"));
        python.arg(script).arg(&workspace.root).arg(&work).arg(&faces);
        python.current_dir(&workspace.root).stderr(Stdio::inherit());
        answer(&mut python).context("the benchmark failed; what it says stands above")
    })?;
    say::text(&section);
    publish(workspace, "documents", &section)
}

/// The case database beside plain SQLite: decisions, searches, lists.
pub fn cases(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD])?;
    let section = cases::measured(workspace)?;
    say::text(&section);
    publish(workspace, "cases", &section)
}

/// The registry beside what PostgreSQL alone answers, at several sizes or at one.
pub fn registry(workspace: &Workspace, cases: Option<u64>) -> Result<()> {
    debian::install(&[debian::BUILD, debian::REGISTRY, debian::LOAD])?;
    let section = registry::measured(workspace, cases)?;
    say::text(&section);
    publish(workspace, "registry", &section)
}

/// The registry while a crowd stalls: what visitors wait, and what the server holds.
pub fn stands(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD, debian::REGISTRY])?;
    let section = registry::stands(workspace)?;
    say::text(&section);
    publish(workspace, "standing", &section)
}

/// Puts a section in the place of the one of the same name.
fn publish(workspace: &Workspace, name: &str, section: &str) -> Result<()> {
    let file = workspace.root.join("docs/benchmarks.md");
    let [begin, end] = ["", "/"].map(|slash| format!("<!-- {slash}{name} -->\n"));
    let written = fs::read_to_string(&file).unwrap_or_else(|_| HEAD.to_owned());
    let (before, after) = match (written.split_once(&begin), written.split_once(&end)) {
        (Some((before, _)), Some((_, after))) => (before, after),
        _ => (written.as_str(), ""),
    };
    let before = before.trim_end();
    fs::write(&file, format!("{before}\n\n{begin}{section}{end}{after}"))?;
    say::note(&format!("the figures are in {}", file.display()));
    Ok(())
}
