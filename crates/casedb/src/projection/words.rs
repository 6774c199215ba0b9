//! The words under which a case is found.

use domain::case::Case;
use domain::catalogue::Catalogue;
use domain::people::{Applicant, Person};
use domain::text::index_words;

/// Returns the folded words of everything that somebody might ask for.
pub(super) fn of(case: &Case, catalogue: &Catalogue) -> String {
    let mut words = Words(String::with_capacity(1_024));
    words.add(case.tracking_code.as_str());
    if let Some(code) = &case.external_code {
        words.add(code.as_str());
    }
    words.applicant(&case.applicant);
    if let Some(submission) = &case.submission {
        let plan = &submission.plan;
        words.add(plan.field.as_str());
        if let Some(field) = catalogue.field(&plan.field) {
            words.add(&field.title);
        }
        words.add(plan.title.as_str());
        words.add(plan.description.as_str());
        words.add(plan.workplace.line.as_str());
        words.add(plan.workplace.postal_code.as_str());
        words.add(submission.certificate.number.as_str());
        words.add(submission.certificate.issuer.as_str());
    }
    if let Some(licence) = case.licence() {
        words.add(licence.number.as_str());
    }
    for note in &case.notes {
        words.add(note.text.as_str());
    }
    words.0
}

struct Words(String);

impl Words {
    fn add(&mut self, text: &str) {
        let folded = index_words(text);
        if !self.0.is_empty() && !folded.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(&folded);
    }

    fn applicant(&mut self, applicant: &Applicant) {
        self.person(applicant.person());
        if let Some(company) = applicant.company() {
            self.add(company.name.as_str());
            self.add(company.legal_id.as_str());
            self.add(company.registration_no.as_str());
        }
        if let Applicant::Covered { supporter, .. } = applicant {
            self.add(supporter.name.as_str());
        }
    }

    fn person(&mut self, person: &Person) {
        self.add(person.first_name.as_str());
        self.add(person.last_name.as_str());
        self.add(person.father_name.as_str());
        self.add(person.national_id.as_str());
        self.add(person.mobile.as_str());
        if let Some(landline) = &person.landline {
            self.add(landline.as_str());
        }
        self.add(person.residence.line.as_str());
        self.add(person.residence.postal_code.as_str());
    }
}
