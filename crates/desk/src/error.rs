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
    AttachmentTooLarge,
    AttachmentDamaged,
    NotYourOffice,
    NotYourAct,
    HeldByColleague,
    AlreadyDecided,
    NotNow,
    ChecksOpen,
    RequestsOpen,
    SameItemOpen,
    ConditionNeeded,
    ConditionUnknown,
    ExplanationNeeded,
    SamePerson,
    NoNumbers,
    ClearanceNeeded,
    ServicesOpen,
    NotLoanEligible,
    AboveCeiling,
    IbanOfAnotherBank,
    /// A print session is not over.
    JobUnfinished,
    ClockWrong,
    NothingToUndo,
    TooLateToUndo,
    CaseFileUnreadable,
    CaseFileChecksum,
    CaseFileInvalid,
    CertificateMissing,
    FieldUnknown,
    InputInvalid,
    NoPrinter,
    PrinterFailed,
    NotPrintable,
    SheetUnknown,
    FileNotWritable,
    /// A fault of the program itself; the cause is in the log.
    Internal,
}

mod messages;
mod refusals;
mod storage;

impl Error {
    /// The error with the usual words for its code.
    pub fn new(code: ErrorCode) -> Self {
        let (message, hint) = messages::words(code);
        Self { code, message: message.to_owned(), hint: hint.to_owned() }
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
