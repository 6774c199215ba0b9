//! Heavy work, such as drawing pages: away from the threads that answer, a little of it at once.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// Where heavy work is done.
#[derive(Debug)]
pub struct Press {
    /// Free places: at work, or waiting for that.
    places: Arc<Semaphore>,
    /// Free hands.
    hands: Arc<Semaphore>,
}

/// Too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too much work waits already")]
pub struct Busy;

impl Press {
    /// A press that does so much at once, and lets so much be there in all.
    pub fn new(at_once: usize, in_all: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(in_all)), hands: Arc::new(Semaphore::new(at_once)) }
    }

    /// Does some work when it is its turn. Work that has begun is done to its end, and counts until then, even if
    /// nobody waits for it any more.
    ///
    /// # Errors
    /// [`Busy`] at once, where too many wait.
    ///
    /// # Panics
    /// Where the work does.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Busy)?;
        let hand = Arc::clone(&self.hands).acquire_owned().await.map_err(|_| Busy)?;
        let working = tokio::task::spawn_blocking(move || {
            let _held = (place, hand);
            work()
        });
        match working.await {
            Ok(done) => Ok(done),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(Busy),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// Work that says that it has begun and ends when it is told to.
    fn held() -> (impl FnOnce() + Send + 'static, Receiver<()>, Sender<()>) {
        let ((says, begun), (end, hears)) = (channel(), channel::<()>());
        let work = move || {
            says.send(()).unwrap();
            let _told_or_left = hears.recv();
        };
        (work, begun, end)
    }

    #[tokio::test]
    async fn what_is_too_much_is_told_at_once_and_what_waits_is_done() {
        let press = Arc::new(Press::new(1, 2));
        let (work, begun, end) = held();
        let working = tokio::spawn({
            let press = Arc::clone(&press);
            async move { press.work(work).await }
        });
        while begun.try_recv().is_err() {
            tokio::task::yield_now().await;
        }
        let mut waiting = Box::pin(press.work(|| 7));
        assert!(futures_util::poll!(waiting.as_mut()).is_pending());
        assert_eq!(press.work(|| 8).await, Err(Busy));
        end.send(()).unwrap();
        assert_eq!(working.await.unwrap(), Ok(()));
        assert_eq!(waiting.await, Ok(7));
        assert_eq!(press.work(|| 9).await, Ok(9));
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_any_more_counts_until_it_is_done() {
        let press = Arc::new(Press::new(1, 1));
        let (work, begun, end) = held();
        let mut working = Box::pin(press.work(work));
        while begun.try_recv().is_err() {
            assert!(futures_util::poll!(working.as_mut()).is_pending());
            tokio::task::yield_now().await;
        }
        drop(working);
        assert_eq!(press.work(|| 1).await, Err(Busy));
        end.send(()).unwrap();
        while press.work(|| 2).await.is_err() {
            tokio::task::yield_now().await;
        }
    }
}
