//! A registry of one test: its own database, a clock that stands, randomness of a seed.

use std::path::PathBuf;
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::catalogue::{Catalogue, EditionId, OfficeId};
use domain::dates::Date;
use domain::event::Event;
use domain::ids::CaseId;
use domain::people::{Actor, Officer, Role};
use domain::sources::{Randomness, SetClock};
use ed25519_dalek::SigningKey;
use registry::Registry;
use registry::files::Files;
use registry::intake::{ApplyError, Intake, Judged};
use registry::keys::Keys;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{Connection as _, Executor as _, PgConnection, PgPool};
use testkit::actors;
use testkit::seeded::Seeded;
use testkit::times::START;
use tokio::sync::{Mutex, OnceCell};
use uuid::Uuid;
use wire::chain::Head;
use wire::edition::SignedEdition;
use wire::envelope::{self, Base, Place, Sealed, Subject, Unsealed};
use wire::ids::{DeviceId, EventHash, StreamId};
use xtask::postgres::{Cluster, of_this_program};

static TEMPLATE: OnceCell<()> = OnceCell::const_new();
static WORLD: OnceCell<()> = OnceCell::const_new();
static COPYING: Mutex<()> = Mutex::const_new(());
static NEXT: AtomicU32 = AtomicU32::new(0);

/// Randomness that a seed decides.
struct FromSeed(std::sync::Mutex<Seeded>);

impl Randomness for FromSeed {
    fn fill(&self, bytes: &mut [u8]) {
        let mut seeded = self.0.lock().unwrap();
        for byte in bytes {
            [*byte] = seeded.bytes();
        }
    }
}

/// A registry with all that a test asks of it.
pub struct TestRegistry {
    pub registry: Registry,
    pub clock: Arc<SetClock>,
    pub database: PgConnectOptions,
    /// Works as the owner, whom no policy binds: tests look with it at what is really there.
    pub owner: PgPool,
    /// Where the documents lie.
    pub folder: PathBuf,
}

fn folder_of(database: &PgConnectOptions) -> PathBuf {
    let name = format!("{}-{}", std::process::id(), database.get_database().unwrap());
    std::env::temp_dir().join(format!("parvaneh-documents-{name}"))
}

fn login(database: &str) -> PgConnectOptions {
    PgConnectOptions::from_str("postgres:///")
        .unwrap()
        .host(of_this_program().folder().to_str().unwrap())
        .username(Cluster::OWNER)
        .database(database)
}

async fn make_template() {
    let mut admin = PgConnection::connect_with(&login("postgres")).await.unwrap();
    admin.execute("create database template_registry").await.unwrap();
    let template = login("template_registry");
    registry::schema::migrate(&template).await.unwrap();
    let clock = Arc::new(SetClock::at(START));
    let registry = TestRegistry::server(&template, &clock, 0).await;
    registry::editions::publish_sample(&registry).await.unwrap();
    // A database that somebody is connected to is not copied.
    registry.pool.close().await;
}

/// How many cases the sample world of tests has: every stage is among them.
pub const WORLD_CASES: usize = 130;

/// Makes the sample world once, so that tests only copy it. Its documents are not kept.
async fn make_world() {
    TEMPLATE.get_or_init(make_template).await;
    copy("template_registry", "template_world").await;
    let (database, clock) = (login("template_world"), Arc::new(SetClock::at(START)));
    let registry = TestRegistry::server(&database, &clock, 99).await;
    registry::demo::fill(&registry, WORLD_CASES, 1405, |_| {}).await.unwrap();
    registry::jobs::look(&registry).await.unwrap();
    registry.pool.close().await;
    let _removed = std::fs::remove_dir_all(folder_of(&database));
}

async fn copy(template: &str, name: &str) {
    // PostgreSQL copies a template for one at a time.
    let _alone = COPYING.lock().await;
    let mut admin = PgConnection::connect_with(&login("postgres")).await.unwrap();
    let copy = format!("create database {name} template {template}");
    admin.execute(sqlx::AssertSqlSafe(copy)).await.unwrap();
}

