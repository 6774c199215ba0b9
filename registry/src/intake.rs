//! The one way in: signed events are judged, stored and applied, in one transaction with all that follows.
//!
//! Locks are always taken in the same order: cases by their names, then streams, then feeds. Nothing that
//! came in order from a known workstation is thrown away: what cannot be applied is stored with the reason.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::{Case, Refusal};
use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::event::{Event, Fact};
use domain::ids::{CaseId, EventId};
use domain::people::Actor;
use domain::policy;
use wire::chain::Head;
use wire::envelope::{self, Base, Opened, Sealed, Unsealed, WireError};
use wire::ids::StreamId;

use crate::administration::officers::{self, Standing};
use crate::error::StoreError;
use crate::events::{self, Held};
use crate::figures::store::{self as figures, Tally};
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};
use crate::streams::{self, Stream, Writer};
use crate::{feeds, projection};

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It followed what its author had seen.
    Accepted {
        /// The case's version with it.
        version: u32,
    },
    /// Its author had not seen everything, and it holds all the same.
    Merged {
        /// The case's version with it.
        version: u32,
    },
    /// It decides what was decided meanwhile. Stored and not applied; the case is disputed.
    Conflict(String),
    /// The rules do not allow it. Stored and not applied.
    Rejected(String),
    /// Its workstation was revoked, or its officer's account is blocked. Stored for those who look into it.
    Quarantined(String),
}

impl Outcome {
    /// The word for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Accepted { .. } => "accepted",
            Self::Merged { .. } => "merged",
            Self::Conflict(_) => "conflict",
            Self::Rejected(_) => "rejected",
            Self::Quarantined(_) => "quarantined",
        }
    }

    /// The case's version with it, where it holds.
    pub const fn case_version(&self) -> Option<u32> {
        match self {
            Self::Accepted { version } | Self::Merged { version } => Some(*version),
            Self::Conflict(_) | Self::Rejected(_) | Self::Quarantined(_) => None,
        }
    }

    /// Why it does not hold.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Accepted { .. } | Self::Merged { .. } => None,
            Self::Conflict(why) | Self::Rejected(why) | Self::Quarantined(why) => Some(why),
        }
    }
}

/// What was made of an event that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// It is new and was stored.
    New(Outcome),
    /// The very same one is here already.
    Duplicate,
    /// Another one holds its place: the stream takes nothing more.
    Fork,
}

/// Why an event was not even stored.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// It is no event of this protocol, or not signed by its workstation.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// Nobody enrolled its stream.
    #[error("the stream is not known")]
    UnknownStream,
    /// Its stream takes nothing more.
    #[error("the stream is frozen")]
    Frozen,
    /// Events before it are missing.
    #[error("event {expected} of the stream is missing")]
    Gap {
        /// The next place.
        expected: u64,
    },
    /// It names another predecessor or another workstation than its stream.
    #[error("the event does not follow its stream")]
    OtherStream,
    /// The transaction does not hold its case.
    #[error("the case of the event is not held by this transaction")]
    CaseNotHeld,
    /// The registry itself may not do this. Nothing is stored.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ApplyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A transaction that takes events in.
pub struct Intake<'r> {
    registry: &'r Registry,
    tx: Scoped,
    now: Instant,
    cases: BTreeMap<CaseId, Option<Held>>,
    streams: BTreeMap<StreamId, Stream>,
    changed: BTreeMap<CaseId, Tally>,
    news: Vec<(EventId, BTreeSet<OfficeId>)>,
    outcomes: Vec<&'static str>,
}

