//! A standby of the database, which answers reads that follow nobody's own writing.
//!
//! Whoever holds a paper asks it: a licence by its number, the list of licences out of force. What an applicant, an
//! office or an administrator reads comes from the database itself, so that they see what they have just written.
//! A standby that lags, or was cut off, is not asked: once a second the server notes how far the database is, and
//! a second later whether the standby has come that far.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;
use tokio::time::Instant;

use crate::error::StoreError;
use crate::registry::{Registry, connections};

/// By how much a standby may lag and still be asked.
pub const MOST_LAG: Duration = Duration::from_secs(5);
/// How often it is looked at.
const EVERY: Duration = Duration::from_secs(1);

/// A standby and how fresh it is.
#[derive(Debug)]
pub struct Replica {
    pool: PgPool,
    known: Mutex<Known>,
}

#[derive(Debug, Clone, Default)]
struct Known {
    /// Where the database stood when it was last looked at.
    ahead: Option<(Instant, String)>,
    /// A moment whose every writing the standby has.
    fresh: Option<Instant>,
}

impl Replica {
    /// Will connect when it is asked; a standby that is away stops no server.
    pub fn at(database: &PgConnectOptions) -> Arc<Self> {
        let pool = connections().connect_lazy_with(database.clone());
        Arc::new(Self { pool, known: Mutex::default() })
    }

    /// Its connections, while it has all that was written [`MOST_LAG`] before a moment.
    pub fn fresh(&self, at: Instant) -> Option<&PgPool> {
        let fresh = self.known().fresh?;
        (at.saturating_duration_since(fresh) < MOST_LAG).then_some(&self.pool)
    }

    /// Sees whether it has come as far as the database was at the last look, and notes how far that is now.
    ///
    /// # Errors
    /// What either can do.
    pub async fn look(&self, registry: &Registry) -> Result<(), StoreError> {
        let ahead = self.known().ahead.clone();
        if let Some((then, place)) = ahead {
            // Only a standby replays; anything else is never fresh.
            let row = sqlx::query!(
                r#"select coalesce(pg_last_wal_replay_lsn() >= $1::text::pg_lsn, false) as "there!""#,
                place
            )
            .fetch_one(&self.pool)
            .await?;
            if row.there {
                self.known().fresh = Some(then);
            }
        }
        let now = Instant::now();
        let row = sqlx::query!(r#"select pg_current_wal_lsn()::text as "place!""#)
            .fetch_one(&registry.pool)
            .await?;
        self.known().ahead = Some((now, row.place));
        Ok(())
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks at the server's standby for as long as it serves.
pub async fn keep_looking(registry: Registry) {
    let Some(replica) = registry.replica.clone() else { return };
    let mut every = tokio::time::interval(EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        if let Err(error) = replica.look(&registry).await {
            tracing::warn!(error = %error, "the standby cannot be looked at");
        }
    }
}

impl Registry {
    /// Where reads go that follow nobody's own writing: a standby that is fresh, if there is one.
    pub fn replica(&self) -> Option<&PgPool> {
        self.replica.as_ref()?.fresh(Instant::now())
    }
}
