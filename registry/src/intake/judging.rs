//! One event: whether it holds, what is stored of it, and what the registry does about it.

use std::collections::BTreeSet;

use domain::case::Refusal;
use domain::catalogue::EditionId;
use domain::event::{Event, Fact};
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::{CaseId, EventId};
use domain::office_event::{OfficeEvent, OfficeFact};
use domain::people::{Actor, Officer, Role, Supervisors};
use domain::plan::Path;
use domain::policy;
use domain::referee::{self, Claims, Effectless, Reason, Rules, Unknown, Verdict, View};
use wire::chain::Head;
use wire::envelope::{Base, Opened, Sealed, Subject};

use super::{ApplyError, Intake, Outcome};
use crate::administration::officers::{self, Standing};
use crate::administration::supervisors;
use crate::error::StoreError;
use crate::events::{self, Held};
use crate::projection;
use crate::streams::{self, Stream, Writer};

impl Intake<'_> {
    /// Judges an event that follows its stream, stores it, and applies it where it holds.
    pub(super) async fn take(
        &mut self,
        stream: &Stream,
        opened: &Opened,
        sealed: &Sealed,
    ) -> Result<Outcome, ApplyError> {
        let (base, event) = match &opened.content.subject {
            Subject::Case { base, event } => (base, event),
            Subject::Office(event) => {
                return self.take_office_event(stream, event, opened, sealed).await;
            }
        };
        if !self.cases.contains_key(&event.case) {
            return Err(ApplyError::CaseNotHeld);
        }
        let (verdict, against) = self.judge(stream, base, event).await?;
        let (outcome, after) = match verdict {
            Verdict::Accepted(case) => (Outcome::Accepted { version: case.version }, Some(*case)),
            Verdict::Merged(case) => (Outcome::Merged { version: case.version }, Some(*case)),
            Verdict::Without(how, reason) => (Outcome::Without(how, reason), None),
        };
        self.store(stream, opened, sealed, &outcome).await?;
        // The author's office learns what became of it, and every office of the case what holds.
        let mut offices = BTreeSet::from_iter(event.actor.office().cloned());
        if let Some(case) = after {
            offices.extend(case.offices.iter().cloned());
            let before = self.held(event.case).map(|held| held.case.clone());
            let tally = self.changed.entry(event.case).or_default();
            tally.take(self.registry, before.as_ref(), event, &case);
            let held = Held { case, last_hash: sealed.hash };
            self.cases.insert(event.case, Some(held));
        }
        self.news.push((event.id, offices));
        self.follow_up(event, &outcome, against).await?;
        Ok(outcome)
    }

    /// What an office says of itself: that one of its workstations goes on in another stream. A kind that is not known
    /// is kept.
    async fn take_office_event(
        &mut self,
        stream: &Stream,
        event: &OfficeEvent,
        opened: &Opened,
        sealed: &Sealed,
    ) -> Result<Outcome, ApplyError> {
        let outcome = match self.doubt(stream, Some(&event.by), &event.edition).await? {
            Some((how, reason)) => Outcome::Without(how, reason),
            None => match event.fact {
                OfficeFact::StreamOpened { .. } if opened.content.seq != 1 => {
                    Outcome::Without(Effectless::Rejected, Refusal::NotTheBeginning.into())
                }
                OfficeFact::StreamOpened { .. } | OfficeFact::Unknown { .. } => Outcome::OfOffice,
            },
        };
        self.store(stream, opened, sealed, &outcome).await?;
        self.news.push((event.id, BTreeSet::from([event.by.office.clone()])));
        Ok(outcome)
    }

    async fn store(
        &mut self,
        stream: &Stream,
        opened: &Opened,
        sealed: &Sealed,
        outcome: &Outcome,
    ) -> Result<(), StoreError> {
        let id = opened.content.subject.event_id();
        let kept = events::keep(&self.registry.keys, &*self.registry.randomness, id, &sealed.bytes);
        let received_at_ms = self.now.as_millis();
        events::insert(&mut self.tx, opened, sealed, &kept, outcome, received_at_ms).await?;
        let stream =
            Stream { head: Head { seq: opened.content.seq, hash: sealed.hash }, ..stream.clone() };
        streams::move_head(&mut self.tx, &stream).await?;
        self.streams.insert(stream.id, stream);
        self.outcomes.push(outcome.word());
        Ok(())
    }

    /// What makes an event doubtful whatever it says: an unknown or blocked author, a revoked workstation, an edition
    /// that is not published here, or an author for whom the workstation does not speak.
    async fn doubt(
        &mut self,
        stream: &Stream,
        officer: Option<&Officer>,
        edition: &EditionId,
    ) -> Result<Option<(Effectless, Reason)>, StoreError> {
        let unknown = |what: Unknown| Ok(Some((Effectless::Quarantined, what.into())));
        if stream.writer == Writer::Revoked {
            return unknown(Unknown::DeviceRevoked);
        }
        // Through the registry's own pages nobody acts for an office but the secretariat's officers.
        let secretariat = self.registry.secretariat();
        let speaks = match (&stream.office, officer) {
            (Some(office), Some(officer)) => officer.office == *office,
            (Some(_), None) => false,
            (None, Some(officer)) => secretariat.as_ref() == Some(&officer.office),
            (None, None) => true,
        };
        if !speaks {
            return Ok(Some((Effectless::Rejected, Reason::SpeaksForOther)));
        }
        if let (Some(_), Some(officer)) = (&stream.office, officer) {
            match officers::standing(&mut self.tx, officer).await? {
                Standing::Works => {}
                Standing::Blocked => return unknown(Unknown::OfficerBlocked),
                // They may be entered yet.
                Standing::Unknown => return unknown(Unknown::Officer),
            }
        }
        if self.registry.edition(edition).is_none() {
            return unknown(Unknown::Edition);
        }
        Ok(None)
    }

    async fn judge(
        &mut self,
        stream: &Stream,
        base: &Base,
        event: &Event,
    ) -> Result<(Verdict, Option<EventId>), StoreError> {
        let doubt = self.doubt(stream, event.actor.officer(), &event.edition).await?;
        if let Some((how, reason)) = doubt {
            return Ok((Verdict::Without(how, reason), None));
        }
        let past = self.past(stream, base, event).await?;
        let view = match past.as_ref().map(|past| past.view(base)).transpose() {
            Ok(view) => view,
            Err(unknown) => {
                let verdict = Verdict::Without(Effectless::Quarantined, unknown.into());
                return Ok((verdict, None));
            }
        };
        let (code_taken, number_taken) = match &event.fact {
            // What the registry itself writes was asked before it was signed.
            Fact::Registered { tracking_code, .. } if stream.office.is_some() => {
                (self.is_code_taken(event.case, tracking_code).await?, false)
            }
            Fact::LicenceIssued { number, .. } => {
                (false, self.is_number_taken(event.case, number).await?)
            }
            _ => (false, false),
        };
        let supervisors = self.supervisors(event).await?;
        let now = self.case(event.case);
        // A case keeps its edition, whichever its reviewer's desk has by now.
        let edition = now.map_or(&event.edition, |case| &case.edition);
        let missing = || StoreError::InconsistentLog(event.case);
        let newest = self.registry.rules(edition).ok_or_else(missing)?;
        let authors = self.registry.rules_under(edition, &event.edition).ok_or_else(missing)?;
        let predecessor = now.and_then(|case| case.purpose.predecessor());
        let predecessor = predecessor.and_then(|(of, _)| self.case(of));
        let claims = Claims { code_taken, number_taken, predecessor };
        let view = view.unwrap_or_else(|| View::whole(now));
        let rules = Rules { author: &authors, now: &newest, supervisors: &supervisors };
        let against = referee::contradicted(&view);
        Ok((referee::judge(event, &view, now, rules, claims), against))
    }

    /// What the registry itself does about an event: it confirms licences, and disputes what conflicts.
    async fn follow_up(
        &mut self,
        event: &Event,
        outcome: &Outcome,
        standing: Option<EventId>,
    ) -> Result<(), ApplyError> {
        match (outcome, &event.fact) {
            (
                Outcome::Accepted { .. } | Outcome::Merged { .. },
                Fact::LicenceIssued { number, .. },
            ) => {
                self.write_if_legal(event.case, Fact::LicenceRegistered).await?;
                let Some(of) = self.replaced_by(event.case) else { return Ok(()) };
                let superseded = Fact::LicenceSuperseded { by: event.case, number: number.clone() };
                self.write_if_legal(of, superseded).await
            }
            (Outcome::Without(Effectless::Conflict, _), _) => {
                let (rival, path) = (Box::new(event.clone()), self.path_of(event));
                let opened = Fact::DisputeOpened { rival, standing, path };
                self.write_if_legal(event.case, opened).await
            }
            _ => Ok(()),
        }
    }

    /// The path on which an approval sends its case, by the office that it names.
    fn path_of(&self, event: &Event) -> Option<Path> {
        let Fact::Approved { to, .. } = &event.fact else { return None };
        let rules = self.registry.rules(&self.case(event.case)?.edition)?;
        match rules.office(to)?.kind.role() {
            Role::Jahad => Some(Path::Development),
            Role::Labour => Some(Path::Standard),
            Role::Agency | Role::Bank | Role::Secretariat => None,
        }
    }

    /// The supervisors who can be asked about an event: none where its kind needs none.
    pub(super) async fn supervisors(&mut self, event: &Event) -> Result<Supervisors, StoreError> {
        if !policy::rule(&event.fact).supervisor {
            return Ok(Supervisors::default());
        }
        let asked = self.case(event.case).and_then(|case| {
            let rules = self.registry.rules(&case.edition)?;
            Some(policy::settling_offices(case, &rules))
        });
        let asked = asked.unwrap_or_default();
        supervisors::of_offices(&mut self.tx, event.actor.office().into_iter().chain(&asked)).await
    }

    /// Whether another case has the tracking code of a new one, in the store or in this transaction.
    pub(super) async fn is_code_taken(
        &mut self,
        case: CaseId,
        code: &TrackingCode,
    ) -> Result<bool, StoreError> {
        let mut held = self.cases.values().flatten().filter(|held| held.case.id != case);
        Ok(held.any(|held| held.case.tracking_code == *code)
            || projection::is_code_taken(&mut self.tx, case, code).await?)
    }

    /// Whether another case's licence has the number, in the store or in this transaction.
    async fn is_number_taken(
        &mut self,
        case: CaseId,
        number: &LicenceNumber,
    ) -> Result<bool, StoreError> {
        let mut held = self.cases.values().flatten().filter(|held| held.case.id != case);
        Ok(held.any(|held| held.case.licence().is_some_and(|licence| licence.number == *number))
            || projection::is_number_taken(&mut self.tx, number).await?)
    }

    /// The case whose licence this one's takes the place of: the same applicant's, with the number that was named.
    fn replaced_by(&self, id: CaseId) -> Option<CaseId> {
        let case = self.case(id)?;
        let (of, _) = case.purpose.predecessor()?;
        self.case(of).is_some_and(|earlier| policy::replaces(case, earlier)).then_some(of)
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
