//! The journal of a registry: what its administrators did, each entry signed and chained to the one before it.
//!
//! An entry names its act by a word and says the rest in pairs of texts, so that whoever checks the journal
//! reads entries of every version. The registry's own key signs; the chain shows what was taken out later.

use domain::dates::Instant;
use domain::ids::OfficerId;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::body::to_bytes;
use crate::ids::EventHash;

const SIGNED_AS: &[u8] = b"casefeed/1/journal\0";
const HASHED_AS: &[u8] = b"casefeed/1/journal-hash\0";

/// One act of an administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1, without gaps.
    pub seq: u64,
    /// The hash of the entry before it; [`EventHash::START`] for the first.
    pub prev: EventHash,
    /// When it was done.
    pub at: Instant,
    /// Who did it.
    pub author: Author,
    /// What was done, in a word of the registry's.
    pub act: String,
    /// What it was done to: an account, an office, an edition. Never an applicant's data.
    pub about: String,
    /// What else there is to say, in the order in which it is read.
    pub details: Vec<(String, String)>,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// Whoever works at the server itself, with its configuration and keys.
    Console,
    /// An account that was signed in.
    Account(OfficerId),
    /// Somebody who is not signed in, by the network that they came from; empty for several together.
    Network(String),
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEntry {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The registry's signature over them.
    pub sig: [u8; 64],
    /// What the next entry carries.
    pub hash: EventHash,
}

/// Bytes that are no entry, or none of this registry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEntry {
    /// They cannot be read, or have another spelling.
    #[error("not an entry of the journal")]
    Unreadable,
    /// Somebody else signed them.
    #[error("the entry is not signed by this registry")]
    BadSignature,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct EntryV1 {
    #[n(0)]
    seq: u64,
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    prev: [u8; 32],
    #[n(2)]
    at_ms: i64,
    #[n(3)]
    account: Option<String>,
    #[n(4)]
    act: String,
    #[n(5)]
    about: String,
    #[n(6)]
    details: Vec<PairV1>,
    #[n(7)]
    network: Option<String>,
}

#[derive(Encode, Decode)]
struct PairV1 {
    #[n(0)]
    name: String,
    #[n(1)]
    text: String,
}

/// Writes and signs an entry.
pub fn seal(entry: &Entry, key: &SigningKey) -> SealedEntry {
    let (account, network) = match &entry.author {
        Author::Console => (None, None),
        Author::Account(officer) => (Some(officer.as_str().to_owned()), None),
        Author::Network(network) => (None, Some(network.clone())),
    };
    let pair = |(name, text): &(String, String)| PairV1 { name: name.clone(), text: text.clone() };
    let bytes = to_bytes(&EntryV1 {
        seq: entry.seq,
        prev: *entry.prev.as_bytes(),
        at_ms: entry.at.as_millis(),
        account,
        act: entry.act.clone(),
        about: entry.about.clone(),
        details: entry.details.iter().map(pair).collect(),
        network,
    });
    let sig = key.sign(&[SIGNED_AS, &bytes].concat()).to_bytes();
    let hash = hash(&bytes, &sig);
    SealedEntry { bytes, sig, hash }
}

/// Checks the signature and reads an entry.
///
/// # Errors
/// Whatever is not exactly one entry, signed by this key.
pub fn open(bytes: &[u8], sig: &[u8; 64], key: &VerifyingKey) -> Result<Entry, NotAnEntry> {
    key.verify_strict(&[SIGNED_AS, bytes].concat(), &Signature::from_bytes(sig))
        .map_err(|_| NotAnEntry::BadSignature)?;
    let entry: EntryV1 = minicbor::decode(bytes).map_err(|_| NotAnEntry::Unreadable)?;
    if to_bytes(&entry) != bytes {
        return Err(NotAnEntry::Unreadable);
    }
    let author = match (entry.account, entry.network) {
        (None, None) => Author::Console,
        (None, Some(network)) => Author::Network(network),
        (Some(text), None) => {
            Author::Account(OfficerId::parse(&text).map_err(|_| NotAnEntry::Unreadable)?)
        }
        (Some(_), Some(_)) => return Err(NotAnEntry::Unreadable),
    };
    Ok(Entry {
        seq: entry.seq,
        prev: EventHash::from_bytes(entry.prev),
        at: Instant::from_millis(entry.at_ms),
        author,
        act: entry.act,
        about: entry.about,
        details: entry.details.into_iter().map(|pair| (pair.name, pair.text)).collect(),
    })
}

/// The hash of an entry with its signature.
pub fn hash(bytes: &[u8], sig: &[u8; 64]) -> EventHash {
    let mut hasher = Sha256::new();
    hasher.update(HASHED_AS);
    hasher.update(bytes);
    hasher.update(sig);
    EventHash::from_bytes(hasher.finalize().into())
}
