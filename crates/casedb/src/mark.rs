//! The mark: how far a workstation's own log had come, kept outside its data folder.
//!
//! Whoever puts an older copy of the folder back takes the database back in time, and nothing inside it can tell.
//! The mark can: it lies with the user of the machine, under the workstation's name, wherever the folder is. A
//! database that has not come as far as its mark goes on in a new stream and above the mark's numbers.
//!
//! It is written after each commit that changes it. A crash between the two leaves it behind, which harms nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wire::chain::Head;
use wire::ids::{DeviceId, EventHash, StreamId};

use crate::db::Connection;
use crate::error::DbError;
use crate::key::{hex, unhex};
use crate::numbers::{self, BlockId};
use crate::streams;

mod keeper;

pub use keeper::{Found, MarkFault, MarkKeeper};

const FORMAT: u32 = 1;
const CHECKED_FOR: &[u8] = b"parvaneh/1 mark";

/// How far a workstation's own log had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The workstation.
    pub device: DeviceId,
    /// The stream that it wrote.
    pub stream: StreamId,
    /// The end of that stream.
    pub head: Head,
    /// The last number of each block that was used.
    pub numbers: BTreeMap<BlockId, u64>,
}

/// How a database stands to the marks that were found of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has come as far as they say, or further.
    Reached,
    /// It has not: it is an older copy.
    Older,
    /// There is no mark, and it has events of its own: nobody here can tell.
    Unknown,
}

impl Mark {
    /// The mark of a database as it stands; `None` where it has no stream of its own.
    ///
    /// # Errors
    /// What SQLite can do.
    pub async fn of(conn: &mut Connection) -> Result<Option<Self>, DbError> {
        let Some(stream) = streams::own(conn).await? else { return Ok(None) };
        Ok(Some(Self {
            device: stream.device,
            stream: stream.id,
            head: streams::head(conn, stream.id).await?,
            numbers: numbers::last_used(conn).await?,
        }))
    }

    /// Whether a database has come as far as this mark, by the same events. Of a stream that its line has left
    /// it has left for good what it does not know, and is held to the numbers alone.
    async fn is_reached(&self, conn: &mut Connection) -> Result<bool, DbError> {
        let used = numbers::last_used(conn).await?;
        let is_used = |(block, serial)| used.get(block).is_some_and(|last| last >= serial);
        if !self.numbers.iter().all(is_used) {
            return Ok(false);
        }
        let open = streams::own(conn).await?;
        let is_open = open.is_some_and(|open| open.id == self.stream);
        let head = if is_open { self.head } else { Head::START };
        streams::has_reached(conn, self.stream, head).await
    }

    /// Writes the mark down.
    ///
    /// # Errors
    /// Never for what a mark can hold.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let numbers = self.numbers.iter().map(|(block, serial)| (hex(block), *serial)).collect();
        let mark = Written {
            format: FORMAT,
            device: self.device.to_string(),
            stream: self.stream.to_string(),
            seq: self.head.seq,
            hash: self.head.hash.to_string(),
            numbers,
        };
        let check = mark.check()?;
        serde_json::to_vec(&Checked { mark, check })
    }

    /// Reads a mark of a workstation; `None` for what is damaged, or of a later form.
    pub fn from_bytes(device: DeviceId, bytes: &[u8]) -> Option<Self> {
        let Checked { mark, check } = serde_json::from_slice(bytes).ok()?;
        if mark.check().ok()? != check || mark.format != FORMAT || mark.device != device.to_string()
        {
            return None;
        }
        let numbers = mark.numbers.iter().map(|(block, serial)| Some((bytes_of(block)?, *serial)));
        Some(Self {
            device,
            stream: StreamId::from_bytes(bytes_of(&mark.stream)?),
            head: Head { seq: mark.seq, hash: EventHash::from_bytes(bytes_of(&mark.hash)?) },
            numbers: numbers.collect::<Option<_>>()?,
        })
    }
}

/// Says how a database stands to the marks that were found of it, wherever each of them lay.
///
/// # Errors
/// What SQLite can do.
pub async fn standing(conn: &mut Connection, marks: &[Mark]) -> Result<Standing, DbError> {
    for mark in marks {
        if !mark.is_reached(conn).await? {
            return Ok(Standing::Older);
        }
    }
    if !marks.is_empty() {
        return Ok(Standing::Reached);
    }
    let begun = match streams::own(conn).await? {
        Some(stream) => streams::head(conn, stream.id).await? != Head::START,
        None => false,
    };
    Ok(if begun { Standing::Unknown } else { Standing::Reached })
}

#[derive(Serialize, Deserialize)]
struct Checked {
    mark: Written,
    check: String,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    device: String,
    stream: String,
    seq: u64,
    hash: String,
    numbers: BTreeMap<String, u64>,
}

impl Written {
    /// Tells a damaged mark from a whole one. It keeps nobody from writing another.
    fn check(&self) -> Result<String, serde_json::Error> {
        let mut check = Sha256::new_with_prefix(CHECKED_FOR);
        check.update(serde_json::to_vec(self)?);
        Ok(hex(&check.finalize()))
    }
}

fn bytes_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    unhex(text)?.try_into().ok()
}
