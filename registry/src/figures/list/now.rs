//! Figures of the moment: what there is now.

use domain::case::StageName;

use super::super::measures::Measure;
use super::Figure;
use crate::verification::State;

/// The stages of an open case.
pub(super) const OPEN: &[StageName] = &[
    StageName::Registered,
    StageName::AgencyReview,
    StageName::AgencyWaiting,
    StageName::Clearance,
    StageName::Empowerment,
    StageName::LabourReview,
    StageName::LabourWaiting,
    StageName::Disputed,
];

pub(super) const FIGURES: [Figure; 17] = [
    figure!(
        "open",
        Measure::AtStage(OPEN),
        "پرونده‌های باز",
        "Open applications",
        "درخواست‌هایی که اکنون نه رد شده‌اند، نه انصراف داده، نه مجوز گرفته‌اند.",
        "Applications that at this moment are neither refused nor withdrawn nor licensed."
    ),
    figure!(
        "unfinished",
        Measure::AtStage(&[StageName::Registered]),
        "در انتظار تکمیل",
        "Not yet complete",
        "پرونده‌های بازی که هنوز به بررسی نرفته‌اند: صفحهٔ دوم یا تأیید پشتیبان مانده است.",
        "Open applications that have not gone to review: page two or the supporter’s word is missing."
    ),
    figure!(
        "at-agency",
        Measure::AtStage(&[StageName::AgencyReview, StageName::Clearance]),
        "نزد دستگاه اجرایی",
        "With agencies",
        "پرونده‌های بازی که اکنون نوبت دستگاه اجرایی است، با آن‌ها که در انتظار استعلام‌اند؛ بی آن‌ها که متقاضی باید پاسخ دهد.",
        "Open applications whose turn is the agency’s now, with those that await a clearance; without those that wait for the applicant."
    ),
    figure!(
        "at-jahad",
        Measure::AtStage(&[StageName::Empowerment]),
        "در توانمندسازی",
        "In empowerment",
        "پرونده‌های بازی که اکنون در توانمندسازی‌اند.",
        "Open applications that are in empowerment now."
    ),
    figure!(
        "at-labour",
        Measure::AtStage(&[StageName::LabourReview]),
        "نزد ادارهٔ کار",
        "With labour offices",
        "پرونده‌های بازی که اکنون نوبت ادارهٔ کار است؛ بی آن‌ها که متقاضی باید پاسخ دهد.",
        "Open applications whose turn is the labour office’s now; without those that wait for the applicant."
    ),
    figure!(
        "at-applicant",
        Measure::AtStage(&[StageName::AgencyWaiting, StageName::LabourWaiting]),
        "در انتظار متقاضی",
        "Waiting for applicants",
        "پرونده‌های در حال بررسی که اکنون متقاضی باید پاسخ دهد؛ مهلت اداره در این مدت ایستاده است.",
        "Applications under review that wait for the applicant now; the office’s deadline stands still meanwhile."
    ),
    figure!(
        "disputed",
        Measure::AtStage(&[StageName::Disputed]),
        "متعارض",
        "Disputed",
        "پرونده‌هایی که دو تصمیم متعارض دارند و تا حل آن می‌مانند.",
        "Cases that hold two contradicting decisions and stay until that is resolved."
    ),
    figure!(
        "overdue",
        Measure::Overdue,
        "گذشته از مهلت",
        "Overdue",
        "پرونده‌هایی که آخرین روز مهلت بررسی آن‌ها گذشته و تصمیمی ندارند. مهلتی که ایستاده، گذشته نیست.",
        "Cases whose review is past its last day and has no decision. A deadline that stands still is not past."
    ),
    figure!(
        "escalated",
        Measure::Escalated,
        "اعلام‌شده به دبیرخانه",
        "Escalated",
        "بخشی از «گذشته از مهلت» که همین مهلت آن به دبیرخانه اعلام شده است.",
        "The part of “overdue” of whose very deadline the secretariat was told."
    ),
    figure!(
        "open-requests",
        Measure::OpenRequests,
        "خواسته‌های بی‌پاسخ",
        "Unanswered requests",
        "چیزهایی که اکنون از متقاضیان خواسته شده و پاسخ نگرفته است.",
        "Things that are asked of applicants now and have no answer."
    ),
    figure!(
        "unanswered",
        Measure::Unanswered,
        "پاسخ‌های دیرشده",
        "Answers past their day",
        "پرونده‌هایی که روز پاسخ کهن‌ترین خواستهٔ باز آن‌ها گذشته است.",
        "Cases in which the day for answering the oldest open request is past."
    ),
    figure!(
        "in-force",
        Measure::Licences(State::Registered),
        "مجوزهای معتبر",
        "Licences in force",
        "مجوزهایی که اکنون ثبت شده و معتبرند: نه تعلیق، نه باطل، نه جایگزین‌شده، و روز پایان آن‌ها نگذشته است.",
        "Licences that are registered and in force now: not suspended, revoked or superseded, and not past their last day."
    ),
    figure!(
        "provisional",
        Measure::Licences(State::Provisional),
        "مجوزهای موقت",
        "Provisional licences",
        "مجوزهایی که صادر شده‌اند و سامانهٔ مرکزی هنوز آن‌ها را ثبت نکرده است.",
        "Licences that were issued and that the registry has not confirmed yet."
    ),
    figure!(
        "under-suspension",
        Measure::Licences(State::Suspended),
        "مجوزهای تعلیق‌شده",
        "Suspended licences",
        "مجوزهایی که اکنون در تعلیق‌اند، چه روز پایان آن‌ها گذشته باشد چه نه.",
        "Licences that are suspended now, whether or not their last day is past."
    ),
    figure!(
        "void",
        Measure::Licences(State::Revoked),
        "مجوزهای باطل",
        "Revoked licences",
        "همهٔ مجوزهایی که تاکنون باطل شده‌اند.",
        "All licences that were ever revoked."
    ),
    figure!(
        "replaced",
        Measure::Licences(State::Superseded),
        "مجوزهای جایگزین‌شده",
        "Superseded licences",
        "مجوزهایی که مجوز دیگری (تمدید یا اصلاح) جای آن‌ها را گرفته است.",
        "Licences whose place another one (a renewal or an amendment) has taken."
    ),
    figure!(
        "expired",
        Measure::Licences(State::Expired),
        "مجوزهای پایان‌یافته",
        "Expired licences",
        "مجوزهایی که روز پایان آن‌ها گذشته است و نه تعلیق‌اند، نه باطل، نه جایگزین‌شده.",
        "Licences that are past their last day and neither suspended nor revoked nor superseded."
    ),
];
