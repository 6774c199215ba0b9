//! The columns of every section: what each is called, and what is written into it.
//!
//! Names are those of the document, so that a row of a form and a row of the document are the same thing.

use domain::catalogue::Section;

/// What is written into a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of words.
    Line,
    /// A code of Latin letters and digits, or anything else that is set from left to right.
    Code,
    /// Words over several lines.
    Text,
    /// A list of words, a line for each.
    Lines,
    /// A list of numbers, a line for each.
    Numbers,
    /// A whole number.
    Number,
    /// An amount in rials.
    Money,
    /// Yes or no.
    Flag,
    /// A Jalali day.
    Day,
    /// One of a few words of the document.
    One(&'static [Word]),
    /// Any of a few words of the document.
    Any(&'static [Word]),
    /// The code of a row of another section.
    Row(Section),
    /// A province.
    Province,
    /// A county.
    County,
    /// What kind of office it is.
    Office,
}

/// A word of the document, in Persian and English.
pub(super) type Word = (&'static str, &'static str, &'static str);

/// A column of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Its name in the document.
    pub(super) name: &'static str,
    /// Its name in Persian.
    pub(super) fa: &'static str,
    /// Its name in English.
    pub(super) en: &'static str,
    /// What is written into it.
    pub(super) kind: Kind,
    /// Whether there may be nothing.
    pub(super) presence: Presence,
}

/// Whether there may be nothing in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// There must be something.
    Always,
    /// Nothing is an answer too.
    Sometimes,
}

const fn column(name: &'static str, fa: &'static str, en: &'static str, kind: Kind) -> Column {
    Column { name, fa, en, kind, presence: Presence::Always }
}

const fn maybe(name: &'static str, fa: &'static str, en: &'static str, kind: Kind) -> Column {
    Column { name, fa, en, kind, presence: Presence::Sometimes }
}

use Kind::{
    Any, Code, County, Day, Flag, Line, Lines, Money, Number, Numbers, Office, One, Province, Row,
    Text,
};

const ACTIVITIES: &[Word] = &[
    ("independent", "مستقل", "Independent"),
    ("covered", "تحت پوشش", "Covered"),
    ("supporterNatural", "پشتیبان حقیقی", "Supporter, natural person"),
    ("supporterLegal", "پشتیبان حقوقی", "Supporter, legal person"),
];

const WEEKDAYS: &[Word] = &[
    ("saturday", "شنبه", "Saturday"),
    ("sunday", "یکشنبه", "Sunday"),
    ("monday", "دوشنبه", "Monday"),
    ("tuesday", "سه‌شنبه", "Tuesday"),
    ("wednesday", "چهارشنبه", "Wednesday"),
    ("thursday", "پنجشنبه", "Thursday"),
    ("friday", "جمعه", "Friday"),
];

const CHECKLIST: &[Column] = &[
    column("row", "شمارهٔ ردیف", "Row", Number),
    column("title", "آنچه بررسی می‌شود", "What is checked", Line),
    maybe("document", "مدرک", "Document", Row(Section::Documents)),
    maybe("condition", "شرط رد", "Condition to refuse by", Row(Section::Conditions)),
    maybe("ask", "شرط درخواست تکمیل", "Condition to ask by", Row(Section::Conditions)),
];

