//! The row of a case. An event writes what it changes of it: where the case stands, seldom more.

mod described;
mod standing;

use domain::catalogue::Catalogue;

use super::words::{self, Texts};
use crate::codes::{Code, purpose_word};
use crate::db::Connection;
use crate::error::DbError;
use crate::log::Folded;
use crate::looks;
use described::Described;
use standing::Standing;

/// Writes the row and what the full-text index holds for it; returns the case's number. `before` is what the row
/// follows from that is there.
pub(super) async fn put(
    conn: &mut Connection,
    before: Option<&Folded>,
    folded: &Folded,
    catalogue: &Catalogue,
) -> Result<i64, DbError> {
    let case = &folded.case;
    let id = case.id.as_bytes().as_slice();
    let unseen = looks::unseen(conn, case).await?;
    let standing = Standing::of(folded, catalogue, unseen);
    let described = Described::of(case, catalogue);
    let number = if let Some(before) = before {
        if Described::of(&before.case, catalogue) != described {
            described.update(conn, id).await?;
        }
        standing.update(conn, id).await?
    } else {
        insert(conn, folded, &described, &standing).await?
    };
    let texts = Texts::of(case, catalogue);
    if before.is_none_or(|before| Texts::of(&before.case, catalogue) != texts) {
        let words = words::folded(&texts);
        sqlx::query!(
            "insert or replace into case_search (rowid, words) values (?, ?)",
            number,
            words
        )
        .execute(conn)
        .await?;
    }
    Ok(number)
}

async fn insert(
    conn: &mut Connection,
    folded: &Folded,
    described: &Described<'_>,
    standing: &Standing<'_>,
) -> Result<i64, DbError> {
    let case = &folded.case;
    let id = case.id.as_bytes().as_slice();
    let tracking_code = case.tracking_code.as_str();
    let registered_at = case.registered_at.as_millis();
    let (activity, purpose) = (case.applicant.activity().word(), purpose_word(&case.purpose));
    let follows = case.purpose.predecessor().map(|(of, _)| of);
    let follows = follows.as_ref().map(|of| of.as_bytes().as_slice());
    let sort_key = described.sort_key();
    let inserted = sqlx::query!(
        "insert into cases (id, tracking_code, activity, purpose, follows, registered_at_ms,
             external_code, identity, applicant, sort_key, field, field_title, agency,
             certificate_ends_day, licence_number, licence_ends_day,
             version, path, stage, office, is_open, holder, review, due_day, is_paused,
             clock_started_ms, clock_extended_days, clock_pauses, open_requests, answered_requests,
             documents, documents_unseen, services_done, changed_at_ms, needs_update)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                 ?, ?, ?, ?, ?, ?, ?)",
        id,
        tracking_code,
        activity,
        purpose,
        follows,
        registered_at,
        described.external_code,
        described.identity,
        described.applicant,
        sort_key,
        described.field,
        described.field_title,
        described.agency,
        described.certificate_ends,
        described.licence_number,
        described.licence_ends,
        standing.version,
        standing.path,
        standing.stage,
        standing.office,
        standing.is_open,
        standing.holder,
        standing.review,
        standing.due_day,
        standing.is_paused,
        standing.clock_started,
        standing.clock_extended,
        standing.clock_pauses,
        standing.open_requests,
        standing.answered_requests,
        standing.documents,
        standing.documents_unseen,
        standing.services_done,
        standing.changed_at,
        standing.needs_update
    )
    .execute(conn)
    .await?;
    Ok(inserted.last_insert_rowid())
}
