//! What can happen to a case. State is the fold of these and of nothing else.

use std::collections::BTreeSet;

use crate::case::Refusal;
use crate::catalogue::{AgencyCode, ConditionNumber, EditionId, OfficeId};
use crate::dates::{Date, Instant};
use crate::identifiers::{ExternalCode, LicenceNumber, PaperSerial, TrackingCode};
use crate::ids::{CaseId, EventId, OfficerId, RequestId};
use crate::people::{Actor, Applicant, Attachment, AttachmentId, NamedSupporter, Officer};
use crate::plan::{Path, Plan, SkillCertificate};
use crate::text::PlainText;

mod parts;
mod supporter;

pub use parts::{
    Answer, Asked, BankOutcome, CheckAnswer, ClearanceOutcome, CorrectableFact, Correction,
    DocumentKind, Evidence, Grounds, Medium, Minutes, Pin, PrintedStanding, Printing, Purpose,
    Referral, RefusalGround, RequestItem, Review, Service, ServiceRecord, ServiceResult, Sheet,
    SheetMark, Stands,
};
pub use supporter::SupporterWord;

/// Something that happened to a case, once and for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its own name.
    pub id: EventId,
    /// The case.
    pub case: CaseId,
    /// The workstation's clock when it happened. Never used to order or merge.
    pub at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// The catalogue that applied.
    pub edition: EditionId,
    /// What happened.
    pub fact: Fact,
}

