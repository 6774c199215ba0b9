//! The log: signed envelopes, encrypted, and the cases that are their fold.

use domain::case::Case;
use domain::event::Event;
use domain::ids::{CaseId, EventId};
use domain::referee::Effectless;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::envelope::{self, Base, Opened, Place, Sealed, Subject};
use wire::ids::{EventHash, StreamId};

use crate::error::StoreError;
use crate::intake::Outcome;
use crate::keys::Keys;

/// A case with the hash of its last event, on which the next one is based.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The case.
    pub case: Case,
    /// The hash of the last event that holds.
    pub last_hash: EventHash,
}

/// Holds a case until the transaction ends. A case that is not there yet has no row to lock.
pub(crate) async fn hold(conn: &mut PgConnection, case: CaseId) -> Result<(), StoreError> {
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0)) as locked",
        Uuid::from_bytes(*case.as_bytes())
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

/// Folds a case from its events, as far as the transaction's scope shows them.
///
/// # Errors
/// Events that cannot be read or that do not follow each other; what PostgreSQL can do.
pub async fn fold(
    conn: &mut PgConnection,
    keys: &Keys,
    case: CaseId,
) -> Result<Option<Held>, StoreError> {
    let events = of_case(conn, keys, case).await?;
    let Some((_, last_hash)) = events.last() else { return Ok(None) };
    let last_hash = *last_hash;
    let folded = Case::fold(events.iter().map(|(event, _)| event))
        .map_err(|_| StoreError::InconsistentLog(case))?;
    Ok(folded.map(|case| Held { case, last_hash }))
}

/// Returns the events of a case that hold, in their order, each with its hash.
///
/// # Errors
/// As [`fold`].
pub async fn of_case(
    conn: &mut PgConnection,
    keys: &Keys,
    case: CaseId,
) -> Result<Vec<(Event, EventHash)>, StoreError> {
    let rows = sqlx::query!(
        "select id, sealed, hash from events
         where case_id = $1 and case_version is not null order by case_version",
        Uuid::from_bytes(*case.as_bytes())
    )
    .fetch_all(conn)
    .await?;
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let id = EventId::from_bytes(row.id.into_bytes());
        let opened = open(keys, id, &row.sealed)?;
        let event = case_event(opened.content.subject, id)?;
        events.push((event, hash_of(&row.hash)?));
    }
    Ok(events)
}

/// An event of a case as it was judged.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) event: Event,
    pub(crate) base: Base,
    pub(crate) place: Place,
    pub(crate) hash: EventHash,
    /// How it does not hold; nothing where it does.
    pub(crate) without: Option<Effectless>,
}

/// Every event of a case: those that hold in their order, and then those that do not.
pub(crate) async fn history(
    conn: &mut PgConnection,
    keys: &Keys,
    case: CaseId,
) -> Result<Vec<Stored>, StoreError> {
    let rows = sqlx::query!(
        "select id, stream, seq, sealed, hash, outcome from events
         where case_id = $1 order by case_version nulls last",
        Uuid::from_bytes(*case.as_bytes())
    )
    .fetch_all(conn)
    .await?;
    let read = |id: Uuid, stream: Uuid, seq: i64, sealed: &[u8], hash: &[u8], outcome: &str| {
        let id = EventId::from_bytes(id.into_bytes());
        let subject = open(keys, id, sealed)?.content.subject;
        let (base, event) = subject.into_case().ok_or(StoreError::UnreadableEvent(id))?;
        let stream = StreamId::from_bytes(stream.into_bytes());
        let place = Place { stream, seq: seq.cast_unsigned() };
        let without = Effectless::parse(outcome);
        Ok(Stored { event, base, place, hash: hash_of(hash)?, without })
    };
    rows.iter()
        .map(|row| read(row.id, row.stream, row.seq, &row.sealed, &row.hash, &row.outcome))
        .collect()
}

fn case_event(subject: Subject, id: EventId) -> Result<Event, StoreError> {
    subject.into_case().map(|(_, event)| event).ok_or(StoreError::UnreadableEvent(id))
}

/// Stores an event with what was judged of it.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    opened: &Opened,
    sealed: &Sealed,
    kept: &[u8],
    outcome: &Outcome,
    received_at_ms: i64,
) -> Result<(), StoreError> {
    let content = &opened.content;
    let (case, officer) = (content.subject.case(), content.subject.officer());
    sqlx::query!(
        "insert into events (id, stream, seq, hash, case_id, case_version, kind, office, outcome, reason,
                             received_at_ms, sealed, sig)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        Uuid::from_bytes(*content.subject.event_id().as_bytes()),
        Uuid::from_bytes(*content.stream.as_bytes()),
        content.seq.cast_signed(),
        sealed.hash.as_bytes().as_slice(),
        case.map(|case| Uuid::from_bytes(*case.as_bytes())),
        outcome.case_version().map(u32::cast_signed),
        opened.kind.cast_signed(),
        officer.map(|officer| officer.office.as_str()),
        outcome.word(),
        outcome.reason(),
        received_at_ms,
        kept,
        sealed.sig.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Encrypts an envelope for its row.
pub(crate) fn keep(
    keys: &Keys,
    randomness: &dyn domain::sources::Randomness,
    id: EventId,
    bytes: &[u8],
) -> Vec<u8> {
    keys.seal(randomness, id.as_bytes(), bytes)
}

pub(crate) fn open(keys: &Keys, id: EventId, kept: &[u8]) -> Result<Opened, StoreError> {
    let unreadable = StoreError::UnreadableEvent(id);
    let Ok(bytes) = keys.open(id.as_bytes(), kept) else { return Err(unreadable) };
    envelope::reread(&bytes).map_err(|_| unreadable)
}

pub(crate) fn hash_of(column: &[u8]) -> Result<EventHash, StoreError> {
    let bytes = column.try_into();
    let wrong = StoreError::InconsistentRow { table: "events", column: "hash" };
    bytes.map(EventHash::from_bytes).map_err(|_| wrong)
}
