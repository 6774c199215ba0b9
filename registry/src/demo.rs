//! A sample world in the registry: applications and what offices made of them, through the one way in.
//!
//! Each office has a workstation whose key anybody can make from the seed. What they sign is a sample: no
//! trust list names its keys.

use std::collections::{BTreeMap, BTreeSet};

use documents::demo_scans::DemoScans;
use domain::case::Refusal;
use domain::catalogue::OfficeId;
use domain::demo::{self, DemoCase, DemoOfficer, Materials, ScriptedEvent};
use domain::event::{Event, Fact};
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::{CaseId, OfficerId};
use domain::people::{Actor, Officer};
use ed25519_dalek::SigningKey;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use wire::chain::Head;
use wire::envelope::{self, Subject, Unsealed};
use wire::ids::{DeviceId, StreamId};

use crate::administration::officers;
use crate::editions;
use crate::error::StoreError;
use crate::files::Document;
use crate::intake::{ApplyError, Intake, Judged, Outcome};
use crate::registry::Registry;
use crate::streams;

/// The first serial of the numbers that the samples use.
const FIRST_SERIAL: u64 = 9_500_000_001;
/// How many cases are taken in by one transaction.
const TOGETHER: usize = 50;

/// Why the sample world was not made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The registry holds cases already.
    #[error("the registry holds cases already; a sample world is only made in an empty one")]
    NotEmpty,
    /// The sample catalogue does not fit the script.
    #[error("the script breaks a rule: {0}")]
    Script(Refusal),
    /// An event of the script was not taken in.
    #[error("an event of the script was not taken in: {0}")]
    NotTaken(String),
    /// The store failed.
    #[error(transparent)]
    Apply(#[from] ApplyError),
}

impl From<StoreError> for DemoError {
    fn from(error: StoreError) -> Self {
        Self::Apply(error.into())
    }
}

/// What an applicant of the sample world types to follow their case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// The tracking code.
    pub code: TrackingCode,
    /// The national or legal ID.
    pub identity: String,
}