impl Event {
    /// The officer who did it.
    ///
    /// # Errors
    /// Refuses what the applicant or the registry did.
    pub fn officer(&self) -> Result<&Officer, Refusal> {
        self.actor.officer().ok_or(Refusal::NotYourRole)
    }
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Page one was completed and the tracking code given.
    Registered {
        /// کد رهگیری
        tracking_code: TrackingCode,
        /// The code of another system for the same application.
        external_code: Option<ExternalCode>,
        /// First licence, renewal or amendment.
        purpose: Purpose,
        /// Who applies.
        applicant: Box<Applicant>,
    },
    /// A covered applicant's supporter confirmed them.
    SupporterConfirmed {
        /// How that is known.
        word: SupporterWord,
    },
    /// The supporter who was named said on the portal that they do not support the applicant.
    SupporterDeclined {
        /// The registered licence as whose holder they said so.
        licence: LicenceNumber,
    },
    /// A covered applicant named another supporter, who has not confirmed yet.
    SupporterNamed {
        /// The supporter who is named from now on.
        supporter: Box<NamedSupporter>,
        /// How it came.
        medium: Medium,
    },
    /// Page two was completed; review begins.
    Submitted {
        /// The plan.
        plan: Box<Plan>,
        /// The certificate that is mandatory.
        certificate: Box<SkillCertificate>,
        /// The agency's office that reviews.
        office: OfficeId,
        /// The path as the catalogue proposes it.
        proposed_path: Path,
    },
    /// A document came.
    Attached {
        /// The document.
        attachment: Attachment,
    },
    /// An officer took the case, or was given it.
    Assigned {
        /// Who holds it now.
        to: OfficerId,
    },
    /// A row of the checklist was answered.
    Checked {
        /// In which review.
        review: Review,
        /// Which row.
        row: u16,
        /// The answer.
        answer: CheckAnswer,
    },
    /// A note for colleagues only.
    Noted {
        /// Its text.
        text: PlainText,
    },
    /// A telephone call with the applicant.
    CallLogged {
        /// Who called.
        caller: PlainText,
        /// What was said.
        summary: PlainText,
    },
    /// Items were asked of the applicant.
    RequestsOpened {
        /// At least one.
        items: Vec<RequestItem>,
    },
    /// The applicant answered an item.
    RequestAnswered {
        /// Which item.
        request: RequestId,
        /// The answer.
        answer: Answer,
    },
    /// The answer was found good; its corrections now hold.
    RequestAccepted {
        /// Which item.
        request: RequestId,
    },
    /// The item is no longer asked for.
    RequestCancelled {
        /// Which item.
        request: RequestId,
    },
    /// The path was fixed by the agency.
    PathAssigned {
        /// Which path.
        path: Path,
        /// Why.
        reason: PlainText,
    },
    /// The agency approved: the first signature.
    Approved {
        /// What the officer wrote.
        comment: Option<PlainText>,
        /// The office that goes on.
        to: OfficeId,
        /// The documents of the case that the officer had opened.
        opened: BTreeSet<AttachmentId>,
    },
    /// The reviewing office refused.
    Refused {
        /// At least one numbered condition.
        conditions: Vec<ConditionNumber>,
        /// What shows that they are not met: at least one for each.
        grounds: Vec<RefusalGround>,
        /// Explains, and never replaces, the numbers.
        explanation: PlainText,
        /// The documents of the case that the officer had opened.
        opened: BTreeSet<AttachmentId>,
    },
    /// A clearance for a starred field was asked for.
    ClearanceAsked {
        /// Of whom.
        agency: AgencyCode,
        /// What was asked.
        note: Option<PlainText>,
    },
    /// The clearance came.
    ClearanceAnswered {
        /// Cleared or not.
        outcome: ClearanceOutcome,
        /// The number of the answer.
        reference: PlainText,
        /// The day of the answer.
        on: Date,
        /// What it says.
        note: Option<PlainText>,
    },
    /// A service of empowerment was given.
    ServiceRecorded {
        /// The record.
        record: ServiceRecord,
    },
    /// Empowerment ended.
    EmpowermentCompleted {
        /// The result in words.
        summary: PlainText,
        /// The labour office that goes on.
        to: OfficeId,
        /// The documents of the case that the officer had opened.
        opened: BTreeSet<AttachmentId>,
    },
    /// The labour office issued the licence: the second signature.
    LicenceIssued {
        /// Its number, from the workstation's block.
        number: LicenceNumber,
        /// Its last day.
        valid_until: Date,
        /// What the officer wrote.
        comment: Option<PlainText>,
        /// The documents of the case that the officer had opened.
        opened: BTreeSet<AttachmentId>,
    },
    /// The registry confirmed the licence.
    LicenceRegistered,
    /// The licence is out of force for a time.
    LicenceSuspended(Grounds),
    /// The suspension ended.
    LicenceReinstated {
        /// Why.
        reason: PlainText,
    },
    /// The licence is out of force for good.
    LicenceRevoked(Grounds),
    /// Another case's licence took this one's place.
    LicenceSuperseded {
        /// The case of the renewal or the amendment.
        by: CaseId,
        /// Its licence.
        number: LicenceNumber,
    },
    /// The holder was referred to a bank. The event's id names the referral.
    ReferredToBank(Referral),
    /// The bank answered.
    BankAnswered {
        /// Which referral.
        referral: EventId,
        /// The outcome.
        outcome: BankOutcome,
        /// What it says.
        note: Option<PlainText>,
    },
    /// A document was sent to a printer or a file.
    Printed(Sheet),
    /// The very bytes of a sheet were printed again.
    Reprinted {
        /// The event of the sheet's printing.
        sheet: EventId,
        /// Where.
        printer: PlainText,
        /// The serial of the new paper, where it is pre-printed.
        paper: Option<PaperSerial>,
        /// Why.
        reason: PlainText,
    },
    /// Somebody said what became of a sheet.
    SheetMarked {
        /// The event of the sheet's printing.
        sheet: EventId,
        /// What became of it.
        mark: SheetMark,
    },
    /// The case went to another office of the same kind.
    Transferred {
        /// Where to.
        to: OfficeId,
        /// Why.
        reason: PlainText,
    },
    /// The applicant gave up.
    Withdrawn {
        /// Why.
        reason: PlainText,
        /// How the office learnt of it.
        medium: Medium,
        /// The day on which the applicant said so.
        on: Date,
    },
    /// The office's deadline was extended.
    DeadlineExtended {
        /// By how many days, as the rule counts them.
        days: u16,
        /// Why.
        reason: PlainText,
    },
    /// Two offices or officers decided differently.
    DisputeOpened {
        /// The decision that contradicts, whole: whoever gets this event can let it stand, and needs no other one for it.
        rival: Box<Event>,
        /// The first decision that its author had not seen; none where it contradicts another case.
        standing: Option<EventId>,
        /// The path of a rival approval, which an event of its author said that does not hold either.
        path: Option<Path>,
    },
    /// The dispute ended.
    DisputeResolved {
        /// What stands of the two decisions.
        stands: Stands,
        /// Why.
        reason: PlainText,
    },
    /// A kind that this version doesn't know. It is carried along, and the case can be read but not decided.
    Unknown {
        /// The kind's number on the wire.
        kind: u32,
    },
}

