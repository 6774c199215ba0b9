//! `print`, `reprint` and `mark`: sheets on paper, and what became of them.

use desk::commands;
use desk::views::Nothing;
use desk::views::printing::{
    DocumentRequest, ListView, MarkSheetsRequest, PrintDeskView, PrintRequest, PrintResult,
    PrintedView, ReprintRequest, RowRequest, SheetState,
};

use crate::cli::{Global, MarkState, Print, Reprint};
use crate::office::with_office;
use crate::outcome::{Done, Failure, Voice, word};
use crate::records::Records;
use crate::show;

/// Prints a document, or shows the print desk.
pub async fn print(global: &Global, asked: Print) -> Result<Done, Failure> {
    let Print { case: Some(case_id), kind: Some(kind), printer, subject, with, reason, .. } = asked
    else {
        let view =
            with_office(global, async |desk| Ok(commands::print_desk(desk, Nothing {}).await?))
                .await?;
        return Voice::of(global).answer(&view, lines);
    };
    let documents =
        vec![DocumentRequest { case_id, document: kind.into(), subject, with: rows(with) }];
    let request = PrintRequest { documents, printer, reason, paper: None };
    let view = with_office(global, async |desk| Ok(commands::print(desk, request).await?)).await?;
    results(global, view)
}

/// Prints the very bytes of a sheet again.
pub async fn reprint(global: &Global, asked: Reprint) -> Result<Done, Failure> {
    let Reprint { serial, reason, printer, paper } = asked;
    let request = ReprintRequest { serial, printer, paper, reason };
    results(
        global,
        with_office(global, async |desk| Ok(commands::reprint(desk, request).await?)).await?,
    )
}

fn results(global: &Global, view: PrintedView) -> Result<Done, Failure> {
    for result in view.sheets {
        match result {
            PrintResult::Failed { error, .. } => return Err(error.into()),
            PrintResult::Printed { sheet } => Voice::of(global).answer(&*sheet, show::sheet)?,
        };
    }
    Ok(Done::Well)
}

/// The further cases of a list, each with what is newest of it.
pub fn rows(with: Vec<String>) -> Vec<RowRequest> {
    with.into_iter().map(|case_id| RowRequest { case_id, subject: None }).collect()
}

/// Says what became of a sheet.
pub async fn mark(global: &Global, serial: u32, state: MarkState) -> Result<Done, Failure> {
    let state = match state {
        MarkState::Sound => SheetState::Sound,
        MarkState::Spoiled { reason } => SheetState::Spoiled { reason },
        MarkState::HandedOver { to } => SheetState::HandedOver { to },
    };
    let request = MarkSheetsRequest { serials: vec![serial], state };
    let view =
        with_office(global, async |desk| Ok(commands::mark_sheets(desk, request).await?)).await?;
    Voice::of(global).answer(&view, lines)
}

fn lines(out: &mut Records<'_>, view: &PrintDeskView) -> std::io::Result<()> {
    for ready in &view.ready {
        let standing = if ready.provisional { " provisional" } else { "" };
        writeln!(
            out,
            "ready: {} {}{standing} {} {}",
            ready.case.tracking_code,
            word(&ready.document),
            ready.case.applicant,
            ready.field
        )?;
    }
    for ListView { document, list, lines } in &view.lists {
        for line in lines {
            let (document, code) = (word(document), &line.case.tracking_code);
            let minutes = list.minutes.as_ref().map(|minutes| format!(", minutes {minutes}"));
            let (applicant, minutes) = (&line.case.applicant, minutes.unwrap_or_default());
            writeln!(out, "list: {document} {code} {applicant} — {}{minutes}", list.to)?;
        }
    }
    for printer in &view.printers {
        let default = if printer.default { " default" } else { "" };
        let accepting = if printer.accepting { "" } else { " not accepting" };
        writeln!(out, "printer: {}{default}{accepting}", printer.name)?;
    }
    view.ledger.iter().try_for_each(|sheet| show::sheet(out, sheet))?;
    writeln!(out, "sound: {}, spoiled: {}", view.sound, view.spoiled)?;
    writeln!(out, "next sheet: {:06}", view.next_serial)
}
