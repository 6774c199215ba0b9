//! Where things lie, and how programs are started there.

use std::env;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// The checkout and the folder that builds go to.
pub struct Workspace {
    /// The checkout's root.
    pub root: PathBuf,
    /// `target/`, or what `CARGO_TARGET_DIR` says.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the checkout that this tool was built from.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in the checkout's root")?
            .to_path_buf();
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        Ok(Self { target: root.join(target), root })
    }

    /// The page's folder.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A program that the workspace builds.
    pub fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// The folder of a Python environment of our own.
    pub fn python_environment(&self, name: &str) -> PathBuf {
        self.target.join("tools").join(format!("python-{name}"))
    }

    /// The Python of such an environment.
    pub fn python(&self, name: &str) -> PathBuf {
        self.python_environment(name).join("bin/python")
    }

    /// Cargo, in the root. Builds carry no debug information and no increments: a fresh machine pays for both.
    pub fn cargo(&self) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.root).env("SQLX_OFFLINE", "true");
        cargo
    }

    /// npm, in the page's folder.
    pub fn npm(&self) -> Command {
        let mut npm = Command::new("npm");
        npm.current_dir(self.ui()).env("NO_COLOR", "1");
        npm
    }
}

/// Runs a program to its end and fails with its own words when it fails.
pub fn succeed(command: &mut Command) -> Result<()> {
    let name = shown(command);
    let status = command.status().with_context(|| format!("`{name}` cannot be started"))?;
    if !status.success() {
        bail!("`{name}` ended with {status}");
    }
    Ok(())
}

/// Runs a program to its end and returns what it wrote, or `None` when it failed or isn't there.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Writes a file that nobody else may read.
///
/// # Errors
/// What the file system can do.
pub fn write_secret(file: &Path, text: &str) -> Result<()> {
    if file.exists() {
        fs::remove_file(file)?;
    }
    let mut written = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    written.write_all(text.as_bytes())?;
    Ok(())
}
