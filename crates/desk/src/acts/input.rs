//! Input of officers, parsed once, with the field's name in every complaint.

use domain::catalogue::{ConditionNumber, DocumentCode, OfficeId};
use domain::dates::{Date, JalaliDate};
use domain::event::{self, CorrectableFact, ServiceRecord, Stands};
use domain::ids::{EventId, OfficerId, RequestId};
use domain::text::{PlainText, TextError, to_ascii_digits};

use crate::views::acts as view;
use crate::{Error, ErrorCode};

/// Input that cannot be read, in words.
pub(super) fn invalid(message: impl Into<String>) -> Error {
    Error::saying(ErrorCode::InputInvalid, message)
}

/// A text of one or more lines that must be there.
pub(super) fn text(name: &str, value: &str, most: usize) -> Result<PlainText, Error> {
    read(name, PlainText::parse(value, most))
}

/// A text of one line; breaks in it become spaces.
pub(super) fn line(name: &str, value: &str, most: usize) -> Result<PlainText, Error> {
    read(name, PlainText::parse_line(value, most))
}

/// The name of a person or a company.
pub(super) fn name(name: &str, value: &str, most: usize) -> Result<PlainText, Error> {
    read(name, PlainText::parse_name(value, most))
}

/// A number of somebody else's making, which stands on one line.
pub(super) fn number(name: &str, value: &str, most: usize) -> Result<PlainText, Error> {
    read(name, PlainText::parse_number(value, most))
}

fn read(name: &str, read: Result<PlainText, TextError>) -> Result<PlainText, Error> {
    read.map_err(|error| {
        let why = match error {
            TextError::Empty => "نوشته نشده است",
            TextError::TooLong => "بلندتر از اندازه است",
            TextError::LineBreak => "باید در یک سطر باشد",
            TextError::NoLetter => "هیچ حرفی ندارد",
            TextError::NoDigit => "نه رقمی دارد و نه حرفی",
            TextError::ControlCharacter
            | TextError::UnpairedDirection
            | TextError::PrivateCharacter
            | TextError::Picture
            | TextError::StackedMarks => "نویسه‌ای دارد که در فرم‌ها پذیرفته نیست",
        };
        invalid(format!("«{name}» {why}."))
    })
}

/// A text that may be missing.
pub(super) fn optional(name: &str, value: &str, most: usize) -> Result<Option<PlainText>, Error> {
    if value.trim().is_empty() { Ok(None) } else { text(name, value, most).map(Some) }
}

/// The explanation of a decision.
pub(super) fn explanation(value: &str) -> Result<PlainText, Error> {
    if value.trim().is_empty() {
        return Err(Error::new(ErrorCode::ExplanationNeeded));
    }
    text("توضیح", value, super::TEXT)
}

/// A day in either calendar: a year below 1700 is Jalali.
pub(super) fn day(name: &str, value: &str) -> Result<Date, Error> {
    let unreadable = || invalid(format!("«{name}» تاریخ درستی نیست؛ مانند ۱۴۰۵/۰۹/۰۲ بنویسید."));
    let ascii = to_ascii_digits(value);
    let year: String = ascii.trim().chars().take_while(char::is_ascii_digit).collect();
    let year: u32 = year.parse().map_err(|_| unreadable())?;
    if year < 1700 {
        JalaliDate::parse(&ascii).map(JalaliDate::date).map_err(|_| unreadable())
    } else {
        Date::parse(&ascii).map_err(|_| unreadable())
    }
}

/// A day that has come.
pub(super) fn past_day(name: &str, value: &str, today: Date) -> Result<Date, Error> {
    let day = day(name, value)?;
    if day > today {
        return Err(invalid(format!("«{name}» هنوز نرسیده است.")));
    }
    Ok(day)
}

pub(super) fn officer(value: &str) -> Result<OfficerId, Error> {
    OfficerId::parse(value).map_err(|_| invalid("شناسهٔ کارشناس خوانده نشد."))
}

pub(super) fn office(value: &str) -> Result<OfficeId, Error> {
    OfficeId::parse(value).map_err(|_| invalid("شناسهٔ اداره خوانده نشد."))
}

pub(super) fn request(value: &str) -> Result<RequestId, Error> {
    RequestId::parse(value).map_err(|_| invalid("شناسهٔ درخواست خوانده نشد."))
}

/// Which of two decisions stands: its event, or `anew` for neither.
pub(super) fn stands(value: &str) -> Result<Stands, Error> {
    if value == "anew" {
        return Ok(Stands::Anew);
    }
    let event = EventId::parse(value).map_err(|_| invalid("نگفته‌اید کدام تصمیم می‌ماند."))?;
    Ok(Stands::Event(event))
}

