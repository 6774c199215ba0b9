//! What fields and reasons are called in Persian.

use domain::catalogue::CodeError;
use domain::dates::DateError;
use domain::identifiers::IdentifierError;
use domain::money::AmountError;
use domain::text::TextError;

/// The name of the field at a path, by its last step; for what lies deep inside, with where it lies.
pub(super) fn field(path: &str) -> String {
    let mut steps = path.rsplit('.');
    let last = steps.next().unwrap_or_default();
    let name = last.split('[').next().unwrap_or_default();
    let place = match steps.next() {
        Some("workplace") => " (محل کار)",
        Some("residence") => " (محل سکونت)",
        Some("supporter") => " (پشتیبان)",
        Some("certificate") => " (گواهی مهارت)",
        Some("company") => " (شرکت)",
        _ => "",
    };
    format!("{}{place}", name_of(name))
}

fn name_of(step: &str) -> &'static str {
    match step {
        "activity" => "نوع فعالیت",
        "person" => "مشخصات فردی",
        "company" => "مشخصات شرکت",
        "supporter" => "پشتیبان",
        "support" => "توان پشتیبانی",
        "plan" => "طرح",
        "certificate" => "گواهی مهارت",
        "supporterConfirmed" => "تأیید پشتیبان",
        "office" => "ادارهٔ بررسی‌کننده",
        "trackingCode" => "کد رهگیری",
        "externalCode" => "کد سامانهٔ دیگر",
        "nationalId" => "کد ملی",
        "legalId" => "شناسهٔ ملی",
        "firstName" | "name" => "نام",
        "lastName" => "نام خانوادگی",
        "fatherName" => "نام پدر",
        "bornOn" => "تاریخ تولد",
        "birthCertificateNo" => "شمارهٔ شناسنامه",
        "gender" => "جنسیت",
        "military" => "وضعیت نظام وظیفه",
        "education" => "تحصیلات",
        "mobile" => "تلفن همراه",
        "landline" => "تلفن ثابت",
        "residence" => "محل سکونت",
        "householdHead" => "سرپرست خانوار",
        "supportBody" => "نهاد حمایتی",
        "employment" => "وضعیت اشتغال",
        "county" => "شهرستان",
        "line" => "نشانی",
        "postalCode" => "کد پستی",
        "registrationNo" => "شمارهٔ ثبت",
        "role" => "سمت نماینده",
        "licence" => "شمارهٔ مجوز",
        "experienceYears" => "سابقهٔ کار",
        "coveredCount" => "شمار افراد تحت پوشش",
        "field" => "رشته",
        "title" => "عنوان طرح",
        "description" => "شرح طرح",
        "workplace" => "محل کار",
        "areaM2" => "مساحت",
        "rentedUntil" => "پایان اجاره",
        "jobs" => "شمار شاغلان",
        "fixedRials" => "سرمایهٔ ثابت",
        "workingRials" => "سرمایهٔ در گردش",
        "ownRials" => "آوردهٔ متقاضی",
        "requestedRials" => "تسهیلات درخواستی",
        "iban" => "شبا",
        "number" => "شماره",
        "issuer" => "صادرکننده",
        "issuedOn" => "تاریخ صدور",
        "expiresOn" => "پایان اعتبار",
        "attachments" => "مدارک",
        "document" => "نوع مدرک",
        "sha256" => "اثر انگشت مدرک",
        "files" | "content" => "محتوای مدرک",
        _ => "محتوای فایل",
    }
}

pub(super) const fn of_identifier(error: IdentifierError) -> &'static str {
    match error {
        IdentifierError::Empty => "خالی است.",
        IdentifierError::BadCharacter | IdentifierError::NotText => {
            "نویسه‌ای دارد که جایش آنجا نیست."
        }
        IdentifierError::BadLength => "شمار رقم‌هایش درست نیست.",
        IdentifierError::NeedsPadding => "صفرهای آغاز آن افتاده است.",
        IdentifierError::BadPrefix => "آغاز آن درست نیست.",
        IdentifierError::AllEqual => "همهٔ رقم‌هایش یکی است.",
        IdentifierError::EmptyMiddle => "بخش میانی آن صفر است.",
        IdentifierError::BadChecksum => "رقم کنترل نمی‌خواند؛ رقمی نادرست یا جابه‌جا شده است.",
    }
}

pub(super) const fn of_date(error: DateError) -> &'static str {
    match error {
        DateError::Empty => "خالی است.",
        DateError::BadForm | DateError::NotText => "به شکل سال-ماه-روز نوشته نشده است.",
        DateError::NoSuchDay => "چنین روزی در تقویم نیست.",
        DateError::OutOfRange => "سال آن بیرون از بازهٔ پذیرفته است.",
    }
}

pub(super) const fn of_text(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "خالی است.",
        TextError::TooLong => "بلندتر از اندازهٔ مجاز است.",
        TextError::NoLetter => "هیچ حرفی ندارد؛ نام را با حروف بنویسید.",
        TextError::NoDigit => "نه رقمی دارد و نه حرفی.",
        TextError::LineBreak => "چند سطر است؛ باید در یک سطر بیاید.",
        TextError::ControlCharacter
        | TextError::UnpairedDirection
        | TextError::PrivateCharacter => "نویسه‌ای دارد که دیده یا چاپ نمی‌شود.",
        TextError::StackedMarks => "اعراب بسیاری روی هم دارد.",
        TextError::Picture => "شکلک دارد؛ در فرم و چاپ نمی‌آید.",
    }
}

pub(super) const fn of_amount(error: AmountError) -> &'static str {
    match error {
        AmountError::Empty => "خالی است.",
        AmountError::BadForm => "مبلغ نیست.",
        AmountError::Negative => "منفی است.",
        AmountError::TooLarge => "بیش از اندازه بزرگ است.",
    }
}

pub(super) const fn of_code(error: CodeError) -> &'static str {
    match error {
        CodeError::Empty => "خالی است.",
        CodeError::TooLong => "بلندتر از اندازهٔ مجاز است.",
        CodeError::BadCharacter | CodeError::NotANumber => "نویسه‌ای دارد که در کدها نمی‌آید.",
    }
}

/// What JSON's own reader found. Its message may quote what was typed, so that it is never passed on.
pub(super) fn of_json(error: &serde_json::Error) -> &'static str {
    let says = error.to_string();
    if says.starts_with("missing field") {
        "بخشی از آن نیامده است."
    } else if says.starts_with("unknown field") {
        "چیزی دارد که در این قالب نیست."
    } else if says.starts_with("unknown variant") {
        "مقدار آن از مقدارهای پذیرفته نیست."
    } else if error.is_data() {
        "از نوعی که باید باشد نیست."
    } else {
        "نوشتار آن JSON درستی نیست."
    }
}
