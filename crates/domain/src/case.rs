//! A case: the fold of its events.
//!
//! [`Case::open`] takes the first event and [`Case::apply`] every other; both refuse what cannot happen.
//! What depends on the catalogue or on who acts is [`crate::policy`]; here is only what must always hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{DocumentCode, EditionId, OfficeId};
use crate::dates::Instant;
use crate::event::{
    Answer, Asked, CheckAnswer, DocumentKind, Event, Purpose, Review, Service, ServiceRecord,
    Sheet, SheetMark,
};
use crate::identifiers::{ExternalCode, LicenceNumber, PaperSerial, TrackingCode};
use crate::ids::{CaseId, EventId, OfficerId, RequestId};
use crate::people::{Actor, Applicant, Attachment, Officer};
use crate::plan::{Path, Plan, SkillCertificate};
use crate::text::PlainText;

mod apply;
mod corrections;
mod dispute;
mod licence;
mod printables;
mod refusal;
mod refusing;
mod requests;
mod sheets;
mod stage;
mod supporter;
#[cfg(test)]
pub(crate) mod tests;

pub use dispute::{Decided, Dispute};
pub use licence::{Confirmation, Force, Licence, Licensed, ReferralState, Sanction};
pub use printables::Printable;
pub use refusal::Refusal;
pub use stage::{
    AgencyReview, Approval, Clearance, Empowerment, Inquiry, LabourReview, Refused, Stage,
    StageName,
};
pub use supporter::SupporterState;

/// Everything that is known of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name.
    pub id: CaseId,
    /// کد رهگیری
    pub tracking_code: TrackingCode,
    /// The code of another system.
    pub external_code: Option<ExternalCode>,
    /// First licence, renewal or amendment.
    pub purpose: Purpose,
    /// Who applies.
    pub applicant: Applicant,
    /// The catalogue that applied when it was registered.
    pub edition: EditionId,
    /// When page one was completed.
    pub registered_at: Instant,
    /// The event of registration; the receipt prints it.
    pub registration: EventId,
    /// Who registered it.
    pub registered_by: Actor,
    /// What the supporter of a covered applicant said.
    pub supporter: SupporterState,
    /// The event that named the supporter: the registration, or the newest naming since.
    pub supporter_named: EventId,
    /// Page two.
    pub submission: Option<Submission>,
    /// Where it stands.
    pub stage: Stage,
    /// The office whose turn it is.
    pub office: Option<OfficeId>,
    /// The last time the case went from one office to another.
    pub handed_over: Option<HandOver>,
    /// Every office whose turn it ever was, that was referred to, or that acted: these may see it.
    pub offices: BTreeSet<OfficeId>,
    /// The officer who holds it there.
    pub holder: Option<OfficerId>,
    /// The running deadline.
    pub clock: Option<Clock>,
    /// Documents, in the order in which they came.
    pub attachments: Vec<Received>,
    /// Answers to the checklists.
    pub checks: BTreeMap<(Review, u16), CheckAnswer>,
    /// Items asked of the applicant.
    pub requests: Vec<Request>,
    /// Notes for colleagues.
    pub notes: Vec<Note>,
    /// Services of empowerment, the last record of each.
    pub services: BTreeMap<Service, (ServiceRecord, Officer)>,
    /// Sheets that were printed or saved.
    pub sheets: Vec<PrintedSheet>,
    /// Decisions that hold, oldest first.
    pub decisions: Vec<Decided>,
    /// Numbers of licences that did not stand in a dispute.
    pub fallen: Vec<LicenceNumber>,
    /// How many events there are.
    pub version: u32,
    /// The last of them.
    pub last_event: EventId,
    /// An event that this version cannot read is among them.
    pub needs_update: bool,
}

/// Page two, as it now stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The plan.
    pub plan: Plan,
    /// The certificate.
    pub certificate: SkillCertificate,
    /// What the catalogue proposed.
    pub proposed_path: Path,
    /// When it was completed.
    pub at: Instant,
}

/// A case on its way from one office to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// The event of it.
    pub event: EventId,
    /// Why.
    pub cause: HandOverCause,
    /// Who handed it over; the office is theirs.
    pub by: Officer,
    /// Where to.
    pub to: OfficeId,
    /// When.
    pub at: Instant,
}

