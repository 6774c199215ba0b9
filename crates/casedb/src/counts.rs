//! The numbers beside the sections of the window.

use domain::catalogue::OfficeId;
use domain::dates::{Date, Instant, TehranTime};
use domain::ids::OfficerId;

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::number;

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Open cases of the office that the officer, or nobody, holds.
    pub mine: u32,
    /// Open cases of the office.
    pub office: u32,
    /// Decisions that the office took today.
    pub decided_today: u32,
    /// Documents that wait to be printed, beside those that stand on lists.
    pub ready_to_print: u32,
}

/// Counts for an officer on a day.
///
/// # Errors
/// What SQLite can do.
pub async fn counts(
    conn: &mut Connection,
    office: &OfficeId,
    officer: &OfficerId,
    today: Date,
) -> Result<Counts, DbError> {
    let (office, officer) = (office.as_str(), officer.as_str());
    let midnight = TehranTime { hour: 0, minute: 0 };
    let from = Instant::at_tehran(today, midnight).as_millis();
    let to = Instant::at_tehran(today.add_days(1), midnight).as_millis();
    // The kinds are those of the wire: approved, refused, empowerment completed, licence issued,
    // suspended, reinstated and revoked, referred to a bank.
    let row = sqlx::query!(
        r#"select
             (select count(*) from cases
              where office = ?1 and is_open = 1 and (holder is null or holder = ?2)) as "mine!: i64",
             (select count(*) from cases where office = ?1 and is_open = 1) as "office!: i64",
             (select count(*) from events
              where office = ?1 and at_ms >= ?3 and at_ms < ?4
                and kind in (31, 32, 41, 50, 52, 53, 54, 60)) as "decided_today!: i64",
             (select count(*) from waiting_printables where office = ?1 and not listed) as "ready!: i64""#,
        office,
        officer,
        from,
        to
    )
    .fetch_one(conn)
    .await?;
    Ok(Counts {
        mine: number(row.mine, "cases", "office")?,
        office: number(row.office, "cases", "office")?,
        decided_today: number(row.decided_today, "events", "kind")?,
        ready_to_print: number(row.ready, "waiting_printables", "listed")?,
    })
}
