//! The demo office: the demo world of `domain`, with scans and a sample authority.

use documents::demo_scans::DemoScans;
use domain::case::Refusal;
use domain::catalogue::{Catalogue, DocumentCode};
use domain::dates::Date;
use domain::demo::{Materials, Scans as _, Subject};
use domain::identifiers::LicenceNumber;
use domain::people::{Attachment, Person};
use domain::plan::SkillCertificate;

use crate::clock::Randomness;

pub mod authority;

pub use domain::demo::{DemoCase, DemoOfficer, ScriptedEvent, county, officers};

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
    let scans = &mut DemoScans::default();
    domain::demo::applications(
        seed,
        cases,
        today,
        Materials { catalogue, randomness, scans, numbers },
    )
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
    let mut drawn = DemoScans::default();
    let subject = Subject { person, certificate, field };
    let scan = |document: &DocumentCode| {
        let (attachment, (_, bytes)) = drawn.scan(catalogue, *document, subject);
        (attachment, bytes.to_vec())
    };
    documents.iter().map(scan).collect()
}

#[cfg(test)]
mod tests;
