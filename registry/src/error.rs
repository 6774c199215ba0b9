//! What can go wrong between the registry and its database.

use domain::ids::{CaseId, EventId};

/// Why the store could not do what it was asked. None of these is the applicant's doing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed or is not there.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    /// A row says what the domain cannot say.
    #[error("column `{column}` of table `{table}` holds what the rules do not know")]
    InconsistentRow {
        /// The table.
        table: &'static str,
        /// Its column.
        column: &'static str,
    },
    /// An event that cannot be read any more: another key, or damage.
    #[error("event {0} cannot be read")]
    UnreadableEvent(EventId),
    /// Events that cannot follow each other.
    #[error("the events of case {0} do not follow each other")]
    InconsistentLog(CaseId),
    /// An edition of the catalogue that this registry did not sign, or that this program is too old for.
    #[error(
        "edition {0} of the catalogue cannot be read: `master_key_file` holds another key than that of this database, or \
         this program is older than the one that published the edition"
    )]
    UnreadableEdition(i32),
    /// The registry's own stream is not where this process left it.
    #[error("the registry's own stream is not open")]
    StreamGone,
}
