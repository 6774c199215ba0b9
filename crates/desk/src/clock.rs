//! The one clock and the one source of randomness. Everything else takes instants and bytes as arguments.

use std::sync::Mutex;

use domain::dates::Instant;
pub use domain::sources::{Clock, Randomness, SetClock};

/// The workstation's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let millis = since.map_or(0, |elapsed| elapsed.as_millis());
        Instant::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
    }

    fn uptime_millis(&self) -> i64 {
        static BEGINNING: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        i64::try_from(BEGINNING.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks for randomness")]
    #[expect(clippy::expect_used, reason = "without randomness no key may be made")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives randomness");
    }
}

/// Randomness that a seed decides.
pub struct SeededRandomness(Mutex<rand_chacha::ChaCha12Rng>);

impl SeededRandomness {
    /// Starts at a seed.
    pub fn from_seed(seed: u64) -> Self {
        use rand_chacha::rand_core::SeedableRng;
        Self(Mutex::new(rand_chacha::ChaCha12Rng::seed_from_u64(seed)))
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        use rand_chacha::rand_core::Rng;
        if let Ok(mut rng) = self.0.lock() {
            rng.fill_bytes(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_sort_by_time_and_a_seed_repeats_them() {
        let first = SeededRandomness::from_seed(7);
        let again = SeededRandomness::from_seed(7);
        let (first, again): (&dyn Randomness, &dyn Randomness) = (&first, &again);
        let early = first.identifier(Instant::from_millis(1_000));
        assert_eq!(early, again.identifier(Instant::from_millis(1_000)));
        assert!(early < first.identifier(Instant::from_millis(2_000)));
        assert_eq!((early[6] >> 4, early[8] >> 6), (7, 2));
    }
}
