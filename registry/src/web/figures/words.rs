//! What kinds, stages and months are called in tables.

use domain::case::StageName;
use domain::dates::JalaliDate;
use domain::people::Activity;

use crate::figures::{By, Sex, Unit};
use crate::web::lang::Lang;

/// A kind of activity.
pub const fn activity(activity: Activity, lang: Lang) -> &'static str {
    match activity {
        Activity::Independent => lang.say("مستقل", "Independent"),
        Activity::Covered => lang.say("تحت پوشش", "Covered"),
        Activity::SupporterNatural => lang.say("پشتیبان حقیقی", "Supporter, natural person"),
        Activity::SupporterLegal => lang.say("پشتیبان حقوقی", "Supporter, legal person"),
    }
}

/// A natural person's sex.
pub const fn sex(sex: Sex, lang: Lang) -> &'static str {
    match sex {
        Sex::Female => lang.say("زن", "Women"),
        Sex::Male => lang.say("مرد", "Men"),
    }
}

/// A stage.
pub const fn stage(stage: StageName, lang: Lang) -> &'static str {
    match stage {
        StageName::Registered => lang.say("در انتظار تکمیل", "Not yet complete"),
        StageName::AgencyReview => lang.say("بررسی دستگاه اجرایی", "Agency’s review"),
        StageName::AgencyWaiting => {
            lang.say("دستگاه اجرایی، در انتظار متقاضی", "Agency, waiting for the applicant")
        }
        StageName::Clearance => lang.say("در انتظار استعلام", "Awaiting a clearance"),
        StageName::Empowerment => lang.say("توانمندسازی", "Empowerment"),
        StageName::LabourReview => lang.say("بررسی ادارهٔ کار", "Labour office’s review"),
        StageName::LabourWaiting => {
            lang.say("ادارهٔ کار، در انتظار متقاضی", "Labour office, waiting for the applicant")
        }
        StageName::Licensed => lang.say("مجوز صادر شده", "Licensed"),
        StageName::BankReferred => lang.say("معرفی‌شده به بانک", "Referred to a bank"),
        StageName::Closed => lang.say("پایان‌یافته", "Over"),
        StageName::Refused => lang.say("رد شده", "Refused"),
        StageName::Withdrawn => lang.say("انصراف", "Withdrawn"),
        StageName::Disputed => lang.say("متعارض", "Disputed"),
    }
}

/// By what figures are divided.
pub const fn by(by: By, lang: Lang) -> &'static str {
    match by {
        By::Province => lang.say("استان", "Province"),
        By::County => lang.say("شهرستان", "County"),
        By::Agency => lang.say("دستگاه اجرایی", "Agency"),
        By::Office => lang.say("اداره", "Office"),
        By::Field => lang.say("رشته", "Field"),
        By::Activity => lang.say("نوع فعالیت", "Kind of activity"),
        By::Sex => lang.say("جنسیت", "Sex"),
        By::Stage => lang.say("مرحله", "Stage"),
        By::Month => lang.say("ماه", "Month"),
        By::Year => lang.say("سال", "Year"),
    }
}

/// The part of what has none of that.
pub const fn without(by: By, lang: Lang) -> &'static str {
    match by {
        By::Sex => lang.say("اشخاص حقوقی", "Legal persons"),
        By::Field | By::Agency => lang.say("هنوز بی‌رشته", "No field yet"),
        By::Office => lang.say("بی‌اداره", "No office"),
        By::Province | By::County | By::Activity | By::Stage | By::Month | By::Year => {
            lang.say("نامعلوم", "Unknown")
        }
    }
}

/// What a figure is a number of.
pub const fn unit(unit: Unit, lang: Lang) -> &'static str {
    match unit {
        Unit::Cases => lang.say("مورد", "cases"),
        Unit::Items => lang.say("بند", "items"),
        Unit::Days => lang.say("روز", "days"),
        Unit::Percent => lang.say("درصد", "per cent"),
        Unit::Rials => lang.say("ریال", "rials"),
    }
}

/// A month such as `140509`; nothing for what is none.
pub fn month(key: &str, lang: Lang) -> Option<String> {
    let number: i32 = key.parse().ok()?;
    let (year, month) = (number / 100, number % 100);
    let first = JalaliDate::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
    Some(match lang {
        Lang::Fa => lang.digits(&format!("{} {year}", first.month_name())),
        Lang::En => format!("{year}/{month:02}"),
    })
}
