//! Referrals to a bank: which holder, which field, which bank, how much.

use crate::case::{Case, Confirmation, Refusal, Stage};
use crate::catalogue::Catalogue;
use crate::dates::Date;
use crate::event::Referral;
use crate::money::Rials;
use crate::people::Role;

/// Refuses a referral that the bank would have to send back (facts 3, 6.5).
pub(super) fn check(
    case: &Case,
    referral: &Referral,
    today: Date,
    catalogue: &Catalogue,
) -> Result<(), Refusal> {
    let Stage::Licensed(licensed) = &case.stage else {
        return Ok(());
    };
    if licensed.licence.is_expired(today) {
        return Err(Refusal::NotInForce);
    }
    let submission = case.submission.as_ref().ok_or(Refusal::FieldNotLicensable)?;
    let provisional = matches!(licensed.licence.confirmation, Confirmation::Provisional);
    if provisional && !catalogue.rules.refer_provisional {
        return Err(Refusal::NotRegistered);
    }
    let year = referral.budget_year;
    let field = catalogue.field(&submission.plan.field).ok_or(Refusal::FieldNotLicensable)?;
    if !field.is_loan_eligible(year) {
        return Err(Refusal::NotLoanEligible);
    }
    let bank = catalogue.bank(&referral.bank).ok_or(Refusal::BankUnknown)?;
    if let Some(iban) = &submission.plan.iban
        && !bank.iban_codes.iter().any(|code| code == iban.bank_code())
    {
        return Err(Refusal::IbanOfAnotherBank);
    }
    let liaison = catalogue.office(&referral.to).ok_or(Refusal::OfficeUnknown)?;
    if liaison.kind.role() != Role::Bank {
        return Err(Refusal::OfficeUnknown);
    }
    let ceiling = ceiling(case, catalogue, year).ok_or(Refusal::YearUnknown)?;
    if referral.amount > ceiling { Err(Refusal::AboveCeiling(ceiling)) } else { Ok(()) }
}

/// The highest amount for this applicant in a budget year: the individual ceiling, or for a supporter the
/// ceiling per job for the people they cover, as far as the rule goes.
pub fn ceiling(case: &Case, catalogue: &Catalogue, year: u16) -> Option<Rials> {
    let ceiling = catalogue.ceiling(year)?;
    let Some(support) = case.applicant.support() else {
        return Some(ceiling.individual);
    };
    ceiling.per_job.checked_times(u32::from(support.covered_count.min(ceiling.max_jobs)))
}
