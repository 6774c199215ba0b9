//! Who is connected: so many in all and from one network, and who makes room when it is full.
//!
//! A connection that waits for its client costs nobody anything when it ends: a browser opens another. So a new one is
//! refused only where all others are being answered; else the one that has waited longest makes room, in the network
//! that is full, or in the one that holds most.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::web::address::Client;

/// One connection, as far as others need to know it.
#[derive(Debug)]
pub struct Connection {
    /// Which of all movements was the last of its client.
    moved: AtomicU64,
    /// Whether it is the server that works, and not the client that is waited for.
    working: AtomicBool,
    ended: Notify,
}

/// Counts what clients send and take, so that it is known who has done nothing for longest.
static MOVEMENTS: AtomicU64 = AtomicU64::new(0);

impl Connection {
    fn new() -> Self {
        let moved = AtomicU64::new(MOVEMENTS.fetch_add(1, Ordering::Relaxed));
        Self { moved, working: AtomicBool::new(false), ended: Notify::new() }
    }

    /// Notes that the client sent or took something.
    pub fn moved(&self) {
        self.moved.store(MOVEMENTS.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Notes whether the server works now, or waits for the client.
    pub fn works(&self, working: bool) {
        self.working.store(working, Ordering::Relaxed);
    }

    fn last_moved(&self) -> u64 {
        self.moved.load(Ordering::Relaxed)
    }

    fn waits(&self) -> bool {
        !self.working.load(Ordering::Relaxed)
    }

    /// Waits until it has to make room, or its client has done nothing for so long.
    pub async fn is_over(&self, patience: Duration) {
        let stands_still = async {
            loop {
                let before = self.last_moved();
                tokio::time::sleep(patience).await;
                if self.waits() && self.last_moved() == before {
                    break;
                }
            }
        };
        tokio::select! {
            () = self.ended.notified() => {}
            () = stands_still => {}
        }
    }
}

/// All that are connected.
#[derive(Debug)]
pub struct Connections {
    most: usize,
    from_one_network: usize,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    count: usize,
    networks: HashMap<Option<Client>, Vec<Arc<Connection>>>,
}

/// A place among them; it is free again when this is dropped.
#[derive(Debug)]
pub struct Place {
    all: Arc<Connections>,
    network: Option<Client>,
    /// The connection.
    pub connection: Arc<Connection>,
}

impl Connections {
    /// Nobody is connected yet; so many may be, in all and from one network.
    pub fn new(most: usize, from_one_network: usize) -> Self {
        Self { most, from_one_network, held: Mutex::default() }
    }

    /// Takes a new one in; nothing where all others are being answered. Our own proxies are no network: they connect for
    /// everybody.
    pub fn admit(self: &Arc<Self>, network: Option<Client>) -> Option<Place> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let of_network = held.networks.get(&network).map_or(0, Vec::len);
        if network.is_some() && of_network >= self.from_one_network {
            held.end_longest_waiting(network)?;
        } else if held.count >= self.most {
            let largest = held.networks.iter().max_by_key(|(_, connections)| {
                connections.iter().filter(|connection| connection.waits()).count()
            });
            let largest = largest.map(|(network, _)| *network)?;
            held.end_longest_waiting(largest)?;
        }
        let connection = Arc::new(Connection::new());
        held.networks.entry(network).or_default().push(Arc::clone(&connection));
        held.count += 1;
        drop(held);
        Some(Place { all: Arc::clone(self), network, connection })
    }
}

impl Held {
    /// Ends the one of a network that has waited longest. It is not counted any more from now on.
    fn end_longest_waiting(&mut self, network: Option<Client>) -> Option<()> {
        let connections = self.networks.get(&network)?;
        let waiting = connections.iter().filter(|connection| connection.waits());
        let longest = Arc::clone(waiting.min_by_key(|connection| connection.last_moved())?);
        longest.ended.notify_one();
        self.remove(network, &longest);
        Some(())
    }

    fn remove(&mut self, network: Option<Client>, connection: &Arc<Connection>) {
        let Some(connections) = self.networks.get_mut(&network) else { return };
        let Some(at) = connections.iter().position(|other| Arc::ptr_eq(other, connection)) else {
            return;
        };
        connections.swap_remove(at);
        self.count -= 1;
        if connections.is_empty() {
            self.networks.remove(&network);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.all.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.remove(self.network, &self.connection);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(n: u8) -> Client {
        Client::of([203, 0, n, 9].into())
    }

    /// Whether a connection was told to make room.
    fn is_ended(place: &Place) -> bool {
        let mut ended = std::pin::pin!(place.connection.ended.notified());
        ended.as_mut().enable()
    }

    #[test]
    fn in_a_full_network_the_one_that_has_waited_longest_makes_room() {
        let all = Arc::new(Connections::new(10, 3));
        let places: Vec<Place> = (0..3).map(|_| all.admit(Some(network(1))).unwrap()).collect();
        places.first().unwrap().connection.works(true);
        places.get(2).unwrap().connection.moved();
        let new = all.admit(Some(network(1))).unwrap();
        assert_eq!(places.iter().map(is_ended).collect::<Vec<_>>(), [false, true, false]);
        for place in &places {
            place.connection.works(true);
        }
        new.connection.works(true);
        // Whoever is being answered is not cut off, and other networks have room.
        assert!(all.admit(Some(network(1))).is_none());
        assert!(all.admit(Some(network(2))).is_some());
    }

    #[test]
    fn when_all_is_full_the_largest_network_makes_room() {
        let all = Arc::new(Connections::new(4, 3));
        let many: Vec<Place> = (0..3).map(|_| all.admit(Some(network(1))).unwrap()).collect();
        let one = all.admit(Some(network(2))).unwrap();
        let new = all.admit(Some(network(3))).unwrap();
        assert_eq!(many.iter().filter(|place| is_ended(place)).count(), 1);
        assert!(!is_ended(&one) && !is_ended(&new));
        drop((many, one, new));
        assert_eq!(all.held.lock().unwrap().count, 0);
        assert!(all.held.lock().unwrap().networks.is_empty());
    }

    #[test]
    fn our_own_proxies_connect_for_everybody() {
        let all = Arc::new(Connections::new(10, 1));
        let _first = all.admit(None).unwrap();
        let second = all.admit(None).unwrap();
        assert!(all.admit(None).is_some() && !is_ended(&second));
    }
}
