//! A small world for the tests of the workflow: four offices, one applicant, one instant after another.

use std::collections::BTreeSet;

use crate::case::{Case, Printable, Refusal};
use crate::catalogue::{AgencyCode, BankCode, ConditionNumber, DocumentCode, EditionId, OfficeId};
use crate::dates::{Date, Instant};
use crate::event::{
    Answer, Asked, ClearanceOutcome, CorrectableFact, Correction, DocumentKind, Event, Evidence,
    Fact, Medium, PrintedStanding, Purpose, Referral, RefusalGround, RequestItem, Service,
    ServiceRecord, ServiceResult, Sheet,
};
use crate::identifiers::{LicenceNumber, Mobile, NationalId, PostalCode, TrackingCode};
use crate::ids::{CaseId, ContentHash, EventId, OfficerId, PersonId, RequestId};
use crate::money::Rials;
use crate::people::{
    Address, Applicant, Education, Employment, Gender, Household, NamedSupporter, Officer, Person,
    SupporterIdentity,
};
use crate::places::CountyCode;
use crate::plan::{Capital, Path, Plan, SkillCertificate, Tenure};
use crate::text::PlainText;

mod supporters;

pub use supporters::{
    attached, supporter_confirmed, supporter_declined, supporter_named, supporter_recorded,
    supporters,
};

pub fn text(text: &str) -> PlainText {
    PlainText::parse(text, 500).expect("the sample is plain")
}

/// The offices of the small world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    Agency,
    Jahad,
    Labour,
    Bank,
}

impl Office {
    pub fn id(self) -> OfficeId {
        OfficeId::parse(&format!("{self:?}")).expect("an office")
    }

    pub fn officer(self) -> Officer {
        Officer {
            account: OfficerId::parse(&format!("u:{self:?}")).expect("an officer"),
            person: PersonId::parse(&format!("p:{self:?}")).expect("a person"),
            office: self.id(),
        }
    }
}

/// A case as it is told, event by event.
#[derive(Debug, Clone)]
pub struct Story {
    pub events: Vec<Event>,
}

impl Story {
    pub fn case(&self) -> Case {
        Case::fold(&self.events).expect("the story is legal").expect("it has begun")
    }

    pub fn event(&self, office: Office, fact: Fact) -> Event {
        let n = u8::try_from(self.events.len()).expect("a short story");
        Event {
            id: EventId::from_bytes([n; 16]),
            case: CaseId::from_bytes([1; 16]),
            at: Instant::from_millis(1_790_000_000_000).add_days(i32::from(n)),
            actor: office.officer().into(),
            edition: EditionId::parse("1405-sample").expect("an edition"),
            fact,
        }
    }

    pub fn tell(&mut self, office: Office, fact: Fact) -> EventId {
        let event = self.event(office, fact);
        let id = event.id;
        self.events.push(event);
        self.case();
        id
    }

    pub fn refusal(&self, office: Office, fact: Fact) -> Option<Refusal> {
        self.case().apply(&self.event(office, fact)).err()
    }

    pub fn begin(applicant: Applicant) -> Self {
        let mut story = Self { events: Vec::new() };
        let fact = Fact::Registered {
            tracking_code: TrackingCode::from_random(1),
            external_code: None,
            purpose: Purpose::First,
            applicant: Box::new(applicant),
        };
        story.tell(Office::Agency, fact);
        story
    }

    pub fn registered() -> Self {
        Self::begin(Applicant::Independent(person()))
    }

    pub fn covered() -> Self {
        let supporter = NamedSupporter {
            name: text("شرکت نمونه"),
            identity: SupporterIdentity::Natural(national_id("0076229645")),
            licence: None,
        };
        Self::begin(Applicant::Covered { person: person(), supporter })
    }

    fn after(mut self, office: Office, facts: impl IntoIterator<Item = Fact>) -> Self {
        for fact in facts {
            self.tell(office, fact);
        }
        self
    }

