//! Every test there is, cheapest first.

use std::time::Instant;

use anyhow::Result;

use crate::workspace::{Workspace, succeed};
use crate::{bindings, debian, e2e, page, papers, say, tools};

/// Installs what is missing and runs everything. The one thing that CI calls.
pub fn everything(workspace: &Workspace) -> Result<()> {
    let start = Instant::now();
    debian::install(&[
        debian::BUILD,
        debian::HEADLESS,
        debian::TEST,
        debian::REGISTRY,
        debian::PAPERS,
    ])?;
    formatting(workspace)?;
    tools::node_packages(workspace)?;
    tools::rust_packages(workspace)?;
    tools::paper_readers(workspace)?;
    tools::bucket_server(workspace)?;
    page::check(workspace)?;
    page::build(workspace)?;
    page::build_verifier(workspace)?;
    lints(workspace)?;
    say::step("building the desk and its tests", || {
        succeed(workspace.cargo().args(["build", "--quiet", "--workspace", "--all-targets"]))
    })?;
    let driver = tools::tauri_driver(workspace)?;
    bindings::compare(workspace)?;
    say::step("running the tests", || {
        // The whole workspace, or the libraries would be built a second time with other features.
        succeed(workspace.cargo().args(["test", "--quiet", "--workspace"]))
    })?;
    papers::read(workspace, None)?;
    e2e::drive(workspace, &driver, None)?;
    say::total("everything passed", start);
    Ok(())
}

/// Formatting, types and lints: what can be said without running anything of ours.
pub fn quick(workspace: &Workspace) -> Result<()> {
    let start = Instant::now();
    debian::install(&[debian::BUILD])?;
    formatting(workspace)?;
    tools::node_packages(workspace)?;
    page::check(workspace)?;
    page::build(workspace)?;
    lints(workspace)?;
    say::total("all clean", start);
    Ok(())
}

fn formatting(workspace: &Workspace) -> Result<()> {
    say::step("checking the formatting", || {
        succeed(workspace.cargo().args(["fmt", "--all", "--check"]))
    })
}

fn lints(workspace: &Workspace) -> Result<()> {
    say::step("checking the Rust code (clippy)", || {
        let told_by_name = ["--test", "e2e", "--test", "papers", "--test", "windows"];
        for targets in [&["--all-targets"][..], &told_by_name] {
            let mut cargo = workspace.cargo();
            cargo.args(["clippy", "--quiet", "--workspace"]).args(targets);
            succeed(cargo.args(["--", "--deny", "warnings"]))?;
        }
        Ok(())
    })
}
