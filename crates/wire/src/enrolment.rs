//! What a workstation signs to be enrolled: that it holds the key it names, for this code.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

const SIGNED_AS: &[u8] = b"casefeed/1/enrol\0";

/// Signs a code, in its canonical form, with the workstation's new key.
pub fn sign(code: &str, key: &SigningKey) -> [u8; 64] {
    key.sign(&[SIGNED_AS, code.as_bytes()].concat()).to_bytes()
}

/// Whether the holder of a key signed this code.
pub fn is_signed(code: &str, sig: &[u8; 64], key: &VerifyingKey) -> bool {
    let message = [SIGNED_AS, code.as_bytes()].concat();
    key.verify_strict(&message, &Signature::from_bytes(sig)).is_ok()
}
