//! Who ends a dispute.

use crate::case::{Case, Dispute, Refusal};
use crate::catalogue::{Catalogue, OfficeId, OfficeKind};
use crate::dates::Instant;
use crate::event::{Event, Fact, Stands};
use crate::people::{Officer, Supervisors};

/// The offices whose supervisors are asked, one after the other: the one whose turn it was, the labour office of its
/// province, the secretariat.
pub fn settling_offices(case: &Case, catalogue: &Catalogue) -> Vec<OfficeId> {
    let Some(dispute) = case.dispute() else { return Vec::new() };
    let first = dispute.office.as_ref().and_then(|id| catalogue.office(id));
    let of_province = catalogue.offices.iter().find(|office| {
        office.kind == OfficeKind::Labour
            && office.county.is_none()
            && first.is_some_and(|first| first.province == office.province)
    });
    let last = catalogue.offices.iter().find(|office| office.kind == OfficeKind::Secretariat);
    let mut offices: Vec<OfficeId> = Vec::new();
    for office in [first, of_province, last].into_iter().flatten() {
        if !offices.contains(&office.id) {
            offices.push(office.id.clone());
        }
    }
    offices
}

/// Who ends the dispute of a case at an instant: the supervisors who made neither decision, of the first of the
/// [`settling_offices`] that has one.
pub fn settlers(
    case: &Case,
    catalogue: &Catalogue,
    supervisors: &Supervisors,
    at: Instant,
) -> Vec<Officer> {
    let Some(dispute) = case.dispute() else { return Vec::new() };
    let asked = settling_offices(case, catalogue).into_iter().map(|office| {
        let free = supervisors.of_office(&office, at).filter(|it| !dispute.is_of(it));
        free.cloned().collect::<Vec<Officer>>()
    });
    asked.into_iter().find(|free| !free.is_empty()).unwrap_or_default()
}

/// Whether an officer may end the dispute so. Whoever made one of the decisions may let the other one stand.
pub(super) fn check(
    case: &Case,
    dispute: &Dispute,
    event: &Event,
    officer: &Officer,
    catalogue: &Catalogue,
    supervisors: &Supervisors,
) -> Result<(), Refusal> {
    let Fact::DisputeResolved { stands, .. } = &event.fact else { return Ok(()) };
    if dispute.is_of(officer) {
        let Stands::Event(standing) = stands else { return Err(Refusal::DisputeOwn) };
        let other = dispute.other_than(*standing).ok_or(Refusal::DecisionUnknown)?;
        let own = other.actor.officer().is_some_and(|by| by.person == officer.person);
        return if own { Ok(()) } else { Err(Refusal::DisputeOwn) };
    }
    let settlers = settlers(case, catalogue, supervisors, event.at);
    let theirs =
        settlers.iter().any(|it| it.person == officer.person && it.office == officer.office);
    if theirs && supervisors.include(officer, event.at) {
        Ok(())
    } else {
        Err(Refusal::SupervisorNeeded)
    }
}
