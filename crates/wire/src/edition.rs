//! A published edition of the catalogue: the document as it was written, signed by the registry.
//!
//! ```text
//! file = [ body, signature ]                     signed over "casefeed/1/edition\0" || body
//! body = { 0: number, 1: document }              the document's bytes are JSON, never written again
//! ```
//!
//! The number counts publications. Of two editions that begin on the same day the one with the greater number
//! is in force.

use domain::catalogue::{Catalogue, Unreadable};
use ed25519_dalek::{SigningKey, VerifyingKey};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::body::to_bytes;
use crate::proof::certificate::{opened, signed};

const EDITION: &[u8] = b"casefeed/1/edition\0";

/// An edition with the registry's word for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedEdition {
    number: u32,
    document: Vec<u8>,
    bytes: Vec<u8>,
}

/// Bytes that are no edition of this registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an edition that this registry has signed")]
pub struct NotAnEdition;

#[derive(Encode, Decode)]
#[cbor(map)]
struct EditionV1 {
    #[n(0)]
    number: u32,
    #[n(1)]
    document: ByteVec,
}

impl SignedEdition {
    /// Signs a document as the edition of a number.
    pub fn issue(registry: &SigningKey, number: u32, document: &[u8]) -> Self {
        let body = EditionV1 { number, document: document.to_vec().into() };
        let bytes = signed(EDITION, &to_bytes(&body), registry);
        Self { number, document: document.to_vec(), bytes }
    }

    /// Reads a file and checks that the registry signed it.
    ///
    /// # Errors
    /// Whatever is not exactly one edition, signed by this key.
    pub fn open(bytes: &[u8], registry: &VerifyingKey) -> Result<Self, NotAnEdition> {
        let body: EditionV1 = opened(EDITION, bytes, registry).map_err(|_| NotAnEdition)?;
        Ok(Self { number: body.number, document: body.document.into(), bytes: bytes.to_vec() })
    }

    /// Returns which publication it is, from 1.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// Returns the document.
    pub fn document(&self) -> &[u8] {
        &self.document
    }

    /// Returns the bytes to keep and send.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads the document.
    ///
    /// # Errors
    /// A document of a later version of this program.
    pub fn catalogue(&self) -> Result<Catalogue, Unreadable> {
        Catalogue::read(&self.document)
    }
}
