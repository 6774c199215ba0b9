//! What a program is given and never takes by itself: the time, and bytes that nobody can foretell.
//!
//! Only the programs' edges implement these on the real clock and the real source; everything else takes
//! them, or what they gave, as an argument.

use std::sync::Mutex;

use crate::dates::Instant;

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// The wall clock now.
    fn now(&self) -> Instant;

    /// Milliseconds that have passed since some beginning, whoever sets the wall clock meanwhile.
    ///
    /// Whether they pass while the machine sleeps is the system's choice. A clock without a count of its own
    /// goes by the wall.
    fn uptime_millis(&self) -> i64 {
        self.now().as_millis()
    }
}

/// A clock that stands until it is moved.
#[derive(Debug)]
pub struct SetClock(Mutex<(Instant, i64)>);

impl SetClock {
    /// A clock that shows `instant`.
    pub const fn at(instant: Instant) -> Self {
        Self(Mutex::new((instant, 0)))
    }

    /// Lets time pass.
    pub fn advance_millis(&self, millis: i64) {
        self.step_millis(millis);
        if let Ok(mut clock) = self.0.lock() {
            clock.1 += millis;
        }
    }

    /// Sets the wall clock on or back while no time passes: somebody sets it, or the machine has slept.
    pub fn step_millis(&self, millis: i64) {
        if let Ok(mut clock) = self.0.lock() {
            clock.0 = clock.0.add_millis(millis);
        }
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        self.0.lock().map_or(Instant::from_millis(0), |clock| clock.0)
    }

    fn uptime_millis(&self) -> i64 {
        self.0.lock().map_or(0, |clock| clock.1)
    }
}

/// Gives bytes that nobody can foretell, or, in tests and the demo office, bytes that a seed decides.
pub trait Randomness: Send + Sync {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Randomness + '_ {
    /// Sixteen bytes for an identifier, ordered by time (UUID version 7), so that a log stays local on disk.
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
