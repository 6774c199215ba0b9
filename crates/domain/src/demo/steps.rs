//! The steps of a case, each as the officers of one office take it.

use crate::case::Refusal;
use crate::catalogue::{ConditionNumber, DocumentCode, OfficeKind};
use crate::dates::Date;
use crate::event::{
    CheckAnswer, ClearanceOutcome, Event, Evidence, Fact, Medium, Purpose, RefusalGround, Review,
    Service, ServiceRecord, ServiceResult,
};
use crate::identifiers::LicenceNumber;
use crate::ids::EventId;
use crate::people::{Activity, Actor, Attachment, AttachmentId, Officer, Role};
use crate::plan::Path;
use crate::text::to_persian_digits;

use super::cast::DemoOfficer;
use super::draw::Draw;
use super::requests::SKILL_CERTIFICATE;
use super::script::Script;
use super::world::{Casting, World};
use super::{numbers, words};

const WORKPLACE_PHOTO: DocumentCode = DocumentCode(20_011);
/// How applicants of the demo reach the registry.
const PORTAL: Actor = Actor::Applicant { medium: Medium::Portal };
const VISIT_REPORT: DocumentCode = DocumentCode(20_012);

/// How far an application gets before the review.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HandedIn {
    PageOne,
    /// Everything but the supporter's word.
    Unconfirmed,
    Complete,
    /// Without the skill certificate's scan.
    WithoutCertificateScan,
}

