//! What can be drawn from a case.

use crate::catalogue::OfficeId;
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

    /// The office that made what a document prints; none for a receipt and a dossier, which print what anybody
    /// registered, and for what the case does not offer.
    pub fn maker(&self, printable: &Printable) -> Option<&OfficeId> {
        let subject = printable.subject;
        let licensed = self.as_licensed();
        let by = match printable.document {
            DocumentKind::Receipt | DocumentKind::Dossier => None,
            DocumentKind::Correction => {
                self.requests.iter().find(|request| request.batch == subject).map(|it| &it.by)
            }
            DocumentKind::EmpowermentReferral => self.approval().map(|approval| &approval.by),
            DocumentKind::Transmittal => self.handed_over.as_ref().map(|hand_over| &hand_over.by),
            DocumentKind::Clearance => {
                let Stage::AgencyReview(AgencyReview {
                    clearance: Clearance::Asked(inquiry), ..
                }) = &self.stage
                else {
                    return None;
                };
                Some(&inquiry.by)
            }
            DocumentKind::Refusal => {
                let Stage::Refused(refused) = &self.stage else { return None };
                Some(&refused.by)
            }
            DocumentKind::Licence => licensed.map(|licensed| &licensed.licence.by),
            DocumentKind::Suspension | DocumentKind::Revocation => {
                licensed.and_then(|licensed| match &licensed.licence.force {
                    Force::Suspended(sanction) | Force::Revoked(sanction) => Some(&sanction.by),
                    Force::InForce | Force::Superseded { .. } => None,
                })
            }
            DocumentKind::BankReferral | DocumentKind::BranchList => {
                let mut referrals = licensed.into_iter().flat_map(|licensed| &licensed.referrals);
                referrals.find(|referral| referral.event == subject).map(|it| &it.by)
            }
        };
        by.map(|officer| &officer.office)
    }

    /// Whether somebody has answered a document, so that it reached them and does not wait to be printed.
    pub fn is_answered(&self, printable: &Printable) -> bool {
        let referrals = self.as_licensed().map_or(&[][..], |licensed| &licensed.referrals);
        let referral = referrals.iter().find(|r| r.event == printable.subject);
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
