//! Sheets of paper: each copy is the next one of a document that the case can show.

use crate::event::{Event, Sheet, SheetMark};
use crate::identifiers::PaperSerial;

use super::{Case, Printable, PrintedSheet, Refusal};

impl Case {
    pub(super) fn print(&mut self, sheet: &Sheet, event: &Event) -> Result<(), Refusal> {
        let fits = |p: &Printable| {
            p.document == sheet.document
                && p.subject == sheet.subject
                && p.standing == sheet.standing
        };
        if !self.printables().iter().any(fits) {
            return Err(Refusal::NotPrintable);
        }
        let serial_known = self.sheets.iter().any(|p| p.sheet.serial == sheet.serial);
        if serial_known || sheet.copy != self.copies(sheet.document, sheet.subject) + 1 {
            return Err(Refusal::CopyOutOfOrder);
        }
        self.sheets.push(PrintedSheet {
            sheet: sheet.clone(),
            event: event.id,
            at: event.at,
            by: event.actor.clone(),
            reprints: 0,
            paper: sheet.paper.clone(),
            mark: None,
        });
        Ok(())
    }

    pub(super) fn reprint(
        &mut self,
        serial: u32,
        paper: Option<&PaperSerial>,
    ) -> Result<(), Refusal> {
        let printed = self.sheets.iter_mut().find(|p| p.sheet.serial == serial);
        let printed = printed.ok_or(Refusal::SheetUnknown)?;
        printed.reprints += 1;
        if let Some(paper) = paper {
            printed.paper = Some(paper.clone());
        }
        Ok(())
    }

    pub(super) fn mark(&mut self, serial: u32, mark: &SheetMark) -> Result<(), Refusal> {
        let printed = self.sheets.iter_mut().find(|p| p.sheet.serial == serial);
        let printed = printed.ok_or(Refusal::SheetUnknown)?;
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
