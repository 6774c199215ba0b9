//! Sums, periods and days.

use super::Kind::{Any, Day, Flag, Line, Lines, Money, Number, One};
use super::{Column, Word, column};

const WEEKDAYS: &[Word] = &[
    ("saturday", "شنبه", "Saturday"),
    ("sunday", "یکشنبه", "Sunday"),
    ("monday", "دوشنبه", "Monday"),
    ("tuesday", "سه‌شنبه", "Tuesday"),
    ("wednesday", "چهارشنبه", "Wednesday"),
    ("thursday", "پنجشنبه", "Thursday"),
    ("friday", "جمعه", "Friday"),
];

pub(super) const CEILINGS: &[Column] = &[
    column("year", "سال", "Year", Number),
    column("individual", "برای یک نفر (ریال)", "For one person (rials)", Money),
    column("perJob", "پشتیبان، برای هر شغل (ریال)", "Supporter, for each job (rials)", Money),
    column("maxJobs", "بیشترین شمار شغل", "Most jobs", Number),
    column("termMonths", "بازپرداخت (ماه)", "Months to pay back", Number),
    column("feePercent", "کارمزد (درصد)", "Fee (per cent)", Number),
    column("source", "مرجع", "Source", Line),
];

pub(super) const DEADLINES: &[Column] = &[
    column(
        "code",
        "بررسی",
        "Review",
        One(&[
            ("agencyReview", "دستگاه اجرایی", "The agency's"),
            ("labourReview", "ادارهٔ کار", "The labour office's"),
        ]),
    ),
    column("lengthDays", "روز", "Days", Number),
    column("extensionDays", "تمدید، یک بار (روز)", "Extended once by (days)", Number),
    column(
        "unit",
        "شمارش",
        "Counted in",
        One(&[("working", "روز کاری", "Working days"), ("calendar", "همهٔ روزها", "Calendar days")]),
    ),
    column(
        "startsAt",
        "آغاز",
        "From",
        One(&[
            ("submission", "ثبت نهایی", "The last page's tick"),
            ("handOver", "رسیدن از دفتر پیشین", "The hand-over"),
        ]),
    ),
    column(
        "pausesWhileWaiting",
        "هنگام انتظار از متقاضی می‌ایستد",
        "Stands still while the applicant is asked",
        Flag,
    ),
    column(
        "onExpiry",
        "پس از پایان",
        "When it is past",
        One(&[
            ("escalate", "به سرپرست گفته می‌شود", "A supervisor is told"),
            ("deemedConsent", "سکوت رضایت است", "Silence is consent"),
        ]),
    ),
];

pub(super) const LOOK_UP_AFTER_DAYS: &[Column] =
    &[column("", "روز پس از ثبت‌نام", "Days after registering", Number)];

pub(super) const RULES: &[Column] = &[
    column("supporterMinAge", "کمترین سن پشتیبان", "Least age of a supporter", Number),
    column(
        "supporterMinExperienceYears",
        "کمترین سابقهٔ پشتیبان (سال)",
        "Least experience of a supporter (years)",
        Number,
    ),
    column(
        "supporterOwnContributionPercent",
        "کمترین آوردهٔ پشتیبان (درصد)",
        "Least contribution of a supporter (per cent)",
        Number,
    ),
    column("maxLicencesPerPerson", "بیشترین مجوز هر شخص", "Most licences of a person", Number),
    column("licenceValidityYears", "اعتبار مجوز (سال)", "Validity of a licence (years)", Number),
    column(
        "referralValidityMonths",
        "اعتبار معرفی به بانک (ماه)",
        "Validity of a referral (months)",
        Number,
    ),
    column(
        "referProvisional",
        "معرفی پیش از تأیید سامانهٔ مرکزی",
        "Referral before the registry has confirmed",
        Flag,
    ),
];

pub(super) const PAPERS: &[Column] = &[
    column("answerDays", "مهلت پاسخ متقاضی (روز)", "Days to answer", Number),
    column("objectionDays", "مهلت اعتراض (روز)", "Days to object", Number),
    column("empowermentDays", "مهلت پاسخ جهاد دانشگاهی (روز)", "Days for Jahad's answer", Number),
    column("clearanceDays", "مهلت پاسخ استعلام (روز)", "Days for clearance", Number),
    column("provisionalDays", "اعتبار برگ موقت (روز)", "Days of a provisional paper", Number),
    column("verificationHost", "میزبان نشانی بررسی", "Host of the address to verify at", Line),
    column("licenceConditions", "شرایط پشت مجوز", "Conditions on a licence", Lines),
];

pub(super) const WEEKEND: &[Column] = &[column("", "روزهای تعطیل", "Closed days", Any(WEEKDAYS))];

pub(super) const HOLIDAYS: &[Column] = &[
    column("day", "روز", "Day", Day),
    column("title", "مناسبت", "Occasion", Line),
    column(
        "certainty",
        "تاریخ",
        "The date",
        One(&[
            ("fixed", "ثابت است", "Is fixed"),
            ("expected", "به رؤیت ماه بسته است", "Depends on the moon"),
        ]),
    ),
];
