//! The sample authority: a root, a registry and a workstation whose keys anyone can make from the seed.
//!
//! With it the demo office issues, prints and verifies as a real one does. Whatever it signs is a sample: no
//! real trust list names its root, and every sheet of the demo office carries «نمونه».

use std::collections::BTreeMap;

use casedb::numbers::Block;
use domain::case::{Case, Force, Licence};
use domain::catalogue::{Catalogue, OfficeId};
use domain::dates::Date;
use domain::identifiers::LicenceNumber;
use ed25519_dalek::{SigningKey, VerifyingKey};
use wire::edition::SignedEdition;
use wire::proof::certificate::{BlockCertificate, RegistryCertificate};
use wire::proof::status::{Status, StatusList};
use wire::proof::trust::TrustList;

use crate::clock::{Randomness as _, SeededRandomness};

/// Keeps the keys' stream of randomness apart from the one that names cases.
const KEYS: u64 = 0x5041_5256_414E_4548;
/// The labour office whose workstation is leased the numbers.
const ISSUING_OFFICE: &str = "LABOUR-0001";
/// The first serial that the sample authority leases.
pub(crate) const FIRST_SERIAL: u64 = LicenceNumber::FIRST_SAMPLE;
/// How many numbers it leases unless it is asked for others.
const NUMBERS: u64 = 2_000;
/// For how many days the block can be used and the trust list believed.
pub(crate) const VALID_DAYS: i32 = 400;
/// For how many years the registry's key is certified.
const REGISTRY_YEARS: i32 = 10;

/// The sample authority of a seed.
pub struct Authority {
    root: SigningKey,
    registry: SigningKey,
    device: SigningKey,
    block: [u8; 16],
    numbers: u64,
    today: Date,
}

impl Authority {
    /// The authority of a seed for a labour office. The same seed has the same keys on every day.
    pub fn of_seed(seed: u64, today: Date) -> Self {
        let randomness = SeededRandomness::from_seed(seed ^ KEYS);
        let key = || {
            let mut bytes = [0; 32];
            randomness.fill(&mut bytes);
            SigningKey::from_bytes(&bytes)
        };
        let (root, registry, device) = (key(), key(), key());
        let mut block = [0; 16];
        randomness.fill(&mut block);
        Self { root, registry, device, block, numbers: NUMBERS, today }
    }

    /// The same authority with a block of another size, for offices with very many cases.
    #[must_use]
    pub const fn leasing(mut self, numbers: u64) -> Self {
        self.numbers = numbers;
        self
    }

    /// The same authority on another day, for what it signs then.
    #[must_use]
    pub const fn on(mut self, today: Date) -> Self {
        self.today = today;
        self
    }

    /// The workstation's key.
    pub fn device_key(&self) -> SigningKey {
        self.device.clone()
    }

    /// What a verifier of samples holds.
    pub fn root_key(&self) -> VerifyingKey {
        self.root.verifying_key()
    }

    /// A catalogue as the registry publishes it.
    pub fn edition(&self, catalogue: &Catalogue) -> SignedEdition {
        SignedEdition::issue(&self.registry, 1, catalogue.write().as_bytes())
    }

    /// The key of the registry, which vouches for the block.
    pub fn registry_key(&self) -> VerifyingKey {
        self.registry.verifying_key()
    }

    /// The block of numbers that the workstation is leased.
    pub fn block(&self) -> Block {
        Block {
            id: self.block,
            first: FIRST_SERIAL,
            last: self.last_serial(),
            use_until: self.last_day(),
            certificate: self.block_certificate().as_bytes().to_vec(),
        }
    }

    /// The trust list that names the registry and the block, as verifiers get it.
    pub fn trust_list(&self) -> Vec<u8> {
        let until = self.today.add_years(REGISTRY_YEARS);
        let registry = RegistryCertificate::issue(&self.root, self.registry.verifying_key(), until);
        TrustList::issue(
            &self.root_key(),
            &registry,
            &self.registry,
            self.today,
            self.last_day(),
            &[self.block_certificate()],
        )
    }

    /// The status list of these cases: suspended, revoked and superseded licences.
    pub fn status_list<'c>(&self, cases: impl IntoIterator<Item = &'c Case>) -> Vec<u8> {
        let licences = cases.into_iter().filter_map(Case::licence);
        let statuses: BTreeMap<LicenceNumber, Status> = licences.filter_map(status_of).collect();
        StatusList::issue(&self.registry, self.today, &statuses)
    }

    fn block_certificate(&self) -> BlockCertificate {
        BlockCertificate::issue(
            &self.registry,
            self.device.verifying_key(),
            issuing_office(),
            FIRST_SERIAL..=self.last_serial(),
            self.last_day(),
        )
    }

    const fn last_serial(&self) -> u64 {
        FIRST_SERIAL + self.numbers - 1
    }

    fn last_day(&self) -> Date {
        self.today.add_days(VALID_DAYS)
    }
}

