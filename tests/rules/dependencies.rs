//! Licences, sources and bans of everything that is built in: what `deny.toml` says, without a further tool.

use anyhow::Result;
use serde::Deserialize;
use xtask::workspace::Workspace;

use crate::metadata::{Package, all, dependents};

/// The part of `deny.toml` that is tested here.
#[derive(Deserialize)]
struct Policy {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

/// What may not come in, and the only packages through which it may.
#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    #[serde(default)]
    wrappers: Vec<String>,
}

#[test]
fn every_licence_is_one_that_may_be_built_in() -> Result<()> {
    let allowed = policy()?.licenses.allow;
    let may = |it: &Package| it.licence.as_deref().is_some_and(|text| permits(text, &allowed));
    let wrong: Vec<_> = all()?.iter().filter(|package| !may(package)).map(described).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[test]
fn a_licence_text_is_read_as_its_grammar_says() {
    let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"]
        .map(ToOwned::to_owned);
    for (licence, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR GPL-2.0-only) AND GPL-3.0-only", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true),
        ("MIT/Apache-2.0", true),
    ] {
        assert_eq!(permits(licence, &allowed), expected, "{licence}");
    }
}

#[test]
fn every_package_comes_from_crates_io() -> Result<()> {
    let wrong: Vec<_> = all()?
        .iter()
        .filter(|package| package.source.as_deref().is_some_and(|source| source != CRATES_IO))
        .map(described)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[test]
fn what_is_banned_is_not_built_in() -> Result<()> {
    let packages = all()?;
    let bans = policy()?.bans.deny;
    assert!(!bans.is_empty(), "something is banned");
    for ban in bans {
        if !packages.iter().any(|package| package.name == ban.name) {
            continue;
        }
        for dependent in dependents(&ban.name)? {
            assert!(ban.wrappers.contains(&dependent), "{dependent} may bring in {}", ban.name);
        }
    }
    Ok(())
}

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn described(package: &Package) -> String {
    format!("{} {}: {:?} from {:?}", package.name, package.version, package.licence, package.source)
}

fn policy() -> Result<Policy> {
    let text = std::fs::read_to_string(Workspace::find()?.root.join("deny.toml"))?;
    Ok(toml::from_str(&text)?)
}

/// Whether an SPDX expression can be satisfied by allowed licences alone.
fn permits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest, allowed) && rest.is_empty()
}

fn any_of(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut satisfied = all_of(words, allowed);
    while let ["OR", rest @ ..] = words {
        *words = rest;
        satisfied |= all_of(words, allowed);
    }
    satisfied
}

fn all_of(words: &mut &[&str], allowed: &[String]) -> bool {
    let mut satisfied = single(words, allowed);
    while let ["AND", rest @ ..] = words {
        *words = rest;
        satisfied &= single(words, allowed);
    }
    satisfied
}

fn single(words: &mut &[&str], allowed: &[String]) -> bool {
    match *words {
        ["(", rest @ ..] => {
            *words = rest;
            let satisfied = any_of(words, allowed);
            if let [")", rest @ ..] = words {
                *words = rest;
            }
            satisfied
        }
        [licence, "WITH", exception, rest @ ..] => {
            *words = rest;
            allowed.contains(&format!("{licence} WITH {exception}"))
        }
        [licence, rest @ ..] => {
            *words = rest;
            allowed.iter().any(|one| one == licence)
        }
        [] => false,
    }
}
