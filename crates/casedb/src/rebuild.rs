//! Recreating every projection from the log.

use domain::catalogue::Catalogue;
use domain::ids::CaseId;

use crate::db::Connection;
use crate::error::DbError;
use crate::log::{case_events, fold};
use crate::projection;
use crate::rows::fixed;

/// Empties the projections and writes them again, in the caller's transaction; returns how many cases
/// there are.
///
/// # Errors
/// What SQLite can do, and a log that contradicts the rules.
pub async fn rebuild(conn: &mut Connection, catalogue: &Catalogue) -> Result<u32, DbError> {
    projection::clear(conn).await?;
    // In the order in which the cases came, so that they are numbered as they were.
    let cases = sqlx::query_scalar!(
        r#"select case_id as "case_id!" from events where case_id is not null
           group by case_id order by min(position)"#
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut count = 0;
    for id in cases {
        let case = CaseId::from_bytes(fixed(&id, "events", "case_id")?);
        for logged in case_events(conn, case).await? {
            projection::take_event(conn, logged.stream, &logged.event).await?;
        }
        if let Some(folded) = fold(conn, case).await? {
            projection::put_case(conn, None, &folded, catalogue).await?;
            count += 1;
        }
    }
    projection::note_position(conn).await?;
    Ok(count)
}
