//! Which of our packages may depend on which. A new arrow is a decision, made here.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::metadata::ours;

/// The most that each may depend on, of ours and of what has a place of its own.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("wire", &["domain"]),
    ("casedb", &["domain", "wire"]),
    ("documents", &["domain"]),
    ("desk", &["domain", "casedb", "documents", "wire"]),
    ("parvanehctl", &["desk"]),
    ("parvaneh", &["desk"]),
    ("registry", &["domain", "documents", "wire"]),
    ("testkit", &["domain", "wire", "casedb", "documents", "desk"]),
    ("xtask", &[]),
];

/// The owners of what only one package may name.
const OWNERS: &[(&str, &[&str])] = &[
    ("tauri", &["parvaneh"]),
    ("tauri-build", &["parvaneh"]),
    ("sqlx", &["casedb", "registry", "tests"]),
    ("libsqlite3-sys", &["casedb"]),
    ("printpdf", &["documents"]),
    ("keyring", &["desk"]),
    ("keyring-core", &["desk"]),
    ("axum", &["registry"]),
    ("clap", &["parvanehctl", "registry"]),
];

#[test]
fn a_package_depends_only_on_the_layers_below_it() -> Result<()> {
    let packages = ours()?;
    let allowed: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let mut wrong = Vec::new();
    for package in packages.iter().filter(|package| package.name != "tests") {
        let Some(below) = allowed.get(package.name.as_str()) else {
            wrong.push(format!("{} has no place among the layers yet", package.name));
            continue;
        };
        for need in &package.needs {
            let is_ours = packages.iter().any(|other| &other.name == need);
            if is_ours && !below.contains(&need.as_str()) {
                wrong.push(format!("{} -> {need}", package.name));
            }
        }
    }
    assert!(wrong.is_empty(), "these arrows aren't allowed: {wrong:#?}");
    Ok(())
}

#[test]
fn tests_and_tools_are_needed_by_no_program() -> Result<()> {
    for package in ours()?.iter().filter(|package| package.name != "tests") {
        for kept in ["tests", "testkit", "xtask"] {
            assert!(
                !package.needs.iter().any(|need| need == kept),
                "{} needs {kept} to run",
                package.name
            );
        }
    }
    Ok(())
}

#[test]
fn what_has_one_owner_is_named_by_no_other() -> Result<()> {
    let mut wrong = Vec::new();
    for package in ours()? {
        for (owned, owners) in OWNERS {
            if package.needs.iter().any(|need| need == owned)
                && !owners.contains(&package.name.as_str())
            {
                wrong.push(format!("{} names {owned}, which belongs to {owners:?}", package.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

/// `serde_json` is not among these: an edition of the catalogue is a document that people write, and reading it with
/// the place of each flaw is one of the rules.
#[test]
fn the_rules_know_no_clock_no_disk_and_no_wire() -> Result<()> {
    let pure = ours()?.into_iter().find(|package| package.name == "domain");
    let needs = pure.map(|package| package.needs).unwrap_or_default();
    assert!(!needs.is_empty(), "domain is in the workspace and depends on something");
    for impure in ["tokio", "sqlx", "reqwest", "rand", "getrandom", "tracing", "minicbor", "tauri"]
    {
        assert!(!needs.iter().any(|need| need == impure), "domain is pure and needs no {impure}");
    }
    Ok(())
}