    pub fn at_agency() -> Self {
        Self::registered().after(Office::Agency, [submitted()])
    }

    pub fn at_labour() -> Self {
        Self::at_agency().after(Office::Agency, [path(), approved()])
    }

    /// Somebody who holds a licence of their kind, which the registry knows.
    pub fn holding(applicant: Applicant) -> Self {
        let covered = matches!(applicant, Applicant::Covered { .. });
        let mut story = Self::begin(applicant).after(Office::Agency, [submitted()]);
        if covered {
            story.tell(Office::Agency, supporter_confirmed());
        }
        let story = story.after(Office::Agency, [path(), approved()]);
        story.after(Office::Labour, [licence_issued(), Fact::LicenceRegistered])
    }

    pub fn empowering() -> Self {
        let development =
            Fact::PathAssigned { path: Path::Development, reason: text("طرح توسعه") };
        let to_jahad = approved_for(Office::Jahad);
        Self::at_agency().after(Office::Agency, [development, to_jahad])
    }

    pub fn licensed() -> Self {
        Self::at_labour().after(Office::Labour, [licence_issued()])
    }

    pub fn refused() -> Self {
        Self::at_agency().after(Office::Agency, [refused()])
    }

    pub fn withdrawn() -> Self {
        Self::at_agency().after(Office::Agency, [withdrawn()])
    }

    pub fn disputed() -> Self {
        Self::at_agency().after(Office::Agency, [dispute()])
    }
}

fn national_id(digits: &str) -> NationalId {
    NationalId::parse(digits).expect("a valid one")
}

fn address() -> Address {
    Address {
        county: CountyCode::parse("0001").expect("a county"),
        line: text("خیابان بهار، کوچهٔ ۸، پلاک ۱۲"),
        postal_code: PostalCode::parse("5951412749").expect("a real one"),
    }
}

pub fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

pub fn person() -> Person {
    Person {
        national_id: national_id("0084575948"),
        first_name: text("سمیه"),
        last_name: text("خالقی"),
        father_name: text("احمد"),
        born_on: day("1980-06-04"),
        birth_certificate_no: text("۱۲۳"),
        gender: Gender::Female,
        education: Education::Diploma,
        mobile: Mobile::parse("09135550147").expect("a mobile"),
        landline: None,
        residence: address(),
        household_head: Household::Member,
        support_body: None,
        employment: Employment::None,
    }
}

fn plan() -> Plan {
    let rials = |n| Rials::new(n).expect("an amount");
    Plan {
        field: crate::catalogue::FieldCode::parse("2025").expect("a field"),
        title: text("کارگاه قالی‌بافی"),
        description: text("بافت قالی دستباف با نخ پشمی"),
        workplace: address(),
        area_m2: 24,
        tenure: Tenure::Owned,
        jobs: 2,
        capital: Capital {
            fixed: rials(1_000_000_000),
            working: rials(500_000_000),
            own: rials(400_000_000),
            requested: rials(0),
        },
        iban: None,
    }
}

pub fn submitted() -> Fact {
    Fact::Submitted {
        plan: Box::new(plan()),
        certificate: Box::new(SkillCertificate {
            number: text("۴۲۰۷-۸۸۱"),
            issuer: text("سازمان آموزش فنی و حرفه‌ای"),
            field: None,
            issued_on: day("2024-10-03"),
            expires_on: None,
        }),
        office: Office::Agency.id(),
        proposed_path: Path::Standard,
    }
}

pub fn path() -> Fact {
    Fact::PathAssigned { path: Path::Standard, reason: text("رشتهٔ عادی") }
}

pub fn approved() -> Fact {
    approved_for(Office::Labour)
}

pub fn approved_for(next: Office) -> Fact {
    Fact::Approved { comment: None, to: next.id(), opened: BTreeSet::new() }
}

