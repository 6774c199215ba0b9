//! What a drawing needs beside its case, gathered from the database as it stood before the sheet.

use domain::case::{Case, Printable};
use domain::catalogue::OfficeId;
use domain::dates::{Date, Instant};
use domain::event::{DocumentKind, Event, Printing};
use domain::ids::{CaseId, EventId, OfficerId};
use domain::people::Officer;

use super::wording::{Wording, Words};
use super::{Drawing, Written, photographs};
use crate::office::Office;
use crate::{Error, ErrorCode};

/// Who draws a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hand {
    pub(crate) officer: OfficerId,
    pub(crate) office: OfficeId,
}

impl Hand {
    /// An officer's.
    pub(crate) fn of(officer: &Officer) -> Self {
        let Officer { account, office, .. } = officer;
        Self { officer: account.clone(), office: office.clone() }
    }
}

/// When a sheet is drawn, and by whom.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    /// The instant that the paper shows.
    pub(crate) at: Instant,
    /// The sheet's serial.
    pub(crate) serial: u32,
    /// The event of a sheet that is drawn again; what came after it is not looked at.
    pub(crate) event: Option<EventId>,
    pub(crate) by: Hand,
    pub(crate) words: Words,
}

/// A case as the author of one of its events saw it: a sheet is drawn again from that, whatever came since and in
/// whichever order.
pub(crate) async fn as_it_was(
    conn: &mut casedb::Connection,
    case: CaseId,
    event: EventId,
) -> Result<Case, Error> {
    let seen = casedb::log::events_seen_by(conn, case, event).await?.unwrap_or_default();
    let seen: Vec<Event> = seen.into_iter().map(|logged| logged.event).collect();
    Case::fold(&seen)?.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))
}

/// Draws a sheet from its cases as they stood before it; only a list has several.
pub(crate) async fn draw(
    office: &Office,
    cases: &[(Case, Printable)],
    moment: Moment,
) -> Result<Vec<u8>, Error> {
    write(office, cases, moment).await?.bytes()
}

/// Writes down what a sheet says, to be drawn.
pub(crate) async fn write(
    office: &Office,
    cases: &[(Case, Printable)],
    moment: Moment,
) -> Result<Written, Error> {
    match cases {
        [(case, printable)] if printable.document.printing() != Printing::Listed => {
            Box::pin(gather(office, case, printable, moment)).await?.written()
        }
        _ => super::lists::write(office, cases, &moment),
    }
}

impl<'a> Drawing<'a> {
    /// A drawing that needs nothing beside its case.
    pub(super) fn alone(
        office: &'a Office,
        case: &'a Case,
        printable: &'a Printable,
        moment: &Moment,
    ) -> Result<Self, Error> {
        Ok(Self {
            office,
            case,
            printable,
            at: moment.at,
            serial: moment.serial,
            block: None,
            photograph: None,
            earlier_issued_on: None,
            events: Vec::new(),
            by: moment.by.clone(),
            wording: Wording::of(office, case, printable, moment)?,
        })
    }
}

/// Gathers what a sheet is drawn from.
pub(crate) async fn gather<'a>(
    office: &'a Office,
    case: &'a Case,
    printable: &'a Printable,
    moment: Moment,
) -> Result<Drawing<'a>, Error> {
    let alone = Drawing::alone(office, case, printable, &moment)?;
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    match printable.document {
        DocumentKind::Licence => {
            let number = case.licence().map(|licence| &licence.number);
            let block = match number {
                Some(number) => casedb::numbers::block_of(conn, number).await?,
                None => None,
            };
            Ok(Drawing {
                block: block.map(|block| office.certificate(&block)).transpose()?,
                photograph: photographs::file(office, case)?,
                earlier_issued_on: earlier_issued_on(conn, case).await?,
                ..alone
            })
        }
        DocumentKind::Dossier => {
            let logged = match moment.event {
                Some(event) => casedb::log::events_seen_by(conn, case.id, event).await?,
                None => None,
            };
            let logged = match logged {
                Some(logged) => logged,
                None => casedb::log::case_events(conn, case.id).await?,
            };
            let events = logged.into_iter().map(|logged| logged.event).collect();
            Ok(Drawing { events, ..alone })
        }
        _ => Ok(alone),
    }
}

async fn earlier_issued_on(
    conn: &mut casedb::Connection,
    case: &Case,
) -> Result<Option<Date>, Error> {
    let Some((of, _)) = case.purpose.predecessor() else { return Ok(None) };
    let earlier = casedb::log::load_case(conn, of).await?;
    let licence = earlier.as_ref().and_then(Case::licence);
    Ok(licence.map(|licence| licence.issued_at.tehran_date()))
}
