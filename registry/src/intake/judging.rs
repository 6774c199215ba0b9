//! One event: whether it holds, what is stored of it, and what the registry does about it.

use std::collections::BTreeSet;

use domain::case::Case;
use domain::event::{Event, Fact};
use domain::identifiers::LicenceNumber;
use domain::ids::CaseId;
use domain::people::Actor;
use domain::policy;
use wire::chain::Head;
use wire::envelope::{Opened, Sealed};

use super::{ApplyError, Intake, Outcome};
use crate::administration::officers::{self, Standing};
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
        let unknown = |why: &str| Ok((Outcome::Quarantined(why.to_owned()), None));
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
                // They may be entered yet.
                Standing::Unknown => return unknown("the office has no such officer"),
            }
        }
        // Through the registry's own pages nobody acts for an office but the secretariat's officers.
        if let (None, Some(office)) = (&stream.office, event.actor.office())
            && self.registry.secretariat().as_ref() != Some(office)
        {
            return no("the registry itself acts for no such office");
        }
        if self.registry.edition(&event.edition).is_none() {
            return unknown("the edition of the catalogue is not known");
        }
        let Some(held) = self.held(event.case) else {
            let Some(rules) = self.registry.rules(&event.edition) else {
                return unknown("the edition of the catalogue is not known");
            };
            return match policy::permit_new(event, &rules) {
                // What the registry itself writes was asked before it was signed.
                Ok(case) if stream.office.is_some() && self.is_code_taken(&case).await? => {
                    no("the tracking code is another case's")
                }
                Ok(case) => Ok((Outcome::Accepted { version: 1 }, Some(case))),
                Err(refusal) => no(&refusal.to_string()),
            };
        };
        if base.version > held.case.version {
            return no("its author had seen more than the registry");
        }
        // A case keeps its edition, whichever its reviewer's desk has by now.
        let rules = self.registry.rules(&held.case.edition);
        let rules = rules.ok_or(StoreError::InconsistentLog(event.case))?;
        if let Err(refusal) = policy::could_add(&held.case, event, &rules) {
            return no(&refusal.to_string());
        }
        let current = base.version == held.case.version && base.hash == Some(held.last_hash);
        let unseen = held.decisions.iter().any(|version| *version > base.version);
        if policy::decides(&event.fact) && !current && unseen {
            return Ok((Outcome::Conflict("something was decided meanwhile".to_owned()), None));
        }
        let case = match policy::permit(&held.case, event, &rules) {
            Ok(case) => case,
            Err(refusal) => return Ok((Outcome::Rejected(refusal.to_string()), None)),
        };
        if let Fact::LicenceIssued { number, .. } = &event.fact
            && self.is_number_taken(event.case, number).await?
        {
            let why = "the number is another licence's";
            return Ok((Outcome::Conflict(why.to_owned()), None));
        }
        if let Some((of, _)) = case.purpose.predecessor()
            && let Some(earlier) = self.case(of)
            && let Err(refusal) = policy::check_predecessor(event, earlier)
        {
            return Ok((Outcome::Conflict(refusal.to_string()), None));
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
                let Some(of) = self.replaced_by(event.case) else { return Ok(()) };
                let superseded = Fact::LicenceSuperseded { by: event.case, number: number.clone() };
                self.write_if_legal(of, superseded).await
            }
            (Outcome::Conflict(_), _) => {
                self.write_if_legal(event.case, Fact::DisputeOpened { rival: event.id }).await
            }
            _ => Ok(()),
        }
    }

    /// Whether another case has the tracking code of a new one, in the store or in this transaction.
    pub(super) async fn is_code_taken(&mut self, case: &Case) -> Result<bool, StoreError> {
        let mut held = self.cases.values().flatten();
        Ok(held.any(|held| held.case.tracking_code == case.tracking_code)
            || projection::is_code_taken(&mut self.tx, case).await?)
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
