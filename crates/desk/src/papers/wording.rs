//! In whose name a sheet is written, and in which words.
//!
//! A paper that is drawn for the first time has the words that are in force; one that is drawn again has
//! those that its record names, whatever is in force by now.

use documents::input::Letterhead;
use documents::texts::own::{OwnText, TextPart};
use domain::case::{Case, Clearance, Force, Printable, Stage};
use domain::catalogue::OfficeId;
use domain::event::{DocumentKind, Sheet};
use domain::ids::ContentHash;

use super::{Hand, Moment};
use crate::Error;
use crate::office::Office;

/// Which words a sheet is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// Those that are in force.
    InForce,
    /// Those of its record.
    Recorded(TextNames),
}

/// The texts of a sheet by their content, as its record has them; what is built in has no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextNames {
    pub(crate) letterhead: Option<ContentHash>,
    pub(crate) texts: Option<ContentHash>,
}

impl Words {
    /// Those of a sheet that was drawn.
    pub(crate) fn of(sheet: &Sheet) -> Self {
        Self::Recorded(TextNames { letterhead: sheet.letterhead, texts: sheet.texts })
    }
}

/// The words of a sheet.
pub(super) struct Wording {
    pub(super) names: TextNames,
    pub(super) head: Letterhead,
    pub(super) texts: OwnText,
}

impl Wording {
    /// The words for a sheet of a case.
    pub(super) fn of(
        office: &Office,
        case: &Case,
        printable: &Printable,
        moment: &Moment,
    ) -> Result<Self, Error> {
        let author = author(case, printable, &moment.by);
        let part = TextPart::Of(printable.document.into());
        let names = match moment.words {
            Words::Recorded(names) => names,
            Words::InForce => TextNames {
                letterhead: office.text_in_force(author, TextPart::Letterhead),
                texts: office.text_in_force(author, part),
            },
        };
        let head = match names.letterhead {
            Some(hash) => office.words_of(TextPart::Letterhead, hash)?.into_letterhead(),
            None => office.letterhead_in_catalogue(author),
        };
        let texts = match names.texts {
            Some(hash) => office.words_of(part, hash)?,
            None => part.built_in(),
        };
        Ok(Self { names, head, texts })
    }
}

/// The office in whose name a paper is written: the one that decided. A paper that tells of no decision is
/// of whoever draws it; so is one that cannot be drawn, and drawing says so.
fn author<'a>(case: &'a Case, printable: &Printable, hand: &'a Hand) -> &'a OfficeId {
    let by = match (printable.document, &case.stage) {
        (DocumentKind::Licence, _) => case.licence().map(|licence| &licence.by),
        (DocumentKind::EmpowermentReferral, _) => case.approval().map(|approval| &approval.by),
        (DocumentKind::BankReferral | DocumentKind::BranchList, Stage::Licensed(licensed)) => {
            let of = licensed.referrals.iter().find(|r| r.event == printable.subject);
            of.map(|referral| &referral.by)
        }
        (DocumentKind::Refusal, Stage::Refused(refused)) => Some(&refused.by),
        (DocumentKind::Correction, _) => {
            let first = case.requests.iter().find(|request| request.batch == printable.subject);
            first.map(|request| &request.by)
        }
        (DocumentKind::Clearance, Stage::AgencyReview(review)) => match &review.clearance {
            Clearance::Asked(inquiry) => Some(&inquiry.by),
            _ => None,
        },
        (DocumentKind::Suspension | DocumentKind::Revocation, _) => {
            match case.licence().map(|licence| &licence.force) {
                Some(Force::Suspended(sanction) | Force::Revoked(sanction)) => Some(&sanction.by),
                _ => None,
            }
        }
        (DocumentKind::Transmittal, _) => case.handed_over.as_ref().map(|hand_over| &hand_over.by),
        _ => None,
    };
    by.map_or(&hand.office, |by| &by.office)
}
