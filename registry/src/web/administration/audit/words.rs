//! What facts, outcomes and acts are called.

use crate::web::lang::Lang;

type Named = (&'static str, &'static str, &'static str);

/// Facts, by their names in code.
const FACTS: [Named; 39] = [
    ("registered", "ثبت‌نام شد", "Registered"),
    ("supporterConfirmed", "پشتیبان تأیید کرد", "Supporter confirmed"),
    ("supporterDeclined", "پشتیبان نپذیرفت", "Supporter declined"),
    ("supporterNamed", "پشتیبان دیگری نام برده شد", "Another supporter named"),
    ("submitted", "طرح تکمیل شد", "Submitted"),
    ("attached", "مدرک رسید", "Document attached"),
    ("assigned", "به کارشناس سپرده شد", "Assigned"),
    ("checked", "بند فهرست بررسی پاسخ گرفت", "Checklist answered"),
    ("noted", "یادداشت", "Note"),
    ("callLogged", "تماس تلفنی", "Call logged"),
    ("requestsOpened", "از متقاضی خواسته شد", "Asked of the applicant"),
    ("requestAnswered", "متقاضی پاسخ داد", "Answered"),
    ("requestAccepted", "پاسخ پذیرفته شد", "Answer accepted"),
    ("requestCancelled", "خواسته پس گرفته شد", "Request cancelled"),
    ("pathAssigned", "مسیر تعیین شد", "Path assigned"),
    ("approved", "دستگاه اجرایی تأیید کرد", "Approved"),
    ("refused", "رد شد", "Refused"),
    ("clearanceAsked", "استعلام شد", "Clearance asked"),
    ("clearanceAnswered", "پاسخ استعلام رسید", "Clearance answered"),
    ("serviceRecorded", "خدمت توانمندسازی", "Service of empowerment"),
    ("empowermentCompleted", "توانمندسازی پایان یافت", "Empowerment completed"),
    ("licenceIssued", "مجوز صادر شد", "Licence issued"),
    ("licenceRegistered", "مجوز ثبت شد", "Licence registered"),
    ("licenceSuspended", "مجوز تعلیق شد", "Licence suspended"),
    ("licenceReinstated", "تعلیق برداشته شد", "Licence reinstated"),
    ("licenceRevoked", "مجوز باطل شد", "Licence revoked"),
    ("licenceSuperseded", "مجوز جایگزین شد", "Licence superseded"),
    ("referredToBank", "به بانک معرفی شد", "Referred to a bank"),
    ("bankAnswered", "بانک پاسخ داد", "Bank answered"),
    ("printed", "چاپ شد", "Printed"),
    ("reprinted", "دوباره چاپ شد", "Printed again"),
    ("sheetMarked", "وضعیت برگه", "Sheet marked"),
    ("transferred", "به ادارهٔ دیگر رفت", "Transferred"),
    ("withdrawn", "انصراف", "Withdrawn"),
    ("deadlineExtended", "مهلت تمدید شد", "Deadline extended"),
    ("disputeOpened", "تعارض", "Dispute opened"),
    ("disputeResolved", "تعارض حل شد", "Dispute resolved"),
    ("streamOpened", "ادامه پس از بازگرداندن", "Went on after a restore"),
    ("unknown", "ناشناخته", "Unknown"),
];

/// What became of an event.
const OUTCOMES: [Named; 7] = [
    ("accepted", "پذیرفته", "accepted"),
    ("merged", "ادغام‌شده", "merged"),
    ("overtaken", "پیش‌تر تغییر کرده", "overtaken"),
    ("concurred", "همان تصمیم", "the same decision"),
    ("conflict", "متعارض", "in conflict"),
    ("rejected", "ردشده", "rejected"),
    ("quarantined", "کنارگذاشته", "set aside"),
];

/// Acts of administrators.
const ACTS: [Named; 30] = [
    ("officerEntered", "همکار ثبت شد", "Officer entered"),
    ("dutiesChanged", "وظیفه‌ها تغییر کرد", "Duties changed"),
    ("officerBlocked", "حساب بسته شد", "Account blocked"),
    ("officerUnblocked", "حساب گشوده شد", "Account opened again"),
    ("invited", "کد دعوت ساخته شد", "Invited"),
    ("invitationTaken", "دعوت پذیرفته شد", "Invitation taken up"),
    ("passwordChanged", "گذرواژه عوض شد", "Password changed"),
    ("signedIn", "ورود", "Signed in"),
    ("renewalProposed", "گذرواژه و کدساز تازه خواسته شد", "Renewal asked for"),
    ("renewalAgreed", "گذرواژه و کدساز تازه پذیرفته شد", "Renewal agreed to"),
    (
        "renewalRefused",
        "دارندهٔ حساب، گذرواژه و کدساز تازه را رد کرد",
        "Renewal refused by its holder",
    ),
    ("renewalWithdrawn", "درخواست گذرواژه و کدساز تازه پس گرفته شد", "Renewal taken back"),
    ("supervisorProposed", "سرپرستی دفتر درخواست شد", "Supervisor asked for"),
    ("supervisorAgreed", "سرپرستی دفتر پذیرفته شد", "Supervisor agreed to"),
    ("supervisorWithdrawn", "درخواست سرپرستی پس گرفته شد", "Supervisor request taken back"),
    ("signInFailed", "ورود ناموفق", "Sign-in failed"),
    (
        "codeWrong",
        "ورود ناموفق: گذرواژه درست، کد نادرست",
        "Sign-in failed: right password, wrong code",
    ),
    ("invitationRefused", "کد دعوت پذیرفته نشد", "Invitation refused"),
    ("slowedDown", "تلاش‌ها بیش از اندازه بود و شنیده نشد", "Too many tries, not heard"),
    ("forbidden", "کاری بیرون از وظیفه‌ها رد شد", "Refused: not among the duties"),
    ("enrolmentRefused", "ثبت رایانه پذیرفته نشد", "Enrolment refused"),
    ("workstationEnrolled", "رایانه ثبت شد", "Workstation enrolled"),
    ("enrolCodeMade", "کد رایانه ساخته شد", "Enrolment code made"),
    ("workstationRevoked", "رایانه باطل شد", "Workstation revoked"),
    ("sentOn", "درخواست ارجاع شد", "Application sent on"),
    ("caseLookedAt", "پرونده دیده شد", "Case looked at"),
    ("casesTaken", "فهرست پرونده‌ها دریافت شد", "List of cases taken"),
    ("draftChanged", "پیش‌نویس فهرست‌ها تغییر کرد", "Draft of the catalogue changed"),
    ("editionSigned", "ویرایش فهرست‌ها امضا شد", "Edition signed"),
    ("editionPublished", "ویرایش فهرست‌ها منتشر شد", "Edition published"),
];

fn named(all: &[Named], word: &str, lang: Lang) -> String {
    let known = all.iter().find(|(known, ..)| *known == word);
    known.map_or_else(|| word.to_owned(), |(_, fa, en)| lang.say(fa, en).to_owned())
}

/// A fact.
pub fn fact(name: &str, lang: Lang) -> String {
    named(&FACTS, name, lang)
}

/// An outcome.
pub fn outcome(word: &str, lang: Lang) -> String {
    named(&OUTCOMES, word, lang)
}

/// An act.
pub fn act(word: &str, lang: Lang) -> String {
    named(&ACTS, word, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::administration::journal::Act;

    #[test]
    fn every_act_has_a_name_in_both_languages() {
        for word in Act::WORDS {
            assert_ne!(act(word, Lang::Fa), word);
            assert_ne!(act(word, Lang::En), word);
        }
    }
}
