//! The one clock and the one source of randomness. Everything else takes instants and bytes as arguments.

use std::sync::Mutex;

use domain::dates::Instant;

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// The wall clock now.
    fn now(&self) -> Instant;
}

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
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct SetClock(Mutex<Instant>);

impl SetClock {
    /// A clock that shows `instant`.
    pub const fn at(instant: Instant) -> Self {
        Self(Mutex::new(instant))
    }

    /// Moves it.
    pub fn advance_millis(&self, millis: i64) {
        if let Ok(mut instant) = self.0.lock() {
            *instant = instant.add_millis(millis);
        }
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        self.0.lock().map_or(Instant::from_millis(0), |instant| *instant)
    }
}

/// Gives bytes that nobody can foretell, or, in tests and the demo office, bytes that a seed decides.
pub trait Randomness: Send + Sync {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Randomness + '_ {
    /// Sixteen bytes for an identifier, ordered by time (UUID version 7), so that the log stays local on disk.
    pub fn identifier(&self, now: Instant) -> [u8; 16] {
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        let millis = u64::try_from(now.as_millis()).unwrap_or(0).to_be_bytes();
        bytes[..6].copy_from_slice(&millis[2..]);
        bytes[6] = (bytes[6] & 0x0F) | 0x70;
        bytes[8] = (bytes[8] & 0x3F) | 0x80;
        bytes
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
