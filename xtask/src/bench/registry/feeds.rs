//! What an office reads to be up to date: a page of its feed, by the statements that sync will send.

use anyhow::{Context as _, Result};

use super::load::{self, Figures};
use super::world::World;
use crate::say;

/// A world with few offices, each of which has as many cases as in the largest world.
pub const FEW_DESKS: u64 = 50;
/// Its cases.
pub const FEW_CASES: u64 = 20_000;

/// What reading a feed takes in one world.
pub struct Feeds {
    /// Its cases.
    pub cases: u64,
    /// Its offices.
    pub desks: u64,
    /// Blocks of the database that one page of 500 events looks at.
    pub blocks: u64,
    /// Pages of up to 500 events.
    pub pages: Figures,
}

/// Measures it in the world as it stands.
pub fn measured(world: &World) -> Result<Feeds> {
    let cases = world.number("select cases from bench.world")?;
    let desks = world.number("select desks from bench.world")?;
    let least = "select greatest(min(seq) - 500, 0) from feed_heads where office like 'DESK-%'";
    let values = [("desks", desks), ("after", world.number(least)?)];
    let pages = say::step(&format!("reading feeds of {desks} offices"), || {
        load::statements(world, "feed.sql", &values)
    })?;
    Ok(Feeds { cases, desks, blocks: blocks(world)?, pages })
}

/// What PostgreSQL says it looks at for a page of an office in the middle.
fn blocks(world: &World) -> Result<u64> {
    let said = world.ask(
        "begin; set local role parvaneh_registry;
         select set_config('parvaneh.scope', 'office', true),
                set_config('parvaneh.office', bench.office(25), true);
         explain (analyze, buffers, costs off, timing off)
             select f.seq, e.hash, e.sealed, e.sig
             from feed_entries f join events e on e.id = f.event
             where f.office = bench.office(25) and f.seq > 100 order by f.seq limit 500;
         rollback",
    )?;
    let line = said.lines().find_map(|line| line.trim().strip_prefix("Buffers: shared "));
    let line = line.context("PostgreSQL does not say what it looked at")?;
    let looked_at = |word: &str| {
        word.strip_prefix("hit=").or_else(|| word.strip_prefix("read="))?.parse::<u64>().ok()
    };
    Ok(line.split(' ').filter_map(looked_at).sum())
}
