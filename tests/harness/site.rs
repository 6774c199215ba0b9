//! The registry as a program of its own, on a database of its own.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use xtask::postgres::{Cluster, of_this_program};
use xtask::workspace::{answer, succeed, write_secret};

use crate::bucket::Bucket;
use crate::patience::until;
use crate::program::{Program, built};

/// The master key of every test.
pub const MASTER_KEY: [u8; 32] = [7; 32];

static NEXT: AtomicU32 = AtomicU32::new(0);
/// Logins belong to a whole cluster, and are made by the first registry in it.
static MIGRATING: Mutex<()> = Mutex::new(());

/// A served registry. Ended when dropped.
pub struct Site {
    /// How browsers reach it.
    pub origin: String,
    /// Where its database is, for the login that owns it.
    pub database_url: String,
    _server: Program,
    home: TempDir,
}

impl Site {
    /// Makes a database, brings it to this version and serves it, with its documents in a folder.
    pub fn serve() -> Result<Self> {
        Self::set_up(of_this_program(), Room::Enough, None)
    }

    /// The same, with its documents in a bucket.
    pub fn serve_with(bucket: &Bucket) -> Result<Self> {
        Self::set_up(of_this_program(), Room::Enough, Some(bucket))
    }

    /// The same, on a PostgreSQL that the test may stop.
    pub fn serve_on(cluster: &Cluster) -> Result<Self> {
        Self::set_up(cluster, Room::Enough, None)
    }

    /// The same, on a disk that has no room for a file of more than 200 KB.
    pub fn serve_in_little_room() -> Result<Self> {
        Self::set_up(of_this_program(), Room::Little, None)
    }

    fn set_up(cluster: &Cluster, room: Room, bucket: Option<&Bucket>) -> Result<Self> {
        let name = format!("site_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let make = format!("create database {name}");
        succeed(
            Command::new("psql")
                .args(["--quiet", "--no-psqlrc", "--username", Cluster::OWNER, "--host"])
                .arg(cluster.folder())
                .args(["--dbname", "postgres", "--command", &make]),
        )?;
        let home = tempfile::Builder::new().prefix("parvaneh-site-").tempdir()?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        // Browsers keep `Secure` cookies of this name without TLS.
        let origin = format!("http://localhost:{port}");
        let database_url = cluster.url(&name);
        let key = home.path().join("master.key");
        write_secret(&key, &MASTER_KEY.map(|byte| format!("{byte:02x}")).concat())?;
        let config = home.path().join("registry.toml");
        let text = format!(
            "database_url = \"{database_url}\"\nmaster_key_file = \"{}\"\nlisten = \"127.0.0.1:{port}\"\n\
             origin = \"{origin}\"\n{}",
            key.display(),
            bucket.map_or_else(|| in_folder(home.path()), Bucket::configured)
        );
        fs::write(&config, text)?;
        let program = built("parvaneh-registry")?;
        let alone = MIGRATING.lock().unwrap_or_else(PoisonError::into_inner);
        succeed(Command::new(&program).arg("--config").arg(&config).arg("migrate"))?;
        drop(alone);
        // The sample catalogue, and no case.
        let sample = ["demo", "--cases", "0"];
        succeed(Command::new(&program).arg("--config").arg(&config).args(sample))?;
        let may = bucket.map_or(Vec::new(), |_| Bucket::credentials().to_vec());
        let mut server = Program::start(
            room.command(&program).arg("--config").arg(&config).arg("serve").envs(may),
            &home.path().join("server.log"),
        )?;
        until("the registry's port", || {
            server.must_live()?;
            Ok(TcpStream::connect(("127.0.0.1", port)).is_ok().then_some(()))
        })?;
        Ok(Self { origin, database_url, _server: server, home })
    }

    /// What a command says that somebody gives at the server's console.
    pub fn console(&self, command: &[&str]) -> Result<String> {
        let config = self.home.path().join("registry.toml");
        let mut program = Command::new(built("parvaneh-registry")?);
        let said = answer(program.arg("--config").arg(&config).args(command));
        said.with_context(|| format!("`{}` failed", command.join(" ")))
    }

    /// A folder of the test's own.
    pub fn folder(&self) -> &Path {
        self.home.path()
    }

    /// What the server has written about itself.
    pub fn log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.home.path().join("server.log"))?)
    }
}

/// What the server finds on its disk.
#[derive(Clone, Copy)]
enum Room {
    Enough,
    Little,
}

impl Room {
    fn command(self, program: &Path) -> Command {
        match self {
            Self::Enough => Command::new(program),
            Self::Little => {
                // A write beyond the limit fails as on a full disk, once the signal is not heard.
                let mut shell = Command::new("sh");
                let limited = "trap '' XFSZ; ulimit -f 400; exec \"$0\" \"$@\"";
                shell.args(["-c", limited]).arg(program);
                shell
            }
        }
    }
}

fn in_folder(home: &Path) -> String {
    format!("documents = {{ folder = \"{}\" }}\n", home.join("documents").display())
}
