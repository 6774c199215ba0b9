//! The world that is measured: a PostgreSQL with a few thousand real cases and as many copies as are asked for.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use super::machine;
use crate::postgres::{Cluster, Keeping};
use crate::registry::{DATABASE, SAMPLE_KEY, make_database, psql};
use crate::workspace::{Workspace, answer, succeed, write_secret};
use crate::{say, stamps};

/// How many cases are made by the one way in.
pub const REAL: u64 = 2_400;

/// A PostgreSQL with its world, and the programs that ask it.
pub struct World {
    /// The running PostgreSQL.
    pub cluster: Cluster,
    /// The server's program, as it is shipped.
    pub program: PathBuf,
    /// Where everything of the benchmark lies.
    pub folder: PathBuf,
    /// Where the scripts lie.
    pub scripts: PathBuf,
}

/// How PostgreSQL is set: a quarter of the memory, as its manual advises, and what loading wants.
pub fn settings() -> Result<Vec<String>> {
    let quarter = machine::memory_mb()? / 4;
    Ok([
        format!("shared_buffers={quarter}MB"),
        format!("effective_cache_size={}MB", quarter * 2),
        "maintenance_work_mem=1GB".to_owned(),
        "max_wal_size=3GB".to_owned(),
        "checkpoint_timeout=30min".to_owned(),
        "random_page_cost=1.1".to_owned(),
    ]
    .into())
}

impl World {
    /// Starts the PostgreSQL; the real cases are made where they are not there yet.
    pub fn open(workspace: &Workspace) -> Result<Self> {
        // The path of a socket is bounded, and a folder of root's is closed to others: not under `target`.
        let folder = std::env::temp_dir().join("parvaneh-bench");
        let cluster = say::step("starting a PostgreSQL of its own", || {
            Cluster::start_with(&folder.join("postgres"), Keeping::Data, &settings()?)
        })?;
        let scripts = workspace.root.join("tests/bench/registry");
        // What is built meanwhile is not what is measured.
        let program = folder.join("parvaneh-registry");
        fs::copy(workspace.target.join("release/parvaneh-registry"), &program)?;
        let world = Self { cluster, program, folder, scripts };
        let inputs = [workspace.root.join("migrations/registry"), world.scripts.join("ground.sql")];
        stamps::unless_done(&world.folder.join("ground"), &inputs, || {
            say::step(&format!("making {REAL} cases by the one way in"), || world.make())
        })?;
        Ok(world)
    }

    fn make(&self) -> Result<()> {
        let again = format!("drop database if exists {DATABASE} with (force)");
        succeed(psql(&self.cluster, "postgres").args(["--command", &again]))?;
        make_database(&self.cluster)?;
        let documents = self.folder.join("documents");
        if documents.exists() {
            fs::remove_dir_all(&documents)?;
        }
        let config = self.configured(&self.cluster, 0, "")?;
        let server = || {
            let mut server = Command::new(&self.program);
            // What it logs of each fifty cases is not for the reader of this.
            server.arg("--config").arg(&config).stderr(std::process::Stdio::null());
            server
        };
        succeed(server().arg("migrate"))?;
        let tickets = self.folder.join("tickets");
        succeed(server().args(["demo", "--cases", &REAL.to_string(), "--tickets"]).arg(tickets))?;
        self.run("ground.sql", &[])
    }

    /// Lays the tables at a size, unless they are so already.
    pub fn lay(&self, cases: u64, desks: u64) -> Result<()> {
        if cases < 2 * REAL {
            bail!("a world of fewer than {} cases is no world", 2 * REAL);
        }
        let there = self.ask("select cases, desks from bench.world")?;
        if there.trim() == format!("{cases}|{desks}") {
            return Ok(());
        }
        say::step(&format!("laying {cases} cases of {desks} desks"), || {
            let began = Instant::now();
            self.run("lay.sql", &[("cases", cases), ("desks", desks)])?;
            let seconds = began.elapsed().as_secs();
            self.ask(&format!("update bench.world set seconds = {seconds}"))?;
            Ok(())
        })
    }

