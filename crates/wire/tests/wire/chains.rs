//! Streams: one writer, no gaps, no changes.

use testkit::people::text;
use testkit::seeded::Seeded;
use wire::chain::{BreakKind, BrokenChain, Head, Link, verify_chain};
use wire::envelope::{Sealed, Unsealed, seal};
use wire::ids::{EventHash, StreamId};

use crate::samples::{DEVICE, STREAM, key, unsealed};

fn stream(length: u64) -> Vec<Sealed> {
    let mut seeded = Seeded::new(11);
    let mut prev = EventHash::START;
    (1..=length)
        .map(|seq| {
            let fact = domain::event::Fact::Noted { text: text(&format!("یادداشت {seq}")) };
            let event = Unsealed { seq, prev, ..unsealed(fact, &mut seeded) };
            let sealed = seal(&event, &key()).expect("a note");
            prev = sealed.hash;
            sealed
        })
        .collect()
}

fn links(events: &[Sealed]) -> impl Iterator<Item = Link<'_>> {
    events.iter().map(|event| Link { bytes: &event.bytes, sig: &event.sig, hash: event.hash })
}

fn verify(events: &[Sealed]) -> Result<Head, BrokenChain> {
    verify_chain(STREAM, DEVICE, &key().verifying_key(), links(events))
}

#[test]
fn a_whole_stream_is_verified_to_its_head() {
    let events = stream(5);
    assert_eq!(verify(&events), Ok(Head { seq: 5, hash: events[4].hash }));
    assert_eq!(verify(&[]), Ok(Head::START));
}

#[test]
fn a_missing_event_breaks_the_chain() {
    let mut events = stream(5);
    events.remove(2);
    let why = BreakKind::OutOfSequence { found: 4 };
    assert_eq!(verify(&events), Err(BrokenChain { seq: 3, why }));
}

#[test]
fn exchanged_events_break_the_chain() {
    let mut events = stream(5);
    events.swap(1, 2);
    let why = BreakKind::OutOfSequence { found: 3 };
    assert_eq!(verify(&events), Err(BrokenChain { seq: 2, why }));
}

#[test]
fn an_event_that_was_made_again_breaks_the_chain_behind_it() {
    let mut events = stream(5);
    let mut seeded = Seeded::new(12);
    let fact = domain::event::Fact::Noted { text: text("دیگر") };
    let other = Unsealed { seq: 2, prev: events[0].hash, ..unsealed(fact, &mut seeded) };
    events[1] = seal(&other, &key()).expect("a note");
    assert_eq!(verify(&events), Err(BrokenChain { seq: 3, why: BreakKind::OtherPredecessor }));
}

#[test]
fn a_log_that_holds_another_hash_is_found_out() {
    let mut events = stream(2);
    events[1].hash = EventHash::from_bytes([3; 32]);
    assert_eq!(verify(&events), Err(BrokenChain { seq: 2, why: BreakKind::OtherHash }));
}

#[test]
fn an_event_of_another_stream_is_refused() {
    let events = stream(1);
    let other = StreamId::from_bytes([2; 16]);
    let found = verify_chain(other, DEVICE, &key().verifying_key(), links(&events));
    assert_eq!(found, Err(BrokenChain { seq: 1, why: BreakKind::OtherStream }));
}
