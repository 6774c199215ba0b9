//! A believable dossier of nobody.

use super::{
    Dossier, FactGroup, FiledCheck, FiledDecision, FiledDocument, FiledEvent, FiledFact, FiledNote,
    FiledReferral, FiledRequest, FiledSheet,
};
use crate::{
    input::{Letterhead, Verification},
    texts::DossierTexts,
};

fn group(title: &str, facts: &[(&str, &str)]) -> FactGroup {
    let fact = |(label, value): &(&str, &str)| FiledFact {
        label: (*label).into(),
        value: (*value).into(),
    };
    FactGroup { title: title.into(), facts: facts.iter().map(fact).collect() }
}

fn hash(seed: u32) -> String {
    (0..8_u32).map(|n| format!("{:08x}", (seed + n).wrapping_mul(2_654_435_761))).collect()
}

fn event(on: &str, at: &str, what: &str, by: &str, text: &str) -> FiledEvent {
    FiledEvent { on: on.into(), at: at.into(), what: what.into(), by: by.into(), text: text.into() }
}

impl Dossier {
    /// A believable dossier of nobody.
    pub fn example() -> Self {
        let agency = "مریم رضایی، اداره کل میراث فرهنگی، گردشگری و صنایع دستی";
        let labour = "علی محمدی، ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک";
        Self {
            letterhead: Letterhead::labour_office(),
            tracking_code: "40573100821756".into(),
            applicant: "فاطمه احمدی".into(),
            field: "گلیم‌بافی".into(),
            stage: "مجوز صادر و به بانک معرفی شده است".into(),
            drawn_on: "1405/09/12".into(),
            drawn_at: "09:40".into(),
            drawn_by: labour.into(),
            facts: facts(),
            attachments: [("تصویر کارت ملی", "karte-melli.jpg"), ("گواهی مهارت", "maharat.pdf")]
                .into_iter()
                .zip(1..)
                .map(|((title, file), seed)| FiledDocument {
                    title: title.into(),
                    file: file.into(),
                    received_on: "1405/08/24".into(),
                    hash: hash(seed),
                })
                .collect(),
            checks: [
                ("مشخصات فردی با شناسنامه می‌خواند.", "درست", ""),
                ("گواهی مهارت با رشته هم‌خوان و معتبر است.", "درست", "4"),
                ("نشانی محل کار، محل سکونت متقاضی است.", "درست", "5"),
            ]
            .into_iter()
            .map(|(statement, answer, condition)| FiledCheck {
                review: "دستگاه اجرایی".into(),
                statement: statement.into(),
                answer: answer.into(),
                condition: condition.into(),
            })
            .collect(),
            requests: vec![FiledRequest {
                asked_on: "1405/08/26".into(),
                subject: "نام خانوادگی".into(),
                text: "نام خانوادگی را مطابق شناسنامه بنویسید.".into(),
                state: "پذیرفته شد".into(),
                answer: "درست شد. (تلفن، ۱۴۰۵/۰۸/۲۷)".into(),
            }],
            decisions: vec![
                FiledDecision {
                    on: "1405/08/30".into(),
                    what: "تأیید دستگاه اجرایی (امضای نخست)".into(),
                    by: agency.into(),
                    conditions: String::new(),
                    text: "مسیر عادی؛ رشته در برنامهٔ توسعهٔ استان نیست.".into(),
                },
                FiledDecision {
                    on: "1405/09/02".into(),
                    what: "صدور مجوز (امضای دوم)".into(),
                    by: labour.into(),
                    conditions: String::new(),
                    text: String::new(),
                },
            ],
            clearances: Vec::new(),
            services: Vec::new(),
            referrals: vec![FiledReferral {
                on: "1405/09/05".into(),
                branch: "بانک توسعه تعاون، شعبهٔ مرکزی اراک".into(),
                amount: "۲٬۰۰۰٬۰۰۰٬۰۰۰ ریال".into(),
                minutes: "شمارهٔ ۲۷، ۱۴۰۵/۰۸/۲۴".into(),
                outcome: "در انتظار پاسخ".into(),
            }],
            sheets: vec![FiledSheet {
                serial: "000041".into(),
                document: "مجوز، نسخهٔ ۱".into(),
                printed_on: "1405/09/02".into(),
                state: "تحویل به خود متقاضی".into(),
                hash: hash(9),
            }],
            notes: vec![FiledNote {
                on: "1405/08/29".into(),
                by: agency.into(),
                text: "محل کار بازدید شد؛ دار گلیم در اتاق رو به حیاط است و مزاحمتی ندارد.".into(),
            }],
            events: vec![
                event("1405/08/24", "10:02", "ثبت‌نام", "سامانهٔ متقاضیان", ""),
                event(
                    "1405/08/26",
                    "11:15",
                    "درخواست از متقاضی",
                    agency,
                    "نام خانوادگی را مطابق شناسنامه بنویسید.",
                ),
                event("1405/08/27", "09:31", "پاسخ متقاضی", agency, "درست شد."),
                event("1405/08/30", "12:20", "تأیید", agency, ""),
                event("1405/09/02", "10:24", "صدور مجوز", labour, ""),
                event("1405/09/02", "10:31", "چاپ", labour, ""),
                event("1405/09/05", "08:55", "معرفی به بانک", labour, "شعبهٔ مرکزی اراک"),
            ],
            verification: Verification::example("5E0B 44D1 9A27 C386"),
            texts: DossierTexts::default(),
        }
    }
}

fn facts() -> Vec<FactGroup> {
    vec![
        group(
            "متقاضی",
            &[
                ("نام و نام خانوادگی", "فاطمه احمدی"),
                ("نام پدر", "حسین"),
                ("شمارهٔ ملی", "۰۰۷۶۲۲۹۶۴۵"),
                ("تاریخ تولد", "۱۳۷۰/۰۲/۱۵"),
                ("نوع فعالیت", "مستقل"),
                ("تلفن همراه", "۰۹۱۸۰۰۰۰۰۰۰"),
                ("نشانی سکونت", "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲، واحد ۳"),
            ],
        ),
        group(
            "طرح",
            &[
                ("عنوان", "بافت گلیم با نقش‌های محلی"),
                ("شرح", "بافت گلیم دستی با پشم محلی و رنگ گیاهی، با فروش در بازارچه و به سفارش."),
                ("محل فعالیت", "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲، واحد ۳"),
                ("سرمایهٔ ثابت", "۸۰۰٬۰۰۰٬۰۰۰ ریال"),
                ("تسهیلات درخواستی", "۲٬۰۰۰٬۰۰۰٬۰۰۰ ریال"),
            ],
        ),
        group(
            "گواهی مهارت",
            &[
                ("شماره", "۱۴۰۴/۲۱۸۷"),
                ("صادرکننده", "سازمان آموزش فنی و حرفه‌ای"),
                ("پایان اعتبار", "۱۴۰۷/۰۶/۱۰"),
            ],
        ),
        group(
            "مجوز",
            &[
                ("شماره", "۰۰۰۰۰۱۲۳۴۷۱۴"),
                ("تاریخ صدور", "۱۴۰۵/۰۹/۰۲"),
                ("پایان اعتبار", "۱۴۰۸/۰۹/۰۲"),
                ("وضعیت", "موقت، در انتظار ثبت در سامانهٔ مرکزی"),
            ],
        ),
    ]
}
