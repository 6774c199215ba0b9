//! The server's one clock and one source of randomness.

use domain::dates::Instant;
use domain::sources::{Clock, Randomness};

/// The server's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the server's one place that reads the clock"
    )]
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let millis = since.map_or(0, |elapsed| elapsed.as_millis());
        Instant::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the server's one place that asks for randomness"
    )]
    #[expect(clippy::expect_used, reason = "without randomness no key may be made")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}