pub(super) fn document(value: &str) -> Result<DocumentCode, Error> {
    to_ascii_digits(value.trim())
        .parse::<DocumentCode>()
        .map_err(|_| invalid("کد مدرک خوانده نشد."))
}

/// Cited conditions, each once, in order.
pub(super) fn conditions(numbers: &[u16]) -> Vec<ConditionNumber> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().map(ConditionNumber).collect()
}

pub(super) fn correctable(value: &str) -> Result<CorrectableFact, Error> {
    let quoted = serde_json::Value::String(value.to_owned());
    serde_json::from_value::<view::CorrectableFact>(quoted)
        .map(Into::into)
        .map_err(|_| invalid("این مورد اصلاح‌شدنی نیست."))
}

/// A day that has come, in the life of a person.
pub(super) fn day_of_life(
    name: &str,
    value: &str,
    (born, today): (Date, Date),
) -> Result<Date, Error> {
    let day = past_day(name, value, today)?;
    if day < born {
        return Err(invalid(format!("«{name}» پیش از تولد متقاضی است.")));
    }
    Ok(day)
}

/// A service as it was given; its days have come, and follow one another.
pub(super) fn service(
    record: &view::ServiceRecord,
    life: (Date, Date),
) -> Result<ServiceRecord, Error> {
    let (from, to) =
        (day_of_life("از تاریخ", &record.from, life)?, day_of_life("تا تاریخ", &record.to, life)?);
    if to < from {
        return Err(invalid("«تا تاریخ» پیش از «از تاریخ» است."));
    }
    // Days follow each other, so that there are at least one.
    let most = u64::from(from.days_until(to).unsigned_abs()).saturating_add(1).saturating_mul(24);
    if u64::from(record.hours) > most {
        let refusal =
            crate::views::numbers::refusal("ساعت خدمت در این روزها", "1", &most.to_string());
        return Err(invalid(refusal));
    }
    let certificate = record.certificate_no.as_deref().unwrap_or_default();
    Ok(ServiceRecord {
        service: record.service.into(),
        from,
        to,
        hours: record.hours,
        provider: line("ارائه‌دهنده", &record.provider, 120)?,
        result: record.result.into(),
        certificate_no: (!certificate.trim().is_empty())
            .then(|| number("شمارهٔ گواهی", certificate, 60))
            .transpose()?,
        note: optional("توصیه", &record.note, super::TEXT)?,
    })
}

/// Two enums with the same variants, converted both ways.
macro_rules! same_variants {
    ($($view:path = $domain:path { $($variant:ident),+ $(,)? })+) => {$(
        impl From<$view> for $domain {
            fn from(value: $view) -> Self {
                match value { $(<$view>::$variant => <$domain>::$variant),+ }
            }
        }
        impl From<$domain> for $view {
            fn from(value: $domain) -> Self {
                match value { $(<$domain>::$variant => <$view>::$variant),+ }
            }
        }
    )+};
}

same_variants! {
    view::Medium = event::Medium { InPerson, Telephone, Letter, Email, Messenger, Portal }
    view::Service = event::Service {
        Counselling, AptitudeAssessment, Training, ProductImprovement, MarketKnowledge,
    }
    view::ServiceResult = event::ServiceResult { Suitable, NeedsMore, NotSuitable }
    view::BankOutcome = event::BankOutcome { Received, Paid, Declined, QuotaUsedUp, Lapsed }
    view::CorrectableFact = event::CorrectableFact {
        FirstName, LastName, FatherName, BornOn, Mobile, Residence, ResidencePostalCode, Workplace,
        WorkplacePostalCode, PlanTitle, PlanDescription, CertificateNumber, CertificateExpiresOn,
        OwnContribution, Iban,
    }
    crate::views::case::PathView = domain::plan::Path { Standard, Development }
    crate::views::session::OfficeRole = domain::people::Role {
        Agency, Jahad, Labour, Bank, Secretariat,
    }
    crate::views::queue::ActivityView = domain::people::Activity {
        Independent, Covered, SupporterNatural, SupporterLegal,
    }
    crate::views::queue::UrgencyView = domain::deadlines::Urgency {
        Critical, Overdue, DueSoon, Later,
    }
    crate::views::queue::StageView = domain::case::StageName {
        Registered, AgencyReview, AgencyWaiting, Clearance, Empowerment, LabourReview,
        LabourWaiting, Licensed, BankReferred, Closed, Refused, Withdrawn, Disputed,
    }
    crate::views::printing::DocumentKind = event::DocumentKind {
        Licence, EmpowermentReferral, BankReferral, Refusal, Correction, Receipt, Clearance,
        Suspension, Revocation, BranchList, Transmittal, Dossier,
    }
}
