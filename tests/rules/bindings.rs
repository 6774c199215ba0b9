//! What is generated from the desk's one list of commands is as it would be written now.
//!
//! `cargo xtask bindings` runs this with `PARVANEH_WRITE_BINDINGS` set, and then it writes instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use ts_rs::{Config, TS};
use xtask::workspace::Workspace;

/// One entry of the list.
struct Listed {
    name: &'static str,
    request: &'static str,
    answer: &'static str,
}

macro_rules! listed {
    ($($name:ident($request:ident) -> $answer:ident;)*) => {
        const COMMANDS: &[Listed] = &[$(
            Listed { name: stringify!($name), request: stringify!($request), answer: stringify!($answer) }
        ),*];

        fn export_types(config: &Config) -> Result<()> {
            use desk::commands::types::*;
            $(
                $request::export_all(config)?;
                $answer::export_all(config)?;
            )*
            desk::Error::export_all(config)?;
            Ok(())
        }
    };
}

desk::for_each_command!(listed);

#[test]
fn the_pages_types_are_fresh() -> Result<()> {
    let folder = Workspace::find()?.ui().join("src/lib/bindings");
    let mut fresh = types()?;
    fresh.insert("commands.ts".into(), command_map()?);
    if writes() {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        for (name, text) in &fresh {
            fs::write(folder.join(name), text)?;
        }
    }
    let there = read_folder(&folder)?;
    let stale: Vec<_> = fresh
        .keys()
        .chain(there.keys())
        .filter(|name| fresh.get(*name) != there.get(*name))
        .collect();
    assert!(
        stale.is_empty(),
        "stale, missing or left over: {stale:?}; `cargo xtask bindings` writes them"
    );
    Ok(())
}

#[test]
fn the_windows_permissions_are_fresh() -> Result<()> {
    let file = Workspace::find()?.root.join("src-tauri/permissions/commands.toml");
    let fresh = permissions()?;
    if writes() {
        fs::write(&file, &fresh)?;
    }
    assert_eq!(fs::read_to_string(file)?, fresh, "stale; `cargo xtask bindings` writes it");
    Ok(())
}

fn writes() -> bool {
    std::env::var_os("PARVANEH_WRITE_BINDINGS").is_some()
}

/// Every type that crosses the door, by the name of its file.
fn types() -> Result<BTreeMap<PathBuf, String>> {
    let folder = tempfile::tempdir()?;
    export_types(&Config::new().with_out_dir(folder.path()))?;
    read_folder(folder.path())
}

/// The commands as the page sees them.
fn command_map() -> Result<String> {
    let mut text =
        String::from("// Written by `cargo xtask bindings` from the desk's list of commands.\n");
    let names = COMMANDS.iter().flat_map(|command| [command.request, command.answer]);
    for name in names.collect::<std::collections::BTreeSet<_>>() {
        writeln!(text, "import type {{ {name} }} from \"./{name}\";")?;
    }
    text.push_str("\nexport interface Commands {\n");
    for Listed { name, request, answer } in COMMANDS {
        writeln!(text, "  {name}: {{ request: {request}; answer: {answer} }};")?;
    }
    text.push_str("}\n");
    Ok(text)
}

/// What the page may call.
fn permissions() -> Result<String> {
    let mut text = String::from(
        "# Written by `cargo xtask bindings` from the desk's list of commands.\n\n\
         [[permission]]\n\
         identifier = \"commands\"\n\
         description = \"each thing that a reviewer can do\"\n\
         commands.allow = [\n",
    );
    for command in COMMANDS {
        writeln!(text, "    \"{}\",", command.name)?;
    }
    text.push_str("]\n");
    Ok(text)
}

fn read_folder(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut files = BTreeMap::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().context("a file has a name")?;
        files.insert(PathBuf::from(name), fs::read_to_string(&path)?);
    }
    Ok(files)
}
