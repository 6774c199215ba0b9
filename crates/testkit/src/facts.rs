//! One fact of every kind, with every field filled.

use std::collections::BTreeSet;

use domain::catalogue::{AgencyCode, BankCode, Circumstance, ConditionNumber, DocumentCode};
use domain::dates::{Instant, TehranTime};
use domain::event::{
    Answer, Asked, BankOutcome, CheckAnswer, ClearanceOutcome, CorrectableFact, Correction,
    DocumentKind, Event, Evidence, Fact, Grounds, Medium, Pin, PrintedStanding, Purpose, Referral,
    RefusalGround, RequestItem, Review, Service, ServiceRecord, ServiceResult, Sheet, SheetMark,
    Stands, SupporterWord,
};
use domain::identifiers::{ExternalCode, LegalId, LicenceNumber, PostalCode};
use domain::ids::{ContentHash, EventId, RequestId};
use domain::money::Rials;
use domain::people::{
    Attachment, AttachmentId, MediaType, NamedSupporter, Role, SupporterIdentity,
};
use domain::plan::Path;

use crate::actors::{actor, edition, office, officer};
use crate::people::{company, covered, text};
use crate::plans::{certificate, plan};
use crate::seeded::Seeded;
use crate::times::day;

/// A document.
pub fn attachment(seeded: &mut Seeded) -> Attachment {
    Attachment {
        content: seeded.content_hash(),
        document: DocumentCode(10_001),
        name: text("کارت ملی.jpg"),
        media: MediaType::Jpeg,
        size_bytes: 183_442,
    }
}

/// A sheet of the licence.
pub fn sheet(seeded: &mut Seeded) -> Sheet {
    Sheet {
        serial: 4_188,
        document: DocumentKind::Licence,
        subject: seeded.event_id(),
        copy: 1,
        standing: PrintedStanding::Provisional,
        template: 3,
        hash: seeded.content_hash(),
        printer: Some(text("HP-LaserJet")),
        job: None,
        paper: None,
        letterhead: None,
        texts: None,
        reason: None,
    }
}

fn answer(seeded: &mut Seeded) -> Answer {
    Answer {
        text: text("کد پستی درست را فرستادم"),
        medium: Medium::Telephone,
        on: day("2026-11-22"),
        attachments: vec![attachment(seeded)],
        corrections: vec![
            Correction::Text(CorrectableFact::LastName, text("حسینی\u{200C}نژاد")),
            Correction::Day(CorrectableFact::BornOn, day("1989-01-02")),
            Correction::PostalCode(
                CorrectableFact::WorkplacePostalCode,
                PostalCode::parse("3813914568").expect("ten digits"),
            ),
            Correction::OwnContribution(Rials::new(150_000_000).expect("an amount")),
        ],
    }
}

fn grounds() -> Grounds {
    Grounds {
        conditions: vec![ConditionNumber(7), ConditionNumber(12)],
        reason: text("در محل کار فعالیتی دیده نشد"),
    }
}

fn application(seeded: &mut Seeded) -> Vec<Fact> {
    vec![
        Fact::Registered {
            tracking_code: seeded.tracking_code(),
            external_code: Some(ExternalCode::parse("REQ/1405/7-12").expect("a code")),
            purpose: Purpose::Amendment {
                of: seeded.case_id(),
                number: seeded.licence_number(),
                what: text("نشانی کارگاه"),
            },
            applicant: Box::new(covered(seeded)),
        },
        Fact::SupporterConfirmed {
            word: SupporterWord::Counter {
                licence: text("۱۲۳۴/الف"),
                scans: vec![ContentHash::from_bytes([7; 32]), ContentHash::from_bytes([8; 32])],
            },
        },
        Fact::Submitted {
            plan: Box::new(plan(seeded)),
            certificate: Box::new(certificate(seeded)),
            office: office(Role::Agency),
            proposed_path: Path::Standard,
        },
        Fact::Attached { attachment: attachment(seeded) },
        Fact::SupporterDeclined { licence: LicenceNumber::from_serial(71).expect("a serial") },
        Fact::SupporterNamed {
            supporter: Box::new(NamedSupporter {
                name: text("شرکت تعاونی سپیدار"),
                identity: SupporterIdentity::Legal(
                    LegalId::parse("14005893875").expect("a legal ID"),
                ),
                licence: None,
            }),
            medium: Medium::Portal,
        },
    ]
}

