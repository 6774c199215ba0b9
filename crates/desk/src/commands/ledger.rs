//! The print desk and the ledger: what is ready, which sheets there are, and what became of them.

use casedb::sheets::{LedgerSheet, Named, PrintableLine};
use domain::case::{Case, Printable, Stage};
use domain::event::{DocumentKind as Kind, Fact, PrintedStanding, Sheet, SheetMark};
use domain::identifiers::PaperSerial;
use domain::ids::{CaseId, ContentHash, EventId};
use sha2::{Digest, Sha256};

use super::papers::{PRINTER, file_name, send};
use super::session::encode;
use crate::acts::{Done, line};
use crate::case_view::{Names, sheet_state, sheet_view};
use crate::desk::{Desk, blocking};
use crate::office::{AndThen, Office};
use crate::papers::{Destination, Hand, Moment, Words, as_it_was, destination, draw};
use crate::views::Nothing;
use crate::views::files::FileView;
use crate::views::printing::{
    ListView, MarkSheetsRequest, PrintDeskView, PrintResult, PrintableView, PrintedView,
    PrinterView, ReprintRequest, SheetRequest, SheetState, SheetView,
};
use crate::views::session::CaseRef;
use crate::{Error, ErrorCode};

/// How many lines the ready list shows.
const READY_LINES: u32 = 2_000;
/// How many rows wait for lists; one list has no more.
const LISTED_LINES: u32 = 500;
/// The longest reason for printing again.
pub(super) const REASON: usize = 300;
/// How many lines the ledger shows.
const LEDGER_LINES: u32 = 200;

/// Shows what is ready, the printers and the ledger.
pub async fn print_desk(desk: &Desk, _: Nothing) -> Result<PrintDeskView, Error> {
    let office = desk.office().await?;
    let system = desk.print_system.clone();
    let printers = match blocking(move || system.printers()).await? {
        Ok(printers) => printers,
        Err(failure) => {
            tracing::warn!(print.failure = %failure, "the printers could not be listed");
            Vec::new()
        }
    };
    let mut view = desk_view(&office).await?;
    view.printers = printers
        .into_iter()
        .map(|printer| PrinterView {
            accepting: printer.refuses.is_none(),
            name: printer.name,
            default: printer.default,
        })
        .collect();
    Ok(view)
}

async fn desk_view(office: &Office) -> Result<PrintDeskView, Error> {
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    let id = &office.acting().office;
    let mut ready = Vec::new();
    let mut expired = Vec::new();
    for line in casedb::sheets::ready(conn, id, READY_LINES).await? {
        let late = line.document == Kind::BankReferral
            && match casedb::log::load_case(conn, line.case).await? {
                Some(case) => is_expired(office, &case, line.subject),
                None => false,
            };
        let heap = if late { &mut expired } else { &mut ready };
        heap.push(printable(line));
    }
    let lists = lists(office, conn, &mut expired).await?;
    let ledger = casedb::sheets::ledger(conn, id, LEDGER_LINES).await?;
    let ledger = ledger.into_iter().map(|sheet| ledger_view(sheet, office)).collect();
    let (sound, spoiled) = casedb::sheets::sound_and_spoiled(conn, id).await?;
    let next_serial = casedb::sheets::next_serial(conn, office.stream.id).await?;
    let last_paper = casedb::sheets::last_paper(conn, id).await?;
    let open = casedb::jobs::open(conn, id).await?;
    drop(reader);
    let job = match open {
        Some(job) => Some(office.job_view(job).await?),
        None => None,
    };
    Ok(PrintDeskView {
        ready,
        lists,
        expired,
        printers: Vec::new(),
        ledger,
        sound,
        spoiled,
        next_serial,
        next_paper: last_paper.and_then(|paper| paper.ahead(1)).map(|paper| paper.to_string()),
        job,
    })
}

fn printable(line: PrintableLine) -> PrintableView {
    let licence = line.document == Kind::Licence;
    PrintableView {
        case: named(line.case, line.named),
        field: line.field,
        document: line.document.into(),
        subject: line.subject.to_string(),
        provisional: licence && line.standing == PrintedStanding::Provisional,
        copies: line.copies,
    }
}

