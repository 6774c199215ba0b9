//! The envelope: who did what to which case, where in which stream, and the bytes that are signed.
//!
//! ```text
//! sig  = Ed25519("casefeed/1/event" 00 || bytes)
//! hash = SHA-256("casefeed/1/hash" 00 || bytes || sig)      the next event's `prev`
//! ```
//!
//! The bytes are a map with the keys 0 to 15 of `map::EnvelopeV1`, `body` being a map of its own. They are
//! stored and sent as they were signed and never encoded again. Key 15 is for what later programs add; this one
//! carries it unread.

mod map;

use domain::dates::Instant;
use domain::event::{Event, Fact};
use domain::ids::{CaseId, ContentHash, EventId};
use domain::office_event::{Fork, OfficeEvent, OfficeFact};
use domain::people::{Actor, Officer};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::body::{self, BodyError, office};
use crate::canonical::{MAX_BYTES, NotCanonical, check_canonical};
use crate::conversion::{NoSuchValue, Writes};
use crate::ids::{DeviceId, EventHash, StreamId};
pub(crate) use map::ActorV1;
use map::{AtV1, BaseV1, BlobV1, EnvelopeV1, RawItem};

const SIGNED_AS: &[u8] = b"casefeed/1/event\0";
const HASHED_AS: &[u8] = b"casefeed/1/hash\0";

/// An event with its place in a stream, before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsealed {
    /// The stream.
    pub stream: StreamId,
    /// Its place there, from 1, without gaps.
    pub seq: u64,
    /// The hash of the event before it, or [`EventHash::START`].
    pub prev: EventHash,
    /// The workstation.
    pub device: DeviceId,
    /// How far the workstation's clock can be trusted.
    pub server_time: Option<ServerTime>,
    /// What happened, and to what.
    pub subject: Subject,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A case.
    Case {
        /// What its author had seen of the case.
        base: Base,
        /// What happened to it.
        event: Box<Event>,
    },
    /// The office itself.
    Office(OfficeEvent),
}

impl Subject {
    /// The event's id.
    pub fn event_id(&self) -> EventId {
        match self {
            Self::Case { event, .. } => event.id,
            Self::Office(event) => event.id,
        }
    }

    /// When it happened, by the clock of the workstation.
    pub fn at(&self) -> Instant {
        match self {
            Self::Case { event, .. } => event.at,
            Self::Office(event) => event.at,
        }
    }

    /// The officer who acted; none where the applicant or the registry did.
    pub fn officer(&self) -> Option<&Officer> {
        match self {
            Self::Case { event, .. } => event.actor.officer(),
            Self::Office(event) => Some(&event.by),
        }
    }

    /// The case; none where the event is an office's.
    pub fn case(&self) -> Option<CaseId> {
        self.of_case().map(|(_, event)| event.case)
    }

    /// Where the workstation left its old stream, if the event opens a new one.
    pub const fn fork(&self) -> Option<Fork> {
        match self {
            Self::Office(OfficeEvent { fact: OfficeFact::StreamOpened { fork }, .. }) => {
                Some(*fork)
            }
            Self::Office(_) | Self::Case { .. } => None,
        }
    }

    /// The event of a case with what its author had seen; `None` for an office's.
    pub fn into_case(self) -> Option<(Base, Event)> {
        match self {
            Self::Case { base, event } => Some((base, *event)),
            Self::Office(_) => None,
        }
    }

    /// The same, lent.
    pub fn of_case(&self) -> Option<(&Base, &Event)> {
        match self {
            Self::Case { base, event } => Some((base, event)),
            Self::Office(_) => None,
        }
    }
}

/// What the author of an event had seen of its case: the events that the registry had settled up to `version`, and
/// after them those of the author's own line that come after `own`. Anybody who has both can compute it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// The last version settled by the registry that the workstation had applied; 0 before the first.
    pub version: u32,
    /// The last event of the workstation's line, of whichever case, whose verdict it had applied.
    pub own: Option<Place>,
    /// The hash of the last event that was seen; absent for a first event.
    pub hash: Option<EventHash>,
}

impl Base {
    /// Of the first event of a case, by a workstation that has no verdict yet.
    pub const NOTHING: Self = Self { version: 0, own: None, hash: None };
}

/// An event's place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The stream.
    pub stream: StreamId,
    /// The place there, from 1.
    pub seq: u64,
}

/// The last time that the registry signed, and how long ago that was by a clock that nobody sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerTime {
    /// Milliseconds since 1970, by the registry.
    pub last_ms: i64,
    /// Milliseconds since then, by the workstation's monotonic clock.
    pub since_ms: u64,
}

