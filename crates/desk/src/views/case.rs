//! One case, whole.

use domain::people::Actor;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::queue::{ActivityView, DueView, StageView};
use super::session::OfficerView;
use super::{DayView, MomentView, MoneyView, Titled};

/// Asks for a case by its id or its tracking code.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseRequest {
    pub case_id: String,
}

/// Everything that the office knows of a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    pub id: String,
    pub tracking_code: String,
    /// Counts the events; shown as «نسخهٔ ۴».
    pub version: u32,
    pub applicant: String,
    pub field: Titled,
    pub agency: Titled,
    pub starred: bool,
    pub activity: ActivityView,
    /// What is asked for: a first licence, a renewal or an amendment.
    pub purpose: PurposeView,
    pub stage: StageView,
    pub steps: Vec<StepView>,
    pub due: Option<DueView>,
    pub facts: Vec<FactGroupView>,
    pub warnings: Vec<WarningView>,
    pub attachments: Vec<AttachmentView>,
    pub checklist: Vec<CheckView>,
    /// Acts that belong to the officer's office at this stage, each with what blocks it.
    pub acts: Vec<ActView>,
    /// Conditions that a refusal or a request can cite here.
    pub conditions: Vec<ConditionView>,
    pub requests: Vec<RequestView>,
    pub notes: Vec<NoteView>,
    pub services: Vec<ServiceView>,
    pub licence: Option<LicenceView>,
    pub referrals: Vec<ReferralView>,
    /// Newest first.
    pub timeline: Vec<TimelineView>,
    /// Documents that can be made of the case now, printed before or not; what it came to is first.
    pub printables: Vec<super::printing::PrintableView>,
    pub sheets: Vec<super::printing::SheetView>,
    pub held_by: Option<OfficerView>,
    /// What the screen needs to offer choices: offices, banks, colleagues, services.
    pub choices: ChoicesView,
    /// The agency's proposal for the path, with its reason.
    pub proposed_path: PathView,
    /// Choices the officer had made when the decision was undone or could not be sealed.
    pub draft: Option<super::acts::Act>,
    /// Why that decision could not be sealed; `None` for a draft that was taken back.
    pub returned: Option<crate::Error>,
    /// The decision that waits to be sealed. While it does, no other is among the acts.
    pub waiting: Option<super::session::PendingView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PurposeView {
    First,
    Renewal,
    Amendment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PathView {
    Standard,
    Development,
}

/// A step of the way: agency, Jahad Daneshgahi (development path), labour office, bank.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    pub office: super::session::OfficeRole,
    pub state: StepState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    Done,
    Current,
    Ahead,
    Refused,
}

/// Facts that belong together.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactGroupView {
    pub group: FactGroup,
    pub facts: Vec<FactView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FactGroup {
    Person,
    Legal,
    Contact,
    Skill,
    Plan,
    Workplace,
    Supporter,
    Money,
}

/// A fact: `name` is a code the screen puts into words, e.g. `fatherName`.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    pub name: String,
    pub value: FactValue,
    /// Why the fact does not stand, if it does not, as the code of a warning.
    pub wrong: Option<WarningCode>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "camelCase")]
pub enum FactValue {
    /// Free text of a person.
    Text(String),
    /// A number or code that reads from left to right.
    Code(String),
    /// A code of a closed list, put into words by the screen, e.g. `female`.
    Term(String),
    Day(DayView),
    Money(MoneyView),
    Count(i32),
    Area(i32),
}

/// Something to look at before deciding.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WarningView {
    pub code: WarningCode,
    /// What the warning is about: a day, a name, another case.
    pub subject: Option<String>,
    pub days: Option<i32>,
    pub day: Option<DayView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WarningCode {
    CertificateExpired,
    CertificateExpiresSoon,
    CertificateOtherField,
    DocumentMissing,
    /// The licence would have an empty place; the subject is the reason with what to do, in Persian.
    PhotographFlawed,
    PossibleDuplicate,
    /// The bank may no longer act on the referral; `day` was its last day.
    ReferralExpired,
    TooManyLicences,
    PostalCodeUnusual,
    WorkplaceNotResidence,
    UnderAge,
    OwnContributionLow,
    ExperienceShort,
    NotLoanEligible,
    SupporterNotConfirmed,
    SupporterDeclined,
    /// The counter saw another number than the applicant named.
    SupporterLicenceDiffers,
    IbanOfAnotherBank,
    AboveCeiling,
}

