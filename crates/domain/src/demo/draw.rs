//! Drawing from a seed: the same seed gives the same world.

use std::ops::RangeInclusive;

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// A stream of drawn values.
pub(super) struct Draw(ChaCha12Rng);

impl Draw {
    /// The stream of a seed for one purpose; streams of other purposes do not move it.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mut rng = ChaCha12Rng::seed_from_u64(seed);
        rng.set_stream(purpose);
        Self(rng)
    }

    /// A number within the range.
    pub(super) fn within(&mut self, range: RangeInclusive<i64>) -> i64 {
        let (low, high) = range.into_inner();
        let span = u64::try_from(high - low).unwrap_or(0) + 1;
        low + i64::try_from(self.0.next_u64() % span).unwrap_or(0)
    }

    /// A small number within the range.
    pub(super) fn small(&mut self, range: RangeInclusive<i32>) -> i32 {
        let (low, high) = range.into_inner();
        i32::try_from(self.within(low.into()..=high.into())).unwrap_or(low)
    }

    /// A count within the range.
    pub(super) fn count(&mut self, range: RangeInclusive<u16>) -> u16 {
        let (low, high) = range.into_inner();
        u16::try_from(self.within(low.into()..=high.into())).unwrap_or(low)
    }

    /// True in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.within(1..=100) <= percent
    }

    /// One of the items. There is always one to draw.
    pub(super) fn one<'a, T: ?Sized + ToOwned>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.index(items.len())]
    }

    /// An index below `length`.
    pub(super) fn index(&mut self, length: usize) -> usize {
        let last = i64::try_from(length).unwrap_or(1).max(1) - 1;
        usize::try_from(self.within(0..=last)).unwrap_or(0)
    }

    /// So many digits, the first not zero.
    pub(super) fn digits(&mut self, count: usize) -> String {
        let digit = |nth: usize, draw: &mut Self| {
            let low = i64::from(nth == 0);
            char::from_digit(u32::try_from(draw.within(low..=9)).unwrap_or(1), 10).unwrap_or('1')
        };
        (0..count).map(|nth| digit(nth, self)).collect()
    }

    /// A number of any size.
    pub(super) fn number(&mut self) -> u64 {
        self.0.next_u64()
    }
}
