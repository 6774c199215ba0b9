//! Page one: who applies.

use domain::identifiers::{Landline, LegalId, LicenceNumber, Mobile, NationalId};
use domain::people::{
    Applicant, Company, Education, Employment, Gender, Household, MilitaryStatus, NamedSupporter,
    Person, Support, SupportBody, SupporterIdentity,
};

use super::Problem;
use super::fields::{NAME, Place, SHORT};
use super::format::{
    ActivityJson, ApplicationJson, CompanyJson, EducationJson, EmploymentJson, GenderJson,
    MilitaryJson, PersonJson, SupportBodyJson, SupportJson, SupporterJson,
};

/// Reads the applicant; each kind of activity has what it needs, and nothing of another kind.
pub(super) fn applicant(json: &ApplicationJson, at: &Place) -> Result<Applicant, Problem> {
    let person = person(&json.person, &at.step("person"))?;
    let needed = |name: &str| at.step(name).invalid("برای این نوع فعالیت لازم است.");
    let foreign = |name: &str, given: bool| {
        if given {
            Err(at.step(name).invalid("برای این نوع فعالیت نیست."))
        } else {
            Ok(())
        }
    };
    let (wants_supporter, wants_support, wants_company) = match json.activity {
        ActivityJson::Independent => (false, false, false),
        ActivityJson::Covered => (true, false, false),
        ActivityJson::SupporterNatural => (false, true, false),
        ActivityJson::SupporterLegal => (false, true, true),
    };
    foreign("supporter", !wants_supporter && json.supporter.is_some())?;
    foreign("support", !wants_support && json.support.is_some())?;
    foreign("company", !wants_company && json.company.is_some())?;
    foreign("supporterConfirmed", !wants_supporter && json.supporter_confirmed)?;
    Ok(match json.activity {
        ActivityJson::Independent => Applicant::Independent(person),
        ActivityJson::Covered => {
            let named = json.supporter.as_ref().ok_or_else(|| needed("supporter"))?;
            let supporter = supporter(named, &at.step("supporter"))?;
            if supporter.identity.is_person(&person) {
                let own = at.step("supporter").step("nationalId");
                return Err(own.invalid("کد ملی خود متقاضی است؛ کسی پشتیبان خودش نمی‌شود."));
            }
            Applicant::Covered { person, supporter }
        }
        ActivityJson::SupporterNatural => {
            let offered = json.support.as_ref().ok_or_else(|| needed("support"))?;
            Applicant::SupporterNatural { person, support: support(offered) }
        }
        ActivityJson::SupporterLegal => {
            let offered = json.support.as_ref().ok_or_else(|| needed("support"))?;
            let firm = json.company.as_ref().ok_or_else(|| needed("company"))?;
            Applicant::SupporterLegal {
                company: company(firm, person, &at.step("company"))?,
                support: support(offered),
            }
        }
    })
}

fn person(json: &PersonJson, at: &Place) -> Result<Person, Problem> {
    let gender = match (json.gender, json.military) {
        (GenderJson::Female, None) => Gender::Female,
        (GenderJson::Female, Some(_)) => {
            return Err(at.step("military").invalid("تنها برای مردان پرسیده می‌شود."));
        }
        (GenderJson::Male, None) => {
            return Err(at.step("military").invalid("برای مردان لازم است."));
        }
        (GenderJson::Male, Some(MilitaryJson::Served)) => Gender::Male(MilitaryStatus::Served),
        (GenderJson::Male, Some(MilitaryJson::Exempt)) => Gender::Male(MilitaryStatus::Exempt),
        (GenderJson::Male, Some(MilitaryJson::Pending)) => Gender::Male(MilitaryStatus::Pending),
    };
    Ok(Person {
        national_id: at.identifier("nationalId", &json.national_id, NationalId::parse)?,
        first_name: at.name("firstName", &json.first_name, NAME)?,
        last_name: at.name("lastName", &json.last_name, NAME)?,
        father_name: at.name("fatherName", &json.father_name, NAME)?,
        born_on: at.day("bornOn", &json.born_on)?,
        birth_certificate_no: at.number("birthCertificateNo", &json.birth_certificate_no, NAME)?,
        gender,
        education: match json.education {
            EducationJson::Primary => Education::Primary,
            EducationJson::Middle => Education::Middle,
            EducationJson::Diploma => Education::Diploma,
            EducationJson::Associate => Education::Associate,
            EducationJson::Bachelor => Education::Bachelor,
            EducationJson::Master => Education::Master,
        },
        mobile: at.identifier("mobile", &json.mobile, Mobile::parse)?,
        landline: at.identifier_if("landline", json.landline.as_deref(), Landline::parse)?,
        residence: at.address("residence", &json.residence)?,
        household_head: if json.household_head { Household::Head } else { Household::Member },
        support_body: json.support_body.map(|body| match body {
            SupportBodyJson::ReliefCommittee => SupportBody::ReliefCommittee,
            SupportBodyJson::Welfare => SupportBody::Welfare,
        }),
        employment: match json.employment {
            EmploymentJson::None => Employment::None,
            EmploymentJson::Retired => Employment::Retired,
            EmploymentJson::InsuredElsewhere => Employment::InsuredElsewhere,
            EmploymentJson::Government => Employment::Government,
        },
    })
}

fn company(json: &CompanyJson, representative: Person, at: &Place) -> Result<Company, Problem> {
    Ok(Company {
        legal_id: at.identifier("legalId", &json.legal_id, LegalId::parse)?,
        name: at.name("name", &json.name, SHORT)?,
        registration_no: at.number("registrationNo", &json.registration_no, NAME)?,
        representative,
        role: at.line("role", &json.role, NAME)?,
    })
}

fn supporter(json: &SupporterJson, at: &Place) -> Result<NamedSupporter, Problem> {
    let identity = match (&json.national_id, &json.legal_id) {
        (Some(id), None) => {
            SupporterIdentity::Natural(at.identifier("nationalId", id, NationalId::parse)?)
        }
        (None, Some(id)) => {
            SupporterIdentity::Legal(at.identifier("legalId", id, LegalId::parse)?)
        }
        (Some(_), Some(_)) | (None, None) => {
            return Err(at.step("nationalId").invalid("یکی از کد ملی و شناسهٔ ملی باید بیاید."));
        }
    };
    Ok(NamedSupporter {
        name: at.name("name", &json.name, SHORT)?,
        identity,
        licence: at.identifier_if("licence", json.licence.as_deref(), LicenceNumber::parse)?,
    })
}

const fn support(json: &SupportJson) -> Support {
    Support { experience_years: json.experience_years, covered_count: json.covered_count }
}
