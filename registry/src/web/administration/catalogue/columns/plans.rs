//! What is judged, and by what: fields, programmes, conditions, checklists, documents.

use domain::catalogue::Section;

use super::Kind::{Any, Code, Flag, Line, Number, Numbers, One, Province, Row, Rows, Text};
use super::{Column, Word, column, maybe};

const ACTIVITIES: &[Word] = &[
    ("independent", "مستقل", "Independent"),
    ("covered", "تحت پوشش", "Covered"),
    ("supporterNatural", "پشتیبان حقیقی", "Supporter, natural person"),
    ("supporterLegal", "پشتیبان حقوقی", "Supporter, legal person"),
];

const CIRCUMSTANCES: &[Word] = &[
    ("underAge", "سن پشتیبان از اندازه کمتر است", "The supporter is too young"),
    (
        "experienceShort",
        "سابقهٔ پشتیبان از اندازه کمتر است",
        "The supporter's experience is too short",
    ),
    (
        "contributionLow",
        "آوردهٔ پشتیبان از اندازه کمتر است",
        "The supporter's contribution is too low",
    ),
    ("militaryPending", "وضعیت نظام وظیفه روشن نیست", "Military service is not settled"),
    ("certificateExpired", "اعتبار گواهی مهارت گذشته است", "The skill certificate has expired"),
    (
        "certificateOfOtherField",
        "گواهی مهارت برای رشتهٔ دیگری است",
        "The skill certificate is for another field",
    ),
    (
        "worksElsewhere",
        "محل کار متقاضی مستقل جز محل سکونت اوست",
        "An independent applicant works elsewhere than at home",
    ),
    ("fieldClosed", "برای رشته مجوز داده نمی‌شود", "No licences are given in the field"),
    ("clearanceDenied", "پاسخ استعلام منفی است", "The clearance was denied"),
    (
        "notSuited",
        "توانمندسازی متقاضی را مناسب ندانست",
        "Empowerment found the applicant not suited",
    ),
];

pub(super) const CHECKLIST: &[Column] = &[
    column("row", "شمارهٔ ردیف", "Row", Number),
    column("title", "آنچه بررسی می‌شود", "What is checked", Line),
    maybe("document", "مدرک", "Document", Row(Section::Documents)),
    maybe("condition", "شرط رد", "Condition to refuse by", Row(Section::Conditions)),
    maybe("ask", "شرط درخواست تکمیل", "Condition to ask by", Row(Section::Conditions)),
];

pub(super) const FIELDS: &[Column] = &[
    column("code", "کد", "Code", Code),
    column("title", "نام رشته", "Name", Line),
    column("agency", "دستگاه بررسی‌کننده", "Reviewing agency", Row(Section::Agencies)),
    column("category", "رسته", "Category", Line),
    maybe("isic", "کد آیسیک", "ISIC class", Code),
    maybe("starred", "دستگاه استعلام‌شونده", "Agency that clears it", Row(Section::Agencies)),
    column("hygiene", "کارت بهداشت می‌خواهد", "Needs a health card", Flag),
    column("licensable", "مجوز داده می‌شود", "Licences are given", Flag),
    column("loanYears", "سال‌های تسهیلات", "Years with facilities", Numbers),
];

pub(super) const PROGRAMMES: &[Column] = &[
    column("title", "نام طرح", "Name", Line),
    column("province", "استان", "Province", Province),
    column("fields", "رشته‌ها", "Fields", Rows(Section::Fields)),
];

pub(super) const CONDITIONS: &[Column] = &[
    column("number", "شماره", "Number", Number),
    column("title", "عنوان", "Title", Line),
    column("text", "متن", "Text", Text),
    column(
        "kind",
        "اگر برآورده نباشد",
        "When it is not met",
        One(&[
            ("refuse", "درخواست رد می‌شود", "The application is refused"),
            ("askForMore", "از متقاضی تکمیل خواسته می‌شود", "The applicant is asked for more"),
        ]),
    ),
    maybe(
        "appliesTo.activities",
        "برای متقاضیان (هیچ‌کدام: همه)",
        "For applicants (none: everybody)",
        Any(ACTIVITIES),
    ),
    column(
        "appliesTo.gender",
        "برای",
        "For",
        One(&[
            ("everyone", "زنان و مردان", "Women and men"),
            ("women", "زنان", "Women"),
            ("men", "مردان", "Men"),
        ]),
    ),
    column(
        "appliesTo.hygieneOnly",
        "تنها برای رشته‌های نیازمند کارت بهداشت",
        "Only for fields that need a health card",
        Flag,
    ),
    maybe(
        "appliesTo.fields",
        "برای رشته‌های (هیچ‌کدام: همه)",
        "For fields (none: every field)",
        Rows(Section::Fields),
    ),
    column(
        "appliesTo.path",
        "در مسیر",
        "On the path",
        One(&[
            ("any", "هر دو مسیر", "Both paths"),
            ("standard", "عادی", "Standard"),
            ("development", "الگوی توسعه", "Development"),
        ]),
    ),
    maybe(
        "documents",
        "مدرک‌هایی که آن را نشان می‌دهد",
        "Documents that show it",
        Rows(Section::Documents),
    ),
    maybe(
        "circumstances",
        "دانسته‌هایی که آن را نشان می‌دهد",
        "Circumstances that show it",
        Any(CIRCUMSTANCES),
    ),
    column("source", "مرجع", "Source", Line),
    column("official", "متن رسمی است", "The text is official", Flag),
];

pub(super) const DOCUMENTS: &[Column] = &[
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
            ("hygieneFields", "رشته‌های نیازمند کارت بهداشت", "Fields that need a health card"),
        ]),
    ),
    column(
        "need",
        "لازم است؟",
        "Is it needed?",
        One(&[
            ("mandatory", "بی آن درخواست کامل نیست", "Without it nothing is complete"),
            ("optional", "می‌تواند نباشد", "It may be missing"),
        ]),
    ),
    column(
        "readers",
        "چه اداره‌هایی آن را می‌بینند؟",
        "Which offices read it?",
        One(&[
            ("reviewers", "دستگاه اجرایی و ادارهٔ کار", "Agency and labour office"),
            ("empowerment", "جهاد دانشگاهی هم", "Jahad Daneshgahi too"),
            ("banks", "جهاد دانشگاهی و بانک هم", "Jahad Daneshgahi and bank too"),
        ]),
    ),
];
