//! The seconds of the decisions that wait.
//!
//! They count only while somebody can see them. The window asks the desk every few seconds while a decision
//! waits; where nobody has asked for longer, or the wall clock has leapt, the machine slept, the window hung or
//! somebody set the clock, and the seconds of all begin again. So nothing is sealed that no officer saw waiting.

use std::collections::BTreeMap;

use domain::dates::Instant;
use domain::ids::CaseId;

/// How long a decision can be undone, in milliseconds.
pub(crate) const SEAL_AFTER_MS: i64 = 30_000;
/// Whoever has not been asked for longer than this has not been seen, in milliseconds.
const UNSEEN_AFTER_MS: i64 = 15_000;

/// What the clocks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The wall clock.
    pub(crate) wall: Instant,
    /// Milliseconds since some beginning, which nobody sets.
    pub(crate) uptime: i64,
}

/// Since when each decision is seen to wait.
#[derive(Debug, Default)]
pub(crate) struct Countdown {
    since: BTreeMap<CaseId, i64>,
    last: Option<Reading>,
}

impl Countdown {
    /// Notes that the desk was asked for something.
    pub(crate) fn look(&mut self, now: Reading) {
        if !self.is_seen(now) {
            self.since.values_mut().for_each(|since| *since = now.uptime);
        }
        self.last = Some(now);
    }

    /// Whether the desk was asked for something a short while ago, by either clock.
    pub(crate) fn is_seen(&self, now: Reading) -> bool {
        self.last.is_some_and(|last| {
            let wall = last.wall.millis_until(now.wall);
            let passed = now.uptime - last.uptime;
            wall.abs() <= UNSEEN_AFTER_MS && (0..=UNSEEN_AFTER_MS).contains(&passed)
        })
    }

    /// How long a decision still waits, in milliseconds. Its time begins when this is first asked.
    pub(crate) fn left(&mut self, case: CaseId, now: Reading) -> i64 {
        self.since.entry(case).or_insert(now.uptime);
        self.left_of(case, now)
    }

    /// The same without beginning it: a decision that nobody has seen waiting has all its time.
    pub(crate) fn left_of(&self, case: CaseId, now: Reading) -> i64 {
        let since = self.since.get(&case).map_or(now.uptime, |since| *since);
        (SEAL_AFTER_MS - (now.uptime - since)).clamp(0, SEAL_AFTER_MS)
    }

    /// Whether the time of a decision is up; it never is where nobody has seen it.
    pub(crate) fn is_up(&self, case: CaseId, now: Reading) -> bool {
        self.since.get(&case).is_some_and(|since| now.uptime - since >= SEAL_AFTER_MS)
    }

    /// Forgets a decision: it is sealed or taken back.
    pub(crate) fn forget(&mut self, case: CaseId) {
        self.since.remove(&case);
    }

    /// Forgets all, because somebody else sits down: what still waits then is seen by nobody who decided it.
    pub(crate) fn forget_all(&mut self) {
        self.since.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: CaseId = CaseId::from_bytes([1; 16]);
    const OTHER: CaseId = CaseId::from_bytes([2; 16]);

    fn at(wall: i64, uptime: i64) -> Reading {
        Reading { wall: Instant::from_millis(wall), uptime }
    }

    /// A countdown that is looked at every five seconds from `from` to `to`.
    fn watched(countdown: &mut Countdown, from: i64, to: i64) {
        for now in (from..=to).step_by(5_000) {
            countdown.look(at(now, now));
        }
    }

    #[test]
    fn each_decision_has_thirty_seconds_of_its_own() {
        let mut countdown = Countdown::default();
        countdown.look(at(0, 0));
        assert_eq!(countdown.left(CASE, at(0, 0)), SEAL_AFTER_MS);
        watched(&mut countdown, 0, 20_000);
        assert_eq!(countdown.left(OTHER, at(20_000, 20_000)), SEAL_AFTER_MS);
        watched(&mut countdown, 20_000, 30_000);
        let now = at(30_000, 30_000);
        assert!(countdown.is_up(CASE, now) && !countdown.is_up(OTHER, now));
        assert_eq!(countdown.left(OTHER, now), 20_000);
    }

    #[test]
    fn what_nobody_has_seen_waiting_is_never_up() {
        let countdown = Countdown::default();
        assert!(!countdown.is_up(CASE, at(1 << 40, 1 << 40)));
    }

    #[test]
    fn after_sleep_a_leap_of_the_clock_or_a_window_that_hung_the_seconds_begin_again() {
        let leaps =
            [("slept", 3_600_000, 1_000), ("set back", -60_000, 1_000), ("hung", 40_000, 40_000)];
        for (what, wall, uptime) in leaps {
            let mut countdown = Countdown::default();
            countdown.look(at(0, 0));
            countdown.left(CASE, at(0, 0));
            watched(&mut countdown, 0, 25_000);
            let now = at(25_000 + wall, 25_000 + uptime);
            countdown.look(now);
            assert!(!countdown.is_up(CASE, now), "{what}");
            assert_eq!(countdown.left(CASE, now), SEAL_AFTER_MS, "{what}");
        }
    }

    #[test]
    fn a_clock_that_is_set_by_a_little_changes_nothing() {
        let mut countdown = Countdown::default();
        countdown.look(at(0, 0));
        countdown.left(CASE, at(0, 0));
        countdown.look(at(12_000, 5_000));
        assert_eq!(countdown.left(CASE, at(12_000, 5_000)), 25_000);
    }
}
