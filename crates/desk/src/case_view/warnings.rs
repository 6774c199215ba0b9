//! Warnings: the findings of the rules, and what only the database of the office can know.

use domain::case::Stage;
use domain::dates::Date;
use domain::findings::{Finding, examine};

use super::{Viewing, document_titled};
use crate::views::case::{WarningCode, WarningView};

impl Viewing<'_> {
    /// The last day of a referral that the bank has not answered in time.
    fn expired_referral(&self) -> Option<Date> {
        let Stage::Licensed(licensed) = &self.case.stage else { return None };
        let open = licensed.open_referral().filter(|_| licensed.licence.is_in_force())?;
        open.is_expired(self.now.tehran_date()).then_some(open.referral.valid_until)
    }

    pub(super) fn warnings(&self) -> Vec<WarningView> {
        let today = self.now.tehran_date();
        let year = u16::try_from(today.jalali().year()).unwrap_or(0);
        let plain = |code| WarningView { code, subject: None, days: None, day: None };
        let about = |code, subject: String| WarningView { subject: Some(subject), ..plain(code) };
        let dated = |code, day: Date| WarningView {
            days: Some(today.days_until(day)),
            day: Some(day.into()),
            ..plain(code)
        };
        let mut warnings: Vec<WarningView> = self
            .duplicates
            .iter()
            .map(|code| about(WarningCode::PossibleDuplicate, code.clone()))
            .collect();
        if self.licences_held > u32::from(self.catalogue.rules.max_licences_per_person) {
            let held = self.licences_held.to_string();
            warnings.push(about(WarningCode::TooManyLicences, held));
        }
        warnings.extend(
            self.photograph.map(|flaw| about(WarningCode::PhotographFlawed, flaw.to_owned())),
        );
        warnings
            .extend(self.expired_referral().map(|last| dated(WarningCode::ReferralExpired, last)));
        let open = self.case.is_open();
        let findings = if open { examine(self.case, self.catalogue, today, year) } else { vec![] };
        warnings.extend(findings.into_iter().map(|finding| match finding {
            Finding::CertificateExpired { on } => dated(WarningCode::CertificateExpired, on),
            Finding::CertificateExpiresSoon { on } => {
                dated(WarningCode::CertificateExpiresSoon, on)
            }
            Finding::CertificateOfOtherField => plain(WarningCode::CertificateOtherField),
            Finding::DocumentMissing(document) => {
                about(WarningCode::DocumentMissing, document_titled(self.catalogue, document).title)
            }
            Finding::PostalCodeUnusual => plain(WarningCode::PostalCodeUnusual),
            Finding::WorkplaceIsNotResidence => plain(WarningCode::WorkplaceNotResidence),
            Finding::UnderAge { least, .. } => about(WarningCode::UnderAge, least.to_string()),
            Finding::OwnContributionLow { least_percent } => {
                about(WarningCode::OwnContributionLow, least_percent.to_string())
            }
            Finding::ExperienceShort { least_years } => {
                about(WarningCode::ExperienceShort, least_years.to_string())
            }
            Finding::NotLoanEligible => plain(WarningCode::NotLoanEligible),
            Finding::SupporterNotConfirmed => plain(WarningCode::SupporterNotConfirmed),
            Finding::SupporterLicenceDiffers => plain(WarningCode::SupporterLicenceDiffers),
            Finding::SupporterDeclined => plain(WarningCode::SupporterDeclined),
            Finding::AboveCeiling => plain(WarningCode::AboveCeiling),
        }));
        warnings
    }
}
