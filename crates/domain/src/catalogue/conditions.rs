//! Numbered conditions, and the checklists whose rows lead to them.

use serde::{Deserialize, Serialize};

use super::{ConditionNumber, DocumentCode};

/// A condition of the published list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Condition {
    /// The number that refusals and requests cite.
    pub number: ConditionNumber,
    /// A few words for lists.
    pub title: String,
    /// The text as it is printed.
    pub text: String,
    /// What follows when it is not met.
    pub kind: ConditionKind,
    /// Where it comes from.
    pub source: String,
    /// Whether the text is the published one, and not put into words for the sample.
    pub official: bool,
}

/// What follows when a condition is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ConditionKind {
    /// The application is refused.
    Refuse,
    /// The applicant is asked for more.
    AskForMore,
}

/// One thing to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChecklistRow {
    /// Its number in the checklist, from 1.
    pub row: u16,
    /// What is checked, as a statement that is right or wrong.
    pub title: String,
    /// The document to look at.
    pub document: Option<DocumentCode>,
    /// The condition to cite when it is wrong and cannot be put right.
    pub condition: Option<ConditionNumber>,
    /// The condition to cite when the applicant can put it right.
    pub ask: Option<ConditionNumber>,
}
