//! The body of a request while it comes: at a least speed, and to its end.
//!
//! A line may be slow and may pause, as in a tunnel; it may not stand still. What a handler leaves unread is read after it,
//! without being kept, since a browser that is cut off while it sends shows an error of its own instead of the answer.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::EXPECT;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep};

use super::one_file::READ_AT_MOST;
use super::serving::Connection;

/// For how long a client may be waited for until it has sent [`LEAST`] more. The slowest lines in use bring that in four
/// seconds, so that one may stand still for the rest.
const WINDOW: Duration = Duration::from_mins(1);
/// The least that a client sends in a window, in bytes.
const LEAST: u64 = 16 * 1024;
/// How long a client may take for what is left, once its answer is there.
const REST: Duration = Duration::from_secs(30);

/// A body that came too slowly.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the body came too slowly")]
pub struct TooSlow;

/// A body that is shared by its handler and by what reads the rest.
#[derive(Clone)]
pub struct Arriving(Arc<Mutex<Coming>>);

/// How fast a body comes, by the time for which its client was waited for.
#[derive(Debug, Clone, Copy)]
struct Pace {
    /// How much of the window is left.
    left: Duration,
    /// What has come in it, in bytes.
    came: u64,
}

impl Pace {
    const BEGUN: Self = Self { left: WINDOW, came: 0 };

    /// Counts a piece that was waited for.
    fn came(&mut self, waited: Duration, bytes: u64) {
        self.left = self.left.saturating_sub(waited);
        self.came += bytes;
    }

    /// Looks at a window that is over, and begins the next one.
    fn window_over(&mut self) -> Result<(), TooSlow> {
        let came = self.came;
        *self = Self::BEGUN;
        if came < LEAST { Err(TooSlow) } else { Ok(()) }
    }
}

struct Coming {
    body: Body,
    connection: Option<Arc<Connection>>,
    pace: Pace,
    /// Since when the client is waited for, and what wakes us at the end of the window.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
    /// Whether anybody began to read.
    begun: bool,
    ended: bool,
    too_slow: bool,
}

impl Arriving {
    /// Takes the body out of a request and puts this in its place; nothing where there is no body.
    pub fn of(request: &mut Request) -> Option<Self> {
        if request.body().is_end_stream() {
            return None;
        }
        // Who waits to be asked for the body sends none that has to be read.
        let expects = request.headers().contains_key(EXPECT);
        let connection = request.extensions().get().cloned();
        let body = std::mem::take(request.body_mut());
        let coming = Coming {
            body,
            connection,
            pace: Pace::BEGUN,
            waiting: None,
            begun: !expects,
            ended: false,
            too_slow: false,
        };
        let arriving = Self(Arc::new(Mutex::new(coming)));
        *request.body_mut() = Body::new(arriving.clone());
        Some(arriving)
    }

    /// Reads what nobody has read, and says whether all of it came in time.
    ///
    /// # Errors
    /// The body came too slowly for whoever read it.
    pub async fn rest(self) -> Result<(), TooSlow> {
        if self.is_too_slow() {
            return Err(TooSlow);
        }
        // Whether it came to its end changes nothing for the answer.
        let _read = tokio::time::timeout(REST, self.read()).await;
        Ok(())
    }

    async fn read(mut self) {
        let mut read = 0;
        while read < READ_AT_MOST && !self.is_over() {
            let next = std::future::poll_fn(|cx| Pin::new(&mut self).poll_frame(cx));
            match next.await {
                Some(Ok(frame)) => read += frame.data_ref().map_or(0, Bytes::len),
                Some(Err(_)) | None => break,
            }
        }
    }

    fn is_over(&self) -> bool {
        let coming = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        coming.ended || !coming.begun
    }

    fn is_too_slow(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).too_slow
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).poll(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).body.size_hint()
    }
}

impl Coming {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.begun = true;
        if self.ended {
            return Poll::Ready(None);
        }
        if let Poll::Ready(next) = Pin::new(&mut self.body).poll_frame(cx) {
            self.works(true);
            let waited = self.waiting.take().map_or(Duration::ZERO, |(since, _)| since.elapsed());
            match &next {
                Some(Ok(frame)) => {
                    self.pace.came(waited, frame.data_ref().map_or(0, |data| data.len() as u64));
                }
                Some(Err(_)) | None => self.ended = true,
            }
            return Poll::Ready(next);
        }
        self.works(false);
        loop {
            let left = self.pace.left;
            let (_, end) = self
                .waiting
                .get_or_insert_with(|| (Instant::now(), Box::pin(tokio::time::sleep(left))));
            if end.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            self.waiting = None;
            if let Err(error) = self.pace.window_over() {
                (self.ended, self.too_slow) = (true, true);
                return Poll::Ready(Some(Err(axum::Error::new(error))));
            }
        }
    }

    fn works(&self, working: bool) {
        if let Some(connection) = &self.connection {
            connection.works(working);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether so many bytes come, one piece after each pause.
    fn comes(bytes: u64, piece: u64, pause: impl Fn(u64) -> u64) -> Result<(), TooSlow> {
        let mut pace = Pace::BEGUN;
        for n in 0..bytes / piece {
            let mut waited = Duration::from_secs(pause(n));
            while waited >= pace.left {
                waited -= pace.left;
                pace.window_over()?;
            }
            pace.came(waited, piece);
        }
        Ok(())
    }

    #[test]
    fn a_slow_line_that_pauses_brings_ten_megabytes_and_what_drips_does_not() {
        let all = 10 * 1024 * 1024;
        assert!(comes(all, 4096, |_| 1).is_ok());
        // Half a minute at 4 KB a second, then nothing for as long.
        assert!(comes(all, 4096, |n| if n % 30 == 29 { 31 } else { 1 }).is_ok());
        assert!(comes(all, 1_000_000, |_| 59).is_ok());
        assert!(comes(all, 100, |_| 1).is_err());
        assert!(comes(all, 1_000_000, |_| 121).is_err());
    }
}
