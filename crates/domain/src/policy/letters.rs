//! Which papers an office writes in its own name.

use crate::event::DocumentKind;
use crate::people::Role;

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