#[expect(clippy::expect_used, reason = "the code stands here and a test reads it")]
fn issuing_office() -> OfficeId {
    OfficeId::parse(ISSUING_OFFICE).expect("the code of an office")
}

fn status_of(licence: &Licence) -> Option<(LicenceNumber, Status)> {
    let status = match licence.force {
        Force::InForce => return None,
        Force::Suspended(_) => Status::Suspended,
        Force::Revoked(_) | Force::Superseded { .. } => Status::Revoked,
    };
    Some((licence.number.clone(), status))
}

#[cfg(test)]
mod tests {
    use domain::ids::EventId;
    use domain::people::Activity;
    use wire::proof::{Claim, Standing, State, sign, verify};

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn authority() -> Authority {
        Authority::of_seed(1405, day("2026-11-24"))
    }

    #[test]
    fn a_seed_has_its_own_keys_on_every_day() {
        let tomorrow = Authority::of_seed(1405, day("2026-11-25"));
        assert_eq!(authority().root_key(), tomorrow.root_key());
        assert_eq!(authority().device_key(), tomorrow.device_key());
        assert_ne!(authority().root_key(), Authority::of_seed(1406, day("2026-11-24")).root_key());
        assert_ne!(authority().device_key().verifying_key(), authority().root_key());
    }

    #[test]
    fn what_the_demo_office_issues_is_proved_by_its_own_trust_list_and_by_no_other() {
        let authority = authority();
        let block = authority.block();
        let claim = Claim {
            event: EventId::from_bytes([7; 16]),
            number: LicenceNumber::from_serial(block.first + 5).unwrap(),
            kind: Activity::Independent,
            holder: "مریم نمونه‌ای".to_owned(),
            field: domain::catalogue::FieldCode::parse("2025").unwrap(),
            field_title: "قالی‌بافی".to_owned(),
            issued_at: domain::dates::Instant::from_millis(1_795_503_339_000),
            valid_until: day("2029-11-22"),
            standing: Standing::Registered,
            sheet: 1,
        };
        let certificate =
            BlockCertificate::open(&block.certificate, &authority.registry.verifying_key());
        let proof = sign(&claim, &authority.device_key(), &certificate.unwrap()).unwrap();
        let trust = TrustList::open(&authority.trust_list(), &authority.root_key()).unwrap();
        let verdict = verify(&proof, &trust, day("2026-11-25")).unwrap();
        assert_eq!(verdict.state, State::Valid);
        let other = Authority::of_seed(2, day("2026-11-24"));
        let other = TrustList::open(&other.trust_list(), &other.root_key()).unwrap();
        assert!(verify(&proof, &other, day("2026-11-25")).is_err());
    }

    #[test]
    fn the_block_is_the_labour_office_s() {
        let officers = crate::demo::officers(&domain::catalogue::sample());
        let labour = officers.iter().find(|officer| officer.role == domain::people::Role::Labour);
        assert_eq!(labour.map(|officer| &officer.office), Some(&issuing_office()));
    }

    #[test]
    fn the_status_list_names_what_is_out_of_force() {
        let authority = authority();
        let (catalogue, randomness) = (domain::catalogue::sample(), SeededRandomness::from_seed(1));
        let mut serials = authority.block().first..;
        let mut numbers = || serials.next().and_then(LicenceNumber::from_serial);
        let today = day("2026-11-24");
        // The twenty-third story is a suspended licence.
        let told = crate::demo::applications(1, 23, today, &catalogue, &randomness, &mut numbers);
        let fold = |case: &crate::demo::DemoCase| {
            Case::fold(case.events.iter().map(|e| &e.event)).unwrap().unwrap()
        };
        let cases: Vec<Case> = told.unwrap().iter().map(fold).collect();
        let trust = TrustList::open(&authority.trust_list(), &authority.root_key()).unwrap();
        let list = StatusList::open(&authority.status_list(&cases), &trust).unwrap();
        let licences: Vec<&Licence> = cases.iter().filter_map(Case::licence).collect();
        assert!(licences.iter().any(|licence| licence.is_in_force()));
        for licence in licences {
            let suspended =
                matches!(licence.force, Force::Suspended(_)).then_some(Status::Suspended);
            assert_eq!(list.status_of(&licence.number), suspended);
        }
        assert!(cases.iter().filter_map(Case::licence).any(|licence| !licence.is_in_force()));
    }

    #[test]
    fn the_block_is_as_large_as_asked_for() {
        let block = authority().leasing(50_000).block();
        assert_eq!(block.last - block.first + 1, 50_000);
    }
}
