//! The work queue: grouped by urgency, filtered, searched.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DayView, Titled};

/// How pressing a case is. The order is the order of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UrgencyView {
    /// A legal consequence is near or has come: silence is about to count as consent.
    Critical,
    Overdue,
    DueSoon,
    Later,
}

/// Whose cases are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// What waits for the officer: assigned to them or to nobody, and theirs to decide.
    Mine,
    /// Everything of the office that is open.
    Office,
    /// Everything the office may see, closed cases included.
    All,
}

/// Which stage of its way a case is at, for filters and steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StageView {
    Registered,
    AgencyReview,
    AgencyWaiting,
    Clearance,
    Empowerment,
    LabourReview,
    LabourWaiting,
    Licensed,
    BankReferred,
    Closed,
    Refused,
    Withdrawn,
    Disputed,
}

/// The kind of activity, with the kind of person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ActivityView {
    Independent,
    Covered,
    SupporterNatural,
    SupporterLegal,
}

/// Asks for a part of the queue.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QueueRequest {
    pub scope: Scope,
    /// Words of a name, a code, a title; empty or absent lists everything.
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub urgency: Option<UrgencyView>,
    #[serde(default)]
    pub stage: Option<StageView>,
    #[serde(default)]
    pub activity: Option<ActivityView>,
    /// A field code.
    #[serde(default)]
    pub field: Option<String>,
    /// How many items at the most, 200 when absent, 1,000 at the most.
    #[serde(default)]
    pub limit: Option<u32>,
    #[serde(default)]
    pub offset: Option<u32>,
}

/// A part of the queue, most urgent first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueView {
    pub groups: Vec<QueueGroupView>,
    /// How many match the filter.
    pub total: u32,
    /// Where nothing matches: in how many of all cases that the office may see the words are found.
    pub elsewhere: u32,
    /// How many there are in the scope without the filter.
    pub unfiltered: u32,
    /// The fields that occur in the scope, for the filter.
    pub fields: Vec<Titled>,
    pub stages: Vec<StageView>,
}

/// The items of one urgency.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueGroupView {
    pub urgency: UrgencyView,
    /// How many match in all, the ones beyond the limit included.
    pub count: u32,
    pub items: Vec<QueueItemView>,
}

/// A line of the queue.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueItemView {
    pub id: String,
    pub tracking_code: String,
    pub applicant: String,
    pub field: Titled,
    pub activity: ActivityView,
    pub stage: StageView,
    pub due: Option<DueView>,
    /// What the second line says.
    pub hint: QueueHint,
    /// The decision that waits to be sealed.
    pub waiting: Option<super::acts::ActName>,
    /// Whether the officer's decision came back as a draft that they have not opened yet.
    pub returned: bool,
    /// The colleague who holds the case, if not the officer.
    pub held_by: Option<String>,
}

/// The one thing worth saying about a case in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum QueueHint {
    DocumentsComplete {
        count: u32,
    },
    DocumentsUnseen {
        unseen: u32,
        count: u32,
    },
    CertificateExpired,
    ApplicantAnswered,
    WaitingForApplicant {
        open: u32,
    },
    ClearanceAwaited,
    /// A covered applicant's supporter has not confirmed, and the review has not begun.
    SupporterAwaited,
    ServicesDone {
        done: u32,
        of: u32,
    },
    PossibleDuplicate,
    Licensed {
        number: String,
    },
    None,
}

/// How long there is left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DueView {
    pub urgency: UrgencyView,
    /// Days left as the rule counts them; negative when past.
    pub days_left: i32,
    /// True when the rule counts working days.
    pub working_days: bool,
    pub due: DayView,
    /// The last working day on which a decision can still leave in time.
    pub last_working_day: DayView,
    /// The clock stands still, because the applicant is asked.
    pub paused: bool,
}

/// Where to go after a case: `after` is the one that was just left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NextCaseRequest {
    pub after: Option<String>,
}

/// The next case, if any is left.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextCaseView {
    pub case_id: Option<String>,
}
