//! The fold: what each event does to a case, and which cannot follow which.

use crate::catalogue::{DocumentCode, OfficeId};
use crate::event::{Event, Fact, Grounds, Review, ServiceResult};
use crate::ids::EventId;
use crate::people::{Attachment, Officer};

use super::{
    AgencyReview, Approval, Case, Clock, Confirmation, Force, HandOver, HandOverCause, Inquiry,
    Licence, Licensed, Note, Received, ReferralState, Refusal, RequestState, Sanction, Stage,
    Submission, SupporterState,
};

impl Case {
    /// Opens a case with its registration.
    ///
    /// # Errors
    /// Refuses any other event, and applicants who name themselves as their supporter.
    pub fn open(event: &Event) -> Result<Self, Refusal> {
        let Fact::Registered { tracking_code, external_code, purpose, applicant } = &event.fact
        else {
            return Err(Refusal::NotTheBeginning);
        };
        if applicant.names_self() {
            return Err(Refusal::SupporterIsApplicant);
        }
        Ok(Self {
            id: event.case,
            tracking_code: tracking_code.clone(),
            external_code: external_code.clone(),
            purpose: purpose.clone(),
            applicant: applicant.as_ref().clone(),
            edition: event.edition.clone(),
            registered_at: event.at,
            registration: event.id,
            registered_by: event.actor.clone(),
            supporter: SupporterState::Awaited,
            supporter_named: event.id,
            submission: None,
            stage: Stage::Registered,
            office: None,
            handed_over: None,
            offices: event.actor.office().cloned().into_iter().collect(),
            holder: None,
            clock: None,
            attachments: Vec::new(),
            checks: std::collections::BTreeMap::new(),
            requests: Vec::new(),
            notes: Vec::new(),
            services: std::collections::BTreeMap::new(),
            sheets: Vec::new(),
            decisions: Vec::new(),
            fallen: Vec::new(),
            version: 1,
            last_event: event.id,
            needs_update: false,
        })
    }

    /// Takes the next event.
    ///
    /// # Errors
    /// Names what stands in its way; the case as it was is the caller's to keep.
    pub fn apply(mut self, event: &Event) -> Result<Self, Refusal> {
        self.advance(event)?;
        Ok(self)
    }

    /// Takes the next event; a case that refuses one may be half-way and is to be dropped.
    pub(super) fn advance(&mut self, event: &Event) -> Result<(), Refusal> {
        if event.case != self.id {
            return Err(Refusal::OtherCase);
        }
        let decided = self.standpoint(event);
        self.take(event)?;
        self.decisions.extend(decided);
        let to_bank = if let Fact::ReferredToBank(it) = &event.fact { Some(&it.to) } else { None };
        for office in [event.actor.office(), self.office.as_ref(), to_bank].into_iter().flatten() {
            if !self.offices.contains(office) {
                self.offices.insert(office.clone());
            }
        }
        self.version += 1;
        self.last_event = event.id;
        Ok(())
    }

    /// Counts an event that is withheld from whoever folds the case.
    pub(crate) fn pass_over(&mut self, event: EventId) {
        self.count_withheld();
        self.last_event = event;
    }

    /// Counts an event of which whoever folds the case knows nothing but that it is there.
    pub const fn count_withheld(&mut self) {
        self.version += 1;
    }

    /// Drops the documents, and those of answers, that whoever folds the case may not read.
    pub(crate) fn keep_attachments(&mut self, reads: impl Fn(DocumentCode) -> bool) {
        self.attachments.retain(|received| reads(received.attachment.document));
        for request in &mut self.requests {
            if let RequestState::Answered(answer, _) | RequestState::Accepted(answer, _) =
                &mut request.state
            {
                answer.attachments.retain(|attachment| reads(attachment.document));
            }
        }
    }

    pub(super) fn wrong_stage(&self, fact: &Fact) -> Refusal {
        Refusal::WrongStage { fact: fact.name(), stage: self.stage_name() }
    }

