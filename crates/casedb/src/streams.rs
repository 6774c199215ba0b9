//! Streams: who wrote which part of the log.

use domain::dates::Instant;
use wire::chain::Head;
use wire::envelope::Place;
use wire::ids::{DeviceId, EventHash, StreamId};

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::fixed;

/// A stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    /// Its name.
    pub id: StreamId,
    /// The workstation that writes it.
    pub device: DeviceId,
    /// The workstation's public key (Ed25519).
    pub public_key: [u8; 32],
}

/// Opens a new stream of this workstation: at its first start, and after it was restored or cloned.
///
/// # Errors
/// What SQLite can do.
pub async fn open_own(conn: &mut Connection, stream: &Stream, now: Instant) -> Result<(), DbError> {
    let (id, device) = (stream.id.as_bytes().as_slice(), stream.device.as_bytes().as_slice());
    let (public_key, now) = (stream.public_key.as_slice(), now.as_millis());
    sqlx::query!(
        "insert into streams (id, device, public_key, origin, opened_at_ms) values (?, ?, ?, 'own', ?)",
        id,
        device,
        public_key,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns the stream that this workstation writes.
///
/// # Errors
/// What SQLite can do.
pub async fn own(conn: &mut Connection) -> Result<Option<Stream>, DbError> {
    let row = sqlx::query!(
        "select id, device, public_key from streams where origin = 'own'
         order by opened_at_ms desc limit 1"
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| read(&row.id, &row.device, &row.public_key)).transpose()
}

/// Returns every stream.
///
/// # Errors
/// What SQLite can do.
pub async fn all(conn: &mut Connection) -> Result<Vec<Stream>, DbError> {
    let rows = sqlx::query!("select id, device, public_key from streams order by opened_at_ms, id")
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| read(&row.id, &row.device, &row.public_key)).collect()
}

/// Returns the end of a stream.
///
/// # Errors
/// What SQLite can do.
pub async fn head(conn: &mut Connection, stream: StreamId) -> Result<Head, DbError> {
    let id = stream.as_bytes().as_slice();
    let row =
        sqlx::query!("select seq, hash from events where stream = ? order by seq desc limit 1", id)
            .fetch_optional(conn)
            .await?;
    let Some(row) = row else { return Ok(Head::START) };
    let hash = EventHash::from_bytes(fixed(&row.hash, "events", "hash")?);
    Ok(Head { seq: row.seq.cast_unsigned(), hash })
}

/// Returns the last event of a stream of which the registry has said something.
///
/// # Errors
/// What SQLite can do.
pub async fn last_answered(
    conn: &mut Connection,
    stream: StreamId,
) -> Result<Option<Place>, DbError> {
    let id = stream.as_bytes().as_slice();
    let seq = sqlx::query_scalar!(
        "select seq from events where stream = ? and ack_state <> 'pending' order by seq desc limit 1",
        id
    )
    .fetch_optional(conn)
    .await?;
    Ok(seq.map(|seq| Place { stream, seq: seq.cast_unsigned() }))
}

fn read(id: &[u8], device: &[u8], public_key: &[u8]) -> Result<Stream, DbError> {
    Ok(Stream {
        id: StreamId::from_bytes(fixed(id, "streams", "id")?),
        device: DeviceId::from_bytes(fixed(device, "streams", "device")?),
        public_key: fixed(public_key, "streams", "public_key")?,
    })
}
