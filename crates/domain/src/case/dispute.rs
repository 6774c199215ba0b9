//! Two decisions that contradict each other: the one that was applied and its rival, until somebody says which stands.

use crate::catalogue::OfficeId;
use crate::dates::Instant;
use crate::event::{Event, Fact, Stands};
use crate::ids::EventId;
use crate::people::Officer;
use crate::plan::Path;

use super::{AgencyReview, Case, Clock, HandOver, Refusal, Request, Stage};

/// A decision that was applied, with where the case stood before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The event of it.
    pub event: Event,
    before: Standpoint,
}

/// What a decision changes, as it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standpoint {
    stage: Stage,
    office: Option<OfficeId>,
    handed_over: Option<HandOver>,
    clock: Option<Clock>,
}

/// A dispute that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Its event.
    pub event: EventId,
    /// When it was opened.
    pub at: Instant,
    /// The decision that its author made without having seen the other one.
    pub rival: Event,
    /// The other one, which holds as long as nobody has said otherwise; none where the rival contradicts another case.
    pub standing: Option<Event>,
    /// The path of a rival approval.
    pub path: Option<Path>,
    /// The office whose turn it was.
    pub office: Option<OfficeId>,
}

impl Dispute {
    /// The other decision of the two; nothing for an event that is neither.
    pub fn other_than(&self, event: EventId) -> Option<&Event> {
        if event == self.rival.id {
            self.standing.as_ref()
        } else {
            Some(&self.rival).filter(|_| self.standing.as_ref().is_some_and(|it| it.id == event))
        }
    }

    /// Whether a person made one of the two.
    pub fn is_of(&self, officer: &Officer) -> bool {
        let by =
            |event: &Event| event.actor.officer().is_some_and(|by| by.person == officer.person);
        by(&self.rival) || self.standing.as_ref().is_some_and(by)
    }
}

impl Case {
    /// The dispute, while there is one.
    pub const fn dispute(&self) -> Option<&Dispute> {
        match &self.stage {
            Stage::Disputed { dispute, .. } => Some(dispute),
            Stage::Registered
            | Stage::AgencyReview(_)
            | Stage::Empowerment(_)
            | Stage::LabourReview(_)
            | Stage::Licensed(_)
            | Stage::Refused(_)
            | Stage::Withdrawn { .. } => None,
        }
    }

    /// Where the case stands before a decision, for it to go back there.
    pub(super) fn standpoint(&self, event: &Event) -> Option<Decided> {
        crate::policy::decides(&event.fact).then(|| Decided {
            event: event.clone(),
            before: Standpoint {
                stage: self.stage.clone(),
                office: self.office.clone(),
                handed_over: self.handed_over.clone(),
                clock: self.clock.clone(),
            },
        })
    }

    pub(super) fn open_dispute(&mut self, event: &Event) -> Result<(), Refusal> {
        let Fact::DisputeOpened { rival, standing, path } = &event.fact else { return Ok(()) };
        let decided = standing.and_then(|id| self.decisions.iter().find(|it| it.event.id == id));
        let dispute = Box::new(Dispute {
            event: event.id,
            at: event.at,
            rival: rival.as_ref().clone(),
            standing: decided.map(|decided| decided.event.clone()),
            path: *path,
            office: self.office.clone(),
        });
        self.step(&event.fact, |stage| match stage {
            Stage::Withdrawn { .. } | Stage::Disputed { .. } => Err(None),
            before @ (Stage::Registered
            | Stage::AgencyReview(_)
            | Stage::Empowerment(_)
            | Stage::LabourReview(_)
            | Stage::Licensed(_)
            | Stage::Refused(_)) => Ok(Stage::Disputed { before: Box::new(before), dispute }),
        })?;
        if let Some(clock) = &mut self.clock {
            clock.pause(event.at);
        }
        Ok(())
    }

    /// Ends the dispute: the applied decision stays, its rival takes effect now, or both fall and the review goes on.
    pub(super) fn resolve(&mut self, stands: Stands, event: &Event) -> Result<(), Refusal> {
        let wrong = self.wrong_stage(&event.fact);
        let Stage::Disputed { before, dispute } =
            std::mem::replace(&mut self.stage, Stage::Registered)
        else {
            return Err(wrong);
        };
        self.stage = *before;
        let standing = dispute.standing.as_ref().map(|it| it.id);
        match stands {
            Stands::Event(id) if Some(id) == standing => {
                self.resume_clock(event);
                if let Fact::LicenceIssued { number, .. } = &dispute.rival.fact {
                    self.fallen.push(number.clone());
                }
            }
            Stands::Event(id) if id == dispute.rival.id && standing.is_some() => {
                self.go_back(standing);
                self.decide_as(&dispute, event)?;
            }
            Stands::Anew => {
                if let Fact::LicenceIssued { number, .. } = &dispute.rival.fact {
                    self.fallen.push(number.clone());
                }
                self.go_back(standing);
                self.holder = None;
                if let Some(review) = self.review() {
                    let clock = self.clock.insert(Clock::start(review, event.at));
                    if self.requests.iter().any(Request::is_open) {
                        clock.pause(event.at);
                    }
                }
            }
            Stands::Event(_) => return Err(Refusal::DecisionUnknown),
        }
        Ok(())
    }

    /// The case as it stood before a decision. What was noted, asked and printed since stays on record.
    fn go_back(&mut self, decision: Option<EventId>) {
        let Some(place) = self.decisions.iter().position(|it| Some(it.event.id) == decision) else {
            return;
        };
        if let Some(licence) = self.licence() {
            let number = licence.number.clone();
            self.fallen.push(number);
        }
        let fell = self.decisions.split_off(place);
        if let Some(Decided { before, .. }) = fell.into_iter().next() {
            let Standpoint { stage, office, handed_over, clock } = before;
            (self.stage, self.office) = (stage, office);
            (self.handed_over, self.clock) = (handed_over, clock);
        }
        if let Some(licence) = self.licence() {
            let kept = licence.number.clone();
            self.fallen.retain(|number| *number != kept);
        }
    }

    /// Gives the rival its effect. It is signed when it was signed; what runs from it runs from now.
    fn decide_as(&mut self, dispute: &Dispute, event: &Event) -> Result<(), Refusal> {
        if let (
            Stage::AgencyReview(AgencyReview { path, .. }),
            Fact::DisputeResolved { reason, .. },
        ) = (&mut self.stage, &event.fact)
            && path.is_none()
        {
            *path = dispute.path.map(|chosen| (chosen, reason.clone()));
        }
        // What was asked meanwhile does not stand in the way of a decision that was made without it.
        if let Fact::Approved { .. } | Fact::Refused { .. } | Fact::LicenceIssued { .. } =
            &dispute.rival.fact
        {
            let clock = self.clock.take();
            self.lay_down();
            self.clock = clock;
        }
        let decided = self.standpoint(&dispute.rival);
        self.take(&dispute.rival)?;
        self.decisions.extend(decided);
        if let Some(clock) = self.clock.as_mut().filter(|it| it.started == dispute.rival.at) {
            clock.started = event.at;
        }
        self.resume_clock(event);
        if let Some(handed_over) =
            self.handed_over.as_mut().filter(|it| it.event == dispute.rival.id)
        {
            handed_over.at = event.at;
        }
        Ok(())
    }
}
