//! A case is refused: what every refusal must hold, whatever the catalogue says.

use crate::event::{Event, Evidence, Fact, RefusalGround, Review};

use super::{Case, Refusal, Refused, Request, Stage};

impl Case {
    /// Takes a refusal. Requests that had no answer are no longer asked for.
    pub(super) fn refuse(&mut self, event: &Event) -> Result<(), Refusal> {
        let Fact::Refused { conditions, grounds, explanation, .. } = &event.fact else {
            return Ok(());
        };
        if conditions.is_empty() {
            return Err(Refusal::ConditionNeeded);
        }
        let shown = |number| grounds.iter().any(|ground| ground.condition == number);
        if let Some(number) = conditions.iter().find(|number| !shown(**number)) {
            return Err(Refusal::GroundNeeded(*number));
        }
        self.nothing_pending_but(grounds)?;
        let by = event.officer()?;
        let refused = |review, approval| {
            Stage::Refused(Refused {
                event: event.id,
                review,
                by: by.clone(),
                at: event.at,
                conditions: conditions.clone(),
                grounds: grounds.clone(),
                explanation: explanation.clone(),
                approval,
            })
        };
        self.step(&event.fact, |stage| match stage {
            Stage::AgencyReview(_) => Ok(refused(Review::Agency, None)),
            Stage::LabourReview(review) => Ok(refused(Review::Labour, Some(review.approval))),
            Stage::Refused(_) | Stage::Licensed(_) => Err(Some(Refusal::AlreadyDecided)),
            Stage::Registered
            | Stage::Empowerment(_)
            | Stage::Withdrawn { .. }
            | Stage::Disputed { .. } => Err(None),
        })?;
        self.lay_down();
        Ok(())
    }

    /// Nothing is pending but open requests that are cited for having had no answer.
    fn nothing_pending_but(&self, grounds: &[RefusalGround]) -> Result<(), Refusal> {
        let cited = |request: &Request| {
            let unanswered = Evidence::Unanswered(request.id);
            request.is_open() && grounds.iter().any(|ground| ground.evidence == unanswered)
        };
        let pending = |request: &&Request| request.is_pending() && !cited(request);
        match self.requests.iter().filter(pending).count() {
            0 => Ok(()),
            pending => Err(Refusal::RequestsPending(pending)),
        }
    }
}
