//! The keyring of the operating system, which keeps the key of an office's case database.
//!
//! On Linux that is the Secret Service. Its answers alone do not show that it can be used: a keyring that
//! is locked says "no entry" to a question and fails only when it is to keep something. So [`probe`] writes
//! a canary, reads it and takes it away again. No call waits longer than [`PATIENCE`], whatever the service
//! does; a question that the system puts to the officer meanwhile stays open, and trying again then works.
//!
//! Run on macOS and Windows by nobody yet: there the same code speaks to other stores.

use std::sync::mpsc;
use std::time::Duration;

use keyring_core::Error as StoreError;

/// The name under which all entries are kept.
const SERVICE: &str = "ir.parvaneh.desk";
/// How long a call waits for the keyring, the officer's own unlocking included.
pub const PATIENCE: Duration = Duration::from_secs(20);
const CANARY: [u8; 16] = *b"parvaneh canary\n";

/// Whether the keyring can keep a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyringStatus {
    /// It kept a canary and gave it back.
    Usable {
        /// What the store calls itself.
        store: String,
    },
    /// It is there, and locked, or keeps nothing.
    Locked,
    /// There is none.
    Absent,
}

/// Why the keyring did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// It is locked, refuses, or does not answer.
    #[error("the keyring is locked or does not answer")]
    Locked,
    /// There is none.
    #[error("there is no keyring")]
    Absent,
    /// What it keeps under the name is no key of ours.
    #[error("the keyring keeps something else under this name")]
    NotAKey,
}

impl From<KeyringError> for crate::Error {
    fn from(error: KeyringError) -> Self {
        Self::new(match error {
            KeyringError::Locked | KeyringError::NotAKey => crate::ErrorCode::KeyringLocked,
            KeyringError::Absent => crate::ErrorCode::KeyringAbsent,
        })
    }
}

/// Finds out whether the keyring can be used, by using it.
pub fn probe() -> KeyringStatus {
    match within_patience(try_canary) {
        Ok(store) => KeyringStatus::Usable { store },
        Err(KeyringError::Absent) => KeyringStatus::Absent,
        Err(KeyringError::Locked | KeyringError::NotAKey) => KeyringStatus::Locked,
    }
}

/// Keeps the key of an office.
///
/// # Errors
/// Says whether the keyring is locked or absent.
pub fn store_key(office_id: &str, key: &[u8; 32]) -> Result<(), KeyringError> {
    let (name, key) = (key_name(office_id), *key);
    within_patience(move || entry(&name)?.set_secret(&key))
}

/// Returns the key of an office, or `None` where a usable keyring has none.
///
/// # Errors
/// Says whether the keyring is locked or absent, or keeps something else under the office's name.
pub fn load_key(office_id: &str) -> Result<Option<[u8; 32]>, KeyringError> {
    let name = key_name(office_id);
    let secret = within_patience(move || match entry(&name)?.get_secret() {
        Ok(secret) => Ok(Some(secret)),
        Err(StoreError::NoEntry) => Ok(None),
        Err(error) => Err(error),
    })?;
    match secret {
        Some(secret) => secret.try_into().map(Some).map_err(|_| KeyringError::NotAKey),
        // A locked keyring says the same as one that has no entry.
        None => within_patience(try_canary).map(|_| None),
    }
}

/// Forgets the key of an office. Nothing happens where there is none.
///
/// # Errors
/// Says whether the keyring is locked or absent.
pub fn delete_key(office_id: &str) -> Result<(), KeyringError> {
    let name = key_name(office_id);
    within_patience(move || match entry(&name)?.delete_credential() {
        Ok(()) | Err(StoreError::NoEntry) => Ok(()),
        Err(error) => Err(error),
    })
}

fn key_name(office_id: &str) -> String {
    format!("case-database/{office_id}")
}

fn entry(name: &str) -> Result<::keyring::Entry, StoreError> {
    ::keyring::Entry::new(SERVICE, name)
}

/// Writes, reads and deletes a canary under a name of this process, and returns the store's name.
fn try_canary() -> Result<String, StoreError> {
    let canary = entry(&format!("canary/{}", std::process::id()))?;
    canary.set_secret(&CANARY)?;
    let kept = canary.get_secret();
    canary.delete_credential()?;
    if kept? != CANARY {
        return Err(StoreError::NoEntry);
    }
    keyring_core::get_default_store().map(|store| store.vendor()).ok_or(StoreError::NoDefaultStore)
}

/// Asks the keyring on a thread of its own, so that a service which never answers blocks nobody.
fn within_patience<T: Send + 'static>(
    ask: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, KeyringError> {
    let (answer, answered) = mpsc::channel();
    std::thread::Builder::new()
        .name("keyring".to_owned())
        .spawn(move || answer.send(ask()))
        .map_err(|_| KeyringError::Locked)?;
    match answered.recv_timeout(PATIENCE) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(named(&error)),
        Err(_) => Err(KeyringError::Locked),
    }
}

fn named(error: &StoreError) -> KeyringError {
    match error {
        StoreError::NoDefaultStore | StoreError::PlatformFailure(_) => KeyringError::Absent,
        // Refused access, a canary that vanished, and whatever else a store may invent: it is there and
        // keeps nothing.
        _ => KeyringError::Locked,
    }
}

pub(crate) mod marks;
#[cfg(test)]
mod tests;
