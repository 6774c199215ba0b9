//! This machine: what it is, how busy it is, and what its programs have used of it.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::workspace::answer;

/// Clock ticks a second, in which Linux counts the processor's time for everybody.
const TICKS: f64 = 100.0;

/// A line on when and on what was measured, with the programs that answer and ask.
pub fn described() -> Result<String> {
    let postgres = answer(Command::new("psql").arg("--version")).unwrap_or_default();
    let postgres = postgres.trim().replace("psql (PostgreSQL)", "PostgreSQL");
    // wrk says its version with a failure.
    Ok(format!("{}; {postgres}; wrk of Debian", hardware()?))
}

/// When and on what was measured.
pub fn hardware() -> Result<String> {
    let date = answer(Command::new("date").arg("+%-d %B %Y %H:%M").env("LC_ALL", "C"));
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let models =
        processors.lines().filter_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let models: Vec<&str> = models.map(|(_, model)| model).collect();
    let load = fs::read_to_string("/proc/loadavg")?;
    Ok(format!(
        "{}, {} cores of {}, {} GB of memory, load {} over a quarter of an hour at the end",
        date.context("`date` does not answer")?.trim(),
        models.len(),
        models.first().unwrap_or(&"an unnamed processor"),
        (memory_mb()? + 512) / 1024,
        load.split(' ').nth(2).unwrap_or("unknown"),
    ))
}

/// How busy the machine was in the last minute.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

/// All of the memory.
pub fn memory_mb() -> Result<u64> {
    let text = fs::read_to_string("/proc/meminfo")?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kb: Option<u64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kb.map(|kb| kb / 1024).context("/proc/meminfo does not say how much memory there is")
}

struct Process {
    id: u32,
    parent: u32,
    own: f64,
    ended_children: f64,
}

fn process(id: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name, in brackets, may hold anything.
    let (_, rest) = stat.rsplit_once(')')?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |place: usize| words.get(place)?.parse::<f64>().ok();
    Some(Process {
        id,
        parent: words.get(1)?.parse().ok()?,
        own: (ticks(11)? + ticks(12)?) / TICKS,
        ended_children: (ticks(13)? + ticks(14)?) / TICKS,
    })
}

/// Seconds of the processor that a program and its children have used. A child that ends is counted with its parent
/// from then on; so what is read while one ends is read again.
pub fn used_by(program: u32) -> f64 {
    loop {
        let before = ended_children_of(program);
        let ids = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok);
        let processes = ids.filter_map(|entry| process(entry.file_name().to_str()?.parse().ok()?));
        let own: f64 = processes
            .filter(|one| one.id == program || one.parent == program)
            .map(|one| one.own)
            .sum();
        let after = ended_children_of(program);
        if before.total_cmp(&after).is_eq() {
            return own + after;
        }
    }
}

fn ended_children_of(program: u32) -> f64 {
    process(program).map_or(0.0, |one| one.ended_children)
}

/// Seconds of the processor that programs have used which this one started and saw end.
pub fn used_by_ended() -> f64 {
    ended_children_of(std::process::id())
}
