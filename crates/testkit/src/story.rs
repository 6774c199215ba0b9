//! A case as it is told, event by event.

use std::collections::BTreeSet;

use domain::case::Case;
use domain::catalogue::{Circumstance, ConditionNumber, DocumentCode};
use domain::event::{
    Answer, Asked, CorrectableFact, Correction, DocumentKind, Event, Evidence, Fact, Grounds,
    Medium, PrintedStanding, Purpose, RefusalGround, RequestItem, Service, ServiceRecord,
    ServiceResult, Sheet, SheetMark,
};
use domain::identifiers::LicenceNumber;
use domain::ids::{CaseId, EventId};
use domain::people::{Applicant, Attachment, MediaType, Role};
use domain::plan::Path;

use crate::actors::{actor, edition, office, officer};
use crate::facts;
use crate::people::{independent, text};
use crate::plans::{certificate, plan};
use crate::seeded::Seeded;
use crate::times::{FixedClock, day};

/// A case with what has happened to it so far. Everything follows from the seed.
#[derive(Debug, Clone)]
pub struct Story {
    /// The case.
    pub case: CaseId,
    /// Where its names and choices come from.
    pub seeded: Seeded,
    /// Its clock; every event is ten minutes after the one before.
    pub clock: FixedClock,
    /// What has happened.
    pub events: Vec<Event>,
}

impl Story {
    /// Somebody who works alone has completed page one.
    pub fn begin(seed: u64) -> Self {
        let mut seeded = Seeded::new(seed);
        let applicant = independent(&mut seeded);
        Self::begin_with(seeded, applicant)
    }

    /// A given applicant has completed page one.
    pub fn begin_with(mut seeded: Seeded, applicant: Applicant) -> Self {
        let case = seeded.case_id();
        let tracking_code = seeded.tracking_code();
        let mut story = Self { case, seeded, clock: FixedClock::new(), events: Vec::new() };
        story.tell(
            Role::Agency,
            Fact::Registered {
                tracking_code,
                external_code: None,
                purpose: Purpose::First,
                applicant: Box::new(applicant),
            },
        );
        story
    }

    /// Returns the next event without telling it.
    pub fn event(&mut self, role: Role, fact: Fact) -> Event {
        Event {
            id: self.seeded.event_id(),
            case: self.case,
            at: self.clock.pass_minutes(10),
            actor: actor(role, &fact),
            edition: edition(),
            fact,
        }
    }

    /// Something happens.
    pub fn tell(&mut self, role: Role, fact: Fact) -> EventId {
        let event = self.event(role, fact);
        let id = event.id;
        self.events.push(event);
        id
    }

    /// Folds what has happened.
    pub fn case(&self) -> Case {
        Case::fold(&self.events).expect("the story is legal").expect("it has begun")
    }

    /// Page two is completed, with two documents.
    #[must_use]
    pub fn submitted(mut self) -> Self {
        let (plan, certificate) = (plan(&mut self.seeded), certificate(&mut self.seeded));
        self.tell(
            Role::Agency,
            Fact::Submitted {
                plan: Box::new(plan),
                certificate: Box::new(certificate),
                office: office(Role::Agency),
                proposed_path: Path::Standard,
            },
        );
        for document in [10_001, 10_002] {
            let attachment = Attachment {
                content: self.seeded.content_hash(),
                document: DocumentCode(document),
                name: text("اسکن.pdf"),
                media: MediaType::Pdf,
                size_bytes: 40_000,
            };
            self.tell(Role::Agency, Fact::Attached { attachment });
        }
        self
    }

    /// The agency asks for a correction.
    #[must_use]
    pub fn asked(mut self) -> Self {
        let id = self.seeded.request_id();
        let item = RequestItem {
            id,
            asked: Asked::Correct(CorrectableFact::LastName),
            text: text("نام خانوادگی را مطابق شناسنامه بنویسید"),
            condition: None,
        };
        self.tell(Role::Agency, Fact::RequestsOpened { items: vec![item] });
        self
    }

    /// The applicant answers what was asked last, and the agency accepts.
    #[must_use]
    pub fn answered(mut self, last_name: &str) -> Self {
        let request = self.case().requests.last().expect("something was asked").id;
        let answer = Answer {
            text: text("درست شد"),
            medium: Medium::Telephone,
            on: day("2026-11-23"),
            attachments: Vec::new(),
            corrections: vec![Correction::Text(CorrectableFact::LastName, text(last_name))],
        };
        self.tell(Role::Agency, Fact::RequestAnswered { request, answer });
        self.tell(Role::Agency, Fact::RequestAccepted { request });
        self
    }

