//! What happened, newest first, each with the sentence worth showing.

use domain::event::{Fact, SheetMark, SupporterWord};

use super::{Viewing, document_titled};
use crate::views::case::{CitedGroundView, TimelineView};

impl Viewing<'_> {
    pub(super) fn timeline(&self) -> Vec<TimelineView> {
        let shown = |event: &&domain::event::Event| {
            !matches!(event.fact, Fact::Checked { .. } | Fact::Noted { .. })
        };
        self.events.iter().rev().filter(shown).map(|event| self.entry(event)).collect()
    }

    /// An event with the sentence worth showing.
    pub(super) fn entry(&self, event: &domain::event::Event) -> TimelineView {
        TimelineView {
            kind: event.fact.name().to_owned(),
            at: event.at.into(),
            actor: (&event.actor).into(),
            by: self.names.actor(&event.actor),
            office: event.actor.office().map(|office| self.names.office(office)),
            text: self.text_of(&event.fact),
            grounds: self.grounds_of(&event.fact),
        }
    }

    fn grounds_of(&self, fact: &Fact) -> Vec<CitedGroundView> {
        let Fact::Refused { grounds, .. } = fact else { return Vec::new() };
        let cited = grounds.iter().filter_map(|it| {
            Some(CitedGroundView { condition: it.condition.0, ground: self.ground(it.evidence)? })
        });
        cited.collect()
    }

    fn text_of(&self, fact: &Fact) -> Option<String> {
        match fact {
            Fact::Attached { attachment } => {
                Some(document_titled(self.catalogue, attachment.document).title)
            }
            other => written(other),
        }
    }
}

/// The text that a fact carries, where people wrote one.
pub(crate) fn written(fact: &Fact) -> Option<String> {
    let text = match fact {
        Fact::CallLogged { summary, .. } | Fact::EmpowermentCompleted { summary, .. } => {
            Some(summary)
        }
        Fact::RequestsOpened { items } => items.first().map(|item| &item.text),
        Fact::RequestAnswered { answer, .. } => Some(&answer.text),
        Fact::PathAssigned { reason, .. }
        | Fact::LicenceReinstated { reason }
        | Fact::Transferred { reason, .. }
        | Fact::Withdrawn { reason, .. }
        | Fact::DeadlineExtended { reason, .. }
        | Fact::DisputeResolved { reason, .. }
        | Fact::Reprinted { reason, .. }
        | Fact::SheetMarked { mark: SheetMark::Spoiled { reason }, .. } => Some(reason),
        Fact::LicenceSuspended(grounds) | Fact::LicenceRevoked(grounds) => Some(&grounds.reason),
        Fact::Approved { comment, .. } | Fact::LicenceIssued { comment, .. } => comment.as_ref(),
        Fact::Refused { explanation, .. } => Some(explanation),
        Fact::ClearanceAsked { note, .. } | Fact::BankAnswered { note, .. } => note.as_ref(),
        Fact::ClearanceAnswered { reference, .. } => Some(reference),
        Fact::ServiceRecorded { record } => Some(&record.provider),
        Fact::ReferredToBank(referral) => Some(&referral.branch),
        Fact::SheetMarked { mark: SheetMark::HandedOver { to }, .. } => Some(to),
        Fact::Printed(sheet) => sheet.reason.as_ref(),
        Fact::SupporterConfirmed { word: SupporterWord::Counter { licence, .. } } => Some(licence),
        Fact::SupporterNamed { supporter, .. } => Some(&supporter.name),
        _ => None,
    };
    text.map(|text| text.as_str().to_owned())
}
