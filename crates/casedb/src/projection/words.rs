//! The words under which a case is found: everything that its screen shows in words or numbers.

use std::borrow::Cow;

use domain::case::{Case, RequestState};
use domain::catalogue::Catalogue;
use domain::dates::Date;
use domain::money::Rials;
use domain::people::{Address, Applicant, Person, SupporterIdentity};
use domain::plan::{Plan, SkillCertificate, Tenure};
use domain::text::{code_words, index_words, name_words};

/// A text of a case, and how it is found.
#[derive(PartialEq, Eq)]
enum Text<'c> {
    Prose(&'c str),
    Name(Cow<'c, str>),
    Code(Cow<'c, str>),
    /// A day as its eight Jalali digits.
    Day(Date),
    /// A sum in rials, and in tomans.
    Sum(Rials),
}

/// Everything that somebody might ask for, as the case has it and not yet folded. As long as it is the same, what the
/// index holds is too.
#[derive(PartialEq, Eq)]
pub(super) struct Texts<'c>(Vec<Text<'c>>);

/// Returns the folded words of texts.
pub(super) fn folded(texts: &Texts<'_>) -> String {
    let mut words = String::with_capacity(2_048);
    for text in &texts.0 {
        let folded = match text {
            Text::Prose(text) => index_words(text),
            Text::Name(text) => name_words(text),
            Text::Code(text) => code_words(text),
            Text::Day(day) => {
                let jalali = day.jalali();
                format!("{:04}{:02}{:02}", jalali.year(), jalali.month(), jalali.day())
            }
            Text::Sum(sum) if sum.value() == 0 => continue,
            Text::Sum(sum) => format!("{} {}", sum.value(), sum.value() / 10),
        };
        if !words.is_empty() && !folded.is_empty() {
            words.push(' ');
        }
        words.push_str(&folded);
    }
    words
}

impl<'c> Texts<'c> {
    pub(super) fn of(case: &'c Case, catalogue: &'c Catalogue) -> Self {
        let mut texts = Self(Vec::with_capacity(64));
        texts.code(case.tracking_code.as_str());
        if let Some(code) = &case.external_code {
            texts.code(code.as_str());
        }
        texts.applicant(&case.applicant);
        if let Some(submission) = &case.submission {
            texts.plan(&submission.plan, catalogue);
            texts.certificate(&submission.certificate, catalogue);
        }
        if let Some(licence) = case.licence() {
            texts.code(licence.number.as_str());
            texts.day(licence.valid_until);
        }
        for request in &case.requests {
            texts.prose(request.text.as_str());
            match &request.state {
                RequestState::Answered(answer, _) | RequestState::Accepted(answer, _) => {
                    texts.prose(answer.text.as_str());
                }
                RequestState::Open | RequestState::Cancelled => {}
            }
        }
        for note in &case.notes {
            texts.prose(note.text.as_str());
        }
        texts
    }

    fn prose(&mut self, text: &'c str) {
        self.0.push(Text::Prose(text));
    }

    fn name(&mut self, text: impl Into<Cow<'c, str>>) {
        self.0.push(Text::Name(text.into()));
    }

    fn code(&mut self, text: impl Into<Cow<'c, str>>) {
        self.0.push(Text::Code(text.into()));
    }

    fn day(&mut self, day: Date) {
        self.0.push(Text::Day(day));
    }

    fn sum(&mut self, sum: Rials) {
        self.0.push(Text::Sum(sum));
    }

    fn applicant(&mut self, applicant: &'c Applicant) {
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

    fn person(&mut self, person: &'c Person) {
        self.name(person.full_name());
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

    fn address(&mut self, address: &'c Address) {
        if let Some(county) = domain::places::divisions().county(address.county) {
            self.name(county.name.as_str());
        }
        self.prose(address.line.as_str());
        self.code(address.postal_code.as_str());
    }

    fn plan(&mut self, plan: &'c Plan, catalogue: &'c Catalogue) {
        self.code(plan.field.as_str());
        if let Some(field) = catalogue.field(&plan.field) {
            self.name(field.title.as_str());
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
            self.code(iban.masked());
        }
    }

    fn certificate(&mut self, certificate: &'c SkillCertificate, catalogue: &'c Catalogue) {
        self.code(certificate.number.as_str());
        self.name(certificate.issuer.as_str());
        if let Some(field) = certificate.field.as_ref().and_then(|code| catalogue.field(code)) {
            self.name(field.title.as_str());
        }
        self.day(certificate.issued_on);
        if let Some(last) = certificate.expires_on {
            self.day(last);
        }
    }
}
