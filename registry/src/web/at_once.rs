//! How much is done at once for each of something: a network, a case.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts what is going on by its key. A key of which nothing goes on takes no room.
#[derive(Debug)]
pub struct AtOnce<K> {
    most: u32,
    now: Arc<Mutex<HashMap<K, u32>>>,
}

/// One of what is going on; it is over when this is dropped.
#[derive(Debug)]
pub struct Going<K: Hash + Eq> {
    key: K,
    now: Arc<Mutex<HashMap<K, u32>>>,
}

impl<K: Hash + Eq + Copy> AtOnce<K> {
    /// Lets so many go on for each key.
    pub fn new(most: u32) -> Self {
        Self { most, now: Arc::default() }
    }

    /// Begins one; nothing where as many as may be go on already.
    pub fn begin(&self, key: K) -> Option<Going<K>> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let count = now.entry(key).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        drop(now);
        Some(Going { key, now: Arc::clone(&self.now) })
    }
}

impl<K: Hash + Eq> Drop for Going<K> {
    fn drop(&mut self) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = now.get_mut(&self.key) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                now.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_go_on_for_each_and_what_is_over_makes_room() {
        let uploads = AtOnce::new(2);
        let first = uploads.begin(7).unwrap();
        let second = uploads.begin(7).unwrap();
        assert!(uploads.begin(7).is_none());
        assert!(uploads.begin(8).is_some());
        drop(first);
        let third = uploads.begin(7).unwrap();
        assert!(uploads.begin(7).is_none());
        drop((second, third));
        assert!(uploads.now.lock().unwrap().is_empty());
    }
}
