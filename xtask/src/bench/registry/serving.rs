//! A server that is measured.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context as _, Result, bail};

use crate::display;

/// A running server; it ends with this.
pub struct Serving {
    process: Child,
    /// Where it listens.
    pub port: u16,
}

impl Serving {
    /// Starts one and waits until it serves.
    pub fn start(program: &Path, config: &Path, port: u16) -> Result<Self> {
        let mut process = Command::new(program)
            .arg("--config")
            .arg(config)
            .arg("serve")
            .stderr(Stdio::piped())
            .spawn()
            .context("the registry does not start")?;
        let log = process.stderr.take().context("the server's log is piped")?;
        let mut log = BufReader::new(log).lines();
        let mut said = Vec::new();
        for line in log.by_ref().map_while(Result::ok) {
            if line.contains("\"serving\"") {
                thread::spawn(move || log.for_each(drop));
                return Ok(Self { process, port });
            }
            said.push(line);
        }
        display::end(&mut process);
        bail!("the registry does not serve:\n{}", said.join("\n"))
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        display::end(&mut self.process);
    }
}
