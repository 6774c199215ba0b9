//! What comes from the registry: verdicts on this workstation's events, and the events of others.
//!
//! Nothing that comes keeps the office shut. What cannot be taken is held back with the reason, and its case can be read
//! and not changed until the reason is gone.

use std::collections::{BTreeMap, btree_map};

use domain::catalogue::Catalogue;
use domain::ids::CaseId;
use domain::referee::Effectless;
use ed25519_dalek::VerifyingKey;
use wire::envelope::{self, Opened, Place};
use wire::ids::{DeviceId, EventHash, StreamId};
use wire::proof::certificate::DeviceCertificate;

use super::append::insert;
use super::{Folded, fold};
use crate::db::Connection;
use crate::devices::{self, Device};
use crate::error::DbError;
use crate::projection;
use crate::rows::{fixed, number};
use crate::streams::{self, Stream};

/// What the registry says of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The case; nothing where the event is an office's.
    pub case: Option<CaseId>,
    /// Its place in the log.
    pub place: Place,
    /// Its hash.
    pub hash: EventHash,
    /// What was judged of it.
    pub ruling: Ruling,
    /// The event as it was signed; nothing where it is withheld from this office, or known here already.
    pub event: Option<Signed>,
}

impl Entry {
    fn case_bytes(&self) -> Option<&[u8]> {
        self.case.as_ref().map(|case| case.as_bytes().as_slice())
    }
}

/// An event as it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The envelope.
    pub bytes: Vec<u8>,
    /// The signature.
    pub sig: [u8; 64],
}

/// What was judged of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// It is an office's and is kept.
    OfOffice,
    /// It holds.
    Settled {
        /// The version of the case with it.
        version: u32,
        /// Whether its author had not seen everything.
        merged: bool,
    },
    /// It does not hold.
    Without {
        /// How.
        how: Effectless,
        /// Why, as the registry says it.
        reason: String,
    },
}

impl Ruling {
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::OfOffice | Self::Settled { merged: false, .. } => "accepted",
            Self::Settled { merged: true, .. } => "merged",
            Self::Without { how, .. } => how.word(),
        }
    }

    pub(super) const fn version(&self) -> Option<u32> {
        match self {
            Self::Settled { version, .. } => Some(*version),
            Self::OfOffice | Self::Without { .. } => None,
        }
    }

    pub(super) fn reason(&self) -> Option<&str> {
        match self {
            Self::OfOffice | Self::Settled { .. } => None,
            Self::Without { reason, .. } => Some(reason),
        }
    }

    fn read(word: &str, version: Option<u32>, reason: Option<String>) -> Option<Self> {
        match (word, version) {
            ("accepted", None) => Some(Self::OfOffice),
            ("accepted", Some(version)) => Some(Self::Settled { version, merged: false }),
            ("merged", Some(version)) => Some(Self::Settled { version, merged: true }),
            (word, None) => {
                let how = Effectless::parse(word)?;
                Some(Self::Without { how, reason: reason.unwrap_or_default() })
            }
            (_, Some(_)) => None,
        }
    }
}

/// Why an entry is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// Its workstation is not certified yet.
    Certificate(DeviceId),
    /// Its bytes are no event that this program can read.
    Unreadable,
    /// It contradicts what is here, or what its workstation may say.
    Contradiction,
}

/// Takes entries in their order, and brings the cases along, in the caller's transaction. What is here already is
/// passed over.
///
/// # Errors
/// What SQLite can do.
pub async fn take(
    conn: &mut Connection,
    catalogue: &Catalogue,
    entries: &[Entry],
) -> Result<(), DbError> {
    let mut before: BTreeMap<CaseId, Option<Folded>> = BTreeMap::new();
    for case in entries.iter().filter_map(|entry| entry.case) {
        if let btree_map::Entry::Vacant(first) = before.entry(case) {
            first.insert(fold(conn, case).await?);
        }
    }
    for entry in entries {
        if let Some(why) = take_entry(conn, entry).await? {
            hold_back(conn, entry, why).await?;
        }
    }
    for (id, before) in before {
        if let Some(folded) = fold(conn, id).await? {
            projection::put_case(conn, before.as_ref(), &folded, catalogue).await?;
        }
    }
    projection::note_position(conn).await
}

