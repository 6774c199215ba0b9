//! The registry's keys, all from one master key of 32 bytes that lies in a file of its own.
//!
//! ```text
//! lookup   HMAC-SHA-256 over an identity: finds cases without keeping the identity
//! records  XChaCha20-Poly1305 over signed envelopes, drafts and what else is personal
//! files    XChaCha20-Poly1305 over documents and their parts
//! names    HMAC-SHA-256: under which name a document lies, so that the name tells nothing of it
//! forms    HMAC-SHA-256: what a form calls the case that it was opened for
//! signing  Ed25519: the registry's own events, certificates and lists
//! ```

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use domain::ids::{CaseId, ContentHash, PersonId};
use domain::sources::Randomness;
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

const NONCE_BYTES: usize = 24;

/// The keys of one registry.
#[derive(Clone)]
pub struct Keys {
    lookup: Zeroizing<[u8; 32]>,
    records: XChaCha20Poly1305,
    files: XChaCha20Poly1305,
    names: Zeroizing<[u8; 32]>,
    forms: Zeroizing<[u8; 32]>,
    signing: SigningKey,
}

/// A sealed text that is not one, is for another purpose, or was sealed by another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed text cannot be opened")]
pub struct CannotOpen;

/// The keyed hash of a national or legal ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityHash([u8; 32]);

impl IdentityHash {
    /// Takes the bytes of a column.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes, as columns hold them.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Keys {
    /// Derives every key from the master key.
    pub fn of_master(master: &[u8; 32]) -> Self {
        let kdf = Hkdf::<Sha256>::new(Some(b"parvaneh registry"), master);
        let derive = |purpose: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            // HKDF-SHA-256 gives up to 255 times 32 bytes.
            let _fits = kdf.expand(purpose, key.as_mut());
            key
        };
        Self {
            lookup: derive(b"lookup"),
            records: XChaCha20Poly1305::new(&(*derive(b"records")).into()),
            files: XChaCha20Poly1305::new(&(*derive(b"files")).into()),
            names: derive(b"names"),
            forms: derive(b"forms"),
            signing: SigningKey::from_bytes(&derive(b"signing")),
        }
    }

    /// The key that signs for the registry.
    pub const fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// Hashes an identity in its canonical form.
    pub fn identity(&self, canonical: &str) -> IdentityHash {
        IdentityHash(keyed(&self.lookup, &[canonical.as_bytes()]))
    }

    /// Names the person behind a national ID: the same in every account of theirs, and in no other register.
    pub fn person(&self, national_id: &str) -> PersonId {
        named(&keyed(&self.lookup, &[b"officer\0", national_id.as_bytes()]))
    }

    /// The name under which a document of a case lies.
    pub fn file_name(&self, case: CaseId, content: &ContentHash) -> [u8; 32] {
        keyed(&self.names, &[case.as_bytes(), content.as_bytes()])
    }

    /// What a form calls the case that it was opened for: nobody can tell the case from it, or make one.
    pub fn form(&self, case: CaseId) -> String {
        hex(&keyed(&self.forms, &[case.as_bytes()]))
    }

    /// Encrypts for one purpose; `about` must be given again to open it.
    pub fn seal(&self, randomness: &dyn Randomness, about: &[u8], plain: &[u8]) -> Vec<u8> {
        sealed(&self.records, randomness, about, plain)
    }

    /// Decrypts what was sealed about the same thing.
    ///
    /// # Errors
    /// Whatever was not sealed so, by this key.
    pub fn open(&self, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        opened(&self.records, about, sealed)
    }

    /// Encrypts a document or a part of one.
    pub fn seal_file(&self, randomness: &dyn Randomness, about: &[u8], plain: &[u8]) -> Vec<u8> {
        sealed(&self.files, randomness, about, plain)
    }

    /// Decrypts a document or a part of one.
    ///
    /// # Errors
    /// As [`Keys::open`].
    pub fn open_file(&self, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        opened(&self.files, about, sealed)
    }
}

#[expect(clippy::expect_used, reason = "32 hexadecimal digits are a name")]
fn named(hash: &[u8; 32]) -> PersonId {
    PersonId::parse(&hex(hash)).expect("short enough")
}

/// The first sixteen bytes of a hash, in digits.
fn hex(hash: &[u8; 32]) -> String {
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[expect(clippy::expect_used, reason = "HMAC takes any key")]
fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("any length fits");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[expect(clippy::expect_used, reason = "only texts beyond 256 GiB cannot be encrypted")]
fn sealed(
    cipher: &XChaCha20Poly1305,
    randomness: &dyn Randomness,
    about: &[u8],
    plain: &[u8],
) -> Vec<u8> {
    let mut sealed = vec![0; NONCE_BYTES];
    randomness.fill(&mut sealed);
    let nonce = XNonce::try_from(sealed.as_slice()).expect("the nonce has its length");
    let payload = Payload { msg: plain, aad: about };
    sealed.extend(cipher.encrypt(&nonce, payload).expect("the text is short enough"));
    sealed
}

fn opened(cipher: &XChaCha20Poly1305, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
    let (nonce, text) = sealed.split_at_checked(NONCE_BYTES).ok_or(CannotOpen)?;
    let nonce = XNonce::try_from(nonce).map_err(|_| CannotOpen)?;
    cipher.decrypt(&nonce, Payload { msg: text, aad: about }).map_err(|_| CannotOpen)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;

    impl Randomness for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for (byte, n) in bytes.iter_mut().zip(0..) {
                *byte = n;
            }
        }
    }

    #[test]
    fn what_was_sealed_opens_only_for_its_purpose_and_by_its_key() {
        let keys = Keys::of_master(&[7; 32]);
        let mut sealed = keys.seal(&Counting, b"case 1", b"0076229645");
        assert_eq!(keys.open(b"case 1", &sealed).as_deref(), Ok(b"0076229645".as_slice()));
        assert_eq!(keys.open(b"case 2", &sealed), Err(CannotOpen));
        assert_eq!(Keys::of_master(&[8; 32]).open(b"case 1", &sealed), Err(CannotOpen));
        sealed.truncate(10);
        assert_eq!(keys.open(b"case 1", &sealed), Err(CannotOpen));
    }

    #[test]
    fn an_identity_has_one_hash_for_each_registry() {
        let (one, other) = (Keys::of_master(&[7; 32]), Keys::of_master(&[8; 32]));
        assert_eq!(one.identity("0076229645"), one.identity("0076229645"));
        assert_ne!(one.identity("0076229645"), one.identity("0076229646"));
        assert_ne!(one.identity("0076229645"), other.identity("0076229645"));
    }
}