/// A signed event: the bytes that are kept and sent, and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The envelope.
    pub bytes: Vec<u8>,
    /// The signature over it.
    pub sig: [u8; 64],
    /// The hash over both.
    pub hash: EventHash,
}

/// An event as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What the envelope says. The fact of a kind that this version does not know is [`Fact::Unknown`].
    pub content: Unsealed,
    /// The kind's number.
    pub kind: u32,
    /// The version of its body.
    pub kind_version: u16,
    /// The files that belong to it.
    pub blobs: Vec<Blob>,
    /// What a later program added beside the body, unread.
    pub more: Option<Vec<u8>>,
}

/// A file that belongs to an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its name everywhere.
    pub content: ContentHash,
    /// How many bytes it has.
    pub size_bytes: u64,
    /// What it is, as on the web.
    pub media: String,
}

/// Why an event cannot be sealed or is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// The bytes have a second spelling, or are too big.
    #[error("the event is not canonical: {0}")]
    NotCanonical(#[from] NotCanonical),
    /// The bytes are no envelope of this protocol.
    #[error("the bytes are no envelope")]
    NotAnEnvelope,
    /// An envelope of another version of the protocol.
    #[error("the envelope is of protocol version {0}, not 1")]
    OtherProtocol(u16),
    /// The body does not have the shape of its kind.
    #[error("the body of kind {kind} does not have its shape")]
    BadBody {
        /// The kind.
        kind: u32,
    },
    /// The files named beside the body are not those in it.
    #[error("the files named beside the body of kind {kind} are not those in it")]
    OtherBlobs {
        /// The kind.
        kind: u32,
    },
    /// A value that the rules do not know.
    #[error(transparent)]
    NoSuchValue(#[from] NoSuchValue),
    /// The signature is not by this key over these bytes.
    #[error("the signature does not fit")]
    BadSignature,
    /// An event of an unknown kind is carried along, never made.
    #[error("an event of unknown kind {0} cannot be sealed")]
    UnknownKind(u32),
}

/// Writes and signs an event.
///
/// # Errors
/// An unknown kind, or an event of more than 64 KiB.
pub fn seal(unsealed: &Unsealed, key: &SigningKey) -> Result<Sealed, WireError> {
    let bytes = encode(unsealed)?;
    let sig = key.sign(&signed_message(&bytes)).to_bytes();
    let hash = hash(&bytes, &sig);
    Ok(Sealed { bytes, sig, hash })
}

/// Checks the signature and reads the event.
///
/// # Errors
/// Whatever is not exactly one envelope in its one spelling, signed by this key.
pub fn open(bytes: &[u8], sig: &[u8; 64], key: &VerifyingKey) -> Result<Opened, WireError> {
    if bytes.len() > MAX_BYTES {
        return Err(NotCanonical::TooLong.into());
    }
    key.verify_strict(&signed_message(bytes), &Signature::from_bytes(sig))
        .map_err(|_| WireError::BadSignature)?;
    decode(bytes)
}

/// Returns the hash of a sealed event.
pub fn hash(bytes: &[u8], sig: &[u8; 64]) -> EventHash {
    let mut hasher = Sha256::new();
    hasher.update(HASHED_AS);
    hasher.update(bytes);
    hasher.update(sig);
    EventHash::from_bytes(hasher.finalize().into())
}

/// Reads an event whose signature was checked when it was stored.
///
/// # Errors
/// Whatever is not exactly one envelope in its one spelling.
pub fn decode(bytes: &[u8]) -> Result<Opened, WireError> {
    check_canonical(bytes)?;
    let envelope = parsed(bytes)?;
    // The decoder passes over keys that it does not know, and takes an empty list for an absent one.
    let has_empty = envelope.blobs.as_ref().is_some_and(Vec::is_empty)
        || envelope.more.is_some_and(|more| !more.is_full_map());
    if body::to_bytes(&envelope) != bytes || has_empty {
        return Err(WireError::NotAnEnvelope);
    }
    opened(envelope)
}

/// Reads an event again from where nobody can have changed it since [`open`] or [`decode`] read it, such as from
/// under a seal: its spelling, which takes half of the time, is not looked at a second time.
///
/// # Errors
/// Whatever has not the shape of an envelope.
pub fn reread(bytes: &[u8]) -> Result<Opened, WireError> {
    opened(parsed(bytes)?)
}

fn parsed(bytes: &[u8]) -> Result<EnvelopeV1<'_>, WireError> {
    let envelope: EnvelopeV1<'_> = minicbor::decode(bytes).map_err(|_| WireError::NotAnEnvelope)?;
    if envelope.v != 1 {
        return Err(WireError::OtherProtocol(envelope.v));
    }
    Ok(envelope)
}

