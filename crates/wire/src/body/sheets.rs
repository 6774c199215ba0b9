//! Paper that came out of a case.

use domain::event::{DocumentKind, PrintedStanding, Sheet, SheetMark};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

use super::{body, whole_body};
use crate::conversion::{NoSuchValue, Writes, wire_codes, wire_struct};

wire_struct! {
    /// The record from which a sheet's bytes are drawn.
    SheetV1 is Sheet {
        0 serial: u32,
        1 document: DocumentKindV1,
        2 subject: ByteArray<16>,
        3 copy: u32,
        4 standing: PrintedStandingV1,
        5 template: u16,
        6 hash: ByteArray<32>,
        7 printer: Option<String>,
        8 job: Option<u32>,
        9 paper: Option<String>,
        10 letterhead: Option<ByteArray<32>>,
        11 texts: Option<ByteArray<32>>,
        12 reason: Option<String>,
    }
}
whole_body!(SheetV1 is Printed);

body! {
    /// The same bytes once more.
    ReprintedV1 is Reprinted {
        0 sheet: ByteArray<16>,
        1 printer: String,
        2 paper: Option<String>,
        3 reason: String,
    }
}

body! {
    /// What became of a sheet.
    SheetMarkedV1 is SheetMarked {
        0 sheet: ByteArray<16>,
        1 mark: SheetMarkV1,
    }
}

wire_codes! {
    /// Kinds of document.
    DocumentKindV1 is DocumentKind {
        0 Licence,
        1 EmpowermentReferral,
        2 BankReferral,
        3 Refusal,
        4 Correction,
        5 Receipt,
        6 Clearance,
        7 Suspension,
        8 Revocation,
        9 BranchList,
        10 Transmittal,
        11 Dossier,
    }
}

wire_codes! {
    /// What the paper says of the registry's confirmation.
    PrintedStandingV1 is PrintedStanding {
        0 Provisional,
        1 Final,
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) enum SheetMarkV1 {
    #[n(0)]
    Sound,
    #[n(1)]
    Spoiled(#[n(0)] String),
    #[n(2)]
    HandedOver(#[n(0)] String),
}

impl Writes<SheetMark> for SheetMarkV1 {
    fn of(value: &SheetMark) -> Self {
        match value {
            SheetMark::Sound => Self::Sound,
            SheetMark::Spoiled { reason } => Self::Spoiled(Writes::of(reason)),
            SheetMark::HandedOver { to } => Self::HandedOver(Writes::of(to)),
        }
    }

    fn read(self) -> Result<SheetMark, NoSuchValue> {
        Ok(match self {
            Self::Sound => SheetMark::Sound,
            Self::Spoiled(reason) => SheetMark::Spoiled { reason: reason.read()? },
            Self::HandedOver(to) => SheetMark::HandedOver { to: to.read()? },
        })
    }
}
