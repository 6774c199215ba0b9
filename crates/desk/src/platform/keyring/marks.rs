//! The keyring's copy of a workstation's mark.
//!
//! The file in the state folder is written after each commit. Some keyrings take longer than a decision may, so
//! that this copy is written on a thread of its own: when the office is opened and closed, and when numbers were
//! used. Until then it is behind, which harms nothing.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use casedb::mark::Mark;
use casedb::numbers::BlockId;
use wire::ids::DeviceId;

use super::{PATIENCE, StoreError, entry, within_patience};

/// The copy of one workstation's mark.
pub(crate) struct KeyringCopy {
    found: Option<Mark>,
    /// The numbers of the mark that was last given to the keyring.
    given: Mutex<Option<BTreeMap<BlockId, u64>>>,
    writer: mpsc::Sender<Mark>,
    thread: Option<JoinHandle<()>>,
}

impl KeyringCopy {
    /// Reads the copy. A keyring that does not give it has none.
    pub(crate) fn of(device: DeviceId) -> Self {
        let name = format!("mark/{device}");
        let asked = name.clone();
        let kept = within_patience(move || match entry(&asked)?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(StoreError::NoEntry) => Ok(None),
            Err(error) => Err(error),
        });
        let found = match kept {
            Ok(kept) => kept.and_then(|bytes| Mark::from_bytes(device, &bytes)),
            Err(error) => {
                tracing::warn!(%error, "the keyring does not give its copy of the mark");
                None
            }
        };
        let (writer, written) = mpsc::channel::<Mark>();
        let thread = std::thread::Builder::new().name("keyring marks".to_owned());
        let thread = thread.spawn(move || {
            while let Ok(mut mark) = written.recv() {
                // Of several that wait only the newest counts.
                while let Ok(newer) = written.try_recv() {
                    mark = newer;
                }
                keep(&name, &mark);
            }
        });
        Self { found, given: Mutex::default(), writer, thread: thread.ok() }
    }

    /// The copy as it was found.
    pub(crate) fn found(&self) -> Option<Mark> {
        self.found.clone()
    }

    /// Has a mark written, if its numbers are others than those that the keyring was given.
    pub(crate) fn keep_numbers_of(&self, mark: &Mark) {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        if given.as_ref() != Some(&mark.numbers) {
            *given = Some(mark.numbers.clone());
            // Where the thread could not be started there is no copy.
            drop(self.writer.send(mark.clone()));
        }
    }

    /// Has the last mark written, and waits for it as long as for any answer of the keyring.
    pub(crate) fn keep_at_last(self, mark: &Mark) {
        let Self { writer, thread, .. } = self;
        drop(writer.send(mark.clone()));
        drop(writer);
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::warn!("the keyring's copy of the mark was not written");
        }
    }
}

fn keep(name: &str, mark: &Mark) {
    let Ok(bytes) = mark.to_bytes() else { return };
    let name = name.to_owned();
    if let Err(error) = within_patience(move || entry(&name)?.set_secret(&bytes)) {
        tracing::warn!(%error, patience = ?PATIENCE, "the keyring does not keep the mark");
    }
}
