//! Where the workstation stands: first run, locked or open, and who sits at it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DayView, MomentView};

/// The state of the workstation, asked for at start and after every act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum StatusView {
    /// There is no office here yet: offer the demo office or a case file.
    FirstRun {
        version: String,
        today: DayView,
        /// How the key of a new office would be kept.
        key_store: KeyStoreView,
    },
    /// There is an office and its key is needed: ask for the passphrase, or to unlock the keyring.
    Locked { version: String, today: DayView, key_store: KeyStoreView },
    /// At work.
    Open(Box<OpenView>),
}

/// Everything the frame of the window shows while an office is open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenView {
    pub version: String,
    pub today: DayView,
    pub officer: OfficerView,
    pub key_store: KeyStoreView,
    /// True in the demo office: everything is a sample and every sheet says so.
    pub sample: bool,
    /// Licence numbers left in the leased block; `None` where this office issues none.
    pub numbers_left: Option<u32>,
    /// Events that wait for the registry; `None` where there is none to send them to.
    pub outbox: Option<u32>,
    /// When the registry was last reconciled with; `None` before the first time.
    pub reconciled: Option<MomentView>,
    /// The officer's decisions that wait to be sealed, in the order in which they were made.
    pub pending: Vec<PendingView>,
    pub counts: CountsView,
    /// The officer's decisions that could not be sealed, came back as drafts and were not opened since.
    pub returned: Vec<ReturnedView>,
    /// Whether this folder may be an older copy.
    pub copy: CopyView,
    /// Why an older copy could not be told from this folder later: its mark cannot be written.
    pub mark_fault: Option<crate::Error>,
}

/// Whether the data folder is the one that this workstation last wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CopyView {
    /// It is, as far as anybody can tell.
    Settled,
    /// Nobody here can tell, since there is no mark. Nothing is recorded until the officer has said it.
    Asks {
        /// There was a mark, and it cannot be read.
        damaged: bool,
    },
    /// It is an older copy and goes on in a new stream. The officer is told, until they have read it.
    Older { told: crate::Error },
}

/// What the officer says of the data folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CopyAnswer {
    /// It is the one that was last worked in.
    Same,
    /// It is an older copy.
    Older,
    /// They have read that it is an older copy.
    Read,
}

/// Says what the data folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettleCopyRequest {
    pub answer: CopyAnswer,
}

/// The numbers beside the sections of the rail and in the top bar.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CountsView {
    pub mine: u32,
    pub office: u32,
    pub decided_today: u32,
    pub ready_to_print: u32,
}

/// An officer with their office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfficerView {
    pub id: String,
    pub name: String,
    pub role: OfficeRole,
    pub title: String,
    pub office_id: String,
    pub office: String,
}

/// What kind of office an officer works at; it decides which acts are theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum OfficeRole {
    Agency,
    Jahad,
    Labour,
    Bank,
    Secretariat,
}

/// Where the key of the case database is kept, and why there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeyStoreView {
    /// In the keyring of the operating system.
    Keyring { store: String },
    /// Wrapped by the officer's passphrase, because the keyring cannot be used.
    Passphrase { reason: KeyringProblem },
}

/// Why the keyring is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum KeyringProblem {
    /// No keyring service answers on this machine.
    Absent,
    /// A keyring is there but locked, or it refuses to keep anything.
    Locked,
    /// The officer gave a passphrase on purpose.
    Chosen,
}

/// A decision that waits to be sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PendingView {
    pub case: CaseRef,
    pub act: super::acts::ActName,
    /// Who decided.
    pub by: String,
    /// `None` for a colleague's decision, which waits until they sit here again.
    pub seconds_left: Option<u32>,
}

/// A decision that had become impossible when it was to be sealed; its choices are a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReturnedView {
    pub case: CaseRef,
    pub act: super::acts::ActName,
    pub why: crate::Error,
}

/// What becomes of decisions that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Settlement {
    /// They are sealed at once, in the order in which they were made.
    Seal,
    /// They are drafts again.
    Undo,
    /// They go on waiting; when the officer is back their seconds begin again.
    Keep,
}

/// Names the case whose waiting decision is meant; absent for all of the officer's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WaitingRequest {
    pub case_id: Option<String>,
}

/// Locks the desk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LockRequest {
    /// What becomes of decisions that wait; where some do, it has to be said.
    pub waiting: Option<Settlement>,
}

/// Enough of a case to name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseRef {
    pub id: String,
    pub tracking_code: String,
    pub applicant: String,
}

/// Starts the demo office.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OpenDemoRequest {
    /// Needed where the keyring cannot be used; else chosen freely.
    pub passphrase: Option<String>,
    /// How many cases; 240 when absent.
    pub cases: Option<u32>,
    /// Decides everything in it; the same seed on the same day gives the same office.
    #[ts(type = "number | null")]
    pub seed: Option<u64>,
}

/// Starts a sample office without cases and takes the case file in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenCaseFileRequest {
    pub passphrase: Option<String>,
    /// The file's bytes in Base64.
    pub file: String,
}

/// Opens the case database with the passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnlockRequest {
    /// `None` tries the keyring again.
    pub passphrase: Option<String>,
}

/// Seats another officer (only in the demo office, where there is one for each role).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SwitchOfficerRequest {
    pub officer_id: String,
}

/// The officers who may sit at this workstation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfficersView {
    pub officers: Vec<OfficerView>,
}