/// A scan or a file of the applicant.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentView {
    /// The code of its document, a hyphen and the hash of its content in hexadecimal.
    pub id: String,
    pub document: Titled,
    pub name: String,
    /// `application/pdf`, `image/jpeg` or `image/png`.
    pub mime: String,
    #[ts(type = "number")]
    pub size_bytes: u64,
    pub received: MomentView,
    /// Looked at by this officer's office.
    pub seen: bool,
    /// Looked at by this very officer, who can then refuse by what it shows.
    pub opened: bool,
}

/// A row of the checklist.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    pub row: u16,
    pub text: String,
    pub answer: CheckAnswer,
    /// The document that answers it.
    pub document: Option<String>,
    /// The condition that fails when the answer is wrong.
    pub condition: Option<u16>,
    /// The condition on which more can be asked for instead.
    pub ask: Option<u16>,
    pub pin: Option<PinView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckAnswer {
    Unseen,
    Right,
    Wrong,
}

/// A place on a scan that shows why a check is wrong; `x` and `y` are per mille of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PinView {
    pub attachment: String,
    #[serde(deserialize_with = "super::numbers::page")]
    pub page: u16,
    #[serde(deserialize_with = "super::numbers::place")]
    pub x: u16,
    #[serde(deserialize_with = "super::numbers::place")]
    pub y: u16,
}

/// An act with what stands in its way.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActView {
    pub act: super::acts::ActName,
    pub blocked: Option<BlockView>,
}

/// Why an act cannot be done now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum BlockView {
    /// Rows of the checklist that are not yet answered.
    ChecksOpen {
        rows: Vec<u16>,
    },
    /// Rows that are marked wrong.
    ChecksWrong {
        rows: Vec<u16>,
    },
    RequestsOpen {
        open: u32,
    },
    ClearanceOpen,
    ClearanceNeeded,
    ServicesOpen {
        done: u32,
        of: u32,
    },
    /// The same person gave the first signature.
    SamePerson,
    /// No licence number is left in the block.
    NoNumbers,
    /// Only a supervisor of the office may.
    SupervisorNeeded,
    /// One of the two decisions is their own.
    DisputeOwn,
    HeldBy {
        officer: String,
    },
    SupporterNotConfirmed,
    /// This officer recorded the supporter's word at the counter, and another approves.
    SupporterRecordedBySame,
    /// The supporter has declined, and the applicant has named no other.
    SupporterDeclined,
    NotLoanEligible,
    /// The registry has not confirmed the licence.
    NotRegistered,
    /// The field is not one of those that get licences.
    FieldNotLicensable,
    ClockWrong,
    /// The skill certificate is not valid today.
    CertificateExpired,
    /// Military service is not settled.
    MilitaryPending,
}

/// A numbered condition.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConditionView {
    pub number: u16,
    pub title: String,
    pub text: String,
    pub kind: ConditionKind,
    pub source: String,
    /// False for the sample list, which no authority has published.
    pub official: bool,
    /// Kinds of document of this case that can show that it is not met.
    pub documents: Vec<Titled>,
    /// What is on record and shows that it is not met; without any nobody can refuse by it.
    pub grounds: Vec<GroundView>,
    /// The row that is marked right and says that it is met, so that no document counts against it.
    pub held_right: Option<u16>,
}

/// What a refusal can rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum GroundView {
    /// A row of the checklist that is marked wrong.
    Row { row: u16 },
    /// A document that the officer has opened.
    Document { attachment: String, title: String },
    /// A request that was not answered by its day.
    Unanswered { text: String },
    /// What the case itself says.
    Circumstance { circumstance: CircumstanceView },
}

/// What a case itself says against a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CircumstanceView {
    UnderAge,
    ExperienceShort,
    ContributionLow,
    MilitaryPending,
    CertificateExpired,
    CertificateOfOtherField,
    WorksElsewhere,
    FieldClosed,
    ClearanceDenied,
    NotSuited,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ConditionKind {
    Refuse,
    AskForMore,
}

