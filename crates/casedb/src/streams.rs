//! Streams: who wrote which part of the log.

use domain::dates::Instant;
use domain::office_event::Fork;
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

/// Opens the first stream of this workstation.
///
/// # Errors
/// What SQLite can do, and where there is a stream already.
pub async fn open_own(conn: &mut Connection, stream: &Stream, now: Instant) -> Result<(), DbError> {
    put_own(conn, stream, None, now).await
}

/// Keeps a stream of this workstation, with where it left the one before it.
pub(crate) async fn put_own(
    conn: &mut Connection,
    stream: &Stream,
    fork: Option<Fork>,
    now: Instant,
) -> Result<(), DbError> {
    put(conn, stream, "own", fork, now).await
}

/// Notes a stream that somebody else writes, where it is not known yet, with the one that it left.
pub(crate) async fn meet(
    conn: &mut Connection,
    stream: &Stream,
    fork: Option<Fork>,
    at: Instant,
) -> Result<(), DbError> {
    if has_reached(conn, stream.id, Head::START).await? {
        return Ok(());
    }
    put(conn, stream, "other", fork, at).await
}

async fn put(
    conn: &mut Connection,
    stream: &Stream,
    origin: &str,
    fork: Option<Fork>,
    now: Instant,
) -> Result<(), DbError> {
    let (id, device) = (stream.id.as_bytes().as_slice(), stream.device.as_bytes().as_slice());
    let (public_key, now) = (stream.public_key.as_slice(), now.as_millis());
    let parent = fork.as_ref().map(|fork| fork.parent.as_bytes().as_slice());
    let fork_seq = fork.map(|fork| fork.seq.cast_signed());
    let fork_hash = fork.as_ref().map(|fork| fork.hash.as_bytes().as_slice());
    // Where nothing came before, the place is the first one, and the table refuses a second first.
    sqlx::query!(
        "insert into streams
             (id, device, public_key, origin, opened_at_ms, nth, parent, fork_seq, fork_hash)
         values (?1, ?2, ?3, ?4, ?5,
                 coalesce((select nth + 1 from streams where id = ?6), 1), ?6, ?7, ?8)",
        id,
        device,
        public_key,
        origin,
        now,
        parent,
        fork_seq,
        fork_hash
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
        "select id, device, public_key from streams where origin = 'own' order by nth desc limit 1"
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| read(&row.id, &row.device, &row.public_key)).transpose()
}

/// Returns where a stream left the one before it; `None` for a first one.
///
/// # Errors
/// What SQLite can do.
pub async fn fork_of(conn: &mut Connection, stream: StreamId) -> Result<Option<Fork>, DbError> {
    let id = stream.as_bytes().as_slice();
    let row = sqlx::query!("select parent, fork_seq, fork_hash from streams where id = ?", id)
        .fetch_optional(conn)
        .await?;
    let Some((parent, seq, hash)) =
        row.and_then(|row| Some((row.parent?, row.fork_seq?, row.fork_hash?)))
    else {
        return Ok(None);
    };
    let hash = EventHash::from_bytes(fixed(&hash, "streams", "fork_hash")?);
    Ok(Some(Fork {
        parent: StreamId::from_bytes(fixed(&parent, "streams", "parent")?),
        seq: seq.cast_unsigned(),
        hash,
    }))
}

/// Whether a stream has come as far as a head, by the same events.
///
/// # Errors
/// What SQLite can do.
pub async fn has_reached(
    conn: &mut Connection,
    stream: StreamId,
    head: Head,
) -> Result<bool, DbError> {
    let id = stream.as_bytes().as_slice();
    let is_known = sqlx::query_scalar!("select count(*) from streams where id = ?", id)
        .fetch_one(&mut *conn)
        .await?;
    if head == Head::START {
        return Ok(is_known > 0);
    }
    let (seq, hash) = (head.seq.cast_signed(), head.hash.as_bytes().as_slice());
    let found = sqlx::query_scalar!(
        "select count(*) from events where stream = ? and seq = ? and hash = ?",
        id,
        seq,
        hash
    )
    .fetch_one(conn)
    .await?;
    Ok(found > 0)
}

/// Returns every stream of this workstation, in the order of their opening.
///
/// # Errors
/// What SQLite can do.
pub async fn all_own(conn: &mut Connection) -> Result<Vec<Stream>, DbError> {
    let rows = sqlx::query!(
        "select id, device, public_key from streams where origin = 'own' order by nth"
    )
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

/// Returns the last event of a stream, or of those that it left, of which the registry has said something.
///
/// # Errors
/// What SQLite can do.
pub async fn last_answered(
    conn: &mut Connection,
    stream: StreamId,
) -> Result<Option<Place>, DbError> {
    for Place { stream, seq } in line(conn, stream).await? {
        let (id, until) = (stream.as_bytes().as_slice(), seq.cast_signed());
        let answered = sqlx::query_scalar!(
            "select seq from events where stream = ? and seq <= ? and ack_state <> 'pending'
             order by seq desc limit 1",
            id,
            until
        )
        .fetch_optional(&mut *conn)
        .await?;
        if let Some(seq) = answered {
            return Ok(Some(Place { stream, seq: seq.cast_unsigned() }));
        }
    }
    Ok(None)
}

/// A workstation's line: the stream and the ones that it left for it, newest first, each with the last event that
/// belongs to the line.
///
/// # Errors
/// What SQLite can do.
pub async fn line(conn: &mut Connection, stream: StreamId) -> Result<Vec<Place>, DbError> {
    let head = head(conn, stream).await?;
    let mut line = vec![Place { stream, seq: head.seq }];
    // A stream that names an older one of its line would go round for ever.
    while let Some(fork) = fork_of(conn, line[line.len() - 1].stream).await?
        && line.iter().all(|part| part.stream != fork.parent)
    {
        line.push(Place { stream: fork.parent, seq: fork.seq });
    }
    Ok(line)
}

fn read(id: &[u8], device: &[u8], public_key: &[u8]) -> Result<Stream, DbError> {
    Ok(Stream {
        id: StreamId::from_bytes(fixed(id, "streams", "id")?),
        device: DeviceId::from_bytes(fixed(device, "streams", "device")?),
        public_key: fixed(public_key, "streams", "public_key")?,
    })
}