fn opened(envelope: EnvelopeV1<'_>) -> Result<Opened, WireError> {
    let server_time = match (envelope.at.server, envelope.at.since) {
        (Some(last_ms), Some(since_ms)) => Some(ServerTime { last_ms, since_ms }),
        (None, None) => None,
        _ => return Err(WireError::NotAnEnvelope),
    };
    let EnvelopeV1 { kind, kind_version, .. } = envelope;
    let body_error = |error| match error {
        BodyError::Shape => WireError::BadBody { kind },
        BodyError::Value(value) => WireError::NoSuchValue(value),
    };
    let blobs: Vec<Blob> = envelope.blobs.into_iter().flatten().map(Blob::from).collect();
    let id = EventId::from_bytes(envelope.id.into());
    let (at, actor, edition) =
        (envelope.at.wall.read()?, envelope.actor.read()?, envelope.edition.read()?);
    let (subject, files) = match (envelope.case, envelope.base) {
        (Some(case), Some(base)) => {
            let fact = body::read(kind, kind_version, envelope.body.0).map_err(body_error)?;
            let files = (!matches!(fact, Fact::Unknown { .. })).then(|| blobs_of(&fact));
            let event =
                Event { id, case: CaseId::from_bytes(case.into()), at, actor, edition, fact };
            (Subject::Case { base: base.read()?, event: Box::new(event) }, files)
        }
        (None, None) => {
            let fact = office::read(kind, kind_version, envelope.body.0).map_err(body_error)?;
            let Actor::Officer(by) = actor else { return Err(WireError::NotAnEnvelope) };
            let files = (!matches!(fact, OfficeFact::Unknown { .. })).then(Vec::new);
            (Subject::Office(OfficeEvent { id, at, by, edition, fact }), files)
        }
        (Some(_), None) | (None, Some(_)) => return Err(WireError::NotAnEnvelope),
    };
    if files.is_some_and(|files| files != blobs) {
        return Err(WireError::OtherBlobs { kind });
    }
    let content = Unsealed {
        stream: StreamId::from_bytes(envelope.stream.into()),
        seq: envelope.seq,
        prev: EventHash::from_bytes(envelope.prev.into()),
        device: DeviceId::from_bytes(envelope.device.into()),
        server_time,
        subject,
    };
    let more = envelope.more.map(|more| more.0.to_vec());
    Ok(Opened { content, kind, kind_version, blobs, more })
}

fn encode(unsealed: &Unsealed) -> Result<Vec<u8>, WireError> {
    let (written, case, base, files) = match &unsealed.subject {
        Subject::Case { base, event } => {
            let written = body::write(&event.fact);
            (written, Some(Writes::of(&event.case)), Some(BaseV1::of(base)), blobs_of(&event.fact))
        }
        Subject::Office(event) => (office::write(event.fact), None, None, Vec::new()),
    };
    let written = written.map_err(WireError::UnknownKind)?;
    let (id, at, actor, edition) = match &unsealed.subject {
        Subject::Case { event, .. } => {
            (&event.id, &event.at, ActorV1::of(&event.actor), &event.edition)
        }
        Subject::Office(OfficeEvent { id, at, by, edition, .. }) => {
            (id, at, ActorV1::of(&Actor::from(by.clone())), edition)
        }
    };
    let blobs: Vec<BlobV1> = files.into_iter().map(BlobV1::from).collect();
    let envelope = EnvelopeV1 {
        v: 1,
        id: Writes::of(id),
        stream: (*unsealed.stream.as_bytes()).into(),
        seq: unsealed.seq,
        prev: (*unsealed.prev.as_bytes()).into(),
        device: (*unsealed.device.as_bytes()).into(),
        actor,
        case,
        base,
        edition: Writes::of(edition),
        kind: written.kind,
        kind_version: written.version,
        at: AtV1 {
            wall: Writes::of(at),
            server: unsealed.server_time.map(|time| time.last_ms),
            since: unsealed.server_time.map(|time| time.since_ms),
        },
        body: RawItem(&written.bytes),
        blobs: if blobs.is_empty() { None } else { Some(blobs) },
        more: None,
    };
    let bytes = body::to_bytes(&envelope);
    check_canonical(&bytes)?;
    Ok(bytes)
}

fn signed_message(bytes: &[u8]) -> Vec<u8> {
    [SIGNED_AS, bytes].concat()
}

fn blobs_of(fact: &Fact) -> Vec<Blob> {
    body::attachments(fact)
        .iter()
        .map(|attachment| Blob {
            content: attachment.content,
            size_bytes: attachment.size_bytes,
            media: attachment.media.as_str().to_owned(),
        })
        .collect()
}
