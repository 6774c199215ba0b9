//! What is checked in each review, and what to cite when it is wrong.
//!
//! A row maps to a condition only where the row's statement and the condition's are the same one, so that a
//! row marked wrong says that the condition is not met. A mistake that the applicant can correct maps to what
//! is asked for alone.

use super::super::{ChecklistRow, ConditionNumber, DocumentCode};

/// Statement, document, condition to refuse by, condition to ask by.
type Line = (&'static str, Option<u32>, Option<u16>, u16);

const AGENCY: [Line; 6] = [
    // A misspelt name or a blurred card is a correction; it says nothing about nationality (11).
    ("مشخصات متقاضی با کارت ملی و شناسنامه یکی است", Some(10_001), None, 51),
    // The words of condition 16: an approved field, and a plan that fits it.
    ("طرح در یکی از رشته‌های مصوب است و با آن می‌خواند", None, Some(16), 55),
    // The words of condition 22; an unreadable scan is asked for again.
    ("گواهی مهارت در همین رشته است و اعتبار دارد", Some(20_001), Some(22), 53),
    // The words of condition 33; the deed or lease that shows the room is asked for.
    ("محل کار با حجم تولید متناسب است", Some(20_003), Some(33), 54),
    // Pollution (34); neighbours alone are condition 35, which a visit's report shows.
    ("کار آلودگی و مزاحمت برای همسایگان ندارد", Some(20_012), Some(34), 58),
    // The words of condition 26 alone: a missing paper is no lack of ability. What is unclear is cleared up
    // with the applicant.
    ("متقاضی از عهدهٔ طرح برمی‌آید", Some(10_004), Some(26), 58),
];

const LABOUR: [Line; 6] = [
    // As at the agency: an inquiry that finds another spelling asks for a correction.
    ("مشخصات متقاضی با استعلام هویت یکی است", Some(10_001), None, 51),
    // An approval for another field means that plan and field do not agree (16).
    ("تأیید دستگاه اجرایی برای همین طرح و رشته است", None, Some(16), 55),
    // The words of condition 22, on the day of the licence.
    ("گواهی مهارت در روز صدور اعتبار دارد", Some(20_001), Some(22), 53),
    // The words of condition 14. It applies to men, and for a woman the row has nothing to refuse or ask by.
    ("وضعیت نظام وظیفهٔ متقاضی مرد روشن است", Some(10_003), Some(14), 52),
    // An address that differs is corrected; that the unit is no dwelling (32) is another statement.
    ("نشانی و کد پستی محل کار با مدارک یکی است", Some(20_003), None, 54),
    // The words of condition 17. No document counts licences; the applicant may have given some back.
    ("شمار مجوزهای متقاضی از سقف نمی‌گذرد", None, Some(17), 58),
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
        condition: condition.map(ConditionNumber),
        ask: Some(ConditionNumber(*ask)),
    };
    (1..).zip(lines).map(row).collect()
}
