//! Projections: rows that follow from the log, written with every event and recreated by `rebuild`.
//!
//! [`take_event`] writes what follows from one event, [`put_case`] what follows from a case as it stands.
//! Both are all that `rebuild` uses, so that the two ways cannot differ.

mod case_row;
mod words;

use domain::case::Printable;
use domain::catalogue::{Catalogue, OfficeId};
use domain::dates::Instant;
use domain::event::{Event, Fact, Printing, Sheet, SheetMark};
use domain::identifiers::{LicenceNumber, PaperSerial};
use domain::ids::{CaseId, EventId};
use domain::text::PlainText;
use wire::ids::StreamId;

use crate::codes::Code;
use crate::db::Connection;
use crate::error::DbError;
use crate::log::Folded;

/// The version of this module's rows. A change of what they say needs a new number, and so a rebuild.
pub(crate) const VERSION: i64 = 8;

/// Whether the projections are those of the log, by this version of the program.
///
/// # Errors
/// What SQLite can do.
pub async fn are_current(conn: &mut Connection) -> Result<bool, DbError> {
    let row = sqlx::query!(
        r#"select version, position = (select coalesce(max(position), 0) from events) as "whole!: bool",
                  position = 0 as "empty!: bool"
           from projected"#
    )
    .fetch_one(conn)
    .await?;
    Ok(row.whole && (row.empty || row.version == VERSION))
}

