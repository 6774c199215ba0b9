//! Letters and the receipt.

use documents::input::{
    self, BankReferral, Correction, EmpowermentReferral, Facility, FailedCondition, Receipt,
    Refusal, RequestedItem, RequestedServices,
};
use documents::texts::{
    BankReferralTexts, CorrectionTexts, EmpowermentReferralTexts, ReceiptTexts, RefusalTexts,
};
use domain::case::Stage;
use domain::event::Asked;

use super::{Drawing, decision_number, salutation};
use crate::Error;
use crate::case_view::{Names, document_titled};

/// What Jahad Daneshgahi is asked to do in each service.
const SERVICE: &str = "بنا بر ارزیابی جهاد دانشگاهی";

impl Drawing<'_> {
    pub(super) fn applicant(&self) -> input::Applicant {
        let applicant = &self.case.applicant;
        let person = applicant.person();
        let name = match applicant.company() {
            Some(company) => format!("{} (نمایندهٔ {})", person.full_name(), company.name),
            None => person.full_name(),
        };
        input::Applicant {
            name,
            father_name: person.father_name.to_string(),
            national_id: person.national_id.as_str().to_owned(),
            mobile: person.mobile.as_str().to_owned(),
            field: self.field_title(),
            activity_kind: applicant.activity().into(),
        }
    }

    fn applied_on(&self) -> String {
        self.case.registered_at.tehran_date().jalali().numeric()
    }

    pub(super) fn empowerment_referral(&self) -> Result<EmpowermentReferral, Error> {
        let approval = self.case.approval().ok_or_else(Self::not_printable)?;
        let submission = self.case.submission.as_ref().ok_or_else(Self::not_printable)?;
        let jahad = self.office.empowering_office(submission.plan.workplace.county);
        let to =
            format!("ریاست محترم {}", jahad.unwrap_or_else(|| "جهاد دانشگاهی استان".to_owned()));
        let service = || Some(SERVICE.to_owned());
        Ok(EmpowermentReferral {
            letter: self.letter(&approval.by, approval.at, to),
            applicant: self.applicant(),
            tracking_code: self.tracking_code(),
            agency: self.agency_title(),
            address: crate::case_view::place_line(&self.case.applicant.person().residence),
            approval_number: decision_number(approval.event),
            approved_on: approval.at.tehran_date().jalali().numeric(),
            services: RequestedServices {
                counselling: service(),
                aptitude_assessment: service(),
                training: service(),
                product_improvement: service(),
                market_knowledge: service(),
            },
            answer_by: self.days_after(approval.at, self.rules().empowerment_days),
            texts: EmpowermentReferralTexts::default(),
        })
    }

    pub(super) fn bank_referral(&self) -> Result<BankReferral, Error> {
        let Stage::Licensed(licensed) = &self.case.stage else { return Err(Self::not_printable()) };
        let submission = self.case.submission.as_ref().ok_or_else(Self::not_printable)?;
        let state = licensed.referrals.iter().find(|r| r.event == self.printable.subject);
        let state = state.ok_or_else(Self::not_printable)?;
        let referral = self.in_time(state)?;
        let catalogue = &self.office.catalogue;
        let bank = catalogue.bank(&referral.bank).ok_or_else(Self::not_printable)?;
        let terms = catalogue.ceiling(referral.budget_year).ok_or_else(Self::not_printable)?;
        let iban = submission.plan.iban.as_ref().map(|iban| iban.as_str().to_owned());
        Ok(BankReferral {
            letter: self.letter(
                &state.by,
                state.at,
                addressee(referral.branch.as_str(), &bank.title),
            ),
            applicant: self.applicant(),
            licence_number: licensed.licence.number.as_str().to_owned(),
            licence_expires_on: licensed.licence.valid_until.jalali().numeric(),
            minutes_number: referral.minutes.number.to_string(),
            minutes_on: referral.minutes.on.jalali().numeric(),
            facility: Facility {
                amount_rials: referral.amount.value().unsigned_abs(),
                months: u32::from(terms.term_months),
                fee_percent: u32::from(terms.fee_percent),
                budget_year: u32::from(referral.budget_year),
                iban: iban.unwrap_or_default(),
                bank_code: submission
                    .plan
                    .iban
                    .as_ref()
                    .map_or(referral.bank.as_str(), |iban| iban.bank_code())
                    .to_owned(),
                bank: bank.title.clone(),
            },
            valid_until: referral.valid_until.jalali().numeric(),
            texts: BankReferralTexts::default(),
        })
    }

    pub(super) fn refusal(&self) -> Result<Refusal, Error> {
        let Stage::Refused(refused) = &self.case.stage else { return Err(Self::not_printable()) };
        let catalogue = &self.office.catalogue;
        let checklist = catalogue.checklist(refused.review);
        let condition = |number: &domain::catalogue::ConditionNumber| {
            let known = catalogue.condition(*number);
            let row = checklist.iter().find(|row| row.condition == Some(*number));
            let evidence = row.and_then(|row| row.document);
            FailedCondition {
                number: number.to_string(),
                text: known.map(|condition| condition.text.clone()).unwrap_or_default(),
                finding: refused.explanation.to_string(),
                evidence: evidence
                    .map(|document| document_titled(catalogue, document).title)
                    .unwrap_or_default(),
            }
        };
        Ok(Refusal {
            letter: self.letter(&refused.by, refused.at, salutation(&self.case.applicant)),
            national_id: self.case.applicant.person().national_id.as_str().to_owned(),
            tracking_code: self.tracking_code(),
            field: self.field_title(),
            applied_on: self.applied_on(),
            edition: self.case.edition.as_str().to_owned(),
            conditions: refused.conditions.iter().map(condition).collect(),
            object_by: self.days_after(refused.at, self.rules().objection_days),
            texts: RefusalTexts::default(),
        })
    }

    pub(super) fn correction(&self) -> Result<Correction, Error> {
        let batch = self.printable.subject;
        let of_batch = || self.case.requests.iter().filter(|request| request.batch == batch);
        let first = of_batch().next().ok_or_else(Self::not_printable)?;
        let item = |request: &domain::case::Request| RequestedItem {
            subject: match &request.asked {
                Asked::Visit => "مراجعهٔ حضوری".to_owned(),
                Asked::Document(document) => {
                    document_titled(&self.office.catalogue, *document).title
                }
                Asked::Correct(fact) => crate::case_view::fact_title(*fact).to_owned(),
            },
            action: request.text.to_string(),
            condition: request.condition.map(|number| number.to_string()).unwrap_or_default(),
        };
        Ok(Correction {
            letter: self.letter(&first.by, first.at, salutation(&self.case.applicant)),
            national_id: self.case.applicant.person().national_id.as_str().to_owned(),
            tracking_code: self.tracking_code(),
            field: self.field_title(),
            applied_on: self.applied_on(),
            items: of_batch().map(item).collect(),
            answer_by: self.days_after(first.at, self.rules().answer_days),
            texts: CorrectionTexts::default(),
        })
    }

    pub(super) fn receipt(&self) -> Receipt {
        let catalogue = &self.office.catalogue;
        let office = &self.by.office;
        let head = self.wording.head.clone();
        let registered = self.case.registered_at;
        let (day, time) = (registered.tehran_date(), registered.tehran_time());
        let reviewer = self.case.office.as_ref().map(|id| self.office.office(id));
        Receipt {
            ministry: head.lines.get(1).cloned().unwrap_or_else(|| self.office.office(office)),
            office: self.office.office(office),
            telephone: head.telephone,
            tracking_code: self.tracking_code(),
            applicant: self.case.applicant.display_name(),
            national_id: self.case.applicant.identity().to_owned(),
            field: self.field_title(),
            activity_kind: self.case.applicant.activity().into(),
            registered_on: day.jalali().numeric(),
            registered_at: format!("{:02}:{:02}", time.hour, time.minute),
            reviewed_by: reviewer.unwrap_or_default(),
            look_up_from: day.add_days(i32::from(catalogue.look_up_after_days)).jalali().numeric(),
            address: "parvaneh.example".to_owned(),
            qr: "https://parvaneh.example/s".to_owned(),
            texts: ReceiptTexts::default(),
        }
    }
}

/// Whom a letter to a bank is for. Officers write a branch with and without the word «شعبه».
pub(super) fn addressee(branch: &str, bank: &str) -> String {
    let word = if branch.starts_with("شعبه") { "" } else { "شعبهٔ " };
    format!("ریاست محترم {word}{branch} — {bank}")
}

#[cfg(test)]
mod tests {
    use super::addressee;

    #[test]
    fn a_branch_is_called_a_branch_once() {
        let bank = "بانک توسعه تعاون";
        let expected = "ریاست محترم شعبهٔ مرکزی اراک — بانک توسعه تعاون";
        assert_eq!(addressee("مرکزی اراک", bank), expected);
        assert_eq!(addressee("شعبهٔ مرکزی اراک", bank), expected);
    }
}
