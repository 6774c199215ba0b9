//! Somebody at the portal who has given a tracking code with the right identity, and for how long that holds.
//!
//! A session is sealed in a cookie and has no row. Ended before its time, it has one, which every server looks for in the
//! statement that sets a transaction's scope: what is ended sees nothing.

use domain::dates::Instant;
use domain::identifiers::TrackingCode;
use domain::ids::CaseId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::StoreError;
use crate::keys::IdentityHash;
use crate::registry::Registry;
use crate::scope::{self, Scope};

const HOUR_MS: i64 = 3_600_000;
/// A session is over after so long without a page of its own.
const IDLE_MS: i64 = 4 * HOUR_MS;
/// A session is over after so long, whatever is done in it.
const LONGEST_MS: i64 = 12 * HOUR_MS;

/// The name of a session: drawn, and known to the cookie alone until it is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionId(pub Uuid);

/// A session of an applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// Its name.
    pub id: SessionId,
    /// When the code was given.
    pub began_at: Instant,
}

impl Session {
    /// Begins one.
    pub fn begin(registry: &Registry) -> Self {
        let mut bytes = [0; 16];
        registry.randomness.fill(&mut bytes);
        Self { id: SessionId(Uuid::from_bytes(bytes)), began_at: registry.now() }
    }

    /// Until when a browser may go on without the code, if it does nothing more from now on.
    pub fn until(&self, now: Instant) -> Instant {
        let longest = self.began_at.as_millis() + LONGEST_MS;
        Instant::from_millis(longest.min(now.as_millis() + IDLE_MS))
    }

    /// Ends it on every server.
    ///
    /// # Errors
    /// What PostgreSQL can do.
    pub async fn end(&self, registry: &Registry) -> Result<(), StoreError> {
        let mut tx = scope::begin(&registry.pool, Scope::Whole).await?;
        sqlx::query!(
            "insert into ended_sessions (session, ended_at_ms) values ($1, $2) on conflict do nothing",
            self.id.0,
            registry.now().as_millis()
        )
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}

/// Forgets the names of sessions that are over by themselves, and returns how many.
pub(crate) async fn forget_ended(conn: &mut PgConnection, now: Instant) -> Result<u64, StoreError> {
    let oldest = now.as_millis() - LONGEST_MS;
    let done = sqlx::query!("delete from ended_sessions where ended_at_ms < $1", oldest);
    Ok(done.execute(conn).await?.rows_affected())
}

/// Somebody who has given a tracking code with the right identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Their case.
    pub case: CaseId,
    /// Its code.
    pub code: TrackingCode,
    /// The identity with which it was asked for.
    pub identity: IdentityHash,
    /// For how long that holds.
    pub session: Session,
}

impl Applicant {
    /// What their transactions may see.
    pub const fn scope(&self) -> Scope<'_> {
        Scope::SignedIn(&self.code, self.identity, self.session.id)
    }
}
