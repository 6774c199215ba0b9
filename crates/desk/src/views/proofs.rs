//! What the code on a licence turned out to be.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::queue::ActivityView;
use super::{DayView, MomentView, Titled};

/// Asks what the code on a licence proves, by the lists that the office has.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerifyRequest {
    /// The text that the code holds.
    pub text: String,
}

/// What a code turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProofView {
    /// For programs.
    pub finding: Finding,
    /// The finding in words.
    pub message: String,
    /// What to do next.
    pub hint: String,
    /// True when the sample authority vouches: whatever is found, it is no real licence.
    pub sample: bool,
    /// What a genuine code says.
    pub licence: Option<ProvenView>,
    /// The host that made the link in which the code stands, when it is not the authority's: the code may be genuine, and
    /// what that host shows of it is not to be believed.
    pub other_host: Option<String>,
    /// The list of whom to trust; `None` if there is none that can be believed.
    pub trust_list: Option<TrustListView>,
    /// The list of what is out of force; `None` if none was looked into.
    pub status_list: Option<StatusListView>,
}

/// What a genuine code says of its licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProvenView {
    pub number: String,
    pub activity: ActivityView,
    pub holder: String,
    pub field: Titled,
    pub issued: MomentView,
    pub valid_until: DayView,
    /// The last day on which a provisional paper is believed.
    pub provisional_until: Option<DayView>,
    /// The office whose workstation signed it: by its name where the catalogue is at hand, else by its code.
    pub office: String,
    /// The serial of the sheet that carries the code.
    pub sheet: u32,
}

/// The days of a trust list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TrustListView {
    pub issued: DayView,
    pub valid_until: DayView,
}

/// The day of a status list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StatusListView {
    pub issued: DayView,
    /// True when it is older than a week, and may lack what was done since.
    pub old: bool,
}

/// The findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Finding {
    Valid,
    Provisional,
    Expired,
    Suspended,
    Revoked,
    /// Nothing can be said of the paper: its code has to be scanned again.
    Unreadable,
    Specimen,
    BadSignature,
    OutsideBlock,
    AfterLease,
    NotYetIssued,
    IssuerUnknown,
    TrustListTooOld,
    NotTrusted,
}
