//! Waiting for a thing itself, until a deadline.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything may take before the test gives up on it.
pub const PATIENCE: Duration = Duration::from_mins(1);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Looks until `look` finds something; fails after [`PATIENCE`], naming what was awaited.
pub fn until<T>(awaited: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if Instant::now() >= deadline {
            bail!("{awaited}: not within {} seconds", PATIENCE.as_secs());
        }
        thread::park_timeout(BETWEEN_LOOKS);
    }
}
