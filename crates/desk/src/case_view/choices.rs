//! What forms offer: offices, banks, colleagues, documents, the ceiling.

use domain::case::Dispute;
use domain::catalogue::{Bank, OfficeKind};
use domain::event::{Event, Fact};
use domain::identifiers::Iban;
use domain::people::Role;

use super::{Viewing, titled};
use crate::views::case::{BankBlockView, BankChoiceView, ChoicesView, DecisionView, DisputeView};

impl Viewing<'_> {
    pub(super) fn choices(&self) -> ChoicesView {
        let catalogue = self.catalogue;
        let field = self.case.submission.as_ref().and_then(|s| catalogue.field(&s.plan.field));
        let year = u16::try_from(self.now.tehran_date().jalali().year()).unwrap_or(0);
        let ceiling = domain::policy::ceiling(self.case, catalogue, year);
        ChoicesView {
            offices: catalogue
                .offices
                .iter()
                .filter(|office| office.kind.role() == self.role)
                .filter(|office| office.id != self.officer.office)
                .map(|office| titled(office.id.as_str(), &office.title))
                .collect(),
            banks: self.banks(),
            account_bank: self.account_bank(),
            colleagues: self.colleagues.to_vec(),
            documents: catalogue
                .documents
                .iter()
                .map(|document| titled(&document.code.to_string(), &document.title))
                .collect(),
            supporter_documents: catalogue
                .documents
                .iter()
                .filter(|document| catalogue.is_of_supporter(document.code))
                .map(|document| titled(&document.code.to_string(), &document.title))
                .collect(),
            supporter_licences: self.supporter_licences.to_vec(),
            clearance_agency: field
                .and_then(|field| field.starred.as_ref())
                .and_then(|code| catalogue.agency(code))
                .map(|agency| titled(agency.code.as_str(), &agency.title)),
            ceiling: ceiling.map(Into::into),
            extension_days: domain::deadlines::extension(self.case, catalogue),
            dispute: self.case.dispute().map(|dispute| self.dispute(dispute)),
            term_months: catalogue.ceiling(year).map(|ceiling| ceiling.term_months),
        }
    }

    fn dispute(&self, dispute: &Dispute) -> DisputeView {
        let decision = |event: &Event| DecisionView {
            event: event.id.to_string(),
            entry: self.entry(event),
            conditions: if let Fact::Refused { conditions, .. } = &event.fact {
                conditions.iter().map(|condition| condition.0).collect()
            } else {
                Vec::new()
            },
            number: if let Fact::LicenceIssued { number, .. } = &event.fact {
                Some(number.as_str().to_owned())
            } else {
                None
            },
        };
        DisputeView {
            standing: dispute.standing.as_ref().map(decision),
            rival: decision(&dispute.rival),
        }
    }

    /// The agent banks, for the labour office to refer to. The bank of the account comes first.
    fn banks(&self) -> Vec<BankChoiceView> {
        let Some(submission) = self.case.submission.as_ref().filter(|_| self.refers()) else {
            return Vec::new();
        };
        let plan = &submission.plan;
        let account = plan.iban.as_ref().map(Iban::bank_code);
        let blocked = |bank: &Bank| {
            let here = account.is_none_or(|code| bank.iban_codes.iter().any(|of| of == code));
            let kind = OfficeKind::BankLiaison(bank.code.clone());
            let liaison = self.catalogue.office_for(&kind, plan.workplace.county);
            match (here, liaison) {
                (false, _) => Some(BankBlockView::AccountElsewhere),
                (true, None) => Some(BankBlockView::NoLiaison),
                (true, Some(_)) => None,
            }
        };
        let mut banks: Vec<BankChoiceView> = self
            .catalogue
            .banks
            .iter()
            .map(|bank| BankChoiceView {
                code: bank.code.as_str().to_owned(),
                title: bank.title.clone(),
                blocked: blocked(bank),
            })
            .collect();
        banks.sort_by_key(|bank| bank.blocked.is_some());
        banks
    }

    /// The name of the bank of the applicant's account, agent bank or not.
    fn account_bank(&self) -> Option<String> {
        let submission = self.case.submission.as_ref().filter(|_| self.refers())?;
        let iban = submission.plan.iban.as_ref()?;
        Some(iban.bank_name().unwrap_or_else(|| iban.bank_code()).to_owned())
    }

    fn refers(&self) -> bool {
        self.role == Role::Labour
    }
}
