//! What makes a paper genuine: the record of a decision, taken from a case.
//!
//! A record cannot be made from anything but a [`Case`], which is a fold of signed events. It
//! knows what the paper must say, and [`crate::render`] refuses an input that says something else.

use domain::{
    case::{Case, Printable},
    dates::JalaliDate,
    event::{DocumentKind, PrintedStanding, Printing, Purpose},
    identifiers::{LicenceNumber, TrackingCode},
};

use crate::{
    Document, Kind,
    input::{Replaced, Standing},
};

/// Why there is no genuine paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotIssued {
    /// The case has no decision that this document could be drawn from.
    #[error("the case has no such document")]
    NoDecision,
    /// The input is of another kind than the record.
    #[error("the input is of another kind than the record")]
    OtherKind,
    /// A field of the input says something else than the record.
    #[error("the field {0} says something else than the record")]
    Contradicts(&'static str),
}

/// The record that a genuine document is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuanceRecord {
    document: DocumentKind,
    copy: u32,
    in_place_of: Option<u32>,
    standing: PrintedStanding,
    tracking_code: TrackingCode,
    licence: Option<(LicenceNumber, JalaliDate)>,
    replaces: Option<LicenceNumber>,
    /// The further rows of a list.
    listed: Vec<Self>,
}

impl IssuanceRecord {
    /// The record of the next copy of a document that a case can show now.
    ///
    /// # Errors
    /// Refuses what the case has no decision for.
    pub fn next_copy(case: &Case, printable: &Printable) -> Result<Self, NotIssued> {
        if !case.printables().contains(printable) {
            return Err(NotIssued::NoDecision);
        }
        let Printable { document, subject, standing } = *printable;
        let copy = case.copies(document, subject).saturating_add(1);
        let in_place_of = case.replaced_copy(printable);
        let licence =
            case.licence().map(|licence| (licence.number.clone(), licence.valid_until.jalali()));
        let needs_licence = matches!(
            document,
            DocumentKind::Licence
                | DocumentKind::BankReferral
                | DocumentKind::BranchList
                | DocumentKind::Suspension
                | DocumentKind::Revocation
        );
        if needs_licence && licence.is_none() {
            return Err(NotIssued::NoDecision);
        }
        let replaces = match &case.purpose {
            Purpose::First => None,
            Purpose::Renewal { number, .. } | Purpose::Amendment { number, .. } => {
                Some(number.clone())
            }
        };
        let tracking_code = case.tracking_code.clone();
        let listed = Vec::new();
        Ok(Self { document, copy, in_place_of, standing, tracking_code, licence, replaces, listed })
    }

    /// The record of a list: one sheet, which is the next copy of a document of each case.
    ///
    /// # Errors
    /// Refuses what a case has no decision for, no case at all, and documents of different kinds.
    pub fn of_list(cases: &[(Case, Printable)]) -> Result<Self, NotIssued> {
        let mut rows = Vec::new();
        for (case, printable) in cases {
            rows.push(Self::next_copy(case, printable)?);
        }
        let mut rows = rows.into_iter();
        let first = rows.next().ok_or(NotIssued::NoDecision)?;
        let listed: Vec<Self> = rows.collect();
        if first.document.printing() != Printing::Listed
            || listed.iter().any(|row| row.document != first.document)
        {
            return Err(NotIssued::OtherKind);
        }
        Ok(Self { listed, ..first })
    }

    fn rows(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.listed)
    }

    /// The kind of document.
    pub fn kind(&self) -> Kind {
        self.document.into()
    }

    /// Which copy it is, from 1.
    pub fn copy(&self) -> u32 {
        self.copy
    }

    /// Whether the registry had confirmed the licence.
    pub fn standing(&self) -> Standing {
        match self.standing {
            PrintedStanding::Provisional => Standing::Provisional,
            PrintedStanding::Final => Standing::Registered,
        }
    }

    /// Refuses an input that says something else.
    pub(crate) fn check(&self, document: &Document) -> Result<(), NotIssued> {
        if document.kind() != self.kind() {
            return Err(NotIssued::OtherKind);
        }
        let demand = |holds: bool, field| {
            if holds { Ok(()) } else { Err(NotIssued::Contradicts(field)) }
        };
        let same_code = |code: &str| self.has_code(code);
        let same_number = |number: &str| self.has_number(number);
        let same_end = |day: &str| {
            let day = JalaliDate::parse(day).ok();
            day.is_some() && day == self.licence.as_ref().map(|(_, day)| *day)
        };
        match document {
            Document::Licence(licence) => {
                demand(same_number(&licence.number), "number")?;
                demand(same_end(&licence.expires_on), "expires_on")?;
                demand(licence.standing == self.standing(), "standing")?;
                let replaced = licence.replaces.as_ref().map(Replaced::number);
                let replaced = replaced.map(LicenceNumber::parse).transpose().ok();
                demand(replaced.as_ref() == Some(&self.replaces), "replaces.number")?;
                demand(licence.copy.number == self.copy, "copy.number")?;
                demand(licence.copy.in_place_of == self.in_place_of, "copy.in_place_of")
            }
            Document::BankReferral(referral) => {
                demand(same_number(&referral.licence_number), "licence_number")
            }
            Document::EmpowermentReferral(referral) => {
                demand(same_code(&referral.tracking_code), "tracking_code")
            }
            Document::Refusal(refusal) => {
                demand(same_code(&refusal.tracking_code), "tracking_code")
            }
            Document::Correction(notice) => {
                demand(same_code(&notice.tracking_code), "tracking_code")
            }
            Document::Receipt(receipt) => {
                demand(same_code(&receipt.tracking_code), "tracking_code")
            }
            Document::Clearance(inquiry) => {
                demand(same_code(&inquiry.tracking_code), "tracking_code")
            }
            Document::Suspension(notice) => {
                demand(same_number(&notice.licence_number), "licence_number")
            }
            Document::Revocation(notice) => {
                demand(same_number(&notice.licence_number), "licence_number")
            }
            Document::BranchList(list) => {
                let mut rows = list.rows.iter();
                let same = |row: &Self| {
                    rows.next().is_some_and(|listed| row.has_number(&listed.licence_number))
                };
                demand(self.rows().all(same) && rows.next().is_none(), "rows")
            }
            Document::Transmittal(list) => {
                let mut rows = list.rows.iter();
                let same = |row: &Self| {
                    rows.next().is_some_and(|listed| row.has_code(&listed.tracking_code))
                };
                demand(self.rows().all(same) && rows.next().is_none(), "rows")
            }
            Document::Dossier(dossier) => {
                demand(same_code(&dossier.tracking_code), "tracking_code")
            }
        }
    }

    fn has_code(&self, code: &str) -> bool {
        TrackingCode::parse(code).as_ref() == Ok(&self.tracking_code)
    }

    fn has_number(&self, number: &str) -> bool {
        let number = LicenceNumber::parse(number).ok();
        number.is_some() && number.as_ref() == self.licence.as_ref().map(|(number, _)| number)
    }
}
