//! Periods and texts of papers. Samples, until the offices give theirs.

use super::super::PaperRules;

/// What every licence says of the work that it allows.
const LICENCE_CONDITIONS: [&str; 6] = [
    "این مجوز به نام دارنده صادر شده است و به دیگری واگذار، فروخته یا اجاره داده نمی‌شود.",
    "فعالیت تنها در رشته و نشانی درج‌شده در این مجوز و به دست دارنده و اعضای خانوادهٔ او انجام می‌شود.",
    "فعالیت نباید سروصدا، آلودگی یا رفت‌وآمد نامتعارف پدید آورد؛ رعایت حقوق و آسایش همسایگان الزامی است.",
    "رعایت ضوابط فنی، بهداشتی و ایمنی رشته که دستگاه اجرایی اعلام می‌کند الزامی است.",
    "هر تغییر در نشانی، رشته یا نوع فعالیت، پیش از انجام باید در سامانه درخواست و تأیید شود.",
    "درخواست تمدید باید پیش از پایان اعتبار ثبت شود؛ پس از تاریخ پایان، این مجوز اعتبار ندارد.",
];

pub(super) fn papers() -> PaperRules {
    PaperRules {
        answer_days: 14,
        objection_days: 30,
        empowerment_days: 45,
        clearance_days: 15,
        provisional_days: 30,
        verification_host: "parvaneh.example".to_owned(),
        licence_conditions: LICENCE_CONDITIONS.map(str::to_owned).into(),
    }
}
