//! How long things take: on the clock, and of the processor, which what else the machine does touches less.

use std::fs;
use std::time::{Duration, Instant};

/// Times of one thing that was done often.
#[derive(Debug, Default, Clone)]
pub struct Times {
    clock: Vec<Duration>,
    processor: Vec<Duration>,
}

impl Times {
    /// Does it once more.
    pub async fn of<T>(&mut self, doing: impl Future<Output = T>) -> T {
        let (used, begun) = (processor(), Instant::now());
        let done = doing.await;
        self.clock.push(begun.elapsed());
        self.processor.push(processor().saturating_sub(used));
        done
    }

    /// Takes the times of something that counts as the same.
    pub fn join(&mut self, other: &Self) {
        self.clock.extend(&other.clock);
        self.processor.extend(&other.processor);
    }

    /// Milliseconds below which so many of a hundred stayed.
    pub fn clock(&self, percent: usize) -> f64 {
        below(&self.clock, percent)
    }

    /// The processor's milliseconds below which so many of a hundred stayed.
    pub fn processor(&self, percent: usize) -> f64 {
        below(&self.processor, percent)
    }

    /// The row's part that says them: two cells.
    pub fn cells(&self) -> String {
        let of = |at: fn(&Self, usize) -> f64| {
            format!("{} / {} / {}", ms(at(self, 10)), ms(at(self, 50)), ms(at(self, 95)))
        };
        format!("{} | {}", of(Self::clock), of(Self::processor))
    }
}

/// Milliseconds as a table has them.
pub fn ms(milliseconds: f64) -> String {
    if milliseconds < 10.0 { format!("{milliseconds:.2}") } else { format!("{milliseconds:.0}") }
}

fn below(times: &[Duration], percent: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = times.len().saturating_sub(1) * percent / 100;
    times.get(at).map_or(0.0, Duration::as_secs_f64) * 1_000.0
}

/// What all threads of this process have had of the processor. That of one that is running is told a little late; those
/// of the database, which do the work, have gone to sleep when they have answered.
fn processor() -> Duration {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(Result::ok);
    let of_thread = |thread: fs::DirEntry| {
        let told = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    };
    Duration::from_nanos(threads.filter_map(of_thread).sum())
}
