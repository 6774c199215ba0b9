//! What a drawing needs beside its case, gathered from the database as it stood before the sheet.

use domain::case::{Case, Printable};
use domain::dates::{Date, Instant};
use domain::event::{DocumentKind, Purpose};
use domain::ids::EventId;
use domain::people::MediaType;

use super::Drawing;
use crate::Error;
use crate::office::Office;

/// The document of the catalogue that is the applicant's photograph.
const PHOTOGRAPH: u32 = 20_002;

/// When a sheet is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The instant that the paper shows.
    pub(crate) at: Instant,
    /// The sheet's serial.
    pub(crate) serial: u32,
    /// The event of a sheet that is drawn again; what came after it is not looked at.
    pub(crate) event: Option<EventId>,
}

/// Draws a sheet from the case as it stood before it.
pub(crate) async fn draw(
    office: &Office,
    case: &Case,
    printable: &Printable,
    moment: Moment,
) -> Result<Vec<u8>, Error> {
    Box::pin(gather(office, case, printable, moment)).await?.bytes()
}

/// Gathers what a sheet is drawn from.
pub(crate) async fn gather<'a>(
    office: &'a Office,
    case: &'a Case,
    printable: &'a Printable,
    moment: Moment,
) -> Result<Drawing<'a>, Error> {
    let mut reader = office.db.read().await?;
    let block = match case.licence() {
        Some(licence) => casedb::numbers::block_of(reader.conn(), &licence.number).await?,
        None => None,
    };
    let earlier_issued_on = earlier_issued_on(reader.conn(), case, moment.event).await?;
    drop(reader);
    Ok(Drawing {
        office,
        case,
        printable,
        at: moment.at,
        serial: moment.serial,
        block: block.map(|block| office.certificate(&block)).transpose()?,
        photograph: photograph(office, case, printable.document)?,
        earlier_issued_on,
    })
}

/// The picture that came last.
fn photograph(
    office: &Office,
    case: &Case,
    document: DocumentKind,
) -> Result<Option<Vec<u8>>, Error> {
    let portrait = case.attachments.iter().rev().find(|received| {
        received.attachment.document.0 == PHOTOGRAPH && received.attachment.media == MediaType::Jpeg
    });
    let portrait = portrait.filter(|_| document == DocumentKind::Licence);
    let bytes = portrait.map(|received| office.db.attachments().get(received.attachment.content));
    Ok(bytes.transpose()?)
}

async fn earlier_issued_on(
    conn: &mut casedb::Connection,
    case: &Case,
    event: Option<EventId>,
) -> Result<Option<Date>, Error> {
    let (Purpose::Renewal { of, .. } | Purpose::Amendment { of, .. }) = &case.purpose else {
        return Ok(None);
    };
    let earlier = match event {
        Some(event) => casedb::log::load_case_before(conn, *of, event).await?,
        None => casedb::log::load_case(conn, *of).await?,
    };
    let licence = earlier.as_ref().and_then(Case::licence);
    Ok(licence.map(|licence| licence.issued_at.tehran_date()))
}
