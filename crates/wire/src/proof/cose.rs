//! COSE_Sign1 (RFC 9052) with EdDSA, in the one spelling that we write.

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use super::{KeyId, ProofError, check_signature};

/// Tag 18, and an array of four.
const HEAD: [u8; 2] = [0xD2, 0x84];
/// A byte string of 13: a map of two, `1: -8` (EdDSA), `4:` a byte string of eight.
const PROTECTED: [u8; 6] = [0x4D, 0xA2, 0x01, 0x27, 0x04, 0x48];
/// An empty map.
const UNPROTECTED: u8 = 0xA0;
/// A byte string of 64.
const SIGNATURE: [u8; 2] = [0x58, 0x40];

fn protected(name: KeyId) -> Vec<u8> {
    [&PROTECTED[..], &name[..]].concat()
}

fn byte_string(bytes: &[u8]) -> Vec<u8> {
    let mut written = minicbor::Encoder::new(Vec::new());
    let done = written.bytes(bytes).is_ok();
    debug_assert!(done, "writing to memory cannot fail");
    written.into_writer()
}

/// What is signed: the context, the header, no further data, the payload.
fn to_be_signed(name: KeyId, payload: &[u8]) -> Vec<u8> {
    let head = [0x84, 0x6A];
    let payload = byte_string(payload);
    [&head[..], b"Signature1", &protected(name), &[0x40], &payload].concat()
}

/// Writes a signed message.
pub(super) fn sign(payload: &[u8], name: KeyId, key: &SigningKey) -> Vec<u8> {
    let signature = key.sign(&to_be_signed(name, payload)).to_bytes();
    [&HEAD[..], &protected(name), &[UNPROTECTED], &byte_string(payload), &SIGNATURE, &signature]
        .concat()
}

/// A message that could be read and is not yet checked.
pub(super) struct Message<'b> {
    /// The name in its header.
    pub(super) name: KeyId,
    /// What it carries.
    pub(super) payload: &'b [u8],
    signature: [u8; 64],
}

/// Reads a message; `None` if it is spelt otherwise than [`sign`] does.
pub(super) fn open(bytes: &[u8]) -> Option<Message<'_>> {
    let rest = bytes.strip_prefix(&HEAD)?.strip_prefix(&PROTECTED)?;
    let (name, rest) = rest.split_first_chunk::<8>()?;
    let (mark, rest) = rest.split_first()?;
    let (rest, signature) = rest.split_last_chunk::<64>()?;
    let written = rest.strip_suffix(&SIGNATURE).filter(|_| *mark == UNPROTECTED)?;
    let payload = minicbor::Decoder::new(written).bytes().ok()?;
    (byte_string(payload) == written).then_some(Message {
        name: *name,
        payload,
        signature: *signature,
    })
}

/// How many bytes a message has that begins with these twenty; `None` if none does.
pub(super) fn length(beginning: &[u8]) -> Option<usize> {
    let rest = beginning.strip_prefix(&HEAD)?.strip_prefix(&PROTECTED)?;
    let (_, rest) = rest.split_first_chunk::<8>()?;
    let (head, payload) = match *rest {
        [UNPROTECTED, head @ 0x40..=0x57, ..] => (1, usize::from(head - 0x40)),
        [UNPROTECTED, 0x58, length, ..] => (2, usize::from(length)),
        [UNPROTECTED, 0x59, high, low] => (3, usize::from(u16::from_be_bytes([high, low]))),
        _ => return None,
    };
    Some(HEAD.len() + PROTECTED.len() + 8 + 1 + head + payload + SIGNATURE.len() + 64)
}

impl Message<'_> {
    /// Checks that a key signed it.
    pub(super) fn check(&self, key: &VerifyingKey) -> Result<(), ProofError> {
        check_signature(key, &to_be_signed(self.name, self.payload), &self.signature)
    }
}
