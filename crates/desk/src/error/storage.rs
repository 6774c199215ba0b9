//! What storage says, in words for the officer.

use casedb::attachments::AttachmentError;
use casedb::keyslots::KeySlotError;
use casedb::{AppendError, DbError};

use super::{Error, ErrorCode};

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match &error {
            DbError::NotFound => Self::new(ErrorCode::NotOpen),
            DbError::AlreadyThere => Self::new(ErrorCode::AlreadyOpen),
            DbError::FolderInUse => Self::new(ErrorCode::FolderInUse),
            DbError::NotEncrypted => Self::new(ErrorCode::NotEncrypted),
            DbError::WrongKey => Self::new(ErrorCode::WrongPassphrase),
            DbError::NewerVersion { .. } => Self::new(ErrorCode::NewerVersion),
            DbError::Damaged => Self::new(ErrorCode::DatabaseDamaged),
            DbError::DiskFull => Self::new(ErrorCode::DiskFull),
            DbError::StaleProjections
            | DbError::InconsistentRow { .. }
            | DbError::InconsistentLog { .. }
            | DbError::UnreadableEvent(_)
            | DbError::Io(_)
            | DbError::Sqlite(_) => Self::internal(&error),
        }
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
            KeySlotError::Damaged => Self::internal(&error),
        }
    }
}
