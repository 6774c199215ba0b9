//! The desk for Windows: built here, and tried under Wine as far as Wine goes. Wine has no web view, so that the
//! window is built and not opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::workspace::{Workspace, answer, succeed};
use crate::{debian, page, say, tools};

/// The system that is built for.
const TARGET: &str = "x86_64-pc-windows-gnu";
/// Where cargo reads what starts a built program.
const RUNNER: &str = "CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER";
/// What Debian 12's Wine lacks and every Windows has: the random bytes that Rust's own library asks for.
const RANDOM_BYTES: &str = "\
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T length) {
    return SystemFunction036(data, (ULONG)length);
}
";

/// Builds everything for Windows, runs the tests of what is particular to it, and the main job to a real queue.
pub fn tried(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD, debian::HEADLESS, debian::TEST, debian::WINDOWS])?;
    standard_library()?;
    tools::node_packages(workspace)?;
    page::build(workspace)?;
    say::step("building the desk for Windows, its window too", || {
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--quiet", "--target", TARGET]);
        succeed(cargo.args(["-p", "parvaneh", "-p", "parvanehctl"]))
    })?;
    random_bytes(workspace)?;
    say::step("running the tests of keyring and printing under Wine", || {
        let mut cargo = workspace.cargo();
        cargo.args(["test", "--quiet", "--target", TARGET, "-p", "desk"]);
        cargo.args(["--lib", "--", "platform"]);
        let prefix = library(workspace).join("prefix");
        succeed(cargo.env(RUNNER, "wine").envs(environment(&prefix, &library(workspace))))
    })?;
    say::step("doing the main job under Wine and printing to a real queue", || {
        let mut cargo = workspace.cargo();
        succeed(cargo.args(["test", "--quiet", "--workspace", "--test", "windows"]))
    })
}

/// What a program under Wine is started with: a Windows of its own, and the library that it may lack.
pub fn environment(prefix: &Path, library: &Path) -> [(&'static str, PathBuf); 3] {
    [
        ("WINEPREFIX", prefix.to_owned()),
        ("WINEPATH", library.to_owned()),
        ("WINEDEBUG", PathBuf::from("-all")),
    ]
}

/// A program that was built for Windows.
pub fn program(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.target.join(TARGET).join("debug").join(name)
}

/// The folder of the library that Wine may lack.
pub fn library(workspace: &Workspace) -> PathBuf {
    workspace.target.join("windows")
}

/// Rust's own library for Windows.
fn standard_library() -> Result<()> {
    if is_there() {
        return Ok(());
    }
    say::step("fetching Rust's own library for Windows", || {
        let fetched = succeed(Command::new("rustup").args(["target", "add", TARGET]));
        if fetched.is_err() || !is_there() {
            bail!("`rustup target add {TARGET}` brings it, where rustup's server can be reached");
        }
        Ok(())
    })
}

fn is_there() -> bool {
    let folder =
        answer(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| Path::new(folder.trim()).exists())
}

/// Builds the library that Debian's Wine lacks.
fn random_bytes(workspace: &Workspace) -> Result<()> {
    let folder = library(workspace);
    fs::create_dir_all(&folder)?;
    let source = folder.join("random_bytes.c");
    fs::write(&source, RANDOM_BYTES).context("the folder for Windows cannot be written")?;
    succeed(
        Command::new("x86_64-w64-mingw32-gcc")
            .args(["-shared", "-o"])
            .arg(folder.join("bcryptprimitives.dll"))
            .arg(&source)
            .arg("-ladvapi32"),
    )
}
