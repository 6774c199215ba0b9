//! What the spooler's marks mean for whoever wants to print.

use windows::Win32::Graphics::Printing::{
    JOB_STATUS_BLOCKED_DEVQ, JOB_STATUS_COMPLETE, JOB_STATUS_DELETED, JOB_STATUS_DELETING,
    JOB_STATUS_ERROR, JOB_STATUS_OFFLINE, JOB_STATUS_PAPEROUT, JOB_STATUS_PAUSED,
    JOB_STATUS_PRINTED, JOB_STATUS_USER_INTERVENTION, PRINTER_ATTRIBUTE_WORK_OFFLINE,
    PRINTER_STATUS_DOOR_OPEN, PRINTER_STATUS_ERROR, PRINTER_STATUS_NO_TONER,
    PRINTER_STATUS_NOT_AVAILABLE, PRINTER_STATUS_OFFLINE, PRINTER_STATUS_PAPER_JAM,
    PRINTER_STATUS_PAPER_OUT, PRINTER_STATUS_PAPER_PROBLEM, PRINTER_STATUS_PAUSED,
    PRINTER_STATUS_PENDING_DELETION, PRINTER_STATUS_SERVER_OFFLINE,
    PRINTER_STATUS_USER_INTERVENTION,
};

use crate::platform::printing::Watched;

/// The marks of a queue.
#[derive(Debug, Clone, Copy)]
pub(super) struct QueueState {
    /// `PRINTER_STATUS_…`
    pub(super) status: u32,
    /// `PRINTER_ATTRIBUTE_…`
    pub(super) attributes: u32,
}

/// With what a queue takes nothing that would come out now, the plainest first.
const REFUSALS: [(u32, &str); 12] = [
    (PRINTER_STATUS_PAPER_OUT, "کاغذ ندارد"),
    (PRINTER_STATUS_PAPER_JAM, "کاغذ در آن گیر کرده است"),
    (PRINTER_STATUS_PAPER_PROBLEM, "کاغذ آن ایراد دارد"),
    (PRINTER_STATUS_DOOR_OPEN, "درِ آن باز است"),
    (PRINTER_STATUS_NO_TONER, "تونر ندارد"),
    (PRINTER_STATUS_PAUSED, "مکث شده است"),
    (PRINTER_STATUS_OFFLINE, "خاموش است یا به رایانه وصل نیست"),
    (PRINTER_STATUS_SERVER_OFFLINE, "رایانه‌ای که چاپگر به آن وصل است در دسترس نیست"),
    (PRINTER_STATUS_NOT_AVAILABLE, "در دسترس نیست"),
    (PRINTER_STATUS_PENDING_DELETION, "در حال حذف از رایانه است"),
    (PRINTER_STATUS_USER_INTERVENTION, "کسی باید به آن رسیدگی کند"),
    (PRINTER_STATUS_ERROR, "خطا دارد"),
];

/// Why a queue takes nothing.
pub(super) fn refusal(state: QueueState) -> Option<String> {
    if state.attributes & PRINTER_ATTRIBUTE_WORK_OFFLINE != 0 {
        return Some("روی «استفادهٔ برون‌خط» گذاشته شده است".to_owned());
    }
    let (_, words) = REFUSALS.iter().find(|(mark, _)| state.status & mark != 0)?;
    Some((*words).to_owned())
}

/// Where a job stands. `words` are what the driver says of it, mostly nothing.
pub(super) fn of_a_job(status: u32, words: &str) -> Watched {
    let told = |otherwise: &str| match words {
        "" => otherwise.to_owned(),
        _ => words.to_owned(),
    };
    let has = |marks: u32| status & marks != 0;
    if has(JOB_STATUS_PRINTED | JOB_STATUS_COMPLETE) {
        Watched::Through
    } else if has(JOB_STATUS_DELETED | JOB_STATUS_DELETING) {
        Watched::ThrownOut(told("از صف چاپ حذف شد"))
    } else if has(JOB_STATUS_PAPEROUT) {
        Watched::StoppedAt(told("کاغذ ندارد"))
    } else if has(JOB_STATUS_OFFLINE) {
        Watched::StoppedAt(told("خاموش است یا به رایانه وصل نیست"))
    } else if has(JOB_STATUS_PAUSED) {
        Watched::StoppedAt(told("مکث شده است"))
    } else if has(JOB_STATUS_ERROR | JOB_STATUS_BLOCKED_DEVQ | JOB_STATUS_USER_INTERVENTION) {
        Watched::StoppedAt(told("کسی باید به آن رسیدگی کند"))
    } else {
        Watched::Waiting
    }
}

#[cfg(test)]
mod tests {
    use windows::Win32::Graphics::Printing::{
        JOB_STATUS_PRINTING, JOB_STATUS_SPOOLING, PRINTER_STATUS_PRINTING, PRINTER_STATUS_TONER_LOW,
    };

    use super::*;

    #[test]
    fn a_queue_is_refused_for_what_keeps_paper_from_coming_out() {
        let why = |status, attributes| refusal(QueueState { status, attributes });
        assert_eq!(why(0, 0), None);
        assert_eq!(why(PRINTER_STATUS_PRINTING | PRINTER_STATUS_TONER_LOW, 0), None);
        let empty = why(PRINTER_STATUS_ERROR | PRINTER_STATUS_PAPER_OUT, 0);
        assert_eq!(empty.as_deref(), Some("کاغذ ندارد"), "the plainest reason");
        assert!(why(0, PRINTER_ATTRIBUTE_WORK_OFFLINE).is_some_and(|why| why.contains("برون‌خط")));
    }

    #[test]
    fn a_job_is_through_waits_or_is_given_up_with_the_drivers_own_words() {
        assert!(matches!(of_a_job(JOB_STATUS_PRINTED, ""), Watched::Through));
        let printed_and_gone = JOB_STATUS_PRINTED | JOB_STATUS_DELETED;
        assert!(matches!(of_a_job(printed_and_gone, ""), Watched::Through));
        let spooling = JOB_STATUS_SPOOLING | JOB_STATUS_PRINTING;
        assert!(matches!(of_a_job(spooling, ""), Watched::Waiting));
        assert!(matches!(of_a_job(JOB_STATUS_DELETED, ""), Watched::ThrownOut(_)));
        for mark in [JOB_STATUS_ERROR, JOB_STATUS_OFFLINE, JOB_STATUS_PAUSED, JOB_STATUS_PAPEROUT] {
            let Watched::StoppedAt(words) = of_a_job(mark, "tray 2") else {
                panic!("{mark} stops a job");
            };
            assert_eq!(words, "tray 2");
        }
    }
}
