//! The desk as a whole: a data folder, and the office in it once it is open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use casedb::DatabaseKey;
use casedb::keyslots::{self, Cost, KeySlots, KnownSlot};
use tokio::sync::{Mutex, MutexGuard};

use crate::clock::{Clock, Randomness, SystemClock, SystemRandomness};
use crate::office::{Founding, Office, Opening, Surroundings, found};
use crate::platform::keyring::{self, KeyringStatus};
use crate::platform::printing::{Delivery, PrintSystem};
use crate::views::session::{CopyView, KeyStoreView, KeyringProblem};
use crate::{Error, ErrorCode};

/// The shortest passphrase, in characters.
const PASSPHRASE_CHARACTERS: usize = 12;
/// The seed of the demo office that opens without another being asked for.
pub const DEMO_SEED: u64 = 1405;
/// How many cases the demo office has.
pub const DEMO_CASES: u32 = 240;

/// One workstation's desk. Every command is asked of it; one at a time is at work.
pub struct Desk {
    folder: PathBuf,
    /// Where marks of workstations lie; nowhere when absent.
    state: Option<PathBuf>,
    keyring: Keyring,
    pub(crate) print_system: PrintSystem,
    /// The job that is on its way to a printer. Seen and stopped while the office waits for it.
    pub(crate) delivery: Arc<Delivery>,
    /// Where saved documents go; the officer's own folder when absent.
    pub(crate) saved_files: Option<PathBuf>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Randomness>,
    office: Mutex<Option<Office>>,
}

/// What is known of other copies of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyState {
    /// Whether it is an older copy.
    pub view: CopyView,
    /// Why its mark could not be written.
    pub mark_fault: Option<Error>,
}

/// Whether the keyring of the operating system is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// Where it can be.
    System,
    /// Never: scripts bring a passphrase.
    Unused,
}

