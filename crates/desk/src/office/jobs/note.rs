//! The note that a session keeps of a sheet while it is sent: enough to enter it in the ledger afterwards.

use casedb::jobs::JobItem;
use domain::dates::Instant;
use domain::event::{PrintedStanding, Sheet};
use domain::identifiers::PaperSerial;
use domain::ids::ContentHash;
use domain::text::PlainText;
use serde::{Deserialize, Serialize};

use super::Sent;
use crate::Error;

/// A sheet that is on its way. Document and subject are those of its item.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SheetNote {
    serial: u32,
    at_ms: i64,
    copy: u32,
    provisional: bool,
    template: u16,
    hash: String,
    printer: Option<String>,
    job: Option<u32>,
    paper: Option<String>,
    letterhead: Option<String>,
    texts: Option<String>,
    /// The further cases of a list, in order.
    #[serde(default)]
    also: Vec<RowNote>,
}

/// What the sheet is in one of its further cases.
#[derive(Debug, Serialize, Deserialize)]
struct RowNote {
    copy: u32,
    provisional: bool,
}

impl RowNote {
    fn of(sheet: &Sheet) -> Self {
        let provisional = sheet.standing == PrintedStanding::Provisional;
        Self { copy: sheet.copy, provisional }
    }
}

const fn standing(provisional: bool) -> PrintedStanding {
    if provisional { PrintedStanding::Provisional } else { PrintedStanding::Final }
}

impl SheetNote {
    pub(super) fn of(sent: &Sent) -> Self {
        let Sheet { serial, copy, standing, template, hash, printer, job, paper, .. } = &sent.sheet;
        let content = |hash: &Option<ContentHash>| hash.as_ref().map(ToString::to_string);
        Self {
            serial: *serial,
            at_ms: sent.at.as_millis(),
            copy: *copy,
            provisional: *standing == PrintedStanding::Provisional,
            template: *template,
            hash: hash.to_string(),
            printer: printer.as_ref().map(ToString::to_string),
            job: *job,
            paper: paper.as_ref().map(ToString::to_string),
            letterhead: content(&sent.sheet.letterhead),
            texts: content(&sent.sheet.texts),
            also: sent.also.iter().map(|(_, sheet)| RowNote::of(sheet)).collect(),
        }
    }

    pub(super) fn write(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(self).map_err(|error| Error::internal(&error))
    }

    pub(crate) fn read(note: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(note).map_err(|error| Error::internal(&error))
    }

    pub(super) const fn serial(&self) -> u32 {
        self.serial
    }

    pub(super) fn paper(&self) -> Option<String> {
        self.paper.clone()
    }

    /// The sheet that was noted for a document.
    pub(crate) fn sheet_of(self, item: &JobItem) -> Result<Sent, Error> {
        let printer = self.printer.map(|printer| PlainText::parse(&printer, usize::MAX));
        let paper = self.paper.map(|paper| PaperSerial::parse(&paper));
        let content = |hash: Option<String>| {
            let hash = hash.map(|hash| ContentHash::parse(&hash)).transpose();
            hash.map_err(|error| Error::internal(&error))
        };
        let sheet = Sheet {
            serial: self.serial,
            document: item.document,
            subject: item.subject,
            copy: self.copy,
            standing: standing(self.provisional),
            template: self.template,
            hash: ContentHash::parse(&self.hash).map_err(|error| Error::internal(&error))?,
            printer: printer.transpose().map_err(|error| Error::internal(&error))?,
            job: self.job,
            paper: paper.transpose().map_err(|error| Error::internal(&error))?,
            letterhead: content(self.letterhead)?,
            texts: content(self.texts)?,
            // A session makes no sheet after one that was handed over.
            reason: None,
        };
        if self.also.len() != item.also.len() {
            return Err(Error::internal(&"the note of a list has as many rows as the list"));
        }
        let rows = item.also.iter().zip(&self.also).map(|(&(case, subject), row)| {
            let RowNote { copy, provisional } = *row;
            (case, Sheet { subject, copy, standing: standing(provisional), ..sheet.clone() })
        });
        let also = rows.collect();
        Ok(Sent {
            nth: item.nth,
            case: item.case,
            at: Instant::from_millis(self.at_ms),
            sheet,
            also,
        })
    }
}
