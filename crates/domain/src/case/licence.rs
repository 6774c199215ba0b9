//! The licence: confirmed or not, in force or not, and the referrals that rest on it.

use crate::dates::{Date, Instant};
use crate::event::{BankOutcome, Grounds, PrintedStanding, Referral};
use crate::identifiers::LicenceNumber;
use crate::ids::{CaseId, EventId};
use crate::people::Officer;
use crate::text::PlainText;

use super::{Approval, Refusal, StageName};

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
    pub by: Officer,
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
    Suspended(Sanction),
    /// Out of force for good.
    Revoked(Sanction),
    /// Another licence took its place.
    Superseded {
        /// The case of that licence.
        by: CaseId,
        /// Its number.
        number: LicenceNumber,
    },
}

/// A decision that takes a licence out of force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanction {
    /// The event of it.
    pub event: EventId,
    /// Whose it is.
    pub by: Officer,
    /// From when.
    pub at: Instant,
    /// Why.
    pub grounds: Grounds,
}

/// A referral with what the bank did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralState {
    /// The event that made it; its name.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// Who signed it.
    pub by: Officer,
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

    /// Whether the bank may no longer act on it: its last day is before `today`.
    pub fn is_expired(&self, today: Date) -> bool {
        self.referral.valid_until < today
    }

    /// Whether its letter is of no use any more: its last day passed before any bank took it, or the bank says so. Another one
    /// takes another referral.
    pub fn has_lapsed(&self, today: Date) -> bool {
        match self.outcome {
            None => self.is_expired(today),
            Some(BankOutcome::Lapsed) => true,
            Some(
                BankOutcome::Received
                | BankOutcome::Paid
                | BankOutcome::Declined
                | BankOutcome::QuotaUsedUp,
            ) => false,
        }
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
    pub(super) fn suspend(mut self, sanction: Sanction) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::InForce => self.licence.force = Force::Suspended(sanction),
            Force::Suspended(_) | Force::Revoked(_) | Force::Superseded { .. } => {
                return Err(Refusal::NotInForce);
            }
        }
        Ok(self)
    }

    pub(super) fn reinstate(mut self) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::Suspended(_) => self.licence.force = Force::InForce,
            Force::InForce => return Err(Refusal::InForce),
            Force::Revoked(_) | Force::Superseded { .. } => return Err(Refusal::NotInForce),
        }
        Ok(self)
    }

    pub(super) fn revoke(mut self, sanction: Sanction) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::InForce | Force::Suspended(_) => {
                self.licence.force = Force::Revoked(sanction);
            }
            Force::Revoked(_) | Force::Superseded { .. } => return Err(Refusal::NotInForce),
        }
        Ok(self)
    }

    pub(super) fn supersede(mut self, by: CaseId, number: LicenceNumber) -> Result<Self, Refusal> {
        match self.licence.force {
            Force::InForce | Force::Suspended(_) => {
                self.licence.force = Force::Superseded { by, number };
            }
            Force::Revoked(_) | Force::Superseded { .. } => return Err(Refusal::NotInForce),
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
        let day = referral.at.tehran_date();
        if self.referrals.iter().any(|known| known.is_open() && !known.is_expired(day)) {
            return Err(Refusal::ReferralOpen);
        }
        for lapsed in self.referrals.iter_mut().filter(|known| known.is_open()) {
            lapsed.outcome = Some(BankOutcome::Lapsed);
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
        if matches!(self.licence.force, Force::Revoked(_) | Force::Superseded { .. }) {
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
