//! What keeps an office honest: checking the log's chain, and recreating everything that follows from it.

use casedb::log::AuditError;
use domain::text::to_persian_digits;
use serde::Serialize;

use crate::desk::Desk;
use crate::{Error, ErrorCode};

/// A log whose every signature and link holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditView {
    /// One for each workstation that ever wrote here.
    pub streams: Vec<StreamView>,
}

/// A stream of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StreamView {
    /// Its name.
    pub stream: String,
    /// How many events it has.
    pub events: u64,
    /// The hash of the last, in hexadecimal: whoever wrote it down can tell whether anything was taken back.
    pub head: String,
    /// Where it left the stream before it, after the folder turned out to be an older copy.
    pub fork: Option<ForkView>,
}

/// Where a stream left the one before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ForkView {
    /// The stream before it.
    pub parent: String,
    /// The last event that they have in common.
    pub event: u64,
    /// Its hash.
    pub hash: String,
}

/// Projections that were recreated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RebuiltView {
    /// How many cases there are.
    pub cases: u32,
}

/// Checks every signature and every link of the log.
///
/// # Errors
/// [`ErrorCode::DatabaseDamaged`] with the place of the first broken link.
pub async fn verify(desk: &Desk) -> Result<AuditView, Error> {
    let office = desk.office().await?;
    let mut reader = office.db.read().await?;
    let chains = casedb::log::verify_chain(reader.conn()).await?;
    casedb::log::verify_foreign(reader.conn(), &office.registry_key).await?;
    let view = |casedb::log::Chain { stream, head, fork }| StreamView {
        stream: stream.to_string(),
        events: head.seq,
        head: head.hash.to_string(),
        fork: fork.map(|fork| ForkView {
            parent: fork.parent.to_string(),
            event: fork.seq,
            hash: fork.hash.to_string(),
        }),
    };
    Ok(AuditView { streams: chains.into_iter().map(view).collect() })
}

/// Empties every projection and recreates it from the log, in one transaction.
///
/// # Errors
/// What the disk can do, and a log that contradicts the rules.
pub async fn rebuild(desk: &Desk) -> Result<RebuiltView, Error> {
    let office = desk.office().await?;
    let mut writer = office.db.write().await?;
    let cases = casedb::rebuild::rebuild(writer.conn(), &office.catalogue).await?;
    writer.commit().await?;
    Ok(RebuiltView { cases })
}

impl From<AuditError> for Error {
    fn from(error: AuditError) -> Self {
        match error {
            AuditError::Broken { broken, .. } => {
                tracing::error!(error.cause = %broken, "the log's chain is broken");
                let place = to_persian_digits(&broken.seq.to_string());
                Self::saying(
                    ErrorCode::DatabaseDamaged,
                    format!("زنجیرهٔ رویدادها در رویداد {place} گسسته است."),
                )
            }
            AuditError::BrokenFork { .. } => {
                tracing::error!(error.cause = %error, "a stream forks from nowhere");
                let message = "زنجیره‌ای از رویدادها از رویدادی جدا شده که در این دفتر نیست.";
                Self::saying(ErrorCode::DatabaseDamaged, message)
            }
            AuditError::Foreign { .. } => {
                tracing::error!(error.cause = %error, "a foreign event is not certified");
                let message =
                    "رویدادی از ایستگاهی دیگر در این دفتر است که مرکز آن را تأیید نکرده است.";
                Self::saying(ErrorCode::DatabaseDamaged, message)
            }
            AuditError::Db(error) => error.into(),
        }
    }
}
