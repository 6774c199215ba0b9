//! To whom each condition of the sample applies, and what can show that it is not met.
//!
//! «Facts» are the public texts that the conditions were put into words from. What no document and no
//! circumstance shows is left to the row of the checklist that maps to it.

use super::super::{Audience, Circumstance, DocumentCode, ForGender};
use crate::people::Activity::{Covered, Independent, SupporterLegal, SupporterNatural};

const NATIONAL_CARD: u32 = 10_001;
const BIRTH_CERTIFICATE: u32 = 10_002;
const MILITARY_CARD: u32 = 10_003;
const DEGREE: u32 = 10_004;
const SKILL_CERTIFICATE: u32 = 20_001;
const WORKPLACE_DEED: u32 = 20_003;
const HEALTH_CARD: u32 = 20_004;
const CRIMINAL_RECORD: u32 = 20_005;
const EXPERIENCE: u32 = 20_006;
const CONTRIBUTION: u32 = 20_007;
const CONTRACT: u32 = 20_008;
const WORKPLACE_PHOTO: u32 = 20_011;
const VISIT_REPORT: u32 = 20_012;

/// To whom a condition applies.
pub(super) fn audience(number: u16) -> Audience {
    match number {
        // The texts name supporters alone: age, record, experience, contribution.
        12 | 13 | 21 | 24 => {
            Audience { activities: vec![SupporterNatural, SupporterLegal], ..Audience::default() }
        }
        // Service and its card: women need no military data.
        14 | 52 => Audience { gender: ForGender::Men, ..Audience::default() },
        // The texts ask residence at the place of work of independent applicants alone.
        15 => Audience { activities: vec![Independent], ..Audience::default() },
        // The health card belongs to fields of food and hygiene.
        23 => Audience { hygiene_only: true, ..Audience::default() },
        // Papers of supporters, and the contract that a covered applicant has with one.
        56 => Audience {
            activities: vec![Covered, SupporterNatural, SupporterLegal],
            ..Audience::default()
        },
        // Nationality, field, number of licences, skill, plan, ability (general and special conditions), the
        // work itself (31 to 38), and completeness: the texts except nobody.
        _ => Audience::default(),
    }
}

/// Documents that can show that a condition is not met.
pub(super) fn documents(number: u16) -> Vec<DocumentCode> {
    let codes: &[u32] = match number {
        // Both say of which nationality their holder is, and when they were born.
        11 | 12 => &[NATIONAL_CARD, BIRTH_CERTIFICATE],
        13 => &[CRIMINAL_RECORD],
        14 => &[MILITARY_CARD],
        // The deed or lease says where the place is and what it may be used for; on a visit somebody lives there
        // or does not, and the work suits the place or does not.
        15 | 37 => &[WORKPLACE_DEED, VISIT_REPORT],
        21 => &[EXPERIENCE],
        22 => &[SKILL_CERTIFICATE],
        23 => &[HEALTH_CARD],
        24 => &[CONTRIBUTION],
        // Education, related work, or what a visit found.
        26 => &[DEGREE, EXPERIENCE, VISIT_REPORT],
        // Who works there is seen on a visit, or written in the contract with the supporter.
        31 => &[CONTRACT, VISIT_REPORT],
        // The deed or lease says what the unit is and how large; a picture or a visit shows it.
        32 | 33 => &[WORKPLACE_DEED, WORKPLACE_PHOTO, VISIT_REPORT],
        // Whether there is a plan at all, noise, neighbours, sale, coming and going: met on the spot.
        25 | 34 | 35 | 36 | 38 => &[VISIT_REPORT],
        // 16: whether plan and field agree is judged (a row) or computed. 17: no document counts licences.
        // From 51 on they ask for more and refuse nobody.
        _ => &[],
    };
    codes.iter().copied().map(DocumentCode).collect()
}

/// What the program knows that shows that a condition is not met.
pub(super) fn circumstances(number: u16) -> Vec<Circumstance> {
    match number {
        12 => vec![Circumstance::UnderAge],
        14 => vec![Circumstance::MilitaryPending],
        15 => vec![Circumstance::WorksElsewhere],
        16 => vec![Circumstance::FieldClosed],
        21 => vec![Circumstance::ExperienceShort],
        22 => vec![Circumstance::CertificateExpired, Circumstance::CertificateOfOtherField],
        24 => vec![Circumstance::ContributionLow],
        // Jahad found the applicant not suited; the labour office decides what follows.
        26 => vec![Circumstance::NotSuited],
        // A clearance denied says that this work is not allowed at this place.
        37 => vec![Circumstance::ClearanceDenied],
        _ => Vec::new(),
    }
}
