//! Events with fixed keys and names.

use std::fmt::Write;

use domain::event::{DocumentKind, Event, Fact, Medium, Sheet};
use domain::identifiers::PaperSerial;
use domain::office_event::{Fork, OfficeEvent, OfficeFact};
use domain::people::{Actor, Role};
use domain::policy;
use ed25519_dalek::SigningKey;
use testkit::actors::{edition, officer};
use testkit::facts;
use testkit::seeded::Seeded;
use testkit::times::START;
use wire::envelope::{Base, Place, Sealed, ServerTime, Subject, Unsealed, seal};
use wire::ids::{DeviceId, EventHash, StreamId};

pub const STREAM: StreamId = StreamId::from_bytes([0x51; 16]);
pub const DEVICE: DeviceId = DeviceId::from_bytes([0xD1; 16]);

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[0x4B; 32])
}

pub fn unsealed(fact: Fact, seeded: &mut Seeded) -> Unsealed {
    Unsealed {
        stream: STREAM,
        seq: 412,
        prev: EventHash::from_bytes([0x77; 32]),
        device: DEVICE,
        server_time: Some(ServerTime {
            last_ms: START.as_millis() - 86_400_000,
            since_ms: 8_123_377,
        }),
        subject: Subject::Case {
            base: Base {
                version: 7,
                own: Some(Place { stream: STREAM, seq: 398 }),
                hash: Some(EventHash::from_bytes([0x99; 32])),
            },
            event: Box::new(Event {
                id: seeded.event_id(),
                case: seeded.case_id(),
                at: START,
                actor: actor(&fact),
                edition: edition(),
                fact,
            }),
        },
    }
}

/// The event of a case.
pub fn event(unsealed: &Unsealed) -> &Event {
    unsealed.subject.of_case().expect("the event of a case").1
}

/// A stream that goes on where another one was left.
pub fn stream_opened() -> Unsealed {
    let mut seeded = Seeded::new(1409);
    let parent = StreamId::from_bytes([0x52; 16]);
    let fork = Fork { parent, seq: 398, hash: EventHash::from_bytes([0x66; 32]) };
    let event = OfficeEvent {
        id: seeded.event_id(),
        at: START,
        by: officer(Role::Agency),
        edition: edition(),
        fact: OfficeFact::StreamOpened { fork },
    };
    Unsealed {
        seq: 1,
        prev: EventHash::START,
        server_time: None,
        subject: Subject::Office(event),
        ..first_note()
    }
}

/// Who adds such a fact: the applicant or the registry where they may, else an officer.
fn actor(fact: &Fact) -> Actor {
    let rule = policy::rule(fact);
    match (rule.applicant, rule.registry) {
        (true, _) => Actor::Applicant { medium: Medium::Portal },
        (false, true) => Actor::Registry,
        (false, false) => officer(Role::Agency).into(),
    }
}

/// One event of every kind.
pub fn every_kind() -> Vec<Unsealed> {
    let mut seeded = Seeded::new(1405);
    let facts = facts::of_every_kind(&mut seeded);
    // Kinds that were added later have a seed of their own, so that the files of the others stay.
    let mut later = Seeded::new(1408);
    let name = |fact: Fact| match fact {
        Fact::SupporterDeclined { .. } | Fact::SupporterNamed { .. } => unsealed(fact, &mut later),
        fact => unsealed(fact, &mut seeded),
    };
    facts.into_iter().map(name).collect()
}

/// A sheet of every kind of document.
pub fn every_document() -> Vec<Unsealed> {
    let mut seeded = Seeded::new(1406);
    let printed = facts::of_every_kind(&mut seeded).into_iter().find_map(|fact| match fact {
        Fact::Printed(sheet) => Some(sheet),
        _ => None,
    });
    let sheet = printed.expect("one of every kind");
    let of = |document| Fact::Printed(Sheet { document, ..sheet.clone() });
    let facts: Vec<Fact> = DocumentKind::ALL.into_iter().map(of).collect();
    facts.into_iter().map(|fact| unsealed(fact, &mut seeded)).collect()
}

/// A sheet with every field filled: of a session, on pre-printed paper, in an office's own words.
pub fn sheet_in_own_words() -> Unsealed {
    let mut seeded = Seeded::new(1407);
    let sheet = Sheet {
        document: DocumentKind::Refusal,
        job: Some(117),
        paper: Some(PaperSerial::parse("الف-001234").expect("a serial")),
        letterhead: Some(seeded.content_hash()),
        texts: Some(seeded.content_hash()),
        reason: Some(testkit::people::text("گم شد")),
        ..facts::sheet(&mut seeded)
    };
    unsealed(Fact::Printed(sheet), &mut seeded)
}

/// A note at the start of a stream, as small as an event gets.
pub fn first_note() -> Unsealed {
    let mut seeded = Seeded::new(1);
    let fact = Fact::Noted { text: testkit::people::text("ن") };
    let noted = unsealed(fact, &mut seeded);
    let event = event(&noted).clone();
    Unsealed {
        seq: 1,
        prev: EventHash::START,
        server_time: None,
        subject: Subject::Case { base: Base::NOTHING, event: Box::new(event) },
        ..noted
    }
}

pub fn sealed(unsealed: &Unsealed) -> Sealed {
    seal(unsealed, &key()).expect("a sample can be sealed")
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
