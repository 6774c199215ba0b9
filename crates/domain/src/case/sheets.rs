//! Sheets of paper: each copy is the next one of a document that the case can show.

use crate::event::{Event, Printing, Sheet, SheetMark};
use crate::identifiers::PaperSerial;
use crate::text::PlainText;

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

    /// The same bytes once more. What was handed over is out of the office's hands: who needs it again gets a
    /// further copy, which says that it is one. A list goes to an office, and may go there again.
    pub(super) fn reprint(
        &mut self,
        serial: u32,
        paper: Option<&PaperSerial>,
        reason: &PlainText,
    ) -> Result<(), Refusal> {
        let printed = self.sheets.iter_mut().find(|p| p.sheet.serial == serial);
        let printed = printed.ok_or(Refusal::SheetUnknown)?;
        let listed = printed.sheet.document.printing() == Printing::Listed;
        if matches!(printed.mark, Some(SheetMark::HandedOver { .. })) && !listed {
            return Err(Refusal::SheetHandedOver);
        }
        printed.reprints += 1;
        printed.reason = Some(reason.clone());
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