/// Whether the bank may no longer act on a referral, so that no paper asks it to.
fn is_expired(office: &Office, case: &Case, referral: EventId) -> bool {
    let Stage::Licensed(licensed) = &case.stage else { return false };
    let referral = licensed.referrals.iter().find(|known| known.event == referral);
    referral.is_some_and(|referral| referral.is_expired(office.today()))
}

/// What waits to stand on a list, by where it goes. What is too late for one goes to `expired`.
async fn lists(
    office: &Office,
    conn: &mut casedb::Connection,
    expired: &mut Vec<PrintableView>,
) -> Result<Vec<ListView>, Error> {
    let mut lists: Vec<(Destination, ListView)> = Vec::new();
    for line in casedb::sheets::never_listed(conn, &office.acting().office, LISTED_LINES).await? {
        let Some(case) = casedb::log::load_case(conn, line.case).await? else { continue };
        let (document, subject, standing) = (line.document, line.subject, line.standing);
        if document == Kind::BranchList && is_expired(office, &case, subject) {
            expired.push(printable(line));
            continue;
        }
        let to = destination(office, &case, &Printable { document, subject, standing });
        let Some(to) = to else { continue };
        let view = printable(line);
        let known =
            lists.iter_mut().find(|(goes, list)| list.document == view.document && *goes == to);
        if let Some((_, list)) = known {
            list.list.cases += 1;
            list.lines.push(view);
        } else {
            let list = to.clone().view(1);
            lists.push((to, ListView { document: view.document, list, lines: vec![view] }));
        }
    }
    Ok(lists.into_iter().map(|(_, list)| list).collect())
}

/// A sheet of a case, as the ledger shows it.
pub(super) fn of_serial(office: &Office, case: &Case, serial: u32) -> Option<SheetView> {
    let printed = case.sheets.iter().find(|printed| printed.sheet.serial == serial);
    printed.map(|printed| sheet_view(case, printed, office))
}

/// Draws the very bytes of a sheet again and prints them.
pub async fn reprint(desk: &Desk, request: ReprintRequest) -> Result<PrintedView, Error> {
    let office = desk.office().await?;
    let sheets = ledger_sheet(&office, request.serial).await?;
    let reason = line("دلیل چاپ دوباره", &request.reason, REASON)?;
    let paper = request.paper.as_deref().map(paper_serial).transpose()?;
    office.refuse_used_papers(paper.as_slice()).await?;
    let reprinted = |printer: &str| {
        let printer = line("چاپگر", printer, PRINTER)?;
        let again = |sheet: &LedgerSheet| {
            let (printer, paper, reason) = (printer.clone(), paper.clone(), reason.clone());
            (sheet.case, Fact::Reprinted { sheet: sheet.event, printer, paper, reason })
        };
        let facts = sheets.iter().map(again).collect();
        Ok::<_, Error>(Done { facts, ..Done::default() })
    };
    // Whatever the ledger would refuse is known before paper is used.
    office.append(reprinted("-")?, office.now(), AndThen::RollBack).await?;
    let bytes = bytes_of(&office, &sheets).await?;
    let printer = send(desk, request.printer.as_deref(), request.serial, bytes).await?;
    let cases = office.append(reprinted(&printer)?, office.now(), AndThen::Commit).await?;
    let view = cases.first().and_then(|case| of_serial(&office, case, request.serial));
    let sheet = view.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    Ok(PrintedView { sheets: vec![PrintResult::Printed { sheet: Box::new(sheet) }] })
}

/// Shows the very bytes of a sheet of the ledger.
pub async fn sheet(desk: &Desk, request: SheetRequest) -> Result<FileView, Error> {
    let office = desk.office().await?;
    let sheets = ledger_sheet(&office, request.serial).await?;
    let bytes = bytes_of(&office, &sheets).await?;
    let document = sheets.first().map(|sheet| sheet.sheet.document);
    let document = document.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    Ok(FileView {
        mime: "application/pdf".to_owned(),
        name: format!("{}.pdf", file_name(document, request.serial)),
        content: encode(&bytes),
    })
}

