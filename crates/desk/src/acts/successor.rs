//! Renewals and amendments are cases of their own, which begin with what the old one knows.

use domain::case::Refusal;
use domain::event::{Fact, Purpose};
use domain::identifiers::TrackingCode;
use domain::ids::CaseId;
use domain::people::Role;
use domain::policy;
use domain::text::PlainText;

use super::{Doing, Done, input};
use crate::Error;

impl Doing<'_> {
    /// What a case that succeeds this one is registered with: a labour office renews and amends what is its own.
    pub(super) fn succession(&self, what: Option<PlainText>) -> Result<Purpose, Refusal> {
        if policy::role_of(self.officer, self.catalogue)? != Role::Labour {
            return Err(Refusal::NotYourRole);
        }
        if self.case.office.as_ref() != Some(&self.officer.office) {
            return Err(Refusal::NotYourOffice);
        }
        policy::successor(self.case, what)
    }

    pub(super) fn succeed(&self, what: Option<PlainText>) -> Result<Done, Error> {
        let purpose = self.succession(what)?;
        let submission = self
            .case
            .submission
            .as_ref()
            .ok_or_else(|| input::invalid("طرح این پرونده در دست نیست."))?;
        let plan = &submission.plan;
        let office = self
            .catalogue
            .review_office(&plan.field, plan.workplace.county)
            .ok_or_else(|| input::invalid("دستگاه اجرایی این رشته در این شهرستان نیست."))?;
        let id = CaseId::from_bytes(self.random.identifier(self.at));
        let mut digits = [0_u8; 8];
        self.random.fill(&mut digits);
        let mut done = Done { opened: Some(id), ..Done::default() };
        done.facts.push((
            id,
            Fact::Registered {
                tracking_code: TrackingCode::from_random(u64::from_le_bytes(digits)),
                external_code: None,
                purpose,
                applicant: Box::new(self.case.applicant.clone()),
            },
        ));
        // A covered applicant's supporter is asked anew: nobody else says that the contract still holds.
        // Before page two: from then on the case is the agency's, and only it may add to it.
        for received in &self.case.attachments {
            done.facts.push((id, Fact::Attached { attachment: received.attachment.clone() }));
        }
        done.facts.push((
            id,
            Fact::Submitted {
                plan: Box::new(plan.clone()),
                certificate: Box::new(submission.certificate.clone()),
                office: office.id.clone(),
                proposed_path: domain::plan::Path::Standard,
            },
        ));
        Ok(done)
    }
}
