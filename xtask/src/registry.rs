//! The registry on this machine, with a PostgreSQL of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use anyhow::{Context as _, Result};

use crate::postgres::{Cluster, Keeping};
use crate::workspace::{Workspace, answer, succeed, write_secret};
use crate::{debian, display, say};

const LISTEN: &str = "127.0.0.1:8420";
pub(crate) const DATABASE: &str = "registry";
/// Protects samples only, and is no secret.
pub(crate) const SAMPLE_KEY: &str =
    "0707070707070707070707070707070707070707070707070707070707070707";

/// Installs what is missing, builds and serves the registry until somebody interrupts it.
pub fn run(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD, debian::REGISTRY])?;
    say::step("building the registry (minutes the first time, then seconds)", || {
        succeed(workspace.cargo().args([
            "build",
            "--quiet",
            "--workspace",
            "--bin",
            "parvaneh-registry",
        ]))
    })?;
    let folder = std::env::temp_dir().join("parvaneh-registry");
    let cluster = say::step("starting a PostgreSQL of its own", || {
        Cluster::start(&folder.join("postgres"), Keeping::Data)
    })?;
    let config = configured(&folder, &cluster)?;
    make_database(&cluster)?;
    say::step("bringing the database to this version", || {
        succeed(server(workspace, &config).arg("migrate"))?;
        // Where no catalogue is published yet, the sample is.
        succeed(server(workspace, &config).args(["demo", "--cases", "0"]))
    })?;
    let mut serving = server(workspace, &config);
    let mut serving: Child = serving.arg("serve").spawn().context("the registry does not start")?;
    say::note(&format!("the portal is at http://{LISTEN}; its data lies in {}", folder.display()));
    say::note("press Ctrl+C to stop it");
    let ended = serving.wait();
    display::end(&mut serving);
    ended?;
    Ok(())
}

/// Writes the files of checked queries anew, after a change of the registry's SQL.
pub fn queries(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD, debian::REGISTRY])?;
    let name = format!("parvaneh-queries-{}", std::process::id());
    let cluster = Cluster::start(&std::env::temp_dir().join(name), Keeping::Nothing)?;
    make_database(&cluster)?;
    let mut migrations = migrations(workspace)?;
    migrations.sort();
    for file in migrations {
        let mut psql = psql(&cluster, DATABASE);
        succeed(psql.args(["--set", "ON_ERROR_STOP=1", "--file"]).arg(file))?;
    }
    let files = workspace.root.join("registry/.sqlx");
    if files.exists() {
        fs::remove_dir_all(&files)?;
    }
    fs::create_dir(&files)?;
    // Cargo would not look at the queries of what it has checked already.
    succeed(Command::new("touch").arg(workspace.root.join("registry/src/lib.rs")))?;
    say::step("checking the registry's queries against a real database", || {
        succeed(
            workspace
                .cargo()
                .args(["check", "--quiet", "--package", "registry"])
                .env("SQLX_OFFLINE", "false")
                .env("SQLX_OFFLINE_DIR", &files)
                .env("DATABASE_URL", cluster.url(DATABASE)),
        )
    })
}

fn migrations(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join("migrations/registry");
    let entries = fs::read_dir(folder)?.filter_map(Result::ok);
    Ok(entries.map(|entry| entry.path()).collect())
}

fn server(workspace: &Workspace, config: &Path) -> Command {
    let mut server = Command::new(workspace.program("parvaneh-registry"));
    server.arg("--config").arg(config);
    server
}

pub(crate) fn psql(cluster: &Cluster, database: &str) -> Command {
    let mut psql = Command::new("psql");
    psql.args(["--quiet", "--no-psqlrc", "--username", Cluster::OWNER, "--host"]);
    psql.arg(cluster.folder()).args(["--dbname", database]);
    psql
}

pub(crate) fn make_database(cluster: &Cluster) -> Result<()> {
    let query = format!("select 1 from pg_database where datname = '{DATABASE}'");
    let known = answer(psql(cluster, "postgres").args(["--tuples-only", "--command", &query]));
    if known.is_some_and(|known| known.trim() == "1") {
        return Ok(());
    }
    let make = format!("create database {DATABASE}");
    succeed(psql(cluster, "postgres").args(["--command", &make]))
}

fn configured(folder: &Path, cluster: &Cluster) -> Result<PathBuf> {
    let key = folder.join("master.key");
    write_secret(&key, SAMPLE_KEY)?;
    let config = folder.join("registry.toml");
    let text = format!(
        "database_url = \"{}\"\nmaster_key_file = \"{}\"\nlisten = \"{LISTEN}\"\norigin = \"http://{LISTEN}\"\n\
         documents = {{ folder = \"{}\" }}\n",
        cluster.url(DATABASE),
        key.display(),
        folder.join("documents").display()
    );
    fs::write(&config, text)?;
    Ok(config)
}
