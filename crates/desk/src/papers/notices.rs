//! Inquiries, and notices that a licence is out of force.

use documents::input::{BrokenCondition, Clearance, LicenceNotice};
use documents::texts::ClearanceTexts;
use domain::case::{self, Force, Sanction, Stage};
use domain::catalogue::ConditionNumber;

use super::{Drawing, salutation};
use crate::Error;

impl Drawing<'_> {
    pub(super) fn clearance(&self) -> Result<Clearance, Error> {
        let Stage::AgencyReview(review) = &self.case.stage else {
            return Err(Self::not_printable());
        };
        let case::Clearance::Asked(inquiry) = &review.clearance else {
            return Err(Self::not_printable());
        };
        let plan = &self.case.submission.as_ref().ok_or_else(Self::not_printable)?.plan;
        let agency = self.office.catalogue.agency(&inquiry.agency);
        let agency = agency.map(|agency| agency.title.clone()).unwrap_or_default();
        let to = format!("ریاست محترم {agency}");
        Ok(Clearance {
            letter: self.letter(&inquiry.by, inquiry.at, to),
            applicant: self.applicant(),
            tracking_code: self.tracking_code(),
            plan: plan.title.to_string(),
            description: plan.description.to_string(),
            address: crate::case_view::place_line(&plan.workplace),
            postal_code: plan.workplace.postal_code.as_str().to_owned(),
            question: inquiry.note.as_ref().map(ToString::to_string).unwrap_or_default(),
            answer_by: self.days_after(inquiry.at, self.rules().clearance_days),
            texts: ClearanceTexts::default(),
        })
    }

    /// The notice of the decision that took the licence out of force.
    pub(super) fn licence_notice<T: Default>(&self) -> Result<LicenceNotice<T>, Error> {
        let Stage::Licensed(licensed) = &self.case.stage else { return Err(Self::not_printable()) };
        let licence = &licensed.licence;
        let sanction: &Sanction = match &licence.force {
            Force::Suspended(sanction) | Force::Revoked(sanction) => sanction,
            Force::InForce | Force::Superseded { .. } => return Err(Self::not_printable()),
        };
        let to = salutation(&self.case.applicant);
        let conditions = &sanction.grounds.conditions;
        Ok(LicenceNotice {
            letter: self.letter(&sanction.by, sanction.at, to),
            national_id: self.case.applicant.person().national_id.as_str().to_owned(),
            tracking_code: self.tracking_code(),
            licence_number: licence.number.as_str().to_owned(),
            issued_on: licence.issued_at.tehran_date().jalali().numeric(),
            field: self.field_title(),
            conditions: conditions.iter().map(|number| self.broken(*number)).collect(),
            reason: sanction.grounds.reason.to_string(),
            out_of_force_from: sanction.at.tehran_date().jalali().numeric(),
            object_by: self.days_after(sanction.at, self.rules().objection_days),
            texts: T::default(),
        })
    }

    fn broken(&self, number: ConditionNumber) -> BrokenCondition {
        let known = self.office.catalogue.condition(number);
        BrokenCondition {
            number: number.to_string(),
            text: known.map(|condition| condition.text.clone()).unwrap_or_default(),
        }
    }
}
