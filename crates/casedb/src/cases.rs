//! Cases as lists show them.

pub mod applicants;
mod line;
pub mod queue;
pub mod search;

use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::CaseId;

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::fixed;

pub use line::CaseLine;

/// Returns the line of a case.
///
/// # Errors
/// What SQLite can do.
pub async fn line(conn: &mut Connection, case: CaseId) -> Result<Option<CaseLine>, DbError> {
    let id = case.as_bytes().as_slice();
    let row = line::lines!("0", ["from cases c where c.id = ?"], id).fetch_optional(conn).await?;
    row.map(CaseLine::try_from).transpose()
}

/// Finds a case by its tracking code.
///
/// # Errors
/// What SQLite can do.
pub async fn by_tracking_code(
    conn: &mut Connection,
    code: &TrackingCode,
) -> Result<Option<CaseId>, DbError> {
    let code = code.as_str();
    let id = sqlx::query_scalar!("select id from cases where tracking_code = ?", code)
        .fetch_optional(conn)
        .await?;
    id.map(|id| Ok(CaseId::from_bytes(fixed(&id, "cases", "id")?))).transpose()
}

/// Finds the case in which a licence was issued.
///
/// # Errors
/// What SQLite can do.
pub async fn by_licence(
    conn: &mut Connection,
    licence: &LicenceNumber,
) -> Result<Option<CaseId>, DbError> {
    let licence = licence.as_str();
    let id = sqlx::query_scalar!("select id from cases where licence_number = ?", licence)
        .fetch_optional(conn)
        .await?;
    id.map(|id| Ok(CaseId::from_bytes(fixed(&id, "cases", "id")?))).transpose()
}

/// Returns how many cases there are.
///
/// # Errors
/// What SQLite can do.
pub async fn count(conn: &mut Connection) -> Result<u32, DbError> {
    let count = sqlx::query_scalar!("select count(*) from cases").fetch_one(conn).await?;
    crate::rows::number(count, "cases", "number")
}
