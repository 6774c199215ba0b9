//! Every figure with its definition: what is counted, from which event, over which period, what is left out.

use domain::case::StageName;

use super::happening::What;
use super::measures::{Measure, Rank, Span, Tense, Unit};
use crate::verification::State;

/// A figure.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Its name for programs.
    pub code: &'static str,
    /// Its name in Persian and in English.
    pub name: (&'static str, &'static str),
    /// Its definition in Persian and in English.
    pub definition: (&'static str, &'static str),
    pub(super) measure: Measure,
}

impl Figure {
    /// What it is a number of.
    pub const fn unit(&self) -> Unit {
        self.measure.unit()
    }

    /// Whether it is of a period or of the moment.
    pub const fn tense(&self) -> Tense {
        self.measure.tense()
    }

    /// Whether the figures of parts add up to that of the whole.
    pub const fn adds_up(&self) -> bool {
        self.measure.adds_up()
    }

    /// Finds a figure by its name for programs.
    pub fn of_code(code: &str) -> Option<&'static Self> {
        FIGURES.iter().find(|figure| figure.code == code)
    }
}

macro_rules! figure {
    ($code:literal, $measure:expr, $fa:literal, $en:literal, $def_fa:literal, $def_en:literal) => {
        Figure { code: $code, name: ($fa, $en), definition: ($def_fa, $def_en), measure: $measure }
    };
}

const APPROVED: &[What] = &[What::Approved, What::ApprovedDevelopment];
const REFUSED: &[What] = &[What::AgencyRefused, What::LabourRefused];
const GIVEN_UP: &[What] = &[What::Withdrawn, What::WithdrawnEmpowerment];
const OPEN: &[StageName] = &[
    StageName::Registered,
    StageName::AgencyReview,
    StageName::AgencyWaiting,
    StageName::Clearance,
    StageName::Empowerment,
    StageName::LabourReview,
    StageName::LabourWaiting,
    StageName::Disputed,
];

