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
];
