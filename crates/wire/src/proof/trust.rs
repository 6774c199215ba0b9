//! The trust list: the blocks of numbers that the registry has leased, signed by it; and the root's word for
//! the registry's key.
//!
//! The list's signature vouches for all of it; a block's own certificate is opened when a code names it, so
//! that a list of thousands opens at once.

use domain::dates::Date;
use ed25519_dalek::{SigningKey, VerifyingKey};
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};

use super::certificate::{BlockCertificate, RegistryCertificate, key_id, opened, read, signed};
use super::{KeyId, ProofError, day_number, day_of};
use crate::body::to_bytes;

const TRUST: &[u8] = b"casefeed/1/trust\0";

/// Whom a verifier trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustList {
    registry: RegistryCertificate,
    issued_on: Date,
    valid_until: Date,
    blocks: Vec<ByteVec>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct ListV1 {
    #[n(0)]
    root: ByteArray<32>,
    #[n(1)]
    registry: ByteVec,
    #[n(2)]
    issued_on: i32,
    #[n(3)]
    valid_until: i32,
    #[n(4)]
    blocks: Vec<ByteVec>,
}

/// A list that is read before it is known who signed it.
#[derive(Encode, Decode)]
struct UncheckedV1 {
    #[n(0)]
    body: ByteVec,
    #[n(1)]
    signature: ByteArray<64>,
}

fn unchecked(bytes: &[u8]) -> Result<ListV1, ProofError> {
    let outer: UncheckedV1 = read(bytes)?;
    read(&outer.body)
}

impl TrustList {
    /// Writes a trust list.
    pub fn issue(
        root: &VerifyingKey,
        registry: &RegistryCertificate,
        registry_key: &SigningKey,
        issued_on: Date,
        valid_until: Date,
        blocks: &[BlockCertificate],
    ) -> Vec<u8> {
        let list = ListV1 {
            root: root.to_bytes().into(),
            registry: registry.as_bytes().to_vec().into(),
            issued_on: day_number(issued_on),
            valid_until: day_number(valid_until),
            blocks: blocks.iter().map(|block| block.as_bytes().to_vec().into()).collect(),
        };
        signed(TRUST, &to_bytes(&list), registry_key)
    }

    /// Reads a trust list, checked from the root down.
    ///
    /// # Errors
    /// [`ProofError::NotTrusted`].
    pub fn open(bytes: &[u8], root: &VerifyingKey) -> Result<Self, ProofError> {
        let claimed = unchecked(bytes)?;
        let registry = RegistryCertificate::open(&claimed.registry, root)?;
        let list: ListV1 = opened(TRUST, bytes, registry.key())?;
        let day = |number| day_of(number).ok_or(ProofError::NotTrusted);
        let (issued_on, valid_until) = (day(list.issued_on)?, day(list.valid_until)?);
        if *list.root != root.to_bytes() || registry.valid_until() < issued_on {
            return Err(ProofError::NotTrusted);
        }
        Ok(Self { registry, issued_on, valid_until, blocks: list.blocks })
    }

    /// Returns the root that a list names, for a person to compare before trusting it.
    ///
    /// # Errors
    /// [`ProofError::NotTrusted`].
    pub fn root_of(bytes: &[u8]) -> Result<VerifyingKey, ProofError> {
        let list = unchecked(bytes)?;
        VerifyingKey::from_bytes(&list.root).map_err(|_| ProofError::NotTrusted)
    }

    /// Returns the root's word for the registry's key.
    pub const fn registry(&self) -> &RegistryCertificate {
        &self.registry
    }

    /// Returns the day of issue.
    pub const fn issued_on(&self) -> Date {
        self.issued_on
    }

    /// Returns the last day on which the list can be relied on.
    pub const fn valid_until(&self) -> Date {
        self.valid_until
    }

    /// Returns the block of a name.
    ///
    /// # Errors
    /// [`ProofError::NotTrusted`] if the registry has not signed its certificate.
    pub(super) fn block(&self, name: KeyId) -> Result<Option<BlockCertificate>, ProofError> {
        let named = self.blocks.iter().find(|bytes| key_id(bytes) == name);
        named.map(|bytes| BlockCertificate::open(bytes, self.registry.key())).transpose()
    }
}
