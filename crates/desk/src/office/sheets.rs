//! Sheets: drawn from a case, and known to the ledger by a serial.

use domain::case::{Case, Printable};
use domain::dates::Instant;
use domain::event::{DocumentKind, Sheet};
use domain::identifiers::PaperSerial;
use domain::ids::{CaseId, ContentHash, EventId};
use domain::people::Officer;
use domain::policy::printables_of;
use sha2::{Digest, Sha256};

use super::Office;
use crate::papers::{Hand, Moment, TEMPLATE, Words, Written, write};
use crate::{Error, ErrorCode};

/// A sheet that was drawn and is not yet recorded.
pub(crate) struct Drawn {
    pub(crate) case: CaseId,
    /// The versions of the cases from which it was drawn.
    pub(crate) versions: Vec<(CaseId, u32)>,
    /// The instant that the paper shows.
    pub(crate) at: Instant,
    /// The record to be, without its printer.
    pub(crate) sheet: Sheet,
    /// The same sheet in the further cases of a list.
    pub(crate) also: Vec<(CaseId, Sheet)>,
    pub(crate) bytes: Vec<u8>,
    /// What it was drawn from, for the file of a whole job.
    pub(crate) written: Written,
}

/// A sheet that is about to be drawn.
pub(crate) struct Begun {
    case: CaseId,
    versions: Vec<(CaseId, u32)>,
    at: Instant,
    /// The record to be, without its hash.
    sheet: Sheet,
    also: Vec<(CaseId, Sheet)>,
    pub(crate) written: Written,
}

impl Begun {
    /// The sheet, once its bytes are there.
    pub(crate) fn drawn(self, bytes: Vec<u8>) -> Drawn {
        let Self { case, versions, at, sheet, also, written } = self;
        let hash = ContentHash::from_bytes(Sha256::digest(&bytes).into());
        let also = also.into_iter().map(|(case, sheet)| (case, Sheet { hash, ..sheet })).collect();
        Drawn { case, versions, at, sheet: Sheet { hash, ..sheet }, also, bytes, written }
    }
}

impl Office {
    /// A document that a case offers, the newest of its kind where no event is named.
    ///
    /// # Errors
    /// Refuses what the case does not offer, and what another office gives out.
    pub(crate) fn printable(
        &self,
        case: &Case,
        document: DocumentKind,
        subject: Option<EventId>,
    ) -> Result<Printable, Error> {
        let wanted =
            |p: &&Printable| p.document == document && subject.is_none_or(|s| s == p.subject);
        let theirs = printables_of(case, &self.acting().office, self.role());
        let not_offered = || match case.printables().iter().find(wanted) {
            Some(_) => Error::new(ErrorCode::PaperOfOther),
            None => Error::new(ErrorCode::NotPrintable),
        };
        theirs.iter().find(wanted).copied().ok_or_else(not_offered)
    }

    /// The serial that follows the ledger's last.
    pub(crate) async fn next_serial(&self) -> Result<u32, Error> {
        let mut reader = self.db.read().await?;
        Ok(casedb::sheets::next_serial(reader.conn(), self.stream.id).await?)
    }

    /// The same, for a sheet that is going to be printed. While nobody has said what became of a session
    /// that was being sent, its serials may be on paper already.
    pub(crate) async fn free_serial(&self) -> Result<u32, Error> {
        let mut reader = self.db.read().await?;
        if casedb::jobs::is_any_being_sent(reader.conn()).await? {
            return Err(Error::new(ErrorCode::JobUnfinished));
        }
        drop(reader);
        self.next_serial().await
    }

    /// Draws the next sheet of a document.
    pub(crate) async fn draw_sheet(
        &self,
        cases: &[(Case, Printable)],
        by: &Officer,
        at: Instant,
        serial: u32,
    ) -> Result<Drawn, Error> {
        let begun = self.begin_sheet(cases, by, at, serial).await?;
        let bytes = begun.written.bytes()?;
        Ok(begun.drawn(bytes))
    }

    /// Writes the next sheet of a document down, to be drawn.
    pub(crate) async fn begin_sheet(
        &self,
        cases: &[(Case, Printable)],
        by: &Officer,
        at: Instant,
        serial: u32,
    ) -> Result<Begun, Error> {
        let by = Hand::of(by);
        let moment = Moment { at, serial, event: None, by, words: Words::InForce };
        let written = write(self, cases, moment).await?;
        let names = written.names();
        let sheet = |case: &Case, printable: &Printable| Sheet {
            serial,
            document: printable.document,
            subject: printable.subject,
            copy: case.copies(printable.document, printable.subject) + 1,
            standing: printable.standing,
            template: TEMPLATE,
            hash: ContentHash::from_bytes([0; 32]),
            printer: None,
            job: None,
            paper: None,
            letterhead: names.letterhead,
            texts: names.texts,
            reason: None,
        };
        let [(case, printable), others @ ..] = cases else {
            return Err(Error::new(ErrorCode::NotPrintable));
        };
        let versions = cases.iter().map(|(case, _)| (case.id, case.version)).collect();
        let also = others.iter().map(|(case, printable)| (case.id, sheet(case, printable)));
        let (also, sheet) = (also.collect(), sheet(case, printable));
        Ok(Begun { case: case.id, versions, at, sheet, also, written })
    }

    /// Refuses pre-printed paper on which the ledger has a sheet already.
    pub(crate) async fn refuse_used_papers(&self, papers: &[PaperSerial]) -> Result<(), Error> {
        let mut reader = self.db.read().await?;
        for paper in papers {
            if casedb::sheets::is_paper_used(reader.conn(), paper).await? {
                let paper = domain::text::to_persian_digits(paper.as_str());
                let message =
                    format!("کاغذ با سریال \u{2066}{paper}\u{2069} پیش‌تر به کار رفته است.");
                return Err(Error::saying(ErrorCode::InputInvalid, message));
            }
        }
        Ok(())
    }
}
