//! Print sessions: begun, drawn with progress, looked through, sent as one job, and settled when they broke.

use std::sync::Arc;

use casedb::jobs::{ItemState, Job, JobState, Planned};
use domain::event::Sheet;
use domain::identifiers::PaperSerial;

use super::ledger::{paper_serial, print_desk};
use super::papers::{PRINTER, file_name, find_sealed};
use super::session::encode;
use crate::acts::line;
use crate::desk::{Desk, blocking};
use crate::office::{DrawnJob, Office, Sent, SheetNote};
use crate::papers::{Written, bind};
use crate::platform::printing::PrintFailure;
use crate::views::Nothing;
use crate::views::files::FileView;
use crate::views::printing::{
    BeginJobRequest, DeliveryRequest, DeliveryView, JobItemRequest, JobProgressView, JobRequest,
    PrintDeskView, PrintJobView, SendJobRequest, SettleJobRequest,
};
use crate::{Error, ErrorCode};

/// How many sheets are drawn for one step of progress.
const STEP: usize = 16;

/// Begins a session. While a decision of one of its cases waits none is begun: papers need the seal.
pub async fn begin_job(desk: &Desk, request: BeginJobRequest) -> Result<PrintJobView, Error> {
    let mut office = desk.office().await?;
    let mut documents = Vec::with_capacity(request.documents.len());
    for asked in &request.documents {
        let cases = find_sealed(&office, asked).await?;
        let mut rows = cases.iter().map(|(case, printable)| (case.id, printable.subject));
        let row = rows.next().ok_or_else(|| Error::new(ErrorCode::NotPrintable))?;
        documents.push(Planned { document: asked.document.into(), row, also: rows.collect() });
    }
    let job = office.begin_job(documents).await?;
    office.job_view(job).await
}

/// Draws some more sheets of a session.
pub async fn draw_job(desk: &Desk, request: JobRequest) -> Result<JobProgressView, Error> {
    let mut office = desk.office().await?;
    let job = planned(&office, request.job).await?;
    office.draw_job(&job, STEP).await
}

/// Shows a session.
pub async fn job(desk: &Desk, request: JobRequest) -> Result<PrintJobView, Error> {
    let office = desk.office().await?;
    let job = office.job(request.job).await?;
    office.job_view(job).await
}

/// Shows a drawn sheet of a session: the very bytes that the ledger will know by their hash.
pub async fn job_page(desk: &Desk, request: JobItemRequest) -> Result<FileView, Error> {
    let office = desk.office().await?;
    let job = office.job(request.job).await?;
    let drawn = office.drawn_page(job.number, request.nth);
    let drawn = drawn.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))?;
    Ok(FileView {
        mime: "application/pdf".to_owned(),
        name: format!("{}.pdf", file_name(drawn.sheet.document, drawn.sheet.serial)),
        content: encode(&drawn.bytes),
    })
}

/// Sends a session to a printer as one job, and enters its sheets in the ledger when the queue has taken it.
pub async fn send_job(desk: &Desk, request: SendJobRequest) -> Result<PrintJobView, Error> {
    let first_paper = request.first_paper.as_deref().map(paper_serial).transpose()?;
    let mut office = desk.office().await?;
    let job = planned(&office, request.job).await?;
    let drawn = office.take_drawn(&job).await?;
    let sent = Box::pin(send(desk, &mut office, &job, &drawn, request.printer, first_paper)).await;
    office.give_back(drawn);
    sent?;
    let job = office.job(job.number).await?;
    office.job_view(job).await
}

async fn send(
    desk: &Desk,
    office: &mut Office,
    job: &Job,
    drawn: &DrawnJob,
    printer: Option<String>,
    first_paper: Option<PaperSerial>,
) -> Result<(), Error> {
    if drawn.sheets().next().is_none() {
        // Nothing of it could be drawn; each document has said why.
        return office.close_job(job, JobState::Done).await;
    }
    let printer = match printer {
        Some(printer) => printer,
        None => default_printer(desk).await?,
    };
    let sheets = sheets_of(job, drawn, &printer, first_paper.as_ref())?;
    let papers: Vec<PaperSerial> =
        sheets.iter().filter_map(|sent| sent.sheet.paper.clone()).collect();
    office.refuse_used_papers(&papers).await?;
    // Whatever the ledger would refuse is known before paper is used.
    office.try_sheets(&sheets).await?;
    let title = title(&sheets);
    let written: Vec<&Written> = drawn.sheets().map(|(_, sheet)| &sheet.written).collect();
    // A single sheet goes out as the very file that the ledger knows.
    let file = match drawn.sheets().next() {
        Some((_, sheet)) if written.len() == 1 => sheet.bytes.clone(),
        _ => bind(&title, &written)?,
    };
    office.note_sending(job, &printer, &sheets).await?;
    let system = desk.print_system.clone();
    let queue = printer.clone();
    let delivery = Arc::clone(&desk.delivery);
    let taken = blocking(move || system.print(Some(&queue), &title, &file, &delivery)).await;
    match taken {
        Ok(Ok(_)) => office.settle(job, &sheets, &[]).await,
        // A printer that stopped half-way may have put out some of many sheets; somebody has to look.
        Ok(Err(failure @ (PrintFailure::GivenUp(_) | PrintFailure::Stopped)))
            if sheets.len() > 1 =>
        {
            Err(Error {
                hint: "به چاپگر نگاه کنید و بگویید چند برگه بیرون آمده است.".to_owned(),
                ..failure.into()
            })
        }
        Ok(Err(failure)) => {
            office.note_not_sent(job, &sheets).await?;
            Err(failure.into())
        }
        Err(error) => Err(error),
    }
}

