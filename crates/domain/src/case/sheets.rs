//! Sheets of paper, by the events of their printing. The serial on them is the workstation's, for people.

use crate::event::{Event, Sheet, SheetMark};
use crate::identifiers::PaperSerial;
use crate::ids::EventId;
use crate::text::PlainText;

use super::{Case, PrintedSheet, Refusal};

impl Case {
    /// What is on paper is there, whoever else printed meanwhile: which copies may be made is the office's to ask
    /// before ([`policy`](crate::policy)).
    pub(super) fn print(&mut self, sheet: &Sheet, event: &Event) -> Result<(), Refusal> {
        let by = event.officer()?.clone();
        self.sheets.push(PrintedSheet {
            sheet: sheet.clone(),
            event: event.id,
            at: event.at,
            by,
            reprints: 0,
            paper: sheet.paper.clone(),
            reason: sheet.reason.clone(),
            mark: None,
        });
        Ok(())
    }

    /// The same bytes once more.
    pub(super) fn reprint(
        &mut self,
        sheet: EventId,
        paper: Option<&PaperSerial>,
        reason: &PlainText,
    ) -> Result<(), Refusal> {
        let printed = self.sheet_mut(sheet)?;
        printed.reprints += 1;
        printed.reason = Some(reason.clone());
        if let Some(paper) = paper {
            printed.paper = Some(paper.clone());
        }
        Ok(())
    }

    /// A sheet, by the event of its printing.
    pub fn sheet(&self, event: EventId) -> Option<&PrintedSheet> {
        self.sheets.iter().find(|printed| printed.event == event)
    }

    fn sheet_mut(&mut self, event: EventId) -> Result<&mut PrintedSheet, Refusal> {
        let printed = self.sheets.iter_mut().find(|printed| printed.event == event);
        printed.ok_or(Refusal::SheetUnknown)
    }

    pub(super) fn mark(&mut self, sheet: EventId, mark: &SheetMark) -> Result<(), Refusal> {
        let printed = self.sheet_mut(sheet)?;
        let follows = match &printed.mark {
            None => true,
            Some(SheetMark::Sound) => !matches!(mark, SheetMark::Sound),
            Some(SheetMark::Spoiled { .. } | SheetMark::HandedOver { .. }) => false,
        };
        if follows {
            printed.mark = Some(mark.clone());
            Ok(())
        } else {
            Err(Refusal::SheetUnknown)
        }
    }
}