impl TestRegistry {
    /// Starts one on a new database.
    pub async fn start() -> Self {
        TEMPLATE.get_or_init(make_template).await;
        Self::on_copy_of("template_registry").await
    }

    /// Starts one in which the sample world is.
    pub async fn with_sample_world() -> Self {
        WORLD.get_or_init(make_world).await;
        Self::on_copy_of("template_world").await
    }

    async fn on_copy_of(template: &str) -> Self {
        let name = format!("registry_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        copy(template, &name).await;
        let database = login(&name);
        let clock = Arc::new(SetClock::at(START));
        let registry = Self::server(&database, &clock, 1).await;
        let owner =
            PgPoolOptions::new().max_connections(2).connect_with(database.clone()).await.unwrap();
        let folder = folder_of(&database);
        Self { registry, clock, database, owner, folder }
    }

    /// Starts a further server on the same database.
    pub async fn another(&self, seed: u64) -> Registry {
        Self::server(&self.database, &self.clock, seed).await
    }

    async fn server(database: &PgConnectOptions, clock: &Arc<SetClock>, seed: u64) -> Registry {
        let randomness = Arc::new(FromSeed(std::sync::Mutex::new(Seeded::new(seed))));
        let keys = Keys::of_master(&[7; 32]);
        let folder = folder_of(database);
        let parts = (keys, Files::in_folder(&folder).unwrap());
        Registry::start(database, parts, clock.clone(), randomness).await.unwrap()
    }

    /// Another server publishes the next edition: the one in force with a change, and from a day on.
    pub async fn edition_from(&self, day: Date, change: impl FnOnce(&mut Catalogue)) -> EditionId {
        let all = self.registry.editions.all();
        let newest = all.iter().max_by_key(|published| published.file.number()).unwrap();
        let mut catalogue = (*newest.catalogue).clone();
        catalogue.edition.id = catalogue.edition.id.next();
        (catalogue.edition.issued_on, catalogue.edition.valid_from) = (day, day);
        change(&mut catalogue);
        let number = newest.file.number() + 1;
        let document = catalogue.write();
        let key = self.registry.keys.signing();
        let file = SignedEdition::issue(key, number, document.as_bytes());
        sqlx::query(
            "insert into editions (number, id, valid_from, file, published_at_ms)
             values ($1, $2, $3::text::date, $4, 0)",
        )
        .bind(number.cast_signed())
        .bind(catalogue.edition.id.as_str())
        .bind(day.to_string())
        .bind(file.as_bytes())
        .execute(&self.owner)
        .await
        .unwrap();
        catalogue.edition.id
    }

    /// Enrols a workstation of a role's office.
    pub async fn workstation(&self, role: Role, seed: u64) -> Workstation {
        self.workstation_of(actors::office(role), seed).await
    }

    /// Enrols a workstation of an office.
    pub async fn workstation_of(&self, office: OfficeId, seed: u64) -> Workstation {
        let mut seeded = Seeded::new(seed);
        let (key, device, stream) = (seeded.signing_key(), seeded.bytes(), seeded.bytes());
        let mut tx = self.owner.begin().await.unwrap();
        sqlx::query(
            "insert into devices (id, office, public_key, state, enrolled_at_ms) values ($1, $2, $3, 'active', 0)",
        )
        .bind(Uuid::from_bytes(device))
        .bind(office.as_str())
        .bind(key.verifying_key().as_bytes().as_slice())
        .execute(&mut *tx)
        .await
        .unwrap();
        sqlx::query(
            "insert into streams (id, device, head_seq, head_hash, state) values ($1, $2, 0, $3, 'open')",
        )
        .bind(Uuid::from_bytes(stream))
        .bind(Uuid::from_bytes(device))
        .bind(EventHash::START.as_bytes().as_slice())
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let (device, stream) = (DeviceId::from_bytes(device), StreamId::from_bytes(stream));
        Workstation { device, stream, key, head: Head::START, office }
    }

    /// Takes sealed events of one case in, as sync will.
    pub async fn push(&self, case: CaseId, sealed: &[Sealed]) -> Result<Vec<Judged>, ApplyError> {
        for sealed in sealed {
            let subject = envelope::decode(&sealed.bytes).unwrap().content.subject;
            let officer = subject.of_case().and_then(|(_, event)| event.actor.officer());
            if let Some(officer) = officer {
                self.works_there(officer).await;
            }
        }
        self.push_as_they_are(case, sealed).await
    }

    /// Enters somebody as an officer of the office they act for. Stories have one person act for several.
    pub async fn works_there(&self, officer: &Officer) {
        sqlx::query(
            "insert into officers (account, person, name, office, state, entered_at_ms)
             values ($1, $2, $1, $3, 'active', 0) on conflict (account) do update set office = excluded.office",
        )
        .bind(officer.account.as_str())
        .bind(officer.person.as_str())
        .bind(officer.office.as_str())
        .execute(&self.owner)
        .await
        .unwrap();
    }

    /// The same, whoever its officers are.
    pub async fn push_as_they_are(
        &self,
        case: CaseId,
        sealed: &[Sealed],
    ) -> Result<Vec<Judged>, ApplyError> {
        let mut intake = Intake::begin(&self.registry, [case]).await?;
        let mut judged = Vec::new();
        for sealed in sealed {
            judged.push(intake.apply_signed_event(&sealed.bytes, &sealed.sig).await?);
        }
        intake.commit().await?;
        Ok(judged)
    }

    /// The number of rows that a query counts, as the owner sees them.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(&self.owner).await.unwrap()
    }
}

