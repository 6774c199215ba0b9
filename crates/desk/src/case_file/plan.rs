//! Page two: the plan, and the certificate without which nobody applies.

use domain::catalogue::{Catalogue, FieldCode};
use domain::identifiers::Iban;
use domain::plan::{Capital, Plan, SkillCertificate, Tenure};

use super::Problem;
use super::fields::{NAME, PARAGRAPH, Place, SHORT, TITLE};
use super::format::{CertificateJson, PlanJson};
use crate::ErrorCode;

pub(super) fn plan(json: &PlanJson, catalogue: &Catalogue, at: &Place) -> Result<Plan, Problem> {
    let some = |name: &str, count: u16| match count {
        0 => Err(at.step(name).invalid("صفر است.")),
        count => Ok(count),
    };
    Ok(Plan {
        field: field(&json.field, catalogue, &at.step("field"))?,
        title: at.line("title", &json.title, TITLE)?,
        description: at.lines("description", &json.description, PARAGRAPH)?,
        workplace: at.address("workplace", &json.workplace)?,
        area_m2: some("areaM2", json.area_m2)?,
        tenure: match &json.rented_until {
            None => Tenure::Owned,
            Some(day) => Tenure::Rented { until: at.day("rentedUntil", day)? },
        },
        jobs: some("jobs", json.jobs)?,
        capital: Capital {
            fixed: at.rials("fixedRials", json.fixed_rials)?,
            working: at.rials("workingRials", json.working_rials)?,
            own: at.rials("ownRials", json.own_rials)?,
            requested: at.rials("requestedRials", json.requested_rials)?,
        },
        iban: at.identifier_if("iban", json.iban.as_deref(), Iban::parse)?,
    })
}

/// Reads the certificate. Whether it is still valid is for the officer to judge.
pub(super) fn certificate(
    json: Option<&CertificateJson>,
    catalogue: &Catalogue,
    at: &Place,
) -> Result<SkillCertificate, Problem> {
    let json = json.ok_or_else(|| {
        at.problem(ErrorCode::CertificateMissing, "نیامده است و بدون آن درخواست ثبت نمی‌شود.")
    })?;
    let certificate = SkillCertificate {
        number: at.number("number", &json.number, NAME)?,
        issuer: at.line("issuer", &json.issuer, SHORT)?,
        field: match &json.field {
            None => None,
            Some(code) => Some(field(code, catalogue, &at.step("field"))?),
        },
        issued_on: at.day("issuedOn", &json.issued_on)?,
        expires_on: json.expires_on.as_ref().map(|day| at.day("expiresOn", day)).transpose()?,
    };
    if certificate.expires_on.is_some_and(|last| last < certificate.issued_on) {
        return Err(at.step("expiresOn").invalid("پیش از تاریخ صدور است."));
    }
    Ok(certificate)
}

fn field(code: &str, catalogue: &Catalogue, at: &Place) -> Result<FieldCode, Problem> {
    let known = FieldCode::parse(code).ok().filter(|code| catalogue.field(code).is_some());
    known.ok_or_else(|| {
        at.problem(ErrorCode::FieldUnknown, "کد آن در فهرست رشته‌های مصوب این ویرایش نیست.")
    })
}