    /// Replaces the stage by what `step` makes of it; a stage it does not know is the wrong one.
    pub(super) fn step(
        &mut self,
        fact: &Fact,
        step: impl FnOnce(Stage) -> Result<Stage, Option<Refusal>>,
    ) -> Result<(), Refusal> {
        let wrong = self.wrong_stage(fact);
        let stage = std::mem::replace(&mut self.stage, Stage::Registered);
        self.stage = step(stage).map_err(|refusal| refusal.unwrap_or(wrong))?;
        Ok(())
    }

    pub(super) fn review(&self) -> Option<Review> {
        match self.stage {
            Stage::AgencyReview(_) => Some(Review::Agency),
            Stage::LabourReview(_) => Some(Review::Labour),
            Stage::Registered
            | Stage::Empowerment(_)
            | Stage::Licensed(_)
            | Stage::Refused(_)
            | Stage::Withdrawn { .. }
            | Stage::Disputed { .. } => None,
        }
    }

    pub(super) fn take(&mut self, event: &Event) -> Result<(), Refusal> {
        let at = event.at;
        let fact = &event.fact;
        match fact {
            Fact::Registered { .. } => return Err(Refusal::NotTheBeginning),
            Fact::SupporterConfirmed { word } => self.confirm_supporter(word, event)?,
            Fact::SupporterDeclined { .. } => self.decline_supporter(event)?,
            Fact::SupporterNamed { supporter, .. } => self.name_supporter(supporter, event)?,
            Fact::Submitted { plan, certificate, office, proposed_path } => {
                if !matches!(self.stage, Stage::Registered) || self.submission.is_some() {
                    return Err(self.wrong_stage(fact));
                }
                self.submission = Some(Submission {
                    plan: plan.as_ref().clone(),
                    certificate: certificate.as_ref().clone(),
                    proposed_path: *proposed_path,
                    at,
                });
                self.office = Some(office.clone());
                self.begin_review(event);
            }
            Fact::Attached { attachment } => self.receive(attachment, event),
            Fact::Assigned { to } => {
                if self.office.is_none() {
                    return Err(self.wrong_stage(fact));
                }
                self.holder = Some(to.clone());
            }
            Fact::Checked { review, row, answer } => {
                if self.review() != Some(*review) {
                    return Err(self.wrong_stage(fact));
                }
                self.checks.insert((*review, *row), *answer);
            }
            Fact::Noted { text } => {
                self.notes.push(Note { by: event.actor.clone(), at, text: text.clone() });
            }
            Fact::CallLogged { .. } => {}
            Fact::RequestsOpened { items } => self.open_requests_of(event, items)?,
            Fact::RequestAnswered { request, answer } => self.answer(*request, answer, event)?,
            Fact::RequestAccepted { request } => self.accept(*request)?,
            Fact::RequestCancelled { request } => {
                let request = self.pending_request(*request)?;
                request.state = RequestState::Cancelled;
                self.resume_clock(event);
            }
            Fact::PathAssigned { path, reason } => self.step(fact, |stage| match stage {
                Stage::AgencyReview(review) => Ok(Stage::AgencyReview(AgencyReview {
                    path: Some((*path, reason.clone())),
                    ..review
                })),
                Stage::Refused(_)
                | Stage::Empowerment(_)
                | Stage::LabourReview(_)
                | Stage::Licensed(_) => Err(Some(Refusal::AlreadyDecided)),
                Stage::Registered | Stage::Withdrawn { .. } | Stage::Disputed { .. } => Err(None),
            })?,
            Fact::Approved { comment, to, .. } => {
                self.nothing_pending()?;
                let by = event.officer()?;
                let signature = |path| Approval {
                    event: event.id,
                    by: by.clone(),
                    at,
                    path,
                    comment: comment.clone(),
                };
                self.step(fact, |stage| match stage {
                    Stage::AgencyReview(review) => review.approve(signature).map_err(Some),
                    Stage::Refused(_)
                    | Stage::Empowerment(_)
                    | Stage::LabourReview(_)
                    | Stage::Licensed(_) => Err(Some(Refusal::AlreadyDecided)),
                    Stage::Registered | Stage::Withdrawn { .. } | Stage::Disputed { .. } => {
                        Err(None)
                    }
                })?;
                self.hand_over(to, HandOverCause::Approval, event)?;
            }
            Fact::Refused { .. } => self.refuse(event)?,
            Fact::ClearanceAsked { agency, note } => {
                let inquiry = Inquiry {
                    event: event.id,
                    agency: agency.clone(),
                    by: event.officer()?.clone(),
                    at,
                    note: note.clone(),
                };
                self.step(fact, |stage| {
                    let Stage::AgencyReview(review) = stage else { return Err(None) };
                    review.ask_clearance(inquiry).map(Stage::AgencyReview).map_err(Some)
                })?;
            }
            Fact::ClearanceAnswered { outcome, reference, on, .. } => {
                self.step(fact, |stage| {
                    let Stage::AgencyReview(review) = stage else { return Err(None) };
                    let answered = review.answer_clearance(*outcome, reference.clone(), *on);
                    answered.map(Stage::AgencyReview).map_err(Some)
                })?;
            }
            Fact::ServiceRecorded { record } => {
                if !matches!(self.stage, Stage::Empowerment(_)) {
                    return Err(self.wrong_stage(fact));
                }
                if record.to < record.from {
                    return Err(Refusal::DaysBackwards);
                }
                self.services.insert(record.service, (record.clone(), event.officer()?.clone()));
            }
            Fact::EmpowermentCompleted { summary, to, .. } => {
                let done = self.services_done();
                self.step(fact, |stage| {
                    let Stage::Empowerment(empowerment) = stage else { return Err(None) };
                    if done < crate::event::Service::ALL.len() {
                        return Err(Some(Refusal::ServicesOpen { done }));
                    }
                    Ok(Stage::LabourReview(empowerment.complete(summary.clone())))
                })?;
                self.hand_over(to, HandOverCause::Empowerment, event)?;
            }
            Fact::LicenceIssued { number, valid_until, comment, .. } => {
                self.nothing_pending()?;
                let licence = Licence {
                    event: event.id,
                    number: number.clone(),
                    issued_at: at,
                    valid_until: *valid_until,
                    by: event.officer()?.clone(),
                    comment: comment.clone(),
                    confirmation: Confirmation::Provisional,
                    force: Force::InForce,
                };
                self.step(fact, |stage| match stage {
                    Stage::LabourReview(review) => {
                        review.issue(licence).map(Stage::Licensed).map_err(Some)
                    }
                    Stage::Licensed(_) | Stage::Refused(_) => Err(Some(Refusal::AlreadyDecided)),
                    Stage::Registered
                    | Stage::AgencyReview(_)
                    | Stage::Empowerment(_)
                    | Stage::Withdrawn { .. }
                    | Stage::Disputed { .. } => Err(None),
                })?;
                self.clock = None;
                self.holder = None;
            }
            Fact::LicenceRegistered => self.licensed(fact, |l| l.register(at))?,
            Fact::LicenceSuspended(grounds) => {
                let sanction = sanction(event, grounds)?;
                self.licensed(fact, |l| l.suspend(sanction))?;
            }
            Fact::LicenceReinstated { .. } => self.licensed(fact, Licensed::reinstate)?,
            Fact::LicenceRevoked(grounds) => {
                let sanction = sanction(event, grounds)?;
                self.licensed(fact, |l| l.revoke(sanction))?;
            }
            Fact::LicenceSuperseded { by, number } => {
                self.licensed(fact, |l| l.supersede(*by, number.clone()))?;
            }
            Fact::ReferredToBank(referral) => {
                let referral = ReferralState {
                    event: event.id,
                    at,
                    by: event.officer()?.clone(),
                    referral: referral.clone(),
                    outcome: None,
                };
                self.licensed(fact, |l| l.refer(referral))?;
            }
            Fact::BankAnswered { referral, outcome, .. } => {
                self.licensed(fact, |l| l.bank_answers(*referral, *outcome))?;
            }
            Fact::Printed(sheet) => self.print(sheet, event)?,
            Fact::Reprinted { sheet, paper, reason, .. } => {
                self.reprint(*sheet, paper.as_ref(), reason)?;
            }
            Fact::SheetMarked { sheet, mark } => self.mark(*sheet, mark)?,
            Fact::Transferred { to, .. } => {
                if !matches!(
                    self.stage,
                    Stage::AgencyReview(_) | Stage::Empowerment(_) | Stage::LabourReview(_)
                ) {
                    return Err(self.wrong_stage(fact));
                }
                self.send(to, HandOverCause::Transfer, event)?;
            }
            Fact::Withdrawn { reason, medium, on } => {
                self.step(fact, |stage| match stage {
                    Stage::Registered
                    | Stage::AgencyReview(_)
                    | Stage::Empowerment(_)
                    | Stage::LabourReview(_) => Ok(Stage::Withdrawn {
                        reason: reason.clone(),
                        medium: *medium,
                        on: *on,
                        at,
                    }),
                    Stage::Licensed(_)
                    | Stage::Refused(_)
                    | Stage::Withdrawn { .. }
                    | Stage::Disputed { .. } => Err(None),
                })?;
                self.lay_down();
            }
            Fact::DeadlineExtended { days, .. } => {
                let wrong = self.wrong_stage(fact);
                let in_review = self.review().is_some();
                let clock = self.clock.as_mut().filter(|_| in_review).ok_or(wrong)?;
                if clock.extended_days > 0 {
                    return Err(Refusal::NoSuchExtension);
                }
                clock.extended_days = *days;
            }
            Fact::DisputeOpened { .. } => self.open_dispute(event)?,
            Fact::DisputeResolved { stands, .. } => self.resolve(*stands, event)?,
            Fact::Unknown { .. } => self.needs_update = true,
        }
        Ok(())
    }

