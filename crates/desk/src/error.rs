//! Errors at the door: a code for programs, a message and a hint for people.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, in plain Persian, with what to do next. The screen branches on `code` alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{code:?}: {message}")]
pub struct Error {
    /// For programs.
    pub code: ErrorCode,
    /// What happened. Never holds an applicant's data.
    pub message: String,
    /// What to do next.
    pub hint: String,
    /// The fields that are to be written differently, where the input has several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<FieldProblem>>", optional)]
    pub problems: Vec<FieldProblem>,
}

/// Why a field of an input is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// The path of the field, such as `lines[1]`.
    pub field: String,
    /// For programs, such as `too-long`.
    pub code: String,
    /// What it is about, where the code alone does not say it: a bound, a character, a place in the text.
    pub about: String,
    /// What is wrong, in Persian.
    pub message: String,
}

impl From<documents::Problem> for FieldProblem {
    fn from(problem: documents::Problem) -> Self {
        let documents::Problem { field, code, about, message } = problem;
        Self { field, code: code.as_str().to_owned(), about, message }
    }
}

/// Why a command was refused. What each says is in `messages`.
#[expect(missing_docs, reason = "each name says what happened; `messages` has the sentences")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ErrorCode {
    /// No office is open.
    NotOpen,
    AlreadyOpen,
    /// Another program holds the data folder.
    FolderInUse,
    /// Another copy of this folder is open on this machine.
    CopyInUse,
    /// Somebody has to say first whether this is an older copy of the folder.
    CopyUnsettled,
    /// The folder is an older copy, and goes on in a new stream; no refusal, but what the officer is told.
    OlderCopy,
    /// What tells an older copy could not be written; no refusal either.
    MarkNotKept,
    KeyringLocked,
    KeyringAbsent,
    WrongPassphrase,
    PassphraseNeeded,
    PassphraseTooShort,
    NotEncrypted,
    NewerVersion,
    DatabaseDamaged,
    DiskFull,
    CaseNotFound,
    AttachmentNotFound,
    AttachmentWrongType,
    AttachmentUnreadable,
    AttachmentLocked,
    AttachmentTooLarge,
    AttachmentDamaged,
    NotYourOffice,
    PaperOfOther,
    HeldAlready,
    PredecessorNotInForce,
    SucceededByOther,
    NotYourAct,
    HeldByColleague,
    /// Only a supervisor of the office may.
    SupervisorNeeded,
    /// Whoever made one of two decisions in dispute may only give way.
    DisputeOwn,
    AlreadyDecided,
    NotNow,
    ChecksOpen,
    RequestsOpen,
    SameItemOpen,
    ConditionNeeded,
    ConditionUnknown,
    ConditionNotApplicable,
    GroundNeeded,
    /// The officer marked right what they refuse by.
    GroundContradicted,
    ExplanationNeeded,
    ExplanationThin,
    SamePerson,
    /// Whoever recorded the supporter's word at the counter would approve too.
    SupporterRecordedBySame,
    SupporterIsApplicant,
    SupporterDeclined,
    /// The number is a licence of somebody else, of another kind, or not in force.
    SupporterLicenceOther,
    /// The number is not the one that is known of this supporter, and nobody said so.
    SupporterNumberDiffers,
    NoNumbers,
    ClearanceNeeded,
    ServicesOpen,
    NotLoanEligible,
    AboveCeiling,
    IbanOfAnotherBank,
    /// A print session is not over.
    JobUnfinished,
    ClockWrong,
    /// A decision of this case waits; somebody has to say first what becomes of it.
    DecisionWaits,
    NothingToUndo,
    TooLateToUndo,
    /// A colleague gave a waiting decision back; no refusal, but what its officer reads.
    GivenBack,
    CaseFileUnreadable,
    CaseFileChecksum,
    CaseFileInvalid,
    CertificateMissing,
    FieldUnknown,
    InputInvalid,
    NoPrinter,
    PrinterFailed,
    NotPrintable,
    /// The bank may no longer act on the referral, so that no paper asks it to.
    ReferralExpired,
    SheetUnknown,
    /// A text of an office that is not on this workstation.
    TextMissing,
    /// A text that would not be printed as it should; `problems` says why.
    TextRefused,
    FileNotWritable,
    /// The system does not let this user make, read or write the data folder.
    FolderNotWritable,
    /// A fault of the program itself; the cause is in the log.
    Internal,
}

mod messages;
mod refusals;
mod storage;
mod unreadable;

impl Error {
    /// The error with the usual words for its code.
    pub fn new(code: ErrorCode) -> Self {
        let (message, hint) = messages::words(code);
        let problems = Vec::new();
        Self { code, message: message.to_owned(), hint: hint.to_owned(), problems }
    }

    /// The error of an input that is wrong in these fields.
    pub(crate) fn of_fields(code: ErrorCode, refused: documents::InputError) -> Self {
        let problems = refused.problems.into_iter().map(FieldProblem::from).collect();
        Self { problems, ..Self::new(code) }
    }

    /// The error with words for this very occasion. They never name an applicant.
    pub fn saying(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::new(code) }
    }

    /// Logs what broke inside the program, and shows people only that something did.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(error.cause = %cause, "a command failed inside the program");
        Self::new(ErrorCode::Internal)
    }
}
