//! A workstation for tests: a folder, a key, a stream, a block of numbers.

use casedb::log::append::{Appended, append};
use casedb::numbers::{self, Block};
use casedb::streams::{self, Stream};
use casedb::{AppendError, CaseDb, DatabaseKey, IntegrityCheck, Writer};
use domain::catalogue::{Catalogue, sample};
use domain::event::Event;
use ed25519_dalek::SigningKey;
use std::path::Path;
use tempfile::TempDir;
use testkit::times::{START, day};
use wire::envelope::seal;
use wire::ids::{DeviceId, StreamId};

pub const FIRST_SERIAL: u64 = 12_000;
pub const LAST_SERIAL: u64 = 12_499;

pub struct Desk {
    pub db: CaseDb,
    pub folder: TempDir,
    pub catalogue: Catalogue,
}

pub fn key() -> DatabaseKey {
    DatabaseKey::from_bytes([0xC5; 32])
}

pub fn signing_key() -> SigningKey {
    SigningKey::from_bytes(&[0x51; 32])
}

pub fn stream() -> Stream {
    Stream {
        id: StreamId::from_bytes([0x11; 16]),
        device: DeviceId::from_bytes([0x22; 16]),
        public_key: signing_key().verifying_key().to_bytes(),
    }
}

pub async fn open(folder: &Path) -> CaseDb {
    CaseDb::open(folder, key(), IntegrityCheck::Always).await.expect("a database in order")
}

/// Makes a workstation's database.
pub async fn make(folder: &Path) -> CaseDb {
    let db = CaseDb::create(folder, key()).await.expect("an empty folder");
    let mut tx = db.write().await.expect("a transaction");
    streams::open_own(tx.conn(), &stream(), START).await.expect("a first stream");
    let block = Block {
        id: [0x33; 16],
        first: FIRST_SERIAL,
        last: LAST_SERIAL,
        use_until: day("2027-03-20"),
        certificate: vec![0xCE; 170],
    };
    numbers::lease(tx.conn(), &block, START).await.expect("a first block");
    tx.commit().await.expect("room");
    db
}

pub async fn append_in(
    tx: &mut Writer,
    catalogue: &Catalogue,
    events: Vec<Event>,
) -> Result<Appended, AppendError> {
    let key = signing_key();
    append(tx.conn(), catalogue, &stream(), None, events, |unsealed| seal(unsealed, &key)).await
}

impl Desk {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db = make(folder.path()).await;
        Self { db, folder, catalogue: sample() }
    }

    pub async fn append(&self, events: Vec<Event>) -> Result<Appended, AppendError> {
        let mut tx = self.db.write().await?;
        let appended = append_in(&mut tx, &self.catalogue, events).await?;
        tx.commit().await?;
        Ok(appended)
    }

    /// Closes and opens again.
    pub async fn reopened(self) -> Self {
        self.db.close().await.expect("an orderly end");
        let db = open(self.folder.path()).await;
        Self { db, ..self }
    }
}
