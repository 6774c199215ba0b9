//! The ledger of sheets, and what can be printed.

use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::event::{DocumentKind, PrintedStanding, Sheet, SheetMark};
use domain::identifiers::PaperSerial;
use domain::ids::{CaseId, ContentHash, EventId, OfficerId};
use domain::text::PlainText;
use wire::ids::StreamId;

use crate::codes::Code;
use crate::db::Connection;
use crate::error::DbError;
use crate::rows::{fixed, number};

/// What a case is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its tracking code.
    pub tracking_code: String,
    /// Its applicant.
    pub applicant: String,
}

/// A sheet of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerSheet {
    /// The record from which its bytes are drawn; its paper and its reason are those of the newest reprint.
    pub sheet: Sheet,
    /// The event of printing.
    pub event: EventId,
    /// The case.
    pub case: CaseId,
    /// What the case is called.
    pub named: Named,
    /// Who printed it.
    pub officer: OfficerId,
    /// Where.
    pub office: OfficeId,
    /// When.
    pub at: Instant,
    /// How often the same bytes were printed again.
    pub reprints: u32,
    /// What became of it, once somebody has said.
    pub mark: Option<SheetMark>,
    /// How many further cases stand on it; only a list has any.
    pub also: u32,
}

/// A document that can be drawn from a case now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintableLine {
    /// The case.
    pub case: CaseId,
    /// What the case is called.
    pub named: Named,
    /// The title of its field.
    pub field: String,
    /// What.
    pub document: DocumentKind,
    /// The event that it prints.
    pub subject: EventId,
    /// What it must say of the registry's confirmation.
    pub standing: PrintedStanding,
    /// How many sheets of it exist.
    pub copies: u32,
    /// When its subject was made.
    pub made_at: Instant,
}

struct SheetRow {
    event: Vec<u8>,
    serial: i64,
    case_id: Vec<u8>,
    document: String,
    subject: Vec<u8>,
    copy: i64,
    standing: String,
    template: i64,
    hash: Vec<u8>,
    printer: Option<String>,
    officer: String,
    office: String,
    at_ms: i64,
    reprints: i64,
    mark: Option<String>,
    mark_text: Option<String>,
    job: Option<i64>,
    paper: Option<String>,
    letterhead: Option<Vec<u8>>,
    texts: Option<Vec<u8>>,
    reason: Option<String>,
    tracking_code: String,
    applicant: String,
    also: i64,
}

macro_rules! sheets {
    ($tail:tt $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            SheetRow,
            r#"select event, serial, case_id, document, subject, copy, standing, template, hash, printer,
                    officer, sheets.office, at_ms, reprints, mark, mark_text, job, paper,
                    letterhead, texts, reason, tracking_code, applicant,
                    (select count(*) - 1 from sheets same
                     where same.stream = sheets.stream and same.serial = sheets.serial) as "also!: i64"
             from sheets join cases on cases.id = case_id "# + $tail
            $(, $argument)*
        )
    };
}

