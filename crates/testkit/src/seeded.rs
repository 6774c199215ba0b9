//! Randomness that is the same on every run.

use domain::identifiers::{LicenceNumber, NationalId, TrackingCode};
use domain::ids::{CaseId, ContentHash, EventId, RequestId};
use ed25519_dalek::SigningKey;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A source of identifiers and choices.
#[derive(Debug, Clone)]
pub struct Seeded(ChaCha8Rng);

impl Seeded {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Returns the next bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// Returns a number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0.random_range(0..end.max(1))
    }

    /// Returns one of `choices`, of which there must be one.
    pub fn choose<T: Copy>(&mut self, choices: &[T]) -> T {
        let index = self.0.random_range(0..choices.len());
        choices[index]
    }

    /// Returns a case's name.
    pub fn case_id(&mut self) -> CaseId {
        CaseId::from_bytes(self.bytes())
    }

    /// Returns an event's name.
    pub fn event_id(&mut self) -> EventId {
        EventId::from_bytes(self.bytes())
    }

    /// Returns a request's name.
    pub fn request_id(&mut self) -> RequestId {
        RequestId::from_bytes(self.bytes())
    }

    /// Returns the hash of some content.
    pub fn content_hash(&mut self) -> ContentHash {
        ContentHash::from_bytes(self.bytes())
    }

    /// Returns a workstation's key.
    pub fn signing_key(&mut self) -> SigningKey {
        SigningKey::from_bytes(&self.bytes())
    }

    /// Returns a national ID with a right check digit.
    pub fn national_id(&mut self) -> NationalId {
        let serial = 10_000_000 + self.below(900_000_000);
        (0..10)
            .find_map(|check| NationalId::parse(&format!("{serial:09}{check}")).ok())
            .expect("one of the ten last digits fits")
    }

    /// Returns a tracking code.
    pub fn tracking_code(&mut self) -> TrackingCode {
        TrackingCode::from_random(self.below(u64::MAX))
    }

    /// Returns a licence number.
    pub fn licence_number(&mut self) -> LicenceNumber {
        LicenceNumber::from_serial(1 + self.below(LicenceNumber::LAST_SERIAL))
            .expect("the serial is in range")
    }
}