fn review(seeded: &mut Seeded) -> Vec<Fact> {
    let pin = Pin { attachment: attachment(seeded).id(), page: 1, x: 250, y: 612 };
    vec![
        Fact::Assigned { to: officer(Role::Agency).account },
        Fact::Checked {
            review: Review::Agency,
            row: 3,
            answer: CheckAnswer::Wrong { pin: Some(pin) },
        },
        Fact::Noted { text: text("نشانی با کد پستی نمی\u{200C}خواند") },
        Fact::CallLogged {
            caller: text("متقاضی"), summary: text("مدارک را فردا می\u{200C}آورد")
        },
        Fact::RequestsOpened {
            items: vec![
                RequestItem {
                    id: seeded.request_id(),
                    asked: Asked::Correct(CorrectableFact::WorkplacePostalCode),
                    text: text("کد پستی کارگاه را درست کنید"),
                    condition: Some(ConditionNumber(4)),
                },
                RequestItem {
                    id: seeded.request_id(),
                    asked: Asked::Document(DocumentCode(10_004)),
                    text: text("اجاره\u{200C}نامه را بفرستید"),
                    condition: None,
                },
            ],
        },
        Fact::RequestAnswered { request: seeded.request_id(), answer: answer(seeded) },
        Fact::RequestAccepted { request: seeded.request_id() },
        Fact::RequestCancelled { request: seeded.request_id() },
    ]
}

fn refusal_grounds() -> Vec<RefusalGround> {
    let ground = |number, evidence| RefusalGround { condition: ConditionNumber(number), evidence };
    vec![
        ground(3, Evidence::Circumstance(Circumstance::CertificateExpired)),
        ground(3, Evidence::Row(3)),
        ground(
            9,
            Evidence::Document(AttachmentId {
                document: DocumentCode(20_001),
                content: ContentHash::from_bytes([0x32; 32]),
            }),
        ),
        ground(9, Evidence::Unanswered(RequestId::from_bytes([0x32; 16]))),
    ]
}

/// Two documents, one file given for both, and a third.
fn opened() -> BTreeSet<AttachmentId> {
    let named = |(document, byte)| AttachmentId {
        document: DocumentCode(document),
        content: ContentHash::from_bytes([byte; 32]),
    };
    [(10_001, 0x41), (20_001, 0x32), (20_001, 0x41)].map(named).into()
}

fn decisions() -> Vec<Fact> {
    vec![
        Fact::PathAssigned {
            path: Path::Development, reason: text("طرح ویژهٔ توسعهٔ مشاغل")
        },
        Fact::Approved {
            comment: Some(text("مدارک کامل است")),
            to: office(Role::Labour),
            opened: opened(),
        },
        Fact::Refused {
            conditions: vec![ConditionNumber(3), ConditionNumber(9)],
            grounds: refusal_grounds(),
            explanation: text("گواهی مهارت اعتبار ندارد"),
            opened: opened(),
        },
        Fact::ClearanceAsked {
            agency: AgencyCode::parse("MCTH").expect("a code"),
            note: Some(text("رشتهٔ ستاره\u{200C}دار")),
        },
        Fact::ClearanceAnswered {
            outcome: ClearanceOutcome::Cleared,
            reference: text("۱۲۳/۴۵"),
            on: day("2026-11-20"),
            note: None,
        },
        Fact::ServiceRecorded {
            record: ServiceRecord {
                service: Service::Training,
                from: day("2026-10-01"),
                to: day("2026-10-20"),
                hours: 40,
                provider: text("جهاد دانشگاهی واحد استان مرکزی"),
                result: ServiceResult::Suitable,
                certificate_no: Some(text("ج-۱۲۳۴")),
                note: Some(text("آمادهٔ کار")),
            },
        },
        Fact::EmpowermentCompleted {
            summary: text("هر پنج خدمت داده شد"),
            to: office(Role::Labour),
            opened: opened(),
        },
    ]
}

