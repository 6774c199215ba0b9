//! A real PostgreSQL in a folder of its own, for tests and for trying things. It ends with whoever started it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail};

use crate::workspace::succeed;

/// Makes a cluster where there is none, serves it on a socket in its folder, says so, and stops when its
/// standard input closes.
const SCRIPT: &str = r#"
set -e
programs=$1 folder=$2 keeping=$3
shift 3
cd "$folder"
[ -e data ] || "$programs/initdb" -D data -U owner --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1
if [ "$keeping" = nothing ]; then
    set -- -c fsync=off -c synchronous_commit=off -c full_page_writes=off "$@"
fi
"$programs/postgres" -D data -k "$folder" -c listen_addresses= -c max_connections=200 \
    -c log_min_messages=fatal "$@" >server.log 2>&1 &
server=$!
until "$programs/pg_isready" -q -h "$folder" -U owner; do kill -0 $server; done
echo ready
read -r end || true
kill -INT $server
wait $server || true
if [ "$keeping" = nothing ]; then cd / && rm -rf "$folder"; fi
"#;

/// What is left of a cluster when it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing, and nothing is synced to the disk while it lives: for tests.
    Nothing,
    /// Everything: the next one in the same folder goes on with it.
    Data,
}

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    // Its standard input is what the script waits for.
    _script: Child,
}

/// The cluster of this test program, started when it is first asked for.
///
/// # Panics
/// When PostgreSQL is not installed or does not start: the tests cannot go on then.
#[expect(clippy::expect_used, reason = "a test that has no database stops here")]
pub fn of_this_program() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        // The path of a socket is bounded, and a folder of root's is closed to others: not under `target`.
        let name = format!("parvaneh-postgres-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        Cluster::start(&folder, Keeping::Nothing).expect("PostgreSQL starts")
    })
}

impl Cluster {
    /// The login that owns everything.
    pub const OWNER: &'static str = "owner";

    /// Starts one in a folder, which is made where it is not there.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start; with what it said.
    pub fn start(folder: &Path, keeping: Keeping) -> Result<Self> {
        Self::start_with(folder, keeping, &[])
    }

    /// The same with settings of its own, each as `name=value`.
    ///
    /// # Errors
    /// As [`Cluster::start`].
    pub fn start_with(folder: &Path, keeping: Keeping, settings: &[String]) -> Result<Self> {
        let programs = programs()?;
        fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        let mut script = Command::new("sh");
        script.args(["-c", SCRIPT, "sh"]).arg(&programs).arg(folder).arg(match keeping {
            Keeping::Nothing => "nothing",
            Keeping::Data => "data",
        });
        script.args(settings.iter().flat_map(|setting| ["-c", setting]));
        owned(&mut script, folder)?;
        // A terminal's interrupt is for whoever started the cluster, which then ends it in order.
        script.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut script = script.spawn().context("`sh` cannot be started")?;
        let said = script.stdout.take().map(BufReader::new).and_then(|out| out.lines().next());
        if !matches!(said, Some(Ok(ref line)) if line == "ready") {
            let log = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
            bail!("PostgreSQL does not start:\n{}{}", log("initdb.log"), log("server.log"));
        }
        Ok(Self { folder: folder.to_owned(), _script: script })
    }

    /// Starts a standby in another folder, which follows this one and answers reads.
    ///
    /// # Errors
    /// What copying and starting can do.
    pub fn standby(&self, folder: &Path, keeping: Keeping, settings: &[String]) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let mut copy = Command::new(programs()?.join("pg_basebackup"));
        copy.arg("--pgdata").arg(folder.join("data")).arg("--host").arg(&self.folder);
        copy.args(["--username", Self::OWNER, "--write-recovery-conf", "--wal-method", "stream"]);
        copy.args(["--checkpoint", "fast", "--no-sync"]).current_dir("/");
        owned(&mut copy, folder)?;
        succeed(&mut copy)?;
        Self::start_with(folder, keeping, settings)
    }

    /// The process that answers for all of it.
    ///
    /// # Errors
    /// When it has ended.
    pub fn process(&self) -> Result<u32> {
        let file = fs::read_to_string(self.folder.join("data/postmaster.pid"))?;
        file.lines().next().and_then(|line| line.parse().ok()).context("PostgreSQL has ended")
    }

    /// The folder of its socket.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a database of it is, as an address.
    pub fn url(&self, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://{}@{folder}/{database}", Self::OWNER)
    }
}

/// Gives a folder, and what is done there, to the user that PostgreSQL runs as.
fn owned(command: &mut Command, folder: &Path) -> Result<()> {
    if let Some((user, group)) = other_user()? {
        chown(folder, Some(user), Some(group))?;
        command.uid(user).gid(group);
    }
    Ok(())
}

/// PostgreSQL refuses to be root; Debian's package brings a user for it.
fn other_user() -> Result<Option<(u32, u32)>> {
    if fs::metadata("/proc/self")?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let line = users.lines().find(|line| line.starts_with("postgres:"));
    let line = line.context("there is no user `postgres` to run PostgreSQL as")?;
    let mut numbers = line.split(':').skip(2).filter_map(|word| word.parse().ok());
    numbers.next().zip(numbers.next()).map(Some).context("/etc/passwd has no numbers")
}

/// The newest PostgreSQL's folder of programs, as Debian lays them.
pub(crate) fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").context("PostgreSQL is not installed")?;
    let folders = versions.filter_map(Result::ok).map(|entry| entry.path().join("bin"));
    let installed = folders.filter(|bin| bin.join("initdb").exists()).max();
    installed.context("PostgreSQL is not installed")
}
