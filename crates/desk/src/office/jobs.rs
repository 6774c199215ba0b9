//! Print sessions: documents that are drawn one by one, sent as one job and recorded in one transaction.
//!
//! What a session is to print is kept in the database, so that one that breaks off is offered again. Its
//! drawn sheets are kept in memory alone. Before the job is sent, its sheets are noted; so whoever stands at
//! the printer afterwards can say how many came out, and exactly those are recorded.

use std::collections::{BTreeMap, BTreeSet};

use casedb::jobs::{self, ItemState, Job, JobItem, JobState, Planned};
use domain::dates::Instant;
use domain::event::{Fact, Printing, Sheet};
use domain::ids::CaseId;

use super::sheets::{Begun, Drawn};
use super::{AndThen, Office};
use crate::acts::Done;
use crate::commands::ledger::named;
use crate::papers::{self, Written, destination};
use crate::views::printing::{
    JobItemView, JobProgressView, JobResult, JobStateView, ListedView, PrintJobView,
};
use crate::{Error, ErrorCode};

mod note;

pub(crate) use note::SheetNote;

/// The most documents of a session.
const MOST: usize = 2_000;

/// Sheets of a session that are drawn and not yet sent.
pub(crate) struct DrawnJob {
    number: u32,
    /// The instant that all of them show.
    at: Instant,
    first_serial: u32,
    /// By their place in the session.
    sheets: BTreeMap<u32, Drawn>,
}

/// A sheet of a job that goes to the printer, with its place in the session.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) nth: u32,
    pub(crate) case: CaseId,
    pub(crate) at: Instant,
    pub(crate) sheet: Sheet,
    /// The same sheet in the further cases of a list.
    pub(crate) also: Vec<(CaseId, Sheet)>,
}

impl DrawnJob {
    /// The sheets, in order.
    pub(crate) fn sheets(&self) -> impl Iterator<Item = (u32, &Drawn)> {
        self.sheets.iter().map(|(nth, drawn)| (*nth, drawn))
    }
}

impl Office {
    /// Begins a session. A document that is asked for twice is printed once; a case stands on one list of a kind.
    pub(crate) async fn begin_job(&mut self, documents: Vec<Planned>) -> Result<Job, Error> {
        let mut once = Vec::with_capacity(documents.len());
        let (mut known, mut rows) = (BTreeSet::new(), BTreeSet::new());
        for planned in documents {
            if !known.insert(planned.clone()) {
                continue;
            }
            for row in std::iter::once(&planned.row).chain(&planned.also) {
                if !rows.insert((planned.document, *row)) {
                    let message = "یک پرونده در دو فهرست این جلسه آمده است.";
                    return Err(Error::saying(ErrorCode::NotPrintable, message));
                }
            }
            once.push(planned);
        }
        if once.is_empty() || once.len() > MOST {
            let message = "هر جلسهٔ چاپ از ۱ تا ۲۰۰۰ سند دارد.";
            return Err(Error::saying(ErrorCode::InputInvalid, message));
        }
        let officer = self.acting().clone();
        let mut writer = self.db.write().await?;
        if jobs::open(writer.conn(), &officer.office).await?.is_some() {
            return Err(Error::new(ErrorCode::JobUnfinished));
        }
        let by = (&officer.account, &officer.office);
        let number = jobs::begin(writer.conn(), by, &once, self.now()).await?;
        writer.commit().await?;
        self.drawn = None;
        self.job(number).await
    }

    /// Finds a session of the officer's office.
    pub(crate) async fn job(&self, number: u32) -> Result<Job, Error> {
        let mut reader = self.db.read().await?;
        let job = jobs::find(reader.conn(), number).await?;
        let ours = job.filter(|job| job.office == self.acting().office);
        ours.ok_or_else(|| Error::saying(ErrorCode::InputInvalid, "چنین جلسهٔ چاپی نیست."))
    }

    /// The documents of a session.
    pub(crate) async fn job_items(&self, job: &Job) -> Result<Vec<JobItem>, Error> {
        let mut reader = self.db.read().await?;
        Ok(jobs::items(reader.conn(), job.number).await?)
    }

