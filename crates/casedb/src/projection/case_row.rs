//! The row of a case.

use domain::case::{Case, Clock, RequestState, Stage, StageName};
use domain::catalogue::{Catalogue, FieldCode, OfficeId};
use domain::dates::Instant;
use domain::deadlines::due;
use domain::identifiers::ExternalCode;
use domain::ids::OfficerId;
use domain::people::Role;
use domain::plan::Path;
use domain::text::sort_key;

use super::{bank_office, words};
use crate::codes::{Code, purpose_word};
use crate::db::Connection;
use crate::error::DbError;
use crate::log::Folded;
use crate::rows::day_number;

/// Writes the row and what the full-text index holds for it; returns the case's number.
pub(super) async fn put(
    conn: &mut Connection,
    folded: &Folded,
    catalogue: &Catalogue,
) -> Result<i64, DbError> {
    let case = &folded.case;
    let row = CaseRow::of(folded, catalogue);
    let id = case.id.as_bytes().as_slice();
    let known = sqlx::query!("select number, words from cases where id = ?", id)
        .fetch_optional(&mut *conn)
        .await?;
    let (number, words_before) = match known {
        Some(known) => (known.number, known.words),
        None => (row.insert(conn, id).await?, String::new()),
    };
    row.update(conn, number).await?;
    if row.words != words_before {
        if !words_before.is_empty() {
            sqlx::query!("delete from case_search where rowid = ?", number)
                .execute(&mut *conn)
                .await?;
        }
        sqlx::query!("insert into case_search (rowid, words) values (?, ?)", number, row.words)
            .execute(&mut *conn)
            .await?;
    }
    Ok(number)
}

struct CaseRow<'c> {
    case: &'c Case,
    applicant: String,
    sort_key: Vec<u8>,
    field: Option<&'c FieldCode>,
    field_title: Option<&'c str>,
    agency: Option<&'c str>,
    path: Option<&'static str>,
    office: Option<&'c str>,
    is_open: bool,
    review: Option<&'static str>,
    due_day: Option<i64>,
    is_paused: bool,
    clock_pauses: Option<String>,
    answered_requests: i64,
    documents: i64,
    documents_unseen: i64,
    services_done: i64,
    changed_at: i64,
    words: String,
}

impl<'c> CaseRow<'c> {
    fn of(folded: &'c Folded, catalogue: &'c Catalogue) -> Self {
        let case = &folded.case;
        let plan = case.submission.as_ref().map(|submission| &submission.plan);
        let field = plan.and_then(|plan| catalogue.field(&plan.field));
        let applicant = case.applicant.display_name();
        let clock = case.clock.as_ref();
        let answered =
            case.requests.iter().filter(|r| matches!(r.state, RequestState::Answered(..))).count();
        let bank = bank_office(case);
        Self {
            case,
            sort_key: sort_key(&applicant),
            applicant,
            field: plan.map(|plan| &plan.field),
            field_title: field.map(|field| field.title.as_str()),
            agency: field.map(|field| field.agency.as_str()),
            path: path(case).map(|path| path.word()),
            office: bank.or(case.office.as_ref()).map(OfficeId::as_str),
            is_open: case.is_open() || bank.is_some(),
            review: clock.map(|clock| clock.review.word()),
            due_day: clock
                .and_then(|clock| due(case, catalogue, stood_still_since(clock)))
                .map(|due| day_number(due.on)),
            is_paused: clock.is_some_and(Clock::is_paused),
            clock_pauses: clock.map(pauses),
            answered_requests: count(answered),
            documents: count(case.attachments.len()),
            documents_unseen: count(unseen(case)),
            services_done: count(case.services_done()),
            changed_at: folded.changed_at.as_millis(),
            words: words::of(case, catalogue),
        }
    }

