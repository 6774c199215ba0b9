//! Errors at the door: a code for programs, a message and a hint for people.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong, in plain Persian, with what to do next. The screen branches on `code` alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{code:?}: {message}")]
pub struct Error {
    pub code: ErrorCode,
    /// What happened. Never holds an applicant's data.
    pub message: String,
    /// What to do next.
    pub hint: String,
}

/// Why a command was refused.
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
