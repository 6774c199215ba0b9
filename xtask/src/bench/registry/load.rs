//! Asking as fast as can be, with the same number of connections: wrk asks the server, pgbench PostgreSQL.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::machine;
use super::serving::Serving;
use super::world::World;
use crate::postgres::programs;
use crate::registry::DATABASE;
use crate::workspace::answer;

/// Connections of either; the server holds as many to PostgreSQL.
pub const CONNECTIONS: u32 = 16;
/// Seconds of one round.
const SECONDS: u32 = 5;
/// Seconds that are thrown away before the first round.
const WARM: u32 = 2;
/// Rounds in turns, of which the best counts.
const ROUNDS: u32 = 3;

/// What somebody is answered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Answers a second.
    pub rate: f64,
    /// The middle, the slowest of 20 and the slowest of 100, in milliseconds.
    pub times: [f64; 3],
}

/// What an answer costs, in microseconds of the processor.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// The server.
    pub server: f64,
    /// PostgreSQL, for the server.
    pub postgres: f64,
    /// The generator of the load.
    pub generator: f64,
}

/// Both beside each other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// The server's answers.
    pub ours: Figures,
    /// What each of them costs.
    pub cost: Cost,
    /// PostgreSQL alone.
    pub postgres: Figures,
    /// What a transaction costs PostgreSQL.
    pub postgres_cost: f64,
}

/// What the generator sends: see `load.lua`.
pub struct Asked<'a> {
    /// What kind of requests.
    pub kind: &'a str,
    /// What its file holds.
    pub lines: &'a str,
    /// How many serials there are, where that matters.
    pub most: u64,
    /// Requests that are one thing for whoever asks.
    pub requests: f64,
    /// What pgbench sends.
    pub script: &'a str,
    /// Its variables.
    pub values: &'a [(&'a str, u64)],
}

/// Measures a page and its statements in turns.
pub fn beside(world: &World, server: &Serving, asked: &Asked<'_>) -> Result<Beside> {
    let mut best = Beside::default();
    wrk(world, server, asked, WARM)?;
    pgbench(world, asked.script, asked.values, WARM)?;
    for _ in 0..ROUNDS {
        let (ours, cost) = wrk(world, server, asked, SECONDS)?;
        if ours.rate > best.ours.rate {
            (best.ours, best.cost) = (ours, cost);
        }
        let (postgres, cost) = pgbench(world, asked.script, asked.values, SECONDS)?;
        if postgres.rate > best.postgres.rate {
            (best.postgres, best.postgres_cost) = (postgres, cost);
        }
    }
    Ok(best)
}

/// Measures statements alone.
pub fn statements(world: &World, script: &str, values: &[(&str, u64)]) -> Result<Figures> {
    let mut best = Figures::default();
    pgbench(world, script, values, WARM)?;
    for _ in 0..ROUNDS {
        let (figures, _) = pgbench(world, script, values, SECONDS)?;
        if figures.rate > best.rate {
            best = figures;
        }
    }
    Ok(best)
}

fn wrk(
    world: &World,
    server: &Serving,
    asked: &Asked<'_>,
    seconds: u32,
) -> Result<(Figures, Cost)> {
    let file = world.folder.join("asked");
    fs::write(&file, asked.lines)?;
    let postgres = world.cluster.process()?;
    let spent = || {
        (machine::used_by(server.process()), machine::used_by(postgres), machine::used_by_ended())
    };
    let before = spent();
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads", "1", "--timeout", "20s", "--connections", &CONNECTIONS.to_string()]);
    wrk.args(["--duration", &format!("{seconds}s"), "--script"])
        .arg(world.scripts.join("load.lua"));
    wrk.arg(format!("http://127.0.0.1:{}/", server.port)).args(["--", asked.kind]).arg(&file);
    wrk.arg(asked.most.to_string());
    let said = answer(&mut wrk).context("wrk fails")?;
    let after = spent();
    let line = said.lines().find_map(|line| line.strip_prefix("FIGURES "));
    let line = line.with_context(|| format!("wrk gives no figures:\n{said}"))?;
    let numbers: Vec<f64> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
    let &[requests, micros, p50, p95, p99, refused, broken] = numbers.as_slice() else {
        bail!("wrk's figures are not understood: {line}");
    };
    if requests == 0.0 || refused + broken > 0.0 {
        bail!("of {requests} answers {refused} are refusals, and {broken} connections broke");
    }
    let each = |before: f64, after: f64| (after - before) * 1e6 * asked.requests / requests;
    let cost = Cost {
        server: each(before.0, after.0),
        postgres: each(before.1, after.1),
        generator: each(before.2, after.2),
    };
    let times = [p50, p95, p99].map(|micros| micros / 1000.0);
    Ok((Figures { rate: requests / asked.requests / micros * 1e6, times }, cost))
}

fn pgbench(
    world: &World,
    script: &str,
    values: &[(&str, u64)],
    seconds: u32,
) -> Result<(Figures, f64)> {
    let log = world.folder.join("pgbench");
    let postgres = world.cluster.process()?;
    let before = machine::used_by(postgres);
    let mut pgbench = Command::new(programs()?.join("pgbench"));
    pgbench.args([
        "--no-vacuum",
        "--protocol=prepared",
        "--jobs=1",
        "--log",
        "--sampling-rate=0.1",
    ]);
    pgbench.arg(format!("--client={CONNECTIONS}")).arg(format!("--time={seconds}"));
    pgbench
        .arg(format!("--log-prefix={}", log.display()))
        .arg("--file")
        .arg(world.scripts.join(script));
    for (name, value) in values {
        pgbench.arg(format!("--define={name}={value}"));
    }
    pgbench.env("PGOPTIONS", "-c role=parvaneh_registry").arg("--host").arg(world.cluster.folder());
    pgbench.args(["--username", crate::postgres::Cluster::OWNER, DATABASE]);
    let said = answer(&mut pgbench).with_context(|| format!("pgbench fails with {script}"))?;
    let after = machine::used_by(postgres);
    let rate =
        said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    let rate: f64 = rate.with_context(|| format!("pgbench gives no figures:\n{said}"))?;
    let count = said.lines().find_map(|line| {
        line.strip_prefix("number of transactions actually processed: ")?.trim().parse().ok()
    });
    let count: f64 = count.with_context(|| format!("pgbench counts nothing:\n{said}"))?;
    Ok((Figures { rate, times: times(&log)? }, (after - before) * 1e6 / count))
}

/// Reads the times of the transactions that were logged, and removes the log.
fn times(prefix: &Path) -> Result<[f64; 3]> {
    let folder = prefix.parent().context("the log lies in a folder")?;
    let name = prefix.file_name().unwrap_or_default().to_string_lossy().into_owned() + ".";
    let mut micros: Vec<f64> = Vec::new();
    for entry in fs::read_dir(folder)?.filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().starts_with(&name) {
            let text = fs::read_to_string(entry.path())?;
            let third = |line: &str| line.split(' ').nth(2)?.parse::<f64>().ok();
            micros.extend(text.lines().filter_map(third));
            fs::remove_file(entry.path())?;
        }
    }
    micros.sort_by(f64::total_cmp);
    let at =
        |hundredths: usize| micros.get(micros.len() * hundredths / 100).copied().unwrap_or(0.0);
    Ok([50, 95, 99].map(|hundredths| at(hundredths) / 1000.0))
}
