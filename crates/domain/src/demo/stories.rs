//! The stories that the demo office is made of, so that every stage, kind and urgency is there to be seen.

/// What has happened to a case, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// Page one alone.
    PageOne,
    /// Page two too, and the supporter has not confirmed.
    SupporterAwaited,
    AgencyFresh,
    AgencyInHand,
    AgencyAsked,
    AgencyAnswered,
    ClearanceAsked,
    Cleared,
    ClearanceDenied,
    CertificateExpired,
    /// The same person applied for the same field before.
    PossibleDuplicate,
    Transferred,
    /// So many services are done.
    Empowerment(u8),
    /// The last service must be repeated.
    ServiceNeedsMore,
    LabourFresh,
    LabourInHand,
    LabourAsked,
    LabourAnswered,
    Provisional,
    Registered,
    Suspended,
    Reinstated,
    Revoked,
    Referred,
    AtTheBank,
    Paid,
    Declined,
    QuotaUsedUp,
    Lapsed,
    /// A licence that ends, and the application to renew it.
    Renewal,
    /// A licence with the one that took its place.
    Renewed,
    /// A licence, and the application to amend it.
    Amendment,
    RefusedByAgency,
    RefusedByLabour,
    WithdrawnEarly,
    WithdrawnLate,
    Disputed,
}

use Story::{
    AgencyAnswered, AgencyAsked, AgencyFresh, AgencyInHand, Amendment, AtTheBank,
    CertificateExpired, ClearanceAsked, ClearanceDenied, Cleared, Declined, Disputed, Empowerment,
    LabourAnswered, LabourAsked, LabourFresh, LabourInHand, Lapsed, PageOne, Paid,
    PossibleDuplicate, Provisional, QuotaUsedUp, Referred, RefusedByAgency, RefusedByLabour,
    Registered, Reinstated, Renewal, Renewed, Revoked, ServiceNeedsMore, SupporterAwaited,
    Suspended, Transferred, WithdrawnEarly, WithdrawnLate,
};

/// One round. It begins with what a very small demo office should have.
pub(super) const ROUND: [Story; 56] = [
    AgencyFresh,
    LabourFresh,
    Empowerment(2),
    AgencyAsked,
    Registered,
    AgencyInHand,
    Referred,
    RefusedByAgency,
    ClearanceAsked,
    SupporterAwaited,
    AgencyFresh,
    AgencyFresh,
    LabourInHand,
    AgencyAnswered,
    Provisional,
    Paid,
    AgencyFresh,
    LabourFresh,
    PageOne,
    Cleared,
    Suspended,
    AgencyFresh,
    LabourAsked,
    Empowerment(0),
    CertificateExpired,
    AgencyFresh,
    LabourFresh,
    Disputed,
    AtTheBank,
    AgencyInHand,
    WithdrawnEarly,
    AgencyFresh,
    LabourFresh,
    Empowerment(4),
    Revoked,
    PossibleDuplicate,
    LabourAnswered,
    AgencyFresh,
    Renewal,
    QuotaUsedUp,
    AgencyFresh,
    LabourFresh,
    ClearanceDenied,
    RefusedByLabour,
    Empowerment(5),
    AgencyInHand,
    Declined,
    ServiceNeedsMore,
    AgencyFresh,
    LabourFresh,
    Renewed,
    Reinstated,
    Transferred,
    Lapsed,
    Amendment,
    WithdrawnLate,
];

impl Story {
    /// Stories of one group share the counters that spread kinds and paths over them.
    pub(super) const fn group(self) -> usize {
        match self {
            PageOne => 0,
            SupporterAwaited => 13,
            AgencyFresh | AgencyInHand | Cleared | ClearanceDenied | CertificateExpired
            | PossibleDuplicate | AgencyAnswered | Transferred | Amendment | Renewal => 1,
            AgencyAsked => 2,
            ClearanceAsked => 3,
            Empowerment(_) | ServiceNeedsMore => 4,
            LabourFresh | LabourInHand | LabourAnswered => 5,
            LabourAsked => 6,
            Provisional | Registered | Suspended | Reinstated | Declined | QuotaUsedUp | Lapsed => {
                7
            }
            Referred | AtTheBank => 8,
            Paid | Revoked | Renewed => 9,
            RefusedByAgency | RefusedByLabour => 10,
            WithdrawnEarly | WithdrawnLate => 11,
            Disputed => 12,
        }
    }

    /// Whether the story has two cases.
    pub(super) const fn is_pair(self) -> bool {
        matches!(self, PossibleDuplicate | Renewal | Renewed | Amendment)
    }

    /// Whether the field must need a clearance.
    pub(super) const fn needs_starred(self) -> bool {
        matches!(self, ClearanceAsked | Cleared | ClearanceDenied)
    }

    /// Whether a facility is in play.
    pub(super) const fn needs_loan(self) -> bool {
        matches!(self, Referred | AtTheBank | Paid | Declined | QuotaUsedUp | Lapsed)
    }

    /// Whether the agency has sent it on.
    pub(super) const fn is_approved(self) -> bool {
        !matches!(
            self,
            PageOne
                | SupporterAwaited
                | AgencyFresh
                | AgencyInHand
                | AgencyAsked
                | AgencyAnswered
                | ClearanceAsked
                | Cleared
                | ClearanceDenied
                | CertificateExpired
                | Transferred
                | RefusedByAgency
                | WithdrawnEarly
                | PossibleDuplicate
                | Amendment
                | Renewal
        )
    }
}

/// For how many working days a review of the agency has run, one after the other: from fresh to long overdue.
pub(super) const AGENCY_DAYS: [i32; 10] = [3, 9, 12, 17, 6, 1, 8, 14, 19, 5];
/// The same for the labour office, whose deadline is longer.
pub(super) const LABOUR_DAYS: [i32; 10] = [4, 13, 16, 21, 8, 2, 11, 18, 23, 6];

/// How many groups there are.
pub(super) const GROUPS: usize = 14;
