//! A real S3 service of the test's own, with one bucket.

use std::fs;
use std::net::TcpListener;
use std::process::Command;

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use xtask::workspace::Workspace;

use crate::patience::until;
use crate::program::Program;

const NAME: &str = "documents";
const USER: &str = "registry";
const SECRET: &str = "of-this-test-alone";

/// A served bucket. Ended when dropped.
pub struct Bucket {
    endpoint: String,
    _server: Program,
    home: TempDir,
}

impl Bucket {
    /// Starts the service and makes the bucket.
    pub fn serve() -> Result<Self> {
        let weed = Workspace::find()?.python_environment("bucket").join("bin/weed");
        let home = tempfile::Builder::new().prefix("parvaneh-bucket-").tempdir()?;
        let users = home.path().join("users.json");
        let may = r#"["Admin", "Read", "Write", "List"]"#;
        fs::write(
            &users,
            format!(
                r#"{{"identities": [{{"name": "{USER}", "actions": {may},
                    "credentials": [{{"accessKey": "{USER}", "secretKey": "{SECRET}"}}]}}]}}"#
            ),
        )?;
        let data = home.path().join("data");
        fs::create_dir(&data)?;
        // Held together, so that they differ.
        let held = (0..10).map(|_| TcpListener::bind(("127.0.0.1", 0)));
        let held: Vec<TcpListener> = held.collect::<std::io::Result<_>>()?;
        let ports = held.iter().map(|port| Ok(port.local_addr()?.port()));
        let ports: Vec<u16> = ports.collect::<std::io::Result<_>>()?;
        drop(held);
        let names = [
            "master.port",
            "master.port.grpc",
            "volume.port",
            "volume.port.grpc",
            "filer.port",
            "filer.port.grpc",
            "s3.port",
            "s3.port.grpc",
            "s3.port.iceberg",
            "s3.port.lance",
        ];
        let mut command = Command::new(&weed);
        command.arg("server").arg(format!("-dir={}", data.display()));
        command.args([
            "-ip=127.0.0.1",
            "-filer",
            "-s3",
            "-volume.max=50",
            "-master.volumeSizeLimitMB=32",
        ]);
        command.arg(format!("-s3.config={}", users.display()));
        command.args(names.iter().zip(&ports).map(|(name, port)| format!("-{name}={port}")));
        let mut server = Program::start(&mut command, &home.path().join("server.log"))?;
        let [master, master_grpc, _, _, filer, filer_grpc, s3, ..] = *ports else {
            anyhow::bail!("ten ports");
        };
        let make = home.path().join("make");
        fs::write(&make, format!("s3.bucket.create -name {NAME}\ns3.bucket.list\n"))?;
        until("the bucket", || {
            server.must_live()?;
            // The shell waits for ever for a service that is not there yet.
            let mut shell = Command::new("timeout");
            shell
                .arg("5")
                .arg(&weed)
                .arg("shell")
                .arg(format!("-master=127.0.0.1:{master}.{master_grpc}"));
            shell.arg(format!("-filer=127.0.0.1:{filer}.{filer_grpc}"));
            let said =
                shell.stdin(fs::File::open(&make)?).output().context("the service's shell")?;
            let listed = String::from_utf8_lossy(&said.stdout)
                .lines()
                .any(|line| line.trim().starts_with(NAME));
            Ok(listed.then_some(()))
        })?;
        Ok(Self { endpoint: format!("http://127.0.0.1:{s3}"), _server: server, home })
    }

    /// The line of a server's configuration that sends documents here.
    pub fn configured(&self) -> String {
        format!(
            "documents = {{ s3 = {{ bucket = \"{NAME}\", endpoint = \"{}\", region = \"us-east-1\" }} }}\n",
            self.endpoint
        )
    }

    /// What a server must know to be let in.
    pub const fn credentials() -> [(&'static str, &'static str); 2] {
        [("AWS_ACCESS_KEY_ID", USER), ("AWS_SECRET_ACCESS_KEY", SECRET)]
    }

    /// Whether some bytes lie anywhere in what the service keeps.
    pub fn holds(&self, bytes: &[u8]) -> Result<bool> {
        let mut folders = vec![self.home.path().join("data")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if fs::read(&path)?.windows(bytes.len()).any(|part| part == bytes) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }
}
