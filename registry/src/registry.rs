//! What every part of a server works with.

use std::sync::Arc;
use std::time::Duration;

use domain::catalogue::{Catalogue, EditionId, OfficeKind};
use domain::dates::Instant;
use domain::ids::{OfficerId, PersonId};
use domain::people::{Actor, Role};
use domain::sources::{Clock, Randomness};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Executor as _, PgPool};
use wire::ids::StreamId;

use crate::error::StoreError;
use crate::files::Files;
use crate::keys::Keys;
use crate::metrics::Metrics;
use crate::streams;

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/registry");

/// How many connections a server holds.
const CONNECTIONS: u32 = 16;
/// How long anything waits for a connection. Well below the patience of a page, which can then say so.
const PATIENCE: Duration = Duration::from_secs(5);

/// A server's parts. Nothing of it is state: it can be started anew at any moment.
#[derive(Clone)]
pub struct Registry {
    /// Connections that work as `parvaneh_registry`, under the row policies.
    pub pool: PgPool,
    /// The keys.
    pub keys: Arc<Keys>,
    /// The reference data.
    pub catalogue: Arc<Catalogue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Bytes that nobody can foretell.
    pub randomness: Arc<dyn Randomness>,
    /// The documents.
    pub files: Files,
    /// What this process has counted.
    pub metrics: Arc<Metrics>,
    /// The stream that this process writes.
    pub stream: StreamId,
}

/// Brings a database to this program's version. The login must be able to create roles and tables.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn migrate(database: &PgConnectOptions) -> Result<(), StoreError> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(database.clone()).await?;
    MIGRATIONS.run(&pool).await?;
    pool.close().await;
    Ok(())
}

impl Registry {
    /// Connects to a migrated database and opens a stream of its own there.
    ///
    /// # Errors
    /// What PostgreSQL can do.
    pub async fn start(
        database: &PgConnectOptions,
        (keys, files): (Keys, Files),
        catalogue: Catalogue,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
    ) -> Result<Self, StoreError> {
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .after_connect(|conn, _| {
                Box::pin(async move {
                    conn.execute(
                        "set role parvaneh_registry;
                         set lock_timeout = '2s';
                         set idle_in_transaction_session_timeout = '5s';
                         set statement_timeout = '15s'",
                    )
                    .await?;
                    Ok(())
                })
            })
            .connect_with(database.clone())
            .await?;
        let mut conn = pool.acquire().await?;
        let stream = streams::open_own(&mut conn, &keys, &*randomness, clock.now()).await?;
        drop(conn);
        let (keys, catalogue) = (Arc::new(keys), Arc::new(catalogue));
        let metrics = Arc::new(Metrics::new());
        Ok(Self { pool, keys, catalogue, clock, randomness, files, metrics, stream })
    }

    /// The time now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Finds the catalogue of an edition.
    pub fn edition(&self, id: &EditionId) -> Option<&Catalogue> {
        Some(&*self.catalogue).filter(|catalogue| &catalogue.edition.id == id)
    }

    /// In whose name the registry acts: for applicants who use the portal, and for itself.
    pub fn actor(&self) -> Option<Actor> {
        let mut offices = self.catalogue.offices.iter();
        let secretariat = offices.find(|office| office.kind == OfficeKind::Secretariat)?;
        Some(Actor {
            officer: OfficerId::parse("portal").ok()?,
            person: PersonId::parse("person-portal").ok()?,
            office: secretariat.id.clone(),
            role: Role::Secretariat,
        })
    }
}
