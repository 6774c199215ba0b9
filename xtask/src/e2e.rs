//! The stories in the real window.

use std::path::Path;

use anyhow::Result;

use crate::workspace::{Workspace, succeed};
use crate::{debian, page, say, tools};

/// Builds what the stories need and tells them, or those whose name contains `name`.
pub fn stories(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    debian::install(&[debian::BUILD, debian::HEADLESS, debian::TEST, debian::REGISTRY])?;
    tools::node_packages(workspace)?;
    tools::bucket_server(workspace)?;
    page::build(workspace)?;
    page::build_verifier(workspace)?;
    say::step("building the desk and its tests", || {
        succeed(workspace.cargo().args(["build", "--quiet", "--workspace", "--all-targets"]))
    })?;
    let driver = tools::tauri_driver(workspace)?;
    drive(workspace, &driver, name)
}

/// Tells the stories; everything they need is there.
pub fn drive(workspace: &Workspace, driver: &Path, name: Option<&str>) -> Result<()> {
    say::step("telling the stories in the real window", || {
        let mut cargo = workspace.cargo();
        cargo.args(["test", "--quiet", "--workspace", "--test", "e2e", "--"]);
        cargo.args(name).args(["--test-threads", "1"]);
        succeed(cargo.env("PARVANEH_DRIVER", driver))
    })
}