impl<'r> Intake<'r> {
    /// Begins, and holds these cases until the end, with those whose licences theirs would take the place of. Where
    /// one of these cases is not here yet, the caller names what it would replace too.
    ///
    /// # Errors
    /// What PostgreSQL can do.
    pub async fn begin(
        registry: &'r Registry,
        cases: impl IntoIterator<Item = CaseId>,
    ) -> Result<Self, ApplyError> {
        let mut tx = scope::begin(&registry.pool, Scope::Whole).await?;
        let mut wanted: BTreeSet<CaseId> = cases.into_iter().collect();
        // Looked up before anything is held, so that locks are taken in one order.
        wanted.extend(projection::replaced(&mut tx, &wanted).await?);
        let mut held = BTreeMap::new();
        for id in wanted {
            events::hold(&mut tx, id).await?;
            held.insert(id, events::fold(&mut tx, &registry.keys, id).await?);
        }
        Ok(Self {
            registry,
            tx,
            now: registry.now(),
            cases: held,
            streams: BTreeMap::new(),
            changed: BTreeMap::new(),
            news: Vec::new(),
            outcomes: Vec::new(),
        })
    }

    /// The case as it stands in this transaction.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.held(id).map(|held| &held.case)
    }

    /// The transaction, for what is written with the events.
    pub fn connection(&mut self) -> &mut sqlx::PgConnection {
        &mut self.tx
    }

    /// Judges a signed event, stores it, and applies it where it holds.
    ///
    /// # Errors
    /// Why it was not even stored; the transaction is then to be dropped.
    pub async fn apply_signed_event(
        &mut self,
        bytes: &[u8],
        sig: &[u8; 64],
    ) -> Result<Judged, ApplyError> {
        let claimed = envelope::decode(bytes)?.content;
        let stream = self.stream(claimed.stream).await?;
        let hash = envelope::hash(bytes, sig);
        if claimed.seq <= stream.head.seq {
            let known = streams::hash_at(&mut self.tx, stream.id, claimed.seq).await?;
            if known == Some(hash) {
                return Ok(Judged::Duplicate);
            }
            // Only a second event that the workstation itself signed shows that its log was copied.
            envelope::open(bytes, sig, &stream.key)?;
            streams::freeze(&mut self.tx, stream.id).await?;
            return Ok(Judged::Fork);
        }
        let expected = stream.head.seq + 1;
        if claimed.seq != expected {
            return Err(ApplyError::Gap { expected });
        }
        let opened = envelope::open(bytes, sig, &stream.key)?;
        if opened.content.prev != stream.head.hash || opened.content.device != stream.device {
            return Err(ApplyError::OtherStream);
        }
        let sealed = Sealed { bytes: bytes.to_vec(), sig: *sig, hash };
        let outcome = self.take(&stream, &opened, &sealed).await?;
        Ok(Judged::New(outcome))
    }

    /// The case's last event that holds, on which the next one is based.
    pub fn base(&self, case: CaseId) -> Base {
        let held = self.held(case);
        Base {
            version: held.map_or(0, |held| held.case.version),
            hash: held.map(|held| held.last_hash),
        }
    }

    /// Writes an event of the registry itself, now.
    ///
    /// # Errors
    /// [`ApplyError::Refused`] where the rules do not allow it; nothing is stored then.
    pub async fn write(
        &mut self,
        actor: Actor,
        case: CaseId,
        fact: Fact,
    ) -> Result<EventId, ApplyError> {
        let id = EventId::from_bytes(self.registry.randomness.identifier(self.now));
        let edition = match self.case(case) {
            Some(case) => case.edition.clone(),
            None => self.registry.catalogue().edition.id.clone(),
        };
        self.put(Event { id, case, at: self.now, actor, edition, fact }).await?;
        Ok(id)
    }

    /// Writes an event of the registry itself as it stands.
    ///
    /// # Errors
    /// As [`Intake::write`].
    pub async fn put(&mut self, event: Event) -> Result<(), ApplyError> {
        let registry = self.registry;
        let rules = registry.rules(self.case(event.case).map_or(&event.edition, |it| &it.edition));
        let rules = rules.ok_or(StoreError::InconsistentLog(event.case))?;
        let permitted = match self.case(event.case) {
            Some(case) => policy::permit(case, &event, &rules),
            None => policy::permit_new(&event, &rules),
        };
        permitted.map_err(ApplyError::Refused)?;
        let base = self.base(event.case);
        let stream = self.stream(registry.stream).await?;
        let unsealed = Unsealed {
            stream: stream.id,
            seq: stream.head.seq + 1,
            prev: stream.head.hash,
            device: stream.device,
            base,
            server_time: None,
            event,
        };
        let sealed = envelope::seal(&unsealed, registry.keys.signing())?;
        match Box::pin(self.apply_signed_event(&sealed.bytes, &sealed.sig)).await? {
            Judged::New(Outcome::Accepted { .. }) => Ok(()),
            Judged::New(_) | Judged::Duplicate | Judged::Fork => Err(StoreError::StreamGone.into()),
        }
    }

    /// Tells an office of an event of a case that is not its own.
    pub fn tell(&mut self, event: EventId, office: Option<OfficeId>) {
        self.news.push((event, office.into_iter().collect()));
    }

    /// Writes what follows from the events, and commits.
    ///
    /// # Errors
    /// What PostgreSQL can do; nothing of it has happened then.
    pub async fn commit(mut self) -> Result<(), ApplyError> {
        for (id, tally) in &self.changed {
            let Some(Some(held)) = self.cases.get(id) else { continue };
            projection::put(&mut self.tx, self.registry, held, self.now).await?;
            figures::put(&mut self.tx, self.registry, &held.case, tally).await?;
        }
        feeds::enter(&mut self.tx, &self.news).await?;
        self.tx.commit().await?;
        for outcome in self.outcomes {
            self.registry.metrics.stored(outcome);
        }
        Ok(())
    }

    fn held(&self, id: CaseId) -> Option<&Held> {
        self.cases.get(&id)?.as_ref()
    }

    async fn stream(&mut self, id: StreamId) -> Result<Stream, ApplyError> {
        if let Some(stream) = self.streams.get(&id) {
            return Ok(stream.clone());
        }
        let stream = streams::lock(&mut self.tx, id).await?.ok_or(ApplyError::UnknownStream)?;
        if stream.writer == Writer::Frozen {
            return Err(ApplyError::Frozen);
        }
        self.streams.insert(id, stream.clone());
        Ok(stream)
    }

    async fn take(
        &mut self,
        stream: &Stream,
        opened: &Opened,
        sealed: &Sealed,
    ) -> Result<Outcome, ApplyError> {
        let event = &opened.content.event;
        if !self.cases.contains_key(&event.case) {
            return Err(ApplyError::CaseNotHeld);
        }
        let (outcome, after) = self.judge(stream, opened).await?;
        let kept =
            events::keep(&self.registry.keys, &*self.registry.randomness, event.id, &sealed.bytes);
        let received_at_ms = self.now.as_millis();
        events::insert(&mut self.tx, opened, sealed, &kept, &outcome, received_at_ms).await?;
        let stream =
            Stream { head: Head { seq: opened.content.seq, hash: sealed.hash }, ..stream.clone() };
        streams::move_head(&mut self.tx, &stream).await?;
        self.streams.insert(stream.id, stream);
        // The author's office learns what became of it, and every office of the case what holds.
        let mut offices = BTreeSet::from_iter(event.actor.office().cloned());
        if let Some(case) = after {
            offices.extend(case.offices.iter().cloned());
            let mut decisions = self.held(event.case).map_or(Vec::new(), |h| h.decisions.clone());
            if policy::decides(&event.fact) {
                decisions.push(case.version);
            }
            let before = self.held(event.case).map(|held| held.case.clone());
            let tally = self.changed.entry(event.case).or_default();
            tally.take(self.registry, before.as_ref(), event, &case);
            let held = Held { case, last_hash: sealed.hash, decisions };
            self.cases.insert(event.case, Some(held));
        }
        self.news.push((event.id, offices));
        self.outcomes.push(outcome.word());
        self.follow_up(event, &outcome).await?;
        Ok(outcome)
    }

    async fn judge(
        &mut self,
        stream: &Stream,
        opened: &Opened,
    ) -> Result<(Outcome, Option<Case>), StoreError> {
        let (event, base) = (&opened.content.event, opened.content.base);
        let no = |why: &str| Ok((Outcome::Rejected(why.to_owned()), None));
        if stream.writer == Writer::Revoked {
            let why = "the workstation was revoked";
            return Ok((Outcome::Quarantined(why.to_owned()), None));
        }
        if let Some(office) = &stream.office {
            let officer = event.actor.officer().filter(|officer| &officer.office == office);
            let Some(officer) = officer else {
                return no("the workstation is enrolled for officers of its office alone");
            };
            match officers::standing(&mut self.tx, officer).await? {
                Standing::Works => {}
                Standing::Blocked => {
                    let why = "the officer's account is blocked";
                    return Ok((Outcome::Quarantined(why.to_owned()), None));
                }
                Standing::Unknown => return no("the office has no such officer"),
            }
        }
        // Through the registry's own pages nobody acts for an office but the secretariat's officers.
        if let (None, Some(office)) = (&stream.office, event.actor.office())
            && self.registry.secretariat().as_ref() != Some(office)
        {
            return no("the registry itself acts for no such office");
        }
        if self.registry.edition(&event.edition).is_none() {
            return no("the edition of the catalogue is not known");
        }
        let Some(held) = self.held(event.case) else {
            let Some(rules) = self.registry.rules(&event.edition) else {
                return no("the edition of the catalogue is not known");
            };
            return Ok(match policy::permit_new(event, &rules) {
                Ok(case) => (Outcome::Accepted { version: 1 }, Some(case)),
                Err(refusal) => (Outcome::Rejected(refusal.to_string()), None),
            });
        };
        if base.version > held.case.version {
            return no("its author had seen more than the registry");
        }
        let current = base.version == held.case.version && base.hash == Some(held.last_hash);
        let unseen = held.decisions.iter().any(|version| *version > base.version);
        if policy::decides(&event.fact) && !current && unseen {
            return Ok((Outcome::Conflict("something was decided meanwhile".to_owned()), None));
        }
        // A case keeps its edition, whichever its reviewer's desk has by now.
        let rules = self.registry.rules(&held.case.edition);
        let rules = rules.ok_or(StoreError::InconsistentLog(event.case))?;
        let case = match policy::permit(&held.case, event, &rules) {
            Ok(case) => case,
            Err(refusal) => return Ok((Outcome::Rejected(refusal.to_string()), None)),
        };
        if let Fact::LicenceIssued { number, .. } = &event.fact
            && projection::is_number_taken(&mut self.tx, number).await?
        {
            let why = "the number is another licence's";
            return Ok((Outcome::Conflict(why.to_owned()), None));
        }
        let version = case.version;
        let outcome =
            if current { Outcome::Accepted { version } } else { Outcome::Merged { version } };
        Ok((outcome, Some(case)))
    }

    /// What the registry itself does about an event: it confirms licences, and disputes what conflicts.
    async fn follow_up(&mut self, event: &Event, outcome: &Outcome) -> Result<(), ApplyError> {
        match (outcome, &event.fact) {
            (
                Outcome::Accepted { .. } | Outcome::Merged { .. },
                Fact::LicenceIssued { number, .. },
            ) => {
                self.write_if_legal(event.case, Fact::LicenceRegistered).await?;
                let replaced = self.case(event.case).and_then(|case| case.purpose.predecessor());
                let Some((of, _)) = replaced else { return Ok(()) };
                let superseded = Fact::LicenceSuperseded { by: event.case, number: number.clone() };
                self.write_if_legal(of, superseded).await
            }
            (Outcome::Conflict(_), _) => {
                self.write_if_legal(event.case, Fact::DisputeOpened { rival: event.id }).await
            }
            _ => Ok(()),
        }
    }

    /// What is disputed, withdrawn or revoked already stays so, and a case that is not here is left alone.
    async fn write_if_legal(&mut self, case: CaseId, fact: Fact) -> Result<(), ApplyError> {
        if self.cases.get(&case).is_some_and(Option::is_none) {
            return Ok(());
        }
        match self.write(Actor::Registry, case, fact).await {
            Ok(_) | Err(ApplyError::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
