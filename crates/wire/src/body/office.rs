//! The bodies of events that are about no case. Their kinds have the numbers from 200.

use domain::office_event::{Fork, OfficeFact};
use minicbor::bytes::ByteArray;

use super::{BodyError, Written, to_bytes};
use crate::ids::{EventHash, StreamId};

const STREAM_OPENED: u32 = 200;

/// The stream that is left, and the last event of it that was there.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(map)]
struct StreamOpenedV1 {
    #[n(0)]
    parent: ByteArray<16>,
    #[n(1)]
    seq: u64,
    #[n(2)]
    hash: ByteArray<32>,
}

/// Writes a fact; a kind that this version cannot write is given back.
pub(crate) fn write(fact: OfficeFact) -> Result<Written, u32> {
    match fact {
        OfficeFact::StreamOpened { fork: Fork { parent, seq, hash } } => {
            let parent = (*parent.as_bytes()).into();
            let body = StreamOpenedV1 { parent, seq, hash: (*hash.as_bytes()).into() };
            Ok(Written { kind: STREAM_OPENED, version: 1, bytes: to_bytes(&body) })
        }
        OfficeFact::Unknown { kind } => Err(kind),
    }
}

/// Reads a body; a kind or version that this program does not know is carried along.
pub(crate) fn read(kind: u32, version: u16, bytes: &[u8]) -> Result<OfficeFact, BodyError> {
    let (STREAM_OPENED, 1) = (kind, version) else { return Ok(OfficeFact::Unknown { kind }) };
    let body: StreamOpenedV1 = minicbor::decode(bytes).map_err(|_| BodyError::Shape)?;
    if to_bytes(&body) != bytes {
        return Err(BodyError::Shape);
    }
    let (parent, hash) = (body.parent.into(), body.hash.into());
    let parent = StreamId::from_bytes(parent);
    let fork = Fork { parent, seq: body.seq, hash: EventHash::from_bytes(hash) };
    Ok(OfficeFact::StreamOpened { fork })
}
