//! The decision that waits to be sealed, and choices that were not decided yet.
//!
//! Both hold an act in the desk's own writing, which is opaque here. Nothing of it is in the log.

use domain::dates::Instant;
use domain::ids::{CaseId, OfficerId};

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::fixed;

/// A decision that can still be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingDecision {
    /// The case.
    pub case: CaseId,
    /// Who decided.
    pub officer: OfficerId,
    /// What, in the desk's writing.
    pub act: Vec<u8>,
    /// When.
    pub decided_at: Instant,
    /// When it is sealed, unless it is taken back.
    pub seal_at: Instant,
}

/// Lets a decision wait. There is never more than one: the one before must be sealed or taken back.
///
/// # Errors
/// What SQLite can do, a decision that waits already among it.
pub async fn put(conn: &mut Connection, pending: &PendingDecision) -> Result<(), DbError> {
    let case = pending.case.as_bytes().as_slice();
    let (officer, act) = (pending.officer.as_str(), pending.act.as_slice());
    let (decided_at, seal_at) = (pending.decided_at.as_millis(), pending.seal_at.as_millis());
    sqlx::query!(
        "insert into pending_decision (only_row, case_id, officer, act, decided_at_ms, seal_at_ms)
         values (1, ?, ?, ?, ?, ?)",
        case,
        officer,
        act,
        decided_at,
        seal_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns the decision that waits.
///
/// # Errors
/// What SQLite can do.
pub async fn get(conn: &mut Connection) -> Result<Option<PendingDecision>, DbError> {
    let row = sqlx::query!(
        "select case_id, officer, act, decided_at_ms, seal_at_ms from pending_decision"
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let table = "pending_decision";
    Ok(Some(PendingDecision {
        case: CaseId::from_bytes(fixed(&row.case_id, table, "case_id")?),
        officer: OfficerId::parse(&row.officer)
            .map_err(|_| DbError::InconsistentRow { table, column: "officer" })?,
        act: row.act,
        decided_at: Instant::from_millis(row.decided_at_ms),
        seal_at: Instant::from_millis(row.seal_at_ms),
    }))
}

/// Takes the waiting decision out: to seal it in the same transaction, or to give it back.
///
/// # Errors
/// What SQLite can do.
pub async fn take(conn: &mut Connection) -> Result<Option<PendingDecision>, DbError> {
    let pending = get(conn).await?;
    sqlx::query!("delete from pending_decision").execute(conn).await?;
    Ok(pending)
}

/// Keeps what an officer has filled in for a case.
///
/// # Errors
/// What SQLite can do.
pub async fn save_draft(
    conn: &mut Connection,
    case: CaseId,
    officer: &OfficerId,
    act: &[u8],
    now: Instant,
) -> Result<(), DbError> {
    let (case, officer) = (case.as_bytes().as_slice(), officer.as_str());
    let now = now.as_millis();
    sqlx::query!(
        "insert into drafts (case_id, officer, act, saved_at_ms) values (?, ?, ?, ?)
         on conflict (case_id, officer) do update set act = excluded.act, saved_at_ms = excluded.saved_at_ms",
        case,
        officer,
        act,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns what an officer had filled in for a case.
///
/// # Errors
/// What SQLite can do.
pub async fn draft(
    conn: &mut Connection,
    case: CaseId,
    officer: &OfficerId,
) -> Result<Option<Vec<u8>>, DbError> {
    let (case, officer) = (case.as_bytes().as_slice(), officer.as_str());
    let act = sqlx::query_scalar!(
        "select act from drafts where case_id = ? and officer = ?",
        case,
        officer
    )
    .fetch_optional(conn)
    .await?;
    Ok(act)
}

/// Forgets the drafts of a case: it was decided.
///
/// # Errors
/// What SQLite can do.
pub async fn forget_drafts(conn: &mut Connection, case: CaseId) -> Result<(), DbError> {
    let case = case.as_bytes().as_slice();
    sqlx::query!("delete from drafts where case_id = ?", case).execute(conn).await?;
    Ok(())
}