impl Drop for TestRegistry {
    fn drop(&mut self) {
        // What is not there need not be removed.
        let _removed = std::fs::remove_dir_all(&self.folder);
    }
}

/// A workstation, as far as the registry sees it: a key and a stream.
pub struct Workstation {
    pub device: DeviceId,
    pub stream: StreamId,
    pub key: SigningKey,
    pub head: Head,
    pub office: OfficeId,
}

impl Workstation {
    /// Signs the next event of its stream.
    pub fn sign(&mut self, base: Base, event: Event) -> Sealed {
        self.sign_subject(Subject::Case { base, event: Box::new(event) })
    }

    /// Signs the next event of its stream, whatever it is about.
    pub fn sign_subject(&mut self, subject: Subject) -> Sealed {
        let (stream, device) = (self.stream, self.device);
        let (seq, prev) = (self.head.seq + 1, self.head.hash);
        let unsealed = Unsealed { stream, seq, prev, device, server_time: None, subject };
        let sealed = envelope::seal(&unsealed, &self.key).unwrap();
        self.head = Head { seq, hash: sealed.hash };
        sealed
    }

    /// What this workstation has seen of a case that has a version with such a last event, if it has all verdicts.
    pub fn base(&self, version: u32, hash: EventHash) -> Base {
        let own = (self.head.seq > 0).then_some(Place { stream: self.stream, seq: self.head.seq });
        Base { version, own, hash: Some(hash) }
    }

    /// Signs events of a new case, one after the other, before any verdict.
    pub fn sign_all(&mut self, events: &[Event]) -> Vec<Sealed> {
        let mut base = Base::NOTHING;
        let mut sealed = Vec::new();
        for event in events {
            let mut event = event.clone();
            at_office(&mut event, &self.office);
            let next = self.sign(base, event);
            base = Base { hash: Some(next.hash), ..base };
            sealed.push(next);
        }
        sealed
    }
}

/// The event as an officer of this office does it.
pub fn at_office(event: &mut Event, office: &OfficeId) {
    if let Actor::Officer(officer) = &mut event.actor {
        officer.office = office.clone();
    }
}
