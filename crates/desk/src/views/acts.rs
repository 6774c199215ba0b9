//! What an officer can do with a case. One enum, so that the window, the command line and the draft of an
//! undone decision all speak of the same acts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::case::{CheckAnswer, PathView, PinView};
use super::numbers;

/// Does something with a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActRequest {
    pub case_id: String,
    pub act: Act,
}

/// Every act. Those marked *waits* are decisions: they can be undone for 30 seconds and are then sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(
    tag = "act",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Act {
    /// Takes the case, so that colleagues see who holds it.
    Take {},
    /// Hands the case to a colleague of the same office.
    Assign {
        officer_id: String,
    },
    Note {
        text: String,
    },
    LogCall {
        caller: String,
        summary: String,
    },
    /// Notes at this workstation that an attachment was looked at; a decision then says that it was.
    See {
        attachment: String,
    },
    Check {
        #[serde(deserialize_with = "numbers::row")]
        row: u16,
        answer: CheckAnswer,
        pin: Option<PinView>,
    },
    /// Asks the applicant for items. *Waits.*
    Ask {
        items: Vec<AskedItem>,
    },
    /// Records what the applicant answered, as it arrived.
    RecordAnswer {
        request_id: String,
        text: String,
        medium: Medium,
        /// `1405-09-02` or `2026-11-23`.
        day: String,
        attachments: Vec<NewAttachment>,
        /// Facts with their new values, which hold once the answer is accepted.
        #[serde(default)]
        corrections: Vec<CorrectedFact>,
    },
    AcceptAnswer {
        request_id: String,
    },
    CancelRequest {
        request_id: String,
    },
    /// Approves as the agency: the first signature, with the path. *Waits.*
    Approve {
        path: PathView,
        path_reason: String,
        comment: String,
    },
    /// Refuses with numbered conditions. *Waits.*
    Refuse {
        #[serde(deserialize_with = "numbers::conditions")]
        conditions: Vec<u16>,
        explanation: String,
    },
    AskClearance {
        note: String,
    },
    RecordClearance {
        cleared: bool,
        reference: String,
        day: String,
        note: String,
    },
    RecordService {
        record: ServiceRecord,
    },
    /// Ends empowerment, with its result. *Waits.*
    CompleteEmpowerment {
        summary: String,
    },
    /// Issues the licence: the second signature, with a number. *Waits.*
    IssueLicence {
        comment: String,
    },
    /// Refers the holder to a bank. *Waits.*
    ReferToBank {
        bank: String,
        branch: String,
        #[ts(type = "number")]
        #[serde(deserialize_with = "numbers::rials")]
        amount_rials: i64,
        #[serde(deserialize_with = "numbers::budget_year")]
        budget_year: u16,
        /// Number and day of the working group's minutes.
        minutes_number: String,
        minutes_on: String,
    },
    RecordBankAnswer {
        referral_id: String,
        outcome: BankOutcome,
        note: String,
    },
    /// *Waits.*
    Suspend {
        reason: String,
        #[serde(deserialize_with = "numbers::conditions")]
        conditions: Vec<u16>,
    },
    /// *Waits.*
    Reinstate {
        reason: String,
    },
    /// *Waits.*
    Revoke {
        reason: String,
        #[serde(deserialize_with = "numbers::conditions")]
        conditions: Vec<u16>,
    },
    /// Records that the applicant has given up. *Waits.*
    Withdraw {
        reason: String,
        medium: Medium,
        /// The day on which the applicant said so: `1405-09-02` or `2026-11-23`.
        day: String,
    },
    /// Sends the case to another office of the same kind. *Waits.*
    Transfer {
        office_id: String,
        reason: String,
    },
    /// Records that the supporter of a covered applicant, whose licence and contract the officer saw, confirms them.
    ConfirmSupporter {
        /// The number of the supporter's licence, as it stands on paper or in another system.
        licence: String,
        /// Whether the officer says that this is another number than the applicant named, or than the supporter has at
        /// this desk.
        #[serde(default)]
        other_number: bool,
        /// The scans of licence and contract, at least one.
        attachments: Vec<NewAttachment>,
    },
    /// Records that a covered applicant names another supporter.
    NameSupporter {
        name: String,
        /// The national or the legal ID.
        identity: String,
        /// The number of the supporter's licence; empty where the applicant does not know it.
        licence: String,
        medium: Medium,
    },
    /// Once, by the catalogue's days.
    ExtendDeadline {
        reason: String,
    },
    /// Says which of two decisions stands: the event of it, or `anew` for neither.
    ResolveDispute {
        stands: String,
        reason: String,
    },
    /// Opens a case of its own that renews the licence.
    Renew {},
    /// Opens a case of its own that amends the licence.
    Amend {
        what: String,
    },
}