/// The bytes of a sheet, drawn from its cases as its printer saw them; they must have the ledger's hash.
async fn bytes_of(office: &Office, sheets: &[LedgerSheet]) -> Result<Vec<u8>, Error> {
    let first = sheets.first().ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    let mut cases = Vec::new();
    let mut reader = office.db.read().await?;
    for sheet in sheets {
        let case = as_it_was(reader.conn(), sheet.case, sheet.event).await?;
        let Sheet { document, subject, standing, .. } = sheet.sheet;
        cases.push((case, Printable { document, subject, standing }));
    }
    drop(reader);
    let moment = Moment {
        at: first.at,
        serial: first.sheet.serial,
        event: Some(first.event),
        by: Hand { officer: first.officer.clone(), office: first.office.clone() },
        words: Words::of(&first.sheet),
    };
    let bytes = draw(office, &cases, moment).await?;
    let hash = ContentHash::from_bytes(Sha256::digest(&bytes).into());
    if hash == first.sheet.hash {
        Ok(bytes)
    } else {
        Err(Error::internal(&"a sheet drawn again is not the sheet of the ledger"))
    }
}

/// A sheet of the ledger, once for each of its cases; another office's is not shown.
async fn ledger_sheet(office: &Office, serial: u32) -> Result<Vec<LedgerSheet>, Error> {
    let mut reader = office.db.read().await?;
    let sheets = casedb::sheets::by_serial(reader.conn(), office.stream.id, serial).await?;
    match sheets.first() {
        None => Err(Error::new(ErrorCode::SheetUnknown)),
        Some(sheet) if sheet.office != office.acting().office => {
            Err(Error::new(ErrorCode::PaperOfOther))
        }
        Some(_) => Ok(sheets),
    }
}

/// Says what became of sheets: of all of them, or of none.
pub async fn mark_sheets(desk: &Desk, request: MarkSheetsRequest) -> Result<PrintDeskView, Error> {
    let office = desk.office().await?;
    let mark = match &request.state {
        SheetState::Unanswered => return Err(Error::new(ErrorCode::SheetUnknown)),
        SheetState::Sound => SheetMark::Sound,
        SheetState::Spoiled { reason } => {
            SheetMark::Spoiled { reason: line("دلیل", reason, 300)? }
        }
        SheetState::HandedOver { to } => {
            SheetMark::HandedOver { to: line("گیرنده", to, 120)? }
        }
    };
    let mut done = Done::default();
    for serial in request.serials {
        for sheet in ledger_sheet(&office, serial).await? {
            let mark = mark.clone();
            done.facts.push((sheet.case, Fact::SheetMarked { sheet: sheet.event, mark }));
        }
    }
    office.append(done, office.now(), AndThen::Commit).await?;
    drop(office);
    print_desk(desk, Nothing {}).await
}

/// Names a case that was not read.
pub(crate) fn named(case: CaseId, named: Named) -> CaseRef {
    let Named { tracking_code, applicant } = named;
    CaseRef { id: case.to_string(), tracking_code, applicant }
}

fn ledger_view(of: LedgerSheet, office: &Office) -> SheetView {
    let sheet = of.sheet;
    SheetView {
        serial: sheet.serial,
        case: named(of.case, of.named),
        document: sheet.document.into(),
        subject: sheet.subject.to_string(),
        copy: sheet.copy,
        at: of.at.into(),
        by: office.officer(&of.officer),
        printer: sheet.printer.as_ref().map_or("file", |printer| printer.as_str()).to_owned(),
        state: sheet_state(of.mark.as_ref()),
        hash: sheet.hash.to_string(),
        reprints: of.reprints,
        reason: sheet.reason.as_ref().map(ToString::to_string),
        job: sheet.job,
        paper: sheet.paper.map(|paper| paper.to_string()),
        also: Some(of.also),
    }
}

/// Reads the serial of pre-printed paper.
pub(super) fn paper_serial(text: &str) -> Result<PaperSerial, Error> {
    PaperSerial::parse(text).map_err(|_| {
        Error::saying(
            ErrorCode::InputInvalid,
            "سریال کاغذ خوانده نشد؛ به ۳ تا ۱۲ رقم پایان می‌یابد، مانند الف-۰۰۱۲۳۴.",
        )
    })
}
