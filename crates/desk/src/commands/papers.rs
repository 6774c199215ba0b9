//! Documents: seen before they are printed, printed to a queue or saved as a file.
//!
//! The ledger is written after the printer has taken the sheet, so that a failed print is never recorded as
//! printed. Whatever happens between the two, the licence's number stays the one it was issued with.

use std::sync::Arc;

use domain::case::{Case, Printable};
use domain::event::{DocumentKind as Kind, Fact, Printing, Sheet};
use domain::identifiers::PaperSerial;
use domain::ids::{CaseId, EventId};
use domain::text::PlainText;

use super::ledger::{REASON, of_serial, paper_serial};
use super::session::encode;
use crate::acts::{Done, line};
use crate::case_view::case_ref;
use crate::desk::{Desk, blocking};
use crate::office::{AndThen, Drawn, Office};
use crate::papers::{Hand, Moment, Words, draw};
use crate::platform::folders;
use crate::views::files::FileView;
use crate::views::printing::{
    DocumentKind, DocumentRequest, PrintRequest, PrintResult, PrintedView, SavedView, SheetView,
};
use crate::{Error, ErrorCode};

/// The longest name of a printer.
pub(super) const PRINTER: usize = 127;

/// The document that is asked for, with its cases; only a list has several.
async fn find(office: &Office, request: &DocumentRequest) -> Result<Vec<(Case, Printable)>, Error> {
    let kind = Kind::from(request.document);
    if !request.with.is_empty() && kind.printing() != Printing::Listed {
        return Err(Error::new(ErrorCode::NotPrintable));
    }
    let mut cases = Vec::new();
    for (id, subject) in asked(request) {
        let subject = subject.as_deref().map(EventId::parse).transpose();
        let subject = subject.map_err(|_| Error::new(ErrorCode::NotPrintable))?;
        let case = office.find(id).await?;
        if cases.iter().any(|(known, _): &(Case, Printable)| known.id == case.id) {
            let message = "یک پرونده دو بار در این فهرست آمده است.";
            return Err(Error::saying(ErrorCode::NotPrintable, message));
        }
        let printable = office.printable(&case, kind, subject)?;
        cases.push((case, printable));
    }
    Ok(cases)
}

/// The cases that are asked for, each with its subject where one is named.
fn asked(request: &DocumentRequest) -> impl Iterator<Item = (&str, &Option<String>)> {
    let others = request.with.iter().map(|row| (row.case_id.as_str(), &row.subject));
    std::iter::once((request.case_id.as_str(), &request.subject)).chain(others)
}

/// The document that is asked for. While a decision of one of its cases waits there is none: papers need the seal.
pub(super) async fn find_sealed(
    office: &Office,
    request: &DocumentRequest,
) -> Result<Vec<(Case, Printable)>, Error> {
    let mut cases = Vec::new();
    for (id, _) in asked(request) {
        cases.push(office.find(id).await?.id);
    }
    office.refuse_waiting(&cases).await?;
    find(office, request).await
}

/// Who of a sample office gives a document out where whoever sits there does not, by account; `None` where they do, or
/// nobody here does.
///
/// # Errors
/// An office that is not open, and a case that is not here.
pub async fn giver(desk: &Desk, request: &DocumentRequest) -> Result<Option<String>, Error> {
    let office = desk.office().await?;
    let kind = Kind::from(request.document);
    let giver = office.giver(&request.case_id, |printable| printable.document == kind).await?;
    Ok(giver.map(|account| account.to_string()))
}

/// Draws the next sheet of a document without recording it.
pub async fn preview(desk: &Desk, request: DocumentRequest) -> Result<FileView, Error> {
    let office = desk.office().await?;
    let cases = find(&office, &request).await?;
    let serial = office.next_serial().await?;
    let by = Hand::of(office.acting());
    let moment = Moment { at: office.now(), serial, event: None, by, words: Words::InForce };
    let bytes = draw(&office, &cases, moment).await?;
    Ok(FileView {
        mime: "application/pdf".to_owned(),
        name: format!("{}.pdf", file_name(request.document.into(), serial)),
        content: encode(&bytes),
    })
}

pub(super) fn file_name(document: Kind, serial: u32) -> String {
    format!("{}-{serial:06}", documents::Kind::from(document).name())
}

async fn drawn(office: &Office, request: &DocumentRequest) -> Result<Drawn, Error> {
    let cases = find_sealed(office, request).await?;
    let serial = office.free_serial().await?;
    let drawn = office.draw_sheet(&cases, office.acting(), office.now(), serial).await?;
    // Whatever the ledger would refuse is known before paper is used.
    record(office, &drawn, None, AndThen::RollBack).await?;
    Ok(drawn)
}