/// The columns of a section. One without a name of its own is the section itself.
pub(super) const fn of(section: Section) -> &'static [Column] {
    match section {
        Section::Edition => {
            const {
                &[
                    column("id", "نام ویرایش", "Name", Code),
                    column("official", "رسمی است", "It is official", Flag),
                    column("source", "مرجع داده‌ها", "Source", Line),
                ]
            }
        }
        Section::Offices => {
            const {
                &[
                    column("id", "کد دفتر", "Code", Code),
                    column("kind", "نوع دفتر", "Kind", Office),
                    column("title", "نام", "Name", Line),
                    column("province", "استان", "Province", Province),
                    maybe("county", "شهرستان", "County", County),
                    column("hours", "ساعت پاسخ‌گویی", "Hours", Line),
                    column("letterhead.phone", "تلفن با کد شهر", "Telephone with area code", Code),
                    column("letterhead.address", "نشانی", "Address", Line),
                    column("letterhead.lines", "سطرهای سربرگ", "Lines of the letterhead", Lines),
                ]
            }
        }
        Section::Agencies => {
            const {
                &[
                    column("code", "کد", "Code", Code),
                    column("title", "نام کامل", "Full name", Line),
                    column("shortTitle", "نام کوتاه", "Short name", Line),
                    column(
                        "kind",
                        "کار دستگاه",
                        "What it does",
                        One(&[
                            ("executive", "طرح‌ها را بررسی می‌کند", "Reviews plans"),
                            ("clearance", "تنها استعلام می‌شود", "Is asked for clearance"),
                        ]),
                    ),
                ]
            }
        }
        Section::Fields => {
            const {
                &[
                    column("code", "کد", "Code", Code),
                    column("title", "نام رشته", "Name", Line),
                    column(
                        "agency",
                        "دستگاه بررسی‌کننده",
                        "Reviewing agency",
                        Row(Section::Agencies),
                    ),
                    column("category", "رسته", "Category", Line),
                    maybe("isic", "کد آیسیک", "ISIC class", Code),
                    maybe(
                        "starred",
                        "دستگاه استعلام‌شونده",
                        "Agency that clears it",
                        Row(Section::Agencies),
                    ),
                    column("hygiene", "کارت بهداشت می‌خواهد", "Needs a health card", Flag),
                    column("licensable", "مجوز داده می‌شود", "Licences are given", Flag),
                    column("loanYears", "سال‌های تسهیلات", "Years with facilities", Numbers),
                ]
            }
        }
        Section::Programmes => {
            const {
                &[
                    column("title", "نام طرح", "Name", Line),
                    column("province", "استان", "Province", Province),
                    column("fields", "کد رشته‌ها", "Codes of fields", Lines),
                ]
            }
        }
        Section::Conditions => {
            const {
                &[
                    column("number", "شماره", "Number", Number),
                    column("title", "عنوان", "Title", Line),
                    column("text", "متن", "Text", Text),
                    column(
                        "kind",
                        "اگر برآورده نباشد",
                        "When it is not met",
                        One(&[
                            ("refuse", "درخواست رد می‌شود", "The application is refused"),
                            (
                                "askForMore",
                                "از متقاضی تکمیل خواسته می‌شود",
                                "The applicant is asked for more",
                            ),
                        ]),
                    ),
                    column("source", "مرجع", "Source", Line),
                    column("official", "متن رسمی است", "The text is official", Flag),
                ]
            }
        }
        Section::AgencyChecklist | Section::LabourChecklist => CHECKLIST,
        Section::Documents => {
            const {
                &[
                    column("code", "کد", "Code", Number),
                    column("title", "نام مدرک", "Name", Line),
                    column("activities", "از متقاضیان", "Asked of", Any(ACTIVITIES)),
                    column(
                        "appliesTo",
                        "ویژهٔ",
                        "Only for",
                        One(&[
                            ("everyone", "همه", "Everyone"),
                            ("men", "مردان", "Men"),
                            (
                                "hygieneFields",
                                "رشته‌های نیازمند کارت بهداشت",
                                "Fields that need a health card",
                            ),
                        ]),
                    ),
                    column(
                        "need",
                        "لازم است؟",
                        "Is it needed?",
                        One(&[
                            (
                                "mandatory",
                                "بی آن درخواست کامل نیست",
                                "Without it nothing is complete",
                            ),
                            ("optional", "می‌تواند نباشد", "It may be missing"),
                        ]),
                    ),
                ]
            }
        }
        Section::Banks => {
            const {
                &[
                    column("code", "کد بانک", "Code", Code),
                    column("title", "نام", "Name", Line),
                    column("ibanCodes", "سه رقم نخست شباها", "First digits of its IBANs", Lines),
                ]
            }
        }
        Section::Ceilings => {
            const {
                &[
                    column("year", "سال", "Year", Number),
                    column("individual", "برای یک نفر (ریال)", "For one person (rials)", Money),
                    column(
                        "perJob",
                        "پشتیبان، برای هر شغل (ریال)",
                        "Supporter, for each job (rials)",
                        Money,
                    ),
                    column("maxJobs", "بیشترین شمار شغل", "Most jobs", Number),
                    column("termMonths", "بازپرداخت (ماه)", "Months to pay back", Number),
                    column("feePercent", "کارمزد (درصد)", "Fee (per cent)", Number),
                    column("source", "مرجع", "Source", Line),
                ]
            }
        }
        Section::Deadlines => {
            const {
                &[
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
                    column(
                        "unit",
                        "شمارش",
                        "Counted in",
                        One(&[
                            ("working", "روز کاری", "Working days"),
                            ("calendar", "همهٔ روزها", "Calendar days"),
                        ]),
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
                ]
            }
        }
        Section::LookUpAfterDays => {
            const { &[column("", "روز پس از ثبت‌نام", "Days after registering", Number)] }
        }
        Section::Rules => {
            const {
                &[
                    column(
                        "supporterMinAge",
                        "کمترین سن پشتیبان",
                        "Least age of a supporter",
                        Number,
                    ),
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
                    column(
                        "maxLicencesPerPerson",
                        "بیشترین مجوز هر شخص",
                        "Most licences of a person",
                        Number,
                    ),
                    column(
                        "licenceValidityYears",
                        "اعتبار مجوز (سال)",
                        "Validity of a licence (years)",
                        Number,
                    ),
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
                ]
            }
        }
        Section::Papers => {
            const {
                &[
                    column("answerDays", "مهلت پاسخ متقاضی (روز)", "Days to answer", Number),
                    column("objectionDays", "مهلت اعتراض (روز)", "Days to object", Number),
                    column(
                        "empowermentDays",
                        "مهلت پاسخ جهاد دانشگاهی (روز)",
                        "Days for Jahad's answer",
                        Number,
                    ),
                    column("clearanceDays", "مهلت پاسخ استعلام (روز)", "Days for clearance", Number),
                    column(
                        "provisionalDays",
                        "اعتبار برگ موقت (روز)",
                        "Days of a provisional paper",
                        Number,
                    ),
                    column(
                        "licenceConditions",
                        "شرایط پشت مجوز، هر کدام در یک سطر",
                        "Conditions on a licence, one a line",
                        Lines,
                    ),
                ]
            }
        }
        Section::Weekend => {
            const { &[column("", "روزهای تعطیل", "Closed days", Any(WEEKDAYS))] }
        }
        Section::Holidays => {
            const {
                &[
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
                ]
            }
        }
    }
}

/// Under which name a column stands in a form.
pub(super) const fn field(column: &Column) -> &'static str {
    if column.name.is_empty() { "value" } else { column.name }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// The names of a row, with dots between them; an office's kind is one value.
    fn names(prefix: &str, value: &Value, into: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) if !prefix.ends_with("kind") => {
                for (name, value) in fields {
                    let dot = if prefix.is_empty() { "" } else { "." };
                    names(&format!("{prefix}{dot}{name}"), value, into);
                }
            }
            _ => {
                into.insert(prefix.to_owned());
            }
        }
    }

    #[test]
    fn every_value_of_a_document_has_a_column_and_every_column_a_value() {
        let document = domain::catalogue::sample().to_json();
        for section in Section::ALL {
            let part = section.of(&document).unwrap();
            let row = if section.key().is_some() { &part[0] } else { part };
            let mut found = BTreeSet::new();
            names("", row, &mut found);
            if section == Section::Edition {
                // Whoever publishes gives the days.
                assert!(found.remove("issuedOn") && found.remove("validFrom"));
            }
            let known: BTreeSet<String> =
                of(section).iter().map(|column| column.name.to_owned()).collect();
            assert_eq!(known, found, "{section}");
        }
    }
}
