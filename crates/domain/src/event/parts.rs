//! The values of which facts are made.

use crate::catalogue::{BankCode, Circumstance, ConditionNumber, DocumentCode, OfficeId};
use crate::dates::Date;
use crate::identifiers::{Iban, LicenceNumber, Mobile, PaperSerial, PostalCode};
use crate::ids::{CaseId, ContentHash, EventId, RequestId};
use crate::money::Rials;
use crate::people::{Attachment, AttachmentId};
use crate::text::PlainText;

/// What an application is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A first licence.
    First,
    /// The same licence for another term.
    Renewal {
        /// The case of the licence.
        of: CaseId,
        /// Its number.
        number: LicenceNumber,
    },
    /// A change in a licence.
    Amendment {
        /// The case of the licence.
        of: CaseId,
        /// Its number.
        number: LicenceNumber,
        /// What is to change.
        what: PlainText,
    },
}

impl Purpose {
    /// The case and the number of the licence whose place this one's licence takes.
    pub const fn predecessor(&self) -> Option<(CaseId, &LicenceNumber)> {
        match self {
            Self::First => None,
            Self::Renewal { of, number } | Self::Amendment { of, number, .. } => {
                Some((*of, number))
            }
        }
    }
}

/// How something reached the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// At the counter.
    InPerson,
    /// By telephone.
    Telephone,
    /// On paper.
    Letter,
    /// By e-mail.
    Email,
    /// Through a messenger.
    Messenger,
    /// Through the portal.
    Portal,
}

/// Which of the two reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// The executive agency's.
    Agency,
    /// The labour office's.
    Labour,
}

/// What stands of two decisions that contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// The decision of this event; the other one falls.
    Event(EventId),
    /// Neither: the case goes back to before both, for review again.
    Anew,
}

/// The answer to a row of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckAnswer {
    /// Not looked at, or taken back.
    Unseen,
    /// In order.
    Right,
    /// Not in order.
    Wrong {
        /// The place on a scan that shows it.
        pin: Option<Pin>,
    },
}

/// A place on a scan, in per mille of the page's width and height from its top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pin {
    /// The scan.
    pub attachment: AttachmentId,
    /// The page, from 1.
    pub page: u16,
    /// From the left edge.
    pub x: u16,
    /// From the top edge.
    pub y: u16,
}

/// One thing asked of the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestItem {
    /// Its name.
    pub id: RequestId,
    /// What is to be done about what.
    pub asked: Asked,
    /// The sentence that the applicant reads.
    pub text: PlainText,
    /// The condition that it rests on.
    pub condition: Option<ConditionNumber>,
}

/// What an item asks for. Two open items never ask for the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Correct a fact.
    Correct(CorrectableFact),
    /// Send a document.
    Document(DocumentCode),
    /// Come to the office.
    Visit,
}

/// Facts that an applicant can be asked to correct, and an officer can record as corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectableFact {
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// Father's name.
    FatherName,
    /// Day of birth.
    BornOn,
    /// Mobile telephone.
    Mobile,
    /// Residence.
    Residence,
    /// Postal code of the residence.
    ResidencePostalCode,
    /// Workplace.
    Workplace,
    /// Postal code of the workplace.
    WorkplacePostalCode,
    /// Title of the plan.
    PlanTitle,
    /// Description of the plan.
    PlanDescription,
    /// Number of the certificate.
    CertificateNumber,
    /// Last day of the certificate.
    CertificateExpiresOn,
    /// Own contribution.
    OwnContribution,
    /// Account.
    Iban,
}

/// A corrected fact with its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// A name, a title, a description, a number: free text.
    Text(CorrectableFact, PlainText),
    /// A day.
    Day(CorrectableFact, Date),
    /// The mobile telephone.
    Mobile(Mobile),
    /// A postal code.
    PostalCode(CorrectableFact, PostalCode),
    /// The own contribution.
    OwnContribution(Rials),
    /// The account.
    Iban(Iban),
}

/// What the applicant answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// In their words, or in the officer's.
    pub text: PlainText,
    /// How it came.
    pub medium: Medium,
    /// The day on which it came.
    pub on: Date,
    /// Documents that came with it.
    pub attachments: Vec<Attachment>,
    /// Facts that it corrects, once it is accepted.
    pub corrections: Vec<Correction>,
}

/// The answer of the body that clears a starred field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClearanceOutcome {
    /// The work may be done there.
    Cleared,
    /// It may not.
    Denied,
}

/// The five services of empowerment, in the published order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// مشاوره
    Counselling,
    /// استعدادسنجی
    AptitudeAssessment,
    /// آموزش
    Training,
    /// ارتقاء کمی و کیفی محصولات
    ProductImprovement,
    /// شناخت بازار
    MarketKnowledge,
}

impl Service {
    /// All five, in the published order.
    pub const ALL: [Self; 5] = [
        Self::Counselling,
        Self::AptitudeAssessment,
        Self::Training,
        Self::ProductImprovement,
        Self::MarketKnowledge,
    ];
}

/// A service as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceRecord {
    /// Which.
    pub service: Service,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Hours with the applicant.
    pub hours: u16,
    /// Who gave it.
    pub provider: PlainText,
    /// What came of it.
    pub result: ServiceResult,
    /// The number of a certificate, where there is one.
    pub certificate_no: Option<PlainText>,
    /// Recommendation and next step.
    pub note: Option<PlainText>,
}

