//! Scans: each is opened. One that does not open is left out and named, so that the facts of a case file come in all the
//! same; one that is far too large is not even decoded.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use documents::attachment::FileProblem;
use domain::catalogue::{Catalogue, DocumentCode};
use domain::ids::ContentHash;
use domain::people::{Attachment, MediaType};

use super::fields::Place;
use super::format::{AttachmentJson, EnvelopeJson, FileJson};
use super::{LeftOut, MAX_ATTACHMENTS, Problem, hash};
use crate::{ErrorCode, incoming};

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What the scans of a case file came to.
#[derive(Debug, Default)]
pub(super) struct Scans {
    pub(super) attachments: Vec<(Attachment, Vec<u8>)>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Reads the scans that the payload names.
pub(super) fn scans(
    named: &[AttachmentJson],
    envelope: &EnvelopeJson<'_>,
    catalogue: &Catalogue,
) -> Result<Scans, Problem> {
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
    let mut scans = Scans::default();
    for (nth, json) in named.iter().enumerate() {
        scans.read(json, envelope, catalogue, &Place::attachment(nth))?;
    }
    Ok(scans)
}

impl Scans {
    fn read(
        &mut self,
        json: &AttachmentJson,
        envelope: &EnvelopeJson<'_>,
        catalogue: &Catalogue,
        at: &Place,
    ) -> Result<(), Problem> {
        let code = DocumentCode(json.document);
        let document = catalogue.document(code);
        let document =
            document.ok_or_else(|| at.step("document").invalid("کد آن در فهرست مدارک نیست."))?;
        let expected = ContentHash::parse(&json.sha256)
            .map_err(|_| at.step("sha256").invalid("شصت‌وچهار رقم شانزده‌شانزدهی نیست."))?;
        let file = envelope.files.iter().find(|f| f.sha256.eq_ignore_ascii_case(&json.sha256));
        let file = file.ok_or_else(|| at.step("content").invalid("در فایل نیامده است."))?;
        let mut leave_out = |problem| {
            let title = document.title.clone();
            self.left_out.push(LeftOut { document: code, title, problem });
        };
        // Its length alone says that it is too much.
        if file.content.len() / 4 > MediaType::MAX_BYTES / 3 + 1 {
            leave_out(FileProblem::TooLarge { most_bytes: MediaType::MAX_BYTES });
            return Ok(());
        }
        let bytes = BASE64.decode(&*file.content);
        let bytes =
            bytes.map_err(|_| at.step("content").invalid("به شکل Base64 نوشته نشده است."))?;
        if hash(&bytes) != expected {
            return Err(at.step("content").problem(
                ErrorCode::CaseFileChecksum,
                "با اثر انگشت آن نمی‌خواند؛ فایل در راه تغییر کرده است.",
            ));
        }
        match incoming::opened((code, &document.title), &json.name, &bytes) {
            Ok(attachment) => self.attachments.push((attachment, bytes)),
            Err(problem) => leave_out(problem),
        }
        Ok(())
    }
}
