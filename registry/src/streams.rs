//! Streams: logs with one writer each. A server opens its own when it starts.

use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::office_event::Fork;
use domain::sources::Randomness;
use ed25519_dalek::VerifyingKey;
use sqlx::PgConnection;
use uuid::Uuid;
use wire::chain::Head;
use wire::envelope::{Place, Sealed, Unsealed};
use wire::ids::{DeviceId, EventHash, StreamId};

use crate::error::StoreError;
use crate::events::hash_of;
use crate::keys::Keys;

/// A stream with its writer, locked until the transaction ends.
#[derive(Debug, Clone)]
pub struct Stream {
    /// Its name.
    pub id: StreamId,
    /// The workstation, or the registry itself.
    pub device: DeviceId,
    /// The office that the workstation is enrolled for; the registry's own has none.
    pub office: Option<OfficeId>,
    /// What the writer signs with.
    pub key: VerifyingKey,
    /// Its end.
    pub head: Head,
    /// Whether more may be written.
    pub writer: Writer,
}

/// Whether a writer may still write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// It may.
    Active,
    /// The device was revoked: what comes is kept and not applied.
    Revoked,
    /// Two logs claimed the same place: nothing more is taken.
    Frozen,
}

/// Opens a stream of the registry itself; its device is entered where it is not there yet.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn open_own(
    conn: &mut PgConnection,
    keys: &Keys,
    randomness: &dyn Randomness,
    now: Instant,
) -> Result<StreamId, StoreError> {
    let key = keys.signing().verifying_key();
    let device = randomness.identifier(now);
    sqlx::query!(
        "insert into devices (id, office, public_key, state, enrolled_at_ms)
         values ($1, null, $2, 'active', $3) on conflict (public_key) do nothing",
        Uuid::from_bytes(device),
        key.as_bytes().as_slice(),
        now.as_millis()
    )
    .execute(&mut *conn)
    .await?;
    let row =
        sqlx::query!("select id from devices where public_key = $1", key.as_bytes().as_slice());
    let device = DeviceId::from_bytes(row.fetch_one(&mut *conn).await?.id.into_bytes());
    open(conn, randomness, device, now).await
}

/// Enters the workstation of an office; `false` where its key is entered already.
pub(crate) async fn enter_device(
    conn: &mut PgConnection,
    device: DeviceId,
    office: &OfficeId,
    key: &VerifyingKey,
    (label, now): (&str, Instant),
) -> Result<bool, StoreError> {
    let entered = sqlx::query!(
        "insert into devices (id, office, public_key, state, enrolled_at_ms, label)
         values ($1, $2, $3, 'active', $4, $5) on conflict (public_key) do nothing",
        Uuid::from_bytes(*device.as_bytes()),
        office.as_str(),
        key.as_bytes().as_slice(),
        now.as_millis(),
        label
    );
    Ok(entered.execute(conn).await?.rows_affected() == 1)
}

/// Opens a new stream for a device.
pub(crate) async fn open(
    conn: &mut PgConnection,
    randomness: &dyn Randomness,
    device: DeviceId,
    now: Instant,
) -> Result<StreamId, StoreError> {
    let stream = randomness.identifier(now);
    sqlx::query!(
        "insert into streams (id, device, head_seq, head_hash, state) values ($1, $2, 0, $3, 'open')",
        Uuid::from_bytes(stream),
        Uuid::from_bytes(*device.as_bytes()),
        EventHash::START.as_bytes().as_slice()
    )
    .execute(conn)
    .await?;
    Ok(StreamId::from_bytes(stream))
}

