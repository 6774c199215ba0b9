//! A real CUPS queue of the test's own: its own server, socket, spool and back end.
//!
//! The back end keeps every job as it arrived, so that a test can hold the printed file in its hands.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use tempfile::TempDir;

use crate::patience::until;
use crate::program::{Environment, Program, said};

/// The queue's name.
pub const QUEUE: &str = "desk-printer";

/// A print server with one queue.
pub struct Printer {
    folder: TempDir,
    _server: Program,
}

/// How the queue takes a job.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Every job is printed.
    Prints,
    /// Every job is refused by the device.
    Fails,
}

impl Printer {
    /// Starts the server and its queue.
    pub fn start(behaviour: Behaviour) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("parvaneh-printer-").tempdir()?;
        let dir = folder.path();
        fs::set_permissions(dir, fs::Permissions::from_mode(0o755))?;
        for name in ["bin/backend", "root", "cache", "state/certs", "spool/tmp", "printed"] {
            fs::create_dir_all(dir.join(name))?;
        }
        for kept in ["daemon", "filter", "notifier", "monitor"] {
            let ours = Path::new("/usr/lib/cups").join(kept);
            if ours.exists() {
                symlink(ours, dir.join("bin").join(kept))?;
            }
        }
        let backend = dir.join("bin/backend/keep");
        fs::write(&backend, back_end(dir, behaviour))?;
        // A back end that only its owner may run is run as its owner and not as the print user.
        fs::set_permissions(&backend, fs::Permissions::from_mode(0o700))?;
        fs::write(dir.join("cups-files.conf"), files_conf(dir))?;
        fs::write(dir.join("cupsd.conf"), server_conf(dir))?;

        let mut server = Program::start(
            Command::new("/usr/sbin/cupsd")
                .arg("-f")
                .arg("-c")
                .arg(dir.join("cupsd.conf"))
                .arg("-s")
                .arg(dir.join("cups-files.conf")),
            &dir.join("cupsd.log"),
        )?;
        let socket = dir.join("cups.sock");
        until("the print server's socket", || {
            server.must_live()?;
            Ok(socket.exists().then_some(()))
        })?;
        let printer = Self { folder, _server: server };
        said(
            printer
                .tool("/usr/sbin/lpadmin")
                .args(["-p", QUEUE, "-E", "-v", "keep:/", "-m", "raw"]),
        )
        .context("the queue cannot be made")?;
        said(printer.tool("/usr/sbin/lpadmin").args(["-d", QUEUE]))?;
        Ok(printer)
    }

    /// What leads a program to this printer.
    pub fn environment(&self) -> Environment {
        vec![("CUPS_SERVER", self.folder.path().join("cups.sock").into())]
    }

    /// Waits until `count` jobs have been printed and returns their files, oldest first.
    pub fn printed(&self, count: usize) -> Result<Vec<PathBuf>> {
        until(&format!("{count} printed files"), || {
            let mut files = Vec::new();
            for entry in fs::read_dir(self.folder.path().join("printed"))? {
                let file = entry?.path();
                if file.extension().is_some_and(|extension| extension == "pdf") {
                    files.push(file);
                }
            }
            files.sort();
            Ok((files.len() >= count).then_some(files))
        })
    }

    /// One of CUPS' own tools, led to this printer.
    pub fn tool(&self, name: &str) -> Command {
        let mut tool = Command::new(name);
        tool.envs(self.environment());
        tool
    }
}

fn back_end(dir: &Path, behaviour: Behaviour) -> String {
    let printed = dir.join("printed");
    let printed = printed.display();
    match behaviour {
        // CUPS calls it with: job, user, title, copies, options [, file]; without a file the job comes on stdin.
        Behaviour::Prints => format!(
            "#!/bin/sh\n[ $# -eq 0 ] && {{ echo 'direct keep \"Unknown\" \"Keeps what is printed\"'; exit 0; }}\n\
             part=\"{printed}/$(printf %05d \"$1\")\"\ncat \"${{6:--}}\" > \"$part.part\" && mv \"$part.part\" \"$part.pdf\"\n"
        ),
        Behaviour::Fails => {
            "#!/bin/sh\n[ $# -eq 0 ] && exit 0\necho 'ERROR: the device is on fire' >&2\nexit 4\n"
                .into()
        }
    }
}

fn files_conf(dir: &Path) -> String {
    let dir = dir.display();
    format!(
        "ServerRoot {dir}/root\nServerBin {dir}/bin\nDataDir /usr/share/cups\nCacheDir {dir}/cache\n\
         StateDir {dir}/state\nRequestRoot {dir}/spool\nTempDir {dir}/spool/tmp\nDocumentRoot {dir}/root\n\
         AccessLog {dir}/access.log\nErrorLog {dir}/error.log\nPageLog {dir}/page.log\n\
         SystemGroup root lpadmin\nFatalErrors config\n"
    )
}

fn server_conf(dir: &Path) -> String {
    let dir = dir.display();
    format!(
        "Listen {dir}/cups.sock\nLogLevel warn\nBrowsing No\nDefaultShared No\nWebInterface No\n\
         ErrorPolicy abort-job\nPreserveJobHistory Yes\n\
         <Location />\n  Order allow,deny\n  Allow all\n</Location>\n\
         <Location /admin>\n  Order allow,deny\n  Allow all\n</Location>\n\
         <Policy default>\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>\n"
    )
}
