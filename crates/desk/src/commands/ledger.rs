//! The print desk and the ledger: what is ready, which sheets there are, and what became of them.

use casedb::sheets::{LedgerSheet, Named};
use domain::case::{Case, Printable};
use domain::event::{DocumentKind as Kind, Event, Fact, PrintedStanding, SheetMark};
use domain::identifiers::PaperSerial;
use domain::ids::{CaseId, ContentHash};
use sha2::{Digest, Sha256};

use super::papers::{PRINTER, file_name, send};
use super::session::encode;
use crate::acts::{Done, plain};
use crate::case_view::{Names, sheet_state, sheet_view};
use crate::desk::{Desk, blocking};
use crate::office::{AndThen, Office};
use crate::papers::{Moment, draw};
use crate::views::Nothing;
use crate::views::files::FileView;
use crate::views::printing::{
    MarkSheetsRequest, PrintDeskView, PrintResult, PrintableView, PrintedView, PrinterView,
    ReprintRequest, SheetRequest, SheetState, SheetView,
};
use crate::views::session::CaseRef;
use crate::{Error, ErrorCode};

/// How many lines the ready list shows.
const READY_LINES: u32 = 2_000;
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
    let id = &office.actor().office;
    let mut ready = Vec::new();
    for line in casedb::sheets::ready(conn, id, READY_LINES).await? {
        ready.push(PrintableView {
            case: named(line.case, line.named),
            field: line.field,
            document: line.document.into(),
            subject: line.subject.to_string(),
            provisional: line.document == Kind::Licence
                && line.standing == PrintedStanding::Provisional,
            copies: line.copies,
        });
    }
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
        printers: Vec::new(),
        ledger,
        sound,
        spoiled,
        next_serial,
        next_paper: last_paper.and_then(|paper| paper.ahead(1)).map(|paper| paper.to_string()),
        job,
    })
}

/// A sheet of a case, as the ledger shows it.
pub(super) fn of_serial(office: &Office, case: &Case, serial: u32) -> Option<SheetView> {
    let printed = case.sheets.iter().find(|printed| printed.sheet.serial == serial);
    printed.map(|printed| sheet_view(case, printed, office))
}

/// Draws the very bytes of a sheet again and prints them.
pub async fn reprint(desk: &Desk, request: ReprintRequest) -> Result<PrintedView, Error> {
    let office = desk.office().await?;
    let sheet = ledger_sheet(&office, request.serial).await?;
    let bytes = bytes_of(&office, &sheet).await?;
    let paper = request.paper.as_deref().map(paper_serial).transpose()?;
    office.refuse_used_papers(paper.as_slice()).await?;
    let printer = send(desk, request.printer.as_deref(), request.serial, bytes).await?;
    let printer = plain("چاپگر", &printer, PRINTER)?;
    let fact = Fact::Reprinted { serial: request.serial, printer, paper };
    let case = append_one(&office, sheet.case, fact).await?;
    let view = of_serial(&office, &case, request.serial);
    let sheet = view.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    Ok(PrintedView { sheets: vec![PrintResult::Printed { sheet: Box::new(sheet) }] })
}

/// Shows the very bytes of a sheet of the ledger.
pub async fn sheet(desk: &Desk, request: SheetRequest) -> Result<FileView, Error> {
    let office = desk.office().await?;
    let sheet = ledger_sheet(&office, request.serial).await?;
    let bytes = bytes_of(&office, &sheet).await?;
    Ok(FileView {
        mime: "application/pdf".to_owned(),
        name: format!("{}.pdf", file_name(sheet.sheet.document, request.serial)),
        content: encode(&bytes),
    })
}

/// The bytes of a sheet, drawn from the case as it stood before it; they must have the ledger's hash.
async fn bytes_of(office: &Office, sheet: &LedgerSheet) -> Result<Vec<u8>, Error> {
    let mut reader = office.db.read().await?;
    let events = casedb::log::case_events(reader.conn(), sheet.case).await?;
    drop(reader);
    let events: Vec<Event> = events.into_iter().map(|logged| logged.event).collect();
    let before = events.iter().take_while(|event| event.id != sheet.event);
    let case = Case::fold(before)?.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
    let printable = Printable {
        document: sheet.sheet.document,
        subject: sheet.sheet.subject,
        standing: sheet.sheet.standing,
    };
    let (at, serial) = (sheet.at, sheet.sheet.serial);
    let moment = Moment { at, serial, event: Some(sheet.event) };
    let bytes = draw(office, &case, &printable, moment).await?;
    let hash = ContentHash::from_bytes(Sha256::digest(&bytes).into());
    if hash == sheet.sheet.hash {
        Ok(bytes)
    } else {
        Err(Error::internal(&"a sheet drawn again is not the sheet of the ledger"))
    }
}

async fn ledger_sheet(office: &Office, serial: u32) -> Result<LedgerSheet, Error> {
    let mut reader = office.db.read().await?;
    let sheet = casedb::sheets::by_serial(reader.conn(), office.stream.id, serial).await?;
    sheet.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))
}

async fn append_one(office: &Office, case: CaseId, fact: Fact) -> Result<Case, Error> {
    let done = Done { facts: vec![(case, fact)], ..Done::default() };
    let cases = office.append(done, office.now(), AndThen::Commit).await?;
    cases.into_iter().next().ok_or_else(|| Error::new(ErrorCode::CaseNotFound))
}

/// Says what became of sheets: of all of them, or of none.
pub async fn mark_sheets(desk: &Desk, request: MarkSheetsRequest) -> Result<PrintDeskView, Error> {
    let office = desk.office().await?;
    let mark = match &request.state {
        SheetState::Unanswered => return Err(Error::new(ErrorCode::SheetUnknown)),
        SheetState::Sound => SheetMark::Sound,
        SheetState::Spoiled { reason } => {
            SheetMark::Spoiled { reason: plain("دلیل", reason, 300)? }
        }
        SheetState::HandedOver { to } => {
            SheetMark::HandedOver { to: plain("گیرنده", to, 120)? }
        }
    };
    let mut done = Done::default();
    for serial in request.serials {
        let sheet = ledger_sheet(&office, serial).await?;
        let mark = mark.clone();
        done.facts.push((sheet.case, Fact::SheetMarked { serial, mark }));
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
        job: sheet.job,
        paper: sheet.paper.map(|paper| paper.to_string()),
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