/// Why a case goes to another office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HandOverCause {
    /// The agency approved.
    Approval,
    /// Empowerment is completed.
    Empowerment,
    /// It belongs to another office of the same kind.
    Transfer,
}

/// A deadline that runs: when it began, and when it stood still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Whose deadline it is.
    pub review: Review,
    /// The tick on the last page, or the hand-over.
    pub started: Instant,
    /// Times in which the applicant was asked; the last may still run.
    pub pauses: Vec<Pause>,
    /// Days by which it was extended.
    pub extended_days: u16,
}

/// A time in which a deadline stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// From when.
    pub from: Instant,
    /// Until when, once it is over.
    pub to: Option<Instant>,
}

impl Clock {
    const fn start(review: Review, at: Instant) -> Self {
        Self { review, started: at, pauses: Vec::new(), extended_days: 0 }
    }

    /// Whether it stands still now.
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    fn pause(&mut self, at: Instant) {
        if !self.is_paused() {
            self.pauses.push(Pause { from: at, to: None });
        }
    }

    fn resume(&mut self, at: Instant) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.to.get_or_insert(at);
        }
    }
}

/// A document with its arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The document.
    pub attachment: Attachment,
    /// When.
    pub at: Instant,
}

/// An item asked of the applicant, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its name.
    pub id: RequestId,
    /// The event that asked it; one letter prints all items of one event.
    pub batch: EventId,
    /// What is asked.
    pub asked: Asked,
    /// The sentence that the applicant reads.
    pub text: PlainText,
    /// The condition it rests on.
    pub condition: Option<crate::catalogue::ConditionNumber>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Officer,
    /// What became of it.
    pub state: RequestState,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestState {
    /// Nothing yet.
    Open,
    /// Answered, and not yet looked at.
    Answered(Answer, Actor),
    /// Answered, and found good.
    Accepted(Answer, Actor),
    /// No longer asked for.
    Cancelled,
}

impl Request {
    /// Whether the applicant still owes an answer.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, RequestState::Open)
    }

    /// Whether the office still has to do with it.
    pub const fn is_pending(&self) -> bool {
        matches!(self.state, RequestState::Open | RequestState::Answered(..))
    }
}

/// A note for colleagues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it.
    pub by: Actor,
    /// When.
    pub at: Instant,
    /// What.
    pub text: PlainText,
}

/// A sheet with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedSheet {
    /// The record from which its bytes are drawn.
    pub sheet: Sheet,
    /// The event of printing.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Officer,
    /// How often the same bytes were printed again.
    pub reprints: u32,
    /// The serial of the pre-printed paper that it is on: that of the newest reprint.
    pub paper: Option<PaperSerial>,
    /// Why it was made after another one, or why its bytes were printed again: that of the newest reprint.
    pub reason: Option<PlainText>,
    /// What became of it, once somebody has said.
    pub mark: Option<SheetMark>,
}

