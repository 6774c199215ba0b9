//! Documents by kind of applicant. The first four codes are those of the national portal, the others
//! are the sample's own.

use super::super::{AppliesTo, DocumentCode, Need, Readers, RequiredDocument};
use crate::people::Activity;
use crate::people::Activity::{Covered, Independent, SupporterLegal, SupporterNatural};

const ALL: &[Activity] = &Activity::ALL;
const SUPPORTERS: &[Activity] = &[SupporterNatural, SupporterLegal];
const AT_HOME: &[Activity] = &[Independent, Covered];

type Line = (u32, &'static str, &'static [Activity], AppliesTo, Need, Readers);

const DOCUMENTS: [Line; 18] = [
    (10_001, "کارت ملی", ALL, AppliesTo::Everyone, Need::Mandatory, Readers::Banks),
    (10_002, "شناسنامه", ALL, AppliesTo::Everyone, Need::Mandatory, Readers::Banks),
    (10_003, "کارت پایان خدمت یا معافیت", ALL, AppliesTo::Men, Need::Mandatory, Readers::Reviewers),
    (10_004, "آخرین مدرک تحصیلی", ALL, AppliesTo::Everyone, Need::Mandatory, Readers::Empowerment),
    (20_001, "گواهی مهارت", ALL, AppliesTo::Everyone, Need::Mandatory, Readers::Banks),
    (20_002, "عکس", ALL, AppliesTo::Everyone, Need::Mandatory, Readers::Empowerment),
    (
        20_003,
        "سند یا اجاره‌نامهٔ محل کار",
        AT_HOME,
        AppliesTo::Everyone,
        Need::Mandatory,
        Readers::Banks,
    ),
    (20_004, "کارت بهداشت", ALL, AppliesTo::HygieneFields, Need::Mandatory, Readers::Empowerment),
    (
        20_005,
        "گواهی عدم سوءپیشینه",
        SUPPORTERS,
        AppliesTo::Everyone,
        Need::Mandatory,
        Readers::Reviewers,
    ),
    (
        20_006,
        "سابقهٔ کار مرتبط",
        SUPPORTERS,
        AppliesTo::Everyone,
        Need::Mandatory,
        Readers::Empowerment,
    ),
    (
        20_007,
        "گواهی آوردهٔ متقاضی",
        SUPPORTERS,
        AppliesTo::Everyone,
        Need::Mandatory,
        Readers::Banks,
    ),
    (
        20_008,
        "قرارداد سه‌جانبه با پشتیبان",
        &[Covered],
        AppliesTo::Everyone,
        Need::Mandatory,
        Readers::Empowerment,
    ),
    (
        20_009,
        "آگهی ثبت شرکت",
        &[SupporterLegal],
        AppliesTo::Everyone,
        Need::Mandatory,
        Readers::Banks,
    ),
    (
        20_010,
        "معرفی‌نامهٔ نمایندهٔ شرکت",
        &[SupporterLegal],
        AppliesTo::Everyone,
        Need::Mandatory,
        Readers::Banks,
    ),
    (20_011, "عکس محل کار", ALL, AppliesTo::Everyone, Need::Optional, Readers::Empowerment),
    (20_012, "گزارش بازدید", ALL, AppliesTo::Everyone, Need::Optional, Readers::Reviewers),
    (20_013, "مجوز پشتیبان", &[Covered], AppliesTo::Everyone, Need::Optional, Readers::Empowerment),
    (20_099, "مدرک دیگر", ALL, AppliesTo::Everyone, Need::Optional, Readers::Reviewers),
];

pub(super) fn documents() -> Vec<RequiredDocument> {
    let document = |(code, title, activities, applies_to, need, readers): Line| RequiredDocument {
        code: DocumentCode(code),
        title: title.to_owned(),
        activities: activities.to_vec(),
        applies_to,
        need,
        readers,
    };
    DOCUMENTS.into_iter().map(document).collect()
}
