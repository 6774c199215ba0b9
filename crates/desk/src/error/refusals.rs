//! Refusals of the rules, in words for the officer.

use domain::case::Refusal;
use domain::text::to_persian_digits;

use super::{Error, ErrorCode};

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let numbers = |rows: &[u16]| {
            let rows: Vec<String> =
                rows.iter().map(|row| to_persian_digits(&row.to_string())).collect();
            rows.join("، ")
        };
        match &refusal {
            Refusal::NotYourOffice => Self::new(ErrorCode::NotYourOffice),
            Refusal::NotYourRole => Self::new(ErrorCode::NotYourAct),
            Refusal::DisputeOwn => Self::new(ErrorCode::DisputeOwn),
            Refusal::DecisionUnknown => {
                Self::saying(ErrorCode::InputInvalid, "این تصمیم یکی از دو تصمیم ناهمسان نیست.")
            }
            Refusal::SupervisorNeeded => Self::new(ErrorCode::SupervisorNeeded),
            Refusal::HeldBy(_) => Self::new(ErrorCode::HeldByColleague),
            Refusal::AlreadyDecided => Self::new(ErrorCode::AlreadyDecided),
            Refusal::ChecksOpen(rows) => Self::saying(
                ErrorCode::ChecksOpen,
                format!("ردیف‌های {} فهرست بررسی هنوز پاسخ ندارد.", numbers(rows)),
            ),
            Refusal::ChecksWrong(rows) => Self::saying(
                ErrorCode::ChecksOpen,
                format!("ردیف‌های {} فهرست بررسی نادرست است و نمی‌توان تأیید کرد.", numbers(rows)),
            ),
            Refusal::ReasonUnseen(row) => Self::saying(
                ErrorCode::ChecksOpen,
                format!("ردیف {} که پشت این شرط است هنوز دیده نشده است.", numbers(&[*row])),
            ),
            Refusal::CheckUnknown(_) => {
                Self::saying(ErrorCode::InputInvalid, "چنین ردیفی در فهرست بررسی نیست.")
            }
            Refusal::RequestsPending(_) => Self::new(ErrorCode::RequestsOpen),
            Refusal::SameItemOpen => Self::new(ErrorCode::SameItemOpen),
            Refusal::ConditionNeeded => Self::new(ErrorCode::ConditionNeeded),
            Refusal::ConditionUnknown(_) | Refusal::ConditionOfOtherKind(_) => {
                Self::new(ErrorCode::ConditionUnknown)
            }
            Refusal::ConditionNotApplicable(number) => Self::saying(
                ErrorCode::ConditionNotApplicable,
                format!(
                    "شرط {} برای این متقاضی، رشته یا مسیر نیست.",
                    to_persian_digits(&number.to_string())
                ),
            ),
            Refusal::GroundNeeded(number) | Refusal::GroundUntrue(number) => Self::saying(
                ErrorCode::GroundNeeded,
                format!(
                    "در این پرونده چیزی ثبت نشده است که نشان دهد شرط {} برآورده نیست.",
                    to_persian_digits(&number.to_string())
                ),
            ),
            Refusal::OpenedUnknown => Self::new(ErrorCode::AttachmentNotFound),
            Refusal::GroundContradicted { condition, row } => Self::saying(
                ErrorCode::GroundContradicted,
                format!(
                    "ردیف {} فهرست بررسی درست زده شده است و می‌گوید شرط {} برآورده است.",
                    numbers(&[*row]),
                    to_persian_digits(&condition.to_string())
                ),
            ),
            Refusal::ExplanationThin => Self::new(ErrorCode::ExplanationThin),
            Refusal::SamePerson => Self::new(ErrorCode::SamePerson),
            Refusal::SupporterRecordedBySame => Self::new(ErrorCode::SupporterRecordedBySame),
            Refusal::SupporterIsApplicant => Self::new(ErrorCode::SupporterIsApplicant),
            Refusal::SupporterDeclined => Self::new(ErrorCode::SupporterDeclined),
            Refusal::ClearanceNeeded => Self::new(ErrorCode::ClearanceNeeded),
            Refusal::ClearanceOpen => {
                Self::saying(ErrorCode::ClearanceNeeded, "پاسخ استعلام هنوز نرسیده است.")
            }
            Refusal::ClearanceDenied => {
                Self::saying(ErrorCode::ClearanceNeeded, "پاسخ استعلام منفی است.")
            }
            Refusal::ClearanceNotNeeded => {
                Self::saying(ErrorCode::InputInvalid, "این رشته نیازی به این استعلام ندارد.")
            }
            Refusal::ServicesOpen { done } => Self::saying(
                ErrorCode::ServicesOpen,
                format!(
                    "از پنج خدمت، {} خدمت انجام شده است.",
                    to_persian_digits(&done.to_string())
                ),
            ),
            Refusal::NotLoanEligible => Self::new(ErrorCode::NotLoanEligible),
            Refusal::AboveCeiling(ceiling) => Self::saying(
                ErrorCode::AboveCeiling,
                format!("مبلغ از سقف {} بیشتر است.", ceiling.in_digits()),
            ),
            Refusal::IbanOfAnotherBank => Self::new(ErrorCode::IbanOfAnotherBank),
            Refusal::NotPrintable | Refusal::CopyOutOfOrder => Self::new(ErrorCode::NotPrintable),
            Refusal::SheetUnknown => Self::new(ErrorCode::SheetUnknown),
            Refusal::SheetHandedOver => Self {
                hint: "نسخهٔ تازه‌ای چاپ کنید؛ روی مجوز «المثنی» نوشته می‌شود.".to_owned(),
                ..Self::saying(
                    ErrorCode::NotPrintable,
                    "این برگه تحویل شده است و همان برگه دوباره چاپ نمی‌شود.",
                )
            },
            Refusal::PredecessorNotInForce => Self::new(ErrorCode::PredecessorNotInForce),
            Refusal::SucceededByOther => Self::new(ErrorCode::SucceededByOther),
            Refusal::HeldAlready => Self::new(ErrorCode::HeldAlready),
            Refusal::PaperOfOther => Self::new(ErrorCode::PaperOfOther),
            Refusal::DayUntrue => Self::saying(
                ErrorCode::InputInvalid,
                "«تاریخ انصراف» باید از روز ثبت‌نام تا امروز باشد.",
            ),
            Refusal::MediumUntrue => Self::saying(
                ErrorCode::InputInvalid,
                "«درگاه» تنها برای چیزی است که متقاضی خودش در درگاه فرستاده است؛ راه دیگری را برگزینید.",
            ),
            Refusal::NoSuchExtension => Self {
                hint: "اگر به زمان بیشتری نیاز است، دلیل را یادداشت کنید و به سرپرست بگویید."
                    .to_owned(),
                ..Self::saying(
                    ErrorCode::InputInvalid,
                    "مهلت هر بررسی یک بار و به اندازهٔ فهرست رسمی تمدید می‌شود.",
                )
            },
            Refusal::NeedsUpdate => Self::saying(
                ErrorCode::NewerVersion,
                "در این پرونده رویدادی هست که این نسخهٔ برنامه نمی‌شناسد؛ پرونده تنها دیدنی است.",
            ),
            Refusal::DocumentUnknown(code) => Self::saying(
                ErrorCode::InputInvalid,
                format!(
                    "در فهرست مدارک، مدرکی با کد {} نیست.",
                    to_persian_digits(&code.to_string())
                ),
            ),
            Refusal::FieldUnknown => Self::new(ErrorCode::FieldUnknown),
            Refusal::ScanMissing
            | Refusal::ScanOfOtherKind
            | Refusal::NothingAsked
            | Refusal::RequestUnknown
            | Refusal::DaysBackwards
            | Refusal::YearUnknown
            | Refusal::BankUnknown
            | Refusal::OfficeUnknown
            | Refusal::CorrectionMismatch => {
                Self::saying(ErrorCode::InputInvalid, sentence(&refusal))
            }
            other => Self::saying(ErrorCode::NotNow, sentence(other)),
        }
    }
}

