//! The demo world: a small one from a seed, in which every stage, kind and urgency is there to be seen.
//!
//! The same seed on the same day gives the same world. Names, addresses and numbers are drawn; identifiers
//! are well formed and belong to nobody on purpose. Each case is a script of events that the rules allow,
//! for the caller to seal; licence numbers come from the caller's block, scans from the caller's [`Scans`].

use crate::case::Refusal;
use crate::catalogue::Catalogue;
use crate::dates::Date;
use crate::identifiers::LicenceNumber;
use crate::sources::Randomness;

mod cast;
mod draw;
mod licences;
mod names;
mod numbers;
mod people;
mod plans;
mod requests;
mod scans;
mod script;
mod steps;
mod stories;
mod supporters;
mod telling;
mod words;
mod world;

pub use cast::{DemoOfficer, county, officers, supervisors};
pub use scans::{Blob, Scans, Subject};
pub use script::{DemoCase, DemoLook, ScriptedEvent};

/// What a demo world is drawn with.
pub struct Materials<'m> {
    /// The reference data.
    pub catalogue: &'m Catalogue,
    /// Gives names to cases and events.
    pub randomness: &'m dyn Randomness,
    /// Draws scans.
    pub scans: &'m mut dyn Scans,
    /// Gives the next licence number of the block; when it gives none, cases stay with the labour office.
    pub numbers: &'m mut dyn FnMut() -> Option<LicenceNumber>,
}

/// Draws so many cases.
///
/// # Errors
/// Names the rule that a script would break; with a catalogue of the sample's shape none does.
pub fn applications(
    seed: u64,
    cases: usize,
    today: Date,
    materials: Materials<'_>,
) -> Result<Vec<DemoCase>, Refusal> {
    let mut world = world::World::new(seed, today, materials)?;
    let mut told = Vec::with_capacity(cases);
    let mut round = stories::ROUND.iter().cycle();
    while told.len() < cases {
        let Some(story) = round.next() else { break };
        if told.len() + world.cases_of(*story) <= cases {
            told.extend(world.tell(*story)?);
        }
    }
    Ok(told)
}
