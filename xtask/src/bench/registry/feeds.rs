//! What an office reads to be up to date: a page of its feed, by the statements that sync will send.

use anyhow::Result;

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
    Ok(Feeds { cases, desks, pages })
}
