//! One case in a list.

use domain::case::{Clock, Pause, StageName};
use domain::catalogue::{AgencyCode, FieldCode, OfficeId};
use domain::dates::{Date, Instant};
use domain::event::Review;
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::{CaseId, OfficerId};
use domain::people::Activity;
use domain::plan::Path;

use crate::codes::Code;
use crate::error::DbError;
use crate::rows::{day, fixed, number};

/// What a list shows of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// Its name.
    pub id: CaseId,
    /// How many events it has.
    pub version: u32,
    /// Its tracking code.
    pub tracking_code: TrackingCode,
    /// The applicant's name.
    pub applicant: String,
    /// The applicant's national or legal ID.
    pub identity: String,
    /// The kind of activity.
    pub activity: Activity,
    /// The field with its title, once page two is there.
    pub field: Option<(FieldCode, String)>,
    /// The field's agency.
    pub agency: Option<AgencyCode>,
    /// The path, fixed or proposed.
    pub path: Option<Path>,
    /// Where it stands.
    pub stage: StageName,
    /// Whose turn it is.
    pub office: Option<OfficeId>,
    /// Who holds it there.
    pub holder: Option<OfficerId>,
    /// The running deadline; `domain::deadlines::stand` says where it stands today.
    pub clock: Option<Clock>,
    /// Items that the applicant owes an answer to.
    pub open_requests: u32,
    /// Answers that nobody has looked at.
    pub answered_requests: u32,
    /// Documents that came.
    pub documents: u32,
    /// Those of them that the reviewing office has not looked at.
    pub documents_unseen: u32,
    /// Services of empowerment that are done.
    pub services_done: u32,
    /// The last day of the skill certificate.
    pub certificate_ends_on: Option<Date>,
    /// The licence's number and last day.
    pub licence: Option<(LicenceNumber, Date)>,
    /// When page one was completed.
    pub registered_at: Instant,
    /// When something last happened.
    pub changed_at: Instant,
}

/// A row, as the database gives it.
pub(crate) struct LineRow {
    pub(crate) id: Vec<u8>,
    pub(crate) version: i64,
    pub(crate) tracking_code: String,
    pub(crate) applicant: String,
    pub(crate) identity: String,
    pub(crate) activity: String,
    pub(crate) field: Option<String>,
    pub(crate) field_title: Option<String>,
    pub(crate) agency: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) stage: String,
    pub(crate) office: Option<String>,
    pub(crate) holder: Option<String>,
    pub(crate) review: Option<String>,
    pub(crate) clock_started_ms: Option<i64>,
    pub(crate) clock_extended_days: Option<i64>,
    pub(crate) clock_pauses: Option<String>,
    pub(crate) open_requests: i64,
    pub(crate) answered_requests: i64,
    pub(crate) documents: i64,
    pub(crate) documents_unseen: i64,
    pub(crate) services_done: i64,
    pub(crate) certificate_ends_day: Option<i64>,
    pub(crate) licence_number: Option<String>,
    pub(crate) licence_ends_day: Option<i64>,
    pub(crate) registered_at_ms: i64,
    pub(crate) changed_at_ms: i64,
    pub(crate) rank: i64,
}

/// Selects lines: `lines!(rank, ["from cases c where …" + …], arguments)`.
macro_rules! lines {
    ($rank:tt, [$($rest:tt)+], $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            $crate::cases::line::LineRow,
            r#"select c.id, c.version, c.tracking_code, c.applicant, c.identity, c.activity, c.field,
                      c.field_title, c.agency, c.path, c.stage, c.office, c.holder, c.review,
                      c.clock_started_ms, c.clock_extended_days, c.clock_pauses, c.open_requests,
                      c.answered_requests, c.documents, c.documents_unseen, c.services_done,
                      c.certificate_ends_day, c.licence_number, c.licence_ends_day, c.registered_at_ms,
                      c.changed_at_ms, "#
                + $rank + r#" as "rank!: i64" "# + $($rest)+,
            $($argument),*
        )
    };
}
pub(crate) use lines;

