//! Stages carry their facts; a transition consumes the stage it leaves.

use crate::catalogue::{AgencyCode, ConditionNumber};
use crate::dates::{Date, Instant};
use crate::event::{ClearanceOutcome, Medium, RefusalGround, Review};
use crate::ids::EventId;
use crate::people::Officer;
use crate::plan::Path;
use crate::text::PlainText;

use super::{Dispute, Licence, Licensed, Refusal};

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// The tracking code is given; page two, or the supporter's word, is awaited.
    Registered,
    /// The executive agency reviews.
    AgencyReview(AgencyReview),
    /// Jahad Daneshgahi empowers the applicant.
    Empowerment(Empowerment),
    /// The labour office reviews.
    LabourReview(LabourReview),
    /// A licence was issued.
    Licensed(Licensed),
    /// A review refused.
    Refused(Refused),
    /// The applicant gave up.
    Withdrawn {
        /// Why.
        reason: PlainText,
        /// How the office learnt of it.
        medium: Medium,
        /// The day on which the applicant said so.
        on: Date,
        /// When it was recorded.
        at: Instant,
    },
    /// Two decisions contradict each other; nothing goes on until a supervisor has decided.
    Disputed {
        /// Where the case stood.
        before: Box<Stage>,
        /// Both decisions.
        dispute: Box<Dispute>,
    },
}

/// A stage in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageName {
    /// Page two is awaited.
    Registered,
    /// At the agency.
    AgencyReview,
    /// At the agency, the applicant is asked.
    AgencyWaiting,
    /// At the agency, a clearance is awaited.
    Clearance,
    /// At Jahad Daneshgahi.
    Empowerment,
    /// At the labour office.
    LabourReview,
    /// At the labour office, the applicant is asked.
    LabourWaiting,
    /// Licensed.
    Licensed,
    /// Licensed, and at the bank.
    BankReferred,
    /// Licensed, and over: paid, revoked or superseded.
    Closed,
    /// Refused.
    Refused,
    /// Withdrawn.
    Withdrawn,
    /// Disputed.
    Disputed,
}

impl StageName {
    /// Every one, in the order of a case's way.
    pub const ALL: [Self; 13] = [
        Self::Registered,
        Self::AgencyReview,
        Self::AgencyWaiting,
        Self::Clearance,
        Self::Empowerment,
        Self::LabourReview,
        Self::LabourWaiting,
        Self::Licensed,
        Self::BankReferred,
        Self::Closed,
        Self::Refused,
        Self::Withdrawn,
        Self::Disputed,
    ];
}

/// The agency's review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyReview {
    /// The clearance of a starred field.
    pub clearance: Clearance,
    /// The path, once it is fixed, with its reason.
    pub path: Option<(Path, PlainText)>,
}

/// The clearance of a starred field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clearance {
    /// Not asked for; right for most fields.
    NotAsked,
    /// Asked for and awaited.
    Asked(Inquiry),
    /// The work may be done there.
    Cleared {
        /// Who says so.
        agency: AgencyCode,
        /// The number of the answer.
        reference: PlainText,
        /// Its day.
        on: Date,
    },
    /// It may not.
    Denied {
        /// Who says so.
        agency: AgencyCode,
        /// The number of the answer.
        reference: PlainText,
        /// Its day.
        on: Date,
    },
}

/// A question to the body that clears a starred field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// The event of it.
    pub event: EventId,
    /// Whom it is put to.
    pub agency: AgencyCode,
    /// Who put it.
    pub by: Officer,
    /// When.
    pub at: Instant,
    /// What was asked, beyond the usual.
    pub note: Option<PlainText>,
}

/// The first signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The event of it.
    pub event: EventId,
    /// Whose it is.
    pub by: Officer,
    /// When.
    pub at: Instant,
    /// The path it sends the case on.
    pub path: Path,
    /// What the officer wrote.
    pub comment: Option<PlainText>,
}

/// Empowerment by Jahad Daneshgahi.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Empowerment {
    /// The first signature.
    pub approval: Approval,
}

/// The labour office's review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabourReview {
    /// The first signature.
    pub approval: Approval,
    /// The result of empowerment, on the development path.
    pub empowered: Option<PlainText>,
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The event of it.
    pub event: EventId,
    /// Which review.
    pub review: Review,
    /// Whose it is.
    pub by: Officer,
    /// When.
    pub at: Instant,
    /// The numbered conditions.
    pub conditions: Vec<ConditionNumber>,
    /// What shows that they are not met.
    pub grounds: Vec<RefusalGround>,
    /// In words.
    pub explanation: PlainText,
    /// The first signature, when the labour office refused.
    pub approval: Option<Approval>,
}

impl AgencyReview {
    /// A review that begins.
    pub(super) const fn begin() -> Self {
        Self { clearance: Clearance::NotAsked, path: None }
    }

    pub(super) fn ask_clearance(self, inquiry: Inquiry) -> Result<Self, Refusal> {
        match self.clearance {
            Clearance::Asked(_) => Err(Refusal::ClearanceOpen),
            Clearance::NotAsked | Clearance::Cleared { .. } | Clearance::Denied { .. } => {
                Ok(Self { clearance: Clearance::Asked(inquiry), ..self })
            }
        }
    }

    pub(super) fn answer_clearance(
        self,
        outcome: ClearanceOutcome,
        reference: PlainText,
        on: Date,
    ) -> Result<Self, Refusal> {
        let Clearance::Asked(Inquiry { agency, .. }) = self.clearance else {
            return Err(Refusal::ClearanceNeeded);
        };
        let clearance = match outcome {
            ClearanceOutcome::Cleared => Clearance::Cleared { agency, reference, on },
            ClearanceOutcome::Denied => Clearance::Denied { agency, reference, on },
        };
        Ok(Self { clearance, ..self })
    }

    /// Gives the first signature; the path decides who goes on.
    pub(super) fn approve(self, approval: impl FnOnce(Path) -> Approval) -> Result<Stage, Refusal> {
        match self.clearance {
            Clearance::Asked(_) => return Err(Refusal::ClearanceOpen),
            Clearance::Denied { .. } => return Err(Refusal::ClearanceDenied),
            Clearance::NotAsked | Clearance::Cleared { .. } => {}
        }
        let (path, _) = self.path.ok_or(Refusal::PathNotAssigned)?;
        let approval = approval(path);
        Ok(match path {
            Path::Standard => Stage::LabourReview(LabourReview { approval, empowered: None }),
            Path::Development => Stage::Empowerment(Empowerment { approval }),
        })
    }
}

impl Empowerment {
    pub(super) fn complete(self, summary: PlainText) -> LabourReview {
        LabourReview { approval: self.approval, empowered: Some(summary) }
    }
}

impl LabourReview {
    /// Gives the second signature. Two different people sign a licence.
    pub(super) fn issue(self, licence: Licence) -> Result<Licensed, Refusal> {
        if self.approval.by.person == licence.by.person {
            return Err(Refusal::SamePerson);
        }
        Ok(Licensed { approval: self.approval, licence, referrals: Vec::new() })
    }
}
