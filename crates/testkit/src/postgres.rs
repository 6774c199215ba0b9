//! A real PostgreSQL for one test program: a cluster in a folder of its own that ends with the program.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Makes a cluster, serves it on a socket in its folder, says so, and removes it when standard input closes.
/// Nothing is ever synced to disk: what a test writes need not outlive it.
const SCRIPT: &str = r#"
set -e
cd "$2"
"$1/initdb" -D data -U owner --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1
"$1/postgres" -D data -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
    -c full_page_writes=off -c max_connections=200 -c log_min_messages=fatal >server.log 2>&1 &
server=$!
until "$1/pg_isready" -q -h "$2" -U owner; do kill -0 $server; done
echo ready
read -r end || true
kill -INT $server
wait $server || true
cd /
rm -rf "$2"
"#;

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    // Its standard input is what the script waits for.
    _script: Child,
}

/// The cluster of this test program, started when it is first asked for.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

impl Cluster {
    fn start() -> Self {
        // The path of a socket is bounded, and a folder of root's is closed to others: not under `target`.
        let folder = std::env::temp_dir().join(format!("parvaneh-postgres-{}", std::process::id()));
        fs::create_dir(&folder).expect("a new folder can be made");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))
            .expect("the folder is ours");
        let mut script = Command::new("sh");
        script.args(["-c", SCRIPT, "sh"]).arg(programs()).arg(&folder);
        if let Some((user, group)) = other_user() {
            chown(&folder, Some(user), Some(group)).expect("root may give folders away");
            script.uid(user).gid(group);
        }
        script.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut script = script.spawn().expect("sh can be started");
        let said = script.stdout.take().map(BufReader::new).and_then(|out| out.lines().next());
        if !matches!(said, Some(Ok(ref line)) if line == "ready") {
            let log = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
            panic!("PostgreSQL did not start:\n{}{}", log("initdb.log"), log("server.log"));
        }
        Self { folder, _script: script }
    }

    /// The folder of its socket.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The login that owns everything.
    pub const OWNER: &'static str = "owner";
}

/// PostgreSQL refuses to be root; Debian's package brings a user for it.
fn other_user() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt as _;
    let me = fs::metadata("/proc/self").expect("Linux has /proc").uid();
    if me != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").expect("there are users");
    let line = users.lines().find(|line| line.starts_with("postgres:"))?;
    let mut numbers = line.split(':').skip(2).filter_map(|word| word.parse().ok());
    Some((numbers.next()?, numbers.next()?))
}

fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed");
    let folders = versions.filter_map(Result::ok).map(|entry| entry.path().join("bin"));
    folders.filter(|bin| bin.join("initdb").exists()).max().expect("PostgreSQL is installed")
}
