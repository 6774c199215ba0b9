//! How long a review may take, and what follows.

use serde::{Deserialize, Serialize};

/// The deadline of one review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeadlineRule {
    /// Which review.
    pub code: DeadlineCode,
    /// How many days.
    pub length_days: u16,
    /// By how many of its days it can be extended, once; 0 where it cannot.
    pub extension_days: u16,
    /// Which days count.
    pub unit: DayUnit,
    /// What starts it.
    pub starts_at: StartsAt,
    /// Whether it stands still while the applicant is asked.
    pub pauses_while_waiting: bool,
    /// What follows when it has passed.
    pub on_expiry: OnExpiry,
}

/// Which review a deadline is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DeadlineCode {
    /// The executive agency's.
    AgencyReview,
    /// The labour office's.
    LabourReview,
}

/// Which days count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DayUnit {
    /// Every day.
    Calendar,
    /// Days on which offices are open.
    Working,
}

/// What starts a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StartsAt {
    /// The tick on the last page.
    Submission,
    /// The hand-over by the office before.
    HandOver,
}

/// What follows when a deadline has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OnExpiry {
    /// A supervisor is told; nothing is decided by itself.
    Escalate,
    /// The law takes silence for consent.
    DeemedConsent,
}
