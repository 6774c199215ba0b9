//! The spooler of Windows, which takes drawings and no PDF.
//!
//! A sheet is drawn here in the printer's own dots and handed to its driver tile by tile, so that every
//! printer that has a driver prints it, whatever it speaks inside. Nothing is written but the spooler's own
//! file. Tried under Wine; `cargo xtask windows` does it again.

use std::sync::mpsc;
use std::time::Duration;

use super::{Delivery, PrintFailure, Printer, Watched};

mod dots;
mod gdi;
mod states;
mod winspool;

use dots::{Pages, Resolution};
use gdi::Paper;
use winspool::Queue;

/// How long the list of printers may take. One on a network that is gone answers late or never.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most dots an inch that are drawn; finer printers get each dot more than once.
const FINEST: u32 = 600;

/// The spooler.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spooler;

#[expect(clippy::unused_self, reason = "the other system has something of its own to remember")]
impl Spooler {
    /// Lists the queues.
    pub(super) fn printers(self) -> Result<Vec<Printer>, PrintFailure> {
        let (done, all_done) = mpsc::channel();
        std::thread::spawn(move || done.send(printers()));
        all_done.recv_timeout(PATIENCE).map_err(|_| PrintFailure::NoAnswer)?
    }

    /// Draws a PDF for a queue and returns the number of the job.
    pub(super) fn send(
        self,
        queue: &str,
        title: &str,
        pdf: &[u8],
        delivery: &Delivery,
    ) -> Result<String, PrintFailure> {
        let pages = Pages::read(pdf)
            .ok_or_else(|| PrintFailure::CommandFailed("the sheet is no PDF".to_owned()))?;
        let paper = Paper::a4(queue, &Queue::open(queue)?)?;
        if !paper.holds_a4() {
            return Err(PrintFailure::NoA4);
        }
        let Resolution { across, down } = paper.resolution();
        let drawn = Resolution { across: across.min(FINEST), down: down.min(FINEST) };
        delivery.begin(pages.count());
        let mut job = paper.begin(title)?;
        for page in pages.iter() {
            job.page(|sheet| page.draw(drawn, |tile| sheet.put(drawn, &tile)))?;
            if !delivery.page_taken() {
                return Err(PrintFailure::Stopped);
            }
        }
        job.end()
    }

    /// Looks at a job.
    pub(super) fn look_at(self, queue: &str, job: &str) -> Result<Watched, PrintFailure> {
        let queue = Queue::open(queue)?;
        Ok(match number(job).and_then(|job| queue.job(job)) {
            Some(told) => states::of_a_job(told.status, &told.words),
            // A job that is over leaves the list.
            None => Watched::Through,
        })
    }

    /// Takes a job back.
    pub(super) fn take_back(self, queue: &str, job: &str) {
        if let (Ok(queue), Some(job)) = (Queue::open(queue), number(job)) {
            queue.remove(job);
        }
    }
}

fn printers() -> Result<Vec<Printer>, PrintFailure> {
    let default = winspool::default_queue();
    let printer = |name: String| Printer {
        default: default.as_ref() == Some(&name),
        // Whoever does not answer here says so when something is printed.
        refuses: Queue::open(&name).ok().and_then(|queue| queue.state()).and_then(states::refusal),
        name,
    };
    Ok(winspool::queues()?.into_iter().map(printer).collect())
}

fn number(job: &str) -> Option<u32> {
    job.parse().ok()
}

impl From<windows::core::Error> for PrintFailure {
    fn from(error: windows::core::Error) -> Self {
        Self::CommandFailed(plain(&error.message()))
    }
}

/// A message of the system, short and without control characters.
fn plain(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(120).collect()
}
