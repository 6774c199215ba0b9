//! What a reviewer should look at before deciding. Findings warn; only [`crate::policy`] forbids.

use crate::case::{Case, SupporterState};
use crate::catalogue::{ApplicantRules, Catalogue, DocumentCode};
use crate::dates::Date;
use crate::people::{Activity, Address};

/// Something that does not look as it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The certificate's last day is past.
    CertificateExpired {
        /// That day.
        on: Date,
    },
    /// The certificate runs out within the next 30 days.
    CertificateExpiresSoon {
        /// Its last day.
        on: Date,
    },
    /// The certificate is for another field than the plan.
    CertificateOfOtherField,
    /// A mandatory document is missing.
    DocumentMissing(DocumentCode),
    /// A postal code has a digit where the post uses none; it may still be right.
    PostalCodeUnusual,
    /// An independent applicant works elsewhere than they live (facts 1.4).
    WorkplaceIsNotResidence,
    /// A supporter is younger than the rule says.
    UnderAge {
        /// Age in years.
        age: i32,
        /// What the rule says.
        least: i32,
    },
    /// A supporter brings less of the capital than the rule says.
    OwnContributionLow {
        /// What the rule says, in per cent.
        least_percent: u8,
    },
    /// A supporter has fewer years of experience than the rule says.
    ExperienceShort {
        /// What the rule says.
        least_years: u8,
    },
    /// The field gets no loans this year.
    NotLoanEligible,
    /// The supporter has not confirmed.
    SupporterNotConfirmed,
    /// The supporter has declined, and the applicant has named no other.
    SupporterDeclined,
    /// The counter saw another number on the supporter's licence than the applicant had named.
    SupporterLicenceDiffers,
    /// More is asked for than the ceiling.
    AboveCeiling,
}

/// Days before its end from which a certificate is worth a warning.
const SOON_DAYS: i32 = 30;

/// Everything worth a look on a day, most serious first. `budget_year` is the Jalali year of the loans.
pub fn examine(case: &Case, catalogue: &Catalogue, today: Date, budget_year: u16) -> Vec<Finding> {
    let mut found = Vec::new();
    let Some(submission) = &case.submission else {
        found.extend(awaited(case));
        return found;
    };
    let (plan, certificate) = (&submission.plan, &submission.certificate);
    if let Some(on) = certificate.expires_on {
        if on < today {
            found.push(Finding::CertificateExpired { on });
        } else if today.days_until(on) <= SOON_DAYS {
            found.push(Finding::CertificateExpiresSoon { on });
        }
    }
    if certificate.field.as_ref().is_some_and(|field| field != &plan.field) {
        found.push(Finding::CertificateOfOtherField);
    }
    found.extend(awaited(case));
    found.extend(case.other_number_seen().map(|_| Finding::SupporterLicenceDiffers));
    found.extend(
        catalogue
            .mandatory_documents(&case.applicant, &plan.field)
            .into_iter()
            .filter(|document| !case.has_document(*document))
            .map(Finding::DocumentMissing),
    );
    supporter(case, catalogue.rules, today, &mut found);
    let residence = &case.applicant.person().residence;
    if case.applicant.activity() == Activity::Independent
        && plan.workplace.postal_code != residence.postal_code
    {
        found.push(Finding::WorkplaceIsNotResidence);
    }
    let unusual = |address: &Address| !address.postal_code.warnings().is_empty();
    if unusual(residence) || unusual(&plan.workplace) {
        found.push(Finding::PostalCodeUnusual);
    }
    if plan.capital.requested.value() > 0 {
        let eligible =
            catalogue.field(&plan.field).is_some_and(|field| field.is_loan_eligible(budget_year));
        if !eligible {
            found.push(Finding::NotLoanEligible);
        }
        let ceiling = crate::policy::ceiling(case, catalogue, budget_year);
        if ceiling.is_some_and(|ceiling| plan.capital.requested > ceiling) {
            found.push(Finding::AboveCeiling);
        }
    }
    found
}

/// What a covered applicant's supporter has not said, or has said against them.
fn awaited(case: &Case) -> Option<Finding> {
    case.waits_for_supporter().then_some(match case.supporter {
        SupporterState::Declined { .. } => Finding::SupporterDeclined,
        SupporterState::Awaited | SupporterState::Confirmed { .. } => {
            Finding::SupporterNotConfirmed
        }
    })
}

/// The conditions of facts 1.4 that hold for supporters alone.
fn supporter(case: &Case, rules: ApplicantRules, today: Date, found: &mut Vec<Finding>) {
    let Some(support) = case.applicant.support() else { return };
    let age = case.applicant.person().born_on.whole_years_until(today);
    let least = i32::from(rules.supporter_min_age);
    if age < least {
        found.push(Finding::UnderAge { age, least });
    }
    if support.experience_years < rules.supporter_min_experience_years {
        let least_years = rules.supporter_min_experience_years;
        found.push(Finding::ExperienceShort { least_years });
    }
    let least_percent = rules.supporter_own_contribution_percent;
    if case.submission.as_ref().is_some_and(|s| !s.plan.capital.own_reaches(least_percent)) {
        found.push(Finding::OwnContributionLow { least_percent });
    }
}
