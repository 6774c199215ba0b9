//! The documents, one file each: what stands where.

mod applicant;
pub(crate) mod bank_referral;
pub(crate) mod branch_list;
pub(crate) mod clearance;
pub(crate) mod correction;
pub(crate) mod dossier;
pub(crate) mod empowerment_referral;
mod grid;
mod letter;
pub(crate) mod licence;
pub(crate) mod licence_notice;
mod list;
mod mark;
mod numbered;
mod particulars;
pub(crate) mod receipt;
pub(crate) mod refusal;
pub(crate) mod transmittal;

use domain::text::to_persian_digits;

pub(crate) use mark::Mark;

/// Persian digits, for print.
fn fa(text: impl std::fmt::Display) -> String {
    to_persian_digits(&text.to_string())
}

/// A tracking code in groups of four, four, three and three, as it is read over the telephone.
fn tracking_code(code: &str) -> String {
    let groups: Vec<&str> =
        [0..4, 4..8, 8..11, 11..14].into_iter().filter_map(|range| code.get(range)).collect();
    fa(groups.join("-"))
}

/// A postal code in two groups.
fn postal_code(code: &str) -> String {
    let (first, last) = code.split_at_checked(5).unwrap_or((code, ""));
    fa(format!("{first}-{last}"))
}
