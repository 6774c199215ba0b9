//! Published editions of the catalogue, kept in memory: which one is in force, and how old ones judge.
//!
//! Every server reads what is new at its start and every minute, and the one that publishes at once. An edition
//! begins on a day after its publication, so that by then every server and desk has it.

pub mod draft;
mod publication;
pub mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use domain::catalogue::{Catalogue, DocumentCode, EditionId, FieldCode, OfficeId};
use domain::dates::{Date, Instant};
use domain::ids::OfficerId;
use ed25519_dalek::VerifyingKey;
use sqlx::PgConnection;
use wire::edition::SignedEdition;

use crate::error::StoreError;
use crate::registry::Registry;

pub use publication::{first_day, publish, publish_sample};

/// How often a server looks for editions that another one published.
const EVERY: Duration = Duration::from_mins(1);

/// An edition that was published.
#[derive(Debug, Clone)]
pub struct Published {
    /// The file that the registry signed.
    pub file: SignedEdition,
    /// What it says.
    pub catalogue: Arc<Catalogue>,
    /// Who stood behind its content; nobody's account where it came from the server's console.
    pub signed_by: Option<OfficerId>,
    /// Who published it.
    pub published_by: Option<OfficerId>,
    /// When.
    pub published_at: Instant,
}

impl Published {
    /// Its name.
    pub fn id(&self) -> &EditionId {
        &self.catalogue.edition.id
    }

    /// Its first day.
    pub fn valid_from(&self) -> Date {
        self.catalogue.edition.valid_from
    }
}

/// The editions that this server knows.
#[derive(Debug)]
pub struct Editions {
    known: RwLock<Arc<Known>>,
    nothing: Arc<Catalogue>,
}

/// Editions as they were at one moment, in the order in which they come into force.
#[derive(Debug, Default)]
struct Known {
    published: Vec<Published>,
    /// Old editions under newer ones, made when a case asks for them.
    judged: Mutex<BTreeMap<(EditionId, EditionId), Arc<Catalogue>>>,
}

impl Known {
    fn newest_number(&self) -> u32 {
        self.published.iter().map(|published| published.file.number()).max().unwrap_or_default()
    }

    fn in_force(&self, today: Date) -> Option<&Published> {
        let begun = self.published.iter().rfind(|published| published.valid_from() <= today);
        begun.or_else(|| self.published.first())
    }

    fn find(&self, id: &EditionId) -> Option<&Published> {
        self.published.iter().find(|published| published.id() == id)
    }
}

impl Default for Editions {
    fn default() -> Self {
        Self { known: RwLock::default(), nothing: Arc::new(Catalogue::nothing()) }
    }
}

impl Editions {
    fn known(&self) -> Arc<Known> {
        // A list is put in whole, so that one left by a panic is whole too.
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The edition in force on a day; before the first one is published, one in which nothing is allowed.
    pub fn in_force(&self, today: Date) -> Arc<Catalogue> {
        let known = self.known();
        known.in_force(today).map_or_else(|| self.nothing.clone(), |found| found.catalogue.clone())
    }

    /// A published edition.
    pub fn find(&self, id: &EditionId) -> Option<Published> {
        self.known().find(id).cloned()
    }

    /// Every published edition, in the order in which they come into force.
    pub fn all(&self) -> Vec<Published> {
        self.known().published.clone()
    }

    /// Whether none was ever published.
    pub fn is_empty(&self) -> bool {
        self.known().published.is_empty()
    }

    /// How cases of an edition are judged on a day.
    pub fn rules(&self, id: &EditionId, today: Date) -> Option<Arc<Catalogue>> {
        let newest = self.known().in_force(today)?.id().clone();
        self.rules_under(id, &newest)
    }

    /// How cases of an edition are judged in the world of another one.
    pub fn rules_under(&self, id: &EditionId, newest: &EditionId) -> Option<Arc<Catalogue>> {
        let known = self.known();
        let (own, newest) = (known.find(id)?, known.find(newest)?);
        if own.id() == newest.id() {
            return Some(own.catalogue.clone());
        }
        let names = (own.id().clone(), newest.id().clone());
        let mut judged = known.judged.lock().unwrap_or_else(PoisonError::into_inner);
        let made =
            judged.entry(names).or_insert_with(|| Arc::new(own.catalogue.under(&newest.catalogue)));
        Some(made.clone())
    }

    /// The title of a field in the edition in force, else in the newest one that knows it.
    pub fn field_title(&self, code: &FieldCode, today: Date) -> Option<String> {
        let title = |catalogue: &Catalogue| catalogue.field(code).map(|field| field.title.clone());
        self.anywhere(today, title)
    }

    /// The title of a document, found in the same way.
    pub fn document_title(&self, code: DocumentCode, today: Date) -> Option<String> {
        let title = |catalogue: &Catalogue| catalogue.document(code).map(|it| it.title.clone());
        self.anywhere(today, title)
    }

    /// The title of an office, found in the same way.
    pub fn office_title(&self, id: &OfficeId, today: Date) -> Option<String> {
        let title = |catalogue: &Catalogue| catalogue.office(id).map(|office| office.title.clone());
        self.anywhere(today, title)
    }

    fn anywhere<T>(&self, today: Date, find: impl Fn(&Catalogue) -> Option<T>) -> Option<T> {
        let known = self.known();
        let newest_first = known.published.iter().rev();
        known
            .in_force(today)
            .into_iter()
            .chain(newest_first)
            .find_map(|published| find(&published.catalogue))
    }

    /// Reads what was published since this server last looked.
    ///
    /// # Errors
    /// An edition that this registry did not sign or this program cannot read; what PostgreSQL can do.
    pub async fn refresh(
        &self,
        conn: &mut PgConnection,
        key: &VerifyingKey,
    ) -> Result<usize, StoreError> {
        let known = self.known();
        let rows = sqlx::query!(
            "select number, file, signed_by, published_by, published_at_ms from editions
             where number > $1 order by number",
            i32::try_from(known.newest_number()).unwrap_or(i32::MAX)
        )
        .fetch_all(conn)
        .await?;
        let count = rows.len();
        let mut published = known.published.clone();
        for row in rows {
            let unreadable = || StoreError::UnreadableEdition(row.number);
            let file = SignedEdition::open(&row.file, key).map_err(|_| unreadable())?;
            let account = |name: Option<String>| name.map(|name| OfficerId::parse(&name));
            published.push(Published {
                catalogue: Arc::new(file.catalogue().map_err(|_| unreadable())?),
                file,
                signed_by: account(row.signed_by).transpose().map_err(|_| unreadable())?,
                published_by: account(row.published_by).transpose().map_err(|_| unreadable())?,
                published_at: Instant::from_millis(row.published_at_ms),
            });
        }
        if count > 0 {
            published.sort_by_key(|published| (published.valid_from(), published.file.number()));
            let judged = Mutex::default();
            let mut place = self.known.write().unwrap_or_else(PoisonError::into_inner);
            // Somebody else may have read more in the meantime.
            if published.len() > place.published.len() {
                *place = Arc::new(Known { published, judged });
            }
        }
        Ok(count)
    }
}

/// Reads new editions again and again, until the server ends.
pub async fn keep_reading(registry: Registry) {
    let mut rounds = tokio::time::interval(EVERY);
    loop {
        rounds.tick().await;
        match registry.read_editions().await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "editions of the catalogue were read"),
            Err(error) => tracing::error!(error = %error, "editions could not be read"),
        }
    }
}
