//! Printing through the queues of the operating system.
//!
//! On Linux and macOS that is CUPS, by its own commands. A document goes into `lp` by standard input, so
//! that no file of it is written here; the job's title is the sheet's serial and holds no applicant's data.
//! A job counts as printed when `lp` has taken it and the queue has neither thrown it out nor stopped at it
//! within [`GRACE`]; before that nobody may enter it in the ledger.
//!
//! Elsewhere printing is [`PrintFailure::Unsupported`] and the file can be saved instead. macOS uses the same
//! commands and has been tried by nobody yet.

use std::path::PathBuf;
use std::time::{Duration, Instant};

mod answers;
mod command;

use answers::JobState;
use command::{Said, Tool};

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
    /// Why nothing can be printed there now, in the system's own words, or empty words where it gives none.
    pub refuses: Option<String>,
}

/// The name that the system gave to a job, such as `office-12`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobId(pub String);

/// Why a sheet was not printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintFailure {
    /// There is no queue, or no default one.
    #[error("there is no printer")]
    NoPrinter,
    /// The queue that was asked for does not exist.
    #[error("there is no printer of that name")]
    QueueUnknown,
    /// The queue takes no jobs or has been stopped.
    #[error("the printer takes no jobs: {0}")]
    QueueRefused(String),
    /// The queue took the job and threw it out, or stopped at it.
    #[error("the printer gave the job up: {0}")]
    GivenUp(String),
    /// The system's printing commands are not installed.
    #[error("the printing commands of the system are missing")]
    CommandMissing,
    /// The print system does not answer.
    #[error("the print system does not answer")]
    NoAnswer,
    /// The command failed in another way.
    #[error("the printing command failed: {0}")]
    CommandFailed(String),
    /// Printing from the desk is not available on this operating system.
    #[error("printing is not available on this operating system")]
    Unsupported,
}

impl From<PrintFailure> for crate::Error {
    fn from(failure: PrintFailure) -> Self {
        const SAVE: &str = "یا سند را در پرونده ذخیره کنید و از آنجا چاپ کنید.";
        let with_reason = |what: &str, reason: &str| match reason {
            "" => format!("{what}."),
            _ => format!("{what}: {reason}"),
        };
        let (code, message, hint) = match &failure {
            PrintFailure::NoPrinter => (
                crate::ErrorCode::NoPrinter,
                "چاپگری در این رایانه تعریف نشده است.".to_owned(),
                "یک چاپگر تعریف کنید و آن را پیش‌فرض بگذارید،",
            ),
            PrintFailure::QueueUnknown => (
                crate::ErrorCode::NoPrinter,
                "چاپگری با این نام نیست.".to_owned(),
                "چاپگر دیگری را انتخاب کنید،",
            ),
            PrintFailure::QueueRefused(reason) => (
                crate::ErrorCode::PrinterFailed,
                with_reason("چاپگر کار نمی‌پذیرد یا متوقف است", reason),
                "چاپگر را راه بیندازید یا چاپگر دیگری را انتخاب کنید،",
            ),
            PrintFailure::GivenUp(reason) => (
                crate::ErrorCode::PrinterFailed,
                with_reason("چاپگر چاپ را نیمه‌کاره رها کرد", reason),
                "کاغذ و اتصال چاپگر را بررسی کنید و دوباره چاپ کنید،",
            ),
            PrintFailure::CommandMissing => (
                crate::ErrorCode::NoPrinter,
                "ابزار چاپ سیستم‌عامل (CUPS) نصب نیست.".to_owned(),
                "از کارشناس رایانه بخواهید CUPS را نصب کند،",
            ),
            PrintFailure::NoAnswer => (
                crate::ErrorCode::PrinterFailed,
                "سامانهٔ چاپ پاسخ نمی‌دهد.".to_owned(),
                "اتصال چاپگر را بررسی کنید و دوباره چاپ کنید،",
            ),
            PrintFailure::CommandFailed(reason) => (
                crate::ErrorCode::PrinterFailed,
                with_reason("چاپ انجام نشد", reason),
                "دوباره چاپ کنید،",
            ),
            PrintFailure::Unsupported => (
                crate::ErrorCode::NoPrinter,
                "چاپ مستقیم در این سیستم‌عامل هنوز فراهم نیست.".to_owned(),
                "",
            ),
        };
        let hint = match hint {
            "" => "سند را در پرونده ذخیره کنید و از آنجا چاپ کنید.".to_owned(),
            _ => format!("{hint} {SAVE}"),
        };
        Self { message, hint, ..Self::new(code) }
    }
}

/// The print system of this machine.
#[derive(Debug, Clone, Default)]
pub struct PrintSystem {
    tools: Option<PathBuf>,
}

impl PrintSystem {
    /// The system's own commands, found where the system finds commands.
    pub const fn of_this_machine() -> Self {
        Self { tools: None }
    }

