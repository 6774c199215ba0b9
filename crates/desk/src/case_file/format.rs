//! The JSON of a case file, as it stands in the file. Nothing here is believed yet.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Problem, words};

/// The file.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "CaseFile")]
pub(super) struct EnvelopeJson<'f> {
    /// `parvaneh-case/1`
    pub format: Cow<'f, str>,
    /// SHA-256 of the bytes of `payload` in UTF-8, in hexadecimal.
    pub checksum: Cow<'f, str>,
    /// The application as JSON text (see `Payload`).
    #[serde(borrow)]
    pub payload: Cow<'f, str>,
    /// The scans that the payload names.
    #[serde(borrow, default)]
    pub files: Vec<FileJson<'f>>,
}

/// The bytes of a scan.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "File")]
pub(super) struct FileJson<'f> {
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: Cow<'f, str>,
    /// The bytes in Base64 (RFC 4648, section 4). Borrowed, so that a large scan is not copied to be refused.
    #[serde(borrow)]
    pub content: Cow<'f, str>,
}

/// What the text in `payload` holds.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Payload")]
pub(super) struct PayloadJson {
    pub application: ApplicationJson,
    #[serde(default)]
    pub attachments: Vec<AttachmentJson>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Application")]
pub(super) struct ApplicationJson {
    pub activity: ActivityJson,
    /// The applicant; for a company its representative.
    pub person: PersonJson,
    /// For `supporterLegal` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyJson>,
    /// For `covered` alone: who supports the applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supporter: Option<SupporterJson>,
    /// For supporters alone: what they offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<SupportJson>,
    pub plan: PlanJson,
    /// Mandatory; a file without it is refused by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateJson>,
    #[serde(default)]
    pub supporter_confirmed: bool,
    /// The agency's office that is to review; by default the one that the catalogue gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Fourteen digits, where one was given already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_code: Option<String>,
    /// The code of another system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_code: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Activity")]
pub(super) enum ActivityJson {
    Independent,
    Covered,
    SupporterNatural,
    SupporterLegal,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Person")]
pub(super) struct PersonJson {
    pub national_id: String,
    pub first_name: String,
    pub last_name: String,
    pub father_name: String,
    /// `1365-04-12` or `1986-07-03`
    pub born_on: String,
    pub birth_certificate_no: String,
    pub gender: GenderJson,
    /// Of men, and of men alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub military: Option<MilitaryJson>,
    pub education: EducationJson,
    pub mobile: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub landline: Option<String>,
    pub residence: AddressJson,
    #[serde(default)]
    pub household_head: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_body: Option<SupportBodyJson>,
    pub employment: EmploymentJson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Gender")]
pub(super) enum GenderJson {
    Female,
    Male,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Military")]
pub(super) enum MilitaryJson {
    Served,
    Exempt,
    Pending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Education")]
pub(super) enum EducationJson {
    Primary,
    Middle,
    Diploma,
    Associate,
    Bachelor,
    Master,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SupportBody")]
pub(super) enum SupportBodyJson {
    ReliefCommittee,
    Welfare,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Employment")]
pub(super) enum EmploymentJson {
    None,
    Retired,
    InsuredElsewhere,
    Government,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Address")]
pub(super) struct AddressJson {
    /// Four digits of the divisions of 1399, such as `0001` for Arak.
    pub county: String,
    pub line: String,
    pub postal_code: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Company")]
pub(super) struct CompanyJson {
    pub legal_id: String,
    pub name: String,
    pub registration_no: String,
    /// What the representative is there.
    pub role: String,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Supporter")]
pub(super) struct SupporterJson {
    pub name: String,
    /// Exactly one of `nationalId` and `legalId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Support")]
pub(super) struct SupportJson {
    pub experience_years: u8,
    pub covered_count: u16,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Plan")]
pub(super) struct PlanJson {
    /// Code of an approved field.
    pub field: String,
    pub title: String,
    pub description: String,
    pub workplace: AddressJson,
    pub area_m2: u16,
    /// Last day of the lease; absent where the place is the family's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rented_until: Option<String>,
    /// People who will work, the applicant included.
    pub jobs: u16,
    pub fixed_rials: i64,
    pub working_rials: i64,
    pub own_rials: i64,
    #[serde(default)]
    pub requested_rials: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iban: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Certificate")]
pub(super) struct CertificateJson {
    pub number: String,
    pub issuer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub issued_on: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<String>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "Attachment")]
pub(super) struct AttachmentJson {
    /// Code of a document in the catalogue, such as 10001 for the national card.
    pub document: u32,
    /// The file's name.
    pub name: String,
    /// Names one of `files`.
    pub sha256: String,
}

/// Reads the envelope.
pub(super) fn envelope(bytes: &[u8]) -> Result<EnvelopeJson<'_>, Problem> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let envelope: EnvelopeJson<'_> = serde_json::from_slice(text)
        .map_err(|_| Problem::unreadable("این فایل «پروندهٔ متقاضی» نیست یا ناقص است."))?;
    if envelope.format != super::FORMAT {
        return Err(Problem::unreadable(
            "این فایل در قالب دیگری نوشته شده است که این نسخهٔ برنامه نمی‌خواند.",
        ));
    }
    Ok(envelope)
}

/// Reads the payload, and says at which field it is not what it should be.
pub(super) fn payload(text: &str) -> Result<PayloadJson, Problem> {
    let mut json = serde_json::Deserializer::from_str(text);
    let payload: PayloadJson = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        Problem::invalid(&path, words::of_json(error.inner()))
    })?;
    json.end().map_err(|_| Problem::invalid("", "پس از پایان محتوا چیز دیگری هم آمده است."))?;
    Ok(payload)
}

/// The JSON Schemas of the file and of the text in its payload.
pub fn schema() -> serde_json::Value {
    serde_json::json!({
        "file": schemars::schema_for!(EnvelopeJson<'static>),
        "payload": schemars::schema_for!(PayloadJson),
    })
}
