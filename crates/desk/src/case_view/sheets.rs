//! Sheets of the ledger as views.

use domain::case::{Case, Printable, PrintedSheet};
use domain::catalogue::Catalogue;
use domain::event::{DocumentKind, PrintedStanding, SheetMark};

use super::Names;
use crate::views::printing::{PrintableView, SheetState, SheetView};
use crate::views::session::CaseRef;

/// Names a case.
pub(crate) fn case_ref(case: &Case) -> CaseRef {
    CaseRef {
        id: case.id.to_string(),
        tracking_code: case.tracking_code.as_str().to_owned(),
        applicant: case.applicant.display_name(),
    }
}

/// A document that can be made of a case now.
pub(crate) fn printable_view(
    case: &Case,
    printable: &Printable,
    catalogue: &Catalogue,
) -> PrintableView {
    let Printable { document, subject, standing } = *printable;
    PrintableView {
        case: case_ref(case),
        field: super::field_titled(case, catalogue).title,
        document: document.into(),
        subject: subject.to_string(),
        provisional: document == DocumentKind::Licence && standing == PrintedStanding::Provisional,
        copies: case.copies(document, subject),
    }
}

/// A sheet of a case.
pub(crate) fn sheet_view(case: &Case, printed: &PrintedSheet, names: &dyn Names) -> SheetView {
    let sheet = &printed.sheet;
    SheetView {
        serial: sheet.serial,
        case: case_ref(case),
        document: sheet.document.into(),
        subject: sheet.subject.to_string(),
        copy: sheet.copy,
        at: printed.at.into(),
        by: names.officer(&printed.by.account),
        printer: sheet.printer.as_ref().map_or("file", |printer| printer.as_str()).to_owned(),
        state: sheet_state(printed.mark.as_ref()),
        hash: sheet.hash.to_string(),
        reprints: printed.reprints,
        reason: printed.reason.as_ref().map(ToString::to_string),
        job: sheet.job,
        paper: printed.paper.as_ref().map(ToString::to_string),
        also: None,
    }
}

/// What became of a sheet.
pub(crate) fn sheet_state(mark: Option<&SheetMark>) -> SheetState {
    match mark {
        None => SheetState::Unanswered,
        Some(SheetMark::Sound) => SheetState::Sound,
        Some(SheetMark::Spoiled { reason }) => {
            SheetState::Spoiled { reason: reason.as_str().to_owned() }
        }
        Some(SheetMark::HandedOver { to }) => SheetState::HandedOver { to: to.as_str().to_owned() },
    }
}
