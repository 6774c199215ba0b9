//! The sample edition, with which the demo office in Arak works.
//!
//! Built from what is publicly told of law, directive and lists; none of the official tables is at
//! hand. The edition and each condition say so by `official: false`, and nothing that is issued
//! under it is taken for genuine.

mod calendar;
mod checklists;
mod conditions;
mod documents;
mod evidence;
mod fields;
mod money;
mod offices;
mod papers;

use super::{
    ApplicantRules, Catalogue, DayUnit, DeadlineCode, DeadlineRule, DevelopmentProgramme, Edition,
    EditionId, FieldCode, OnExpiry, StartsAt,
};
use crate::dates::{Date, JalaliDate};
use crate::places::ProvinceCode;

const MARKAZI: ProvinceCode = ProvinceCode::of(0);

/// Fields of the development programme in the sample province.
const PROGRAMME_FIELDS: [&str; 8] =
    ["1001", "1011", "1021", "2025", "2026", "2028", "4051", "4054"];

/// Returns the sample edition.
pub fn sample() -> Catalogue {
    Catalogue {
        edition: Edition {
            id: EditionId::of("1405/1-sample"),
            issued_on: jalali_day(1405, 1, 15),
            valid_from: jalali_day(1405, 1, 15),
            official: false,
            source: "دادهٔ نمونه، گردآوری‌شده از صفحه‌های عمومی؛ جدول رسمی ستاد نیست".to_owned(),
        },
        agencies: fields::agencies(),
        fields: fields::fields(),
        programmes: vec![DevelopmentProgramme {
            title: "طرح ملی توسعهٔ مشاغل خانگی".to_owned(),
            province: MARKAZI,
            fields: PROGRAMME_FIELDS.into_iter().map(FieldCode::of).collect(),
        }],
        conditions: conditions::conditions(),
        agency_checklist: checklists::agency(),
        labour_checklist: checklists::labour(),
        documents: documents::documents(),
        banks: money::banks(),
        ceilings: money::ceilings(),
        deadlines: vec![
            deadline(DeadlineCode::AgencyReview, 10, StartsAt::Submission),
            deadline(DeadlineCode::LabourReview, 14, StartsAt::HandOver),
        ],
        look_up_after_days: 10,
        rules: ApplicantRules {
            supporter_min_age: 20,
            supporter_min_experience_years: 5,
            supporter_own_contribution_percent: 20,
            max_licences_per_person: 10,
            licence_validity_years: 3,
            referral_validity_months: 3,
            // Without a registry no licence of the demo office would ever be confirmed.
            refer_provisional: true,
        },
        papers: papers::papers(),
        offices: offices::offices(),
        calendar: calendar::calendar(),
    }
}

fn deadline(code: DeadlineCode, length_days: u16, starts_at: StartsAt) -> DeadlineRule {
    DeadlineRule {
        code,
        length_days,
        // No rule names a number: half of the time, as an office would be granted.
        extension_days: length_days / 2,
        unit: DayUnit::Working,
        starts_at,
        pauses_while_waiting: true,
        on_expiry: OnExpiry::Escalate,
    }
}

/// Returns a day that the tables of this module write down; they are tested to be real days.
fn jalali_day(year: i16, month: i8, day: i8) -> Date {
    JalaliDate::new(year, month, day).map_or(Date::FIRST, JalaliDate::date)
}

#[cfg(test)]
mod tests;
