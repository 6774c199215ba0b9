//! What can happen at an office and to no case of it.

use crate::catalogue::EditionId;
use crate::dates::Instant;
use crate::ids::{EventHash, EventId, StreamId};
use crate::people::Officer;

/// Something that happened at an office, once and for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeEvent {
    /// Its own id.
    pub id: EventId,
    /// The workstation's clock when it happened.
    pub at: Instant,
    /// The officer who sat there; the office is theirs.
    pub by: Officer,
    /// The catalogue that applied.
    pub edition: EditionId,
    /// What happened.
    pub fact: OfficeFact,
}

/// What an office's event says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeFact {
    /// The workstation goes on in a new stream, since its database was restored or copied. It is the first event there.
    StreamOpened {
        /// Where the new stream leaves the old one.
        fork: Fork,
    },
    /// A kind that this version doesn't know. It is carried along.
    Unknown {
        /// The kind's number on the wire.
        kind: u32,
    },
}

impl OfficeFact {
    /// The fact's name in screens and reports, in the manner of code.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::StreamOpened { .. } => "streamOpened",
            Self::Unknown { .. } => "unknown",
        }
    }
}

/// The event of a stream after which another stream goes on in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fork {
    /// The stream that is left.
    pub parent: StreamId,
    /// The last event of it that the workstation had; 0 where it had none.
    pub seq: u64,
    /// That event's hash, or [`EventHash::START`].
    pub hash: EventHash,
}
