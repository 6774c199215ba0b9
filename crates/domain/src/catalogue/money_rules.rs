//! Agent banks, ceilings of facilities, and rules about applicants.

use serde::{Deserialize, Serialize};

use super::BankCode;
use crate::money::Rials;

/// An agent bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Bank {
    /// Its code, which is the main one of its IBANs.
    pub code: BankCode,
    /// Its name.
    pub title: String,
    /// Every three digits that its IBANs start with.
    pub iban_codes: Vec<String>,
}

/// The most that is lent in a budget year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ceiling {
    /// The Jalali year of the budget.
    pub year: u16,
    /// For an independent or covered applicant.
    pub individual: Rials,
    /// For a supporter, for each job.
    pub per_job: Rials,
    /// For how many jobs at most.
    pub max_jobs: u16,
    /// Over how many months it is paid back.
    pub term_months: u16,
    /// The service fee, in per cent.
    pub fee_percent: u8,
    /// Where the figures come from.
    pub source: String,
}

/// Rules about applicants and licences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApplicantRules {
    /// The least age of a supporter, in years.
    pub supporter_min_age: u8,
    /// The least related experience of a supporter, in years.
    pub supporter_min_experience_years: u8,
    /// The least share of the capital that a supporter brings, in per cent.
    pub supporter_own_contribution_percent: u8,
    /// How many licences one person may hold.
    pub max_licences_per_person: u8,
    /// How long a licence is valid, in years.
    pub licence_validity_years: u8,
    /// How long a referral to a bank is valid, in months.
    pub referral_validity_months: u8,
    /// Whether a bank may be asked before the registry has confirmed the licence.
    pub refer_provisional: bool,
}
