//! From an application to the file that reads back as the same.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::people::{
    Address, Applicant, Company, Education, Employment, Gender, Household, MilitaryStatus,
    NamedSupporter, Person, Support, SupportBody, SupporterIdentity,
};
use domain::plan::{Plan, SkillCertificate, Tenure};

use super::format::{
    ActivityJson, AddressJson, ApplicationJson, AttachmentJson, CertificateJson, CompanyJson,
    EducationJson, EmploymentJson, EnvelopeJson, FileJson, GenderJson, MilitaryJson, PayloadJson,
    PersonJson, PlanJson, SupportBodyJson, SupportJson, SupporterJson,
};
use super::{Application, FORMAT, hash};

/// Writes a case file. The same application gives the same bytes.
///
/// # Panics
/// Never: an application holds texts and whole numbers, which JSON can hold.
#[expect(clippy::expect_used, reason = "the structures hold nothing that JSON cannot")]
pub fn write(application: &Application) -> Vec<u8> {
    let attachments = application.attachments.iter().map(|(attachment, _)| AttachmentJson {
        document: attachment.document.0,
        name: attachment.name.to_string(),
        sha256: attachment.content.to_string(),
    });
    let payload = PayloadJson {
        application: application_json(application),
        attachments: attachments.collect(),
    };
    let payload = serde_json::to_string(&payload).expect("the payload is JSON");
    let mut files: Vec<FileJson<'_>> = Vec::new();
    for (attachment, bytes) in &application.attachments {
        let sha256 = attachment.content.to_string();
        if files.iter().all(|file| file.sha256 != sha256) {
            files.push(FileJson {
                sha256: Cow::Owned(sha256),
                content: Cow::Owned(STANDARD.encode(bytes)),
            });
        }
    }
    let envelope = EnvelopeJson {
        format: Cow::Borrowed(FORMAT),
        checksum: Cow::Owned(hash(payload.as_bytes()).to_string()),
        payload: Cow::Owned(payload),
        files,
    };
    let mut bytes = serde_json::to_vec_pretty(&envelope).expect("the envelope is JSON");
    bytes.push(b'\n');
    bytes
}

fn application_json(application: &Application) -> ApplicationJson {
    let applicant = &application.applicant;
    let (activity, supporter) = match applicant {
        Applicant::Independent(_) => (ActivityJson::Independent, None),
        Applicant::Covered { supporter, .. } => (ActivityJson::Covered, Some(supporter)),
        Applicant::SupporterNatural { .. } => (ActivityJson::SupporterNatural, None),
        Applicant::SupporterLegal { .. } => (ActivityJson::SupporterLegal, None),
    };
    ApplicationJson {
        activity,
        person: person(applicant.person()),
        company: applicant.company().map(company),
        supporter: supporter.map(named_supporter),
        support: applicant.support().map(|Support { experience_years, covered_count }| {
            SupportJson { experience_years: *experience_years, covered_count: *covered_count }
        }),
        plan: plan(&application.plan),
        certificate: Some(certificate(&application.certificate)),
        supporter_confirmed: application.supporter_confirmed,
        office: application.office.as_ref().map(ToString::to_string),
        tracking_code: application.tracking_code.as_ref().map(ToString::to_string),
        external_code: application.external_code.as_ref().map(ToString::to_string),
    }
}

fn person(person: &Person) -> PersonJson {
    let (gender, military) = match person.gender {
        Gender::Female => (GenderJson::Female, None),
        Gender::Male(MilitaryStatus::Served) => (GenderJson::Male, Some(MilitaryJson::Served)),
        Gender::Male(MilitaryStatus::Exempt) => (GenderJson::Male, Some(MilitaryJson::Exempt)),
        Gender::Male(MilitaryStatus::Pending) => (GenderJson::Male, Some(MilitaryJson::Pending)),
    };
    PersonJson {
        national_id: person.national_id.to_string(),
        first_name: person.first_name.to_string(),
        last_name: person.last_name.to_string(),
        father_name: person.father_name.to_string(),
        born_on: person.born_on.to_string(),
        birth_certificate_no: person.birth_certificate_no.to_string(),
        gender,
        military,
        education: match person.education {
            Education::Primary => EducationJson::Primary,
            Education::Middle => EducationJson::Middle,
            Education::Diploma => EducationJson::Diploma,
            Education::Associate => EducationJson::Associate,
            Education::Bachelor => EducationJson::Bachelor,
            Education::Master => EducationJson::Master,
        },
        mobile: person.mobile.to_string(),
        landline: person.landline.as_ref().map(ToString::to_string),
        residence: address(&person.residence),
        household_head: person.household_head == Household::Head,
        support_body: person.support_body.map(|body| match body {
            SupportBody::ReliefCommittee => SupportBodyJson::ReliefCommittee,
            SupportBody::Welfare => SupportBodyJson::Welfare,
        }),
        employment: match person.employment {
            Employment::None => EmploymentJson::None,
            Employment::Retired => EmploymentJson::Retired,
            Employment::InsuredElsewhere => EmploymentJson::InsuredElsewhere,
            Employment::Government => EmploymentJson::Government,
        },
    }
}

fn company(company: &Company) -> CompanyJson {
    CompanyJson {
        legal_id: company.legal_id.to_string(),
        name: company.name.to_string(),
        registration_no: company.registration_no.to_string(),
        role: company.role.to_string(),
    }
}

fn named_supporter(supporter: &NamedSupporter) -> SupporterJson {
    let (national_id, legal_id) = match &supporter.identity {
        SupporterIdentity::Natural(id) => (Some(id.to_string()), None),
        SupporterIdentity::Legal(id) => (None, Some(id.to_string())),
    };
    SupporterJson {
        name: supporter.name.to_string(),
        national_id,
        legal_id,
        licence: supporter.licence.as_ref().map(ToString::to_string),
    }
}

fn address(address: &Address) -> AddressJson {
    AddressJson {
        county: address.county.to_string(),
        line: address.line.to_string(),
        postal_code: address.postal_code.to_string(),
    }
}

fn plan(plan: &Plan) -> PlanJson {
    PlanJson {
        field: plan.field.to_string(),
        title: plan.title.to_string(),
        description: plan.description.to_string(),
        workplace: address(&plan.workplace),
        area_m2: plan.area_m2,
        rented_until: match plan.tenure {
            Tenure::Owned => None,
            Tenure::Rented { until } => Some(until.to_string()),
        },
        jobs: plan.jobs,
        fixed_rials: plan.capital.fixed.value(),
        working_rials: plan.capital.working.value(),
        own_rials: plan.capital.own.value(),
        requested_rials: plan.capital.requested.value(),
        iban: plan.iban.as_ref().map(ToString::to_string),
    }
}

fn certificate(certificate: &SkillCertificate) -> CertificateJson {
    CertificateJson {
        number: certificate.number.to_string(),
        issuer: certificate.issuer.to_string(),
        field: certificate.field.as_ref().map(ToString::to_string),
        issued_on: certificate.issued_on.to_string(),
        expires_on: certificate.expires_on.map(|day| day.to_string()),
    }
}