/// Keeps the registry's word for a device, and takes what waited for it.
///
/// # Errors
/// What SQLite can do.
pub async fn certify(
    conn: &mut Connection,
    catalogue: &Catalogue,
    certificate: &DeviceCertificate,
) -> Result<(), DbError> {
    devices::put(conn, certificate).await?;
    let device = certificate.device();
    let id = device.as_bytes().as_slice();
    let rows = sqlx::query!(
        r#"delete from held_back where device = ? and why = 'certificate'
           returning hash, case_id, stream, seq, verdict, settled_version, reason, raw, sig"#,
        id
    )
    .fetch_all(&mut *conn)
    .await?;
    let wrong = || DbError::InconsistentRow { table: "held_back", column: "verdict" };
    let mut waited = Vec::with_capacity(rows.len());
    for row in rows {
        let version = row.settled_version;
        let version = version.map(|it| number(it, "held_back", "settled_version")).transpose()?;
        let event = match (row.raw, row.sig) {
            (Some(bytes), Some(sig)) => {
                Some(Signed { bytes, sig: fixed(&sig, "held_back", "sig")? })
            }
            _ => None,
        };
        waited.push(Entry {
            case: match row.case_id {
                Some(id) => Some(CaseId::from_bytes(fixed(&id, "held_back", "case_id")?)),
                None => None,
            },
            place: Place {
                stream: StreamId::from_bytes(fixed(&row.stream, "held_back", "stream")?),
                seq: row.seq.cast_unsigned(),
            },
            hash: EventHash::from_bytes(fixed(&row.hash, "held_back", "hash")?),
            ruling: Ruling::read(&row.verdict, version, row.reason).ok_or_else(wrong)?,
            event,
        });
    }
    waited.sort_by_key(|entry| entry.ruling.version());
    take(conn, catalogue, &waited).await
}

/// Takes one entry; says why where it cannot.
async fn take_entry(conn: &mut Connection, entry: &Entry) -> Result<Option<Why>, DbError> {
    let hash = entry.hash.as_bytes().as_slice();
    let known =
        sqlx::query!("select ack_state, settled_version, case_id from events where hash = ?", hash)
            .fetch_optional(&mut *conn)
            .await?;
    let (version, word) = (entry.ruling.version().map(i64::from), entry.ruling.word());
    if let Some(known) = known {
        if known.case_id.as_deref() != entry.case_bytes() {
            return Ok(Some(Why::Contradiction));
        }
        if known.ack_state != "pending" {
            let same = known.ack_state == word && known.settled_version == version;
            return Ok((!same).then_some(Why::Contradiction));
        }
        if is_version_taken(conn, entry).await? {
            return Ok(Some(Why::Contradiction));
        }
        let reason = entry.ruling.reason();
        sqlx::query!(
            "update events set ack_state = ?, settled_version = ?, reason = ? where hash = ?",
            word,
            version,
            reason,
            hash
        )
        .execute(conn)
        .await?;
        return Ok(None);
    }
    let Some(signed) = &entry.event else { return take_stub(conn, entry).await };
    if envelope::hash(&signed.bytes, &signed.sig) != entry.hash {
        return Ok(Some(Why::Contradiction));
    }
    let Ok(claimed) = envelope::decode(&signed.bytes) else { return Ok(Some(Why::Unreadable)) };
    let device = claimed.content.device;
    let Some(certified) = devices::find(conn, device).await? else {
        return Ok(Some(Why::Certificate(device)));
    };
    match opened(entry, signed, &certified) {
        Some(opened) if !is_version_taken(conn, entry).await? => {
            take_event(conn, entry, signed, &opened, &certified).await?;
            Ok(None)
        }
        Some(_) | None => Ok(Some(Why::Contradiction)),
    }
}

/// The event, if it is signed by its device, at the place and of the case that the entry says, and by somebody for whom
/// the device speaks.
fn opened(entry: &Entry, signed: &Signed, device: &Device) -> Option<Opened> {
    let key = VerifyingKey::from_bytes(&device.public_key).ok()?;
    let opened = envelope::open(&signed.bytes, &signed.sig, &key).ok()?;
    let content = &opened.content;
    let place = Place { stream: content.stream, seq: content.seq };
    let author = content.subject.officer().map(|officer| &officer.office);
    // A server speaks for applicants, the registry and the secretariat, and for no office that has workstations.
    let speaks = device.office.as_ref().is_none_or(|office| author == Some(office));
    (place == entry.place && content.subject.case() == entry.case && speaks).then_some(opened)
}

