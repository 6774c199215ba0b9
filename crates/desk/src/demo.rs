//! The demo office: a small world from a seed, in which every stage, kind and urgency is there to be seen.
//!
//! The same seed on the same day gives the same world. Names, addresses and numbers are drawn; identifiers
//! are well formed and belong to nobody on purpose. Each case is a script of events that the rules allow,
//! for the caller to seal and append; licence numbers come from the caller's leased block.

use domain::case::Refusal;
use domain::catalogue::{Catalogue, DocumentCode};
use domain::dates::Date;
use domain::identifiers::LicenceNumber;
use domain::people::{Attachment, Person};
use domain::plan::SkillCertificate;

use crate::clock::Randomness;

pub mod authority;
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
mod telling;
mod words;
mod world;

pub use cast::{DemoOfficer, county, officers, portal};
pub use script::{DemoCase, ScriptedEvent};

/// Draws so many cases. `numbers` gives the next licence number of the block; when it gives none, cases
/// stay with the labour office.
///
/// # Errors
/// Names the rule that a script would break; with a catalogue of the sample's shape none does.
pub fn applications(
    seed: u64,
    cases: usize,
    today: Date,
    catalogue: &Catalogue,
    randomness: &dyn Randomness,
    numbers: &mut dyn FnMut() -> Option<LicenceNumber>,
) -> Result<Vec<DemoCase>, Refusal> {
    let mut world = world::World::new(seed, today, catalogue, randomness, numbers)?;
    let mut told = Vec::with_capacity(cases);
    let mut round = stories::ROUND.iter().cycle();
    while told.len() < cases {
        let Some(story) = round.next() else { break };
        if !story.is_pair() || told.len() + 2 <= cases {
            told.extend(world.tell(*story)?);
        }
    }
    Ok(told)
}

/// Scans as the demo office has them, for examples of case files; none where the field is unknown.
pub(crate) fn scans(
    catalogue: &Catalogue,
    documents: &[DocumentCode],
    person: &Person,
    certificate: &SkillCertificate,
) -> Vec<(Attachment, Vec<u8>)> {
    let field = certificate.field.as_ref().and_then(|code| catalogue.field(code));
    let Some(field) = field else { return Vec::new() };
    let mut drawn = scans::Scans::default();
    let subject = scans::Subject { person, certificate, field };
    let scan = |document: &DocumentCode| {
        let (attachment, (_, bytes)) = drawn.of(catalogue, *document, subject);
        (attachment, bytes.to_vec())
    };
    documents.iter().map(scan).collect()
}

#[cfg(test)]
mod tests;