    async fn insert(&self, conn: &mut Connection, id: &[u8]) -> Result<i64, DbError> {
        let case = self.case;
        let tracking_code = case.tracking_code.as_str();
        let registered_at = case.registered_at.as_millis();
        let (activity, purpose) = (case.applicant.activity().word(), purpose_word(&case.purpose));
        let inserted = sqlx::query!(
            "insert into cases (id, version, tracking_code, identity, applicant, sort_key, activity, purpose,
                                stage, is_open, is_paused, open_requests, answered_requests, documents,
                                documents_unseen, services_done, registered_at_ms, changed_at_ms,
                                needs_update, words)
             values (?, 0, ?, '', '', x'', ?, ?, '', 0, 0, 0, 0, 0, 0, 0, ?, 0, 0, '')",
            id,
            tracking_code,
            activity,
            purpose,
            registered_at
        )
        .execute(conn)
        .await?;
        Ok(inserted.last_insert_rowid())
    }

    async fn update(&self, conn: &mut Connection, number: i64) -> Result<(), DbError> {
        let case = self.case;
        let external_code = case.external_code.as_ref().map(ExternalCode::as_str);
        let identity = case.applicant.identity();
        let field = self.field.map(FieldCode::as_str);
        let stage = case.stage_name().word();
        let holder = case.holder.as_ref().map(OfficerId::as_str);
        let clock_started = case.clock.as_ref().map(|clock| clock.started.as_millis());
        let clock_extended = case.clock.as_ref().map(|clock| clock.extended_days);
        let open_requests = count(case.open_requests());
        let certificate_ends = case
            .submission
            .as_ref()
            .and_then(|submission| submission.certificate.expires_on)
            .map(day_number);
        let licence = case.licence();
        let licence_number = licence.map(|licence| licence.number.as_str());
        let licence_ends = licence.map(|licence| day_number(licence.valid_until));
        sqlx::query!(
            "update cases set version = ?, external_code = ?, identity = ?, applicant = ?, sort_key = ?,
                 field = ?, field_title = ?, agency = ?, path = ?, stage = ?, office = ?, is_open = ?,
                 holder = ?, review = ?, due_day = ?, is_paused = ?, clock_started_ms = ?,
                 clock_extended_days = ?, clock_pauses = ?, open_requests = ?, answered_requests = ?,
                 documents = ?, documents_unseen = ?, services_done = ?, certificate_ends_day = ?,
                 licence_number = ?, licence_ends_day = ?, changed_at_ms = ?, needs_update = ?, words = ?
             where number = ?",
            case.version,
            external_code,
            identity,
            self.applicant,
            self.sort_key,
            field,
            self.field_title,
            self.agency,
            self.path,
            stage,
            self.office,
            self.is_open,
            holder,
            self.review,
            self.due_day,
            self.is_paused,
            clock_started,
            clock_extended,
            self.clock_pauses,
            open_requests,
            self.answered_requests,
            self.documents,
            self.documents_unseen,
            self.services_done,
            certificate_ends,
            licence_number,
            licence_ends,
            self.changed_at,
            case.needs_update,
            self.words,
            number
        )
        .execute(conn)
        .await?;
        Ok(())
    }
}

/// The path that was fixed, or else the one that was proposed.
fn path(case: &Case) -> Option<Path> {
    let fixed = match &case.stage {
        Stage::AgencyReview(review) => review.path.as_ref().map(|(path, _)| *path),
        _ => case.approval().map(|approval| approval.path),
    };
    fixed.or_else(|| case.submission.as_ref().map(|submission| submission.proposed_path))
}

/// The last day of a deadline does not depend on today unless it stands still; then it is taken as of
/// the moment since when it does.
fn stood_still_since(clock: &Clock) -> Instant {
    clock.pauses.last().filter(|_| clock.is_paused()).map_or(clock.started, |pause| pause.from)
}

fn pauses(clock: &Clock) -> String {
    let written: Vec<String> = clock
        .pauses
        .iter()
        .map(|pause| {
            let to = pause.to.map_or(String::new(), |to| to.as_millis().to_string());
            format!("{}-{to}", pause.from.as_millis())
        })
        .collect();
    written.join(",")
}

/// How many documents nobody of the office whose turn it is has looked at.
fn unseen(case: &Case) -> usize {
    let role = match case.stage_name() {
        StageName::Empowerment => Role::Jahad,
        StageName::LabourReview | StageName::LabourWaiting => Role::Labour,
        _ => Role::Agency,
    };
    let seen = |attachment| case.seen_by(role, attachment);
    case.attachments.iter().filter(|received| !seen(received.attachment.id())).count()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