impl Case {
    /// Folds the events of one case; `None` when there are none.
    ///
    /// # Errors
    /// The first event that cannot follow the ones before it.
    pub fn fold<'e>(events: impl IntoIterator<Item = &'e Event>) -> Result<Option<Self>, Refusal> {
        let mut events = events.into_iter();
        let Some(first) = events.next() else { return Ok(None) };
        let mut case = Self::open(first)?;
        for event in events {
            case.advance(event)?;
        }
        Ok(Some(case))
    }

    /// Where it stands, in one word.
    pub fn stage_name(&self) -> StageName {
        let waiting = self.open_requests() > 0;
        match &self.stage {
            Stage::Registered => StageName::Registered,
            Stage::AgencyReview(review) => match review.clearance {
                _ if waiting => StageName::AgencyWaiting,
                Clearance::Asked(_) => StageName::Clearance,
                Clearance::NotAsked | Clearance::Cleared { .. } | Clearance::Denied { .. } => {
                    StageName::AgencyReview
                }
            },
            Stage::Empowerment(_) => StageName::Empowerment,
            Stage::LabourReview(_) if waiting => StageName::LabourWaiting,
            Stage::LabourReview(_) => StageName::LabourReview,
            Stage::Licensed(licensed) => licensed.stage_name(),
            Stage::Refused(_) => StageName::Refused,
            Stage::Withdrawn { .. } => StageName::Withdrawn,
            Stage::Disputed { .. } => StageName::Disputed,
        }
    }

    /// Whether an office still has to decide something about the application.
    pub const fn is_open(&self) -> bool {
        matches!(
            self.stage,
            Stage::Registered
                | Stage::AgencyReview(_)
                | Stage::Empowerment(_)
                | Stage::LabourReview(_)
                | Stage::Disputed { .. }
        )
    }

    /// The office whose turn it is; before page two, the counter that registered the case.
    pub fn office_in_turn(&self) -> Option<&OfficeId> {
        self.office.as_ref().or_else(|| self.registered_by.office())
    }

    /// The bank's liaison who has an open referral.
    pub fn referred_to(&self) -> Option<&OfficeId> {
        self.open_referral().map(|it| &it.referral.to)
    }

    /// The referral that no bank has ended yet.
    pub fn open_referral(&self) -> Option<&ReferralState> {
        self.as_licensed().and_then(Licensed::open_referral)
    }

    /// How many items the applicant still owes an answer to.
    pub fn open_requests(&self) -> usize {
        self.requests.iter().filter(|request| request.is_open()).count()
    }

    /// How many items the office still has to do with.
    pub fn pending_requests(&self) -> usize {
        self.requests.iter().filter(|request| request.is_pending()).count()
    }

    /// The licence, if one was issued.
    pub fn licence(&self) -> Option<&Licence> {
        self.as_licensed().map(|licensed| &licensed.licence)
    }

    /// What follows the licence, once one was issued.
    pub(crate) const fn as_licensed(&self) -> Option<&Licensed> {
        match &self.stage {
            Stage::Licensed(licensed) => Some(licensed),
            Stage::Registered
            | Stage::AgencyReview(_)
            | Stage::Empowerment(_)
            | Stage::LabourReview(_)
            | Stage::Refused(_)
            | Stage::Withdrawn { .. }
            | Stage::Disputed { .. } => None,
        }
    }

    /// The first signature, once it is given.
    pub const fn approval(&self) -> Option<&Approval> {
        match &self.stage {
            Stage::Empowerment(empowerment) => Some(&empowerment.approval),
            Stage::LabourReview(review) => Some(&review.approval),
            Stage::Licensed(licensed) => Some(&licensed.approval),
            Stage::Refused(refused) => refused.approval.as_ref(),
            Stage::Registered
            | Stage::AgencyReview(_)
            | Stage::Withdrawn { .. }
            | Stage::Disputed { .. } => None,
        }
    }

    /// The answer to a row of a checklist.
    pub fn check(&self, review: Review, row: u16) -> CheckAnswer {
        self.checks.get(&(review, row)).copied().unwrap_or(CheckAnswer::Unseen)
    }

    /// The path: as it is fixed, else as the catalogue proposed it; none before page two.
    pub fn path(&self) -> Option<Path> {
        let fixed = if let Stage::AgencyReview(review) = &self.stage {
            review.path.as_ref().map(|(path, _)| *path)
        } else {
            self.approval().map(|approval| approval.path)
        };
        fixed.or_else(|| self.submission.as_ref().map(|submission| submission.proposed_path))
    }

    /// Whether a document of this kind has come.
    pub fn has_document(&self, document: DocumentCode) -> bool {
        self.attachments.iter().any(|received| received.attachment.document == document)
    }

    /// The copy that the next sheet of a document takes the place of: the newest one of the same standing that
    /// was not spoiled. Where there is none, the next sheet is no duplicate, whatever its number.
    pub fn replaced_copy(&self, printable: &Printable) -> Option<u32> {
        let in_force = |printed: &&PrintedSheet| {
            let Sheet { document, subject, standing, .. } = printed.sheet;
            let spoiled = matches!(printed.mark, Some(SheetMark::Spoiled { .. }));
            !spoiled && *printable == Printable { document, subject, standing }
        };
        self.sheets.iter().filter(in_force).map(|printed| printed.sheet.copy).max()
    }

    /// How many sheets of a document exist.
    pub fn copies(&self, document: DocumentKind, subject: EventId) -> u32 {
        let same = |p: &&PrintedSheet| p.sheet.document == document && p.sheet.subject == subject;
        u32::try_from(self.sheets.iter().filter(same).count()).unwrap_or(u32::MAX)
    }
}
