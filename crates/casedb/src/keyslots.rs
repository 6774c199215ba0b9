//! The slots of the key: ways to come by it without keeping it in clear.
//!
//! `keys.json` says which ways there are. The keyring's slot only names the entry, and the keyring itself
//! is the desk's business. The passphrase's slot holds the key encrypted (XChaCha20-Poly1305) under what
//! Argon2id makes of the passphrase. A slot of a kind that this version does not know, such as the
//! office's recovery key, is carried along.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::DbError;
use crate::folder::write_whole;
use crate::key::{DatabaseKey, hex, unhex};

const FORMAT: u32 = 1;
const WRAPPED_FOR: &[u8] = b"parvaneh/1 passphrase slot";

/// The slots of a data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySlots {
    format: u32,
    /// Follows from the key and tells a wrong key from a damaged database.
    check: String,
    slots: Vec<Slot>,
}

/// A way to come by the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Slot {
    /// One that this version knows.
    Known(KnownSlot),
    /// One of a newer version.
    Other(serde_json::Value),
}

/// A way to come by the key that this version knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum KnownSlot {
    /// The operating system's keyring holds the key.
    Keyring {
        /// The entry's name there.
        entry: String,
    },
    /// A passphrase unwraps the key.
    Passphrase(PassphraseSlot),
}

/// The key, wrapped by a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PassphraseSlot {
    cost: Cost,
    salt: String,
    nonce: String,
    wrapped: String,
}

/// What trying a passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// How often it is gone over.
    pub passes: u32,
    /// How many lanes it is divided into.
    pub lanes: u32,
}

impl Cost {
    /// What a desk uses: 64 MiB, three times.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// A slot's file is not secret and may be tampered with; opening must end all the same.
    const MOST: Self = Self { memory_kib: 1024 * 1024, passes: 16, lanes: 16 };
}

/// Why a passphrase did not give the key, or could not be made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeySlotError {
    /// It is another passphrase.
    #[error("the passphrase does not open the slot")]
    WrongPassphrase,
    /// The slot is not one that we wrote.
    #[error("the slot is damaged")]
    Damaged,
}

impl KeySlots {
    /// Returns the slots of a new data folder: none yet.
    pub fn new(key: &DatabaseKey) -> Self {
        Self { format: FORMAT, check: check_value(key), slots: Vec::new() }
    }

    /// Reads the slots of a data folder that may be locked; `None` if there is no file of them.
    ///
    /// # Errors
    /// What a disk can do, and a file that is not ours.
    pub fn of_folder(folder: &Path) -> Result<Option<Self>, DbError> {
        Self::load(&folder.join("keys.json"))
    }

    /// Whether this is the key that the slots are for.
    pub fn fits(&self, key: &DatabaseKey) -> bool {
        self.check == check_value(key)
    }

    /// Returns the slots.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Returns the passphrase's slot.
    pub fn passphrase(&self) -> Option<&PassphraseSlot> {
        self.slots.iter().find_map(|slot| match slot {
            Slot::Known(KnownSlot::Passphrase(slot)) => Some(slot),
            Slot::Known(KnownSlot::Keyring { .. }) | Slot::Other(_) => None,
        })
    }

    /// Returns the name of the keyring's entry.
    pub fn keyring_entry(&self) -> Option<&str> {
        self.slots.iter().find_map(|slot| match slot {
            Slot::Known(KnownSlot::Keyring { entry }) => Some(entry.as_str()),
            Slot::Known(KnownSlot::Passphrase(_)) | Slot::Other(_) => None,
        })
    }

    /// Puts a slot in the place of the one of its kind.
    pub fn put(&mut self, new: KnownSlot) {
        let same_kind = |slot: &Slot| match slot {
            Slot::Known(old) => std::mem::discriminant(old) == std::mem::discriminant(&new),
            Slot::Other(_) => false,
        };
        self.slots.retain(|slot| !same_kind(slot));
        self.slots.push(Slot::Known(new));
    }

    pub(crate) fn load(path: &Path) -> Result<Option<Self>, DbError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(DbError::KeySlotsDamaged);
            }
            Err(error) => return Err(error.into()),
        };
        serde_json::from_str(&text).map(Some).map_err(|_| DbError::KeySlotsDamaged)
    }

    pub(crate) fn save(&self, path: &Path) -> Result<(), DbError> {
        let text = serde_json::to_string_pretty(self).map_err(|error| DbError::Io(error.into()))?;
        write_whole(path, |file| file.write_all(text.as_bytes()))
    }
}

fn check_value(key: &DatabaseKey) -> String {
    hex(&key.derive("key check")[..16])
}

