//! Decisions that wait to be sealed, and choices that were not decided yet.
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
}

/// What an officer had filled in for a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What, in the desk's writing.
    pub act: Vec<u8>,
    /// Why it was decided and came back all the same, in the desk's writing.
    pub returned: Option<Vec<u8>>,
}

/// A draft that came back and that its officer has not opened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnedDraft {
    /// The case.
    pub case: CaseId,
    /// What was decided, in the desk's writing.
    pub act: Vec<u8>,
    /// Why it could not be sealed, in the desk's writing.
    pub why: Vec<u8>,
}

const TABLE: &str = "pending_decisions";

fn decision(
    case: &[u8],
    officer: &str,
    act: Vec<u8>,
    decided_at: i64,
) -> Result<PendingDecision, DbError> {
    Ok(PendingDecision {
        case: CaseId::from_bytes(fixed(case, TABLE, "case_id")?),
        officer: OfficerId::parse(officer)
            .map_err(|_| DbError::InconsistentRow { table: TABLE, column: "officer" })?,
        act,
        decided_at: Instant::from_millis(decided_at),
    })
}

/// Lets a decision wait behind those that wait already. A case has at most one.
///
/// # Errors
/// What SQLite can do, a decision of the same case that waits already among it.
pub async fn put(conn: &mut Connection, pending: &PendingDecision) -> Result<(), DbError> {
    let case = pending.case.as_bytes().as_slice();
    let (officer, act) = (pending.officer.as_str(), pending.act.as_slice());
    let decided_at = pending.decided_at.as_millis();
    sqlx::query!(
        "insert into pending_decisions (case_id, officer, act, decided_at_ms) values (?, ?, ?, ?)",
        case,
        officer,
        act,
        decided_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns the decisions that wait, in the order in which they were made.
///
/// # Errors
/// What SQLite can do.
pub async fn all(conn: &mut Connection) -> Result<Vec<PendingDecision>, DbError> {
    let rows = sqlx::query!(
        "select case_id, officer, act, decided_at_ms from pending_decisions order by nth"
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|r| decision(&r.case_id, &r.officer, r.act, r.decided_at_ms));
    read.collect()
}

/// Returns the decision of a case that waits.
///
/// # Errors
/// What SQLite can do.
pub async fn of_case(
    conn: &mut Connection,
    case: CaseId,
) -> Result<Option<PendingDecision>, DbError> {
    let case = case.as_bytes().as_slice();
    let row = sqlx::query!(
        "select case_id, officer, act, decided_at_ms from pending_decisions where case_id = ?",
        case
    )
    .fetch_optional(conn)
    .await?;
    row.map(|r| decision(&r.case_id, &r.officer, r.act, r.decided_at_ms)).transpose()
}

/// Takes the waiting decision of a case out: to seal it in the same transaction, or to give it back.
///
/// # Errors
/// What SQLite can do.
pub async fn take(conn: &mut Connection, case: CaseId) -> Result<Option<PendingDecision>, DbError> {
    let pending = of_case(conn, case).await?;
    let case = case.as_bytes().as_slice();
    sqlx::query!("delete from pending_decisions where case_id = ?", case).execute(conn).await?;
    Ok(pending)
}

/// Keeps what an officer has filled in for a case. What came back has a reason, and stays unread until
/// [`mark_read`].
///
/// # Errors
/// What SQLite can do.
pub async fn save_draft(
    conn: &mut Connection,
    case: CaseId,
    officer: &OfficerId,
    draft: &Draft,
    now: Instant,
) -> Result<(), DbError> {
    let (case, officer) = (case.as_bytes().as_slice(), officer.as_str());
    let (act, returned) = (draft.act.as_slice(), draft.returned.as_deref());
    let unread = i64::from(returned.is_some());
    let now = now.as_millis();
    sqlx::query!(
        "insert into drafts (case_id, officer, act, saved_at_ms, returned, unread) values (?, ?, ?, ?, ?, ?)
         on conflict (case_id, officer) do update set act = excluded.act, saved_at_ms = excluded.saved_at_ms,
            returned = excluded.returned, unread = excluded.unread",
        case,
        officer,
        act,
        now,
        returned,
        unread
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
) -> Result<Option<Draft>, DbError> {
    let (case, officer) = (case.as_bytes().as_slice(), officer.as_str());
    let row = sqlx::query!(
        "select act, returned from drafts where case_id = ? and officer = ?",
        case,
        officer
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Draft { act: row.act, returned: row.returned }))
}

/// Returns the drafts of an officer that came back and were not opened since, the oldest first.
///
/// # Errors
/// What SQLite can do.
pub async fn returned(
    conn: &mut Connection,
    officer: &OfficerId,
) -> Result<Vec<ReturnedDraft>, DbError> {
    let officer = officer.as_str();
    let rows = sqlx::query!(
        r#"select case_id, act, returned as "returned!" from drafts
           where officer = ? and unread = 1 and returned is not null order by saved_at_ms, case_id"#,
        officer
    )
    .fetch_all(conn)
    .await?;
    let read = rows.into_iter().map(|row| {
        let case = CaseId::from_bytes(fixed(&row.case_id, "drafts", "case_id")?);
        Ok(ReturnedDraft { case, act: row.act, why: row.returned })
    });
    read.collect()
}

/// Notes that an officer has opened a case whose draft had come back; the draft and its reason stay.
///
/// # Errors
/// What SQLite can do.
pub async fn mark_read(
    conn: &mut Connection,
    case: CaseId,
    officer: &OfficerId,
) -> Result<(), DbError> {
    let (case, officer) = (case.as_bytes().as_slice(), officer.as_str());
    sqlx::query!("update drafts set unread = 0 where case_id = ? and officer = ?", case, officer)
        .execute(conn)
        .await?;
    Ok(())
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
