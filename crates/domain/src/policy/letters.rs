//! Which papers an office writes in its own name, and which of a case it gives out.

use crate::case::{Case, Printable, PrintedSheet, Refusal};
use crate::catalogue::{Catalogue, OfficeId};
use crate::event::{DocumentKind, Printing, Sheet, SheetMark};
use crate::ids::EventId;
use crate::people::{Officer, Role};

use super::rule::role_of;

/// The papers that an office of a kind writes and signs, and may word where the law does not; empty for one
/// that writes none.
pub const fn letters_of(role: Role) -> &'static [DocumentKind] {
    use DocumentKind::{
        BankReferral, BranchList, Clearance, Correction, EmpowermentReferral, Receipt, Refusal,
        Revocation, Suspension, Transmittal,
    };
    match role {
        Role::Agency => {
            &[Refusal, Correction, EmpowermentReferral, Clearance, Transmittal, Receipt]
        }
        Role::Labour => &[
            Refusal,
            Correction,
            BankReferral,
            BranchList,
            Suspension,
            Revocation,
            Transmittal,
            Receipt,
        ],
        Role::Jahad => &[Transmittal, Receipt],
        Role::Bank | Role::Secretariat => &[],
    }
}

/// What an office of a kind can give out of a case now: the papers that such offices write, of what it made itself or,
/// since a case can be transferred, of what its predecessor made; a dossier, where it reads all of a case.
pub fn printables_of(case: &Case, office: &OfficeId, role: Role) -> Vec<Printable> {
    let gives = |printable: &Printable| gives_out(case, printable, office, role);
    case.printables().into_iter().filter(gives).collect()
}

fn gives_out(case: &Case, printable: &Printable, office: &OfficeId, role: Role) -> bool {
    let made = case.maker(printable) == Some(office);
    let in_turn = case.office.as_ref() == Some(office);
    match printable.document {
        DocumentKind::Dossier => matches!(role, Role::Agency | Role::Labour),
        DocumentKind::Receipt => letters_of(role).contains(&DocumentKind::Receipt),
        DocumentKind::Licence => role == Role::Labour && (made || in_turn),
        DocumentKind::Transmittal => made,
        DocumentKind::BankReferral
        | DocumentKind::BranchList
        | DocumentKind::EmpowermentReferral
        | DocumentKind::Clearance
        | DocumentKind::Refusal
        | DocumentKind::Correction
        | DocumentKind::Suspension
        | DocumentKind::Revocation => {
            letters_of(role).contains(&printable.document) && (made || in_turn)
        }
    }
}

/// Whether an office may print a sheet of what the case offers: the next copy, under a serial of its own.
pub(super) fn check_print(
    case: &Case,
    by: &Officer,
    sheet: &Sheet,
    catalogue: &Catalogue,
) -> Result<(), Refusal> {
    let Sheet { document, subject, standing, .. } = *sheet;
    let printable = Printable { document, subject, standing };
    if !gives_out(case, &printable, &by.office, role_of(by, catalogue)?) {
        return Err(Refusal::PaperOfOther);
    }
    if !case.printables().contains(&printable) {
        return Err(Refusal::NotPrintable);
    }
    let serial_known = case.sheets.iter().any(|printed| printed.sheet.serial == sheet.serial);
    if serial_known || sheet.copy != case.copies(document, subject) + 1 {
        return Err(Refusal::CopyOutOfOrder);
    }
    Ok(())
}

/// Whether an office may say what became of a sheet: it is one that the office printed.
pub(super) fn check_sheet(case: &Case, by: &Officer, sheet: EventId) -> Result<(), Refusal> {
    match case.sheet(sheet) {
        Some(printed) if printed.by.office != by.office => Err(Refusal::PaperOfOther),
        Some(_) | None => Ok(()),
    }
}

/// Whether an office may print a sheet again. What was handed over is out of its hands: who needs it again gets a
/// further copy, which says that it is one. A list goes to an office, and may go there again.
pub(super) fn check_reprint(case: &Case, by: &Officer, sheet: EventId) -> Result<(), Refusal> {
    check_sheet(case, by, sheet)?;
    let handed_over = |printed: &PrintedSheet| {
        let listed = printed.sheet.document.printing() == Printing::Listed;
        !listed && matches!(printed.mark, Some(SheetMark::HandedOver { .. }))
    };
    if case.sheet(sheet).is_some_and(handed_over) {
        return Err(Refusal::SheetHandedOver);
    }
    Ok(())
}