fn licence(seeded: &mut Seeded) -> Vec<Fact> {
    vec![
        Fact::LicenceIssued {
            number: seeded.licence_number(),
            valid_until: day("2028-11-22"),
            comment: None,
            opened: opened(),
        },
        Fact::LicenceRegistered,
        Fact::LicenceSuspended(grounds()),
        Fact::LicenceReinstated { reason: text("نقص برطرف شد") },
        Fact::LicenceRevoked(grounds()),
        Fact::LicenceSuperseded { by: seeded.case_id(), number: seeded.licence_number() },
        Fact::ReferredToBank(Referral {
            bank: BankCode::parse("022").expect("a code"),
            branch: text("شعبهٔ مرکزی اراک"),
            to: office(Role::Bank),
            amount: Rials::new(500_000_000).expect("an amount"),
            budget_year: 1405,
            minutes: domain::event::Minutes { number: text("۲۷"), on: day("2026-11-15") },
            valid_until: day("2027-02-20"),
        }),
        Fact::BankAnswered {
            referral: seeded.event_id(),
            outcome: BankOutcome::Paid,
            note: Some(text("پرداخت شد")),
        },
    ]
}

fn papers_and_turns(seeded: &mut Seeded) -> Vec<Fact> {
    vec![
        Fact::Printed(sheet(seeded)),
        Fact::Reprinted {
            sheet: seeded.event_id(),
            printer: text("HP-LaserJet"),
            paper: None,
            reason: text("کاغذ گیر کرد"),
        },
        Fact::SheetMarked {
            sheet: seeded.event_id(),
            mark: SheetMark::Spoiled { reason: text("کاغذ گیر کرد") },
        },
        Fact::Transferred {
            to: office(Role::Agency), reason: text("نشانی در شهرستان دیگری است")
        },
        Fact::Withdrawn {
            reason: text("منصرف شدم"),
            medium: Medium::InPerson,
            on: day("2026-11-22"),
        },
        Fact::DeadlineExtended { days: 5, reason: text("استعلام در راه است") },
        dispute(&mut seeded.clone(), approval(), None),
        Fact::DisputeResolved {
            stands: Stands::Event(seeded.event_id()),
            reason: text("رأی نخست ماند"),
        },
    ]
}

fn approval() -> Fact {
    Fact::Approved {
        comment: None,
        to: office(Role::Labour),
        opened: std::collections::BTreeSet::new(),
    }
}

/// A dispute with such a rival of the agency's officer.
pub fn dispute(seeded: &mut Seeded, rival: Fact, standing: Option<EventId>) -> Fact {
    let rival = Event {
        id: seeded.event_id(),
        case: seeded.case_id(),
        at: Instant::at_tehran(day("2026-11-22"), TehranTime { hour: 9, minute: 0 }),
        actor: actor(Role::Agency, &rival),
        edition: edition(),
        fact: rival,
    };
    Fact::DisputeOpened { rival: Box::new(rival), standing, path: Some(Path::Standard) }
}

/// One fact of every kind that can be written, in the order of the kinds' numbers.
pub fn of_every_kind(seeded: &mut Seeded) -> Vec<Fact> {
    let mut facts = application(seeded);
    facts.extend(review(seeded));
    facts.extend(decisions());
    facts.extend(licence(seeded));
    facts.extend(papers_and_turns(seeded));
    facts
}

/// A registration by a company, which has parts that a person has not.
pub fn registered_company(seeded: &mut Seeded) -> Fact {
    Fact::Registered {
        tracking_code: seeded.tracking_code(),
        external_code: None,
        purpose: Purpose::First,
        applicant: Box::new(company(seeded)),
    }
}