    /// Commands of another folder; tests put theirs there.
    pub const fn with_tools(folder: PathBuf) -> Self {
        Self { tools: Some(folder) }
    }

    /// Lists the queues, the default one first. None at all is an empty list.
    ///
    /// # Errors
    /// Says that the commands are missing or do not answer.
    pub fn printers(&self) -> Result<Vec<Printer>, PrintFailure> {
        let names = self.lpstat(&["-e"])?.stdout;
        let default = self.lpstat(&["-d"])?.stdout;
        let default = answers::default_queue(&default);
        let refusals = format!("{}{}", self.lpstat(&["-a"])?.stdout, self.lpstat(&["-p"])?.stdout);
        let mut printers: Vec<Printer> = answers::queue_names(&names)
            .map(|name| Printer {
                name: name.to_owned(),
                default: default == Some(name),
                refuses: answers::why_refused(&refusals, name),
            })
            .collect();
        printers.sort_by_key(|printer| !printer.default);
        Ok(printers)
    }

    /// Prints a PDF on A4 to a queue, or to the default one, and waits until the queue has plainly taken it.
    ///
    /// `title` is seen by everyone who sees the queue: the serial of the sheet and nothing else.
    ///
    /// # Errors
    /// Names what stood in the way; then nothing was printed, or the printer gave the sheet up half-way.
    pub fn print(
        &self,
        queue: Option<&str>,
        title: &str,
        pdf: &[u8],
    ) -> Result<JobId, PrintFailure> {
        let printers = self.printers()?;
        let printer = match queue {
            Some(name) => {
                printers.iter().find(|p| p.name == name).ok_or(PrintFailure::QueueUnknown)?
            }
            None => printers.iter().find(|p| p.default).ok_or(PrintFailure::NoPrinter)?,
        };
        if let Some(reason) = &printer.refuses {
            return Err(PrintFailure::QueueRefused(reason.clone()));
        }
        let said = self.tool("lp").run(
            &["-d", &printer.name, "-t", title, "-o", "media=A4", "-o", "sides=one-sided", "-"],
            pdf,
        )?;
        let job = match answers::job_id(&said.stdout) {
            Some(job) if said.success => job.to_owned(),
            _ => return Err(answers::failure_of_lp(&said.stderr)),
        };
        self.watch(&printer.name, &job)?;
        Ok(JobId(job))
    }

    /// Looks at a job until it is through, or the time is up in which a queue throws jobs out. A job at which
    /// the queue stopped is taken back, or it would come out of the printer when nobody waits for it.
    fn watch(&self, queue: &str, job: &str) -> Result<(), PrintFailure> {
        let until = Instant::now() + GRACE;
        loop {
            match self.look_at(queue, job)? {
                Watched::Through => return Ok(()),
                Watched::ThrownOut(reason) => return Err(PrintFailure::GivenUp(reason)),
                Watched::StoppedAt(reason) => {
                    drop(self.tool("cancel").run(&[job], &[]));
                    return Err(PrintFailure::GivenUp(reason));
                }
                Watched::Waiting if Instant::now() >= until => return Ok(()),
                Watched::Waiting => std::thread::park_timeout(BETWEEN_LOOKS),
            }
        }
    }

    fn look_at(&self, queue: &str, job: &str) -> Result<Watched, PrintFailure> {
        let active = self.lpstat(&["-l", "-W", "not-completed", "-o", queue])?.stdout;
        match answers::job_state(&active, job) {
            Some(JobState::Stopped(reason)) => return Ok(Watched::StoppedAt(reason)),
            Some(JobState::Quiet(message)) => {
                let refused = answers::why_refused(&self.lpstat(&["-p", queue])?.stdout, queue);
                return Ok(match refused {
                    None => Watched::Waiting,
                    Some(why) if why.is_empty() => Watched::StoppedAt(message),
                    Some(why) => Watched::StoppedAt(why),
                });
            }
            None => {}
        }
        let over = self.lpstat(&["-l", "-W", "completed", "-o", queue])?.stdout;
        Ok(match answers::job_state(&over, job) {
            // A job that went well leaves no message behind. A queue that keeps no history took the job and
            // has let it go.
            Some(JobState::Quiet(message)) if message.is_empty() => Watched::Through,
            None => Watched::Through,
            Some(JobState::Quiet(reason) | JobState::Stopped(reason)) => Watched::ThrownOut(reason),
        })
    }

    fn lpstat(&self, arguments: &[&str]) -> Result<Said, PrintFailure> {
        self.tool("lpstat").run(arguments, &[])
    }

    fn tool(&self, name: &str) -> Tool {
        match &self.tools {
            Some(folder) => Tool::at(folder.join(name)),
            None => Tool::at(PathBuf::from(name)),
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

#[cfg(test)]
mod tests;