    /// Draws at most so many more sheets of a session. What cannot be drawn is noted with its reason and
    /// holds no other up.
    pub(crate) async fn draw_job(
        &mut self,
        job: &Job,
        most: usize,
    ) -> Result<JobProgressView, Error> {
        let mut drawn = self.fresh(job).await?;
        let items = self.job_items(job).await?;
        let failed = |item: &&JobItem| matches!(item.state, ItemState::Failed(_));
        let printed = |item: &&JobItem| matches!(item.state, ItemState::Printed { .. });
        let (mut failures, gone) =
            (items.iter().filter(failed).count(), items.iter().filter(printed).count());
        let waiting = items.iter().filter(|item| item.state == ItemState::Waiting);
        let missing: Vec<&JobItem> =
            waiting.filter(|item| !drawn.sheets.contains_key(&item.nth)).collect();
        let mut begun = Vec::new();
        for item in missing.into_iter().take(most) {
            let before = u32::try_from(drawn.sheets.len() + begun.len()).unwrap_or(u32::MAX);
            match self.begin_item(item, drawn.at, drawn.first_serial + before).await {
                Ok(sheet) => begun.push((item, sheet)),
                Err(error) => {
                    self.note_failure(job, item, &error).await?;
                    failures += 1;
                }
            }
        }
        let mut bytes = Vec::with_capacity(begun.len());
        let written: Vec<&Written> = begun.iter().map(|(_, sheet)| &sheet.written).collect();
        papers::press(&written, |_, file| bytes.push(file));
        for ((item, sheet), bytes) in begun.into_iter().zip(bytes) {
            match bytes {
                Ok(bytes) => {
                    drawn.sheets.insert(item.nth, sheet.drawn(bytes));
                }
                Err(error) => {
                    self.note_failure(job, item, &error).await?;
                    failures += 1;
                    // Its serial is the next one's: those behind it are drawn in the next step.
                    break;
                }
            }
        }
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let done = count(drawn.sheets.len());
        self.drawn = Some(drawn);
        Ok(JobProgressView {
            job: job.number,
            drawn: done,
            failed: count(failures),
            of: count(items.len() - gone),
        })
    }

    /// What is drawn of a session already, unless the ledger or the day has moved on since.
    async fn fresh(&mut self, job: &Job) -> Result<DrawnJob, Error> {
        let (first_serial, now) = (self.free_serial().await?, self.now());
        let kept = self.drawn.take().filter(|drawn| {
            drawn.number == job.number
                && drawn.first_serial == first_serial
                && drawn.at.tehran_date() == now.tehran_date()
        });
        let sheets = BTreeMap::new();
        Ok(kept.unwrap_or(DrawnJob { number: job.number, at: now, first_serial, sheets }))
    }

    async fn begin_item(&self, item: &JobItem, at: Instant, serial: u32) -> Result<Begun, Error> {
        let mut cases = Vec::new();
        for (case, subject) in item.rows() {
            let case = self.find(&case.to_string()).await?;
            let printable = self.printable(&case, item.document, Some(subject))?;
            cases.push((case, printable));
        }
        self.begin_sheet(&cases, self.acting(), at, serial).await
    }

    async fn note_failure(&self, job: &Job, item: &JobItem, why: &Error) -> Result<(), Error> {
        let note = serde_json::to_vec(why).map_err(|error| Error::internal(&error))?;
        let mut writer = self.db.write().await?;
        jobs::put_item(writer.conn(), job.number, item.nth, &ItemState::Failed(note)).await?;
        Ok(writer.commit().await?)
    }

    /// Everything of a session that can be drawn, drawn from the cases as they stand now.
    pub(crate) async fn take_drawn(&mut self, job: &Job) -> Result<DrawnJob, Error> {
        self.draw_all(job).await?;
        if self.is_any_stale().await? {
            self.drawn = None;
            self.draw_all(job).await?;
        }
        self.drawn.take().ok_or_else(|| Error::internal(&"the session was drawn"))
    }

    async fn draw_all(&mut self, job: &Job) -> Result<(), Error> {
        loop {
            let JobProgressView { drawn, failed, of, .. } = self.draw_job(job, MOST).await?;
            if drawn + failed >= of {
                return Ok(());
            }
        }
    }

