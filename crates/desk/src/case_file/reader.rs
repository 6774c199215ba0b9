//! From the envelope to an application.

use domain::catalogue::{Catalogue, OfficeId, OfficeKind};
use domain::dates::Date;
use domain::identifiers::{ExternalCode, TrackingCode};
use domain::ids::ContentHash;
use domain::people::Attachment;

use super::attachments::{self, Scans};
use super::fields::Place;
use super::format::{self, ApplicationJson, EnvelopeJson};
use super::{Application, LeftOut, Problem, hash, person, plan, words};
use crate::ErrorCode;

/// An application with what whoever reviews it is told beside it.
pub(super) struct Read {
    pub(super) application: Application,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) folded: Vec<String>,
}

/// Checks the checksum before anything in the payload is read.
pub(super) fn application(
    envelope: &EnvelopeJson<'_>,
    catalogue: &Catalogue,
) -> Result<Read, Problem> {
    if ContentHash::parse(envelope.checksum.trim()) != Ok(hash(envelope.payload.as_bytes())) {
        return Err(Problem {
            path: "checksum".to_owned(),
            code: ErrorCode::CaseFileChecksum,
            message:
                "اثر انگشت فایل با محتوای آن نمی‌خواند؛ فایل ناقص است یا در راه تغییر کرده است."
                    .to_owned(),
        });
    }
    let payload = format::payload(&envelope.payload)?;
    let Scans { attachments, left_out } =
        attachments::scans(&payload.attachments, envelope, catalogue)?;
    let (application, folded) = from_json(&payload.application, attachments, catalogue)?;
    Ok(Read { application, left_out, folded })
}

/// Reads the particulars, and says which fields came on several lines; the scans have been read.
pub(super) fn from_json(
    json: &ApplicationJson,
    attachments: Vec<(Attachment, Vec<u8>)>,
    catalogue: &Catalogue,
) -> Result<(Application, Vec<String>), Problem> {
    let at = Place::application();
    let applicant = person::applicant(json, &at)?;
    let certificate =
        plan::certificate(json.certificate.as_ref(), catalogue, &at.step("certificate"))?;
    let plan = plan::plan(&json.plan, catalogue, &at.step("plan"))?;
    let application = Application {
        office: match &json.office {
            None => None,
            Some(office) => Some(office_of(office, &plan, catalogue, &at.step("office"))?),
        },
        tracking_code: at.identifier_if(
            "trackingCode",
            json.tracking_code.as_deref(),
            TrackingCode::parse,
        )?,
        external_code: at.identifier_if(
            "externalCode",
            json.external_code.as_deref(),
            ExternalCode::parse,
        )?,
        supporter_confirmed: json.supporter_confirmed,
        attachments,
        applicant,
        plan,
        certificate,
    };
    Ok((application, at.folded()))
}

/// Nobody was born, and no certificate issued, on a day that has not come.
pub(super) fn has_happened(application: &Application, today: Date) -> Result<(), Problem> {
    let at = Place::application();
    let days = [
        ("person", "bornOn", application.applicant.person().born_on),
        ("certificate", "issuedOn", application.certificate.issued_on),
    ];
    match days.into_iter().find(|(.., day)| *day > today) {
        None => Ok(()),
        Some((whole, part, _)) => Err(at
            .step(whole)
            .step(part)
            .invalid("هنوز نرسیده است؛ سال آن را، و تاریخ این دستگاه را، ببینید.")),
    }
}

/// The office must be one of the agency that reviews the field.
fn office_of(
    text: &str,
    plan: &domain::plan::Plan,
    catalogue: &Catalogue,
    at: &Place,
) -> Result<OfficeId, Problem> {
    let id = OfficeId::parse(text).map_err(|e| at.invalid(words::of_code(e)))?;
    let agency = catalogue.field(&plan.field).map(|field| field.agency.clone());
    match catalogue.office(&id).map(|office| &office.kind) {
        Some(OfficeKind::Agency(of)) if Some(of) == agency.as_ref() => Ok(id),
        _ => Err(at.invalid("ادارهٔ دستگاه اجرایی این رشته نیست.")),
    }
}
