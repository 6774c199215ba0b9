//! No test lies on the disk without being run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use xtask::workspace::Workspace;

#[test]
fn every_rust_file_is_declared_as_a_module() -> Result<()> {
    let root = Workspace::find()?.root;
    let mut files = Vec::new();
    for folder in ["crates", "registry", "src-tauri", "tests", "xtask"] {
        rust_files(&root.join(folder), &mut files)?;
    }
    assert!(files.len() > 20, "the sources are found");
    let forgotten: BTreeSet<_> = files
        .iter()
        .filter(|file| !is_reached(file).unwrap_or(false))
        .map(|file| file.display().to_string())
        .collect();
    assert!(forgotten.is_empty(), "no `mod` names these files: {forgotten:#?}");
    Ok(())
}

#[test]
fn no_test_is_ignored_or_retried() -> Result<()> {
    let root = Workspace::find()?.root;
    let mut files = Vec::new();
    for folder in ["crates", "registry", "src-tauri", "tests", "xtask"] {
        rust_files(&root.join(folder), &mut files)?;
    }
    let mark = ["#[", "ignore"].concat();
    for file in files {
        let text = fs::read_to_string(&file)?;
        assert!(!text.contains(&mark), "{} ignores a test", file.display());
    }
    Ok(())
}

/// Whether a `mod` names this file, or Cargo starts there by itself.
fn is_reached(file: &Path) -> Result<bool> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).context("a source has a name")?;
    let folder = file.parent().context("a source lies in a folder")?;
    if ["main", "lib", "build"].contains(&stem) || is_target(folder, file)? {
        return Ok(true);
    }
    let mut parents =
        vec![folder.join("main.rs"), folder.join("lib.rs"), folder.with_extension("rs")];
    parents.extend(
        fs::read_dir(folder)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path != file),
    );
    let declares = |parent: &PathBuf| {
        fs::read_to_string(parent).is_ok_and(|text| {
            text.lines().any(|line| {
                let line = line.trim_start();
                let line = line
                    .strip_prefix("pub ")
                    .or_else(|| line.strip_prefix("pub(crate) "))
                    .or_else(|| line.strip_prefix("pub(super) "))
                    .unwrap_or(line);
                line.strip_prefix("mod ").is_some_and(|rest| rest.trim_end() == format!("{stem};"))
            })
        })
    };
    Ok(parents
        .iter()
        .filter(|parent| parent.extension().is_some_and(|it| it == "rs"))
        .any(declares))
}

/// Files that Cargo finds by itself: the tests, examples and benches of a package that leaves that on.
fn is_target(folder: &Path, file: &Path) -> Result<bool> {
    let package = folder.parent().context("a folder lies in a package")?;
    let manifest = fs::read_to_string(package.join("Cargo.toml")).unwrap_or_default();
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let relative =
        format!("{name}/{}", file.file_name().and_then(|name| name.to_str()).unwrap_or_default());
    let automatic = match name {
        "tests" => !manifest.contains("autotests = false"),
        "examples" | "benches" | "bin" => true,
        _ => false,
    };
    Ok(!manifest.is_empty() && (automatic || manifest.contains(&format!("\"{relative}\""))))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
