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
    Clearance,
    Suspension,
    Revocation,
    BranchList,
    Transmittal,
    Dossier,
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
    /// What waits to stand on a list.
    pub lists: Vec<ListView>,
    /// Referrals that no paper names any more, because the bank's time for them is over.
    pub expired: Vec<PrintableView>,
    pub printers: Vec<PrinterView>,
    pub ledger: Vec<SheetView>,
    pub sound: u32,
    pub spoiled: u32,
    pub next_serial: u32,
    /// The serial that the next sheet of pre-printed paper probably has.
    pub next_paper: Option<String>,
    /// A session of the office that is not over.
    pub job: Option<PrintJobView>,
}

/// What can stand on one list: it goes to one branch, or to one office.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListView {
    pub document: DocumentKind,
    pub list: ListedView,
    /// Its rows, oldest first. The first is the case of the request, the others go `with` it.
    pub lines: Vec<PrintableView>,
}

/// Where a list goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListedView {
    /// The branch, or the office.
    pub to: String,
    /// The number of the minutes by which a branch is asked.
    pub minutes: Option<String>,
    /// How many cases stand on it.
    pub cases: u32,
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
    /// The further cases of a list, in their order.
    #[serde(default)]
    #[ts(as = "Option<Vec<RowRequest>>", optional)]
    pub with: Vec<RowRequest>,
}

/// Names a further case of a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowRequest {
    pub case_id: String,
    /// What of the case stands on the list; the newest when absent.
    pub subject: Option<String>,
}

/// Prints documents to a queue, one sheet for each.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PrintRequest {
    pub documents: Vec<DocumentRequest>,
    /// The system's default when absent.
    pub printer: Option<String>,
    /// Why a further copy is made of what was handed over already.
    #[serde(default)]
    pub reason: Option<String>,
    /// The serial of the paper, where it is pre-printed; then one document is printed.
    #[serde(default)]
    pub paper: Option<String>,
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
    Printed { sheet: Box<SheetView> },
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
    /// How often the same bytes were printed again.
    pub reprints: u32,
    /// Why, or why it was made after another one.
    pub reason: Option<String>,
    /// The number of the session that it went with.
    pub job: Option<u32>,
    /// The serial of the pre-printed paper that it is on.
    pub paper: Option<String>,
    /// How many further cases stand on it; in the ledger only, which knows all cases.
    pub also: Option<u32>,
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

/// Says what became of sheets: of all of them, or of none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkSheetsRequest {
    pub serials: Vec<u32>,
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
    /// The serial of the new paper, where it is pre-printed.
    pub paper: Option<String>,
    /// Why: the paper jammed, the sheet was lost.
    pub reason: String,
}

/// A print session: documents that go to the printer as one job.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrintJobView {
    pub number: u32,
    pub begun: MomentView,
    pub by: String,
    pub state: JobStateView,
    /// Where it was sent.
    pub printer: Option<String>,
    pub items: Vec<JobItemView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum JobStateView {
    /// Nothing was sent; it can be gone on with or given up.
    Planned,
    /// It was being sent when something broke; whoever stands at the printer says how many sheets came out.
    Sending,
    /// Every document has its result.
    Done,
    /// It was given up before it was sent.
    Dropped,
}

/// A document of a session.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobItemView {
    /// Its place, from 1.
    pub nth: u32,
    pub case: CaseRef,
    pub document: DocumentKind,
    pub subject: String,
    /// Where a list goes.
    pub list: Option<ListedView>,
    pub result: JobResult,
}

#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum JobResult {
    Waiting,
    /// It can be looked at, as it will be sent.
    Drawn {
        serial: u32,
        copy: u32,
        hash: String,
    },
    /// It was being sent.
    Sending {
        serial: u32,
        paper: Option<String>,
    },
    Printed {
        serial: u32,
    },
    Failed {
        error: crate::Error,
    },
}

/// Begins a session with these documents, in this order.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BeginJobRequest {
    pub documents: Vec<DocumentRequest>,
}

/// Names a session.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JobRequest {
    pub job: u32,
}

/// How many documents of a session are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobProgressView {
    pub job: u32,
    pub drawn: u32,
    pub failed: u32,
    pub of: u32,
}

/// Asks how far the job is that is being handed to a printer.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeliveryRequest {
    /// Whether it shall end after the page that is under way.
    pub stop: bool,
}

/// How many pages the printer's queue has of how many; none where it takes a file at once.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryView {
    pub done: u32,
    pub of: u32,
}

/// Names a document of a session.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JobItemRequest {
    pub job: u32,
    pub nth: u32,
}

/// Sends a session to the printer as one job.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendJobRequest {
    pub job: u32,
    /// The system's default when absent.
    pub printer: Option<String>,
    /// The serial of the first sheet of pre-printed paper, where such paper is in the tray.
    pub first_paper: Option<String>,
}

/// Says how many sheets of a session came out that was broken off while it was sent.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettleJobRequest {
    pub job: u32,
    pub came_out: u32,
}
