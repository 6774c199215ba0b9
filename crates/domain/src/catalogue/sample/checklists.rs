//! What is checked in each review, and what to cite when it is wrong.

use super::super::{ChecklistRow, ConditionNumber, DocumentCode};

/// Statement, document, condition to refuse by, condition to ask by.
type Line = (&'static str, Option<u32>, u16, u16);

const AGENCY: [Line; 6] = [
    ("مشخصات متقاضی با کارت ملی و شناسنامه یکی است", Some(10_001), 11, 51),
    ("طرح در یکی از رشته‌های مصوب است و با آن می‌خواند", None, 16, 55),
    ("گواهی مهارت در همین رشته است و اعتبار دارد", Some(20_001), 22, 53),
    ("محل کار با حجم تولید متناسب است", Some(20_003), 33, 54),
    ("کار آلودگی و مزاحمت برای همسایگان ندارد", Some(20_012), 34, 58),
    ("متقاضی از عهدهٔ طرح برمی‌آید و مدارک نوع فعالیت او کامل است", Some(10_004), 26, 56),
];

const LABOUR: [Line; 6] = [
    ("مشخصات متقاضی با استعلام هویت یکی است", Some(10_001), 11, 51),
    ("تأیید دستگاه اجرایی برای همین طرح و رشته است", None, 16, 55),
    ("گواهی مهارت در روز صدور اعتبار دارد", Some(20_001), 22, 53),
    ("وضعیت نظام وظیفهٔ متقاضی مرد روشن است", Some(10_003), 14, 52),
    ("نشانی و کد پستی محل کار با مدارک یکی است", Some(20_003), 32, 54),
    ("شمار مجوزهای متقاضی از سقف نمی‌گذرد", Some(10_002), 17, 58),
];

pub(super) fn agency() -> Vec<ChecklistRow> {
    rows(&AGENCY)
}

pub(super) fn labour() -> Vec<ChecklistRow> {
    rows(&LABOUR)
}

fn rows(lines: &[Line]) -> Vec<ChecklistRow> {
    let row = |(number, (title, document, condition, ask)): (u16, &Line)| ChecklistRow {
        row: number,
        title: (*title).to_owned(),
        document: document.map(DocumentCode),
        condition: Some(ConditionNumber(*condition)),
        ask: Some(ConditionNumber(*ask)),
    };
    (1..).zip(lines).map(row).collect()
}
