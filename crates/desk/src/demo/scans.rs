//! Scans and pictures of the demo office: one of each kind, shared by all cases.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::catalogue::{Catalogue, DocumentCode};
use domain::ids::ContentHash;
use domain::people::{Attachment, Gender, MediaType, Person};
use sha2::{Digest as _, Sha256};

use super::words;

const PHOTO: DocumentCode = DocumentCode(20_002);
const WORKPLACE: DocumentCode = DocumentCode(20_011);
const WOMAN: &[u8] = include_bytes!("../../assets/demo/portrait-female.jpg");
const MAN: &[u8] = include_bytes!("../../assets/demo/portrait-male.jpg");
const LOOM: &[u8] = include_bytes!("../../assets/demo/workshop-loom.jpg");
const SHEET: &[u8] = include_bytes!("../../assets/demo/sheet.jpg");
const KITCHEN: &[u8] = include_bytes!("../../assets/demo/workshop-kitchen.jpg");

/// A content with its name.
pub(super) type Blob = (ContentHash, Arc<[u8]>);

/// The scans that were drawn so far.
#[derive(Default)]
pub(super) struct Scans(BTreeMap<(DocumentCode, u8), Blob>);

impl Scans {
    /// The document of an applicant, with its content.
    pub(super) fn of(
        &mut self,
        catalogue: &Catalogue,
        document: DocumentCode,
        person: &Person,
        variant: u8,
    ) -> (Attachment, Blob) {
        let woman = person.gender == Gender::Female;
        let variant = match document {
            PHOTO => u8::from(woman),
            WORKPLACE => variant % 2,
            _ => 0,
        };
        let title =
            catalogue.document(document).map_or("مدرک", |document| document.title.as_str());
        let (hash, bytes) = self
            .0
            .entry((document, variant))
            .or_insert_with(|| {
                let bytes: Arc<[u8]> = match (document, variant) {
                    (PHOTO, 1) => WOMAN.into(),
                    (PHOTO, _) => MAN.into(),
                    (WORKPLACE, 0) => LOOM.into(),
                    (WORKPLACE, _) => KITCHEN.into(),
                    _ => SHEET.into(),
                };
                (ContentHash::from_bytes(Sha256::digest(&bytes).into()), bytes)
            })
            .clone();
        let media = MediaType::sniff(&bytes).unwrap_or(MediaType::Jpeg);
        let ending = match media {
            MediaType::Pdf => "pdf",
            MediaType::Jpeg => "jpg",
            MediaType::Png => "png",
        };
        let attachment = Attachment {
            content: hash,
            document,
            name: words::text(&format!("{title}.{ending}")),
            media,
            size_bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        };
        (attachment, (hash, bytes))
    }
}
