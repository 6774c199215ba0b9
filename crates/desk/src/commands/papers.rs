//! Documents: seen before they are printed, printed to a queue or saved as a file, kept in the ledger.
//!
//! The ledger is written after the printer has taken the sheet, so that a failed print is never recorded as
//! printed. Whatever happens between the two, the licence's number stays the one it was issued with.

use casedb::sheets::LedgerSheet;
use domain::case::{Case, Printable};
use domain::dates::Instant;
use domain::event::{DocumentKind as Kind, Event, Fact, Sheet, SheetMark};
use domain::ids::{CaseId, ContentHash, EventId};
use sha2::{Digest, Sha256};

use super::session::encode;
use crate::acts::{Done, plain};
use crate::case_view::{case_ref, printable_view, sheet_view};
use crate::desk::{Desk, blocking};
use crate::office::{AndThen, Office};
use crate::papers::{Moment, TEMPLATE, draw};
use crate::platform::folders;
use crate::views::Nothing;
use crate::views::files::FileView;
use crate::views::printing::{
    DocumentKind, DocumentRequest, MarkSheetRequest, PrintDeskView, PrintRequest, PrintResult,
    PrintedView, PrinterView, ReprintRequest, SavedView, SheetRequest, SheetState, SheetView,
};
use crate::{Error, ErrorCode};

/// How many lines the ready list and the ledger show.
const LINES: u32 = 200;

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
    for line in casedb::sheets::never_printed(conn, id, LINES).await? {
        let Some(case) = casedb::log::load_case(conn, line.case).await? else { continue };
        let (document, subject, standing) = (line.document, line.subject, line.standing);
        let printable = Printable { document, subject, standing };
        ready.push(printable_view(&case, &printable, &office.catalogue));
    }
    let mut ledger = Vec::new();
    for sheet in casedb::sheets::ledger(conn, id, LINES).await? {
        let case = casedb::log::load_case(conn, sheet.case).await?;
        ledger.extend(case.and_then(|case| of_serial(office, &case, sheet.sheet.serial)));
    }
    let (sound, spoiled) = casedb::sheets::sound_and_spoiled(conn, id).await?;
    let next_serial = casedb::sheets::next_serial(conn, office.stream.id).await?;
    Ok(PrintDeskView { ready, printers: Vec::new(), ledger, sound, spoiled, next_serial })
}

fn of_serial(office: &Office, case: &Case, serial: u32) -> Option<SheetView> {
    let printed = case.sheets.iter().find(|printed| printed.sheet.serial == serial);
    printed.map(|printed| sheet_view(case, printed, office))
}

/// The document that is asked for, with its case.
async fn find(office: &Office, request: &DocumentRequest) -> Result<(Case, Printable), Error> {
    let case = office.find(&request.case_id).await?;
    let kind = Kind::from(request.document);
    let subject = request.subject.as_deref().map(EventId::parse).transpose();
    let subject = subject.map_err(|_| Error::new(ErrorCode::NotPrintable))?;
    let wanted = |p: &&Printable| p.document == kind && subject.is_none_or(|s| s == p.subject);
    let found = case.printables().into_iter().find(|p| wanted(&p));
    let printable = found.ok_or_else(|| Error::new(ErrorCode::NotPrintable))?;
    Ok((case, printable))
}

async fn next_serial(office: &Office) -> Result<u32, Error> {
    let mut reader = office.db.read().await?;
    Ok(casedb::sheets::next_serial(reader.conn(), office.stream.id).await?)
}

/// Draws the next sheet of a document without recording it.
pub async fn preview(desk: &Desk, request: DocumentRequest) -> Result<FileView, Error> {
    let office = desk.office().await?;
    let (case, printable) = find(&office, &request).await?;
    let serial = next_serial(&office).await?;
    let moment = Moment { at: office.now(), serial, event: None };
    let bytes = draw(&office, &case, &printable, moment).await?;
    Ok(FileView {
        mime: "application/pdf".to_owned(),
        name: format!("{}.pdf", file_name(printable.document, serial)),
        content: encode(&bytes),
    })
}

fn file_name(document: Kind, serial: u32) -> String {
    let name = match document {
        Kind::Licence => "licence",
        Kind::EmpowermentReferral => "empowerment-referral",
        Kind::BankReferral => "bank-referral",
        Kind::Refusal => "refusal",
        Kind::Correction => "correction",
        Kind::Receipt => "receipt",
    };
    format!("{name}-{serial:06}")
}

/// A sheet that was drawn and is not yet recorded.
struct Drawn {
    case: Case,
    printable: Printable,
    at: Instant,
    serial: u32,
    bytes: Vec<u8>,
}

async fn drawn(office: &mut Office, request: &DocumentRequest) -> Result<Drawn, Error> {
    let case = office.find(&request.case_id).await?;
    office.seal_case(case.id).await?;
    let (case, printable) = find(office, request).await?;
    let serial = next_serial(office).await?;
    let at = office.now();
    let moment = Moment { at, serial, event: None };
    let bytes = draw(office, &case, &printable, moment).await?;
    // Whatever the ledger would refuse is known before paper is used.
    record(office, &case, &printable, at, serial, &bytes, None, AndThen::RollBack).await?;
    Ok(Drawn { case, printable, at, serial, bytes })
}