    /// What a query says, as `psql` prints it without ornaments.
    pub fn ask(&self, query: &str) -> Result<String> {
        let mut psql = psql(&self.cluster, DATABASE);
        psql.args(["--tuples-only", "--no-align", "--command", query]);
        answer(&mut psql).with_context(|| format!("PostgreSQL does not answer to: {query}"))
    }

    /// The number that a query says.
    pub fn number(&self, query: &str) -> Result<u64> {
        let said = self.ask(query)?;
        said.trim().parse().with_context(|| format!("`{said}` is not a number"))
    }

    fn run(&self, script: &str, values: &[(&str, u64)]) -> Result<()> {
        let mut psql = psql(&self.cluster, DATABASE);
        psql.args(["--set", "ON_ERROR_STOP=1", "--output", "/dev/null"]);
        psql.env("PGOPTIONS", "-c client_min_messages=error");
        for (name, value) in values {
            psql.arg("--set").arg(format!("{name}={value}"));
        }
        succeed(psql.arg("--file").arg(self.scripts.join(script)))
    }

    /// Writes the configuration of a server on a port.
    pub fn configured(&self, cluster: &Cluster, port: u16, more: &str) -> Result<PathBuf> {
        let key = self.folder.join("master.key");
        write_secret(&key, SAMPLE_KEY)?;
        let config = self.folder.join(format!("registry-{port}.toml"));
        let most = u32::MAX;
        let text = format!(
            "database_url = \"{}\"\nmaster_key_file = \"{}\"\nlisten = \"127.0.0.1:{port}\"\n\
             origin = \"http://127.0.0.1:{port}\"\ndocuments = {{ folder = \"{}\" }}\n\
             limits = {{ from_one_network = {most}, about_one_code = {most}, in_all = {most}, \
             registrations = {most}, drafts = {most} }}\n{more}",
            cluster.url(DATABASE),
            key.display(),
            self.folder.join("documents").display()
        );
        fs::write(&config, text)?;
        Ok(config)
    }

    /// Forgets that the tables are as they were laid: something was written.
    pub fn changed(&self) -> Result<()> {
        self.ask("delete from bench.world").map(drop)
    }

    /// The tracking code and the ID, a line each, of the real cases that are asked for.
    pub fn tickets(&self) -> Result<Vec<String>> {
        let asked = self.ask("select code from bench.asked")?;
        let asked: std::collections::BTreeSet<&str> = asked.lines().collect();
        let written = fs::read_to_string(self.folder.join("tickets"))?;
        let is_asked =
            |line: &&str| line.split('\t').next().is_some_and(|code| asked.contains(code));
        Ok(written.lines().filter(is_asked).map(str::to_owned).collect())
    }

    /// Sees that PostgreSQL answers copies in the way in which it answers real cases.
    pub fn plans_are_those_of_real_cases(&self) -> Result<()> {
        for (query, copy) in [
            (
                "select id, sealed, hash from events where case_id = '{}' \
                 and case_version is not null order by case_version",
                "select case_id from events where case_id = bench.identifier('case', 1) limit 1",
            ),
            ("select * from licences where number = '{}'", "select bench.licence(1000000001)"),
        ] {
            let real = if query.contains("events") {
                "select case_id from bench.asked where i = 1"
            } else {
                "select number from bench.licences order by r limit 1"
            };
            let plan = |one: &str| -> Result<String> {
                let one = self.ask(one)?;
                let explain = query.replace("{}", one.trim());
                let plan = self.ask(&format!(
                    "begin; set local role parvaneh_registry; explain (costs off) {explain}; rollback"
                ))?;
                Ok(plan.replace(one.trim(), "…"))
            };
            let (real, copy) = (plan(real)?, plan(copy)?);
            if real != copy {
                bail!("real cases and copies are read in different ways:\n{real}\n{copy}");
            }
        }
        Ok(())
    }
}
