//! What every part of a server works with.

use std::sync::Arc;
use std::time::Duration;

use domain::catalogue::{Catalogue, DocumentCode, EditionId, FieldCode, OfficeId, OfficeKind};
use domain::dates::{Date, Instant};
use domain::sources::{Clock, Randomness};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, Executor as _, PgPool};
use wire::ids::StreamId;

use crate::editions::Editions;
use crate::error::StoreError;
use crate::files::Files;
use crate::keys::Keys;
use crate::metrics::Metrics;
use crate::replica::Replica;
use crate::streams;

/// How many connections a server holds.
const CONNECTIONS: u32 = 16;
/// How long anything waits for a connection. Well below the patience of a page, which can then say so.
const PATIENCE: Duration = Duration::from_secs(5);

/// For how long a connection that has worked is taken to work.
const TRUSTED: Duration = Duration::from_secs(1);

/// A server's parts. Nothing of it is state: it can be started anew at any moment.
#[derive(Clone)]
pub struct Registry {
    /// Connections that work as `parvaneh_registry`, under the row policies.
    pub pool: PgPool,
    /// A standby for reads that follow nobody's own writing.
    pub replica: Option<Arc<Replica>>,
    /// The keys.
    pub keys: Arc<Keys>,
    /// The reference data, in every edition that was published.
    pub editions: Arc<Editions>,
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

/// How a server holds its connections.
pub(crate) fn connections() -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|conn, meta| {
            Box::pin(async move {
                // One that has just worked is not asked whether it works: that would cost as much as a query.
                if meta.idle_for > TRUSTED {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
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
}

impl Registry {
    /// Connects to a migrated database, reads the editions of the catalogue, and opens a stream of its own there.
    ///
    /// # Errors
    /// What PostgreSQL can do; an edition that cannot be read.
    pub async fn start(
        database: &PgConnectOptions,
        (keys, files): (Keys, Files),
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
    ) -> Result<Self, StoreError> {
        let pool = connections().connect_with(database.clone()).await?;
        let mut conn = pool.acquire().await?;
        let stream = streams::open_own(&mut conn, &keys, &*randomness, clock.now()).await?;
        let editions = Editions::default();
        editions.refresh(&mut conn, &keys.signing().verifying_key()).await?;
        drop(conn);
        let (keys, editions) = (Arc::new(keys), Arc::new(editions));
        let metrics = Arc::new(Metrics::new());
        Ok(Self { pool, replica: None, keys, editions, clock, randomness, files, metrics, stream })
    }

    /// The time now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The edition of the catalogue that is in force today.
    pub fn catalogue(&self) -> Arc<Catalogue> {
        self.editions.in_force(self.today())
    }

    /// A published edition, as it is written.
    pub fn edition(&self, id: &EditionId) -> Option<Arc<Catalogue>> {
        self.editions.find(id).map(|published| published.catalogue)
    }

    /// How cases of an edition are judged today: by its own rules, in the world of the edition in force.
    pub fn rules(&self, id: &EditionId) -> Option<Arc<Catalogue>> {
        self.editions.rules(id, self.today())
    }

    /// How cases of an edition are judged by whoever knows another one as the newest.
    pub fn rules_under(&self, id: &EditionId, newest: &EditionId) -> Option<Arc<Catalogue>> {
        self.editions.rules_under(id, newest)
    }

    /// What people call a field, whichever edition knows it.
    pub fn field_title(&self, code: &FieldCode) -> Option<String> {
        self.editions.field_title(code, self.today())
    }

    /// What people call a document, whichever edition knows it.
    pub fn document_title(&self, code: DocumentCode) -> Option<String> {
        self.editions.document_title(code, self.today())
    }

    /// What people call an office, whichever edition knows it.
    pub fn office_title(&self, id: &OfficeId) -> Option<String> {
        self.editions.office_title(id, self.today())
    }

    /// Reads what other servers published since.
    ///
    /// # Errors
    /// What PostgreSQL can do; an edition that cannot be read.
    pub async fn read_editions(&self) -> Result<usize, StoreError> {
        let mut conn = self.pool.acquire().await?;
        self.editions.refresh(&mut conn, &self.keys.signing().verifying_key()).await
    }

    fn today(&self) -> Date {
        self.now().tehran_date()
    }

    /// The secretariat's office, in whose tray lies what matched no other; none before the first edition.
    pub fn secretariat(&self) -> Option<OfficeId> {
        let catalogue = self.catalogue();
        let mut offices = catalogue.offices.iter();
        let secretariat = offices.find(|office| office.kind == OfficeKind::Secretariat)?;
        Some(secretariat.id.clone())
    }
}
