//! Asking as fast as can be, with the same number of connections: wrk asks the server, pgbench PostgreSQL.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

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
pub const SECONDS: u32 = 3;
/// Seconds that are thrown away before the first round.
const WARM: u32 = 1;
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
    let postgres = world.cluster.process()?;
    let spent = || {
        (machine::used_by(server.process()), machine::used_by(postgres), machine::used_by_ended())
    };
    let before = spent();
    let said = answer(&mut sender(world, server.port, asked, CONNECTIONS, seconds)?)
        .context("wrk fails")?;
    let after = spent();
    let said = Said::read(&said)?;
    if said.answers == 0.0 || said.refused > 0.0 || said.broken > 0.0 {
        bail!(
            "of {} answers {} are refusals, and {} connections broke",
            said.answers,
            said.refused,
            said.broken
        );
    }
    let requests = said.answers;
    let each = |before: f64, after: f64| (after - before) * 1e6 * asked.requests / requests;
    let cost = Cost {
        server: each(before.0, after.0),
        postgres: each(before.1, after.1),
        generator: each(before.2, after.2),
    };
    Ok((Figures { rate: said.rate() / asked.requests, times: said.times }, cost))
}

/// wrk, ready to ask.
fn sender(
    world: &World,
    port: u16,
    asked: &Asked<'_>,
    connections: u32,
    seconds: u32,
) -> Result<Command> {
    let file = world.folder.join(format!("asked-{port}-{}", asked.kind));
    fs::write(&file, asked.lines)?;
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads", "1", "--timeout", "20s", "--connections", &connections.to_string()]);
    wrk.args(["--duration", &format!("{seconds}s"), "--script"])
        .arg(world.scripts.join("load.lua"));
    wrk.arg(format!("http://127.0.0.1:{port}/")).args(["--", asked.kind]).arg(&file);
    wrk.arg(asked.most.to_string()).stdout(Stdio::piped());
    Ok(wrk)
}

/// What wrk counted.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// Answers.
    pub answers: f64,
    /// Those that are refusals.
    pub refused: f64,
    seconds: f64,
    times: [f64; 3],
    broken: f64,
}

impl Said {
    fn read(said: &str) -> Result<Self> {
        let line = said.lines().find_map(|line| line.strip_prefix("FIGURES "));
        let line = line.with_context(|| format!("wrk gives no figures:\n{said}"))?;
        let numbers: Vec<f64> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
        let &[answers, micros, p50, p95, p99, refused, broken] = numbers.as_slice() else {
            bail!("wrk's figures are not understood: {line}");
        };
        let times = [p50, p95, p99].map(|micros| micros / 1000.0);
        Ok(Self { answers, refused, seconds: micros / 1e6, times, broken })
    }

    /// Answers a second.
    pub fn rate(self) -> f64 {
        self.answers / self.seconds
    }
}

/// Asks several servers at once, each with its share of the connections.
pub fn at_once(world: &World, asked: &[(u16, &Asked<'_>)], connections: u32) -> Result<Vec<Said>> {
    let senders = asked.iter().map(|(port, asked)| {
        sender(world, *port, asked, connections, SECONDS)?.spawn().context("wrk does not start")
    });
    let senders = senders.collect::<Result<Vec<_>>>()?;
    senders
        .into_iter()
        .map(|sender| {
            let output = sender.wait_with_output()?;
            Said::read(&String::from_utf8_lossy(&output.stdout))
        })
        .collect()
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
