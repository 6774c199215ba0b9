//! Looking at what was done: the history of a case, and what was not applied.

use domain::dates::Instant;
use domain::identifiers::TrackingCode;
use domain::ids::EventId;
use domain::people::Actor;
use uuid::Uuid;
use wire::ids::DeviceId;

use super::By;
use super::journal::{self, Act};
use crate::error::StoreError;
use wire::envelope::Subject;

use crate::events;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// How much of what was not applied one page shows.
const SHOWN: i64 = 200;

/// Something that an office or the registry sent, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The event.
    pub event: EventId,
    /// The case's code, where there is a case.
    pub code: Option<TrackingCode>,
    /// What it says happened, by its name in code.
    pub fact: &'static str,
    /// Who did it.
    pub actor: Actor,
    /// When, by their clock.
    pub at: Instant,
    /// When it came.
    pub received_at: Instant,
    /// Its place in the case, if it holds.
    pub version: Option<i32>,
    /// What became of it, by its word.
    pub outcome: String,
    /// Why it does not hold.
    pub reason: Option<String>,
}

/// A stream from which nothing more is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenStream {
    /// The workstation.
    pub device: DeviceId,
    /// What administrators call it.
    pub label: String,
    /// Its office; the registry's own has none.
    pub office: Option<String>,
    /// How many events of it were taken.
    pub events: i64,
}

/// Everything that ever came about a case, in the order in which it came. Looking enters the journal.
///
/// # Errors
/// Events that cannot be read; what PostgreSQL can do.
pub async fn history(
    registry: &Registry,
    by: &By,
    code: &TrackingCode,
) -> Result<Option<Vec<Past>>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let case = sqlx::query!("select id from cases where tracking_code = $1", code.as_str());
    let Some(case) = case.fetch_optional(&mut *tx).await? else { return Ok(None) };
    let rows = sqlx::query!(
        "select id, sealed, case_version, outcome, reason, received_at_ms from events
         where case_id = $1 order by received_at_ms, case_version nulls last, stream, seq",
        case.id
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut told = Vec::with_capacity(rows.len());
    for row in rows {
        let kept = Kept {
            id: row.id,
            sealed: row.sealed,
            version: row.case_version,
            outcome: row.outcome,
            reason: row.reason,
            received_at_ms: row.received_at_ms,
        };
        told.push(kept.read(registry, Some(code.clone()))?);
    }
    journal::enter(&mut tx, registry, by, &Act::CaseLookedAt(code.clone())).await?;
    tx.commit().await?;
    Ok(Some(told))
}

/// What came and does not hold, the newest first, as much as a page shows.
///
/// # Errors
/// Events that cannot be read; what PostgreSQL can do.
pub async fn not_applied(registry: &Registry) -> Result<Vec<Past>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let rows = sqlx::query!(
        r#"select e.id, e.sealed, e.case_version, e.outcome, e.reason, e.received_at_ms,
                  c.tracking_code as "tracking_code?"
           from events e left join cases c on c.id = e.case_id
           where e.outcome not in ('accepted', 'merged')
           order by e.received_at_ms desc, e.id desc limit $1"#,
        SHOWN
    )
    .fetch_all(&mut *tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        let wrong = |_| StoreError::InconsistentRow { table: "cases", column: "tracking_code" };
        let code = row.tracking_code.as_deref().map(TrackingCode::parse).transpose();
        let kept = Kept {
            id: row.id,
            sealed: row.sealed,
            version: row.case_version,
            outcome: row.outcome,
            reason: row.reason,
            received_at_ms: row.received_at_ms,
        };
        kept.read(registry, code.map_err(wrong)?)
    });
    read.collect()
}

/// Workstations whose log was copied.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn frozen(registry: &Registry) -> Result<Vec<FrozenStream>, StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let rows = sqlx::query!(
        "select d.id, d.label, d.office, s.head_seq from streams s join devices d on d.id = s.device
         where s.state = 'frozen' order by d.office, d.label, s.id"
    )
    .fetch_all(&mut *tx)
    .await?;
    let read = rows.into_iter().map(|row| FrozenStream {
        device: DeviceId::from_bytes(row.id.into_bytes()),
        label: row.label,
        office: row.office,
        events: row.head_seq,
    });
    Ok(read.collect())
}

/// An event's row.
struct Kept {
    id: Uuid,
    sealed: Vec<u8>,
    version: Option<i32>,
    outcome: String,
    reason: Option<String>,
    received_at_ms: i64,
}

impl Kept {
    fn read(self, registry: &Registry, code: Option<TrackingCode>) -> Result<Past, StoreError> {
        let id = EventId::from_bytes(self.id.into_bytes());
        let subject = events::open(&registry.keys, id, &self.sealed)?.content.subject;
        let (fact, actor, at) = match subject {
            Subject::Case { event, .. } => (event.fact.name(), event.actor, event.at),
            Subject::Office(event) => (event.fact.name(), event.by.into(), event.at),
        };
        Ok(Past {
            event: id,
            code,
            fact,
            actor,
            at,
            received_at: Instant::from_millis(self.received_at_ms),
            version: self.version,
            outcome: self.outcome,
            reason: self.reason,
        })
    }
}
