//! How a command ends: what goes to standard output, what to standard error, and the exit code.

use std::io::{self, Write as _};
use std::process::ExitCode;

use desk::specimen::Problem;
use desk::{Error, ErrorCode};
use serde::Serialize;
use serde_json::json;

use crate::cli::Global;
use crate::records::{Records, record};

/// Whether people or programs are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Lines with labels.
    Lines,
    /// JSON.
    Json,
}

/// A command that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Nothing more is to be said.
    Well,
    /// The answer itself is an exit code.
    Finding(u8),
}

/// Why a command did not.
#[derive(Debug)]
pub enum Failure {
    /// The desk refused.
    Refused(Error),
    /// An input of a document is wrong in these fields.
    Fields(Vec<Problem>),
    /// Nobody reads the output any more.
    NobodyReads,
    /// Input or output broke.
    Stream(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(match error.code {
            // The window asks for it on a screen; here it comes with the environment.
            ErrorCode::PassphraseNeeded => Error {
                hint: "گذرواژه را، با دست‌کم ۱۲ نویسه، در متغیر محیطی PARVANEH_PASSPHRASE بدهید."
                    .to_owned(),
                ..error
            },
            ErrorCode::CopyUnsettled => Error {
                hint: "اگر این همان پوشه‌ای است که آخرین بار در آن کار شد، فرمان را با --same-stream بدهید؛ اگر نسخه‌ای کهنه است، با --new-stream."
                    .to_owned(),
                ..error
            },
            _ => error,
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::Stream(error),
        }
    }
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        match done {
            Done::Well => Self::SUCCESS,
            Done::Finding(code) => Self::from(code),
        }
    }
}

impl Voice {
    /// As it was asked for.
    pub const fn of(global: &Global) -> Self {
        if global.json { Self::Json } else { Self::Lines }
    }

    /// Answers with a value: as JSON, or in lines that `lines` writes.
    ///
    /// # Errors
    /// When nobody reads, or the output is full.
    pub fn answer<T: Serialize>(
        self,
        value: &T,
        lines: impl FnOnce(&mut Records<'_>, &T) -> io::Result<()>,
    ) -> Result<Done, Failure> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match self {
            Self::Json => {
                serde_json::to_writer(&mut out, value).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Self::Lines => lines(&mut Records::new(&mut out), value)?,
        }
        out.flush()?;
        Ok(Done::Well)
    }

    /// Says why a command failed, and with which code it exits.
    pub fn fail(self, failure: Failure) -> ExitCode {
        let (text, code) = match failure {
            Failure::NobodyReads => return ExitCode::SUCCESS,
            Failure::Stream(error) => (self.refusal(&stream(&error)), 1),
            Failure::Refused(error) => (self.refusal(&error), exit_code(error.code)),
            Failure::Fields(problems) => {
                let message = "ورودی سند درست نیست و چیزی کشیده نشد.";
                let error = Error::saying(ErrorCode::InputInvalid, message);
                let problems = problems.into_iter().map(Into::into).collect();
                (self.refusal(&Error { problems, ..error }), 2)
            }
        };
        // Where standard error is closed, the exit code says it alone.
        drop(io::stderr().write_all(text.as_bytes()));
        ExitCode::from(code)
    }

    /// Says what went well and still has to be known.
    pub fn warn(self, warning: &Error) {
        let text = match self {
            Self::Json => format!("{}\n", json!({ "warning": warning })),
            Self::Lines => Self::said("warning", warning),
        };
        // Where standard error is closed, nobody wants to know.
        drop(io::stderr().write_all(text.as_bytes()));
    }

    fn refusal(self, error: &Error) -> String {
        match self {
            Self::Json => format!("{}\n", json!(error)),
            Self::Lines => Self::said("error", error),
        }
    }

    fn said(label: &str, error: &Error) -> String {
        let first = format!("{label} {}: {}", word(&error.code), error.message);
        let fields = error.problems.iter().map(|problem| {
            let field = if problem.field.is_empty() { "." } else { &problem.field };
            format!("field {field}: {}: {}", problem.code, problem.message)
        });
        let hint = format!("hint: {}", error.hint);
        let lines = [first].into_iter().chain(fields).chain([hint]);
        lines.map(|line| record(&line) + "\n").collect()
    }
}

/// The name of a value of an enum, as JSON has it.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

fn stream(error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Error::new(ErrorCode::DiskFull)
        }
        _ => Error::saying(ErrorCode::Internal, "ورودی یا خروجی برنامه قطع شد."),
    }
}

/// 2 for what the caller has to write differently, 1 for what the rules or the machine refuse.
const fn exit_code(code: ErrorCode) -> u8 {
    match code {
        ErrorCode::AttachmentWrongType
        | ErrorCode::AttachmentUnreadable
        | ErrorCode::AttachmentLocked
        | ErrorCode::AttachmentTooLarge
        | ErrorCode::CaseFileUnreadable
        | ErrorCode::CaseFileChecksum
        | ErrorCode::CaseFileInvalid
        | ErrorCode::CertificateMissing
        | ErrorCode::FieldUnknown
        | ErrorCode::InputInvalid
        | ErrorCode::SupporterIsApplicant
        | ErrorCode::TextRefused => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_and_refusals_exit_differently() {
        assert_eq!(exit_code(ErrorCode::CaseFileChecksum), 2);
        assert_eq!(exit_code(ErrorCode::InputInvalid), 2);
        assert_eq!(exit_code(ErrorCode::ConditionNeeded), 1);
        assert_eq!(exit_code(ErrorCode::FolderInUse), 1);
    }

    #[test]
    fn an_error_is_said_with_its_code_message_and_hint() {
        let error = Error::new(ErrorCode::SamePerson);
        let lines = Voice::Lines.refusal(&error);
        let (first, second) = lines.split_once('\n').expect("two lines");
        assert_eq!(first, format!("error samePerson: {}", error.message));
        assert_eq!(second, format!("hint: {}\n", error.hint));
        let json: Error = serde_json::from_str(&Voice::Json.refusal(&error)).expect("JSON");
        assert_eq!(json, error);
    }
}
