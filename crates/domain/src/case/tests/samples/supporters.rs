//! Supporters and their words.

use super::{national_id, person, text};
use crate::catalogue::DocumentCode;
use crate::event::{Fact, Medium, SupporterWord};
use crate::identifiers::{LegalId, LicenceNumber};
use crate::ids::ContentHash;
use crate::people::{Applicant, Company, NamedSupporter, Support, SupporterIdentity};

/// Natural persons and companies who support others.
pub fn supporters() -> [Applicant; 2] {
    let support = Support { experience_years: 8, covered_count: 5 };
    let company = Company {
        legal_id: LegalId::parse("14005893875").expect("a legal ID"),
        name: text("شرکت تعاونی سپیدار"),
        registration_no: text("۱۲۴۷۱"),
        representative: person(),
        role: text("مدیرعامل"),
    };
    [
        Applicant::SupporterNatural { person: person(), support },
        Applicant::SupporterLegal { company, support },
    ]
}

/// The supporter's own word.
pub fn supporter_confirmed() -> Fact {
    let number = LicenceNumber::from_serial(71).expect("a serial");
    Fact::SupporterConfirmed { word: SupporterWord::Licence(number) }
}

/// What the counter recorded on a scan.
pub fn supporter_recorded(scan: u8) -> Fact {
    let (licence, scans) = (text("۱۲۳/۱۴۰۲"), vec![ContentHash::from_bytes([scan; 32])]);
    Fact::SupporterConfirmed { word: SupporterWord::Counter { licence, scans } }
}

/// A scan.
pub fn attached(content: u8) -> Fact {
    Fact::Attached {
        attachment: crate::people::Attachment {
            content: ContentHash::from_bytes([content; 32]),
            document: DocumentCode(20_008),
            name: text("قرارداد.pdf"),
            media: crate::people::MediaType::Pdf,
            size_bytes: 10,
        },
    }
}

/// The supporter's own word against the applicant.
pub fn supporter_declined() -> Fact {
    Fact::SupporterDeclined { licence: LicenceNumber::from_serial(71).expect("a serial") }
}

/// Another supporter, by a national or a legal ID.
pub fn supporter_named(id: &str) -> Fact {
    let identity = match LegalId::parse(id) {
        Ok(id) => SupporterIdentity::Legal(id),
        Err(_) => SupporterIdentity::Natural(national_id(id)),
    };
    let supporter =
        NamedSupporter { name: text("پشتیبان دیگر"), identity, licence: None };
    Fact::SupporterNamed { supporter: Box::new(supporter), medium: Medium::Portal }
}
