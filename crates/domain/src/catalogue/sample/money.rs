//! Agent banks and ceilings.

use super::super::{Bank, BankCode, Ceiling};
use crate::money::Rials;

/// The nine agent banks of one province's list of 1404: code, name, codes of its IBANs.
const BANKS: [(&str, &str, &[&str]); 9] = [
    ("012", "بانک ملت", &["012"]),
    ("013", "بانک رفاه کارگران", &["013"]),
    ("017", "بانک ملی ایران", &["017"]),
    ("018", "بانک تجارت", &["018"]),
    ("019", "بانک صادرات ایران", &["019"]),
    ("022", "بانک توسعه تعاون", &["022"]),
    ("060", "بانک قرض‌الحسنه مهر ایران", &["060", "090"]),
    ("061", "بانک شهر", &["061"]),
    ("070", "بانک قرض‌الحسنه رسالت", &["070"]),
];

/// Year, million tomans for one person and for each job of a supporter, jobs, months, source.
const CEILINGS: [(u16, i64, i64, u16, u16, &str); 4] = [
    (1402, 150, 100, 40, 84, "گزارش‌های استانی ۱۴۰۲ و ۱۴۰۳"),
    (1403, 150, 100, 40, 84, "گزارش‌های استانی ۱۴۰۲ و ۱۴۰۳"),
    (1404, 200, 200, 25, 60, "گزارش‌های استانی ۱۴۰۴"),
    (1405, 200, 200, 25, 60, "فرض نمونه: سقف‌های ۱۴۰۴، چون سقف‌های ۱۴۰۵ در دست نبود"),
];

const FEE_PERCENT: u8 = 4;

pub(super) fn banks() -> Vec<Bank> {
    let bank = |(code, title, iban_codes): (&str, &str, &[&str])| Bank {
        code: BankCode::of(code),
        title: title.to_owned(),
        iban_codes: iban_codes.iter().map(|code| (*code).to_owned()).collect(),
    };
    BANKS.into_iter().map(bank).collect()
}

pub(super) fn ceilings() -> Vec<Ceiling> {
    let ceiling =
        |(year, individual, per_job, max_jobs, term_months, source): (_, _, _, _, _, &str)| {
            Ceiling {
                year,
                individual: million_tomans(individual),
                per_job: million_tomans(per_job),
                max_jobs,
                term_months,
                fee_percent: FEE_PERCENT,
                source: source.to_owned(),
            }
        };
    CEILINGS.into_iter().map(ceiling).collect()
}

fn million_tomans(millions: i64) -> Rials {
    Rials::from_tomans(millions * 1_000_000).unwrap_or(Rials::ZERO)
}