const TABLE: &str = "cases";

impl TryFrom<LineRow> for CaseLine {
    type Error = DbError;

    fn try_from(row: LineRow) -> Result<Self, DbError> {
        let wrong = |column| DbError::InconsistentRow { table: TABLE, column };
        let clock = clock(&row)?;
        let field = match (row.field, row.field_title) {
            (None, _) => None,
            (Some(code), title) => Some((
                FieldCode::parse(&code).map_err(|_| wrong("field"))?,
                title.unwrap_or_default(),
            )),
        };
        let licence = match (row.licence_number, row.licence_ends_day) {
            (Some(licence), Some(ends)) => Some((
                LicenceNumber::parse(&licence).map_err(|_| wrong("licence_number"))?,
                day(ends, TABLE, "licence_ends_day")?,
            )),
            _ => None,
        };
        let read_office = |office: String| OfficeId::parse(&office).map_err(|_| wrong("office"));
        let read_holder = |holder: String| OfficerId::parse(&holder).map_err(|_| wrong("holder"));
        let read_agency = |agency: String| AgencyCode::parse(&agency).map_err(|_| wrong("agency"));
        Ok(Self {
            id: CaseId::from_bytes(fixed(&row.id, TABLE, "id")?),
            version: number(row.version, TABLE, "version")?,
            tracking_code: TrackingCode::parse(&row.tracking_code)
                .map_err(|_| wrong("tracking_code"))?,
            applicant: row.applicant,
            identity: row.identity,
            activity: Activity::of_column(&row.activity, TABLE, "activity")?,
            field,
            agency: row.agency.map(read_agency).transpose()?,
            path: row.path.map(|path| Path::of_column(&path, TABLE, "path")).transpose()?,
            stage: StageName::of_column(&row.stage, TABLE, "stage")?,
            office: row.office.map(read_office).transpose()?,
            holder: row.holder.map(read_holder).transpose()?,
            clock,
            open_requests: number(row.open_requests, TABLE, "open_requests")?,
            answered_requests: number(row.answered_requests, TABLE, "answered_requests")?,
            documents: number(row.documents, TABLE, "documents")?,
            documents_unseen: number(row.documents_unseen, TABLE, "documents_unseen")?,
            services_done: number(row.services_done, TABLE, "services_done")?,
            certificate_ends_on: row
                .certificate_ends_day
                .map(|ends| day(ends, TABLE, "certificate_ends_day"))
                .transpose()?,
            licence,
            registered_at: Instant::from_millis(row.registered_at_ms),
            changed_at: Instant::from_millis(row.changed_at_ms),
        })
    }
}

fn clock(row: &LineRow) -> Result<Option<Clock>, DbError> {
    let (Some(review), Some(started), Some(extended), Some(pauses)) =
        (&row.review, row.clock_started_ms, row.clock_extended_days, &row.clock_pauses)
    else {
        return Ok(None);
    };
    let pauses = pauses.split(',').filter(|pause| !pause.is_empty()).map(read_pause);
    Ok(Some(Clock {
        review: Review::of_column(review, TABLE, "review")?,
        started: Instant::from_millis(started),
        pauses: pauses.collect::<Result<_, _>>()?,
        extended_days: number(extended, TABLE, "clock_extended_days")?,
    }))
}

fn read_pause(text: &str) -> Result<Pause, DbError> {
    let wrong = DbError::InconsistentRow { table: TABLE, column: "clock_pauses" };
    let millis = |text: &str| text.parse().map(Instant::from_millis).ok();
    let Some((from, to)) = text.split_once('-') else { return Err(wrong) };
    match (millis(from), millis(to), to.is_empty()) {
        (Some(from), to, _) if to.is_some() => Ok(Pause { from, to }),
        (Some(from), None, true) => Ok(Pause { from, to: None }),
        _ => Err(wrong),
    }
}
