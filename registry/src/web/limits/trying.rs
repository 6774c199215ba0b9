//! Tries to sign in, to take an invitation up, or to enrol a workstation.
//!
//! Whoever fails makes their own network slower: after a burst its tries follow each other by seconds, few of them wait at
//! once, and when a core is free those of networks that failed less go first. None is refused for what others did.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::{REMEMBERED, forget};
use crate::press::Busy;
use crate::turns::{Turn, Turns};
use crate::web::address::Client;

/// Tries of one network that follow each other at once.
const BURST: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// One more after so long. All that may wait are heard well within a page's patience.
const PACE: Duration = Duration::from_secs(2);
/// So many tries of one network may wait or be judged at once.
const AT_ONCE_FROM_ONE: u32 = 4;
/// Passwords that are checked at once: each takes a core, and 19 MiB.
const AT_ONCE: usize = 2;
/// How many may wait for that in all: what is checked within a page's patience, with much to spare.
const WAITING: usize = 256;
/// For so long it is remembered that a network failed.
const REMEMBERED_FOR: Duration = Duration::from_hours(1);

/// What was tried lately.
pub struct Trying {
    paces: DefaultKeyedRateLimiter<Client>,
    turns: Arc<Turns>,
    seen: Mutex<HashMap<Client, Seen>>,
}

#[derive(Clone, Copy)]
struct Seen {
    now: u32,
    failures: u32,
    last: Instant,
}

/// One try, which counts as one of its network's until it is dropped.
pub struct Heard<'t> {
    trying: &'t Trying,
    client: Client,
}

impl Default for Trying {
    /// Nobody has tried yet.
    fn default() -> Self {
        let pace = Quota::with_period(PACE).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        Self {
            paces: RateLimiter::keyed(pace.allow_burst(BURST)),
            turns: Turns::new(AT_ONCE, WAITING),
            seen: Mutex::default(),
        }
    }
}

impl Trying {
    fn seen(&self) -> MutexGuard<'_, HashMap<Client, Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until a try is heard.
    ///
    /// # Errors
    /// [`Busy`] at once, where too many of the same network, or too many better ones, wait already.
    pub async fn begin(&self, client: Client) -> Result<(Heard<'_>, Turn), Busy> {
        let failures = self.enter(client)?;
        let heard = Heard { trying: self, client };
        forget(&self.paces);
        self.paces.until_key_ready(&client).await;
        let turn = self.turns.wait(failures).await?;
        Ok((heard, turn))
    }

    fn enter(&self, client: Client) -> Result<u32, Busy> {
        let mut seen = self.seen();
        if seen.len() > REMEMBERED {
            seen.retain(|_, seen| seen.now > 0 || seen.last.elapsed() < REMEMBERED_FOR);
        }
        let none = Seen { now: 0, failures: 0, last: Instant::now() };
        let seen = seen.entry(client).or_insert(none);
        if seen.now >= AT_ONCE_FROM_ONE {
            return Err(Busy);
        }
        if seen.last.elapsed() >= REMEMBERED_FOR {
            seen.failures = 0;
        }
        seen.now += 1;
        Ok(seen.failures)
    }
}

impl Heard<'_> {
    /// Says that the try was wrong.
    pub fn failed(self) {
        if let Some(seen) = self.trying.seen().get_mut(&self.client) {
            seen.failures = seen.failures.saturating_add(1);
            seen.last = Instant::now();
        }
    }
}

impl Drop for Heard<'_> {
    fn drop(&mut self) {
        if let Some(seen) = self.trying.seen().get_mut(&self.client) {
            seen.now -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(n: u8) -> Client {
        Client::of([203, 0, n, 1].into())
    }

    #[tokio::test]
    async fn few_of_one_network_wait_at_once_and_others_are_heard() {
        let trying = Trying::default();
        let mut held = Vec::new();
        for _ in 0..AT_ONCE_FROM_ONE {
            let heard =
                trying.enter(client(1)).map(|_| Heard { trying: &trying, client: client(1) });
            held.push(heard.unwrap());
        }
        assert!(trying.begin(client(1)).await.is_err());
        assert!(trying.begin(client(2)).await.is_ok());
        held.pop();
        assert!(trying.begin(client(1)).await.is_ok());
    }

    #[tokio::test]
    async fn a_network_that_failed_waits_behind_those_that_did_not() {
        let trying = Trying::default();
        for _ in 0..3 {
            trying.begin(client(1)).await.unwrap().0.failed();
        }
        let busy = [trying.begin(client(3)).await.unwrap(), trying.begin(client(4)).await.unwrap()];
        let mut guesser = Box::pin(trying.begin(client(1)));
        let mut holder = Box::pin(trying.begin(client(2)));
        assert!(futures_util::poll!(guesser.as_mut()).is_pending());
        assert!(futures_util::poll!(holder.as_mut()).is_pending());
        let [one, two] = busy;
        drop(one);
        let holder = holder.await.unwrap();
        assert!(futures_util::poll!(guesser.as_mut()).is_pending());
        drop((two, holder));
        assert!(guesser.await.is_ok());
    }
}
