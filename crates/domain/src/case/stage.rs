//! Stages carry their facts; a transition consumes the stage it leaves.

use crate::catalogue::{AgencyCode, ConditionNumber};
use crate::dates::{Date, Instant};
use crate::event::{
    BankOutcome, ClearanceOutcome, Grounds, Medium, PrintedStanding, Referral, Review,
};
use crate::identifiers::LicenceNumber;
use crate::ids::{CaseId, EventId};
use crate::people::Actor;
use crate::plan::Path;
use crate::text::PlainText;

use super::Refusal;

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
        /// When.
        at: Instant,
    },
    /// Two decisions contradict each other; nothing goes on until a supervisor has decided.
    Disputed {
        /// Where the case stood.
        before: Box<Stage>,
        /// The event that contradicts.
        rival: EventId,
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
    Asked {
        /// Of whom.
        agency: AgencyCode,
        /// When.
        at: Instant,
    },
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

/// The first signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The event of it.
    pub event: EventId,
    /// Whose it is.
    pub by: Actor,
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

/// An issued licence and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licensed {
    /// The first signature.
    pub approval: Approval,
    /// The licence with the second.
    pub licence: Licence,
    /// Referrals to banks, oldest first.
    pub referrals: Vec<ReferralState>,
}

/// مجوز
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// The event of issue.
    pub event: EventId,
    /// Its number, final from the first moment.
    pub number: LicenceNumber,
    /// When it was issued.
    pub issued_at: Instant,
    /// Its last day.
    pub valid_until: Date,
    /// The second signature.
    pub by: Actor,
    /// What the officer wrote.
    pub comment: Option<PlainText>,
    /// Whether the registry knows it.
    pub confirmation: Confirmation,
    /// Whether it is in force.
    pub force: Force,
}

/// Whether the registry has confirmed a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    /// Not yet; its paper carries «موقت».
    Provisional,
    /// Since then.
    Registered(Instant),
}

/// Whether a licence is in force. Expiry is not here: it follows from the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Force {
    /// In force.
    InForce,
    /// Out of force for a time.
    Suspended(Grounds, Instant),
    /// Out of force for good.
    Revoked(Grounds, Instant),
    /// Another licence took its place.
    Superseded {
        /// The case of that licence.
        by: CaseId,
        /// Its number.
        number: LicenceNumber,
    },
}

/// A referral with what the bank did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralState {
    /// The event that made it; its name.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// Who signed it.
    pub by: Actor,
    /// What it says.
    pub referral: Referral,
    /// The bank's last answer.
    pub outcome: Option<BankOutcome>,
}

impl ReferralState {
    /// Whether the bank still has to answer.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none_or(|outcome| !outcome.is_final())
    }
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The event of it.
    pub event: EventId,
    /// Which review.
    pub review: Review,
    /// Whose it is.
    pub by: Actor,
    /// When.
    pub at: Instant,
    /// The numbered conditions.
    pub conditions: Vec<ConditionNumber>,
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

    pub(super) fn ask_clearance(self, agency: AgencyCode, at: Instant) -> Result<Self, Refusal> {
        match self.clearance {
            Clearance::Asked { .. } => Err(Refusal::ClearanceOpen),
            Clearance::NotAsked | Clearance::Cleared { .. } | Clearance::Denied { .. } => {
                Ok(Self { clearance: Clearance::Asked { agency, at }, ..self })
            }
        }
    }

    pub(super) fn answer_clearance(
        self,
        outcome: ClearanceOutcome,
        reference: PlainText,
        on: Date,
    ) -> Result<Self, Refusal> {
        let Clearance::Asked { agency, .. } = self.clearance else {
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
            Clearance::Asked { .. } => return Err(Refusal::ClearanceOpen),
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

impl Licence {
    /// Whether no suspension, revocation or successor stands against it.
    pub const fn is_in_force(&self) -> bool {
        matches!(self.force, Force::InForce)
    }

    /// Whether its last day is past.
    pub fn is_expired(&self, today: Date) -> bool {
        today > self.valid_until
    }

    /// What its paper must say of the registry.
    pub const fn printed_standing(&self) -> PrintedStanding {
        match self.confirmation {
            Confirmation::Provisional => PrintedStanding::Provisional,
            Confirmation::Registered(_) => PrintedStanding::Final,
        }
    }
}

impl Licensed {
    pub(super) fn suspend(mut self, grounds: Grounds, at: Instant) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::InForce => self.licence.force = Force::Suspended(grounds, at),
            Force::Suspended(..) | Force::Revoked(..) | Force::Superseded { .. } => {
                return Err(Refusal::NotInForce);
            }
        }
        Ok(self)
    }

    pub(super) fn reinstate(mut self) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::Suspended(..) => self.licence.force = Force::InForce,
            Force::InForce => return Err(Refusal::InForce),
            Force::Revoked(..) | Force::Superseded { .. } => return Err(Refusal::NotInForce),
        }
        Ok(self)
    }

    pub(super) fn revoke(mut self, grounds: Grounds, at: Instant) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::InForce | Force::Suspended(..) => {
                self.licence.force = Force::Revoked(grounds, at);
            }
            Force::Revoked(..) | Force::Superseded { .. } => return Err(Refusal::NotInForce),
        }
        Ok(self)
    }

    pub(super) fn supersede(mut self, by: CaseId, number: LicenceNumber) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::InForce | Force::Suspended(..) => {
                self.licence.force = Force::Superseded { by, number };
            }
            Force::Revoked(..) | Force::Superseded { .. } => return Err(Refusal::NotInForce),
        }
        Ok(self)
    }

    pub(super) fn register(mut self, at: Instant) -> Result<Self, Refusal> {
        match self.licence.confirmation {
            Confirmation::Provisional => {
                self.licence.confirmation = Confirmation::Registered(at);
                Ok(self)
            }
            Confirmation::Registered(_) => Err(Refusal::AlreadyDecided),
        }
    }

    pub(super) fn refer(mut self, referral: ReferralState) -> Result<Self, Refusal> {
        if !self.licence.is_in_force() {
            return Err(Refusal::NotInForce);
        }
        if self.referrals.iter().any(ReferralState::is_open) {
            return Err(Refusal::ReferralOpen);
        }
        self.referrals.push(referral);
        Ok(self)
    }

    pub(super) fn bank_answers(
        mut self,
        referral: EventId,
        outcome: BankOutcome,
    ) -> Result<Self, Refusal> {
        let open = self.referrals.iter_mut().find(|r| r.event == referral && r.is_open());
        open.ok_or(Refusal::ReferralUnknown)?.outcome = Some(outcome);
        Ok(self)
    }

    /// The open referral, if there is one.
    pub fn open_referral(&self) -> Option<&ReferralState> {
        self.referrals.iter().find(|referral| referral.is_open())
    }

    pub(super) fn stage_name(&self) -> StageName {
        if matches!(self.licence.force, Force::Revoked(..) | Force::Superseded { .. }) {
            return StageName::Closed;
        }
        if self.open_referral().is_some() {
            return StageName::BankReferred;
        }
        match self.referrals.last().and_then(|referral| referral.outcome) {
            Some(BankOutcome::Paid) => StageName::Closed,
            Some(
                BankOutcome::Received
                | BankOutcome::Declined
                | BankOutcome::QuotaUsedUp
                | BankOutcome::Lapsed,
            )
            | None => StageName::Licensed,
        }
    }
}
