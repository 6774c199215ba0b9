//! Print sessions: documents that go to the printer as one job.
//!
//! They belong to the workstation. What came out on paper is in the log; a session is kept so that one that
//! was broken off can be taken up again, with nothing lost and nothing printed twice. What the desk notes
//! about an item is its own writing and opaque here.

use std::collections::BTreeMap;

use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::event::DocumentKind;
use domain::ids::{CaseId, EventId, OfficerId};

use crate::codes::Code;
use crate::db::Connection;
use crate::error::DbError;
use crate::rows::{fixed, number as whole};
use crate::sheets::Named;

const JOBS: &str = "print_jobs";
const ITEMS: &str = "print_job_items";
const ROWS: &str = "print_job_rows";

/// A print session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Counts the sessions of the workstation.
    pub number: u32,
    /// Who began it.
    pub officer: OfficerId,
    /// Where.
    pub office: OfficeId,
    /// How far it is.
    pub state: JobState,
    /// Where it was sent.
    pub printer: Option<String>,
    /// When it began.
    pub begun_at: Instant,
}

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Nothing was sent.
    Planned,
    /// It was being sent; whether the printer has it, nobody has said.
    Sending,
    /// Every document has its result.
    Done,
    /// It was given up before it was sent.
    Dropped,
}

impl JobState {
    const ALL: [Self; 4] = [Self::Planned, Self::Sending, Self::Done, Self::Dropped];

    const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// Whether something is still to be done with it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Sending)
    }
}

/// A document of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobItem {
    /// Its place, from 1.
    pub nth: u32,
    /// The case.
    pub case: CaseId,
    /// What it is called.
    pub named: Named,
    /// What.
    pub document: DocumentKind,
    /// The event that it prints.
    pub subject: EventId,
    /// The further cases of a list, in order, each with its event.
    pub also: Vec<(CaseId, EventId)>,
    /// What became of it.
    pub state: ItemState,
}

impl JobItem {
    /// The cases that stand on it, in order, each with its event.
    pub fn rows(&self) -> impl Iterator<Item = (CaseId, EventId)> {
        std::iter::once((self.case, self.subject)).chain(self.also.iter().copied())
    }
}

/// A document that a session is to print.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Planned {
    /// What.
    pub document: DocumentKind,
    /// The case, and the event that it prints.
    pub row: (CaseId, EventId),
    /// The same of the further cases of a list, in order.
    pub also: Vec<(CaseId, EventId)>,
}

/// What became of a document of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemState {
    /// It was not sent.
    Waiting,
    /// It was being sent, as the sheet that the desk noted.
    Sending(Vec<u8>),
    /// It is in the ledger.
    Printed {
        /// With this serial.
        serial: u32,
    },
    /// It could not be drawn, for the reason that the desk noted.
    Failed(Vec<u8>),
}

/// Begins a session and returns its number.
///
/// # Errors
/// What SQLite can do, an open session of the same office among it.
pub async fn begin(
    conn: &mut Connection,
    by: (&OfficerId, &OfficeId),
    documents: &[Planned],
    at: Instant,
) -> Result<u32, DbError> {
    let (officer, office) = (by.0.as_str(), by.1.as_str());
    let at = at.as_millis();
    let number = sqlx::query_scalar!(
        r#"insert into print_jobs (number, officer, office, state, begun_at_ms)
           values ((select coalesce(max(number), 0) + 1 from print_jobs), ?, ?, 'planned', ?)
           returning number as "number!: i64""#,
        officer,
        office,
        at
    )
    .fetch_one(&mut *conn)
    .await?;
    for (nth, planned) in (1_i64..).zip(documents) {
        let (case, subject) = (&planned.row.0, &planned.row.1);
        let (case, subject) = (case.as_bytes().as_slice(), subject.as_bytes().as_slice());
        let document = planned.document.word();
        sqlx::query!(
            "insert into print_job_items (job, nth, case_id, document, subject, state)
             values (?, ?, ?, ?, ?, 'waiting')",
            number,
            nth,
            case,
            document,
            subject
        )
        .execute(&mut *conn)
        .await?;
        for (place, (case, subject)) in (2_i64..).zip(&planned.also) {
            let (case, subject) = (case.as_bytes().as_slice(), subject.as_bytes().as_slice());
            sqlx::query!(
                "insert into print_job_rows (job, nth, place, case_id, subject)
                 values (?, ?, ?, ?, ?)",
                number,
                nth,
                place,
                case,
                subject
            )
            .execute(&mut *conn)
            .await?;
        }
    }
    whole(number, JOBS, "number")
}

struct JobRow {
    number: i64,
    officer: String,
    office: String,
    state: String,
    printer: Option<String>,
    begun_at_ms: i64,
}

macro_rules! jobs {
    ($tail:tt, $argument:expr) => {
        sqlx::query_as!(
            JobRow,
            "select number, officer, office, state, printer, begun_at_ms
             from print_jobs "
                + $tail,
            $argument
        )
    };
}

/// Returns the session of an office that is not over.
///
/// # Errors
/// What SQLite can do.
pub async fn open(conn: &mut Connection, office: &OfficeId) -> Result<Option<Job>, DbError> {
    let office = office.as_str();
    let row = jobs!("where office = ? and state in ('planned', 'sending')", office)
        .fetch_optional(conn)
        .await?;
    row.map(Job::try_from).transpose()
}

