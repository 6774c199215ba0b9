//! An office's database: what is measured.

use casedb::log::append::append;
use casedb::streams::{self, Stream};
use casedb::{CaseDb, DatabaseKey};
use domain::catalogue::{Catalogue, sample};
use domain::event::Event;
use domain::plan::Path;
use ed25519_dalek::SigningKey;
use tempfile::TempDir;
use testkit::seeded::Seeded;
use testkit::story::Story;
use testkit::times::START;
use wire::envelope::seal;
use wire::ids::{DeviceId, StreamId};

/// Cases that come in one transaction.
const AT_ONCE: u64 = 250;

pub struct World {
    pub db: CaseDb,
    pub folder: TempDir,
    pub catalogue: Catalogue,
    pub cases: u64,
    pub events: u64,
    key: SigningKey,
    stream: Stream,
}

impl World {
    /// Each person has two cases, one after the other.
    pub async fn of(cases: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = SigningKey::from_bytes(&[5; 32]);
        let stream = Stream {
            id: StreamId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            public_key: key.verifying_key().to_bytes(),
        };
        let db = CaseDb::create(folder.path(), DatabaseKey::from_bytes([7; 32])).await;
        let db = db.expect("room");
        let mut tx = db.write().await.expect("a transaction");
        streams::open_own(tx.conn(), &stream, START).await.expect("room");
        tx.commit().await.expect("room");
        let mut world = Self { db, folder, catalogue: sample(), cases, events: 0, key, stream };
        for first in (0..cases).step_by(usize::try_from(AT_ONCE).expect("few")) {
            let batch = (first..cases.min(first + AT_ONCE)).flat_map(story);
            let batch: Vec<Event> = batch.collect();
            world.events += batch.len() as u64;
            world.append(batch).await;
        }
        world
    }

    /// Signs and appends events, with what follows from them, in one transaction.
    pub async fn append(&self, events: Vec<Event>) {
        let mut tx = self.db.write().await.expect("a transaction");
        let seal = |unsealed: &_| seal(unsealed, &self.key);
        let appending = append(tx.conn(), &self.catalogue, &self.stream, None, events, seal);
        Box::pin(appending).await.expect("legal");
        tx.commit().await.expect("room");
    }
}

pub fn story(number: u64) -> Vec<Event> {
    let seed = 1_000 + number;
    let applicant = Story::begin(seed - seed % 2).case().applicant;
    let story = Story::begin_with(Seeded::new(seed), applicant).submitted();
    if number.is_multiple_of(3) { story.approved(Path::Standard).events } else { story.events }
}