/// Refusals that a screen does not lead to, but a script may.
const fn sentence(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NothingAsked => "هیچ موردی برای درخواست برگزیده نشده است.",
        Refusal::RequestUnknown => "چنین درخواستی، یا با این وضعیت، در پرونده نیست.",
        Refusal::PathNotAssigned => "مسیر پرونده تعیین نشده است.",
        Refusal::DaysBackwards => "«تا تاریخ» پیش از «از تاریخ» است.",
        Refusal::SupporterNotConfirmed => "پشتیبان هنوز این متقاضی را تأیید نکرده است.",
        Refusal::ScanMissing => "اسکن مجوز پشتیبان و قرارداد در پرونده نیست.",
        Refusal::ScanOfOtherKind => "آنچه پیوست شد از نوع مجوز پشتیبان یا قرارداد با او نیست.",
        Refusal::FieldNotLicensable => "برای این رشته مجوز صادر نمی‌شود.",
        Refusal::YearUnknown => "سقف تسهیلات این سال در فهرست مرجع نیست.",
        Refusal::BankUnknown => "این بانک از بانک‌های عامل نیست.",
        Refusal::NotRegistered => "تا ثبت مجوز در سامانهٔ مرکزی، معرفی به بانک ممکن نیست.",
        Refusal::NotInForce => "مجوز اکنون نافذ نیست.",
        Refusal::InForce => "مجوز نافذ است و تعلیقی ندارد.",
        Refusal::ReferralOpen => "متقاضی هم‌اکنون به بانکی معرفی شده است.",
        Refusal::ReferralUnknown => "چنین معرفی‌نامهٔ بازی در پرونده نیست.",
        Refusal::OfficeUnknown => "اداره‌ای که برگزیدید برای این کار نیست.",
        Refusal::DocumentMissing(_) => "یکی از مدارک الزامی نیست.",
        Refusal::CorrectionMismatch => "مقدار تازه با موردی که اصلاح می‌شود نمی‌خواند.",
        Refusal::MilitaryPending => "وضعیت نظام‌وظیفهٔ متقاضی روشن نیست و مجوز صادر نمی‌شود.",
        Refusal::CertificateExpired => "اعتبار گواهی مهارت گذشته است و مجوز صادر نمی‌شود.",
        Refusal::WrongStage { .. } => "این کار در مرحله‌ای که پرونده هست انجام نمی‌شود.",
        _ => "این کار با وضعیت پرونده نمی‌خواند.",
    }
}
