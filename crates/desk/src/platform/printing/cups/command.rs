//! Running a command of the print system: in plain English, fed from memory, and never waited for without
//! end.

use std::io::{ErrorKind, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::platform::printing::PrintFailure;

/// How long a command may take. A network queue that is gone answers late or never.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of an answer is read; no list of printers is longer.
const MOST_BYTES: u64 = 1 << 20;

/// A command.
pub(super) struct Tool(PathBuf);

/// What a command said.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) success: bool,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Tool {
    pub(super) const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Runs it with `input` as its standard input.
    pub(super) fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Said, PrintFailure> {
        let child = Command::new(&self.0)
            .args(arguments)
            .env("LC_ALL", "C")
            .env_remove("LANGUAGE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => PrintFailure::CommandMissing,
                kind => PrintFailure::CommandFailed(kind.to_string()),
            })?;
        converse(child, input)
    }
}

/// Writes to the command while reading from it, so that neither waits for the other.
fn converse(mut child: Child, input: &[u8]) -> Result<Said, PrintFailure> {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (done, all_done) = mpsc::channel();
    let listen = |from: Option<Box<dyn std::io::Read + Send>>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = from.map(|from| from.take(MOST_BYTES).read_to_end(&mut bytes));
            read.map(|_| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
        })
    };
    let input = input.to_vec();
    // A command that ends before it has read everything says why on its own; the broken pipe adds nothing.
    let feeding = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
    let heard = listen(stdout.map(|out| Box::new(out) as _));
    let complaints = listen(stderr.map(|err| Box::new(err) as _));
    let listeners = std::thread::spawn(move || {
        let said = (heard.join().unwrap_or_default(), complaints.join().unwrap_or_default());
        drop(feeding.join());
        done.send(said)
    });
    let Ok((stdout, stderr)) = all_done.recv_timeout(PATIENCE) else {
        // Ended and reaped; the threads end with its pipes.
        drop(child.kill());
        drop(child.wait());
        return Err(PrintFailure::NoAnswer);
    };
    drop(listeners.join());
    let status =
        child.wait().map_err(|error| PrintFailure::CommandFailed(error.kind().to_string()))?;
    Ok(Said { success: status.success(), stdout, stderr })
}