/// An item asked of the applicant, with the answer beside it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RequestView {
    pub id: String,
    pub kind: super::acts::RequestKind,
    /// The fact or document that it is about.
    pub about: Option<String>,
    pub text: String,
    pub asked: MomentView,
    pub asked_by: String,
    pub state: RequestState,
    pub answer: Option<AnswerView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RequestState {
    Open,
    Answered,
    Accepted,
    Cancelled,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    pub text: String,
    pub medium: super::acts::Medium,
    pub day: DayView,
    pub attachments: Vec<String>,
    pub recorded_by: String,
}

/// A note that the applicant does not see.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteView {
    pub by: String,
    pub at: MomentView,
    pub text: String,
}

/// One of the five services of empowerment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServiceView {
    pub service: super::acts::Service,
    pub record: Option<ServiceRecordView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ServiceRecordView {
    pub from: DayView,
    pub to: DayView,
    pub hours: u16,
    pub provider: String,
    pub result: super::acts::ServiceResult,
    pub certificate_no: Option<String>,
    pub note: String,
    pub by: String,
}

/// The licence of a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LicenceView {
    pub number: String,
    pub standing: StandingView,
    pub issued: DayView,
    pub valid_until: DayView,
    pub first_signature: String,
    pub second_signature: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StandingView {
    Provisional,
    Registered,
    Expired,
    Suspended,
    Revoked,
}

/// A referral to a bank, with its outcome.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReferralView {
    pub id: String,
    pub bank: Titled,
    pub branch: String,
    pub amount: MoneyView,
    pub day: DayView,
    /// The last day on which the bank may act on it.
    pub valid_until: DayView,
    /// That day is past, and the bank has not ended it.
    pub expired: bool,
    pub outcome: Option<super::acts::BankOutcome>,
}

/// An event of the case in the list of what happened. `kind` is the event's name, put into words by the screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineView {
    pub kind: String,
    pub at: MomentView,
    pub actor: ActorKind,
    pub by: String,
    /// The officer's office.
    pub office: Option<String>,
    pub text: Option<String>,
    /// What a refusal rested on when it was made.
    pub grounds: Vec<CitedGroundView>,
}

/// What shows that a cited condition is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CitedGroundView {
    pub condition: u16,
    pub ground: GroundView,
}

/// Who can act in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActorKind {
    Officer,
    Applicant,
    Registry,
}

impl From<&Actor> for ActorKind {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Officer(_) => Self::Officer,
            Actor::Applicant { .. } => Self::Applicant,
            Actor::Registry => Self::Registry,
        }
    }
}

/// Two decisions that contradict each other.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DisputeView {
    /// The one that was applied.
    pub standing: Option<DecisionView>,
    /// The one whose author had not seen it.
    pub rival: DecisionView,
}

/// A decision in a dispute.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    /// Its name.
    pub event: String,
    /// What it is, by whom and when.
    pub entry: TimelineView,
    /// Those that a refusal cites.
    pub conditions: Vec<u16>,
    /// The number of a licence.
    pub number: Option<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChoicesView {
    pub offices: Vec<Titled>,
    /// Every agent bank, for the labour office; those that cannot be referred to say why.
    pub banks: Vec<BankChoiceView>,
    /// The name of the bank at which the applicant has the account.
    pub account_bank: Option<String>,
    pub colleagues: Vec<Titled>,
    pub documents: Vec<Titled>,
    /// The kinds that show a covered applicant's supporter's licence and contract.
    pub supporter_documents: Vec<Titled>,
    /// Numbers that the supporter's licence is known to have: as the applicant named it, and as it is at this desk.
    pub supporter_licences: Vec<String>,
    pub clearance_agency: Option<Titled>,
    /// The highest amount that a referral may ask for.
    pub ceiling: Option<MoneyView>,
    pub term_months: Option<u16>,
    /// By how many days the running deadline can still be extended.
    pub extension_days: Option<u16>,
    /// What is disputed.
    pub dispute: Option<DisputeView>,
}

/// An agent bank, and what stands in the way of a referral to it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BankChoiceView {
    pub code: String,
    pub title: String,
    pub blocked: Option<BankBlockView>,
}

/// Why a case cannot be referred to a bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum BankBlockView {
    /// The applicant's account is at another bank.
    AccountElsewhere,
    /// The bank has no liaison for the workplace's county.
    NoLiaison,
}
