//! What can be drawn from a case.

use crate::event::{DocumentKind, PrintedStanding};
use crate::ids::EventId;
use crate::plan::Path;

use super::{AgencyReview, Case, Clearance, Force, Licensed, Stage};

/// A document that can be drawn from the case now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printable {
    /// What.
    pub document: DocumentKind,
    /// The event that it prints.
    pub subject: EventId,
    /// What it must say of the registry's confirmation.
    pub standing: PrintedStanding,
}

/// A paper that says nothing of the registry's confirmation.
const fn letter(document: DocumentKind, subject: EventId) -> Printable {
    Printable { document, subject, standing: PrintedStanding::Final }
}

impl Case {
    /// What can be drawn from the case now, newest subject first within a kind.
    pub fn printables(&self) -> Vec<Printable> {
        let mut all = vec![
            letter(DocumentKind::Receipt, self.registration),
            letter(DocumentKind::Dossier, self.registration),
        ];
        let mut batches: Vec<EventId> = Vec::new();
        for request in self.requests.iter().rev().filter(|request| request.is_open()) {
            if !batches.contains(&request.batch) {
                batches.push(request.batch);
            }
        }
        all.extend(batches.into_iter().map(|batch| letter(DocumentKind::Correction, batch)));
        if let Some(approval) = self.approval().filter(|a| a.path == Path::Development) {
            all.push(letter(DocumentKind::EmpowermentReferral, approval.event));
        }
        if let Some(hand_over) = self.handed_over.as_ref().filter(|_| self.is_open()) {
            all.push(letter(DocumentKind::Transmittal, hand_over.event));
        }
        match &self.stage {
            Stage::AgencyReview(AgencyReview { clearance: Clearance::Asked(inquiry), .. }) => {
                all.push(letter(DocumentKind::Clearance, inquiry.event));
            }
            Stage::Refused(refused) => all.push(letter(DocumentKind::Refusal, refused.event)),
            Stage::Licensed(licensed) => all.extend(licensed.printables()),
            Stage::AgencyReview(_)
            | Stage::Registered
            | Stage::Empowerment(_)
            | Stage::LabourReview(_)
            | Stage::Withdrawn { .. }
            | Stage::Disputed { .. } => {}
        }
        all
    }

    /// Whether somebody has answered a document, so that it reached them and does not wait to be printed.
    pub fn is_answered(&self, printable: &Printable) -> bool {
        let Stage::Licensed(licensed) = &self.stage else { return false };
        let referral = licensed.referrals.iter().find(|r| r.event == printable.subject);
        referral.is_some_and(|referral| referral.outcome.is_some())
    }
}

impl Licensed {
    fn printables(&self) -> Vec<Printable> {
        let mut all = Vec::new();
        match &self.licence.force {
            Force::InForce => all.push(Printable {
                document: DocumentKind::Licence,
                subject: self.licence.event,
                standing: self.licence.printed_standing(),
            }),
            Force::Suspended(sanction) => {
                all.push(letter(DocumentKind::Suspension, sanction.event));
            }
            Force::Revoked(sanction) => all.push(letter(DocumentKind::Revocation, sanction.event)),
            Force::Superseded { .. } => {}
        }
        for document in [DocumentKind::BankReferral, DocumentKind::BranchList] {
            all.extend(self.referrals.iter().rev().map(|r| letter(document, r.event)));
        }
        all
    }
}
