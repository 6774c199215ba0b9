//! What storage says, in words for the officer.

use std::io::ErrorKind;

use casedb::attachments::AttachmentError;
use casedb::keyslots::KeySlotError;
use casedb::mark::MarkFault;
use casedb::{AppendError, DbError};

use super::{Error, ErrorCode};

impl Error {
    /// The cases are there, and what their key is kept in is not.
    pub(crate) fn keys_damaged() -> Self {
        Self {
            hint: "چیزی پاک نشد. فایل keys.json همین پوشه را از پشتیبان اداره برگردانید."
                .to_owned(),
            ..Self::saying(
                ErrorCode::DatabaseDamaged,
                "فایل کلیدها آسیب دیده یا نیست و پرونده‌ها بی آن باز نمی‌شود.",
            )
        }
    }
}

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match &error {
            DbError::NotFound => Self::new(ErrorCode::NotOpen),
            DbError::AlreadyThere => Self::new(ErrorCode::AlreadyOpen),
            DbError::FolderInUse => Self::new(ErrorCode::FolderInUse),
            DbError::CopyInUse => Self::new(ErrorCode::CopyInUse),
            DbError::NotEncrypted => Self::new(ErrorCode::NotEncrypted),
            DbError::WrongKey => Self::new(ErrorCode::WrongPassphrase),
            DbError::NewerVersion { .. } => Self::new(ErrorCode::NewerVersion),
            DbError::Damaged => Self::new(ErrorCode::DatabaseDamaged),
            DbError::KeySlotsDamaged => Self::keys_damaged(),
            DbError::DiskFull => Self::new(ErrorCode::DiskFull),
            DbError::Io(cause) if is_closed(cause.kind()) => {
                tracing::warn!(error.cause = %cause, "the data folder is closed to this user");
                Self::new(ErrorCode::FolderNotWritable)
            }
            DbError::StaleProjections
            | DbError::InconsistentRow { .. }
            | DbError::InconsistentLog { .. }
            | DbError::UnreadableEvent(_)
            | DbError::Io(_)
            | DbError::Sqlite(_) => Self::internal(&error),
        }
    }
}

/// Whether the system keeps this user out, rather than something being broken.
const fn is_closed(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::NotADirectory
    )
}

impl From<MarkFault> for Error {
    fn from(fault: MarkFault) -> Self {
        Self::saying(
            ErrorCode::MarkNotKept,
            match fault {
                MarkFault::NoFolder => {
                    "کار شما ثبت شد، ولی نشانهٔ آن بیرون از پوشهٔ داده جایی ندارد."
                }
                MarkFault::DiskFull => {
                    "کار شما ثبت شد، ولی برای نشانهٔ آن بیرون از پوشهٔ داده جایی نمانده است."
                }
                MarkFault::NotWritable => {
                    "کار شما ثبت شد، ولی نشانهٔ آن بیرون از پوشهٔ داده نوشته نمی‌شود."
                }
            },
        )
    }
}

impl From<AppendError> for Error {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Refused(refusal) => refusal.into(),
            AppendError::NumberNotLeased => Self::new(ErrorCode::NoNumbers),
            AppendError::Db(error) => error.into(),
            AppendError::Seal(_) | AppendError::OtherEvent | AppendError::NumberUsed => {
                Self::internal(&error)
            }
        }
    }
}

impl From<AttachmentError> for Error {
    fn from(error: AttachmentError) -> Self {
        match error {
            AttachmentError::TooLarge => Self::new(ErrorCode::AttachmentTooLarge),
            AttachmentError::NotFound => Self::new(ErrorCode::AttachmentNotFound),
            AttachmentError::Damaged => Self::new(ErrorCode::AttachmentDamaged),
            AttachmentError::Db(error) => error.into(),
        }
    }
}

impl From<KeySlotError> for Error {
    fn from(error: KeySlotError) -> Self {
        match error {
            KeySlotError::WrongPassphrase => Self::new(ErrorCode::WrongPassphrase),
            KeySlotError::Damaged => Self::keys_damaged(),
        }
    }
}
