//! Which papers an office writes in its own name, and which of a case it gives out.

use crate::case::{Case, Printable, Refusal};
use crate::catalogue::{Catalogue, OfficeId};
use crate::event::{DocumentKind, Sheet};
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

/// Whether an office may print a sheet of what the case offers.
pub(super) fn check_print(
    case: &Case,
    by: &Officer,
    sheet: &Sheet,
    catalogue: &Catalogue,
) -> Result<(), Refusal> {
    let Sheet { document, subject, standing, .. } = *sheet;
    let printable = Printable { document, subject, standing };
    let theirs = gives_out(case, &printable, &by.office, role_of(by, catalogue)?);
    if theirs { Ok(()) } else { Err(Refusal::PaperOfOther) }
}

/// Whether an office may print a sheet again, or say what became of it: it is one that the office printed.
pub(super) fn check_sheet(case: &Case, by: &Officer, serial: u32) -> Result<(), Refusal> {
    let printed = case.sheets.iter().find(|printed| printed.sheet.serial == serial);
    match printed {
        Some(printed) if printed.by.office != by.office => Err(Refusal::PaperOfOther),
        Some(_) | None => Ok(()),
    }
}