/// Wraps the key by a passphrase. Salt and nonce come from a good source of randomness.
///
/// # Errors
/// A cost that Argon2id does not accept.
pub fn wrap(
    key: &DatabaseKey,
    passphrase: &str,
    cost: Cost,
    salt: [u8; 16],
    nonce: [u8; 24],
) -> Result<PassphraseSlot, KeySlotError> {
    let wrapping = wrapping_key(passphrase, &salt, cost)?;
    let wrapped = XChaCha20Poly1305::new((&*wrapping).into())
        .encrypt(&XNonce::from(nonce), Payload { msg: key.as_bytes(), aad: WRAPPED_FOR })
        .map_err(|_| KeySlotError::Damaged)?;
    Ok(PassphraseSlot { cost, salt: hex(&salt), nonce: hex(&nonce), wrapped: hex(&wrapped) })
}

/// Returns the key that a passphrase unwraps.
///
/// # Errors
/// [`KeySlotError::WrongPassphrase`], or a slot that was tampered with.
pub fn unwrap(slot: &PassphraseSlot, passphrase: &str) -> Result<DatabaseKey, KeySlotError> {
    let salt: [u8; 16] = fixed(&slot.salt)?;
    let nonce: [u8; 24] = fixed(&slot.nonce)?;
    let wrapped: [u8; 48] = fixed(&slot.wrapped)?;
    let wrapping = wrapping_key(passphrase, &salt, slot.cost)?;
    let key = XChaCha20Poly1305::new((&*wrapping).into())
        .decrypt(&XNonce::from(nonce), Payload { msg: &wrapped, aad: WRAPPED_FOR })
        .map(Zeroizing::new)
        .map_err(|_| KeySlotError::WrongPassphrase)?;
    let key: [u8; 32] = key.as_slice().try_into().map_err(|_| KeySlotError::Damaged)?;
    Ok(DatabaseKey::from_bytes(key))
}

fn wrapping_key(
    passphrase: &str,
    salt: &[u8; 16],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, KeySlotError> {
    let within = cost.memory_kib <= Cost::MOST.memory_kib
        && cost.passes <= Cost::MOST.passes
        && cost.lanes <= Cost::MOST.lanes;
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32))
        .ok()
        .filter(|_| within)
        .ok_or(KeySlotError::Damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| KeySlotError::Damaged)?;
    Ok(key)
}

fn fixed<const N: usize>(text: &str) -> Result<[u8; N], KeySlotError> {
    let bytes = unhex(text).ok_or(KeySlotError::Damaged)?;
    bytes.try_into().map_err(|_| KeySlotError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIGHT: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

    fn slot() -> PassphraseSlot {
        let key = DatabaseKey::from_bytes([7; 32]);
        wrap(&key, "گذرواژهٔ بلند", LIGHT, [1; 16], [2; 24]).expect("a valid cost")
    }

    #[test]
    fn the_passphrase_gives_the_key_and_no_other_does() {
        let slot = slot();
        let key = unwrap(&slot, "گذرواژهٔ بلند").expect("the right passphrase");
        assert_eq!(key.as_bytes(), &[7; 32]);
        let wrong = unwrap(&slot, "گذرواژه بلند").map(|_| ());
        assert_eq!(wrong, Err(KeySlotError::WrongPassphrase));
    }

    #[test]
    fn a_slot_that_would_take_for_ever_is_refused() {
        let mut slot = slot();
        slot.cost.memory_kib = u32::MAX;
        assert_eq!(unwrap(&slot, "x").map(|_| ()), Err(KeySlotError::Damaged));
    }

    #[test]
    fn the_file_of_slots_holds_no_key_and_carries_unknown_slots() {
        let key = DatabaseKey::from_bytes([7; 32]);
        let mut slots = KeySlots::new(&key);
        slots.put(KnownSlot::Keyring { entry: "demo".to_owned() });
        slots.put(KnownSlot::Passphrase(slot()));
        let mut json = serde_json::to_value(&slots).expect("plain data");
        let recovery = serde_json::json!({ "kind": "recovery", "sealed": "00" });
        json["slots"].as_array_mut().expect("a list").push(recovery);
        assert!(!json.to_string().contains(&hex(&[7; 32])));
        let mut read: KeySlots = serde_json::from_value(json).expect("our own file");
        read.put(KnownSlot::Keyring { entry: "office".to_owned() });
        assert_eq!(read.keyring_entry(), Some("office"));
        assert_eq!(read.passphrase(), Some(&slot()));
        assert!(matches!(&read.slots()[1], Slot::Other(other) if other["kind"] == "recovery"));
        assert!(read.fits(&key) && !read.fits(&DatabaseKey::from_bytes([8; 32])));
    }
}