impl Desk {
    /// The desk of a data folder, and of a folder for the marks of workstations
    /// ([`state_folder`](crate::platform::folders::state_folder)).
    pub fn new(folder: &Path, state: Option<PathBuf>, keyring: Keyring) -> Self {
        Self {
            folder: folder.to_owned(),
            state,
            keyring,
            print_system: PrintSystem::of_this_machine(),
            delivery: Arc::default(),
            saved_files: None,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandomness),
            office: Mutex::new(None),
        }
    }

    /// The same desk under another clock and with other randomness.
    #[must_use]
    pub fn with(self, clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Self {
        Self { clock, random, ..self }
    }

    /// The same desk with other printing tools.
    #[must_use]
    pub fn printing_with(self, print_system: PrintSystem) -> Self {
        Self { print_system, ..self }
    }

    /// The same desk, saving documents elsewhere.
    #[must_use]
    pub fn saving_to(self, folder: &Path) -> Self {
        Self { saved_files: Some(folder.to_owned()), ..self }
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn now(&self) -> domain::dates::Instant {
        self.clock.now()
    }

    /// Whether the folder holds an office.
    pub(crate) fn has_office(&self) -> bool {
        self.folder.join("case.db").exists()
    }

    /// Refuses a folder that another program has open.
    pub(crate) async fn refuse_if_in_use(&self) -> Result<(), Error> {
        let folder = self.folder.clone();
        if blocking(move || casedb::is_in_use(&folder)).await?? {
            return Err(Error::new(ErrorCode::FolderInUse));
        }
        Ok(())
    }

    /// The office slot, whatever is in it.
    pub(crate) async fn slot(&self) -> MutexGuard<'_, Option<Office>> {
        self.office.lock().await
    }

    /// The open office; decisions whose time is up are sealed first. While the disk is full they go on
    /// waiting and everything can be read; sealing says so.
    pub(crate) async fn office(&self) -> Result<OpenOffice<'_>, Error> {
        let mut guard = self.office.lock().await;
        let office = guard.as_mut().ok_or_else(|| Error::new(ErrorCode::NotOpen))?;
        office.copy_mark();
        match office.seal_if_due().await {
            Err(error) if error.code == ErrorCode::DiskFull => {
                tracing::warn!("the disk is full; the decision goes on waiting for its seal");
            }
            sealed => sealed?,
        }
        Ok(OpenOffice(guard))
    }

    /// How a key would be kept, or is.
    pub(crate) async fn key_store(&self) -> Result<KeyStoreView, Error> {
        let slots = KeySlots::of_folder(&self.folder)?;
        let only_passphrase =
            slots.as_ref().is_some_and(|s| s.keyring_entry().is_none() && s.passphrase().is_some());
        if only_passphrase || self.keyring == Keyring::Unused {
            return Ok(KeyStoreView::Passphrase { reason: KeyringProblem::Chosen });
        }
        Ok(match blocking(keyring::probe).await? {
            KeyringStatus::Usable { store } => KeyStoreView::Keyring { store },
            KeyringStatus::Locked => KeyStoreView::Passphrase { reason: KeyringProblem::Locked },
            KeyringStatus::Absent => KeyStoreView::Passphrase { reason: KeyringProblem::Absent },
        })
    }

    /// Founds a sample office and opens it.
    pub(crate) async fn start(
        &self,
        passphrase: Option<String>,
        founding: Founding,
    ) -> Result<(), Error> {
        let mut slot = self.office.lock().await;
        if slot.is_some() || self.has_office() {
            return Err(Error::new(ErrorCode::AlreadyOpen));
        }
        let (store, passphrase) = match (self.key_store().await?, passphrase) {
            (_, Some(passphrase)) => {
                let passphrase = long_enough(passphrase)?;
                (KeyStoreView::Passphrase { reason: KeyringProblem::Chosen }, Some(passphrase))
            }
            (store @ KeyStoreView::Keyring { .. }, None) => (store, None),
            (KeyStoreView::Passphrase { .. }, None) => {
                return Err(Error::new(ErrorCode::PassphraseNeeded));
            }
        };
        let mut bytes = [0_u8; 32];
        self.random.fill(&mut bytes);
        let key = DatabaseKey::from_bytes(bytes);
        let mut name = [0_u8; 16];
        self.random.fill(&mut name);
        let entry: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let slots = self.slots_for(&key, &entry, passphrase).await?;
        let state = self.state.clone();
        let founded =
            found(&self.folder, &key, |kept| put_all(kept, slots), founding, &self.clock, state);
        Box::pin(founded).await?;
        *slot = Some(self.take(key, store).await?);
        Ok(())
    }

    /// Makes the slots that keep a new key. A keyring gets it before the office exists: a key without an
    /// office harms nobody, an office without a key would be lost.
    async fn slots_for(
        &self,
        key: &DatabaseKey,
        entry: &str,
        passphrase: Option<String>,
    ) -> Result<Vec<KnownSlot>, Error> {
        if let Some(passphrase) = passphrase {
            let (mut salt, mut nonce) = ([0_u8; 16], [0_u8; 24]);
            self.random.fill(&mut salt);
            self.random.fill(&mut nonce);
            let key = key.clone();
            let wrapped =
                blocking(move || keyslots::wrap(&key, &passphrase, Cost::STANDARD, salt, nonce));
            return Ok(vec![KnownSlot::Passphrase(wrapped.await??)]);
        }
        let (name, bytes) = (entry.to_owned(), *key.as_bytes());
        blocking(move || keyring::store_key(&name, &bytes)).await??;
        Ok(vec![KnownSlot::Keyring { entry: entry.to_owned() }])
    }

    /// Opens the office of the folder.
    pub(crate) async fn unlock(&self, passphrase: Option<String>) -> Result<(), Error> {
        let mut slot = self.office.lock().await;
        if slot.is_some() {
            return Ok(());
        }
        let slots = KeySlots::of_folder(&self.folder)?;
        let slots = slots.ok_or_else(|| {
            if self.has_office() { Error::keys_damaged() } else { Error::new(ErrorCode::NotOpen) }
        })?;
        let (key, store) = match passphrase {
            Some(passphrase) => {
                let wrapped = slots.passphrase().cloned();
                let wrapped = wrapped.ok_or_else(|| Error::new(ErrorCode::WrongPassphrase))?;
                let key = blocking(move || keyslots::unwrap(&wrapped, &passphrase)).await??;
                (key, KeyStoreView::Passphrase { reason: KeyringProblem::Chosen })
            }
            None => self.key_of_keyring(&slots).await?,
        };
        *slot = Some(self.take(key, store).await?);
        Ok(())
    }

    async fn key_of_keyring(&self, slots: &KeySlots) -> Result<(DatabaseKey, KeyStoreView), Error> {
        let entry = slots.keyring_entry().map(ToOwned::to_owned);
        let Some(entry) = entry.filter(|_| self.keyring == Keyring::System) else {
            return Err(Error::new(ErrorCode::PassphraseNeeded));
        };
        let kept = blocking(move || keyring::load_key(&entry)).await??;
        let bytes = kept.ok_or_else(|| Error::new(ErrorCode::KeyringLocked))?;
        let store = self.key_store().await?;
        Ok((DatabaseKey::from_bytes(bytes), store))
    }

    async fn take(&self, key: DatabaseKey, store: KeyStoreView) -> Result<Office, Error> {
        let surroundings = Surroundings {
            state: self.state.clone(),
            opening: Opening::Again,
            clock: Arc::clone(&self.clock),
            random: Arc::clone(&self.random),
        };
        Office::open(&self.folder, key, store, surroundings).await
    }

    /// Whether somebody has to be asked before the window closes: decisions of the officer wait, and the window
    /// shows that they do.
    pub async fn asks_before_closing(&self) -> bool {
        match self.office.lock().await.as_ref() {
            Some(office) => office.is_seen_waiting().await.unwrap_or(true),
            None => false,
        }
    }

    /// Whether the folder of the open office is an older copy, and whether that can be told later. Nothing is
    /// sealed for the question.
    pub async fn copy(&self) -> Option<CopyState> {
        let slot = self.office.lock().await;
        let office = slot.as_ref()?;
        Some(CopyState { view: office.copy(), mark_fault: office.mark_fault() })
    }

    /// Closes the office. What waits goes on waiting: nothing is sealed that nobody was asked about.
    pub async fn close(&self) -> Result<(), Error> {
        match self.office.lock().await.take() {
            Some(mut office) => {
                let noted = office.note_search().await;
                office.close().await?;
                noted
            }
            None => Ok(()),
        }
    }
}

/// The open office, held for one command.
pub(crate) struct OpenOffice<'d>(MutexGuard<'d, Option<Office>>);

impl std::ops::Deref for OpenOffice<'_> {
    type Target = Office;

    #[expect(clippy::expect_used, reason = "made only of an office that is open, and held")]
    fn deref(&self) -> &Office {
        self.0.as_ref().expect("the office is open")
    }
}

impl std::ops::DerefMut for OpenOffice<'_> {
    #[expect(clippy::expect_used, reason = "made only of an office that is open, and held")]
    fn deref_mut(&mut self) -> &mut Office {
        self.0.as_mut().expect("the office is open")
    }
}

fn put_all(kept: &mut KeySlots, slots: Vec<KnownSlot>) {
    for slot in slots {
        kept.put(slot);
    }
}

fn long_enough(passphrase: String) -> Result<String, Error> {
    if passphrase.chars().count() < PASSPHRASE_CHARACTERS {
        return Err(Error::new(ErrorCode::PassphraseTooShort));
    }
    Ok(passphrase)
}

/// Runs what blocks where blocking is allowed.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::internal(&error))
}
