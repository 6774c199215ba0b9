//! The page that the window shows: built by Vite, embedded by the desktop package.

use std::fs;

use anyhow::Result;

use crate::workspace::{Workspace, succeed};
use crate::{say, stamps};

/// Builds the page when something it is made of has changed.
pub fn build(workspace: &Workspace) -> Result<()> {
    let ui = workspace.ui();
    let inputs = [
        ui.join("src"),
        ui.join("public"),
        ui.join("index.html"),
        ui.join("package-lock.json"),
        ui.join("svelte.config.js"),
        ui.join("tsconfig.json"),
        ui.join("vite.config.ts"),
    ];
    let stamp = ui.join("node_modules/.parvaneh-page");
    if !ui.join("dist/index.html").exists() && stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    stamps::unless_done(&stamp, &inputs, || {
        say::step("building the page", || {
            succeed(workspace.npm().args(["run", "--silent", "build", "--", "--logLevel", "warn"]))
        })
    })
}

/// Builds the page that verifies licences without a network, when something it is made of has changed.
pub fn build_verifier(workspace: &Workspace) -> Result<()> {
    let ui = workspace.ui();
    let inputs = [
        ui.join("src"),
        ui.join("verifier.html"),
        ui.join("package-lock.json"),
        ui.join("svelte.config.js"),
        ui.join("verifier.config.js"),
    ];
    let stamp = ui.join("node_modules/.parvaneh-verifier");
    if !ui.join("dist-verifier/verifier.html").exists() && stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    stamps::unless_done(&stamp, &inputs, || {
        say::step("building the page that verifies licences", || {
            let words = ["run", "--silent", "verifier", "--", "--logLevel", "warn"];
            succeed(workspace.npm().args(words))
        })
    })
}

/// Checks the page: types, lints, styles, unit tests.
pub fn check(workspace: &Workspace) -> Result<()> {
    for (script, what) in [
        ("types", "checking the page's types"),
        ("lint", "checking the page's code"),
        ("styles", "checking the page's styles"),
        ("test", "running the page's tests"),
    ] {
        say::step(what, || succeed(workspace.npm().args(["run", "--silent", script])))?;
    }
    Ok(())
}
