//! How two facts stand to each other whose authors had not seen one another.

use std::collections::BTreeSet;

use crate::event::{Fact, Review, Service};
use crate::ids::{EventId, RequestId};

/// What a fact sets. Of two that set the same thing to different values the later is overtaken; what sets nothing only
/// adds, and both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The word of the supporter, or who it is.
    Supporter,
    /// Page two.
    Submission,
    /// Who holds the case.
    Holder,
    /// A row of a checklist.
    Row(Review, u16),
    /// An item asked of the applicant.
    Item(RequestId),
    /// The path.
    Path,
    /// The clearance of a starred field.
    Clearance,
    /// A service of empowerment.
    Service(Service),
    /// The deadline.
    Deadline,
    /// A referral to a bank.
    Referral(EventId),
    /// What became of a printed sheet.
    Sheet(EventId),
    /// A dispute.
    Dispute,
}

/// What a fact sets; nothing where it decides (decisions are compared whole) or only adds.
pub const fn key(fact: &Fact) -> Option<Key> {
    match fact {
        Fact::SupporterConfirmed { .. }
        | Fact::SupporterDeclined { .. }
        | Fact::SupporterNamed { .. } => Some(Key::Supporter),
        Fact::Submitted { .. } => Some(Key::Submission),
        Fact::Assigned { .. } => Some(Key::Holder),
        Fact::Checked { review, row, .. } => Some(Key::Row(*review, *row)),
        Fact::RequestAnswered { request, .. }
        | Fact::RequestAccepted { request }
        | Fact::RequestCancelled { request } => Some(Key::Item(*request)),
        Fact::PathAssigned { .. } => Some(Key::Path),
        Fact::ClearanceAsked { .. } | Fact::ClearanceAnswered { .. } => Some(Key::Clearance),
        Fact::ServiceRecorded { record } => Some(Key::Service(record.service)),
        Fact::DeadlineExtended { .. } => Some(Key::Deadline),
        Fact::BankAnswered { referral, .. } => Some(Key::Referral(*referral)),
        Fact::SheetMarked { sheet, .. } => Some(Key::Sheet(*sheet)),
        Fact::DisputeResolved { .. } => Some(Key::Dispute),
        Fact::Registered { .. }
        | Fact::Attached { .. }
        | Fact::Noted { .. }
        | Fact::CallLogged { .. }
        | Fact::RequestsOpened { .. }
        | Fact::Approved { .. }
        | Fact::Refused { .. }
        | Fact::EmpowermentCompleted { .. }
        | Fact::LicenceIssued { .. }
        | Fact::LicenceRegistered
        | Fact::LicenceSuspended(_)
        | Fact::LicenceReinstated { .. }
        | Fact::LicenceRevoked(_)
        | Fact::LicenceSuperseded { .. }
        | Fact::ReferredToBank(_)
        | Fact::Printed(_)
        | Fact::Reprinted { .. }
        | Fact::Transferred { .. }
        | Fact::Withdrawn { .. }
        | Fact::DisputeOpened { .. }
        | Fact::Unknown { .. } => None,
    }
}

/// Whether two facts come to the same: of the same kind, with the same conditions, the same next office, the same value.
/// Reasons and comments may differ.
pub fn says_the_same(one: &Fact, other: &Fact) -> bool {
    match (one, other) {
        (Fact::Approved { to: one, .. }, Fact::Approved { to: other, .. })
        | (
            Fact::EmpowermentCompleted { to: one, .. },
            Fact::EmpowermentCompleted { to: other, .. },
        )
        | (Fact::Transferred { to: one, .. }, Fact::Transferred { to: other, .. }) => one == other,
        (Fact::Refused { conditions: one, .. }, Fact::Refused { conditions: other, .. }) => {
            one.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
        }
        (Fact::LicenceSuspended(one), Fact::LicenceSuspended(other))
        | (Fact::LicenceRevoked(one), Fact::LicenceRevoked(other)) => {
            one.conditions.iter().collect::<BTreeSet<_>>()
                == other.conditions.iter().collect::<BTreeSet<_>>()
        }
        (Fact::LicenceIssued { .. }, Fact::LicenceIssued { .. })
        | (Fact::LicenceReinstated { .. }, Fact::LicenceReinstated { .. })
        | (Fact::Withdrawn { .. }, Fact::Withdrawn { .. }) => true,
        (Fact::ReferredToBank(one), Fact::ReferredToBank(other)) => one.to == other.to,
        (Fact::PathAssigned { path: one, .. }, Fact::PathAssigned { path: other, .. }) => {
            one == other
        }
        (Fact::DeadlineExtended { days: one, .. }, Fact::DeadlineExtended { days: other, .. }) => {
            one == other
        }
        (Fact::ClearanceAsked { agency: one, .. }, Fact::ClearanceAsked { agency: other, .. }) => {
            one == other
        }
        (
            Fact::ClearanceAnswered { outcome: one, .. },
            Fact::ClearanceAnswered { outcome: other, .. },
        ) => one == other,
        (Fact::BankAnswered { outcome: one, .. }, Fact::BankAnswered { outcome: other, .. }) => {
            one == other
        }
        (one, other) => one == other,
    }
}
