//! Scans and pictures of the demo office: papers with the applicant's own particulars where an officer
//! compares them with the form, and one sheet of each other kind, shared by all cases.

use std::collections::BTreeMap;

use domain::catalogue::{Catalogue, DocumentCode};
use domain::demo::{Blob, Scans, Subject};
use domain::ids::ContentHash;
use domain::people::{Attachment, Gender, MediaType};
use sha2::{Digest as _, Sha256};

use crate::attachment;
use crate::sample_scan::{self, ScanFacts, ScanKind};

const NATIONAL_CARD: DocumentCode = DocumentCode(10_001);
const SKILL_CERTIFICATE: DocumentCode = DocumentCode(20_001);
/// How many papers are drawn; in a larger demo office the other cases show the shared sheets.
const MOST_PERSONAL: usize = 600;
const PHOTO: DocumentCode = DocumentCode(20_002);
const WORKPLACE: DocumentCode = DocumentCode(20_011);
const WOMAN: &[u8] = include_bytes!("../assets/demo/portrait-female.jpg");
const MAN: &[u8] = include_bytes!("../assets/demo/portrait-male.jpg");
const LOOM: &[u8] = include_bytes!("../assets/demo/workshop-loom.jpg");
const KITCHEN: &[u8] = include_bytes!("../assets/demo/workshop-kitchen.jpg");

/// The scans that were drawn so far.
#[derive(Debug, Default)]
pub struct DemoScans {
    shared: BTreeMap<(DocumentCode, u8), Blob>,
    personal: usize,
}

impl Scans for DemoScans {
    fn scan(
        &mut self,
        catalogue: &Catalogue,
        document: DocumentCode,
        subject: Subject<'_>,
    ) -> (Attachment, Blob) {
        let title =
            catalogue.document(document).map_or("مدرک", |document| document.title.as_str());
        let (hash, bytes) =
            self.personal(document, subject).unwrap_or_else(|| self.shared(document, subject));
        let media = attachment::judge(&bytes, MediaType::MAX_BYTES)
            .map_or(MediaType::Jpeg, attachment::Opened::media);
        let attachment = Attachment {
            content: hash,
            document,
            name: attachment::file_name(title, title, media),
            media,
            size_bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        };
        (attachment, (hash, bytes))
    }
}

impl DemoScans {
    /// Draws the papers that officers compare with the form, with the applicant's own particulars.
    fn personal(&mut self, document: DocumentCode, subject: Subject<'_>) -> Option<Blob> {
        let kind = match document {
            NATIONAL_CARD => ScanKind::NationalCard,
            SKILL_CERTIFICATE => ScanKind::SkillCertificate,
            _ => return None,
        };
        if self.personal >= MOST_PERSONAL {
            return None;
        }
        self.personal += 1;
        let Subject { person, certificate, field } = subject;
        let last = certificate.expires_on.unwrap_or_else(|| certificate.issued_on.add_years(5));
        let facts = ScanFacts {
            name: person.full_name(),
            father_name: person.father_name.to_string(),
            national_id: person.national_id.to_string(),
            field: field.title.clone(),
            number: certificate.number.to_string(),
            address: person.residence.line.to_string(),
            issued_on: certificate.issued_on.jalali().to_string(),
            expires_on: last.jalali().to_string(),
        };
        sample_scan::draw(kind, &facts).ok().map(blob)
    }

    /// The same sheet for everyone.
    fn shared(&mut self, document: DocumentCode, subject: Subject<'_>) -> Blob {
        let variant = match document {
            PHOTO => u8::from(subject.person.gender == Gender::Female),
            WORKPLACE => u8::from(subject.field.hygiene),
            _ => 0,
        };
        let drawn = self.shared.entry((document, variant)).or_insert_with(|| {
            let bytes = match (document, variant) {
                (PHOTO, 1) => WOMAN,
                (PHOTO, _) => MAN,
                (WORKPLACE, 0) => LOOM,
                (WORKPLACE, _) => KITCHEN,
                _ => sheet(document),
            };
            blob(bytes.to_vec())
        });
        drawn.clone()
    }
}

fn blob(bytes: Vec<u8>) -> Blob {
    (ContentHash::from_bytes(Sha256::digest(&bytes).into()), bytes.into())
}

/// The sample sheet of a kind of document.
fn sheet(document: DocumentCode) -> &'static [u8] {
    match document.0 {
        10_001 => include_bytes!("../assets/demo/scan-10001.jpg"),
        10_002 => include_bytes!("../assets/demo/scan-10002.jpg"),
        10_003 => include_bytes!("../assets/demo/scan-10003.jpg"),
        10_004 => include_bytes!("../assets/demo/scan-10004.jpg"),
        20_001 => include_bytes!("../assets/demo/scan-20001.jpg"),
        20_003 => include_bytes!("../assets/demo/scan-20003.jpg"),
        20_004 => include_bytes!("../assets/demo/scan-20004.jpg"),
        20_005 => include_bytes!("../assets/demo/scan-20005.jpg"),
        20_006 => include_bytes!("../assets/demo/scan-20006.jpg"),
        20_007 => include_bytes!("../assets/demo/scan-20007.jpg"),
        20_008 => include_bytes!("../assets/demo/scan-20008.jpg"),
        20_009 => include_bytes!("../assets/demo/scan-20009.jpg"),
        20_010 => include_bytes!("../assets/demo/scan-20010.jpg"),
        20_012 => include_bytes!("../assets/demo/scan-20012.jpg"),
        _ => include_bytes!("../assets/demo/scan-20099.jpg"),
    }
}