async fn take_event(
    conn: &mut Connection,
    entry: &Entry,
    signed: &Signed,
    opened: &Opened,
    device: &Device,
) -> Result<(), DbError> {
    let content = &opened.content;
    let stream =
        Stream { id: content.stream, device: content.device, public_key: device.public_key };
    streams::meet(conn, &stream, content.subject.fork(), content.subject.at()).await?;
    let sealed =
        envelope::Sealed { bytes: signed.bytes.clone(), sig: signed.sig, hash: entry.hash };
    insert(conn, content, opened.kind, &sealed, Some(&entry.ruling)).await?;
    if let (Some(_), Some((_, event))) = (entry.ruling.version(), content.subject.of_case()) {
        projection::take_event(conn, content.stream, event).await?;
    }
    Ok(())
}

/// A settled event that is withheld; what does not hold and is withheld is nothing to anybody here.
async fn take_stub(conn: &mut Connection, entry: &Entry) -> Result<Option<Why>, DbError> {
    let Some(version) = entry.ruling.version() else { return Ok(None) };
    let (case, hash) = (entry.case_bytes(), entry.hash.as_bytes().as_slice());
    let there = sqlx::query_scalar!(
        "select hash from stubs where case_id = ? and settled_version = ?",
        case,
        version
    )
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(there) = there {
        return Ok((there != hash).then_some(Why::Contradiction));
    }
    if is_version_taken(conn, entry).await? {
        return Ok(Some(Why::Contradiction));
    }
    sqlx::query!(
        "insert into stubs (case_id, settled_version, hash) values (?, ?, ?)",
        case,
        version,
        hash
    )
    .execute(conn)
    .await?;
    Ok(None)
}

/// Whether another event has the version.
async fn is_version_taken(conn: &mut Connection, entry: &Entry) -> Result<bool, DbError> {
    let Some(version) = entry.ruling.version() else { return Ok(false) };
    let (case, hash) = (entry.case_bytes(), entry.hash.as_bytes().as_slice());
    let taken = sqlx::query_scalar!(
        r#"select (select count(*) from events where case_id = ?1 and settled_version = ?2 and hash <> ?3)
                + (select count(*) from stubs where case_id = ?1 and settled_version = ?2 and hash <> ?3)
                  as "taken!: i64""#,
        case,
        version,
        hash
    )
    .fetch_one(conn)
    .await?;
    Ok(taken > 0)
}

async fn hold_back(conn: &mut Connection, entry: &Entry, why: Why) -> Result<(), DbError> {
    let (word, device) = match &why {
        Why::Certificate(device) => ("certificate", Some(device.as_bytes().as_slice())),
        Why::Unreadable => ("unreadable", None),
        Why::Contradiction => ("contradiction", None),
    };
    let (hash, case) = (entry.hash.as_bytes().as_slice(), entry.case_bytes());
    let stream = entry.place.stream.as_bytes().as_slice();
    let seq = entry.place.seq.cast_signed();
    let (verdict, version) = (entry.ruling.word(), entry.ruling.version());
    let reason = entry.ruling.reason();
    let raw = entry.event.as_ref().map(|signed| signed.bytes.as_slice());
    let sig = entry.event.as_ref().map(|signed| signed.sig.as_slice());
    sqlx::query!(
        "insert into held_back (hash, case_id, why, stream, seq, device, verdict, settled_version, reason, raw, sig)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        hash,
        case,
        word,
        stream,
        seq,
        device,
        verdict,
        version,
        reason,
        raw,
        sig
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Returns how many entries are held back.
///
/// # Errors
/// What SQLite can do.
pub async fn held_back(conn: &mut Connection) -> Result<u32, DbError> {
    let count = sqlx::query_scalar!("select count(*) from held_back").fetch_one(conn).await?;
    number(count, "held_back", "hash")
}
