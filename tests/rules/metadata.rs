//! What cargo says about the workspace.

use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;
use tests::program::said;
use xtask::workspace::Workspace;

/// One package with what these rules ask of it.
pub struct Package {
    pub name: String,
    pub version: String,
    pub licence: Option<String>,
    /// The registry; `None` for a package that lies on this disk.
    pub source: Option<String>,
    /// Names of what it needs to be built and run, leaving out what only its tests need.
    pub needs: Vec<String>,
}

/// The packages of this workspace.
pub fn ours() -> Result<Vec<Package>> {
    packages(&["--no-deps"])
}

/// Every package that is in the lock file, for any platform.
pub fn all() -> Result<Vec<Package>> {
    packages(&[])
}

/// Which packages (`name`) depend on the package `on`, in the resolved graph.
pub fn dependents(on: &str) -> Result<Vec<String>> {
    Ok(all()?
        .into_iter()
        .filter(|package| package.needs.iter().any(|name| name == on))
        .map(|it| it.name)
        .collect())
}

fn packages(arguments: &[&str]) -> Result<Vec<Package>> {
    let root = Workspace::find()?.root;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let answer = said(
        Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--locked", "--offline"])
            .args(arguments)
            .current_dir(root),
    )?;
    let answer: Value = serde_json::from_str(&answer)?;
    answer["packages"].as_array().context("cargo lists packages")?.iter().map(package).collect()
}

fn package(package: &Value) -> Result<Package> {
    let text = |key: &str| package[key].as_str().map(ToOwned::to_owned);
    let dependencies =
        package["dependencies"].as_array().context("a package lists what it depends on")?;
    let needs = dependencies
        .iter()
        .filter(|dependency| dependency["kind"].as_str() != Some("dev"))
        .filter_map(|dependency| dependency["name"].as_str().map(ToOwned::to_owned));
    Ok(Package {
        name: text("name").context("a package has a name")?,
        version: text("version").context("a package has a version")?,
        licence: text("license"),
        source: text("source"),
        needs: needs.collect(),
    })
}
