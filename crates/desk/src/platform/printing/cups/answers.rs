//! What the commands of CUPS say, as they say it under `LC_ALL=C`.

use crate::platform::printing::PrintFailure;

/// Where a job stands, as far as `lpstat -l` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum JobState {
    /// The queue stopped at it, with the reason.
    Stopped(String),
    /// Waiting, printing, or over; with the message that came with it, mostly empty.
    Quiet(String),
}

/// The names in `lpstat -e`, one a line. Explanations that some versions add have spaces.
pub(super) fn queue_names(lpstat_e: &str) -> impl Iterator<Item = &str> {
    lpstat_e.lines().map(str::trim).filter(|line| !line.is_empty() && !line.contains(' '))
}

/// The name in `system default destination: NAME`; instances (`NAME/draft`) are the same queue.
pub(super) fn default_queue(lpstat_d: &str) -> Option<&str> {
    let (_, name) = lpstat_d.trim().split_once("destination: ")?;
    name.split('/').next()
}

/// Why a queue takes nothing, from `lpstat -a` and `lpstat -p`: rejected or disabled, and the reason that
/// stands indented on the line below.
pub(super) fn why_refused(lpstat: &str, queue: &str) -> Option<String> {
    let mut lines = lpstat.lines().peekable();
    while let Some(line) = lines.next() {
        let state = line.strip_prefix("printer ").unwrap_or(line).strip_prefix(queue);
        let Some(state) = state.and_then(|rest| rest.strip_prefix(' ')) else { continue };
        if state.starts_with("not accepting") || state.starts_with("disabled") {
            let reason = lines.next_if(|next| next.starts_with(['\t', ' ']));
            // What CUPS says where nobody gave a reason.
            let reason = reason.map(plain).filter(|reason| reason != "reason unknown");
            return Some(reason.unwrap_or_default());
        }
    }
    None
}

/// The job in `request id is NAME-12 (1 file(s))`.
pub(super) fn job_id(lp: &str) -> Option<&str> {
    lp.lines().find_map(|line| line.strip_prefix("request id is ")?.split(' ').next())
}

/// A job's block in `lpstat -l -o`: its own line, then indented ones.
pub(super) fn job_state(lpstat: &str, job: &str) -> Option<JobState> {
    let mut lines = lpstat.lines();
    lines.find(|line| line.split_whitespace().next() == Some(job))?;
    let block: Vec<&str> = lines.take_while(|line| line.starts_with(['\t', ' '])).collect();
    let field = |name: &str| block.iter().find_map(|line| line.trim().strip_prefix(name));
    let message = field("Status:").map(plain).unwrap_or_default();
    let alerts = field("Alerts:").unwrap_or_default();
    let stopped = ["printer-stopped", "job-stopped", "aborted", "canceled", "held", "incoming"];
    if stopped.iter().any(|alert| alerts.contains(alert)) {
        Some(JobState::Stopped(message))
    } else {
        Some(JobState::Quiet(message))
    }
}

/// Why `lp` took nothing.
pub(super) fn failure_of_lp(stderr: &str) -> PrintFailure {
    let says = |words: &str| stderr.contains(words);
    if says("not accepting") {
        PrintFailure::QueueRefused(String::new())
    } else if says("No default destination") {
        PrintFailure::NoPrinter
    } else if says("does not exist") {
        PrintFailure::QueueUnknown
    } else {
        PrintFailure::CommandFailed(plain(stderr.lines().next().unwrap_or_default()))
    }
}

/// A message of the system, short and without control characters.
fn plain(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUEUES: &str = "bad accepting requests since Tue Nov 24 07:17:18 2026
shut not accepting requests since Tue Nov 24 07:17:18 2026 -
\tno more
printer bad is idle.  enabled since Tue Nov 24 07:17:18 2026
\tthe device is on fire
printer off disabled since Tue Nov 24 07:17:18 2026 -
\tout of paper
printer bad2 disabled since Tue Nov 24 07:17:18 2026 -
printer shut is idle.  enabled since Tue Nov 24 07:17:18 2026
";

    #[test]
    fn a_queue_that_takes_nothing_says_why() {
        assert_eq!(why_refused(QUEUES, "shut").as_deref(), Some("no more"));
        assert_eq!(why_refused(QUEUES, "off").as_deref(), Some("out of paper"));
        assert_eq!(why_refused(QUEUES, "bad2").as_deref(), Some(""), "no reason is given");
        assert_eq!(
            why_refused(QUEUES, "bad"),
            None,
            "an old message of an idle printer is no refusal"
        );
        assert_eq!(why_refused(QUEUES, "ba"), None, "a name that begins like another");
    }

    #[test]
    fn queues_and_the_default_are_read() {
        let names: Vec<&str> =
            queue_names("bad\ngood\n\nlpstat: No destinations added.\n").collect();
        assert_eq!(names, ["bad", "good"]);
        assert_eq!(default_queue("system default destination: good\n"), Some("good"));
        assert_eq!(default_queue("system default destination: good/draft\n"), Some("good"));
        assert_eq!(default_queue("no system default destination\n"), None);
    }

    #[test]
    fn a_job_is_read_from_its_own_block() {
        let jobs = "good-1                  root              1024   Tue Nov 24 07:17:18 2026
\tStatus: 
\tAlerts: processing-to-stop-point
\tqueued for good
bad-2                   root              1024   Tue Nov 24 07:17:18 2026
\tStatus: the device is on fire
\tAlerts: printer-stopped
\tqueued for bad
bad-22                  root              1024   Tue Nov 24 07:17:18 2026
\tAlerts: job-printing
\tqueued for bad
";
        assert_eq!(job_state(jobs, "good-1"), Some(JobState::Quiet(String::new())));
        let fire = "the device is on fire".to_owned();
        assert_eq!(job_state(jobs, "bad-2"), Some(JobState::Stopped(fire)));
        assert_eq!(job_state(jobs, "bad-22"), Some(JobState::Quiet(String::new())));
        assert_eq!(job_state(jobs, "good-2"), None);
        assert_eq!(job_id("request id is good-1 (0 file(s))\n"), Some("good-1"));
        assert_eq!(job_id("lp: Error"), None);
    }
}
