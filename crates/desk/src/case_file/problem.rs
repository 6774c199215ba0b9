//! What is wrong with a case file, where, and why.

use crate::{Error, ErrorCode};

use super::words;

/// The first thing that is wrong with a case file. It never holds what an applicant wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {code:?}")]
pub struct Problem {
    /// Where, in the manner of `application.person.nationalId`; empty for the file as a whole.
    pub path: String,
    /// What, for programs.
    pub code: ErrorCode,
    /// What and why, in Persian.
    pub message: String,
}

impl Problem {
    pub(super) fn unreadable(message: &str) -> Self {
        Self {
            path: String::new(),
            code: ErrorCode::CaseFileUnreadable,
            message: message.to_owned(),
        }
    }

    pub(super) fn file_too_large() -> Self {
        Self {
            path: String::new(),
            code: ErrorCode::AttachmentTooLarge,
            message: "این فایل از ۱۲۸ مگابایت بزرگ‌تر است؛ هر مدرک می‌تواند تا ۱۵ مگابایت باشد."
                .to_owned(),
        }
    }

    /// A value of the application that is not what its field holds.
    pub(super) fn invalid(path: &str, reason: &str) -> Self {
        Self::at(path, ErrorCode::CaseFileInvalid, reason)
    }

    /// A problem of another code at a place.
    pub(super) fn at(path: &str, code: ErrorCode, reason: &str) -> Self {
        let name = words::field(path);
        Self { path: path.to_owned(), code, message: format!("{name}: {reason}") }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::saying(problem.code, problem.message)
    }
}
