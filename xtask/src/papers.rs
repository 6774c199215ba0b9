//! The papers as their readers see them.

use anyhow::Result;

use crate::workspace::{Workspace, succeed};
use crate::{debian, say, tools};

/// Builds what the tests of papers need and runs them, or those whose name contains `name`.
pub fn tested(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    debian::install(&[debian::BUILD, debian::HEADLESS, debian::TEST, debian::PAPERS])?;
    tools::node_packages(workspace)?;
    tools::paper_readers(workspace)?;
    read(workspace, name)
}

/// Runs them; everything they need is there.
pub fn read(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    say::step("reading the papers as their readers do", || {
        let mut cargo = workspace.cargo();
        cargo.args(["test", "--quiet", "--workspace", "--test", "papers", "--"]);
        succeed(cargo.args(name))
    })
}
