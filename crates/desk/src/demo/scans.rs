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
                    _ => sheet(document).into(),
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

/// The sample sheet of a kind of document.
fn sheet(document: DocumentCode) -> &'static [u8] {
    match document.0 {
        10_001 => include_bytes!("../../assets/demo/scan-10001.jpg"),
        10_002 => include_bytes!("../../assets/demo/scan-10002.jpg"),
        10_003 => include_bytes!("../../assets/demo/scan-10003.jpg"),
        10_004 => include_bytes!("../../assets/demo/scan-10004.jpg"),
        20_001 => include_bytes!("../../assets/demo/scan-20001.jpg"),
        20_003 => include_bytes!("../../assets/demo/scan-20003.jpg"),
        20_004 => include_bytes!("../../assets/demo/scan-20004.jpg"),
        20_005 => include_bytes!("../../assets/demo/scan-20005.jpg"),
        20_006 => include_bytes!("../../assets/demo/scan-20006.jpg"),
        20_007 => include_bytes!("../../assets/demo/scan-20007.jpg"),
        20_008 => include_bytes!("../../assets/demo/scan-20008.jpg"),
        20_009 => include_bytes!("../../assets/demo/scan-20009.jpg"),
        20_010 => include_bytes!("../../assets/demo/scan-20010.jpg"),
        20_012 => include_bytes!("../../assets/demo/scan-20012.jpg"),
        _ => include_bytes!("../../assets/demo/scan-20099.jpg"),
    }
}