/// Tells how far the job is that is being handed to a queue. It waits for nothing, the job least of all.
pub async fn delivery(desk: &Desk, request: DeliveryRequest) -> Result<DeliveryView, Error> {
    if request.stop {
        desk.delivery.stop();
    }
    let (done, of) = desk.delivery.pages();
    Ok(DeliveryView { done, of })
}

/// The job's title: the serials of its sheets and nothing else.
fn title(sheets: &[Sent]) -> String {
    let serial = |sent: Option<&Sent>| sent.map_or(0, |sent| sent.sheet.serial);
    match (serial(sheets.first()), serial(sheets.last())) {
        (first, last) if first == last => format!("{first:06}"),
        (first, last) => format!("{first:06}-{last:06}"),
    }
}

async fn default_printer(desk: &Desk) -> Result<String, Error> {
    let system = desk.print_system.clone();
    let printers = blocking(move || system.printers()).await??;
    let default = printers.into_iter().find(|printer| printer.default);
    default.map(|printer| printer.name).ok_or_else(|| Error::new(ErrorCode::NoPrinter))
}

/// The sheets as the ledger will have them.
fn sheets_of(
    job: &Job,
    drawn: &DrawnJob,
    printer: &str,
    first_paper: Option<&PaperSerial>,
) -> Result<Vec<Sent>, Error> {
    let printer = line("چاپگر", printer, PRINTER)?;
    let mut sheets = Vec::new();
    for (ahead, (nth, one)) in (0_u32..).zip(drawn.sheets()) {
        let paper = match first_paper {
            None => None,
            Some(first) => Some(first.ahead(ahead).ok_or_else(|| {
                let message = "رقم‌های سریال کاغذ به همهٔ برگه‌ها نمی‌رسد.";
                Error::saying(ErrorCode::InputInvalid, message)
            })?),
        };
        let sent = |sheet: &Sheet| Sheet {
            printer: Some(printer.clone()),
            job: Some(job.number),
            paper: paper.clone(),
            ..sheet.clone()
        };
        let also = one.also.iter().map(|(case, sheet)| (*case, sent(sheet))).collect();
        sheets.push(Sent { nth, case: one.case, at: one.at, sheet: sent(&one.sheet), also });
    }
    Ok(sheets)
}

/// Says how many sheets came out of a session that broke off while it was sent. They are entered in the
/// ledger; the others wait again.
pub async fn settle_job(desk: &Desk, request: SettleJobRequest) -> Result<PrintJobView, Error> {
    let office = desk.office().await?;
    let job = office.job(request.job).await?;
    if job.state != JobState::Sending {
        return Err(Error::saying(ErrorCode::NotNow, "این جلسهٔ چاپ در حال فرستادن نیست."));
    }
    let mut sheets = Vec::new();
    for item in office.job_items(&job).await? {
        if let ItemState::Sending(note) = &item.state {
            sheets.push(SheetNote::read(note)?.sheet_of(&item)?);
        }
    }
    let came_out = usize::try_from(request.came_out).unwrap_or(usize::MAX);
    if came_out > sheets.len() {
        let message = "شمار برگه‌هایی که بیرون آمده از برگه‌های جلسه بیشتر است.";
        return Err(Error::saying(ErrorCode::InputInvalid, message));
    }
    let (came_out, others) = sheets.split_at(came_out);
    office.settle(&job, came_out, others).await?;
    let job = office.job(job.number).await?;
    office.job_view(job).await
}

/// Gives a session up that was not sent; its documents stay ready.
pub async fn drop_job(desk: &Desk, request: JobRequest) -> Result<PrintDeskView, Error> {
    let mut office = desk.office().await?;
    let job = planned(&office, request.job).await?;
    office.close_job(&job, JobState::Dropped).await?;
    drop(office);
    print_desk(desk, Nothing {}).await
}

/// A session that waits to be sent.
async fn planned(office: &Office, number: u32) -> Result<Job, Error> {
    let job = office.job(number).await?;
    match job.state {
        JobState::Planned => Ok(job),
        JobState::Sending => Err(Error::new(ErrorCode::JobUnfinished)),
        JobState::Done | JobState::Dropped => {
            Err(Error::saying(ErrorCode::NotNow, "این جلسهٔ چاپ به پایان رسیده است."))
        }
    }
}
