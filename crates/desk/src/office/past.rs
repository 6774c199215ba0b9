//! The past of a sample office's ledger: sheets that its officers printed, spoiled, printed again and handed
//! over on the last working day. They are drawn as every sheet is, so that each can be drawn again.

use casedb::sheets::PrintableLine;
use domain::case::Printable;
use domain::catalogue::OfficeId;
use domain::dates::{Instant, TehranTime};
use domain::event::{DocumentKind, Fact, Sheet, SheetMark};
use domain::ids::{CaseId, EventId};
use domain::people::{Officer, Role};
use domain::text::PlainText;

use super::Office;
use crate::acts::line;
use crate::{Error, ErrorCode};

/// One of so many documents that wait was printed already.
const ONE_OF: usize = 3;
/// The most sheets that an office printed.
const MOST: usize = 9;
/// How many documents are looked through.
const LINES: u32 = 500;
/// Between two sheets, in milliseconds.
const BETWEEN_MS: i64 = 4 * 60_000;
const PRINTER: &str = "HP-LaserJet-1320";

impl Office {
    /// Writes the ledger's past.
    pub(super) async fn tell_past(&self) -> Result<(), Error> {
        let calendar = &self.catalogue.calendar;
        let day = calendar.last_working_day_on_or_before(self.today().add_days(-1));
        let mut at = Instant::at_tehran(day, TehranTime { hour: 9, minute: 10 });
        let mut told: Vec<OfficeId> = Vec::new();
        for account in &self.officers {
            let officer = &account.officer;
            let prints = matches!(self.role_of(officer), Role::Labour | Role::Agency);
            if prints && !told.contains(&officer.office) {
                told.push(officer.office.clone());
                self.tell_past_of(officer, &mut at).await?;
            }
        }
        Ok(())
    }

    async fn tell_past_of(&self, officer: &Officer, at: &mut Instant) -> Result<(), Error> {
        let mut reader = self.db.read().await?;
        let ready = casedb::sheets::ready(reader.conn(), &officer.office, LINES).await?;
        drop(reader);
        let count = (ready.len() / ONE_OF).min(MOST);
        let mut before: Vec<PrintableLine> =
            ready.into_iter().rev().filter(|line| line.made_at < *at).collect();
        before.sort_by_key(|line| line.document != DocumentKind::Licence);
        for (nth, line) in before.iter().take(count).enumerate() {
            let sheet = self.print_in_past(officer, line, at).await?;
            let spoiled =
                || Ok::<_, Error>(SheetMark::Spoiled { reason: words("کاغذ گیر کرد")? });
            match nth {
                0 => {
                    self.add_past(officer, line.case, mark(sheet, spoiled()?), at).await?;
                    let again = self.print_in_past(officer, line, at).await?;
                    self.add_past(officer, line.case, mark(again, SheetMark::Sound), at).await?;
                }
                1 => {
                    self.add_past(officer, line.case, mark(sheet, SheetMark::Sound), at).await?;
                    let to = SheetMark::HandedOver { to: words("خود متقاضی")? };
                    self.add_past(officer, line.case, mark(sheet, to), at).await?;
                }
                2 => {
                    self.add_past(officer, line.case, mark(sheet, SheetMark::Sound), at).await?;
                    let printer = words(PRINTER)?;
                    let reason = words("کاغذ گیر کرد")?;
                    let again = Fact::Reprinted { sheet, printer, paper: None, reason };
                    self.add_past(officer, line.case, again, at).await?;
                }
                _ => self.add_past(officer, line.case, mark(sheet, SheetMark::Sound), at).await?,
            }
        }
        Ok(())
    }

    async fn print_in_past(
        &self,
        officer: &Officer,
        line: &PrintableLine,
        at: &mut Instant,
    ) -> Result<EventId, Error> {
        let mut reader = self.db.read().await?;
        let case = casedb::log::load_case(reader.conn(), line.case).await?;
        drop(reader);
        let case = case.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
        let PrintableLine { document, subject, standing, .. } = *line;
        let printable = Printable { document, subject, standing };
        let serial = self.next_serial().await?;
        let drawn = self.draw_sheet(&[(case, printable)], officer, *at, serial).await?;
        let sheet = Sheet { printer: Some(words(PRINTER)?), ..drawn.sheet };
        self.add_past(officer, line.case, Fact::Printed(sheet), at).await?;
        let mut reader = self.db.read().await?;
        let printed = casedb::sheets::by_serial(reader.conn(), self.stream.id, serial).await?;
        let printed = printed.first().map(|sheet| sheet.event);
        printed.ok_or_else(|| Error::new(ErrorCode::SheetUnknown))
    }

    async fn add_past(
        &self,
        officer: &Officer,
        case: CaseId,
        fact: Fact,
        at: &mut Instant,
    ) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        self.append_in(writer.conn(), officer, vec![(case, fact)], *at).await?;
        *at = at.add_millis(BETWEEN_MS);
        Ok(writer.commit().await?)
    }
}

const fn mark(sheet: EventId, mark: SheetMark) -> Fact {
    Fact::SheetMarked { sheet, mark }
}

fn words(text: &str) -> Result<PlainText, Error> {
    line("متن", text, 120)
}