impl World<'_> {
    pub(super) fn hand_in(
        &mut self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        casting: &Casting<'_>,
        purpose: Purpose,
        extent: HandedIn,
    ) -> Result<(), Refusal> {
        let registered = Fact::Registered {
            tracking_code: numbers::tracking_code(draw),
            external_code: None,
            purpose,
            applicant: Box::new(casting.applicant.clone()),
        };
        script.add(PORTAL, registered)?;
        if extent == HandedIn::PageOne {
            return Ok(());
        }
        let mut documents =
            self.catalogue.mandatory_documents(&casting.applicant, &casting.plan.field);
        if extent == HandedIn::WithoutCertificateScan {
            documents.retain(|document| *document != SKILL_CERTIFICATE);
        }
        if draw.chance(60) {
            documents.push(WORKPLACE_PHOTO);
        }
        for document in documents {
            self.attach(script, casting, document, PORTAL)?;
        }
        let office = self.catalogue.review_office(&casting.plan.field, self.county);
        let submitted = Fact::Submitted {
            plan: Box::new(casting.plan.clone()),
            certificate: Box::new(casting.certificate.clone()),
            office: office.ok_or(Refusal::OfficeUnknown)?.id.clone(),
            proposed_path: self.catalogue.proposed_path(&casting.plan.field, self.county),
        };
        script.add(PORTAL, submitted)?;
        let covered = casting.applicant.activity() == Activity::Covered;
        if covered && extent != HandedIn::Unconfirmed {
            self.confirm_supporter(script, casting)?;
        }
        Ok(())
    }

    fn attach(
        &mut self,
        script: &mut Script<'_>,
        casting: &Casting<'_>,
        document: DocumentCode,
        by: impl Into<Actor>,
    ) -> Result<(), Refusal> {
        let (attachment, blob) = self.scans.scan(self.catalogue, document, casting.subject());
        script.add_with(by, Fact::Attached { attachment }, vec![blob])?;
        Ok(())
    }

    /// The officer of the agency; where it has two, they take turns.
    pub(super) fn agency_officer(&self, casting: &Casting<'_>) -> Result<Officer, Refusal> {
        let office = self.catalogue.review_office(&casting.plan.field, self.county);
        let office = &office.ok_or(Refusal::OfficeUnknown)?.id;
        let staff: Vec<Officer> =
            self.reviewers().filter(|p| &p.office == office).map(DemoOfficer::acting).collect();
        staff.get(casting.nth % staff.len().max(1)).cloned().ok_or(Refusal::OfficeUnknown)
    }

    /// An officer of a kind of office; where it has two, they take turns.
    pub(super) fn officer(&self, role: Role, nth: usize) -> Result<Officer, Refusal> {
        let staff: Vec<Officer> =
            self.reviewers().filter(|p| p.role == role).map(DemoOfficer::acting).collect();
        staff.get(nth % staff.len().max(1)).cloned().ok_or(Refusal::OfficeUnknown)
    }

    /// Those whose the cases are to review.
    pub(super) fn reviewers(&self) -> impl Iterator<Item = &DemoOfficer> {
        self.people.iter().filter(|person| person.reviews)
    }

    /// Whoever supervises an officer's office.
    pub(super) fn supervisor_of(&self, officer: &Officer) -> Result<Officer, Refusal> {
        let supervises = |it: &&DemoOfficer| it.office == officer.office && it.supervises.is_some();
        let found = self.people.iter().find(supervises).map(DemoOfficer::acting);
        found.ok_or(Refusal::SupervisorNeeded)
    }

    /// Takes the case and answers so many rows of the checklist.
    pub(super) fn review(
        &self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        officer: &Officer,
        review: Review,
        rows: usize,
    ) -> Result<(), Refusal> {
        if script.case().is_some_and(|case| case.holder.as_ref() != Some(&officer.account)) {
            script.add(officer, Fact::Assigned { to: officer.account.clone() })?;
        }
        let scans: Vec<_> = script.case().map_or_else(Vec::new, |case| {
            case.attachments
                .iter()
                .map(|received| received.attachment.id())
                .take(rows.min(3))
                .collect()
        });
        for attachment in scans {
            script.look(officer, attachment);
        }
        for row in self.catalogue.checklist(review).iter().take(rows) {
            script
                .add(officer, Fact::Checked { review, row: row.row, answer: CheckAnswer::Right })?;
        }
        if draw.chance(35) {
            script.add(officer, Fact::Noted { text: words::text(draw.one(&words::NOTES)) })?;
        }
        if draw.chance(22) {
            let (caller, summary) = words::CALLS[draw.index(words::CALLS.len())];
            let call =
                Fact::CallLogged { caller: words::text(caller), summary: words::text(summary) };
            script.add(officer, call)?;
        }
        Ok(())
    }

    /// Refuses for what the officer found: rows marked wrong, and for a condition without a row a document
    /// that shows it, else the report of a visit.
    pub(super) fn refuse(
        &mut self,
        script: &mut Script<'_>,
        casting: &Casting<'_>,
        officer: &Officer,
        review: Review,
        numbers: &[u16],
        explanation: &str,
    ) -> Result<(), Refusal> {
        let mut grounds = Vec::new();
        for number in numbers.iter().copied().map(ConditionNumber) {
            let mut rows = self.catalogue.checklist(review).iter();
            let row = rows.find(|row| row.condition == Some(number)).map(|row| row.row);
            let evidence = if let Some(row) = row {
                let answer = CheckAnswer::Wrong { pin: None };
                script.add(officer, Fact::Checked { review, row, answer })?;
                Evidence::Row(row)
            } else {
                let attachment = self.showing(script, casting, officer, number)?;
                script.look(officer, attachment);
                Evidence::Document(attachment)
            };
            grounds.push(RefusalGround { condition: number, evidence });
        }
        let conditions = numbers.iter().copied().map(ConditionNumber).collect();
        let explanation = words::text(explanation);
        let opened = script.opened(officer);
        script.add(officer, Fact::Refused { conditions, grounds, explanation, opened })?;
        Ok(())
    }

    /// A colleague refused without having seen the approval.
    pub(super) fn dispute(
        &self,
        script: &mut Script<'_>,
        casting: &Casting<'_>,
    ) -> Result<Fact, Refusal> {
        let reviewer = self.agency_officer(casting)?;
        let colleague =
            |it: &&DemoOfficer| it.office == reviewer.office && it.person != reviewer.person;
        let colleague = self.people.iter().find(colleague).ok_or(Refusal::OfficeUnknown)?.acting();
        let case = script.case().ok_or(Refusal::NotTheBeginning)?;
        let (id, edition) = (case.id, case.edition.clone());
        let approval = case.approval().ok_or(Refusal::NotTheBeginning)?;
        let (standing, at) = (approval.event, approval.at.add_millis(25 * 60_000));
        let (conditions, explanation) = words::AGENCY_REFUSALS[0];
        let conditions: Vec<_> = conditions.iter().copied().map(ConditionNumber).collect();
        let row = |condition| {
            let mut rows = self.catalogue.checklist(Review::Agency).iter();
            rows.find(|row| row.condition == Some(condition)).map_or(1, |row| row.row)
        };
        let ground = |condition: &ConditionNumber| RefusalGround {
            condition: *condition,
            evidence: Evidence::Row(row(*condition)),
        };
        let grounds = conditions.iter().map(ground).collect();
        let explanation = words::text(explanation);
        let rival = Event {
            id: EventId::from_bytes(*script.request_id().as_bytes()),
            case: id,
            at,
            actor: colleague.into(),
            edition,
            fact: Fact::Refused {
                conditions,
                grounds,
                explanation,
                opened: std::collections::BTreeSet::new(),
            },
        };
        Ok(Fact::DisputeOpened { rival: Box::new(rival), standing: Some(standing), path: None })
    }

    /// A document of the case that can show a condition; where there is none, a visit's report is added.
    fn showing(
        &mut self,
        script: &mut Script<'_>,
        casting: &Casting<'_>,
        officer: &Officer,
        number: ConditionNumber,
    ) -> Result<AttachmentId, Refusal> {
        let showing = self.catalogue.condition(number).map_or(&[][..], |c| &c.documents);
        let held = |script: &Script<'_>| {
            let mut attachments = script.case()?.attachments.iter().map(|r| &r.attachment);
            attachments.find(|it| showing.contains(&it.document)).map(Attachment::id)
        };
        if held(script).is_none() {
            self.attach(script, casting, VISIT_REPORT, officer)?;
        }
        held(script).ok_or(Refusal::GroundNeeded(number))
    }

    /// The whole review of the agency and the first signature, on a day if one is given.
    pub(super) fn approve(
        &self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        casting: &Casting<'_>,
        on: Option<Date>,
    ) -> Result<(), Refusal> {
        let officer = self.agency_officer(casting)?;
        self.review(script, draw, &officer, Review::Agency, usize::MAX)?;
        self.clear(script, draw, casting, Some(ClearanceOutcome::Cleared))?;
        if let Some(day) = on {
            script.at_day(draw, day);
        }
        let reason = match casting.path {
            Path::Development => draw.one(&words::DEVELOPMENT),
            Path::Standard => draw.one(&words::STANDARD),
        };
        script.add(
            &officer,
            Fact::PathAssigned { path: casting.path, reason: words::text(reason) },
        )?;
        let next = match casting.path {
            Path::Development => OfficeKind::Jahad,
            Path::Standard => OfficeKind::Labour,
        };
        let to = self.catalogue.office_for(&next, self.county).ok_or(Refusal::OfficeUnknown)?;
        let comment = draw.chance(70).then(|| words::text(draw.one(&words::APPROVALS)));
        let opened = script.opened(&officer);
        script.add(&officer, Fact::Approved { comment, to: to.id.clone(), opened })?;
        Ok(())
    }

    /// Asks for the clearance of a starred field and, with an outcome, records the answer.
    pub(super) fn clear(
        &self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        casting: &Casting<'_>,
        outcome: Option<ClearanceOutcome>,
    ) -> Result<(), Refusal> {
        let Some(agency) = &casting.field.starred else { return Ok(()) };
        let officer = self.agency_officer(casting)?;
        let note = "خواهشمند است از محل بازدید و نتیجه اعلام شود.";
        let asked = Fact::ClearanceAsked { agency: agency.clone(), note: Some(words::text(note)) };
        script.add(&officer, asked)?;
        if let Some(outcome) = outcome {
            script.later(draw, 2);
            let year = script.today().jalali().year();
            let reference = format!("{year}/{}/{}", draw.small(10..=99), draw.digits(5));
            let note = match outcome {
                ClearanceOutcome::Cleared => "بازدید انجام شد و مانعی دیده نشد.",
                ClearanceOutcome::Denied => "فضای کار از فضای زندگی جدا نیست و تهویه ندارد.",
            };
            let answered = Fact::ClearanceAnswered {
                outcome,
                reference: words::text(&to_persian_digits(&reference)),
                on: script.today(),
                note: Some(words::text(note)),
            };
            script.add(&officer, answered)?;
        }
        Ok(())
    }

    /// Gives the first `count` services, some days after one another.
    pub(super) fn serve(
        &self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        count: usize,
        last: ServiceResult,
    ) -> Result<(), Refusal> {
        let officer = self.officer(Role::Jahad, 0)?;
        if count > 0 {
            script.later(draw, 1);
            script.add(&officer, Fact::Assigned { to: officer.account.clone() })?;
        }
        for (nth, service) in Service::ALL.into_iter().take(count).enumerate() {
            let from = script.today();
            script.later(draw, 2);
            let trained = service == Service::Training;
            let record = ServiceRecord {
                service,
                from,
                to: script.today(),
                hours: draw.count(if trained { 16..=40 } else { 2..=8 }),
                provider: words::text(draw.one(&words::PROVIDERS)),
                result: if nth + 1 == count { last } else { ServiceResult::Suitable },
                certificate_no: trained.then(|| words::text(&draw.digits(6))),
                note: Some(words::text(draw.one(&words::SERVICE_NOTES))),
            };
            script.add(&officer, Fact::ServiceRecorded { record })?;
        }
        Ok(())
    }

    /// Everything between the first signature and the labour office, which gets the case on the given day.
    pub(super) fn reach_labour(
        &self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        casting: &Casting<'_>,
        on: Option<Date>,
    ) -> Result<(), Refusal> {
        match casting.path {
            Path::Standard => self.approve(script, draw, casting, on),
            Path::Development => {
                self.approve(script, draw, casting, None)?;
                self.serve(script, draw, Service::ALL.len(), ServiceResult::Suitable)?;
                if let Some(day) = on {
                    script.at_day(draw, day);
                }
                let to = self.catalogue.office_for(&OfficeKind::Labour, self.county);
                let officer = self.officer(Role::Jahad, 0)?;
                let done = Fact::EmpowermentCompleted {
                    summary: words::text(draw.one(&words::SUMMARIES)),
                    to: to.ok_or(Refusal::OfficeUnknown)?.id.clone(),
                    opened: script.opened(&officer),
                };
                script.add(&officer, done)?;
                Ok(())
            }
        }
    }

    /// The labour office's review and the second signature; `None` when the block is used up.
    pub(super) fn issue(
        &mut self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        casting: &Casting<'_>,
    ) -> Result<Option<LicenceNumber>, Refusal> {
        script.later(draw, 3);
        let officer = self.officer(Role::Labour, casting.nth)?;
        self.review(script, draw, &officer, Review::Labour, usize::MAX)?;
        let Some(number) = (self.numbers)() else { return Ok(None) };
        let years = i32::from(self.catalogue.rules.licence_validity_years);
        let issued = Fact::LicenceIssued {
            number: number.clone(),
            valid_until: script.today().add_years(years),
            comment: None,
            opened: script.opened(&officer),
        };
        script.add(&officer, issued)?;
        Ok(Some(number))
    }
}
