//! Whose turn it is to have something slow done: who has failed least goes first.
//!
//! However many try to guess, whoever has not failed lately waits behind those alone who have not either.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::press::Busy;

/// The turns of one kind of work.
#[derive(Debug)]
pub struct Turns {
    at_once: usize,
    in_all: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    working: usize,
    asked: u64,
    /// Who waits, by how often they failed and when they came.
    waiting: BTreeMap<(u32, u64), oneshot::Sender<Turn>>,
}

/// Leave to work. The next one's turn comes when it is dropped.
#[derive(Debug)]
pub struct Turn(Arc<Turns>);

impl Turns {
    /// So many work at once, and so many more wait.
    pub fn new(at_once: usize, in_all: usize) -> Arc<Self> {
        Arc::new(Self { at_once, in_all, state: Mutex::default() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for one's turn, after all who have failed less often, and before all who have more often.
    ///
    /// # Errors
    /// [`Busy`] where too many wait who have failed no more often; those who have make room.
    pub async fn wait(self: &Arc<Self>, failures: u32) -> Result<Turn, Busy> {
        let turn = {
            let mut state = self.state();
            if state.working < self.at_once {
                state.working += 1;
                return Ok(Turn(Arc::clone(self)));
            }
            state.waiting.retain(|_, waiting| !waiting.is_closed());
            if state.waiting.len() >= self.in_all {
                match state.waiting.last_entry() {
                    Some(last) if last.key().0 > failures => drop(last.remove()),
                    _ => return Err(Busy),
                }
            }
            state.asked += 1;
            let (gives, turn) = oneshot::channel();
            let place = (failures, state.asked);
            state.waiting.insert(place, gives);
            turn
        };
        turn.await.map_err(|_| Busy)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let next = {
            let mut state = self.0.state();
            let next = state.waiting.pop_first();
            if next.is_none() {
                state.working -= 1;
            }
            next
        };
        if let Some((_, gives)) = next {
            // If nobody waits there any more, the turn is dropped here and goes to the next.
            drop(gives.send(Self(Arc::clone(&self.0))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_has_failed_least_goes_first_and_makes_the_others_leave() {
        let turns = Turns::new(1, 2);
        let first = turns.wait(7).await.unwrap();
        let mut often = Box::pin(turns.wait(9));
        let mut seldom = Box::pin(turns.wait(2));
        assert!(futures_util::poll!(often.as_mut()).is_pending());
        assert!(futures_util::poll!(seldom.as_mut()).is_pending());
        assert_eq!(turns.wait(9).await.unwrap_err(), Busy, "nobody makes room for their like");
        let mut never = Box::pin(turns.wait(0));
        assert!(futures_util::poll!(never.as_mut()).is_pending());
        assert_eq!(often.await.unwrap_err(), Busy);
        drop(first);
        let never = never.await.unwrap();
        assert!(futures_util::poll!(seldom.as_mut()).is_pending());
        drop(never);
        drop(seldom.await.unwrap());
        assert!(turns.wait(0).await.is_ok());
    }

    #[tokio::test]
    async fn the_turn_of_whoever_left_goes_to_the_next() {
        let turns = Turns::new(1, 8);
        let first = turns.wait(0).await.unwrap();
        let mut left = Box::pin(turns.wait(0));
        let mut stays = Box::pin(turns.wait(0));
        assert!(futures_util::poll!(left.as_mut()).is_pending());
        assert!(futures_util::poll!(stays.as_mut()).is_pending());
        drop(left);
        drop(first);
        drop(stays.await.unwrap());
        // Given already when its owner left.
        let first = turns.wait(0).await.unwrap();
        let mut given = Box::pin(turns.wait(0));
        assert!(futures_util::poll!(given.as_mut()).is_pending());
        drop(first);
        drop(given);
        assert!(futures_util::poll!(Box::pin(turns.wait(0)).as_mut()).is_ready());
    }
}
