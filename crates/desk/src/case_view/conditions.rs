//! The numbered conditions that can be cited in a case, each with what is on record against it.

use domain::catalogue::{
    Circumstance, Condition, ConditionKind as DomainConditionKind, ConditionNumber,
};
use domain::event::Evidence;
use domain::policy;

use super::{Viewing, document_titled};
use crate::views::case::{CircumstanceView, ConditionKind, ConditionView, GroundView};

impl Viewing<'_> {
    /// Those that apply to this applicant, plan and path, in the catalogue's order.
    pub(super) fn conditions(&self) -> Vec<ConditionView> {
        let all = self.catalogue.conditions.iter();
        let applying = all.filter(|it| policy::applies(self.case, it, self.catalogue));
        applying.map(|condition| self.condition(condition)).collect()
    }

    fn condition(&self, condition: &Condition) -> ConditionView {
        let refuses = condition.kind == DomainConditionKind::Refuse;
        let documents = condition.documents.iter().filter(|code| self.case.has_document(**code));
        ConditionView {
            number: condition.number.0,
            title: condition.title.clone(),
            text: condition.text.clone(),
            kind: match condition.kind {
                DomainConditionKind::Refuse => ConditionKind::Refuse,
                DomainConditionKind::AskForMore => ConditionKind::AskForMore,
            },
            source: condition.source.clone(),
            official: condition.official,
            documents: documents.map(|code| document_titled(self.catalogue, *code)).collect(),
            grounds: if refuses { self.grounds(condition) } else { Vec::new() },
            held_right: policy::held_right(self.case, self.catalogue, condition.number)
                .filter(|_| refuses),
        }
    }

    /// What a refusal of this officer by this condition would rest on now.
    fn grounds(&self, condition: &Condition) -> Vec<GroundView> {
        let today = self.now.tehran_date();
        let found = policy::grounds(self.case, self.catalogue, condition, self.opened, today);
        found.iter().filter_map(|it| self.ground(it.evidence)).collect()
    }

    /// What is on record, as the case's documents and requests are named.
    pub(super) fn ground(&self, evidence: Evidence) -> Option<GroundView> {
        Some(match evidence {
            Evidence::Row(row) => GroundView::Row { row },
            Evidence::Document(attachment) => GroundView::Document {
                attachment: attachment.to_string(),
                title: document_titled(self.catalogue, attachment.document).title,
            },
            Evidence::Unanswered(id) => {
                let request = self.case.requests.iter().find(|request| request.id == id)?;
                GroundView::Unanswered { text: request.text.as_str().to_owned() }
            }
            Evidence::Circumstance(circumstance) => {
                GroundView::Circumstance { circumstance: circumstance.into() }
            }
        })
    }

    /// A number of the checklist, where its condition applies to this case.
    pub(super) fn applying(&self, number: Option<ConditionNumber>) -> Option<u16> {
        let condition = self.catalogue.condition(number?)?;
        policy::applies(self.case, condition, self.catalogue).then_some(condition.number.0)
    }
}

impl From<Circumstance> for CircumstanceView {
    fn from(circumstance: Circumstance) -> Self {
        match circumstance {
            Circumstance::UnderAge => Self::UnderAge,
            Circumstance::ExperienceShort => Self::ExperienceShort,
            Circumstance::ContributionLow => Self::ContributionLow,
            Circumstance::MilitaryPending => Self::MilitaryPending,
            Circumstance::CertificateExpired => Self::CertificateExpired,
            Circumstance::CertificateOfOtherField => Self::CertificateOfOtherField,
            Circumstance::WorksElsewhere => Self::WorksElsewhere,
            Circumstance::FieldClosed => Self::FieldClosed,
            Circumstance::ClearanceDenied => Self::ClearanceDenied,
            Circumstance::NotSuited => Self::NotSuited,
        }
    }
}