/// Every figure, in the order in which they are shown.
pub const FIGURES: &[Figure] = &[
    figure!(
        "registered",
        Measure::Happened(&[What::Registered]),
        "ثبت‌نام‌ها",
        "Registered",
        "درخواست‌هایی که صفحهٔ نخست آن‌ها در این دوره کامل شد و کد رهگیری گرفتند، چه پس از آن به بررسی رفته باشند چه نه. تمدید و اصلاح هم شمرده می‌شود.",
        "Applications whose first page was completed in the period and that were given a tracking code, whether or not they went on to review. Renewals and amendments count too."
    ),
    figure!(
        "submitted",
        Measure::Happened(&[What::Submitted]),
        "درخواست‌های کامل",
        "Submitted",
        "درخواست‌هایی که در این دوره به بررسی رفتند: با تیک صفحهٔ پایانی، و برای افراد تحت پوشش پس از تأیید پشتیبان.",
        "Applications that went to review in the period: with the tick on the last page, and for covered applicants once the supporter has confirmed them."
    ),
    figure!(
        "approved",
        Measure::Happened(APPROVED),
        "تأیید دستگاه اجرایی",
        "Approved by agencies",
        "امضای نخست: درخواست‌هایی که دستگاه اجرایی در این دوره تأیید کرد، در هر دو مسیر.",
        "The first signature: applications that an agency approved in the period, on both paths."
    ),
    figure!(
        "refused",
        Measure::Happened(REFUSED),
        "رد شده",
        "Refused",
        "درخواست‌هایی که دستگاه اجرایی یا ادارهٔ کار در این دوره رد کرد. تصمیمی که به سبب تعارض به کار بسته نشده، شمرده نمی‌شود.",
        "Applications that an agency or a labour office refused in the period. A decision that was not applied because of a conflict is not counted."
    ),
    figure!(
        "refused-agency",
        Measure::Happened(&[What::AgencyRefused]),
        "رد دستگاه اجرایی",
        "Refused by agencies",
        "بخشی از «رد شده» که تصمیم دستگاه اجرایی است.",
        "The part of “refused” that agencies decided."
    ),
    figure!(
        "refused-labour",
        Measure::Happened(&[What::LabourRefused]),
        "رد ادارهٔ کار",
        "Refused by labour offices",
        "بخشی از «رد شده» که تصمیم ادارهٔ کار است.",
        "The part of “refused” that labour offices decided."
    ),
    figure!(
        "withdrawn",
        Measure::Happened(GIVEN_UP),
        "انصراف",
        "Withdrawn",
        "درخواست‌هایی که متقاضی در این دوره از آن‌ها انصراف داد، در هر مرحله‌ای پیش از صدور مجوز.",
        "Applications that their applicants gave up in the period, at any stage before the licence."
    ),
    figure!(
        "licensed",
        Measure::Happened(&[What::Licensed]),
        "مجوزهای صادرشده",
        "Licences issued",
        "امضای دوم: مجوزهایی که ادارهٔ کار در این دوره صادر کرد، موقت یا ثبت‌شده، و هرچه پس از آن بر سرشان آمده باشد.",
        "The second signature: licences that labour offices issued in the period, provisional or registered, whatever became of them later."
    ),
    figure!(
        "suspended",
        Measure::Happened(&[What::Suspended]),
        "تعلیق‌ها",
        "Suspensions",
        "مجوزهایی که در این دوره تعلیق شدند؛ مجوزی که دو بار تعلیق شده، دو بار شمرده می‌شود.",
        "Suspensions in the period; a licence that was suspended twice counts twice."
    ),
    figure!(
        "reinstated",
        Measure::Happened(&[What::Reinstated]),
        "رفع تعلیق",
        "Reinstated",
        "تعلیق‌هایی که در این دوره برداشته شد.",
        "Suspensions that ended in the period."
    ),
    figure!(
        "revoked",
        Measure::Happened(&[What::Revoked]),
        "ابطال‌ها",
        "Revocations",
        "مجوزهایی که در این دوره باطل شدند.",
        "Licences that were revoked in the period."
    ),
    figure!(
        "women-registered",
        Measure::Women(What::Registered),
        "سهم زنان از ثبت‌نام",
        "Women’s share of registrations",
        "از هر صد ثبت‌نام اشخاص حقیقی در این دوره، چند مورد از زنان است. اشخاص حقوقی در آن نیستند.",
        "Of a hundred registrations of natural persons in the period, how many are women’s. Legal persons are left out."
    ),
    figure!(
        "women-licensed",
        Measure::Women(What::Licensed),
        "سهم زنان از مجوزها",
        "Women’s share of licences",
        "از هر صد مجوز که در این دوره برای اشخاص حقیقی صادر شد، چند مورد از زنان است. اشخاص حقوقی در آن نیستند.",
        "Of a hundred licences issued to natural persons in the period, how many are women’s. Legal persons are left out."
    ),
    figure!(
        "days-to-licence-median",
        Measure::Took(Span::Whole, Rank::Median),
        "روز تا مجوز (میانه)",
        "Days to the licence (median)",
        "روزهای تقویمی از تیک صفحهٔ پایانی تا صدور، برای مجوزهایی که در این دوره صادر شدند: نیمی از آن‌ها حداکثر این‌قدر طول کشید. روزهایی که متقاضی باید پاسخ می‌داد هم شمرده می‌شود.",
        "Calendar days from the tick on the last page to the issue, of licences issued in the period: half of them took at most so long. Days on which the applicant was asked count too."
    ),
    figure!(
        "days-to-licence-p90",
        Measure::Took(Span::Whole, Rank::Ninetieth),
        "روز تا مجوز (صدک ۹۰)",
        "Days to the licence (90th percentile)",
        "همان روزهای تقویمی: نود درصد مجوزها حداکثر این‌قدر طول کشید.",
        "The same calendar days: nine of ten licences took at most so long."
    ),
    figure!(
        "working-days-to-licence-median",
        Measure::Took(Span::WholeWorking, Rank::Median),
        "روز کاری تا مجوز (میانه)",
        "Working days to the licence (median)",
        "همان مدت به روز کاری تقویم کاتالوگ: نیمی از مجوزها حداکثر این‌قدر طول کشید.",
        "The same time in working days of the catalogue’s calendar: half of the licences took at most so long."
    ),
    figure!(
        "working-days-to-licence-p90",
        Measure::Took(Span::WholeWorking, Rank::Ninetieth),
        "روز کاری تا مجوز (صدک ۹۰)",
        "Working days to the licence (90th percentile)",
        "همان مدت به روز کاری: نود درصد مجوزها حداکثر این‌قدر طول کشید.",
        "The same time in working days: nine of ten licences took at most so long."
    ),
    figure!(
        "agency-days-median",
        Measure::Took(Span::Agency, Rank::Median),
        "روز بررسی دستگاه (میانه)",
        "Days of the agency’s review (median)",
        "روزهایی که بررسی دستگاه اجرایی گرفت، برای تصمیم‌های این دوره و به روزهایی که قاعدهٔ مهلت می‌شمارد؛ روزهای انتظار برای پاسخ متقاضی کم شده است. پروندهٔ منصرف‌شده و منتقل‌شده تا تصمیم ندارد، در آن نیست.",
        "Days that the agency’s review took, of decisions in the period, in the days that the rule of the deadline counts, without those in which the applicant was asked. What has no decision is left out."
    ),
    figure!(
        "agency-days-p90",
        Measure::Took(Span::Agency, Rank::Ninetieth),
        "روز بررسی دستگاه (صدک ۹۰)",
        "Days of the agency’s review (90th percentile)",
        "همان روزها: نود درصد تصمیم‌ها حداکثر این‌قدر طول کشید.",
        "The same days: nine of ten decisions took at most so long."
    ),
    figure!(
        "labour-days-median",
        Measure::Took(Span::Labour, Rank::Median),
        "روز بررسی ادارهٔ کار (میانه)",
        "Days of the labour office’s review (median)",
        "روزهایی که بررسی ادارهٔ کار گرفت، به همان شیوه: از رسیدن پرونده تا صدور یا رد.",
        "Days that the labour office’s review took, counted in the same way: from the hand-over to the licence or the refusal."
    ),
    figure!(
        "labour-days-p90",
        Measure::Took(Span::Labour, Rank::Ninetieth),
        "روز بررسی ادارهٔ کار (صدک ۹۰)",
        "Days of the labour office’s review (90th percentile)",
        "همان روزها: نود درصد تصمیم‌ها حداکثر این‌قدر طول کشید.",
        "The same days: nine of ten decisions took at most so long."
    ),
    figure!(
        "in-time",
        Measure::InTime,
        "تصمیم در مهلت",
        "Decided in time",
        "از هر صد تصمیم این دوره (تأیید، رد یا صدور)، چند تصمیم در روز پایان مهلت یا پیش از آن گرفته شد. مهلت همان است که برای پرونده نشان داده می‌شود: با تمدیدها و بدون روزهای انتظار.",
        "Of a hundred decisions in the period (approval, refusal or licence), how many were made on the last day of the deadline or before. The deadline is the one shown on the case: with its extensions and without the days of waiting."
    ),
    figure!(
        "requests",
        Measure::Items(&[What::RequestsOpened]),
        "خواسته‌ها از متقاضیان",
        "Requests to applicants",
        "چیزهایی که در این دوره از متقاضیان خواسته شد (اصلاح، مدرک یا مراجعه)؛ هر بند یک نامه جداگانه شمرده می‌شود.",
        "Things that were asked of applicants in the period (a correction, a document, a visit); each item of a letter counts."
    ),
    figure!(
        "empowerment-begun",
        Measure::Happened(&[What::ApprovedDevelopment]),
        "آغاز توانمندسازی",
        "Empowerment begun",
        "بخشی از «تأیید دستگاه اجرایی» که به مسیر الگوی توسعه رفت.",
        "The part of “approved by agencies” that went on to the development path."
    ),
    figure!(
        "empowerment-completed",
        Measure::Happened(&[What::EmpowermentCompleted]),
        "پایان توانمندسازی",
        "Empowerment completed",
        "پرونده‌هایی که پنج خدمت توانمندسازی آن‌ها در این دوره به پایان رسید و به ادارهٔ کار رفتند.",
        "Cases whose five services of empowerment ended in the period and that went to the labour office."
    ),
    figure!(
        "empowerment-withdrawn",
        Measure::Happened(&[What::WithdrawnEmpowerment]),
        "انصراف در توانمندسازی",
        "Withdrawn from empowerment",
        "بخشی از «انصراف» که در مرحلهٔ توانمندسازی بود.",
        "The part of “withdrawn” that was in empowerment."
    ),
    figure!(
        "referred",
        Measure::Happened(&[What::Referred]),
        "معرفی به بانک",
        "Referrals to banks",
        "معرفی‌نامه‌هایی که در این دوره صادر شد؛ کسی که دو بار معرفی شده، دو بار شمرده می‌شود.",
        "Letters of referral in the period; whoever was referred twice counts twice."
    ),
    figure!(
        "paid",
        Measure::Happened(&[What::Paid]),
        "تسهیلات پرداخت‌شده",
        "Facilities paid",
        "معرفی‌هایی که بانک در این دوره پرداخت آن‌ها را خبر داد، هر زمان که معرفی شده باشند.",
        "Referrals that the bank reported as paid in the period, whenever they were made."
    ),
    figure!(
        "paid-rials",
        Measure::Amount(What::Paid),
        "مبلغ تسهیلات",
        "Total of facilities",
        "جمع مبلغ معرفی‌نامه‌های «تسهیلات پرداخت‌شده»، به ریال. بانک مبلغ جداگانه‌ای گزارش نمی‌کند.",
        "The amounts of the letters of “facilities paid”, in rials. Banks report no amount of their own."
    ),
    figure!(
        "declined",
        Measure::Happened(&[What::Declined]),
        "رد بانک",
        "Declined by banks",
        "معرفی‌هایی که بانک در این دوره نپذیرفت.",
        "Referrals that the bank declined in the period."
    ),
    figure!(
        "quota-used-up",
        Measure::Happened(&[What::QuotaUsedUp]),
        "پایان سهمیهٔ بانک",
        "Quota used up",
        "معرفی‌هایی که بانک در این دوره به سبب پایان سهمیه برگرداند.",
        "Referrals that came back in the period because the bank’s quota was used up."
    ),
    figure!(
        "lapsed",
        Measure::Happened(&[What::Lapsed]),
        "معرفی‌های بی‌اعتبار",
        "Lapsed referrals",
        "معرفی‌نامه‌هایی که بی آنکه به کار آیند، در این دوره اعتبارشان پایان یافت.",
        "Letters of referral that ran out in the period without being used."
    ),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_name_of_its_own_and_a_definition_in_both_languages() {
        for (place, figure) in FIGURES.iter().enumerate() {
            let others = FIGURES.iter().skip(place + 1);
            for other in others {
                assert_ne!(figure.code, other.code);
                assert_ne!(figure.name.0, other.name.0);
                assert_ne!(figure.name.1, other.name.1);
            }
            assert!(figure.definition.0.ends_with('.') && figure.definition.1.ends_with('.'));
            assert!(!figure.definition.1.chars().any(|c| ('\u{600}'..='\u{6FF}').contains(&c)));
        }
    }

    #[test]
    fn every_stage_and_state_is_in_some_figure_or_decided() {
        let stages: Vec<StageName> = FIGURES
            .iter()
            .filter(|figure| figure.code != "open")
            .filter_map(|figure| match figure.measure {
                Measure::AtStage(stages) => Some(stages.to_vec()),
                _ => None,
            })
            .flatten()
            .collect();
        assert_eq!(stages.len(), OPEN.len());
        assert!(OPEN.iter().all(|stage| stages.contains(stage)));
        let has_figure = |licence: &State| {
            FIGURES.iter().any(|figure| figure.measure == Measure::Licences(*licence))
        };
        assert!(State::ALL.iter().all(has_figure));
    }
}
