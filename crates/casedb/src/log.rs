//! The log: events as they were signed, and cases as the fold of them.
//!
//! [`append`](append::append) is the only way in. It gives each event its place in the stream, has it
//! sealed, and brings the projections along, all in the caller's transaction.

pub mod append;
mod foreign;
mod history;
pub mod received;

pub use foreign::verify_foreign;
pub(crate) use history::fold;
pub use history::{History, case_events, events_seen_by, history, load_case};

use std::collections::BTreeMap;

use domain::case::Case;
use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::event::Event;
use domain::ids::EventId;
use domain::office_event::Fork;
use ed25519_dalek::VerifyingKey;
use wire::chain::{BreakKind, BrokenChain, ChainVerifier, Head, Link};
use wire::envelope::WireError;
use wire::ids::{EventHash, StreamId};

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::{fixed, number};
use crate::streams;

/// How many events are read at a time.
const PAGE: i64 = 500;

/// An event of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEvent {
    /// What it says.
    pub event: Event,
    /// Its stream.
    pub stream: StreamId,
    /// Its place there.
    pub seq: u64,
    /// Its hash.
    pub hash: EventHash,
    /// The version of the case with it, where the registry has settled it.
    pub settled: Option<u32>,
}

/// A case with what its fold alone does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folded {
    pub(crate) case: Case,
    /// Which office made what when: the subjects of its documents are among these.
    pub(crate) made: BTreeMap<EventId, (OfficeId, Instant)>,
    /// When something last happened.
    pub(crate) changed_at: Instant,
    /// The hash of the last event.
    pub(crate) last_hash: EventHash,
    /// How many of its events the registry has settled; they come before all others.
    pub(crate) settled: u32,
    /// Something of it is missing, cannot be read or contradicts the rest: it can be read and not changed.
    pub(crate) read_only: bool,
}

impl Folded {
    pub(crate) fn take(
        before: Option<Self>,
        event: &Event,
        hash: EventHash,
    ) -> Result<Self, domain::case::Refusal> {
        let mut folded = match before {
            None => Self {
                case: Case::open(event)?,
                made: BTreeMap::new(),
                changed_at: event.at,
                last_hash: hash,
                settled: 0,
                read_only: false,
            },
            Some(before) => Self { case: before.case.apply(event)?, ..before },
        };
        if let Some(office) = event.actor.office() {
            folded.made.insert(event.id, (office.clone(), event.at));
        }
        folded.changed_at = event.at;
        folded.last_hash = hash;
        Ok(folded)
    }

    fn settled_up_to(self, settled: Option<u32>) -> Self {
        Self { settled: settled.unwrap_or(self.settled), ..self }
    }
}

/// Returns how many events wait for the registry.
///
/// # Errors
/// What SQLite can do.
pub async fn outbox(conn: &mut Connection) -> Result<u32, DbError> {
    let count = sqlx::query_scalar!("select count(*) from events where ack_state = 'pending'")
        .fetch_one(conn)
        .await?;
    number(count, "events", "ack_state")
}

/// Returns when the newest event of the log happened, by the clock of whoever made it.
///
/// # Errors
/// What SQLite can do.
pub async fn last_at(conn: &mut Connection) -> Result<Option<Instant>, DbError> {
    let last = sqlx::query_scalar!("select at_ms from events order by position desc limit 1")
        .fetch_optional(conn)
        .await?;
    Ok(last.map(Instant::from_millis))
}

/// Where the log is broken.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// A link does not hold.
    #[error("stream {stream}: {broken}")]
    Broken {
        /// The stream.
        stream: StreamId,
        /// Where and why.
        broken: BrokenChain,
    },
    /// A stream names as its beginning what is no event of the stream before it.
    #[error("stream {stream} names event {} of {}, which is not there or not signed", .fork.seq, .fork.parent)]
    BrokenFork {
        /// The stream.
        stream: StreamId,
        /// What it names.
        fork: Fork,
    },
    /// An event of another workstation is not what the registry's certificates let it be.
    #[error(
        "event {event} of another workstation is not signed by a device that the registry certifies"
    )]
    Foreign {
        /// The event.
        event: EventId,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A stream whose every signature and link holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// The stream.
    pub stream: StreamId,
    /// Its end.
    pub head: Head,
    /// Where it left the stream before it.
    pub fork: Option<Fork>,
}

impl From<sqlx::Error> for AuditError {
    fn from(error: sqlx::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Checks every signature and every link of this workstation's streams, and that each forked from one of them.
///
/// # Errors
/// The first broken link.
pub async fn verify_chain(conn: &mut Connection) -> Result<Vec<Chain>, AuditError> {
    let mut chains = Vec::new();
    for stream in streams::all_own(conn).await? {
        let broken = |broken| AuditError::Broken { stream: stream.id, broken };
        let key = VerifyingKey::from_bytes(&stream.public_key).map_err(|_| {
            broken(BrokenChain { seq: 0, why: BreakKind::Event(WireError::BadSignature) })
        })?;
        let mut verifier = ChainVerifier::new(stream.id, stream.device, &key);
        let mut named = None;
        loop {
            let id = stream.id.as_bytes().as_slice();
            let after = verifier.head().seq.cast_signed();
            let rows = sqlx::query!(
                "select raw, sig, hash from events where stream = ? and seq > ? order by seq limit ?",
                id,
                after,
                PAGE
            )
            .fetch_all(&mut *conn)
            .await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let sig = fixed(&row.sig, "events", "sig")?;
                let hash = EventHash::from_bytes(fixed(&row.hash, "events", "hash")?);
                let opened = verifier.next(Link { bytes: &row.raw, sig: &sig, hash });
                let content = opened.map_err(broken)?.content;
                if content.seq == 1 {
                    named = content.subject.fork();
                }
            }
        }
        let fork = streams::fork_of(conn, stream.id).await?;
        if let Some(fork) = fork.or(named) {
            let at = Head { seq: fork.seq, hash: fork.hash };
            if named != Some(fork) || !streams::has_reached(conn, fork.parent, at).await? {
                return Err(AuditError::BrokenFork { stream: stream.id, fork });
            }
        }
        chains.push(Chain { stream: stream.id, head: verifier.head(), fork });
    }
    Ok(chains)
}
