//! The envelope's map, in primitives.

use domain::ids::ContentHash;
use domain::people::{Actor, Officer};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::Blob;
use crate::body::application::MediumV1;
use crate::conversion::{NoSuchValue, Writes};
use crate::envelope::{Base, Place, WireError};
use crate::ids::{EventHash, StreamId};

/// The envelope. It holds primitives alone, as the bodies do.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct EnvelopeV1<'b> {
    #[n(0)]
    pub(super) v: u16,
    #[n(1)]
    pub(super) id: ByteArray<16>,
    #[n(2)]
    pub(super) stream: ByteArray<16>,
    #[n(3)]
    pub(super) seq: u64,
    #[n(4)]
    pub(super) prev: ByteArray<32>,
    #[n(5)]
    pub(super) device: ByteArray<16>,
    #[n(6)]
    pub(super) actor: ActorV1,
    #[n(7)]
    pub(super) case: Option<ByteArray<16>>,
    #[n(8)]
    pub(super) base: Option<BaseV1>,
    #[n(9)]
    pub(super) edition: String,
    #[n(10)]
    pub(super) kind: u32,
    #[n(11)]
    pub(super) kind_version: u16,
    #[n(12)]
    pub(super) at: AtV1,
    #[b(13)]
    pub(super) body: RawItem<'b>,
    #[n(14)]
    pub(super) blobs: Option<Vec<BlobV1>>,
    /// A map with what later programs add for all kinds. It is signed, kept and not read.
    #[b(15)]
    pub(super) more: Option<RawItem<'b>>,
}

/// Who acts: an officer (0 to 2), an applicant (3), or, with no field, the registry.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ActorV1 {
    #[n(0)]
    account: Option<String>,
    #[n(1)]
    person: Option<String>,
    #[n(2)]
    office: Option<String>,
    #[n(3)]
    medium: Option<MediumV1>,
}

impl Writes<Actor> for ActorV1 {
    fn of(actor: &Actor) -> Self {
        let nobody = Self { account: None, person: None, office: None, medium: None };
        match actor {
            Actor::Officer(Officer { account, person, office }) => Self {
                account: Some(Writes::of(account)),
                person: Some(Writes::of(person)),
                office: Some(Writes::of(office)),
                medium: None,
            },
            Actor::Applicant { medium } => Self { medium: Some(Writes::of(medium)), ..nobody },
            Actor::Registry => nobody,
        }
    }

    fn read(self) -> Result<Actor, NoSuchValue> {
        match self {
            Self {
                account: Some(account),
                person: Some(person),
                office: Some(office),
                medium: None,
            } => Ok(Actor::Officer(Officer {
                account: account.read()?,
                person: person.read()?,
                office: office.read()?,
            })),
            Self { account: None, person: None, office: None, medium: Some(medium) } => {
                Ok(Actor::Applicant { medium: medium.read()? })
            }
            Self { account: None, person: None, office: None, medium: None } => Ok(Actor::Registry),
            Self { .. } => Err(NoSuchValue { what: "Actor" }),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct BaseV1 {
    #[n(0)]
    version: u32,
    #[n(1)]
    stream: Option<ByteArray<16>>,
    #[n(2)]
    seq: Option<u64>,
    #[n(3)]
    hash: Option<ByteArray<32>>,
}

impl BaseV1 {
    pub(super) fn of(base: &Base) -> Self {
        Self {
            version: base.version,
            stream: base.own.map(|own| (*own.stream.as_bytes()).into()),
            seq: base.own.map(|own| own.seq),
            hash: base.hash.map(|hash| (*hash.as_bytes()).into()),
        }
    }

    pub(super) fn read(self) -> Result<Base, WireError> {
        let own = match (self.stream, self.seq) {
            (Some(stream), Some(seq)) => {
                Some(Place { stream: StreamId::from_bytes(stream.into()), seq })
            }
            (None, None) => None,
            (Some(_), None) | (None, Some(_)) => return Err(WireError::NotAnEnvelope),
        };
        let hash = self.hash.map(|hash| EventHash::from_bytes(hash.into()));
        Ok(Base { version: self.version, own, hash })
    }
}

/// Milliseconds: the wall clock, the registry's last time, and how long ago that was.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct AtV1 {
    #[n(0)]
    pub(super) wall: i64,
    #[n(1)]
    pub(super) server: Option<i64>,
    #[n(2)]
    pub(super) since: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct BlobV1 {
    #[n(0)]
    pub(super) content: ByteArray<32>,
    #[n(1)]
    pub(super) size_bytes: u64,
    #[n(2)]
    pub(super) media: String,
}

/// An item of CBOR that is carried as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawItem<'b>(pub(super) &'b [u8]);

impl RawItem<'_> {
    /// Whether it is a map with something in it.
    pub(super) fn is_full_map(&self) -> bool {
        const EMPTY_MAP: u8 = 0xA0;
        self.0.first().is_some_and(|first| first >> 5 == 5 && *first != EMPTY_MAP)
    }
}

impl<C> Encode<C> for RawItem<'_> {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.writer_mut().write_all(self.0).map_err(minicbor::encode::Error::write)
    }
}

impl<'b, C> Decode<'b, C> for RawItem<'b> {
    fn decode(
        decoder: &mut minicbor::Decoder<'b>,
        _: &mut C,
    ) -> Result<Self, minicbor::decode::Error> {
        let from = decoder.position();
        decoder.skip()?;
        let raw = decoder.input().get(from..decoder.position());
        raw.map(Self).ok_or_else(minicbor::decode::Error::end_of_input)
    }
}

impl From<Blob> for BlobV1 {
    fn from(blob: Blob) -> Self {
        Self { content: Writes::of(&blob.content), size_bytes: blob.size_bytes, media: blob.media }
    }
}

impl From<BlobV1> for Blob {
    fn from(blob: BlobV1) -> Self {
        Self {
            content: ContentHash::from_bytes(blob.content.into()),
            size_bytes: blob.size_bytes,
            media: blob.media,
        }
    }
}
