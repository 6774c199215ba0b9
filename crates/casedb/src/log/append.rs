//! Appending events: place, seal, row, projections, in one transaction.

use std::collections::BTreeMap;

use domain::case::{Case, Refusal};
use domain::catalogue::Catalogue;
use domain::event::{Event, Fact};
use domain::ids::CaseId;
use domain::office_event::{Fork, OfficeEvent, OfficeFact};
use ed25519_dalek::VerifyingKey;
use wire::chain::Head;
use wire::envelope::{Base, Sealed, ServerTime, Subject, Unsealed, WireError, open};
use wire::ids::{EventHash, StreamId};

use super::received::Ruling;
use super::{Folded, fold};
use crate::db::Connection;
use crate::error::{AppendError, DbError};
use crate::numbers;
use crate::projection;
use crate::streams::{self, Stream};

/// What has been appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The cases as they now stand, in the order in which the events first named them.
    pub cases: Vec<Case>,
    /// The end of the stream.
    pub head: Head,
}

/// Appends events of this workstation's stream, in order.
///
/// Each is judged by the rules that always hold, on the case as the log has it; what the catalogue has
/// to say was asked before (`domain::policy::permit`). A licence's number is bound to its event here.
/// When this fails, the caller's transaction must not be committed.
///
/// # Errors
/// Names what is in the way.
pub async fn append(
    conn: &mut Connection,
    catalogue: &Catalogue,
    stream: &Stream,
    server_time: Option<ServerTime>,
    events: Vec<Event>,
    mut seal: impl FnMut(&Unsealed) -> Result<Sealed, WireError>,
) -> Result<Appended, AppendError> {
    if !projection::are_current(conn).await? {
        return Err(DbError::StaleProjections.into());
    }
    let key = VerifyingKey::from_bytes(&stream.public_key).map_err(|_| AppendError::OtherEvent)?;
    let mut head = streams::head(conn, stream.id).await?;
    let answered = streams::last_answered(conn, stream.id).await?;
    let mut order: Vec<CaseId> = Vec::new();
    let mut cases: BTreeMap<CaseId, Folded> = BTreeMap::new();
    let mut found: BTreeMap<CaseId, Folded> = BTreeMap::new();
    for event in events {
        let id = event.case;
        let before = if let Some(folded) = cases.remove(&id) {
            Some(folded)
        } else {
            order.push(id);
            let folded = fold(conn, id).await?;
            found.extend(folded.clone().map(|folded| (id, folded)));
            folded
        };
        if before.as_ref().is_some_and(|before| before.read_only) {
            return Err(AppendError::Refused(Refusal::NeedsUpdate));
        }
        let base = Base {
            version: before.as_ref().map_or(0, |folded| folded.settled),
            own: answered,
            hash: before.as_ref().map(|folded| folded.last_hash),
        };
        let seq = head.seq + 1;
        let unsealed = Unsealed {
            stream: stream.id,
            seq,
            prev: head.hash,
            device: stream.device,
            server_time,
            subject: Subject::Case { base, event: Box::new(event.clone()) },
        };
        let (sealed, kind) = sealed_by(&key, &unsealed, &mut seal)?;
        let after = Folded::take(before, &event, sealed.hash).map_err(AppendError::Refused)?;
        insert(conn, &unsealed, kind, &sealed, None).await?;
        if let Fact::LicenceIssued { number, .. } = &event.fact {
            numbers::expect_free(conn, number).await?;
        }
        projection::take_event(conn, stream.id, &event).await?;
        head = Head { seq, hash: sealed.hash };
        cases.insert(id, after);
    }
    for (id, folded) in order.iter().filter_map(|id| cases.get_key_value(id)) {
        projection::put_case(conn, found.get(id), folded, catalogue).await?;
    }
    projection::note_position(conn).await?;
    let cases = order.iter().filter_map(|id| cases.remove(id)).map(|folded| folded.case).collect();
    Ok(Appended { cases, head })
}

/// Goes on in a new stream after the open one, which is left as it is; the key stays the same. Its first event says
/// where it left the one before it.
///
/// # Errors
/// As [`append`].
pub async fn open_next(
    conn: &mut Connection,
    parent: &Stream,
    id: StreamId,
    event: impl FnOnce(OfficeFact) -> OfficeEvent,
    seal: impl FnOnce(&Unsealed) -> Result<Sealed, WireError>,
) -> Result<Stream, AppendError> {
    if !projection::are_current(conn).await? {
        return Err(DbError::StaleProjections.into());
    }
    let key = VerifyingKey::from_bytes(&parent.public_key).map_err(|_| AppendError::OtherEvent)?;
    let Head { seq, hash } = streams::head(conn, parent.id).await?;
    let fork = Fork { parent: parent.id, seq, hash };
    let stream = Stream { id, ..*parent };
    let event = event(OfficeFact::StreamOpened { fork });
    streams::put_own(conn, &stream, Some(fork), event.at).await?;
    let unsealed = Unsealed {
        stream: id,
        seq: 1,
        prev: EventHash::START,
        device: stream.device,
        server_time: None,
        subject: Subject::Office(event),
    };
    let (sealed, kind) = sealed_by(&key, &unsealed, seal)?;
    insert(conn, &unsealed, kind, &sealed, None).await?;
    projection::note_position(conn).await?;
    Ok(stream)
}

/// Has an event sealed, and checks that what came back is that event, signed by the workstation; with its kind's number.
fn sealed_by(
    key: &VerifyingKey,
    unsealed: &Unsealed,
    seal: impl FnOnce(&Unsealed) -> Result<Sealed, WireError>,
) -> Result<(Sealed, u32), AppendError> {
    let sealed = seal(unsealed).map_err(AppendError::Seal)?;
    let opened = open(&sealed.bytes, &sealed.sig, key).map_err(AppendError::Seal)?;
    if opened.content == *unsealed {
        Ok((sealed, opened.kind))
    } else {
        Err(AppendError::OtherEvent)
    }
}

/// Writes an event, with what the registry said of it if it did.
pub(super) async fn insert(
    conn: &mut Connection,
    unsealed: &Unsealed,
    kind: u32,
    sealed: &Sealed,
    ruling: Option<&Ruling>,
) -> Result<(), DbError> {
    let stream = unsealed.stream.as_bytes().as_slice();
    let seq = unsealed.seq.cast_signed();
    let subject = &unsealed.subject;
    let (id, case, officer) = (subject.event_id(), subject.case(), subject.officer());
    let case = case.as_ref().map(|case| case.as_bytes().as_slice());
    let id = id.as_bytes().as_slice();
    let at_ms = subject.at().as_millis();
    let (officer, office) =
        (officer.map(|it| it.account.as_str()), officer.map(|it| it.office.as_str()));
    let (raw, sig) = (sealed.bytes.as_slice(), sealed.sig.as_slice());
    let (hash, prev) = (sealed.hash.as_bytes().as_slice(), unsealed.prev.as_bytes().as_slice());
    let state = ruling.map_or("pending", Ruling::word);
    let (version, reason) = (ruling.and_then(Ruling::version), ruling.and_then(Ruling::reason));
    sqlx::query!(
        "insert into events (stream, seq, id, case_id, kind, at_ms, officer, office, raw, sig, hash, prev,
                             ack_state, settled_version, reason)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        stream,
        seq,
        id,
        case,
        kind,
        at_ms,
        officer,
        office,
        raw,
        sig,
        hash,
        prev,
        state,
        version,
        reason
    )
    .execute(conn)
    .await?;
    Ok(())
}
