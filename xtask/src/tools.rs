//! What the project uses but doesn't build from its own sources.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::workspace::{Workspace, answer, succeed};
use crate::{say, stamps};

/// The oldest Node that the page's tools run on.
const NODE: (u32, u32) = (20, 19);
/// The one that `python3-venv` belongs to.
const DEBIANS_PYTHON: &str = "/usr/bin/python3";
const TAURI_DRIVER: &str = "2.1.0";

/// Installs the page's packages when the lock file has changed.
pub fn node_packages(workspace: &Workspace) -> Result<()> {
    node()?;
    let ui = workspace.ui();
    let stamp = ui.join("node_modules/.parvaneh-stamp");
    let inputs = [ui.join("package.json"), ui.join("package-lock.json"), ui.join(".npmrc")];
    stamps::unless_done(&stamp, &inputs, || {
        say::step("installing the page's packages (npm ci)", || {
            succeed(workspace.npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
        })
    })
}

/// Fetches every package in the lock file, those for other systems too, so that nothing later needs a network.
pub fn rust_packages(workspace: &Workspace) -> Result<()> {
    let stamp = workspace.target.join("stamps/rust-packages");
    stamps::unless_done(&stamp, &[workspace.root.join("Cargo.lock")], || {
        say::step("fetching the Rust packages", || {
            succeed(workspace.cargo().args(["fetch", "--quiet", "--locked"]))
        })
    })
}

/// Builds the driver of the real window once and returns where it is.
pub fn tauri_driver(workspace: &Workspace) -> Result<PathBuf> {
    let tools = workspace.target.join("tools");
    let driver = tools.join("bin/tauri-driver");
    if !driver.exists() {
        say::step(
            &format!("building tauri-driver {TAURI_DRIVER}, which drives the real window"),
            || {
                succeed(
                    workspace
                        .cargo()
                        .args(["install", "tauri-driver", "--version", TAURI_DRIVER])
                        .args(["--locked", "--debug", "--quiet", "--root"])
                        .arg(&tools)
                        .env("CARGO_TARGET_DIR", tools.join("build"))
                        .env("CARGO_PROFILE_DEV_DEBUG", "0"),
                )
            },
        )?;
    }
    Ok(driver)
}

/// Installs the S3 service of the stories.
pub fn bucket_server(workspace: &Workspace) -> Result<()> {
    python_packages(workspace, "bucket", &["tests/e2e/requirements.txt"])
}

/// Installs what reads and checks papers in the tests.
pub fn paper_readers(workspace: &Workspace) -> Result<()> {
    python_packages(workspace, "papers", &["tests/papers/requirements.txt"])?;
    python_packages(workspace, "cose", &["tests/papers/cose.txt"])
}

/// Installs those, and what papers are measured against.
pub fn paper_peers(workspace: &Workspace) -> Result<()> {
    let pinned = ["tests/papers/requirements.txt", "tests/bench/requirements.txt"];
    python_packages(workspace, "bench", &pinned)
}

/// Installs the typeface as its makers give it, and returns the folder of its files. Peers are given these; ours are
/// prepared for our papers.
pub fn peer_faces(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("tools/faces");
    let pinned = ["package.json", "package-lock.json"];
    let files = pinned.map(|file| workspace.root.join("tests/bench/faces").join(file));
    stamps::unless_done(&folder.join("stamp"), &files, || {
        say::step("installing the faces that peers are given (npm ci)", || {
            fs::create_dir_all(&folder)?;
            for (file, name) in files.iter().zip(pinned) {
                fs::copy(file, folder.join(name))?;
            }
            let mut npm = workspace.npm();
            npm.current_dir(&folder);
            succeed(npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))
        })
    })?;
    Ok(folder.join("node_modules/vazirmatn/fonts/ttf"))
}

/// Makes a Python environment that holds the pinned packages of some files and nothing else.
fn python_packages(workspace: &Workspace, name: &str, pinned: &[&str]) -> Result<()> {
    let python = workspace.python(name);
    let stamp = workspace.target.join("stamps").join(format!("python-{name}"));
    if !python.exists() && stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    let files: Vec<PathBuf> = pinned.iter().map(|file| workspace.root.join(file)).collect();
    stamps::unless_done(&stamp, &files, || {
        say::step(&format!("installing the Python packages of {}", pinned.join(", ")), || {
            let folder = workspace.python_environment(name);
            succeed(Command::new(DEBIANS_PYTHON).args(["-m", "venv", "--clear"]).arg(folder))?;
            succeed(
                Command::new(&python)
                    .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                    .args(["--no-deps", "--only-binary", ":all:", "--require-hashes"])
                    .args(files.iter().flat_map(|file| [OsStr::new("-r"), file.as_os_str()])),
            )
        })
    })
}

fn node() -> Result<()> {
    let version = answer(Command::new("node").arg("--version")).with_context(|| {
        format!("Node {}.{} or newer is needed to build the page", NODE.0, NODE.1)
    })?;
    let mut numbers =
        version.trim().trim_start_matches('v').split('.').map_while(|number| number.parse().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < NODE {
        bail!(
            "this is Node {}; the page's tools need {}.{} or newer",
            version.trim(),
            NODE.0,
            NODE.1
        );
    }
    Ok(())
}
