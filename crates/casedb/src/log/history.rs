//! A case as the log has it: what the registry has settled in its order, and then what waits for it.

use std::collections::BTreeSet;

use domain::case::Case;
use domain::ids::{CaseId, EventId};
use wire::envelope::{Base, decode};
use wire::ids::{EventHash, StreamId};

use super::{Folded, LoggedEvent};
use crate::db::Connection;
use crate::error::DbError;
use crate::rows::{fixed, number};
use crate::streams;

/// A row of a case's history.
enum Row {
    Event(Box<LoggedEvent>),
    /// Withheld from this office, or not to be read: it is counted.
    Counted {
        hash: EventHash,
        settled: u32,
        readable: bool,
    },
}

/// A case with the events that it is the fold of, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The case.
    pub case: Case,
    /// What the registry has settled in its order, and then what waits for it.
    pub events: Vec<LoggedEvent>,
}

/// Returns a case with its events; `None` if there is none of this name.
///
/// # Errors
/// What SQLite can do.
pub async fn history(conn: &mut Connection, case: CaseId) -> Result<Option<History>, DbError> {
    let (folded, events) = read(conn, case).await?;
    Ok(folded.map(|folded| History { case: folded.case, events }))
}

/// Returns the events of a case, oldest first.
///
/// # Errors
/// What SQLite can do.
pub async fn case_events(conn: &mut Connection, case: CaseId) -> Result<Vec<LoggedEvent>, DbError> {
    Ok(read(conn, case).await?.1)
}

/// Returns a case as it stands; `None` if there is none of this name.
///
/// # Errors
/// What SQLite can do.
pub async fn load_case(conn: &mut Connection, case: CaseId) -> Result<Option<Case>, DbError> {
    Ok(fold(conn, case).await?.map(|folded| folded.case))
}

pub(crate) async fn fold(conn: &mut Connection, case: CaseId) -> Result<Option<Folded>, DbError> {
    Ok(read(conn, case).await?.0)
}

/// Folds a case. What is settled and cannot be read, or cannot follow, is counted and makes the case read-only; what
/// waits and can no longer follow is passed over until the registry has judged it.
async fn read(
    conn: &mut Connection,
    case: CaseId,
) -> Result<(Option<Folded>, Vec<LoggedEvent>), DbError> {
    let rows = rows(conn, case).await?;
    let held_back = is_held_back(conn, case).await?;
    let mut refused = BTreeSet::new();
    // Nearly always the first round is the last.
    let mut folded = loop {
        match fold_rows(&rows, &refused) {
            Ok(folded) => break folded,
            Err(at) => refused.insert(at),
        };
    };
    if let Some(folded) = &mut folded {
        folded.read_only |= held_back;
        folded.case.needs_update |= folded.read_only;
    }
    let events = rows.into_iter().enumerate().filter_map(|(at, row)| match row {
        Row::Event(logged) => (!refused.contains(&at)).then_some(*logged),
        Row::Counted { .. } => None,
    });
    Ok((folded, events.collect()))
}

/// Folds rows but for those that were refused; names the first that cannot follow.
fn fold_rows(rows: &[Row], refused: &BTreeSet<usize>) -> Result<Option<Folded>, usize> {
    let mut folded: Option<Folded> = None;
    for (at, row) in rows.iter().enumerate() {
        let is_refused = refused.contains(&at);
        let (hash, settled) = match row {
            Row::Event(logged) if !is_refused => {
                let next = Folded::take(folded, &logged.event, logged.hash).map_err(|_| at)?;
                folded = Some(next.settled_up_to(logged.settled));
                continue;
            }
            Row::Event(logged) => (logged.hash, logged.settled),
            Row::Counted { hash, settled, .. } => (*hash, Some(*settled)),
        };
        // Nothing is known of a case whose first event cannot be read.
        let Some(folded) = &mut folded else { continue };
        // Its author had seen it, also where it waits and cannot follow any more.
        folded.last_hash = hash;
        let Some(settled) = settled else { continue };
        folded.case.count_withheld();
        folded.settled = settled;
        folded.read_only |= is_refused || !matches!(row, Row::Counted { readable: true, .. });
    }
    // A version that is missing is still on its way.
    if let Some(folded) = &mut folded {
        let settled = rows.iter().filter(|row| row.settled().is_some()).count();
        folded.read_only |= u32::try_from(settled) != Ok(folded.settled);
    }
    Ok(folded)
}

impl Row {
    fn settled(&self) -> Option<u32> {
        match self {
            Self::Event(logged) => logged.settled,
            Self::Counted { settled, .. } => Some(*settled),
        }
    }
}

