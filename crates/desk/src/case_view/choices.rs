//! What forms offer: offices, banks, colleagues, documents, the ceiling.

use domain::catalogue::OfficeKind;
use domain::people::Role;

use super::{Viewing, titled};
use crate::views::case::ChoicesView;

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
                .filter(|office| office.kind.role() == self.actor.role)
                .filter(|office| office.id != self.actor.office)
                .map(|office| titled(office.id.as_str(), &office.title))
                .collect(),
            banks: self.banks(),
            colleagues: self.colleagues.to_vec(),
            documents: catalogue
                .documents
                .iter()
                .map(|document| titled(&document.code.to_string(), &document.title))
                .collect(),
            clearance_agency: field
                .and_then(|field| field.starred.as_ref())
                .and_then(|code| catalogue.agency(code))
                .map(|agency| titled(agency.code.as_str(), &agency.title)),
            ceiling: ceiling.map(Into::into),
            term_months: catalogue.ceiling(year).map(|ceiling| ceiling.term_months),
        }
    }

    /// Banks that have a liaison for the workplace, for the labour office to refer to.
    fn banks(&self) -> Vec<crate::views::Titled> {
        let submission = self.case.submission.as_ref();
        let county = submission.map(|submission| submission.plan.workplace.county);
        let Some(county) = county.filter(|_| self.actor.role == Role::Labour) else {
            return Vec::new();
        };
        let has_liaison = |bank: &&domain::catalogue::Bank| {
            let kind = OfficeKind::BankLiaison(bank.code.clone());
            self.catalogue.office_for(&kind, county).is_some()
        };
        let bank = |b: &domain::catalogue::Bank| titled(b.code.as_str(), &b.title);
        self.catalogue.banks.iter().filter(has_liaison).map(bank).collect()
    }
}
