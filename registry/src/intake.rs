//! The one way in: signed events are judged, stored and applied, in one transaction with all that follows.
//!
//! Locks are always taken in the same order: cases by their names, then streams, then feeds. Nothing that
//! came in order from a known workstation is thrown away: what cannot be applied is stored with the reason.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::Case;
use domain::catalogue::OfficeId;
use domain::dates::Instant;
use domain::event::{Event, Fact};
use domain::ids::{CaseId, EventId};
use domain::people::Actor;
use domain::policy;
use wire::envelope::{self, Base, Sealed, Subject, Unsealed};
use wire::ids::StreamId;

use crate::error::StoreError;
use crate::events::{self, Held};
use crate::figures::store::{self as figures, Tally};
use crate::registry::Registry;
use crate::scope::{self, Scope, Scoped};
use crate::streams::{self, Stream, Writer};
use crate::{feeds, projection};

mod judging;
mod outcomes;
mod view;

pub use outcomes::{ApplyError, Judged, Outcome};

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
        let stream = self.stream_of(&claimed).await?;
        let hash = envelope::hash(bytes, sig);
        if claimed.seq <= stream.head.seq {
            let known = streams::hash_at(&mut self.tx, stream.id, claimed.seq).await?;
            if known == Some(hash) {
                return Ok(Judged::Duplicate);
            }
            // Only a second event that the workstation itself signed shows that its log was copied.
            let fork = envelope::open(bytes, sig, &stream.key)?.content;
            let registry = self.registry;
            let id = fork.subject.event_id();
            let kept = events::keep(&registry.keys, &*registry.randomness, id, bytes);
            let sealed = Sealed { bytes: bytes.to_vec(), sig: *sig, hash };
            streams::keep_fork(&mut self.tx, &fork, &sealed, &kept, self.now).await?;
            streams::freeze(&mut self.tx, stream.id).await?;
            self.streams.insert(stream.id, Stream { writer: Writer::Frozen, ..stream });
            return Ok(Judged::Fork);
        }
        if stream.writer == Writer::Frozen {
            return Err(ApplyError::Frozen);
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
            own: None,
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
        // The newest that its author knows; the case keeps the edition of its first event.
        let edition = self.registry.catalogue().edition.id.clone();
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
        let known = self.supervisors(&event).await?;
        let permitted = match self.case(event.case) {
            Some(case) => policy::permit(case, &event, &rules, &known),
            None => policy::permit_new(&event, &rules),
        };
        let after = permitted.map_err(ApplyError::Refused)?;
        if self.case(event.case).is_none()
            && self.is_code_taken(event.case, &after.tracking_code).await?
        {
            return Err(ApplyError::CodeTaken);
        }
        let base = self.base(event.case);
        let stream = self.stream(registry.stream).await?;
        let unsealed = Unsealed {
            stream: stream.id,
            seq: stream.head.seq + 1,
            prev: stream.head.hash,
            device: stream.device,
            server_time: None,
            subject: Subject::Case { base, event: Box::new(event) },
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

    /// The stream of an event; one in which a known workstation goes on is opened by its first event.
    async fn stream_of(&mut self, claimed: &Unsealed) -> Result<Stream, ApplyError> {
        if let (1, Some(fork)) = (claimed.seq, claimed.subject.fork())
            && !self.streams.contains_key(&claimed.stream)
            && streams::lock(&mut self.tx, claimed.stream).await?.is_none()
        {
            let parent = self.stream(fork.parent).await?;
            streams::open_after(&mut self.tx, claimed.stream, parent.device, &fork).await?;
        }
        self.stream(claimed.stream).await
    }

    async fn stream(&mut self, id: StreamId) -> Result<Stream, ApplyError> {
        if let Some(stream) = self.streams.get(&id) {
            return Ok(stream.clone());
        }
        let stream = streams::lock(&mut self.tx, id).await?.ok_or(ApplyError::UnknownStream)?;
        self.streams.insert(id, stream.clone());
        Ok(stream)
    }
}
