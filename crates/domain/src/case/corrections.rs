//! Corrections of an applicant, applied when an officer accepts the answer that brought them.

use crate::event::{CorrectableFact as Fact, Correction};

use super::{Case, Refusal};

impl Case {
    /// Puts the corrected value in the place of the old one. The old one stays in the log.
    pub(super) fn correct(&mut self, correction: Correction) -> Result<(), Refusal> {
        let submission = self.submission.as_mut().ok_or(Refusal::CorrectionMismatch)?;
        let person = self.applicant.person_mut();
        let plan = &mut submission.plan;
        let certificate = &mut submission.certificate;
        match correction {
            Correction::Text(Fact::FirstName, text) => person.first_name = text,
            Correction::Text(Fact::LastName, text) => person.last_name = text,
            Correction::Text(Fact::FatherName, text) => person.father_name = text,
            Correction::Text(Fact::Residence, text) => person.residence.line = text,
            Correction::Text(Fact::Workplace, text) => plan.workplace.line = text,
            Correction::Text(Fact::PlanTitle, text) => plan.title = text,
            Correction::Text(Fact::PlanDescription, text) => plan.description = text,
            Correction::Text(Fact::CertificateNumber, text) => certificate.number = text,
            Correction::Day(Fact::BornOn, day) => person.born_on = day,
            Correction::Day(Fact::CertificateExpiresOn, day) => certificate.expires_on = Some(day),
            Correction::Mobile(mobile) => person.mobile = mobile,
            Correction::PostalCode(Fact::ResidencePostalCode, code) => {
                person.residence.postal_code = code;
            }
            Correction::PostalCode(Fact::WorkplacePostalCode, code) => {
                plan.workplace.postal_code = code;
            }
            Correction::OwnContribution(amount) => plan.capital.own = amount,
            Correction::Iban(iban) => plan.iban = Some(iban),
            Correction::Text(..) | Correction::Day(..) | Correction::PostalCode(..) => {
                return Err(Refusal::CorrectionMismatch);
            }
        }
        Ok(())
    }
}
