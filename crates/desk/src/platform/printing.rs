//! Printing through the queues of the operating system: CUPS, or the spooler of Windows.
//!
//! No file of a sheet is written here. A job's title is the sheet's serial and holds no applicant's data.
//! A job counts as printed when a queue has taken it and has neither thrown it out nor stopped at it within
//! [`GRACE`]; before that nobody may enter it in the ledger.

use std::time::{Duration, Instant};

#[cfg(unix)]
mod cups;
mod delivery;
mod failure;
#[cfg(windows)]
mod spooler;

#[cfg(unix)]
use cups::Cups as System;
pub use delivery::Delivery;
pub use failure::PrintFailure;
#[cfg(windows)]
use spooler::Spooler as System;

/// How long a queue is watched for throwing a job out.
const GRACE: Duration = Duration::from_millis(1_500);
/// How long between two looks at a job.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// A queue to which sheets can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    /// Its name.
    pub name: String,
    /// The system's default.
    pub default: bool,
    /// Why nothing can be printed there now, or empty words where the system gives no reason.
    pub refuses: Option<String>,
}

/// A job that a queue has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenJob {
    /// The queue's name.
    pub printer: String,
    /// The name that the system gave to the job.
    pub job: String,
}

/// The print system of this machine.
#[derive(Debug, Clone, Default)]
pub struct PrintSystem {
    system: System,
}

impl PrintSystem {
    /// The system's own, found where the system has it.
    pub fn of_this_machine() -> Self {
        Self::default()
    }

    /// Commands of another folder; tests put theirs there.
    #[cfg(unix)]
    pub const fn with_tools(folder: std::path::PathBuf) -> Self {
        Self { system: System::with_tools(folder) }
    }

    /// Lists the queues, the default one first. None at all is an empty list.
    ///
    /// # Errors
    /// Says that the print system is missing or does not answer.
    pub fn printers(&self) -> Result<Vec<Printer>, PrintFailure> {
        let mut printers = self.system.printers()?;
        printers.sort_by_key(|printer| !printer.default);
        Ok(printers)
    }

    /// Prints a PDF on A4 to a queue, or to the default one, and waits until the queue has plainly taken it.
    ///
    /// `delivery` tells how far it is, and stops it. `title` is seen by everyone who sees the queue: the serial of the sheet and nothing else.
    ///
    /// # Errors
    /// Names what stood in the way; then nothing was printed, or the printer gave the sheet up half-way.
    pub fn print(
        &self,
        queue: Option<&str>,
        title: &str,
        pdf: &[u8],
        delivery: &Delivery,
    ) -> Result<TakenJob, PrintFailure> {
        let printers = self.system.printers()?;
        let printer = match queue {
            Some(name) => {
                printers.iter().find(|p| p.name == name).ok_or(PrintFailure::QueueUnknown)?
            }
            None => printers.iter().find(|p| p.default).ok_or(PrintFailure::NoPrinter)?,
        };
        if let Some(reason) = &printer.refuses {
            return Err(PrintFailure::QueueRefused(reason.clone()));
        }
        let job = self.system.send(&printer.name, title, pdf, delivery);
        delivery.begin(0); // nothing is on its way any longer
        let job = job?;
        self.watch(&printer.name, &job)?;
        Ok(TakenJob { printer: printer.name.clone(), job })
    }

    /// Looks at a job until it is through, or the time is up in which a queue throws jobs out. A job at which
    /// the queue stopped is taken back, or it would come out of the printer when nobody waits for it.
    fn watch(&self, queue: &str, job: &str) -> Result<(), PrintFailure> {
        let until = Instant::now() + GRACE;
        loop {
            match self.system.look_at(queue, job)? {
                Watched::Through => return Ok(()),
                Watched::ThrownOut(reason) => return Err(PrintFailure::GivenUp(reason)),
                Watched::StoppedAt(reason) => {
                    self.system.take_back(queue, job);
                    return Err(PrintFailure::GivenUp(reason));
                }
                Watched::Waiting if Instant::now() >= until => return Ok(()),
                Watched::Waiting => std::thread::park_timeout(BETWEEN_LOOKS),
            }
        }
    }
}

/// What a look at a job showed.
enum Watched {
    Through,
    Waiting,
    ThrownOut(String),
    StoppedAt(String),
}