/// Makes a sample world of so many cases; `progress` hears how many there are. Returns how each is asked for.
/// Where no edition of the catalogue is published yet, the sample is.
///
/// # Errors
/// A registry that is not empty; what the store can do.
pub async fn fill(
    registry: &Registry,
    cases: usize,
    seed: u64,
    mut progress: impl FnMut(usize),
) -> Result<Vec<Ticket>, DemoError> {
    editions::publish_sample(registry).await?;
    if cases == 0 {
        return Ok(Vec::new());
    }
    let known = sqlx::query!(r#"select exists (select from streams where head_seq > 0) as "any!""#);
    if known.fetch_one(&registry.pool).await.map_err(StoreError::from)?.any {
        return Err(DemoError::NotEmpty);
    }
    let mut serials = FIRST_SERIAL..;
    let mut numbers = || serials.next().and_then(LicenceNumber::from_serial);
    let catalogue = registry.catalogue();
    let materials = Materials {
        catalogue: &catalogue,
        randomness: &*registry.randomness,
        scans: &mut DemoScans::default(),
        numbers: &mut numbers,
    };
    let today = registry.now().tehran_date();
    let told = demo::applications(seed, cases, today, materials).map_err(DemoError::Script)?;
    let people = demo::officers(&catalogue).into_iter().map(|it| (it.officer.clone(), it));
    let mut offices = Offices {
        seed,
        people: people.collect(),
        entered: BTreeSet::new(),
        workstations: BTreeMap::new(),
    };
    for (round, together) in told.chunks(TOGETHER).enumerate() {
        let mut intake = Intake::begin(registry, together.iter().flat_map(touched)).await?;
        for case in together {
            offices.tell(registry, &mut intake, case).await?;
        }
        intake.commit().await?;
        progress(round * TOGETHER + together.len());
    }
    Ok(told.iter().flat_map(|case| &case.events).filter_map(ticket).collect())
}

/// The case, and the one whose licence its licence takes the place of.
fn touched(case: &DemoCase) -> impl Iterator<Item = CaseId> {
    let replaced = case.events.first().and_then(|first| match &first.event.fact {
        Fact::Registered { purpose, .. } => purpose.predecessor().map(|(of, _)| of),
        _ => None,
    });
    std::iter::once(case.id).chain(replaced)
}

fn ticket(scripted: &ScriptedEvent) -> Option<Ticket> {
    let Fact::Registered { tracking_code, applicant, .. } = &scripted.event.fact else {
        return None;
    };
    Some(Ticket { code: tracking_code.clone(), identity: applicant.identity().to_owned() })
}

/// The workstations of the sample offices.
struct Offices {
    seed: u64,
    people: BTreeMap<OfficerId, DemoOfficer>,
    entered: BTreeSet<OfficerId>,
    workstations: BTreeMap<OfficeId, Workstation>,
}

struct Workstation {
    device: DeviceId,
    stream: StreamId,
    key: SigningKey,
    head: Head,
}

impl Offices {
    async fn tell(
        &mut self,
        registry: &Registry,
        intake: &mut Intake<'_>,
        case: &DemoCase,
    ) -> Result<(), DemoError> {
        for scripted in &case.events {
            let event = &scripted.event;
            if matches!(event.fact, Fact::LicenceRegistered | Fact::LicenceSuperseded { .. }) {
                // The registry has done so by itself.
                continue;
            }
            for (_, content) in &scripted.blobs {
                keep(registry, event.case, content).await?;
            }
            match &event.actor {
                Actor::Officer(officer) => self.send(registry, intake, event, officer).await?,
                Actor::Applicant { .. } | Actor::Registry => intake.put(event.clone()).await?,
            }
        }
        Ok(())
    }

    /// Enters an officer when they first act.
    async fn enter(
        &mut self,
        registry: &Registry,
        intake: &mut Intake<'_>,
        officer: &Officer,
    ) -> Result<(), DemoError> {
        if self.entered.insert(officer.account.clone()) {
            let known = self.people.get(&officer.account);
            let name = known.map_or(officer.account.as_str(), |known| known.name.as_str());
            let mark = known.and_then(|known| known.supervises);
            officers::enter_sample(intake.connection(), registry, officer, name, mark).await?;
        }
        Ok(())
    }

    /// Signs an event as the office's workstation does and sends it.
    async fn send(
        &mut self,
        registry: &Registry,
        intake: &mut Intake<'_>,
        event: &Event,
        officer: &Officer,
    ) -> Result<(), DemoError> {
        let office = &officer.office;
        self.enter(registry, intake, officer).await?;
        if !self.workstations.contains_key(office) {
            let colleagues: Vec<Officer> = self.people.values().map(DemoOfficer::acting).collect();
            for colleague in colleagues.iter().filter(|it| &it.office == office) {
                self.enter(registry, intake, colleague).await?;
            }
            let workstation = enrol(registry, intake, self.seed, office).await?;
            self.workstations.insert(office.clone(), workstation);
        }
        let missing = || DemoError::NotTaken("the office has no workstation".to_owned());
        let workstation = self.workstations.get_mut(office).ok_or_else(missing)?;
        let unsealed = Unsealed {
            stream: workstation.stream,
            seq: workstation.head.seq + 1,
            prev: workstation.head.hash,
            device: workstation.device,
            server_time: None,
            subject: Subject::Case {
                base: intake.base(event.case),
                event: Box::new(event.clone()),
            },
        };
        let sealed = envelope::seal(&unsealed, &workstation.key).map_err(ApplyError::from)?;
        match intake.apply_signed_event(&sealed.bytes, &sealed.sig).await? {
            Judged::New(Outcome::Accepted { .. }) => {}
            other => return Err(DemoError::NotTaken(format!("{}: {other:?}", event.fact.name()))),
        }
        workstation.head = Head { seq: unsealed.seq, hash: sealed.hash };
        Ok(())
    }
}

async fn keep(registry: &Registry, case: CaseId, content: &[u8]) -> Result<(), DemoError> {
    let not_kept = |error: &dyn std::fmt::Display| DemoError::NotTaken(error.to_string());
    let document = Document::open(content.to_vec().into()).await;
    let document = document.map_err(|error| not_kept(&error))?;
    let (keys, randomness) = (&registry.keys, &*registry.randomness);
    let kept = registry.files.keep(keys, randomness, case, &document).await;
    kept.map_err(|error| not_kept(&error))
}

/// Enrols the sample workstation of an office.
async fn enrol(
    registry: &Registry,
    intake: &mut Intake<'_>,
    seed: u64,
    office: &OfficeId,
) -> Result<Workstation, StoreError> {
    let key = SigningKey::from_bytes(&sample_key(seed, office));
    let now = registry.now();
    let device = DeviceId::from_bytes(registry.randomness.identifier(now));
    let conn = intake.connection();
    streams::enter_device(conn, device, office, &key.verifying_key(), ("رایانهٔ نمونه", now))
        .await?;
    let stream = streams::open(conn, &*registry.randomness, device, now).await?;
    Ok(Workstation { device, stream, key, head: Head::START })
}

#[expect(clippy::expect_used, reason = "HMAC takes any key")]
fn sample_key(seed: u64, office: &OfficeId) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(&seed.to_be_bytes()).expect("any length fits");
    mac.update(office.as_str().as_bytes());
    mac.finalize().into_bytes().into()
}