/// Returns the sheets of an office, newest first; a list is there once.
///
/// # Errors
/// What SQLite can do.
pub async fn ledger(
    conn: &mut Connection,
    office: &OfficeId,
    limit: u32,
) -> Result<Vec<LedgerSheet>, DbError> {
    let office = office.as_str();
    let rows = sheets!(
        "where sheets.office = ? and not exists
               (select 1 from sheets other
                where other.stream = sheets.stream and other.serial = sheets.serial
                  and other.event < sheets.event)
         order by at_ms desc, serial desc limit ?",
        office,
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(LedgerSheet::try_from).collect()
}

/// Finds a sheet of a stream by its serial, once for each of its cases: a list has several, in their order.
///
/// # Errors
/// What SQLite can do.
pub async fn by_serial(
    conn: &mut Connection,
    stream: StreamId,
    serial: u32,
) -> Result<Vec<LedgerSheet>, DbError> {
    let stream = stream.as_bytes().as_slice();
    let rows = sheets!(
        "where stream = ? and serial = ?
         order by (select position from events where events.id = sheets.event)",
        stream,
        serial
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(LedgerSheet::try_from).collect()
}

/// Returns the serial that the next sheet of a stream has.
///
/// # Errors
/// What SQLite can do.
pub async fn next_serial(conn: &mut Connection, stream: StreamId) -> Result<u32, DbError> {
    let stream = stream.as_bytes().as_slice();
    let next = sqlx::query_scalar!(
        r#"select coalesce(max(serial), 0) + 1 as "next!: i64" from sheets where stream = ?"#,
        stream
    )
    .fetch_one(conn)
    .await?;
    number(next, "sheets", "serial")
}

/// Returns how many sheets of an office are good (sound or handed over), and how many spoiled.
///
/// # Errors
/// What SQLite can do.
pub async fn sound_and_spoiled(
    conn: &mut Connection,
    office: &OfficeId,
) -> Result<(u32, u32), DbError> {
    let office = office.as_str();
    let row = sqlx::query!(
        r#"select count(*) filter (where mark in ('sound', 'handedOver')) as "sound!: i64",
                  count(*) filter (where mark = 'spoiled') as "spoiled!: i64"
           from sheets where office = ? and not exists
               (select 1 from sheets other
                where other.stream = sheets.stream and other.serial = sheets.serial
                  and other.event < sheets.event)"#,
        office
    )
    .fetch_one(conn)
    .await?;
    Ok((number(row.sound, "sheets", "mark")?, number(row.spoiled, "sheets", "mark")?))
}

/// Returns the serial of the pre-printed paper that an office used last.
///
/// # Errors
/// What SQLite can do.
pub async fn last_paper(
    conn: &mut Connection,
    office: &OfficeId,
) -> Result<Option<PaperSerial>, DbError> {
    let office = office.as_str();
    let paper = sqlx::query_scalar!(
        r#"select paper as "paper!: String" from sheets
           where office = ? and paper is not null order by at_ms desc, serial desc limit 1"#,
        office
    )
    .fetch_optional(conn)
    .await?;
    let wrong = |_| DbError::InconsistentRow { table: "sheets", column: "paper" };
    paper.as_deref().map(PaperSerial::parse).transpose().map_err(wrong)
}

/// Whether a sheet is already on the paper with this serial.
///
/// # Errors
/// What SQLite can do.
pub async fn is_paper_used(conn: &mut Connection, paper: &PaperSerial) -> Result<bool, DbError> {
    let paper = paper.as_str();
    let used = sqlx::query_scalar!(
        r#"select exists (select 1 from sheets where paper = ?) as "used!: bool""#,
        paper
    )
    .fetch_one(conn)
    .await?;
    Ok(used)
}

struct PrintableRow {
    case_id: Vec<u8>,
    document: String,
    subject: Vec<u8>,
    standing: String,
    copies: i64,
    made_at_ms: i64,
    tracking_code: String,
    applicant: String,
    field: String,
}

/// Returns the documents that an office made of which no good sheet exists, newest first: those that were
/// never printed, whose sheets are all spoiled, or whose standing has changed. A referral that stands on a list
/// needs no letter of its own.
///
/// # Errors
/// What SQLite can do.
pub async fn ready(
    conn: &mut Connection,
    office: &OfficeId,
    limit: u32,
) -> Result<Vec<PrintableLine>, DbError> {
    let office = office.as_str();
    let rows = sqlx::query_as!(
        PrintableRow,
        "select case_id, document, subject, standing, copies, made_at_ms, tracking_code, applicant,
                coalesce(field_title, '') as \"field!: String\"
         from waiting_printables as p join cases on cases.id = case_id
         where p.office = ? and not p.listed
         order by made_at_ms desc, case_id limit ?",
        office,
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(PrintableLine::try_from).collect()
}

/// Returns what an office made that waits to stand on a list, oldest first: referrals without a letter of their
/// own, and hand-overs.
///
/// # Errors
/// What SQLite can do.
pub async fn never_listed(
    conn: &mut Connection,
    office: &OfficeId,
    limit: u32,
) -> Result<Vec<PrintableLine>, DbError> {
    let office = office.as_str();
    let rows = sqlx::query_as!(
        PrintableRow,
        "select case_id, document, subject, standing, copies, made_at_ms, tracking_code, applicant,
                coalesce(field_title, '') as \"field!: String\"
         from waiting_printables as p join cases on cases.id = case_id
         where p.office = ? and p.listed
         order by made_at_ms, case_id limit ?",
        office,
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(PrintableLine::try_from).collect()
}

impl TryFrom<PrintableRow> for PrintableLine {
    type Error = DbError;

    fn try_from(row: PrintableRow) -> Result<Self, DbError> {
        let table = "printables";
        Ok(Self {
            case: CaseId::from_bytes(fixed(&row.case_id, table, "case_id")?),
            named: Named { tracking_code: row.tracking_code, applicant: row.applicant },
            field: row.field,
            document: DocumentKind::of_column(&row.document, table, "document")?,
            subject: EventId::from_bytes(fixed(&row.subject, table, "subject")?),
            standing: PrintedStanding::of_column(&row.standing, table, "standing")?,
            copies: number(row.copies, table, "copies")?,
            made_at: Instant::from_millis(row.made_at_ms),
        })
    }
}

impl TryFrom<SheetRow> for LedgerSheet {
    type Error = DbError;

    fn try_from(row: SheetRow) -> Result<Self, DbError> {
        const TABLE: &str = "sheets";
        let wrong = |column| DbError::InconsistentRow { table: TABLE, column };
        let text =
            |text: &str, column| PlainText::parse(text, usize::MAX).map_err(|_| wrong(column));
        let marked =
            |row: &SheetRow| text(row.mark_text.as_deref().unwrap_or_default(), "mark_text");
        let mark = match row.mark.as_deref() {
            None => None,
            Some("sound") => Some(SheetMark::Sound),
            Some("spoiled") => Some(SheetMark::Spoiled { reason: marked(&row)? }),
            Some(_) => Some(SheetMark::HandedOver { to: marked(&row)? }),
        };
        let printer = row.printer.as_deref().map(|printer| text(printer, "printer")).transpose()?;
        let paper = row.paper.as_deref().map(PaperSerial::parse).transpose();
        let paper = paper.map_err(|_| wrong("paper"))?;
        let content = |hash: Option<&Vec<u8>>, column| {
            hash.map(|hash| fixed(hash, TABLE, column).map(ContentHash::from_bytes)).transpose()
        };
        Ok(Self {
            sheet: Sheet {
                serial: number(row.serial, TABLE, "serial")?,
                document: DocumentKind::of_column(&row.document, TABLE, "document")?,
                subject: EventId::from_bytes(fixed(&row.subject, TABLE, "subject")?),
                copy: number(row.copy, TABLE, "copy")?,
                standing: PrintedStanding::of_column(&row.standing, TABLE, "standing")?,
                template: number(row.template, TABLE, "template")?,
                hash: ContentHash::from_bytes(fixed(&row.hash, TABLE, "hash")?),
                printer,
                job: row.job.map(|job| number(job, TABLE, "job")).transpose()?,
                paper,
                letterhead: content(row.letterhead.as_ref(), "letterhead")?,
                texts: content(row.texts.as_ref(), "texts")?,
                reason: row.reason.as_deref().map(|reason| text(reason, "reason")).transpose()?,
            },
            event: EventId::from_bytes(fixed(&row.event, TABLE, "event")?),
            case: CaseId::from_bytes(fixed(&row.case_id, TABLE, "case_id")?),
            officer: OfficerId::parse(&row.officer).map_err(|_| wrong("officer"))?,
            named: Named { tracking_code: row.tracking_code, applicant: row.applicant },
            office: OfficeId::parse(&row.office).map_err(|_| wrong("office"))?,
            at: Instant::from_millis(row.at_ms),
            reprints: number(row.reprints, TABLE, "reprints")?,
            mark,
            also: number(row.also, TABLE, "serial")?,
        })
    }
}
