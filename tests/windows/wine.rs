//! A Windows of the test's own: Wine with an empty drive.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use tempfile::TempDir;
use tests::program::Environment;
use xtask::windows;
use xtask::workspace::Workspace;

/// It, and where the desk keeps its data there.
pub struct Windows {
    folder: TempDir,
    environment: Environment,
    program: PathBuf,
    library: PathBuf,
}

/// What of an officer's key the desk is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A passphrase.
    Passphrase,
    /// Nothing: Windows keeps it.
    Kept,
}

impl Windows {
    /// A new one, in which programs see this environment.
    pub fn new(environment: Environment) -> Result<Self> {
        let workspace = Workspace::find()?;
        let program = windows::program(&workspace, "parvanehctl.exe");
        ensure!(program.exists(), "`cargo xtask windows` builds {}", program.display());
        let library = windows::library(&workspace);
        Ok(Self { folder: tempfile::tempdir()?, environment, program, library })
    }

    /// A file that a program of this Windows can read and write as `Z:` and its path.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the desk without its window and returns what it said.
    pub fn desk<S: AsRef<OsStr>>(
        &self,
        key: Key,
        words: impl IntoIterator<Item = S>,
    ) -> Result<String> {
        let output = self.run(key, words)?;
        if !output.status.success() {
            bail!("it ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The same, for what has to fail: what it complained of.
    pub fn refusal<S: AsRef<OsStr>>(
        &self,
        key: Key,
        words: impl IntoIterator<Item = S>,
    ) -> Result<String> {
        let output = self.run(key, words)?;
        ensure!(!output.status.success(), "it worked");
        Ok(String::from_utf8(output.stderr)?)
    }

    /// Asks a command of the desk's list.
    pub fn call(&self, command: &str, request: &str) -> Result<Value> {
        let said = self.desk(Key::Passphrase, ["call", command, request])?;
        serde_json::from_str(&said).with_context(|| said)
    }

    fn run<S: AsRef<OsStr>>(&self, key: Key, words: impl IntoIterator<Item = S>) -> Result<Output> {
        let mut wine = Command::new("wine");
        wine.arg(&self.program)
            .args(words)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .envs(windows::environment(&self.prefix(), &self.library))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .env("PARVANEH_DIR", r"C:\desk");
        match key {
            Key::Passphrase => wine.env("PARVANEH_PASSPHRASE", "four unrelated words together"),
            Key::Kept => wine.env_remove("PARVANEH_PASSPHRASE"),
        };
        wine.output().context("wine cannot be started")
    }

    fn prefix(&self) -> PathBuf {
        self.folder.path().join("prefix")
    }
}

impl Drop for Windows {
    fn drop(&mut self) {
        drop(Command::new("wineserver").arg("--kill").env("WINEPREFIX", self.prefix()).status());
    }
}