/// Notes that the projections are those of the whole log.
pub(crate) async fn note_position(conn: &mut Connection) -> Result<(), DbError> {
    sqlx::query!(
        "update projected
         set version = ?, position = (select coalesce(max(position), 0) from events)",
        VERSION
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Empties every projection.
pub(crate) async fn clear(conn: &mut Connection) -> Result<(), DbError> {
    sqlx::query!("delete from licence_numbers").execute(&mut *conn).await?;
    sqlx::query!("delete from sheets").execute(&mut *conn).await?;
    sqlx::query!("delete from printables").execute(&mut *conn).await?;
    sqlx::query!("delete from case_offices").execute(&mut *conn).await?;
    // The command empties an index without content at once.
    sqlx::query!("insert into case_search (case_search) values ('delete-all')")
        .execute(&mut *conn)
        .await?;
    sqlx::query!("delete from cases").execute(conn).await?;
    Ok(())
}

/// Writes what follows from one event.
pub(crate) async fn take_event(
    conn: &mut Connection,
    stream: StreamId,
    event: &Event,
) -> Result<(), DbError> {
    match &event.fact {
        Fact::LicenceIssued { number, .. } => bind_number(conn, number, event).await,
        Fact::Printed(sheet) => add_sheet(conn, stream, sheet, event).await,
        Fact::Reprinted { sheet, paper, reason, .. } => {
            count_reprint(conn, *sheet, (paper.as_ref(), reason)).await
        }
        Fact::SheetMarked { sheet, mark } => mark_sheet(conn, *sheet, mark).await,
        _ => Ok(()),
    }
}

/// Writes what follows from a case as it stands; `before` is what the rows follow from that are there.
pub(crate) async fn put_case(
    conn: &mut Connection,
    before: Option<&Folded>,
    folded: &Folded,
    catalogue: &Catalogue,
) -> Result<(), DbError> {
    let number = case_row::put(conn, before, folded, catalogue).await?;
    let known =
        |office: &&OfficeId| before.is_some_and(|before| before.case.offices.contains(*office));
    for office in folded.case.offices.iter().filter(|office| !known(office)) {
        let office = office.as_str();
        sqlx::query!(
            "insert into case_offices (office, number) values (?, ?) on conflict do nothing",
            office,
            number
        )
        .execute(&mut *conn)
        .await?;
    }
    let there = before.map_or(Vec::new(), printable_rows);
    let rows = printable_rows(folded);
    for row in there.iter().filter(|row| !rows.contains(row)) {
        remove_printable(conn, folded.case.id, row).await?;
    }
    for row in rows.iter().filter(|row| !there.contains(row)) {
        add_printable(conn, folded.case.id, row).await?;
    }
    Ok(())
}

/// A document that can be drawn from a case and that nobody has answered, with how many sheets of it exist, and who made it when.
type PrintableRow = (Printable, u32, OfficeId, Instant);

fn printable_rows(folded: &Folded) -> Vec<PrintableRow> {
    let case = &folded.case;
    let row = |printable: Printable| {
        let (office, made_at) = folded.made.get(&printable.subject)?;
        let copies = case.copies(printable.document, printable.subject);
        Some((printable, copies, office.clone(), *made_at))
    };
    let waits = |printable: &Printable| {
        printable.document.printing() != Printing::OnDemand && !case.is_answered(printable)
    };
    case.printables().into_iter().filter(waits).filter_map(row).collect()
}

async fn remove_printable(
    conn: &mut Connection,
    case: CaseId,
    (printable, ..): &PrintableRow,
) -> Result<(), DbError> {
    let (id, subject) = (case.as_bytes().as_slice(), printable.subject.as_bytes().as_slice());
    let document = printable.document.word();
    sqlx::query!(
        "delete from printables where case_id = ? and document = ? and subject = ?",
        id,
        document,
        subject
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn add_printable(
    conn: &mut Connection,
    case: CaseId,
    (printable, copies, office, made_at): &PrintableRow,
) -> Result<(), DbError> {
    let (id, subject) = (case.as_bytes().as_slice(), printable.subject.as_bytes().as_slice());
    let (document, standing) = (printable.document.word(), printable.standing.word());
    let (office, made_at) = (office.as_str(), made_at.as_millis());
    sqlx::query!(
        "insert into printables (case_id, document, subject, standing, copies, office, made_at_ms)
         values (?, ?, ?, ?, ?, ?, ?)",
        id,
        document,
        subject,
        standing,
        copies,
        office,
        made_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn bind_number(
    conn: &mut Connection,
    licence: &LicenceNumber,
    event: &Event,
) -> Result<(), DbError> {
    let serial = licence.serial().cast_signed();
    let (id, case) = (event.id.as_bytes().as_slice(), event.case.as_bytes().as_slice());
    sqlx::query!(
        "insert into licence_numbers (serial, event, case_id) values (?, ?, ?)",
        serial,
        id,
        case
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn add_sheet(
    conn: &mut Connection,
    stream: StreamId,
    sheet: &Sheet,
    event: &Event,
) -> Result<(), DbError> {
    let (id, case) = (event.id.as_bytes().as_slice(), event.case.as_bytes().as_slice());
    let stream = stream.as_bytes().as_slice();
    let (document, standing) = (sheet.document.word(), sheet.standing.word());
    let (subject, hash) = (sheet.subject.as_bytes().as_slice(), sheet.hash.as_bytes().as_slice());
    let printer = sheet.printer.as_ref().map(AsRef::<str>::as_ref);
    let paper = sheet.paper.as_ref().map(PaperSerial::as_str);
    let letterhead = sheet.letterhead.as_ref().map(|hash| hash.as_bytes().as_slice());
    let texts = sheet.texts.as_ref().map(|hash| hash.as_bytes().as_slice());
    let reason = sheet.reason.as_ref().map(AsRef::<str>::as_ref);
    // Only officers print: the fold has asked.
    let Some(domain::people::Officer { account, office, .. }) = event.actor.officer() else {
        return Ok(());
    };
    let (officer, office) = (account.as_str(), office.as_str());
    let at_ms = event.at.as_millis();
    sqlx::query!(
        "insert into sheets (event, stream, serial, case_id, document, subject, copy, standing, template,
                             hash, printer, officer, office, at_ms, reprints, job, paper,
                             letterhead, texts, reason)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)",
        id,
        stream,
        sheet.serial,
        case,
        document,
        subject,
        sheet.copy,
        standing,
        sheet.template,
        hash,
        printer,
        officer,
        office,
        at_ms,
        sheet.job,
        paper,
        letterhead,
        texts,
        reason
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn count_reprint(
    conn: &mut Connection,
    sheet: EventId,
    (paper, reason): (Option<&PaperSerial>, &PlainText),
) -> Result<(), DbError> {
    let sheet = sheet.as_bytes().as_slice();
    let (paper, reason) = (paper.map(PaperSerial::as_str), reason.as_str());
    sqlx::query!(
        "update sheets set reprints = reprints + 1, paper = coalesce(?, paper), reason = ?
         where event = ?",
        paper,
        reason,
        sheet
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn mark_sheet(
    conn: &mut Connection,
    sheet: EventId,
    mark: &SheetMark,
) -> Result<(), DbError> {
    let sheet = sheet.as_bytes().as_slice();
    let (word, text) = match mark {
        SheetMark::Sound => ("sound", None),
        SheetMark::Spoiled { reason } => ("spoiled", Some(reason.as_str())),
        SheetMark::HandedOver { to } => ("handedOver", Some(to.as_str())),
    };
    sqlx::query!("update sheets set mark = ?, mark_text = ? where event = ?", word, text, sheet)
        .execute(conn)
        .await?;
    Ok(())
}