    async fn is_any_stale(&self) -> Result<bool, Error> {
        let drawn = self.drawn.iter().flat_map(DrawnJob::sheets);
        for (case, version) in drawn.flat_map(|(_, drawn)| &drawn.versions) {
            if self.find(&case.to_string()).await?.version != *version {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Keeps what was drawn after all: it was not sent.
    pub(crate) fn give_back(&mut self, drawn: DrawnJob) {
        self.drawn = Some(drawn);
    }

    /// The bytes of a drawn sheet of a session.
    pub(crate) fn drawn_page(&self, job: u32, nth: u32) -> Option<&Drawn> {
        self.drawn.as_ref().filter(|drawn| drawn.number == job)?.sheets.get(&nth)
    }

    /// Tries whether the ledger would take sheets.
    pub(crate) async fn try_sheets(&self, sent: &[Sent]) -> Result<(), Error> {
        let Some(first) = sent.first() else { return Ok(()) };
        let done = Done { facts: facts(sent), ..Done::default() };
        self.append(done, first.at, AndThen::RollBack).await?;
        Ok(())
    }

    /// Notes that a job is on its way to a printer.
    pub(crate) async fn note_sending(
        &self,
        job: &Job,
        printer: &str,
        sent: &[Sent],
    ) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        let conn = writer.conn();
        for sheet in sent {
            let note = SheetNote::of(sheet).write()?;
            jobs::put_item(conn, job.number, sheet.nth, &ItemState::Sending(note)).await?;
        }
        jobs::put_printer(conn, job.number, Some(printer)).await?;
        jobs::put_state(conn, job.number, JobState::Sending).await?;
        Ok(writer.commit().await?)
    }

    /// Notes that a job did not leave: its documents wait again.
    pub(crate) async fn note_not_sent(&self, job: &Job, sent: &[Sent]) -> Result<(), Error> {
        self.settle(job, &[], sent).await
    }

    /// Records the sheets of a job that came out, and lets the others wait again: all of it or nothing.
    pub(crate) async fn settle(
        &self,
        job: &Job,
        came_out: &[Sent],
        others: &[Sent],
    ) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        let conn = writer.conn();
        if let Some(first) = came_out.first() {
            self.append_in(conn, self.acting(), facts(came_out), first.at).await?;
        }
        for sheet in came_out {
            let state = ItemState::Printed { serial: sheet.sheet.serial };
            jobs::put_item(conn, job.number, sheet.nth, &state).await?;
        }
        for sheet in others {
            jobs::put_item(conn, job.number, sheet.nth, &ItemState::Waiting).await?;
        }
        let state = if others.is_empty() { JobState::Done } else { JobState::Planned };
        jobs::put_state(conn, job.number, state).await?;
        Ok(writer.commit().await?)
    }

    /// Closes a session of which nothing is on its way.
    pub(crate) async fn close_job(&mut self, job: &Job, state: JobState) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        jobs::put_state(writer.conn(), job.number, state).await?;
        writer.commit().await?;
        self.drawn = None;
        Ok(())
    }

    /// The session as the print desk shows it.
    pub(crate) async fn job_view(&self, job: Job) -> Result<PrintJobView, Error> {
        let mut items = Vec::new();
        for item in self.job_items(&job).await? {
            let list = self.listed_view(&item).await?;
            items.push(JobItemView { list, ..self.item_view(&job, item)? });
        }
        Ok(PrintJobView {
            number: job.number,
            begun: job.begun_at.into(),
            by: crate::case_view::Names::officer(self, &job.officer),
            state: match job.state {
                JobState::Planned => JobStateView::Planned,
                JobState::Sending => JobStateView::Sending,
                JobState::Done => JobStateView::Done,
                JobState::Dropped => JobStateView::Dropped,
            },
            items,
            printer: job.printer,
        })
    }

    /// Where a list goes; a case that has gone on since may not know it any more.
    async fn listed_view(&self, item: &JobItem) -> Result<Option<ListedView>, Error> {
        if item.document.printing() != Printing::Listed {
            return Ok(None);
        }
        let case = self.find(&item.case.to_string()).await?;
        let printable = self.printable(&case, item.document, Some(item.subject)).ok();
        let destination = printable.and_then(|printable| destination(self, &case, &printable));
        Ok(destination.map(|destination| destination.view(item.rows().count())))
    }

    fn item_view(&self, job: &Job, item: JobItem) -> Result<JobItemView, Error> {
        let result = match &item.state {
            ItemState::Waiting => {
                self.drawn_page(job.number, item.nth).map_or(JobResult::Waiting, |drawn| {
                    let Sheet { serial, copy, hash, .. } = &drawn.sheet;
                    JobResult::Drawn { serial: *serial, copy: *copy, hash: hash.to_string() }
                })
            }
            ItemState::Sending(note) => {
                let note = SheetNote::read(note)?;
                JobResult::Sending { serial: note.serial(), paper: note.paper() }
            }
            ItemState::Printed { serial } => JobResult::Printed { serial: *serial },
            ItemState::Failed(note) => JobResult::Failed {
                error: serde_json::from_slice(note).map_err(|error| Error::internal(&error))?,
            },
        };
        Ok(JobItemView {
            nth: item.nth,
            case: named(item.case, item.named),
            document: item.document.into(),
            subject: item.subject.to_string(),
            list: None,
            result,
        })
    }
}

fn facts(sent: &[Sent]) -> Vec<(CaseId, Fact)> {
    let rows = sent.iter().flat_map(|sent| {
        let also = sent.also.iter().map(|(case, sheet)| (*case, sheet));
        std::iter::once((sent.case, &sent.sheet)).chain(also)
    });
    rows.map(|(case, sheet)| (case, Fact::Printed(sheet.clone()))).collect()
}