/// Opens the stream in which a workstation goes on after its database was restored or copied.
pub(crate) async fn open_after(
    conn: &mut PgConnection,
    id: StreamId,
    device: DeviceId,
    fork: &Fork,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into streams (id, device, head_seq, head_hash, state, parent, fork_seq)
         values ($1, $2, 0, $3, 'open', $4, $5)",
        Uuid::from_bytes(*id.as_bytes()),
        Uuid::from_bytes(*device.as_bytes()),
        EventHash::START.as_bytes().as_slice(),
        Uuid::from_bytes(*fork.parent.as_bytes()),
        fork.seq.cast_signed()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A workstation's line: the stream and the ones that it left for it, newest first, each with the last event that
/// belongs to the line.
pub(crate) async fn line(conn: &mut PgConnection, id: StreamId) -> Result<Vec<Place>, StoreError> {
    let rows = sqlx::query!(
        r#"with recursive line as (
               select id, head_seq as last, parent, fork_seq, 0 as depth from streams where id = $1
               union all
               select p.id, l.fork_seq, p.parent, p.fork_seq, l.depth + 1
               from line l join streams p on p.id = l.parent
           )
           select id as "id!", last as "last!" from line order by depth"#,
        Uuid::from_bytes(*id.as_bytes())
    )
    .fetch_all(conn)
    .await?;
    let place = |stream: Uuid, last: i64| Place {
        stream: StreamId::from_bytes(stream.into_bytes()),
        seq: last.cast_unsigned(),
    };
    Ok(rows.into_iter().map(|row| place(row.id, row.last)).collect())
}

/// Finds a stream and locks it.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    id: StreamId,
) -> Result<Option<Stream>, StoreError> {
    let row = sqlx::query!(
        "select s.device, s.head_seq, s.head_hash, s.state, d.office, d.public_key, d.state as device_state
         from streams s join devices d on d.id = s.device where s.id = $1 for update of s",
        Uuid::from_bytes(*id.as_bytes())
    )
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let wrong = || StoreError::InconsistentRow { table: "devices", column: "public_key" };
    let bytes: [u8; 32] = row.public_key.as_slice().try_into().map_err(|_| wrong())?;
    let writer = match (row.state.as_str(), row.device_state.as_str()) {
        ("open", "active") => Writer::Active,
        ("open", "revoked") => Writer::Revoked,
        ("frozen", _) => Writer::Frozen,
        _ => return Err(StoreError::InconsistentRow { table: "streams", column: "state" }),
    };
    let office = row.office.as_deref().map(OfficeId::parse).transpose();
    Ok(Some(Stream {
        id,
        device: DeviceId::from_bytes(row.device.into_bytes()),
        office: office
            .map_err(|_| StoreError::InconsistentRow { table: "devices", column: "office" })?,
        key: VerifyingKey::from_bytes(&bytes).map_err(|_| wrong())?,
        head: Head { seq: row.head_seq.cast_unsigned(), hash: hash_of(&row.head_hash)? },
        writer,
    }))
}

/// Writes where a stream now ends.
pub(crate) async fn move_head(conn: &mut PgConnection, stream: &Stream) -> Result<(), StoreError> {
    sqlx::query!(
        "update streams set head_seq = $2, head_hash = $3 where id = $1",
        Uuid::from_bytes(*stream.id.as_bytes()),
        stream.head.seq.cast_signed(),
        stream.head.hash.as_bytes().as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes nothing more into a stream.
pub(crate) async fn freeze(conn: &mut PgConnection, id: StreamId) -> Result<(), StoreError> {
    sqlx::query!(
        "update streams set state = 'frozen' where id = $1",
        Uuid::from_bytes(*id.as_bytes())
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a second event at a place of a stream, once.
pub(crate) async fn keep_fork(
    conn: &mut PgConnection,
    fork: &Unsealed,
    sealed: &Sealed,
    kept: &[u8],
    now: Instant,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into forked_events (hash, stream, seq, id, received_at_ms, sealed, sig)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        sealed.hash.as_bytes().as_slice(),
        Uuid::from_bytes(*fork.stream.as_bytes()),
        fork.seq.cast_signed(),
        Uuid::from_bytes(*fork.subject.event_id().as_bytes()),
        now.as_millis(),
        kept,
        sealed.sig.as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns the hash of the event at a place of a stream.
pub(crate) async fn hash_at(
    conn: &mut PgConnection,
    id: StreamId,
    seq: u64,
) -> Result<Option<EventHash>, StoreError> {
    let row = sqlx::query!(
        "select hash from events where stream = $1 and seq = $2",
        Uuid::from_bytes(*id.as_bytes()),
        seq.cast_signed()
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| hash_of(&row.hash)).transpose()
}
