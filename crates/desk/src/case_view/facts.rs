//! The facts pane: what the applicant has said, in groups, each with what is wrong about it.

use domain::case::SupporterState;
use domain::event::SupporterWord;
use domain::identifiers::LicenceNumber;
use domain::people::{
    Address, Applicant, Education, Employment, Gender, Household, MilitaryStatus, NamedSupporter,
    Person, SupportBody,
};
use domain::plan::Tenure;

use super::Viewing;
use crate::views::case::{FactGroup, FactGroupView, FactValue, FactView, WarningCode, WarningView};

/// A list of facts under construction.
struct Facts<'w> {
    warnings: &'w [WarningView],
    facts: Vec<FactView>,
}

impl Facts<'_> {
    fn add(&mut self, name: &str, value: FactValue) -> &mut Self {
        let wrong = self.warnings.iter().map(|w| w.code).find(|code| fact_of(*code) == Some(name));
        self.facts.push(FactView { name: name.to_owned(), value, wrong });
        self
    }

    fn text(&mut self, name: &str, value: &dyn std::fmt::Display) -> &mut Self {
        self.add(name, FactValue::Text(value.to_string()))
    }

    fn code(&mut self, name: &str, value: &str) -> &mut Self {
        self.add(name, FactValue::Code(value.to_owned()))
    }

    fn term(&mut self, name: &str, value: &str) -> &mut Self {
        self.add(name, FactValue::Term(value.to_owned()))
    }

    fn into_group(self, group: FactGroup) -> FactGroupView {
        FactGroupView { group, facts: self.facts }
    }
}

/// The fact beside which a warning is shown.
const fn fact_of(warning: WarningCode) -> Option<&'static str> {
    match warning {
        WarningCode::CertificateExpired | WarningCode::CertificateExpiresSoon => {
            Some("certificateExpiresOn")
        }
        WarningCode::CertificateOtherField => Some("certificateField"),
        WarningCode::WorkplaceNotResidence => Some("workplace"),
        WarningCode::UnderAge => Some("bornOn"),
        WarningCode::OwnContributionLow => Some("ownContribution"),
        WarningCode::ExperienceShort => Some("experienceYears"),
        WarningCode::NotLoanEligible | WarningCode::AboveCeiling => Some("requested"),
        WarningCode::SupporterNotConfirmed | WarningCode::SupporterDeclined => Some("supporter"),
        WarningCode::SupporterLicenceDiffers => Some("supporterLicenceSeen"),
        WarningCode::IbanOfAnotherBank => Some("iban"),
        WarningCode::PostalCodeUnusual => Some("workplacePostalCode"),
        WarningCode::DocumentMissing
        | WarningCode::PossibleDuplicate
        | WarningCode::ReferralExpired
        | WarningCode::TooManyLicences
        | WarningCode::PhotographFlawed => None,
    }
}

