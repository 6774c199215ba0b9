//! What of a case an office gets to see.
//!
//! The list is positive: what is not named is withheld. It is closed under the fold: whatever moves the stage, the path,
//! the office, a clock, the licence, its force or a referral is everybody's, so that every office counts the same
//! versions and comes to the same case in all that it may act on.

use crate::case::{Case, Refusal};
use crate::catalogue::{Catalogue, DocumentCode, OfficeId, Readers};
use crate::event::{Event, Fact};
use crate::people::Role;

use super::letters_of;

/// A case as an office sees it, with the events that it sees, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCase {
    /// The case. Its version counts the withheld events too.
    pub case: Case,
    /// The events that are not withheld.
    pub events: Vec<Event>,
}

/// What an office sees of a case that it may see at all ([`may_see`](super::may_see)), and of its events, oldest first.
///
/// # Errors
/// The first event that cannot follow the ones before it.
pub fn as_seen_by(
    whole: Case,
    events: Vec<Event>,
    office: &OfficeId,
    role: Role,
    catalogue: &Catalogue,
) -> Result<SeenCase, Refusal> {
    if sees_all(role) {
        return Ok(SeenCase { case: whole, events });
    }
    let mut events = events.into_iter();
    let first = events.next().ok_or(Refusal::NotTheBeginning)?;
    let (mut case, mut seen) = (Case::open(&first)?, vec![first]);
    for event in events {
        if sees(&case, &event, office, role, catalogue) {
            case = case.apply(&event)?;
            seen.push(event);
        } else {
            case.pass_over(event.id);
        }
    }
    case.keep_attachments(|document| reads(document, role, catalogue));
    Ok(SeenCase { case, events: seen })
}

/// The offices that review, and the one that steps in for them, see all of a case.
pub const fn sees_all(role: Role) -> bool {
    match role {
        Role::Agency | Role::Labour | Role::Secretariat => true,
        Role::Jahad | Role::Bank => false,
    }
}

/// Whether an office of a kind may read documents of such a code.
pub fn reads(document: DocumentCode, role: Role, catalogue: &Catalogue) -> bool {
    let readers = catalogue.document(document).map(|document| document.readers);
    match role {
        Role::Agency | Role::Labour | Role::Secretariat => true,
        Role::Jahad => matches!(readers, Some(Readers::Empowerment | Readers::Banks)),
        Role::Bank => readers == Some(Readers::Banks),
    }
}

/// Whether an office sees what comes next in a case; what it did itself it sees always.
fn sees(case: &Case, event: &Event, office: &OfficeId, role: Role, catalogue: &Catalogue) -> bool {
    if event.actor.office() == Some(office) {
        return true;
    }
    match &event.fact {
        Fact::Registered { .. }
        | Fact::SupporterConfirmed { .. }
        | Fact::SupporterDeclined { .. }
        | Fact::SupporterNamed { .. }
        | Fact::Submitted { .. }
        | Fact::RequestsOpened { .. }
        | Fact::RequestAnswered { .. }
        | Fact::RequestAccepted { .. }
        | Fact::RequestCancelled { .. }
        | Fact::PathAssigned { .. }
        | Fact::Approved { .. }
        | Fact::Refused { .. }
        | Fact::ClearanceAsked { .. }
        | Fact::ClearanceAnswered { .. }
        | Fact::ServiceRecorded { .. }
        | Fact::EmpowermentCompleted { .. }
        | Fact::LicenceIssued { .. }
        | Fact::LicenceRegistered
        | Fact::LicenceSuspended(_)
        | Fact::LicenceReinstated { .. }
        | Fact::LicenceRevoked(_)
        | Fact::LicenceSuperseded { .. }
        | Fact::ReferredToBank(_)
        | Fact::BankAnswered { .. }
        | Fact::Transferred { .. }
        | Fact::Withdrawn { .. }
        | Fact::DeadlineExtended { .. }
        | Fact::DisputeOpened { .. }
        | Fact::DisputeResolved { .. }
        // Nobody decides a case with an event that they cannot read.
        | Fact::Unknown { .. } => true,
        Fact::Attached { attachment } => reads(attachment.document, role, catalogue),
        // The next copy of a paper that several offices give out needs the ones before it.
        Fact::Printed(sheet) => letters_of(role).contains(&sheet.document),
        Fact::Reprinted { sheet, .. } | Fact::SheetMarked { sheet, .. } => {
            case.sheet(*sheet).is_some()
        }
        // Who holds a case matters to the office where they hold it.
        Fact::Assigned { .. }
        | Fact::Checked { .. }
        | Fact::Noted { .. }
        | Fact::CallLogged { .. } => false,
    }
}
