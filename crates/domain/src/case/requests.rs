//! Items asked of the applicant: never the same twice while one is pending, the answer beside the question,
//! and the office's deadline standing still meanwhile.

use crate::event::{Answer, Event, RequestItem};
use crate::ids::RequestId;

use super::{Case, Refusal, Request, RequestState};

impl Case {
    pub(super) fn open_requests_of(
        &mut self,
        event: &Event,
        items: &[RequestItem],
    ) -> Result<(), Refusal> {
        if self.review().is_none() {
            return Err(self.wrong_stage(&event.fact));
        }
        if items.is_empty() {
            return Err(Refusal::NothingAsked);
        }
        let by = event.officer()?;
        for item in items {
            let known = |request: &Request| {
                request.id == item.id || (request.is_pending() && request.asked == item.asked)
            };
            if self.requests.iter().any(known) {
                return Err(Refusal::SameItemOpen);
            }
            self.requests.push(Request {
                id: item.id,
                batch: event.id,
                asked: item.asked.clone(),
                text: item.text.clone(),
                condition: item.condition,
                at: event.at,
                by: by.clone(),
                state: RequestState::Open,
            });
        }
        if let Some(clock) = &mut self.clock {
            clock.pause(event.at);
        }
        Ok(())
    }

    pub(super) fn pending_request(&mut self, id: RequestId) -> Result<&mut Request, Refusal> {
        let request = self.requests.iter_mut().find(|r| r.id == id && r.is_pending());
        request.ok_or(Refusal::RequestUnknown)
    }

    pub(super) fn answer(
        &mut self,
        id: RequestId,
        answer: &Answer,
        event: &Event,
    ) -> Result<(), Refusal> {
        let request = self.pending_request(id)?;
        if !request.is_open() {
            return Err(Refusal::RequestUnknown);
        }
        request.state = RequestState::Answered(answer.clone(), event.actor.clone());
        for attachment in &answer.attachments {
            self.receive(attachment, event);
        }
        self.resume_clock(event);
        Ok(())
    }

    pub(super) fn accept(&mut self, id: RequestId) -> Result<(), Refusal> {
        let request = self.pending_request(id)?;
        let RequestState::Answered(answer, by) = &request.state else {
            return Err(Refusal::RequestUnknown);
        };
        let (answer, by) = (answer.clone(), by.clone());
        request.state = RequestState::Accepted(answer.clone(), by);
        answer.corrections.into_iter().try_for_each(|correction| self.correct(correction))
    }

    pub(super) fn resume_clock(&mut self, event: &Event) {
        if self.open_requests() == 0
            && let Some(clock) = &mut self.clock
        {
            clock.resume(event.at);
        }
    }

    /// Nobody works on the case any more: what had no answer is not asked for, no deadline runs, nobody holds it.
    pub(super) fn lay_down(&mut self) {
        self.clock = None;
        self.holder = None;
        for request in self.requests.iter_mut().filter(|request| request.is_pending()) {
            request.state = RequestState::Cancelled;
        }
    }
}
