//! What can go wrong with the case database, each with a name.

use std::io;

use domain::case::Refusal;
use domain::ids::{CaseId, EventId};
use wire::envelope::WireError;

/// Why the database could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The folder holds no case database.
    #[error("the folder holds no case database")]
    NotFound,
    /// The folder holds a case database already.
    #[error("the folder holds a case database already")]
    AlreadyThere,
    /// Another process has the folder open.
    #[error("another process has the folder open")]
    FolderInUse,
    /// Another copy of the folder is open on this machine.
    #[error("another copy of the folder is open on this machine")]
    CopyInUse,
    /// The file is a plain SQLite file; whoever made it did not encrypt it.
    #[error("the case database is not encrypted")]
    NotEncrypted,
    /// The key is not the one that the database was made with.
    #[error("the key does not fit the case database")]
    WrongKey,
    /// A newer version of the program wrote the database. It was not touched.
    #[error("the case database is of version {found}, this program knows up to {known}")]
    NewerVersion {
        /// The version of the file.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Pages of the file are not what was written. Nothing was deleted.
    #[error("the case database is damaged")]
    Damaged,
    /// The file of the key slots is not what was written. Nothing was deleted.
    #[error("the key slots are damaged")]
    KeySlotsDamaged,
    /// There is no room left; the transaction was rolled back.
    #[error("the disk is full")]
    DiskFull,
    /// The projections are not those of the log; they have to be rebuilt first.
    #[error("the projections have to be rebuilt")]
    StaleProjections,
    /// A row says what the domain cannot say.
    #[error("column `{column}` of table `{table}` holds what the rules do not know")]
    InconsistentRow {
        /// The table.
        table: &'static str,
        /// Its column.
        column: &'static str,
    },
    /// The log holds an event that cannot follow the ones before it.
    #[error("event {event} cannot follow the ones before it in case {case}: {refusal}")]
    InconsistentLog {
        /// The case.
        case: CaseId,
        /// The event.
        event: EventId,
        /// Why.
        refusal: Refusal,
    },
    /// The log holds bytes that are no event.
    #[error("the log holds bytes that are no event: {0}")]
    UnreadableEvent(#[from] WireError),
    /// A file could not be read or written.
    #[error("a file of the data folder could not be read or written: {0}")]
    Io(io::Error),
    /// SQLite refused.
    #[error("the case database refused: {0}")]
    Sqlite(sqlx::Error),
}

/// Why an event was not appended. Nothing was written, or the transaction must be given up.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The rules refuse the event.
    #[error("the event is refused: {0}")]
    Refused(Refusal),
    /// The event could not be sealed.
    #[error("the event could not be sealed: {0}")]
    Seal(WireError),
    /// What came back from sealing is not what was given to it.
    #[error("the sealed event is another one")]
    OtherEvent,
    /// The licence's number is in no block of this workstation.
    #[error("the licence number is in no leased block")]
    NumberNotLeased,
    /// The licence's number was used before.
    #[error("the licence number was used before")]
    NumberUsed,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sqlx::Error> for AppendError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// What of a result code of SQLite is its primary code.
const PRIMARY: i32 = 0xFF;
// The result codes of SQLite that have a meaning of their own for us.
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_NOTADB: i32 = 26;
// There is no room for the index of the write-ahead log, without which nothing can even be read.
const SQLITE_IOERR_SHMSIZE: i32 = 4874;

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match code(&error) {
            Some(SQLITE_IOERR_SHMSIZE) => Self::DiskFull,
            Some(code) => match code & PRIMARY {
                SQLITE_FULL => Self::DiskFull,
                SQLITE_CORRUPT | SQLITE_NOTADB => Self::Damaged,
                _ => Self::Sqlite(error),
            },
            None => Self::Sqlite(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => Self::Sqlite(sqlx::Error::Migrate(Box::new(other))),
        }
    }
}

impl From<io::Error> for DbError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io(error),
        }
    }
}

fn code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}
