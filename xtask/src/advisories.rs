//! Known vulnerabilities in what the project depends on.

use anyhow::{Result, bail};

use crate::say;
use crate::workspace::{Workspace, answer, succeed};

/// Asks cargo-deny, which fetches the advisory database: hence no part of the tests.
pub fn ask(workspace: &Workspace) -> Result<()> {
    if answer(workspace.cargo().args(["deny", "--version"])).is_none() {
        bail!("cargo-deny isn't installed; `cargo install cargo-deny --locked` brings it");
    }
    say::step("asking for known vulnerabilities", || {
        succeed(workspace.cargo().args(["deny", "check"]))
    })
}