impl Drawn {
    async fn record(&self, office: &Office, printer: Option<&str>) -> Result<SheetView, Error> {
        let Self { case, printable, at, serial, bytes } = self;
        let then = AndThen::Commit;
        let case = record(office, case, printable, *at, *serial, bytes, printer, then).await?;
        of_serial(office, &case, *serial).ok_or_else(|| Error::new(ErrorCode::SheetUnknown))
    }
}

#[expect(clippy::too_many_arguments, reason = "a sheet is made of all of these, once")]
async fn record(
    office: &Office,
    case: &Case,
    printable: &Printable,
    at: Instant,
    serial: u32,
    bytes: &[u8],
    printer: Option<&str>,
    and_then: AndThen,
) -> Result<Case, Error> {
    let sheet = Sheet {
        serial,
        document: printable.document,
        subject: printable.subject,
        copy: case.copies(printable.document, printable.subject) + 1,
        standing: printable.standing,
        template: TEMPLATE,
        hash: ContentHash::from_bytes(Sha256::digest(bytes).into()),
        printer: printer.map(|name| plain("چاپگر", name, 127)).transpose()?,
    };
    let done = Done { facts: vec![(case.id, Fact::Printed(sheet))], ..Done::default() };
    let cases = office.append(done, at, and_then).await?;
    cases.into_iter().next().ok_or_else(|| Error::new(ErrorCode::CaseNotFound))
}

/// Prints documents, one after the other. Each has its own result; one that fails stops no other.
pub async fn print(desk: &Desk, request: PrintRequest) -> Result<PrintedView, Error> {
    let mut sheets = Vec::new();
    for document in &request.documents {
        let mut office = desk.office().await?;
        let result = print_one(desk, &mut office, document, request.printer.as_deref()).await;
        sheets.push(match result {
            Ok(sheet) => PrintResult::Printed { sheet },
            Err(error) => match office.find(&document.case_id).await {
                Ok(case) => PrintResult::Failed { case: case_ref(&case), error },
                Err(_) => return Err(error),
            },
        });
    }
    Ok(PrintedView { sheets })
}

async fn print_one(
    desk: &Desk,
    office: &mut Office,
    request: &DocumentRequest,
    printer: Option<&str>,
) -> Result<SheetView, Error> {
    let drawn = Box::pin(drawn(office, request)).await?;
    let printer = send(desk, printer, drawn.serial, drawn.bytes.clone()).await?;
    drawn.record(office, Some(&printer)).await
}

/// Sends bytes to a queue and returns its name. The job's title is the sheet's serial and nothing else.
async fn send(
    desk: &Desk,
    printer: Option<&str>,
    serial: u32,
    bytes: Vec<u8>,
) -> Result<String, Error> {
    let system = desk.print_system.clone();
    let named = printer.map(ToOwned::to_owned);
    let sent = blocking(move || {
        let title = format!("{serial:06}");
        let job = system.print(named.as_deref(), &title, &bytes)?;
        Ok::<_, crate::platform::printing::PrintFailure>((named, job))
    });
    let (named, job) = sent.await??;
    // `lp` names a job after its queue: `office-12`.
    Ok(named.unwrap_or_else(|| {
        job.0.rsplit_once('-').map_or(job.0.clone(), |(queue, _)| queue.to_owned())
    }))
}

/// Writes a document to a file in the officer's folder and records it.
pub async fn save(desk: &Desk, request: DocumentRequest) -> Result<SavedView, Error> {
    let mut office = desk.office().await?;
    let drawn = drawn(&mut office, &request).await?;
    let folder = desk.saved_files.clone().or_else(folders::saved_files_folder);
    let folder = folder.ok_or_else(|| Error::new(ErrorCode::FileNotWritable))?;
    let (name, bytes) = (file_name(drawn.printable.document, drawn.serial), drawn.bytes.clone());
    let path = blocking(move || folders::save_new(&folder, &name, "pdf", &bytes)).await??;
    let sheet = match drawn.record(&office, None).await {
        Ok(sheet) => sheet,
        Err(error) => {
            // A file that the ledger does not know must not lie about.
            if std::fs::remove_file(&path).is_err() {
                tracing::error!("a file that is not in the ledger could not be removed");
            }
            return Err(error);
        }
    };
    Ok(SavedView { path: path.to_string_lossy().into_owned(), sheet })
}

/// Draws the very bytes of a sheet again and prints them.
pub async fn reprint(desk: &Desk, request: ReprintRequest) -> Result<PrintedView, Error> {
    let office = desk.office().await?;
    let sheet = ledger_sheet(&office, request.serial).await?;
    let bytes = bytes_of(&office, &sheet).await?;
    let printer = send(desk, request.printer.as_deref(), request.serial, bytes).await?;
    let printer = plain("چاپگر", &printer, 127)?;
    let fact = Fact::Reprinted { serial: request.serial, printer };
    let case = append_one(&office, sheet.case, fact).await?;
    let view = of_serial(&office, &case, request.serial);
    let sheet = view.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    Ok(PrintedView { sheets: vec![PrintResult::Printed { sheet }] })
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

/// Says what became of a sheet.
pub async fn mark_sheet(desk: &Desk, request: MarkSheetRequest) -> Result<PrintDeskView, Error> {
    let office = desk.office().await?;
    let sheet = ledger_sheet(&office, request.serial).await?;
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
    append_one(&office, sheet.case, Fact::SheetMarked { serial: request.serial, mark }).await?;
    drop(office);
    print_desk(desk, Nothing {}).await
}

impl From<DocumentKind> for documents::Kind {
    fn from(kind: DocumentKind) -> Self {
        Kind::from(kind).into()
    }
}