/// What came of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ServiceResult {
    /// The applicant is ready in this respect.
    Suitable,
    /// More of it is needed; the service is not done.
    NeedsMore,
    /// The applicant is not suited; the labour office decides what follows.
    NotSuitable,
}

/// Something that is on record and shows that a cited condition is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalGround {
    /// The condition.
    pub condition: ConditionNumber,
    /// What shows it.
    pub evidence: Evidence,
}

/// What shows that a condition is not met. Notes and calls are not among it: they do not say which condition
/// they are about; what they tell is answered in the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The row of the running review's checklist that maps to the condition is marked wrong.
    Row(u16),
    /// A document of the case, of a kind that can show the condition.
    Document(AttachmentId),
    /// A request that the condition rests on was not answered by its day.
    Unanswered(RequestId),
    /// What the case itself says.
    Circumstance(Circumstance),
}

/// Why a licence goes out of force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// At least one numbered condition.
    pub conditions: Vec<ConditionNumber>,
    /// In words.
    pub reason: PlainText,
}

/// A referral to a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The bank.
    pub bank: BankCode,
    /// Its branch.
    pub branch: PlainText,
    /// The bank's liaison, who answers.
    pub to: OfficeId,
    /// How much.
    pub amount: Rials,
    /// The budget it is paid from.
    pub budget_year: u16,
    /// The minutes of the working group that agreed to it.
    pub minutes: Minutes,
    /// How long the letter holds.
    pub valid_until: Date,
}

/// صورت‌جلسه of the working group (facts 5.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Its number.
    pub number: PlainText,
    /// Its day.
    pub on: Date,
}

/// What the bank did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BankOutcome {
    /// The letter arrived; nothing is decided.
    Received,
    /// The facility was paid.
    Paid,
    /// The bank declined.
    Declined,
    /// No money is left in the quota.
    QuotaUsedUp,
    /// The letter ran out.
    Lapsed,
}

impl BankOutcome {
    /// Whether the referral is over with this.
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Received)
    }
}

/// The kinds of document that come out of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// مجوز
    Licence,
    /// معرفی‌نامه به جهاد دانشگاهی
    EmpowermentReferral,
    /// معرفی‌نامه به بانک
    BankReferral,
    /// اعلام رد
    Refusal,
    /// درخواست اصلاح
    Correction,
    /// رسید متقاضی
    Receipt,
    /// استعلام رشتهٔ ستاره‌دار
    Clearance,
    /// اعلام تعلیق مجوز
    Suspension,
    /// اعلام ابطال مجوز
    Revocation,
    /// فهرست معرفی به یک شعبه: one sheet that stands in each of its cases
    BranchList,
    /// فهرست ارسال پرونده: one sheet that stands in each of its cases
    Transmittal,
    /// پروندهٔ کامل
    Dossier,
}

/// How a document comes to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printing {
    /// It follows from a decision, and waits until it is printed.
    Due,
    /// When somebody wants it.
    OnDemand,
    /// One sheet for many cases, when somebody lists them.
    Listed,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Licence,
        Self::EmpowermentReferral,
        Self::BankReferral,
        Self::Refusal,
        Self::Correction,
        Self::Receipt,
        Self::Clearance,
        Self::Suspension,
        Self::Revocation,
        Self::BranchList,
        Self::Transmittal,
        Self::Dossier,
    ];

    /// How it comes to be printed.
    pub const fn printing(self) -> Printing {
        match self {
            Self::Licence
            | Self::EmpowermentReferral
            | Self::BankReferral
            | Self::Refusal
            | Self::Correction
            | Self::Receipt
            | Self::Clearance
            | Self::Suspension
            | Self::Revocation => Printing::Due,
            Self::BranchList | Self::Transmittal => Printing::Listed,
            Self::Dossier => Printing::OnDemand,
        }
    }
}

/// A sheet of paper, or a file, and the record from which its bytes can be drawn again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Counts the sheets of this workstation.
    pub serial: u32,
    /// What it is.
    pub document: DocumentKind,
    /// The event that it prints: the licence, the refusal, the referral.
    pub subject: EventId,
    /// 1 for the first copy; a later one is a duplicate.
    pub copy: u32,
    /// What the licence's confirmation was; letters carry `Registered`.
    pub standing: PrintedStanding,
    /// The version of what is built in: of the texts, and of where they stand.
    pub template: u16,
    /// SHA-256 of the bytes.
    pub hash: ContentHash,
    /// The printer's name; absent for a file.
    pub printer: Option<PlainText>,
    /// The print session that it went with.
    pub job: Option<u32>,
    /// The serial that its paper had before, where the paper is pre-printed.
    pub paper: Option<PaperSerial>,
    /// The office's own head of its paper, by its content; absent for the catalogue's.
    pub letterhead: Option<ContentHash>,
    /// The office's own words for this kind, by their content; absent for the built-in ones.
    pub texts: Option<ContentHash>,
    /// Why another sheet of it was made after one had been handed over.
    pub reason: Option<PlainText>,
}

/// What the paper says of the registry's confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintedStanding {
    /// Carries the mark «موقت».
    Provisional,
    /// Carries none.
    Final,
}

/// What became of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetMark {
    /// The paper is good.
    Sound,
    /// The paper is void and kept.
    Spoiled {
        /// Why.
        reason: PlainText,
    },
    /// Somebody collected it.
    HandedOver {
        /// Who.
        to: PlainText,
    },
}