async fn record(
    office: &Office,
    drawn: &Drawn,
    printer: Option<&str>,
    then: AndThen,
) -> Result<SheetView, Error> {
    let printer = printer.map(|name| line("چاپگر", name, PRINTER)).transpose()?;
    let fact = |case: CaseId, sheet: &Sheet| {
        (case, Fact::Printed(Sheet { printer: printer.clone(), ..sheet.clone() }))
    };
    let mut facts = vec![fact(drawn.case, &drawn.sheet)];
    facts.extend(drawn.also.iter().map(|(case, sheet)| fact(*case, sheet)));
    let done = Done { facts, ..Done::default() };
    let cases = office.append(done, drawn.at, then).await?;
    let case = cases.into_iter().next().ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
    of_serial(office, &case, drawn.sheet.serial).ok_or_else(|| Error::new(ErrorCode::SheetUnknown))
}

/// What is said of a further copy.
struct Again {
    reason: Option<PlainText>,
    paper: Option<PaperSerial>,
}

impl Again {
    fn read(request: &PrintRequest) -> Result<Self, Error> {
        let reason = request.reason.as_deref();
        let reason = reason.map(|reason| line("دلیل چاپ دوباره", reason, REASON)).transpose()?;
        let paper = request.paper.as_deref().map(paper_serial).transpose()?;
        if paper.is_some() && request.documents.len() != 1 {
            let message = "سریال کاغذ برای یک سند گفته می‌شود.";
            return Err(Error::saying(ErrorCode::InputInvalid, message));
        }
        Ok(Self { reason, paper })
    }

    fn write(&self, drawn: &mut Drawn) {
        let also = drawn.also.iter_mut().map(|(_, sheet)| sheet);
        for sheet in std::iter::once(&mut drawn.sheet).chain(also) {
            sheet.reason.clone_from(&self.reason);
            sheet.paper.clone_from(&self.paper);
        }
    }
}

/// Prints documents, one after the other. Each has its own result; one that fails stops no other.
pub async fn print(desk: &Desk, request: PrintRequest) -> Result<PrintedView, Error> {
    let mut sheets = Vec::new();
    let again = Again::read(&request)?;
    for document in &request.documents {
        let office = desk.office().await?;
        let result = print_one(desk, &office, document, (request.printer.as_deref(), &again)).await;
        sheets.push(match result {
            Ok(sheet) => PrintResult::Printed { sheet: Box::new(sheet) },
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
    office: &Office,
    request: &DocumentRequest,
    (printer, again): (Option<&str>, &Again),
) -> Result<SheetView, Error> {
    office.refuse_used_papers(again.paper.as_slice()).await?;
    let mut drawn = Box::pin(drawn(office, request)).await?;
    again.write(&mut drawn);
    let bytes = drawn.bytes.clone();
    let printer = send(desk, printer, drawn.sheet.serial, bytes).await?;
    record(office, &drawn, Some(&printer), AndThen::Commit).await
}

/// Sends bytes to a queue and returns its name. The job's title is the sheet's serial and nothing else.
pub(super) async fn send(
    desk: &Desk,
    printer: Option<&str>,
    serial: u32,
    bytes: Vec<u8>,
) -> Result<String, Error> {
    let system = desk.print_system.clone();
    let named = printer.map(ToOwned::to_owned);
    let title = format!("{serial:06}");
    let delivery = Arc::clone(&desk.delivery);
    let taken = blocking(move || system.print(named.as_deref(), &title, &bytes, &delivery));
    let taken = taken.await??;
    Ok(taken.printer)
}

/// Writes a document to a file in the officer's folder and records it.
pub async fn save(desk: &Desk, request: DocumentRequest) -> Result<SavedView, Error> {
    let office = desk.office().await?;
    let drawn = drawn(&office, &request).await?;
    let folder = desk.saved_files.clone().or_else(folders::saved_files_folder);
    let folder = folder.ok_or_else(|| Error::new(ErrorCode::FileNotWritable))?;
    let name = file_name(drawn.sheet.document, drawn.sheet.serial);
    let bytes = drawn.bytes.clone();
    let path = blocking(move || folders::save_new(&folder, &name, "pdf", &bytes)).await??;
    let sheet = match record(&office, &drawn, None, AndThen::Commit).await {
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

impl From<DocumentKind> for documents::Kind {
    fn from(kind: DocumentKind) -> Self {
        Kind::from(kind).into()
    }
}
