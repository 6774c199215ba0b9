//! Where a case stands: what nearly every event changes.

use domain::case::{Case, Clock, RequestState, Stage};
use domain::catalogue::{Catalogue, OfficeId};
use domain::dates::Instant;
use domain::deadlines::due;
use domain::ids::OfficerId;
use domain::plan::Path;

use crate::codes::Code;
use crate::db::Connection;
use crate::error::DbError;
use crate::log::Folded;
use crate::rows::day_number;

pub(super) struct Standing<'c> {
    pub(super) version: u32,
    pub(super) path: Option<&'static str>,
    pub(super) stage: &'static str,
    pub(super) office: Option<&'c str>,
    pub(super) is_open: bool,
    pub(super) holder: Option<&'c str>,
    pub(super) review: Option<&'static str>,
    pub(super) due_day: Option<i64>,
    pub(super) is_paused: bool,
    pub(super) clock_started: Option<i64>,
    pub(super) clock_extended: Option<u16>,
    pub(super) clock_pauses: Option<String>,
    pub(super) open_requests: i64,
    pub(super) answered_requests: i64,
    pub(super) documents: i64,
    pub(super) documents_unseen: i64,
    pub(super) services_done: i64,
    pub(super) changed_at: i64,
    pub(super) needs_update: bool,
}

impl<'c> Standing<'c> {
    /// Of a case, of whose documents its office has not seen so many.
    pub(super) fn of(folded: &'c Folded, catalogue: &Catalogue, unseen: i64) -> Self {
        let case = &folded.case;
        let clock = case.clock.as_ref();
        let answered =
            case.requests.iter().filter(|r| matches!(r.state, RequestState::Answered(..))).count();
        let bank = case.referred_to();
        Self {
            version: case.version,
            path: path(case).map(|path| path.word()),
            stage: case.stage_name().word(),
            office: bank.or(case.office.as_ref()).map(OfficeId::as_str),
            is_open: case.is_open() || bank.is_some(),
            holder: case.holder.as_ref().map(OfficerId::as_str),
            review: clock.map(|clock| clock.review.word()),
            due_day: clock
                .and_then(|clock| due(case, catalogue, stood_still_since(clock)))
                .map(|due| day_number(due.on)),
            is_paused: clock.is_some_and(Clock::is_paused),
            clock_started: clock.map(|clock| clock.started.as_millis()),
            clock_extended: clock.map(|clock| clock.extended_days),
            clock_pauses: clock.map(pauses),
            open_requests: count(case.open_requests()),
            answered_requests: count(answered),
            documents: count(case.attachments.len()),
            documents_unseen: unseen,
            services_done: count(case.services_done()),
            changed_at: folded.changed_at.as_millis(),
            needs_update: case.needs_update,
        }
    }

    /// Writes it into the row of a case; returns the case's number.
    pub(super) async fn update(&self, conn: &mut Connection, id: &[u8]) -> Result<i64, DbError> {
        let number = sqlx::query_scalar!(
            r#"update cases set version = ?, path = ?, stage = ?, office = ?, is_open = ?, holder = ?,
                   review = ?, due_day = ?, is_paused = ?, clock_started_ms = ?,
                   clock_extended_days = ?, clock_pauses = ?, open_requests = ?,
                   answered_requests = ?, documents = ?, documents_unseen = ?, services_done = ?,
                   changed_at_ms = ?, needs_update = ?
               where id = ? returning number as "number!""#,
            self.version,
            self.path,
            self.stage,
            self.office,
            self.is_open,
            self.holder,
            self.review,
            self.due_day,
            self.is_paused,
            self.clock_started,
            self.clock_extended,
            self.clock_pauses,
            self.open_requests,
            self.answered_requests,
            self.documents,
            self.documents_unseen,
            self.services_done,
            self.changed_at,
            self.needs_update,
            id
        )
        .fetch_one(conn)
        .await?;
        Ok(number)
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

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
