//! What is being done and how long it took, in plain words.
#![expect(clippy::print_stderr, clippy::print_stdout, reason = "this is where the tool speaks")]

use std::time::{Duration, Instant};

use anyhow::Result;

/// Does one step, naming it before and saying how long it took after.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let start = Instant::now();
    let result = work();
    let outcome = if result.is_ok() { "done" } else { "FAILED" };
    println!("    {outcome} in {}: {what}", seconds(start.elapsed()));
    result
}

/// Says something that takes no time.
pub fn note(text: &str) {
    println!("    {text}");
}

/// Prints a longer text as it stands.
pub fn text(text: &str) {
    print!("{text}");
}

/// Says how long everything took together.
pub fn total(what: &str, start: Instant) {
    println!("==> {what} in {}", seconds(start.elapsed()));
}

/// Says why the tool stops.
pub fn failure(error: &anyhow::Error) {
    eprintln!("xtask: {error:#}");
}

fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}