async fn rows(conn: &mut Connection, case: CaseId) -> Result<Vec<Row>, DbError> {
    let id = case.as_bytes().as_slice();
    let rows = sqlx::query!(
        r#"select raw as "raw?: Vec<u8>", hash as "hash!: Vec<u8>", settled as "settled?: i64" from (
               select raw, hash, settled_version as settled, position from events
               where case_id = ? and ack_state in ('pending', 'accepted', 'merged')
               union all
               select null, hash, settled_version, 0 from stubs where case_id = ?
           )
           order by settled is null, settled, position"#,
        id,
        id
    )
    .fetch_all(conn)
    .await?;
    let mut history = Vec::with_capacity(rows.len());
    for row in rows {
        let hash = EventHash::from_bytes(fixed(&row.hash, "events", "hash")?);
        let settled = row.settled.map(|it| number(it, "events", "settled_version")).transpose()?;
        let read = row.raw.as_deref().map(|raw| logged(raw, hash, settled));
        match (read, settled) {
            (Some(Ok(logged)), _) => history.push(Row::Event(Box::new(logged))),
            (Some(Err(_)), Some(settled)) => {
                history.push(Row::Counted { hash, settled, readable: false });
            }
            (None, Some(settled)) => history.push(Row::Counted { hash, settled, readable: true }),
            // An own event is read before it is written.
            (Some(Err(error)), None) => return Err(error),
            (None, None) => {}
        }
    }
    Ok(history)
}

async fn is_held_back(conn: &mut Connection, case: CaseId) -> Result<bool, DbError> {
    let id = case.as_bytes().as_slice();
    let count = sqlx::query_scalar!("select count(*) from held_back where case_id = ?", id)
        .fetch_one(conn)
        .await?;
    Ok(count > 0)
}

/// Returns the events that the author of an event of a case had seen of it, oldest first: as the log stood there then,
/// whatever came since and in whichever order. `None` if there is no such event.
///
/// # Errors
/// What SQLite can do, and bytes that are no event.
pub async fn events_seen_by(
    conn: &mut Connection,
    case: CaseId,
    author: EventId,
) -> Result<Option<Vec<LoggedEvent>>, DbError> {
    let (id, event) = (case.as_bytes().as_slice(), author.as_bytes().as_slice());
    let row =
        sqlx::query!("select raw, stream, seq from events where id = ? and case_id = ?", event, id)
            .fetch_optional(&mut *conn)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let Some((base, _)) = decode(&row.raw)?.content.subject.into_case() else { return Ok(None) };
    let stream = StreamId::from_bytes(fixed(&row.stream, "events", "stream")?);
    let line = streams::line(conn, stream).await?;
    let rank = |stream: StreamId, seq: u64| {
        let part = line.iter().position(|part| part.stream == stream)?;
        (seq <= line[part].seq).then_some((line.len() - part, seq))
    };
    let until = rank(stream, row.seq.cast_unsigned());
    let Base { version, own, .. } = base;
    let after = own.and_then(|own| rank(own.stream, own.seq));
    let rows = sqlx::query!(
        "select raw, hash, stream, seq, settled_version from events where case_id = ?
         order by settled_version is null, settled_version, position",
        id
    )
    .fetch_all(conn)
    .await?;
    let (mut known, mut pending) = (Vec::new(), Vec::new());
    for row in rows {
        let hash = EventHash::from_bytes(fixed(&row.hash, "events", "hash")?);
        let settled = row.settled_version;
        let settled = settled.map(|it| number(it, "events", "settled_version")).transpose()?;
        let stream = StreamId::from_bytes(fixed(&row.stream, "events", "stream")?);
        let rank = rank(stream, row.seq.cast_unsigned());
        if settled.is_some_and(|settled| settled <= version) {
            known.push(logged(&row.raw, hash, settled)?);
        } else if rank.is_some() && rank > after && rank < until {
            pending.push((rank, logged(&row.raw, hash, settled)?));
        }
    }
    pending.sort_by_key(|(rank, _)| *rank);
    known.extend(pending.into_iter().map(|(_, logged)| logged));
    Ok(Some(known))
}

fn logged(raw: &[u8], hash: EventHash, settled: Option<u32>) -> Result<LoggedEvent, DbError> {
    let content = decode(raw)?.content;
    let wrong = DbError::InconsistentRow { table: "events", column: "case_id" };
    let (_, event) = content.subject.into_case().ok_or(wrong)?;
    Ok(LoggedEvent { event, stream: content.stream, seq: content.seq, hash, settled })
}