/// Whether a session of any office was being sent and nobody has said what became of it.
///
/// # Errors
/// What SQLite can do.
pub async fn is_any_being_sent(conn: &mut Connection) -> Result<bool, DbError> {
    let sending = sqlx::query_scalar!(
        r#"select exists (select 1 from print_jobs where state = 'sending') as "sending!: bool""#
    )
    .fetch_one(conn)
    .await?;
    Ok(sending)
}

/// Finds a session.
///
/// # Errors
/// What SQLite can do.
pub async fn find(conn: &mut Connection, number: u32) -> Result<Option<Job>, DbError> {
    let row = jobs!("where number = ?", number).fetch_optional(conn).await?;
    row.map(Job::try_from).transpose()
}

/// Returns the documents of a session, in order.
///
/// # Errors
/// What SQLite can do.
pub async fn items(conn: &mut Connection, job: u32) -> Result<Vec<JobItem>, DbError> {
    let rows = sqlx::query!(
        "select nth, case_id, document, subject, state, note, serial, tracking_code, applicant
         from print_job_items join cases on cases.id = case_id
         where job = ? order by nth",
        job
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut listed = listed(conn, job).await?;
    rows.into_iter()
        .map(|row| {
            let nth = whole(row.nth, ITEMS, "nth")?;
            let note = row.note.unwrap_or_default();
            Ok(JobItem {
                nth,
                case: CaseId::from_bytes(fixed(&row.case_id, ITEMS, "case_id")?),
                named: Named { tracking_code: row.tracking_code, applicant: row.applicant },
                document: DocumentKind::of_column(&row.document, ITEMS, "document")?,
                subject: EventId::from_bytes(fixed(&row.subject, ITEMS, "subject")?),
                also: listed.remove(&nth).unwrap_or_default(),
                state: match row.state.as_str() {
                    "waiting" => ItemState::Waiting,
                    "sending" => ItemState::Sending(note),
                    "printed" => ItemState::Printed {
                        serial: whole(row.serial.unwrap_or_default(), ITEMS, "serial")?,
                    },
                    _ => ItemState::Failed(note),
                },
            })
        })
        .collect()
}

/// The further cases of the lists of a session, by the lists' places.
async fn listed(
    conn: &mut Connection,
    job: u32,
) -> Result<BTreeMap<u32, Vec<(CaseId, EventId)>>, DbError> {
    let rows = sqlx::query!(
        "select nth, case_id, subject from print_job_rows where job = ? order by nth, place",
        job
    )
    .fetch_all(conn)
    .await?;
    let mut listed: BTreeMap<u32, Vec<(CaseId, EventId)>> = BTreeMap::new();
    for row in rows {
        let case = CaseId::from_bytes(fixed(&row.case_id, ROWS, "case_id")?);
        let subject = EventId::from_bytes(fixed(&row.subject, ROWS, "subject")?);
        listed.entry(whole(row.nth, ROWS, "nth")?).or_default().push((case, subject));
    }
    Ok(listed)
}

/// Notes what became of a document.
///
/// # Errors
/// What SQLite can do.
pub async fn put_item(
    conn: &mut Connection,
    job: u32,
    nth: u32,
    state: &ItemState,
) -> Result<(), DbError> {
    let (word, note, serial) = match state {
        ItemState::Waiting => ("waiting", None, None),
        ItemState::Sending(note) => ("sending", Some(note.as_slice()), None),
        ItemState::Printed { serial } => ("printed", None, Some(*serial)),
        ItemState::Failed(note) => ("failed", Some(note.as_slice()), None),
    };
    sqlx::query!(
        "update print_job_items set state = ?, note = ?, serial = ? where job = ? and nth = ?",
        word,
        note,
        serial,
        job,
        nth
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes how far a session is.
///
/// # Errors
/// What SQLite can do.
pub async fn put_state(conn: &mut Connection, job: u32, state: JobState) -> Result<(), DbError> {
    let word = state.word();
    sqlx::query!("update print_jobs set state = ? where number = ?", word, job)
        .execute(conn)
        .await?;
    Ok(())
}

/// Notes where a session is sent.
///
/// # Errors
/// What SQLite can do.
pub async fn put_printer(
    conn: &mut Connection,
    job: u32,
    printer: Option<&str>,
) -> Result<(), DbError> {
    sqlx::query!("update print_jobs set printer = ? where number = ?", printer, job)
        .execute(conn)
        .await?;
    Ok(())
}

impl TryFrom<JobRow> for Job {
    type Error = DbError;

    fn try_from(row: JobRow) -> Result<Self, DbError> {
        let wrong = |column| DbError::InconsistentRow { table: JOBS, column };
        let state = JobState::ALL.into_iter().find(|state| state.word() == row.state);
        Ok(Self {
            number: whole(row.number, JOBS, "number")?,
            officer: OfficerId::parse(&row.officer).map_err(|_| wrong("officer"))?,
            office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
            state: state.ok_or_else(|| wrong("state"))?,
            printer: row.printer,
            begun_at: Instant::from_millis(row.begun_at_ms),
        })
    }
}
