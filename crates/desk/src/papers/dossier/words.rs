//! What happens to a case, in the words of a dossier.

use domain::case::{StageName, SupporterState};
use domain::event::{BankOutcome, DocumentKind, Fact, Service, ServiceResult, SupporterWord};

pub(super) const fn stage(stage: StageName) -> &'static str {
    match stage {
        StageName::Registered => "ثبت‌نام شده و ناتمام است",
        StageName::AgencyReview => "در بررسی دستگاه اجرایی",
        StageName::AgencyWaiting => "در دستگاه اجرایی، در انتظار متقاضی",
        StageName::Clearance => "در دستگاه اجرایی، در انتظار پاسخ استعلام",
        StageName::Empowerment => "در توانمندسازی جهاد دانشگاهی",
        StageName::LabourReview => "در بررسی ادارهٔ کار",
        StageName::LabourWaiting => "در ادارهٔ کار، در انتظار متقاضی",
        StageName::Licensed => "مجوز صادر شده است",
        StageName::BankReferred => "مجوز صادر و به بانک معرفی شده است",
        StageName::Closed => "بسته شده است",
        StageName::Refused => "رد شده است",
        StageName::Withdrawn => "متقاضی انصراف داده است",
        StageName::Disputed => "دو تصمیم ناسازگار دارد",
    }
}

pub(super) const fn document(document: DocumentKind) -> &'static str {
    match document {
        DocumentKind::Licence => "مجوز",
        DocumentKind::EmpowermentReferral => "معرفی به جهاد دانشگاهی",
        DocumentKind::BankReferral => "معرفی به بانک",
        DocumentKind::Refusal => "ابلاغ رد",
        DocumentKind::Correction => "ابلاغ درخواست‌ها",
        DocumentKind::Receipt => "رسید متقاضی",
        DocumentKind::Clearance => "استعلام",
        DocumentKind::Suspension => "ابلاغ تعلیق مجوز",
        DocumentKind::Revocation => "ابلاغ ابطال مجوز",
        DocumentKind::BranchList => "فهرست معرفی به شعبه",
        DocumentKind::Transmittal => "فهرست ارسال پرونده",
        DocumentKind::Dossier => "پروندهٔ کامل",
    }
}

pub(super) const fn service(service: Service) -> &'static str {
    match service {
        Service::Counselling => "مشاوره",
        Service::AptitudeAssessment => "استعدادسنجی",
        Service::Training => "آموزش",
        Service::ProductImprovement => "ارتقای کمی و کیفی محصولات",
        Service::MarketKnowledge => "شناخت بازار",
    }
}

pub(super) const fn service_result(result: ServiceResult) -> &'static str {
    match result {
        ServiceResult::Suitable => "مناسب",
        ServiceResult::NeedsMore => "نیازمند ادامه",
        ServiceResult::NotSuitable => "نامناسب",
    }
}

pub(super) const fn bank_outcome(outcome: BankOutcome) -> &'static str {
    match outcome {
        BankOutcome::Received => "دریافت شد",
        BankOutcome::Paid => "پرداخت شد",
        BankOutcome::Declined => "پذیرفته نشد",
        BankOutcome::QuotaUsedUp => "سهمیه تمام شد",
        BankOutcome::Lapsed => "مهلت گذشت",
    }
}

/// What a covered applicant's supporter said, and how that is known.
pub(super) fn supporter(state: &SupporterState) -> String {
    match state {
        SupporterState::Awaited => "نشده است".to_owned(),
        SupporterState::Declined { .. } => "پشتیبان نپذیرفته است".to_owned(),
        SupporterState::Confirmed { word: SupporterWord::Licence(_), .. } => {
            "شده است، با مجوز خود در سامانه".to_owned()
        }
        SupporterState::Confirmed { word: SupporterWord::Counter { licence, .. }, .. } => {
            format!("در مراجعه ثبت شده است، با مجوز شمارهٔ {licence}")
        }
    }
}

pub(super) const fn fact(fact: &Fact) -> &'static str {
    match fact {
        Fact::Registered { .. } => "ثبت‌نام",
        Fact::SupporterConfirmed { .. } => "تأیید پشتیبان",
        Fact::SupporterDeclined { .. } => "نپذیرفتن پشتیبان",
        Fact::SupporterNamed { .. } => "نام بردن پشتیبان دیگر",
        Fact::Submitted { .. } => "تکمیل درخواست",
        Fact::Attached { .. } => "دریافت مدرک",
        Fact::Assigned { .. } => "سپردن به کارشناس",
        Fact::Checked { .. } => "وارسی",
        Fact::Noted { .. } => "یادداشت",
        Fact::CallLogged { .. } => "گفت‌وگوی تلفنی",
        Fact::RequestsOpened { .. } => "درخواست از متقاضی",
        Fact::RequestAnswered { .. } => "پاسخ متقاضی",
        Fact::RequestAccepted { .. } => "پذیرش پاسخ",
        Fact::RequestCancelled { .. } => "پس گرفتن درخواست",
        Fact::PathAssigned { .. } => "تعیین مسیر",
        Fact::Approved { .. } => "تأیید دستگاه اجرایی",
        Fact::Refused { .. } => "رد درخواست",
        Fact::ClearanceAsked { .. } => "استعلام",
        Fact::ClearanceAnswered { .. } => "پاسخ استعلام",
        Fact::ServiceRecorded { .. } => "ثبت خدمت",
        Fact::EmpowermentCompleted { .. } => "پایان توانمندسازی",
        Fact::LicenceIssued { .. } => "صدور مجوز",
        Fact::LicenceRegistered => "ثبت مجوز در سامانهٔ مرکزی",
        Fact::LicenceSuspended(_) => "تعلیق مجوز",
        Fact::LicenceReinstated { .. } => "رفع تعلیق",
        Fact::LicenceRevoked(_) => "ابطال مجوز",
        Fact::LicenceSuperseded { .. } => "جانشینی مجوز",
        Fact::ReferredToBank(_) => "معرفی به بانک",
        Fact::BankAnswered { .. } => "پاسخ بانک",
        Fact::Printed(_) => "چاپ",
        Fact::Reprinted { .. } => "چاپ دوبارهٔ همان برگ",
        Fact::SheetMarked { .. } => "سرانجام برگ",
        Fact::Transferred { .. } => "انتقال به ادارهٔ دیگر",
        Fact::Withdrawn { .. } => "انصراف متقاضی",
        Fact::DeadlineExtended { .. } => "تمدید مهلت",
        Fact::DisputeOpened { .. } => "اختلاف دو تصمیم",
        Fact::DisputeResolved { .. } => "رفع اختلاف",
        Fact::Unknown { .. } => "رویدادی از نسخهٔ تازه‌تر برنامه",
    }
}