impl Viewing<'_> {
    pub(super) fn facts(&self, warnings: &[WarningView]) -> Vec<FactGroupView> {
        let new = || Facts { warnings, facts: Vec::new() };
        let applicant = &self.case.applicant;
        let person = applicant.person();
        let mut groups = Vec::new();
        if let Some(company) = applicant.company() {
            let mut facts = new();
            facts
                .text("companyName", &company.name)
                .code("legalId", company.legal_id.as_str())
                .text("registrationNo", &company.registration_no)
                .text("representativeRole", &company.role);
            groups.push(facts.into_group(FactGroup::Legal));
        }
        let mut facts = new();
        self.person(person, &mut facts);
        groups.push(facts.into_group(FactGroup::Person));
        let mut facts = new();
        facts.code("mobile", person.mobile.as_str());
        if let Some(landline) = &person.landline {
            facts.code("landline", landline.as_str());
        }
        facts.text("residence", &place_line(&person.residence));
        facts.code("residencePostalCode", &person.residence.postal_code.printed());
        groups.push(facts.into_group(FactGroup::Contact));
        if let Applicant::Covered { supporter, .. } = applicant {
            let mut facts = new();
            facts
                .text("supporter", &supporter.name)
                .code("supporterId", supporter.identity.as_str());
            self.supporter_word(supporter, &mut facts);
            groups.push(facts.into_group(FactGroup::Supporter));
        }
        if let Some(support) = applicant.support() {
            let mut facts = new();
            facts
                .add("experienceYears", FactValue::Count(i32::from(support.experience_years)))
                .add("coveredCount", FactValue::Count(i32::from(support.covered_count)));
            groups.push(facts.into_group(FactGroup::Supporter));
        }
        groups.extend(self.page_two(warnings));
        groups
    }

    /// What the supporter said and how that is known, with the licence as it was named and, where it was another, as
    /// it was seen.
    fn supporter_word(&self, named: &NamedSupporter, facts: &mut Facts<'_>) {
        let licence = named.licence.as_ref().map(LicenceNumber::printed);
        let (word, licence, recorder) = match &self.case.supporter {
            SupporterState::Awaited => ("notConfirmed", licence, None),
            SupporterState::Declined { .. } => ("supporterDeclined", licence, None),
            SupporterState::Confirmed { word: SupporterWord::Licence(_), .. } => {
                ("supporterConfirmedOnline", licence, None)
            }
            SupporterState::Confirmed {
                word: SupporterWord::Counter { licence: seen, .. },
                by,
                ..
            } => ("supporterSeen", licence.or_else(|| Some(seen.to_string())), Some(by)),
        };
        if let Some(licence) = licence {
            facts.code("supporterLicence", &licence);
        }
        if let Some(seen) = self.case.other_number_seen() {
            facts.code("supporterLicenceSeen", seen.as_str());
        }
        facts.term("supporterConfirmed", word);
        if let Some(by) = recorder {
            facts.text("supporterRecordedBy", &self.names.actor(by));
        }
    }

    fn person(&self, person: &Person, facts: &mut Facts<'_>) {
        facts
            .text("firstName", &person.first_name)
            .text("lastName", &person.last_name)
            .text("fatherName", &person.father_name)
            .code("nationalId", person.national_id.as_str())
            .add("bornOn", FactValue::Day(person.born_on.into()))
            .add("age", FactValue::Count(person.born_on.whole_years_until(self.now.tehran_date())))
            .text("birthCertificateNo", &person.birth_certificate_no);
        match person.gender {
            Gender::Female => facts.term("gender", "female"),
            Gender::Male(status) => facts.term("gender", "male").term(
                "military",
                match status {
                    MilitaryStatus::Served => "served",
                    MilitaryStatus::Exempt => "exempt",
                    MilitaryStatus::Pending => "pending",
                },
            ),
        };
        facts
            .term(
                "education",
                match person.education {
                    Education::Primary => "primary",
                    Education::Middle => "middle",
                    Education::Diploma => "diploma",
                    Education::Associate => "associate",
                    Education::Bachelor => "bachelor",
                    Education::Master => "master",
                },
            )
            .term(
                "household",
                match person.household_head {
                    Household::Head => "head",
                    Household::Member => "member",
                },
            )
            .term(
                "employment",
                match person.employment {
                    Employment::None => "none",
                    Employment::Retired => "retired",
                    Employment::InsuredElsewhere => "insuredElsewhere",
                    Employment::Government => "government",
                },
            );
        if let Some(body) = person.support_body {
            facts.term(
                "supportBody",
                match body {
                    SupportBody::ReliefCommittee => "reliefCommittee",
                    SupportBody::Welfare => "welfare",
                },
            );
        }
    }

    fn page_two(&self, warnings: &[WarningView]) -> Vec<FactGroupView> {
        let Some(submission) = &self.case.submission else { return Vec::new() };
        let new = || Facts { warnings, facts: Vec::new() };
        let (plan, certificate) = (&submission.plan, &submission.certificate);

        let mut skill = new();
        skill
            .text("certificateNumber", &certificate.number)
            .text("certificateIssuer", &certificate.issuer);
        if let Some(field) = certificate.field.as_ref().and_then(|f| self.catalogue.field(f)) {
            skill.text("certificateField", &field.title);
        }
        skill.add("certificateIssuedOn", FactValue::Day(certificate.issued_on.into()));
        if let Some(last) = certificate.expires_on {
            skill.add("certificateExpiresOn", FactValue::Day(last.into()));
        }

        let mut what = new();
        what.text("planTitle", &plan.title)
            .text("planDescription", &plan.description)
            .add("jobs", FactValue::Count(i32::from(plan.jobs)));

        let mut place = new();
        place
            .text("workplace", &place_line(&plan.workplace))
            .code("workplacePostalCode", &plan.workplace.postal_code.printed())
            .add("area", FactValue::Area(i32::from(plan.area_m2)));
        match plan.tenure {
            Tenure::Owned => place.term("tenure", "owned"),
            Tenure::Rented { until } => {
                place.term("tenure", "rented").add("rentedUntil", FactValue::Day(until.into()))
            }
        };

        let mut money = new();
        money
            .add("fixedCapital", FactValue::Money(plan.capital.fixed.into()))
            .add("workingCapital", FactValue::Money(plan.capital.working.into()))
            .add("ownContribution", FactValue::Money(plan.capital.own.into()))
            .add("requested", FactValue::Money(plan.capital.requested.into()));
        if let Some(iban) = &plan.iban {
            money.code("iban", &iban.masked());
        }
        vec![
            skill.into_group(FactGroup::Skill),
            what.into_group(FactGroup::Plan),
            place.into_group(FactGroup::Workplace),
            money.into_group(FactGroup::Money),
        ]
    }
}

/// An address with its county, in one line.
pub(crate) fn place_line(address: &Address) -> String {
    match domain::places::divisions().county(address.county) {
        Some(county) => format!("{}، {}", county.name, address.line),
        None => address.line.to_string(),
    }
}
