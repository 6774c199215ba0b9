//! What is generated from the desk's one list of commands: the page's types and the window's permissions.

use anyhow::Result;

use crate::say;
use crate::workspace::{Workspace, succeed};

/// Writes the generated files.
pub fn write(workspace: &Workspace) -> Result<()> {
    say::step("writing what is generated from the desk's commands", || {
        succeed(rule(workspace).env("PARVANEH_WRITE_BINDINGS", "1"))
    })
}

/// Fails when a generated file isn't what would be written now.
pub fn compare(workspace: &Workspace) -> Result<()> {
    say::step("checking that the generated files are fresh", || succeed(&mut rule(workspace)))
}

fn rule(workspace: &Workspace) -> std::process::Command {
    let mut cargo = workspace.cargo();
    cargo.args(["test", "--quiet", "--workspace", "--test", "rules", "--", "bindings::"]);
    cargo
}
