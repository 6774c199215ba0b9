//! The queues of CUPS, by its own commands (Linux; the same on macOS, where nobody has tried them yet).
//!
//! A document goes into `lp` by standard input, so that no file of it is written here.

use std::path::PathBuf;

use super::{Delivery, PrintFailure, Printer, Watched};

mod answers;
mod command;

use answers::JobState;
use command::{Said, Tool};

/// The commands of CUPS.
#[derive(Debug, Clone, Default)]
pub(super) struct Cups {
    tools: Option<PathBuf>,
}

impl Cups {
    /// Commands of another folder than the system's.
    pub(super) const fn with_tools(folder: PathBuf) -> Self {
        Self { tools: Some(folder) }
    }

    /// Lists the queues.
    pub(super) fn printers(&self) -> Result<Vec<Printer>, PrintFailure> {
        let names = self.lpstat(&["-e"])?.stdout;
        let default = self.lpstat(&["-d"])?.stdout;
        let default = answers::default_queue(&default);
        let refusals = format!("{}{}", self.lpstat(&["-a"])?.stdout, self.lpstat(&["-p"])?.stdout);
        let printer = |name: &str| Printer {
            name: name.to_owned(),
            default: default == Some(name),
            refuses: answers::why_refused(&refusals, name),
        };
        Ok(answers::queue_names(&names).map(printer).collect())
    }

    /// Gives a PDF to a queue and returns the name of the job, such as `office-12`. It takes the file at once.
    pub(super) fn send(
        &self,
        queue: &str,
        title: &str,
        pdf: &[u8],
        _: &Delivery,
    ) -> Result<String, PrintFailure> {
        let said = self.tool("lp").run(
            &["-d", queue, "-t", title, "-o", "media=A4", "-o", "sides=one-sided", "-"],
            pdf,
        )?;
        match answers::job_id(&said.stdout) {
            Some(job) if said.success => Ok(job.to_owned()),
            _ => Err(answers::failure_of_lp(&said.stderr)),
        }
    }

    /// Takes a job back.
    pub(super) fn take_back(&self, _queue: &str, job: &str) {
        drop(self.tool("cancel").run(&[job], &[]));
    }

    /// Looks at a job.
    pub(super) fn look_at(&self, queue: &str, job: &str) -> Result<Watched, PrintFailure> {
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

#[cfg(test)]
mod tests;