    /// Page two is complete; a covered applicant also needs the supporter's word (DESIGN 8.12).
    pub(super) fn begin_review(&mut self, event: &Event) {
        if self.waits_for_supporter() {
            return;
        }
        self.stage = Stage::AgencyReview(AgencyReview::begin());
        self.clock = Some(Clock::start(Review::Agency, event.at));
    }

    fn send(&mut self, to: &OfficeId, cause: HandOverCause, event: &Event) -> Result<(), Refusal> {
        let (by, at) = (event.officer()?.clone(), event.at);
        self.office = Some(to.clone());
        self.holder = None;
        self.handed_over = Some(HandOver { event: event.id, cause, by, to: to.clone(), at });
        Ok(())
    }

    fn hand_over(
        &mut self,
        to: &OfficeId,
        cause: HandOverCause,
        event: &Event,
    ) -> Result<(), Refusal> {
        self.send(to, cause, event)?;
        self.clock = matches!(self.stage, Stage::LabourReview(_))
            .then(|| Clock::start(Review::Labour, event.at));
        Ok(())
    }

    fn licensed(
        &mut self,
        fact: &Fact,
        step: impl FnOnce(Licensed) -> Result<Licensed, Refusal>,
    ) -> Result<(), Refusal> {
        self.step(fact, |stage| {
            let Stage::Licensed(licensed) = stage else { return Err(None) };
            step(licensed).map(Stage::Licensed).map_err(Some)
        })
    }

    pub(super) fn nothing_pending(&self) -> Result<(), Refusal> {
        match self.pending_requests() {
            0 => Ok(()),
            pending => Err(Refusal::RequestsPending(pending)),
        }
    }

    /// Services that are done: recorded, and not in need of more.
    pub fn services_done(&self) -> usize {
        let done = |(record, _): &&(crate::event::ServiceRecord, Officer)| {
            record.result != ServiceResult::NeedsMore
        };
        self.services.values().filter(done).count()
    }

    pub(super) fn receive(&mut self, attachment: &Attachment, event: &Event) {
        if !self.attachments.iter().any(|known| known.attachment.id() == attachment.id()) {
            self.attachments.push(Received { attachment: attachment.clone(), at: event.at });
        }
    }
}

fn sanction(event: &Event, grounds: &Grounds) -> Result<Sanction, Refusal> {
    let by = event.officer()?.clone();
    Ok(Sanction { event: event.id, by, at: event.at, grounds: grounds.clone() })
}
