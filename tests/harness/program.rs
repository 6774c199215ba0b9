//! Programs that a test starts, each ended with it.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail};
use xtask::display;

/// Variables that carry a test's own printer or keyring into a program.
pub type Environment = Vec<(&'static str, OsString)>;

/// A program in the background. Asked to end, and awaited, when dropped.
pub struct Program {
    child: Child,
    name: String,
}

impl Program {
    /// Starts it; what it says goes to the file `log`, so that no pipe keeps the test waiting.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        Self::spawn(command.stdin(Stdio::null()), log)
    }

    /// The same, with the file `input` on its standard input.
    pub fn fed(command: &mut Command, input: &Path, log: &Path) -> Result<Self> {
        Self::spawn(command.stdin(File::open(input)?), log)
    }

    fn spawn(command: &mut Command, log: &Path) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let heard =
            File::create(log).with_context(|| format!("{} cannot be written", log.display()))?;
        let child = command
            .stdout(heard.try_clone()?)
            .stderr(heard)
            .spawn()
            .with_context(|| format!("`{name}` cannot be started"))?;
        Ok(Self { child, name })
    }

    /// Fails when it has ended already.
    pub fn must_live(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("`{}` ended early with {status}", self.name),
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        display::end(&mut self.child);
    }
}

/// Where the marks of a data folder's machine lie. The folder is then a whole machine: a copy of it asks nothing, and
/// nothing is left of it afterwards.
pub fn state_of(dir: &Path) -> PathBuf {
    dir.join("machine")
}

/// The folder that this build's programs lie in.
pub fn built(name: &str) -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.ancestors().nth(2).context("a test lies in target/debug/deps")?;
    let program = folder.join(name);
    if !program.exists() {
        bail!("{} isn't built; `cargo xtask e2e` builds it", program.display());
    }
    Ok(program)
}

/// Runs a program to its end and returns what it said.
pub fn said(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("`{name}` cannot be started"))?;
    if !output.status.success() {
        bail!("`{name}` ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}
