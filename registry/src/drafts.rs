//! What was typed into a page of the registration, right or wrong, until it becomes an event.

use domain::dates::Instant;
use domain::ids::CaseId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Registry;
use crate::error::StoreError;

pub mod begun;

/// A page that is kept while it is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Page one: who applies. Its case is not there yet.
    Person,
    /// Page two: the plan.
    Plan,
}

impl Page {
    const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Plan => "plan",
        }
    }

    fn about(self, case: CaseId) -> Vec<u8> {
        [self.word().as_bytes(), case.as_bytes()].concat()
    }
}

/// A draft with the moment at which it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft<T> {
    /// What was typed.
    pub typed: T,
    /// When it was saved; also tells one version from another.
    pub saved_at: Instant,
}

/// Keeps what was typed.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn save(
    conn: &mut PgConnection,
    registry: &Registry,
    (case, page): (CaseId, Page),
    typed: &impl Serialize,
) -> Result<(), StoreError> {
    let plain = serde_json::to_vec(typed).unwrap_or_default();
    let sealed = registry.keys.seal(&*registry.randomness, &page.about(case), &plain);
    sqlx::query!(
        "insert into drafts (case_id, page, sealed, saved_at_ms) values ($1, $2, $3, $4)
         on conflict (case_id, page) do update
         set sealed = excluded.sealed, saved_at_ms = excluded.saved_at_ms",
        Uuid::from_bytes(*case.as_bytes()),
        page.word(),
        sealed,
        registry.now().as_millis()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns what was typed, as far as the transaction's scope shows it.
///
/// # Errors
/// What PostgreSQL can do; a draft that cannot be opened.
pub async fn read<T: DeserializeOwned>(
    conn: &mut PgConnection,
    registry: &Registry,
    (case, page): (CaseId, Page),
) -> Result<Option<Draft<T>>, StoreError> {
    let row = sqlx::query!(
        "select sealed, saved_at_ms from drafts where case_id = $1 and page = $2",
        Uuid::from_bytes(*case.as_bytes()),
        page.word()
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let wrong = StoreError::InconsistentRow { table: "drafts", column: "sealed" };
    let plain = registry.keys.open(&page.about(case), &row.sealed);
    let typed = plain.ok().and_then(|plain| serde_json::from_slice(&plain).ok()).ok_or(wrong)?;
    Ok(Some(Draft { typed, saved_at: Instant::from_millis(row.saved_at_ms) }))
}

/// Removes what was typed, once it has become an event.
///
/// # Errors
/// What PostgreSQL can do.
pub(crate) async fn remove(
    conn: &mut PgConnection,
    (case, page): (CaseId, Page),
) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from drafts where case_id = $1 and page = $2",
        Uuid::from_bytes(*case.as_bytes()),
        page.word()
    )
    .execute(conn)
    .await?;
    Ok(())
}
