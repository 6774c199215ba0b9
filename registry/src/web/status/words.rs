//! What facts, letters and answers of banks are called.

use domain::event::{BankOutcome, CorrectableFact, DocumentKind};

use crate::web::lang::Lang;
use crate::web::register::person_form::{MOBILE, POSTAL_CODE};
use crate::web::register::plan_form::IBAN;
use crate::web::register::words::Name;

/// A fact that can be corrected.
pub const fn fact(lang: Lang, fact: CorrectableFact) -> &'static str {
    match fact {
        CorrectableFact::FirstName => lang.say("نام", "first name"),
        CorrectableFact::LastName => lang.say("نام خانوادگی", "last name"),
        CorrectableFact::FatherName => lang.say("نام پدر", "father's name"),
        CorrectableFact::BornOn => lang.say("تاریخ تولد", "day of birth"),
        CorrectableFact::Mobile => lang.say("تلفن همراه", "mobile telephone"),
        CorrectableFact::Residence => lang.say("نشانی سکونت", "address of residence"),
        CorrectableFact::ResidencePostalCode => {
            lang.say("کد پستی سکونت", "postal code of the residence")
        }
        CorrectableFact::Workplace => lang.say("نشانی محل کار", "address of the workplace"),
        CorrectableFact::WorkplacePostalCode => {
            lang.say("کد پستی محل کار", "postal code of the workplace")
        }
        CorrectableFact::PlanTitle => lang.say("عنوان طرح", "title of the plan"),
        CorrectableFact::PlanDescription => lang.say("شرح طرح", "description of the plan"),
        CorrectableFact::CertificateNumber => {
            lang.say("شمارهٔ گواهی مهارت", "number of the skill certificate")
        }
        CorrectableFact::CertificateExpiresOn => {
            lang.say("پایان اعتبار گواهی مهارت", "last day of the skill certificate")
        }
        CorrectableFact::OwnContribution => lang.say("آوردهٔ متقاضی", "own contribution"),
        CorrectableFact::Iban => lang.say("شبا", "IBAN"),
    }
}

/// What complaints about a corrected fact call it.
pub const fn name(of: CorrectableFact) -> Name {
    match of {
        CorrectableFact::Mobile => MOBILE,
        CorrectableFact::ResidencePostalCode | CorrectableFact::WorkplacePostalCode => POSTAL_CODE,
        CorrectableFact::Iban => IBAN,
        CorrectableFact::FirstName
        | CorrectableFact::LastName
        | CorrectableFact::FatherName
        | CorrectableFact::BornOn
        | CorrectableFact::Residence
        | CorrectableFact::Workplace
        | CorrectableFact::PlanTitle
        | CorrectableFact::PlanDescription
        | CorrectableFact::CertificateNumber
        | CorrectableFact::CertificateExpiresOn
        | CorrectableFact::OwnContribution => Name::of(fact(Lang::Fa, of), fact(Lang::En, of)),
    }
}

/// A printed letter, as its applicant knows it; lists and files of the office are not theirs.
pub const fn letter(lang: Lang, document: DocumentKind) -> Option<&'static str> {
    match document {
        DocumentKind::Licence => Some(lang.say("مجوز", "Licence")),
        DocumentKind::EmpowermentReferral => {
            Some(lang.say("معرفی‌نامه به جهاد دانشگاهی", "Referral to Jahad Daneshgahi"))
        }
        DocumentKind::BankReferral => Some(lang.say("معرفی‌نامه به بانک", "Referral to a bank")),
        DocumentKind::Refusal => Some(lang.say("اعلام رد", "Notice of refusal")),
        DocumentKind::Correction => Some(lang.say("درخواست اصلاح", "Request for correction")),
        DocumentKind::Receipt => Some(lang.say("رسید ثبت‌نام", "Receipt")),
        DocumentKind::Suspension => Some(lang.say("اعلام تعلیق مجوز", "Notice of suspension")),
        DocumentKind::Revocation => Some(lang.say("اعلام ابطال مجوز", "Notice of revocation")),
        DocumentKind::Clearance
        | DocumentKind::BranchList
        | DocumentKind::Transmittal
        | DocumentKind::Dossier => None,
    }
}

/// What the bank did; without an answer it is awaited.
pub const fn outcome(lang: Lang, outcome: Option<BankOutcome>) -> &'static str {
    match outcome {
        None => lang.say("در انتظار پاسخ بانک", "Waiting for the bank"),
        Some(BankOutcome::Received) => {
            lang.say("بانک معرفی‌نامه را دریافت کرده است", "The bank has received the letter")
        }
        Some(BankOutcome::Paid) => lang.say("تسهیلات پرداخت شد", "The loan was paid"),
        Some(BankOutcome::Declined) => lang.say("بانک نپذیرفت", "The bank declined"),
        Some(BankOutcome::QuotaUsedUp) => {
            lang.say("سهمیهٔ بانک پر شده است", "The bank's quota is used up")
        }
        Some(BankOutcome::Lapsed) => lang.say("مهلت معرفی‌نامه گذشت", "The letter ran out"),
    }
}