pub fn refused() -> Fact {
    let condition = ConditionNumber(1);
    Fact::Refused {
        conditions: vec![condition],
        grounds: vec![RefusalGround { condition, evidence: Evidence::Row(1) }],
        explanation: text("گواهی معتبر نیست"),
        opened: BTreeSet::new(),
    }
}

pub fn withdrawn() -> Fact {
    Fact::Withdrawn {
        reason: text("انصراف"), medium: Medium::Telephone, on: day("2026-11-20")
    }
}

pub fn dispute() -> Fact {
    let rival = Story { events: Vec::new() }.event(Office::Agency, refused());
    let rival = Event { id: EventId::from_bytes([88; 16]), ..rival };
    Fact::DisputeOpened { rival: Box::new(rival), standing: None, path: None }
}

pub fn licence_issued() -> Fact {
    Fact::LicenceIssued {
        number: LicenceNumber::from_serial(1_000).expect("a serial"),
        valid_until: day("2029-11-24"),
        comment: None,
        opened: BTreeSet::new(),
    }
}

pub fn asked(id: u8) -> Fact {
    Fact::RequestsOpened {
        items: vec![RequestItem {
            id: RequestId::from_bytes([id; 16]),
            asked: if id == 1 {
                Asked::Correct(CorrectableFact::FirstName)
            } else {
                Asked::Document(DocumentCode(10_000 + u32::from(id)))
            },
            text: text("لطفاً نام را مطابق شناسنامه اصلاح کنید."),
            condition: None,
        }],
    }
}

pub fn answered(id: u8) -> Fact {
    Fact::RequestAnswered {
        request: RequestId::from_bytes([id; 16]),
        answer: Answer {
            text: text("انجام شد"),
            medium: Medium::InPerson,
            on: day("2026-11-01"),
            attachments: Vec::new(),
            corrections: vec![Correction::Text(CorrectableFact::FirstName, text("سمیّه"))],
        },
    }
}

pub fn clearance_asked() -> Fact {
    Fact::ClearanceAsked { agency: AgencyCode::parse("MOH").expect("a code"), note: None }
}

pub fn clearance(outcome: ClearanceOutcome) -> Fact {
    let reference = text("۱۲۳/الف");
    Fact::ClearanceAnswered { outcome, reference, on: day("2026-11-02"), note: None }
}

pub fn service(service: Service) -> Fact {
    Fact::ServiceRecorded {
        record: ServiceRecord {
            service,
            from: day("2026-10-01"),
            to: day("2026-10-05"),
            hours: 10,
            provider: text("جهاد دانشگاهی"),
            result: ServiceResult::Suitable,
            certificate_no: None,
            note: None,
        },
    }
}

pub fn empowerment_completed() -> Fact {
    let opened = BTreeSet::new();
    Fact::EmpowermentCompleted {
        summary: text("آماده است"), to: Office::Labour.id(), opened
    }
}

pub fn referred() -> Fact {
    Fact::ReferredToBank(Referral {
        bank: BankCode::parse("022").expect("a bank"),
        branch: text("شعبهٔ مرکزی"),
        to: Office::Bank.id(),
        amount: Rials::new(2_000_000_000).expect("an amount"),
        budget_year: 1405,
        minutes: crate::event::Minutes { number: text("۲۷"), on: day("2026-11-15") },
        valid_until: day("2027-01-20"),
    })
}

pub fn printed(subject: EventId, serial: u32, copy: u32) -> Fact {
    let (document, standing) = (DocumentKind::Licence, PrintedStanding::Provisional);
    Fact::Printed(sheet(&Printable { document, subject, standing }, serial, copy))
}

pub fn sheet(printable: &Printable, serial: u32, copy: u32) -> Sheet {
    Sheet {
        serial,
        document: printable.document,
        subject: printable.subject,
        copy,
        standing: printable.standing,
        template: 1,
        hash: ContentHash::from_bytes([0; 32]),
        printer: None,
        job: None,
        paper: None,
        letterhead: None,
        texts: None,
        reason: None,
    }
}