impl Act {
    /// The act's name.
    pub const fn name(&self) -> ActName {
        match self {
            Self::Take {} => ActName::Take,
            Self::Assign { .. } => ActName::Assign,
            Self::Note { .. } => ActName::Note,
            Self::LogCall { .. } => ActName::LogCall,
            Self::See { .. } => ActName::See,
            Self::Check { .. } => ActName::Check,
            Self::Ask { .. } => ActName::Ask,
            Self::RecordAnswer { .. } => ActName::RecordAnswer,
            Self::AcceptAnswer { .. } => ActName::AcceptAnswer,
            Self::CancelRequest { .. } => ActName::CancelRequest,
            Self::Approve { .. } => ActName::Approve,
            Self::Refuse { .. } => ActName::Refuse,
            Self::AskClearance { .. } => ActName::AskClearance,
            Self::RecordClearance { .. } => ActName::RecordClearance,
            Self::RecordService { .. } => ActName::RecordService,
            Self::CompleteEmpowerment { .. } => ActName::CompleteEmpowerment,
            Self::IssueLicence { .. } => ActName::IssueLicence,
            Self::ReferToBank { .. } => ActName::ReferToBank,
            Self::RecordBankAnswer { .. } => ActName::RecordBankAnswer,
            Self::Suspend { .. } => ActName::Suspend,
            Self::Reinstate { .. } => ActName::Reinstate,
            Self::Revoke { .. } => ActName::Revoke,
            Self::Withdraw { .. } => ActName::Withdraw,
            Self::Transfer { .. } => ActName::Transfer,
            Self::ConfirmSupporter { .. } => ActName::ConfirmSupporter,
            Self::NameSupporter { .. } => ActName::NameSupporter,
            Self::ExtendDeadline { .. } => ActName::ExtendDeadline,
            Self::ResolveDispute { .. } => ActName::ResolveDispute,
            Self::Renew {} => ActName::Renew,
            Self::Amend { .. } => ActName::Amend,
        }
    }
}

impl ActName {
    /// Whether the act may be done while a decision of the same case waits, and leaves it waiting: looks, notes and
    /// calls.
    pub const fn leaves_waiting(self) -> bool {
        matches!(self, Self::See | Self::Note | Self::LogCall)
    }

    /// Whether the act is a decision, which waits for 30 seconds before it is sealed.
    pub const fn waits(self) -> bool {
        matches!(
            self,
            Self::Ask
                | Self::Approve
                | Self::Refuse
                | Self::CompleteEmpowerment
                | Self::IssueLicence
                | Self::ReferToBank
                | Self::Suspend
                | Self::Reinstate
                | Self::Revoke
                | Self::Withdraw
                | Self::Transfer
        )
    }
}

/// The acts by name, for buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActName {
    Take,
    Assign,
    Note,
    LogCall,
    See,
    Check,
    Ask,
    RecordAnswer,
    AcceptAnswer,
    CancelRequest,
    Approve,
    Refuse,
    AskClearance,
    RecordClearance,
    RecordService,
    CompleteEmpowerment,
    IssueLicence,
    ReferToBank,
    RecordBankAnswer,
    Suspend,
    Reinstate,
    Revoke,
    Withdraw,
    Transfer,
    ConfirmSupporter,
    NameSupporter,
    ExtendDeadline,
    ResolveDispute,
    Renew,
    Amend,
}

/// One thing asked of the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskedItem {
    pub kind: RequestKind,
    /// The document's code or the fact's name; absent for a visit.
    pub about: Option<String>,
    pub text: String,
    /// The condition of kind *ask for more* that it rests on.
    #[serde(default, deserialize_with = "numbers::condition")]
    pub condition: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RequestKind {
    /// Correct a fact of the plan or the person.
    Correct,
    /// Send a document.
    Document,
    /// Come to the office.
    Visit,
}

/// A fact as the applicant corrects it. Days are `1405-09-02` or `2026-11-23`, amounts whole rials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectedFact {
    pub fact: CorrectableFact,
    pub value: String,
}

/// Facts that can be asked to be corrected; also the `about` of an item of kind *correct*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CorrectableFact {
    FirstName,
    LastName,
    FatherName,
    BornOn,
    Mobile,
    Residence,
    ResidencePostalCode,
    Workplace,
    WorkplacePostalCode,
    PlanTitle,
    PlanDescription,
    CertificateNumber,
    CertificateExpiresOn,
    OwnContribution,
    Iban,
}

/// How something reached the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Medium {
    InPerson,
    Telephone,
    Letter,
    Email,
    Messenger,
    Portal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Service {
    Counselling,
    AptitudeAssessment,
    Training,
    ProductImprovement,
    MarketKnowledge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ServiceResult {
    Suitable,
    NeedsMore,
    NotSuitable,
}

/// A service of empowerment as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ServiceRecord {
    pub service: Service,
    pub from: String,
    pub to: String,
    #[serde(deserialize_with = "numbers::hours")]
    pub hours: u16,
    pub provider: String,
    pub result: ServiceResult,
    pub certificate_no: Option<String>,
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum BankOutcome {
    Received,
    Paid,
    Declined,
    QuotaUsedUp,
    Lapsed,
}

/// A file that comes with an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAttachment {
    /// The code of the document it is.
    pub document: String,
    pub name: String,
    /// Base64.
    pub content: String,
}

/// What an act led to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActedView {
    /// The case as it now stands.
    pub case: super::case::CaseView,
    /// The officer's decisions that wait to be sealed, in the order in which they were made.
    pub pending: Vec<super::session::PendingView>,
    /// The case that was opened by a renewal or an amendment.
    pub opened: Option<super::session::CaseRef>,
}

/// Weighs the explanation of a refusal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WeighRequest {
    #[serde(deserialize_with = "numbers::conditions")]
    pub conditions: Vec<u16>,
    pub text: String,
}

/// What an explanation says beside the words of its conditions and of courtesy, and what it has to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WeightView {
    pub words: u32,
    pub letters: u32,
    pub least_words: u32,
    pub least_letters: u32,
}