impl Fact {
    /// The fact's name in screens and reports, in the manner of code.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::SupporterConfirmed { .. } => "supporterConfirmed",
            Self::SupporterDeclined { .. } => "supporterDeclined",
            Self::SupporterNamed { .. } => "supporterNamed",
            Self::Submitted { .. } => "submitted",
            Self::Attached { .. } => "attached",
            Self::Assigned { .. } => "assigned",
            Self::Checked { .. } => "checked",
            Self::Noted { .. } => "noted",
            Self::CallLogged { .. } => "callLogged",
            Self::RequestsOpened { .. } => "requestsOpened",
            Self::RequestAnswered { .. } => "requestAnswered",
            Self::RequestAccepted { .. } => "requestAccepted",
            Self::RequestCancelled { .. } => "requestCancelled",
            Self::PathAssigned { .. } => "pathAssigned",
            Self::Approved { .. } => "approved",
            Self::Refused { .. } => "refused",
            Self::ClearanceAsked { .. } => "clearanceAsked",
            Self::ClearanceAnswered { .. } => "clearanceAnswered",
            Self::ServiceRecorded { .. } => "serviceRecorded",
            Self::EmpowermentCompleted { .. } => "empowermentCompleted",
            Self::LicenceIssued { .. } => "licenceIssued",
            Self::LicenceRegistered => "licenceRegistered",
            Self::LicenceSuspended(_) => "licenceSuspended",
            Self::LicenceReinstated { .. } => "licenceReinstated",
            Self::LicenceRevoked(_) => "licenceRevoked",
            Self::LicenceSuperseded { .. } => "licenceSuperseded",
            Self::ReferredToBank(_) => "referredToBank",
            Self::BankAnswered { .. } => "bankAnswered",
            Self::Printed(_) => "printed",
            Self::Reprinted { .. } => "reprinted",
            Self::SheetMarked { .. } => "sheetMarked",
            Self::Transferred { .. } => "transferred",
            Self::Withdrawn { .. } => "withdrawn",
            Self::DeadlineExtended { .. } => "deadlineExtended",
            Self::DisputeOpened { .. } => "disputeOpened",
            Self::DisputeResolved { .. } => "disputeResolved",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// The documents that whoever decided had opened; none of what is no decision on documents.
    pub const fn opened(&self) -> Option<&BTreeSet<AttachmentId>> {
        match self {
            Self::Approved { opened, .. }
            | Self::Refused { opened, .. }
            | Self::EmpowermentCompleted { opened, .. }
            | Self::LicenceIssued { opened, .. } => Some(opened),
            Self::Registered { .. }
            | Self::SupporterConfirmed { .. }
            | Self::SupporterDeclined { .. }
            | Self::SupporterNamed { .. }
            | Self::Submitted { .. }
            | Self::Attached { .. }
            | Self::Assigned { .. }
            | Self::Checked { .. }
            | Self::Noted { .. }
            | Self::CallLogged { .. }
            | Self::RequestsOpened { .. }
            | Self::RequestAnswered { .. }
            | Self::RequestAccepted { .. }
            | Self::RequestCancelled { .. }
            | Self::PathAssigned { .. }
            | Self::ClearanceAsked { .. }
            | Self::ClearanceAnswered { .. }
            | Self::ServiceRecorded { .. }
            | Self::LicenceRegistered
            | Self::LicenceSuspended(_)
            | Self::LicenceReinstated { .. }
            | Self::LicenceRevoked(_)
            | Self::LicenceSuperseded { .. }
            | Self::ReferredToBank(_)
            | Self::BankAnswered { .. }
            | Self::Printed(_)
            | Self::Reprinted { .. }
            | Self::SheetMarked { .. }
            | Self::Transferred { .. }
            | Self::Withdrawn { .. }
            | Self::DeadlineExtended { .. }
            | Self::DisputeOpened { .. }
            | Self::DisputeResolved { .. }
            | Self::Unknown { .. } => None,
        }
    }
}
