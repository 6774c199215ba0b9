//! What a registry keeps of its administrators.

use domain::dates::Instant;
use domain::ids::OfficerId;
use ed25519_dalek::SigningKey;
use wire::ids::EventHash;
use wire::journal::{Author, Entry, NotAnEntry, SealedEntry, open, seal};

use crate::samples::{hex, key};

fn entries() -> [SealedEntry; 2] {
    let account = OfficerId::parse("moradi").expect("a name");
    let first = Entry {
        seq: 1,
        prev: EventHash::START,
        at: Instant::from_millis(1_795_500_000_000),
        author: Author::Console,
        act: "officerEntered".to_owned(),
        about: "moradi".to_owned(),
        details: vec![("office".to_owned(), "SECRETARIAT".to_owned())],
    };
    let first = seal(&first, &key());
    let second = Entry {
        seq: 2,
        prev: first.hash,
        at: Instant::from_millis(1_795_500_060_000),
        author: Author::Account(account),
        act: "signedIn".to_owned(),
        about: "moradi".to_owned(),
        details: Vec::new(),
    };
    [first, seal(&second, &key())]
}

pub fn golden() -> String {
    let written = |SealedEntry { bytes, sig, hash }: &SealedEntry| {
        format!("bytes {}\nsig {}\nhash {hash}\n", hex(bytes), hex(sig))
    };
    entries().iter().map(written).collect()
}

#[test]
fn an_entry_reads_as_it_was_written_and_by_no_other_key() {
    for sealed in entries() {
        let entry = open(&sealed.bytes, &sealed.sig, &key().verifying_key()).expect("our own");
        assert_eq!(seal(&entry, &key()), sealed);
        let other = SigningKey::from_bytes(&[1; 32]).verifying_key();
        assert_eq!(open(&sealed.bytes, &sealed.sig, &other), Err(NotAnEntry::BadSignature));
    }
}

#[test]
fn an_entry_that_was_changed_is_not_taken() {
    let [sealed, _] = entries();
    for place in 0..sealed.bytes.len() {
        let mut bytes = sealed.bytes.clone();
        bytes[place] ^= 1;
        let opened = open(&bytes, &sealed.sig, &key().verifying_key());
        assert_eq!(opened, Err(NotAnEntry::BadSignature), "{place}");
    }
}

#[test]
fn an_entry_about_a_stranger_says_from_which_network_they_came() {
    for network in ["203.0.113.0/24", ""] {
        let entry = Entry {
            seq: 3,
            prev: EventHash::START,
            at: Instant::from_millis(1_795_500_120_000),
            author: Author::Network(network.to_owned()),
            act: "signInFailed".to_owned(),
            about: "moradi".to_owned(),
            details: Vec::new(),
        };
        let sealed = seal(&entry, &key());
        assert_eq!(open(&sealed.bytes, &sealed.sig, &key().verifying_key()), Ok(entry));
    }
}
