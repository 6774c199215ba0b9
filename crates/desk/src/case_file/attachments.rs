//! Scans: each is what it says, whole, and not too large. A large one is refused before it is decoded.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use domain::catalogue::{Catalogue, DocumentCode};
use domain::ids::ContentHash;
use domain::people::{Attachment, MediaType};

use super::fields::{Place, SHORT};
use super::format::{AttachmentJson, EnvelopeJson, FileJson};
use super::{MAX_ATTACHMENTS, Problem, hash};
use crate::ErrorCode;

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads the scans that the payload names.
pub(super) fn attachments(
    named: &[AttachmentJson],
    envelope: &EnvelopeJson<'_>,
    catalogue: &Catalogue,
) -> Result<Vec<(Attachment, Vec<u8>)>, Problem> {
    if named.len() > MAX_ATTACHMENTS {
        return Err(Problem::invalid("attachments", "بیش از ۴۰ مدرک است."));
    }
    let unnamed = |file: &FileJson<'_>| {
        !named.iter().any(|json| json.sha256.eq_ignore_ascii_case(&file.sha256))
    };
    if envelope.files.iter().any(unnamed) {
        // The checksum does not reach what the payload does not name.
        return Err(Problem::invalid("files", "مدرکی آمده است که درخواست از آن نام نمی‌برد."));
    }
    let numbered = named.iter().enumerate();
    numbered
        .map(|(nth, json)| attachment(json, envelope, catalogue, &Place::attachment(nth)))
        .collect()
}

fn attachment(
    json: &AttachmentJson,
    envelope: &EnvelopeJson<'_>,
    catalogue: &Catalogue,
    at: &Place,
) -> Result<(Attachment, Vec<u8>), Problem> {
    let document = DocumentCode(json.document);
    if catalogue.document(document).is_none() {
        return Err(at.step("document").invalid("کد آن در فهرست مدارک نیست."));
    }
    let name = at.text("name", &json.name, SHORT)?;
    let expected = ContentHash::parse(&json.sha256)
        .map_err(|_| at.step("sha256").invalid("شصت‌وچهار رقم شانزده‌شانزدهی نیست."))?;
    let file = envelope.files.iter().find(|f| f.sha256.eq_ignore_ascii_case(&json.sha256));
    let file = file.ok_or_else(|| at.step("content").invalid("در فایل نیامده است."))?;
    let bytes = content(&file.content, &at.step("content"))?;
    if hash(&bytes) != expected {
        return Err(at.step("content").problem(
            ErrorCode::CaseFileChecksum,
            "با اثر انگشت آن نمی‌خواند؛ فایل در راه تغییر کرده است.",
        ));
    }
    let media = MediaType::sniff(&bytes).filter(|media| name_fits(name.as_str(), *media));
    let media = media.ok_or_else(|| {
        at.step("content").problem(
            ErrorCode::AttachmentWrongType,
            "آن چیزی نیست که نامش می‌گوید؛ PDF، JPEG یا PNG پذیرفته می‌شود.",
        )
    })?;
    let size_bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok((Attachment { content: expected, document, name, media, size_bytes }, bytes))
}

/// Decodes Base64 whose length alone says that it is not too much.
fn content(base64: &str, at: &Place) -> Result<Vec<u8>, Problem> {
    let too_large = || at.problem(ErrorCode::AttachmentTooLarge, "از ۱۵ مگابایت بزرگ‌تر است.");
    if base64.len() / 4 > MediaType::MAX_BYTES / 3 + 1 {
        return Err(too_large());
    }
    let bytes = BASE64.decode(base64).map_err(|_| at.invalid("به شکل Base64 نوشته نشده است."))?;
    if bytes.len() > MediaType::MAX_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// Whether a name claims no other kind of file. A name without an ending claims nothing.
fn name_fits(name: &str, media: MediaType) -> bool {
    let Some((_, ending)) = name.rsplit_once('.') else { return true };
    match media {
        MediaType::Pdf => ending.eq_ignore_ascii_case("pdf"),
        MediaType::Jpeg => {
            ending.eq_ignore_ascii_case("jpg") || ending.eq_ignore_ascii_case("jpeg")
        }
        MediaType::Png => ending.eq_ignore_ascii_case("png"),
    }
}