    /// The agency looks at everything, fixes a path and gives the first signature.
    #[must_use]
    pub fn approved(mut self, path: Path) -> Self {
        self.tell(Role::Agency, Fact::Assigned { to: officer(Role::Agency).account });
        self.tell(Role::Agency, Fact::Noted { text: text("محل کار بازدید شد") });
        self.tell(Role::Agency, Fact::PathAssigned { path, reason: text("رشتهٔ عادی") });
        let to = match path {
            Path::Standard => office(Role::Labour),
            Path::Development => office(Role::Jahad),
        };
        let opened = self.case().attachments.iter().map(|it| it.attachment.id()).collect();
        self.tell(Role::Agency, Fact::Approved { comment: None, to, opened });
        self
    }

    /// Jahad Daneshgahi gives the five services.
    #[must_use]
    pub fn empowered(mut self) -> Self {
        for service in Service::ALL {
            let record = ServiceRecord {
                service,
                from: day("2026-10-01"),
                to: day("2026-10-10"),
                hours: 12,
                provider: text("جهاد دانشگاهی"),
                result: ServiceResult::Suitable,
                certificate_no: None,
                note: None,
            };
            self.tell(Role::Jahad, Fact::ServiceRecorded { record });
        }
        self.tell(
            Role::Jahad,
            Fact::EmpowermentCompleted {
                summary: text("آمادهٔ کار است"),
                to: office(Role::Labour),
                opened: BTreeSet::new(),
            },
        );
        self
    }

    /// Returns the second signature without telling it.
    pub fn licence(&mut self, number: LicenceNumber) -> Event {
        let valid_until = day("2028-11-22");
        let opened = BTreeSet::new();
        let issued = Fact::LicenceIssued { number, valid_until, comment: None, opened };
        self.event(Role::Labour, issued)
    }

    /// The labour office gives the second signature.
    #[must_use]
    pub fn licensed(mut self, number: LicenceNumber) -> Self {
        let event = self.licence(number);
        self.events.push(event);
        self
    }

    /// The licence is printed, found good and handed over.
    #[must_use]
    pub fn printed(mut self, serial: u32) -> Self {
        let subject = self.case().licence().expect("a licence").event;
        let sheet = Sheet {
            serial,
            document: DocumentKind::Licence,
            subject,
            copy: 1,
            standing: PrintedStanding::Provisional,
            template: 1,
            hash: self.seeded.content_hash(),
            printer: Some(text("HP-LaserJet")),
            job: None,
            paper: None,
            letterhead: None,
            texts: None,
            reason: None,
        };
        let sheet = self.tell(Role::Labour, Fact::Printed(sheet));
        let printer = text("HP-LaserJet");
        let reason = text("کاغذ گیر کرد");
        self.tell(Role::Labour, Fact::Reprinted { sheet, printer, paper: None, reason });
        self.tell(Role::Labour, Fact::SheetMarked { sheet, mark: SheetMark::Sound });
        let mark = SheetMark::HandedOver { to: text("خود متقاضی") };
        self.tell(Role::Labour, Fact::SheetMarked { sheet, mark });
        self
    }

    /// The licence is referred to a bank.
    #[must_use]
    pub fn referred(mut self) -> Self {
        let facts = facts::of_every_kind(&mut self.seeded);
        let referral = facts.into_iter().find(|fact| matches!(fact, Fact::ReferredToBank(_)));
        self.tell(Role::Labour, referral.expect("one of every kind"));
        self
    }

    /// The licence is suspended.
    #[must_use]
    pub fn suspended(mut self) -> Self {
        let conditions = vec![ConditionNumber(7)];
        let reason = text("شکایت همسایگان");
        self.tell(Role::Labour, Fact::LicenceSuspended(Grounds { conditions, reason }));
        self
    }

    /// The agency refuses.
    #[must_use]
    pub fn refused(mut self) -> Self {
        self.tell(
            Role::Agency,
            Fact::Refused {
                conditions: vec![ConditionNumber(3)],
                grounds: vec![RefusalGround {
                    condition: ConditionNumber(3),
                    evidence: Evidence::Circumstance(Circumstance::CertificateExpired),
                }],
                explanation: text("گواهی مهارت اعتبار ندارد"),
                opened: BTreeSet::new(),
            },
        );
        self
    }
}
