//! Rows that follow from the log, made again from it.
//!
//! Servers may go on meanwhile: each case is held while its rows are written, as by whoever changes it.

use domain::event::Event;
use domain::ids::CaseId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::StoreError;
use crate::events;
use crate::figures::store::{self as figures, Tally};
use crate::projection;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// How many cases one transaction holds.
const TOGETHER: i64 = 100;

/// Makes the rows of every case again; `progress` hears how many are done.
///
/// # Errors
/// Events that cannot be read or that do not follow each other; what PostgreSQL can do. What was made stays.
pub async fn rebuild(
    registry: &Registry,
    mut progress: impl FnMut(usize),
) -> Result<usize, StoreError> {
    let (mut done, mut after) = (0, Uuid::nil());
    loop {
        let mut tx = scope::begin(&registry.pool, Scope::Whole).await?;
        let cases = next(&mut tx, after).await?;
        let Some(last) = cases.last() else { return Ok(done) };
        after = *last;
        for case in &cases {
            remake(&mut tx, registry, CaseId::from_bytes(case.into_bytes())).await?;
        }
        tx.commit().await?;
        done += cases.len();
        progress(done);
    }
}

/// The next cases that anything is known of, in the order of their names.
async fn next(conn: &mut PgConnection, after: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let rows = sqlx::query!(
        r#"select case_id as "case_id!" from events
           where case_version = 1 and case_id > $1 order by case_id limit $2"#,
        after,
        TOGETHER
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.case_id).collect())
}

async fn remake(
    conn: &mut PgConnection,
    registry: &Registry,
    id: CaseId,
) -> Result<(), StoreError> {
    events::hold(conn, id).await?;
    let Some(held) = events::fold(conn, &registry.keys, id).await? else { return Ok(()) };
    projection::put(conn, registry, &held, registry.now()).await?;
    let told = events::of_case(conn, &registry.keys, id).await?;
    let told: Vec<Event> = told.into_iter().map(|(event, _)| event).collect();
    let tally = Tally::of_all(registry, &told).ok_or(StoreError::InconsistentLog(id))?;
    figures::forget(conn, &held.case).await?;
    figures::put(conn, registry, &held.case, &tally).await
}
