//! The words under which a case is found: everything that its screen shows in words or numbers.

use domain::case::{Case, RequestState};
use domain::catalogue::Catalogue;
use domain::dates::Date;
use domain::money::Rials;
use domain::people::{Address, Applicant, Person, SupporterIdentity};
use domain::plan::{Plan, SkillCertificate, Tenure};
use domain::text::{code_words, index_words, name_words};

/// Returns the folded words of everything that somebody might ask for.
pub(super) fn of(case: &Case, catalogue: &Catalogue) -> String {
    let mut words = Words(String::with_capacity(2_048));
    words.code(case.tracking_code.as_str());
    if let Some(code) = &case.external_code {
        words.code(code.as_str());
    }
    words.applicant(&case.applicant);
    if let Some(submission) = &case.submission {
        words.plan(&submission.plan, catalogue);
        words.certificate(&submission.certificate, catalogue);
    }
    if let Some(licence) = case.licence() {
        words.code(licence.number.as_str());
        words.day(licence.valid_until);
    }
    for request in &case.requests {
        words.prose(request.text.as_str());
        match &request.state {
            RequestState::Answered(answer, _) | RequestState::Accepted(answer, _) => {
                words.prose(answer.text.as_str());
            }
            RequestState::Open | RequestState::Cancelled => {}
        }
    }
    for note in &case.notes {
        words.prose(note.text.as_str());
    }
    words.0
}

struct Words(String);

impl Words {
    fn add(&mut self, folded: &str) {
        if !self.0.is_empty() && !folded.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(folded);
    }

    fn prose(&mut self, text: &str) {
        self.add(&index_words(text));
    }

    fn name(&mut self, text: &str) {
        self.add(&name_words(text));
    }

    fn code(&mut self, text: &str) {
        self.add(&code_words(text));
    }

    /// A day as its eight Jalali digits.
    fn day(&mut self, day: Date) {
        let jalali = day.jalali();
        self.add(&format!("{:04}{:02}{:02}", jalali.year(), jalali.month(), jalali.day()));
    }

    /// A sum in rials, and in tomans.
    fn sum(&mut self, sum: Rials) {
        let rials = sum.value();
        if rials > 0 {
            self.add(&rials.to_string());
            self.add(&(rials / 10).to_string());
        }
    }

    fn applicant(&mut self, applicant: &Applicant) {
        self.person(applicant.person());
        if let Some(company) = applicant.company() {
            self.name(company.name.as_str());
            self.code(company.legal_id.as_str());
            self.code(company.registration_no.as_str());
            self.prose(company.role.as_str());
        }
        if let Applicant::Covered { supporter, .. } = applicant {
            self.name(supporter.name.as_str());
            self.code(match &supporter.identity {
                SupporterIdentity::Natural(id) => id.as_str(),
                SupporterIdentity::Legal(id) => id.as_str(),
            });
        }
    }

    fn person(&mut self, person: &Person) {
        self.name(&person.full_name());
        self.name(person.father_name.as_str());
        self.code(person.national_id.as_str());
        self.day(person.born_on);
        self.code(person.birth_certificate_no.as_str());
        self.code(person.mobile.as_str());
        if let Some(landline) = &person.landline {
            self.code(landline.as_str());
            self.code(landline.as_str().trim_start_matches(landline.area_code()));
        }
        self.address(&person.residence);
    }

    fn address(&mut self, address: &Address) {
        if let Some(county) = domain::places::divisions().county(address.county) {
            self.name(&county.name);
        }
        self.prose(address.line.as_str());
        self.code(address.postal_code.as_str());
    }

    fn plan(&mut self, plan: &Plan, catalogue: &Catalogue) {
        self.code(plan.field.as_str());
        if let Some(field) = catalogue.field(&plan.field) {
            self.name(&field.title);
        }
        self.name(plan.title.as_str());
        self.prose(plan.description.as_str());
        self.address(&plan.workplace);
        if let Tenure::Rented { until } = plan.tenure {
            self.day(until);
        }
        let capital = &plan.capital;
        for sum in [capital.fixed, capital.working, capital.own, capital.requested] {
            self.sum(sum);
        }
        if let Some(iban) = &plan.iban {
            self.code(iban.as_str());
            self.code(&iban.masked());
        }
    }

    fn certificate(&mut self, certificate: &SkillCertificate, catalogue: &Catalogue) {
        self.code(certificate.number.as_str());
        self.name(certificate.issuer.as_str());
        if let Some(field) = certificate.field.as_ref().and_then(|code| catalogue.field(code)) {
            self.name(&field.title);
        }
        self.day(certificate.issued_on);
        if let Some(last) = certificate.expires_on {
            self.day(last);
        }
    }
}
