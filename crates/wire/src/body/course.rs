//! Turns in the course of a case.

use domain::event::{Event, Stands};
use domain::ids::EventId;
use minicbor::bytes::{ByteArray, ByteVec};

use super::application::MediumV1;
use super::body;
use super::plan::PathV1;
use crate::conversion::{NoSuchValue, Writes};
use crate::envelope::ActorV1;

body! {
    /// Another office of the same kind.
    TransferredV1 is Transferred {
        0 to: String,
        1 reason: String,
    }
}

body! {
    /// The applicant gave up.
    WithdrawnV1 is Withdrawn {
        0 reason: String,
        1 medium: MediumV1,
        2 on: i32,
    }
}

body! {
    /// More time.
    DeadlineExtendedV1 is DeadlineExtended {
        0 days: u16,
        1 reason: String,
    }
}

body! {
    /// A contradiction.
    DisputeOpenedV1 is DisputeOpened {
        0 rival: RivalV1,
        1 standing: Option<ByteArray<16>>,
        2 path: Option<PathV1>,
    }
}

body! {
    /// Its end.
    DisputeResolvedV1 is DisputeResolved {
        0 stands: Option<ByteArray<16>>,
        1 reason: String,
    }
}

/// The decision that contradicts: what its own envelope says of it, without its place in a stream.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(map)]
pub(crate) struct RivalV1 {
    #[n(0)]
    id: ByteArray<16>,
    #[n(1)]
    case: ByteArray<16>,
    #[n(2)]
    at: i64,
    #[n(3)]
    actor: ActorV1,
    #[n(4)]
    edition: String,
    #[n(5)]
    kind: u32,
    #[n(6)]
    kind_version: u16,
    #[n(7)]
    body: ByteVec,
}

impl Writes<Event> for RivalV1 {
    fn of(event: &Event) -> Self {
        let (kind, kind_version, bytes) = match super::write(&event.fact) {
            Ok(written) => (written.kind, written.version, written.bytes),
            Err(kind) => (kind, 0, Vec::new()),
        };
        Self {
            id: Writes::of(&event.id),
            case: Writes::of(&event.case),
            at: Writes::of(&event.at),
            actor: Writes::of(&event.actor),
            edition: Writes::of(&event.edition),
            kind,
            kind_version,
            body: bytes.into(),
        }
    }

    fn read(self) -> Result<Event, NoSuchValue> {
        let fact = super::read(self.kind, self.kind_version, &self.body);
        Ok(Event {
            id: self.id.read()?,
            case: self.case.read()?,
            at: self.at.read()?,
            actor: self.actor.read()?,
            edition: self.edition.read()?,
            fact: fact.map_err(|_| NoSuchValue { what: "Event" })?,
        })
    }
}

/// The event that stands; none where the review begins again.
impl Writes<Stands> for Option<ByteArray<16>> {
    fn of(stands: &Stands) -> Self {
        match stands {
            Stands::Event(event) => Some(Writes::of(event)),
            Stands::Anew => None,
        }
    }

    fn read(self) -> Result<Stands, NoSuchValue> {
        let event: Option<EventId> = Writes::read(self)?;
        Ok(event.map_or(Stands::Anew, Stands::Event))
    }
}
