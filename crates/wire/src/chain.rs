//! The chain of a stream: every event names the hash of the one before it.

use ed25519_dalek::VerifyingKey;

use crate::envelope::{Opened, WireError, hash, open};
use crate::ids::{DeviceId, EventHash, StreamId};

/// An event as a log holds it.
#[derive(Debug, Clone, Copy)]
pub struct Link<'l> {
    /// The envelope.
    pub bytes: &'l [u8],
    /// The signature.
    pub sig: &'l [u8; 64],
    /// The hash that the log holds for it.
    pub hash: EventHash,
}

/// The end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many events it has.
    pub seq: u64,
    /// The hash of the last.
    pub hash: EventHash,
}

impl Head {
    /// A stream without events.
    pub const START: Self = Self { seq: 0, hash: EventHash::START };
}

/// Where a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the chain is broken at event {seq}: {why}")]
pub struct BrokenChain {
    /// At which place in the stream.
    pub seq: u64,
    /// Why.
    pub why: BreakKind,
}

/// Why a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BreakKind {
    /// The event itself is not genuine.
    #[error(transparent)]
    Event(#[from] WireError),
    /// It is of another stream.
    #[error("the event is of another stream")]
    OtherStream,
    /// It was signed for another workstation.
    #[error("the event is of another workstation")]
    OtherDevice,
    /// It is not the next one.
    #[error("the event's number is {found}")]
    OutOfSequence {
        /// The number that it carries.
        found: u64,
    },
    /// It names another event as the one before it.
    #[error("the event names another one as its predecessor")]
    OtherPredecessor,
    /// The log holds another hash for it.
    #[error("the log holds another hash for the event")]
    OtherHash,
}

/// Checks a stream, one event after the other.
#[derive(Debug)]
pub struct ChainVerifier<'k> {
    stream: StreamId,
    device: DeviceId,
    key: &'k VerifyingKey,
    head: Head,
}

impl<'k> ChainVerifier<'k> {
    /// Starts at the beginning of a stream.
    pub const fn new(stream: StreamId, device: DeviceId, key: &'k VerifyingKey) -> Self {
        Self { stream, device, key, head: Head::START }
    }

    /// Returns how far the chain has been found whole.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Checks the next event.
    ///
    /// # Errors
    /// Where and why the chain is broken.
    pub fn next(&mut self, link: Link<'_>) -> Result<Opened, BrokenChain> {
        let seq = self.head.seq + 1;
        let broken = |why| BrokenChain { seq, why };
        let opened = open(link.bytes, link.sig, self.key).map_err(|error| broken(error.into()))?;
        let content = &opened.content;
        if content.stream != self.stream {
            return Err(broken(BreakKind::OtherStream));
        }
        if content.device != self.device {
            return Err(broken(BreakKind::OtherDevice));
        }
        if content.seq != seq {
            return Err(broken(BreakKind::OutOfSequence { found: content.seq }));
        }
        if content.prev != self.head.hash {
            return Err(broken(BreakKind::OtherPredecessor));
        }
        if hash(link.bytes, link.sig) != link.hash {
            return Err(broken(BreakKind::OtherHash));
        }
        self.head = Head { seq, hash: link.hash };
        Ok(opened)
    }
}

/// Checks a whole stream from its beginning.
///
/// # Errors
/// The first place where it is broken.
pub fn verify_chain<'l>(
    stream: StreamId,
    device: DeviceId,
    key: &VerifyingKey,
    links: impl IntoIterator<Item = Link<'l>>,
) -> Result<Head, BrokenChain> {
    let mut verifier = ChainVerifier::new(stream, device, key);
    for link in links {
        verifier.next(link)?;
    }
    Ok(verifier.head())
}
