//! How far a job is on its way to a queue, seen and stopped from elsewhere.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The job that is being handed to a queue. Where a queue takes a whole file at once there are no pages of it.
#[derive(Debug, Default)]
pub struct Delivery {
    done: AtomicU32,
    of: AtomicU32,
    stopped: AtomicBool,
}

impl Delivery {
    /// How many pages the queue has, and of how many.
    pub fn pages(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// Stops it after the page that is under way.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Begins with a job.
    pub(super) fn begin(&self, pages: u32) {
        self.stopped.store(false, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.of.store(pages, Ordering::Relaxed);
    }

    /// Counts a page that the queue has taken, and says whether a further one is wanted.
    #[cfg(any(windows, test))]
    pub(super) fn page_taken(&self) -> bool {
        self.done.fetch_add(1, Ordering::Relaxed);
        !self.stopped.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_counted_page_by_page_until_somebody_stops_it() {
        let delivery = Delivery::default();
        delivery.begin(3);
        assert!(delivery.page_taken());
        assert_eq!(delivery.pages(), (1, 3));
        delivery.stop();
        assert!(!delivery.page_taken());
        delivery.begin(2);
        assert_eq!(delivery.pages(), (0, 2));
        assert!(delivery.page_taken(), "what was stopped was the job before");
    }
}
