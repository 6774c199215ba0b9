//! The print session and the print ledger.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MomentView;
use super::session::CaseRef;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DocumentKind {
    Licence,
    EmpowermentReferral,
    BankReferral,
    Refusal,
    Correction,
    Receipt,
}

/// A document that can be printed now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrintableView {
    pub case: CaseRef,
    pub field: String,
    pub document: DocumentKind,
    /// `bank-referral`s and letters name the event they print; the licence its own.
    pub subject: String,
    /// A licence that the registry has not confirmed.
    pub provisional: bool,
    /// How many sheets of it exist already.
    pub copies: u32,
}

/// What is ready, and where it can be printed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrintDeskView {
    /// Never printed yet.
    pub ready: Vec<PrintableView>,
    pub printers: Vec<PrinterView>,
    pub ledger: Vec<SheetView>,
    pub sound: u32,
    pub spoiled: u32,
    pub next_serial: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrinterView {
    pub name: String,
    pub default: bool,
    pub accepting: bool,
}

/// Names one document of one case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentRequest {
    pub case_id: String,
    pub document: DocumentKind,
    /// Which one, where a case has several (`PrintableView::subject`); the newest when absent.
    pub subject: Option<String>,
}

/// Prints documents to a queue, one sheet for each.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrintRequest {
    pub documents: Vec<DocumentRequest>,
    /// The system's default when absent.
    pub printer: Option<String>,
}

/// The result for each document, in the order asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrintedView {
    pub sheets: Vec<PrintResult>,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PrintResult {
    Printed { sheet: SheetView },
    Failed { case: CaseRef, error: crate::Error },
}

/// Writes one document to a file in the officer's folder of documents.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    pub path: String,
    pub sheet: SheetView,
}

/// A sheet of the ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SheetView {
    pub serial: u32,
    pub case: CaseRef,
    pub document: DocumentKind,
    /// The event that it prints, as in `PrintableView`.
    pub subject: String,
    /// 1 for the first copy.
    pub copy: u32,
    pub at: MomentView,
    pub by: String,
    /// The printer's name, or `file`.
    pub printer: String,
    pub state: SheetState,
    /// SHA-256 of the bytes, in hexadecimal.
    pub hash: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SheetState {
    /// Sent, and nobody has said yet whether the paper is good.
    Unanswered,
    Sound,
    Spoiled {
        reason: String,
    },
    HandedOver {
        to: String,
    },
}

/// Says what became of a sheet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkSheetRequest {
    pub serial: u32,
    pub state: SheetState,
}

/// Names a sheet of the ledger.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SheetRequest {
    pub serial: u32,
}

/// Draws the very bytes of a sheet again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReprintRequest {
    pub serial: u32,
    pub printer: Option<String>,
}
