//! What papers say that differs by place and year.

use serde::{Deserialize, Serialize};

/// Periods and texts that papers print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaperRules {
    /// Days in which an applicant is asked to answer.
    pub answer_days: u16,
    /// Days in which a decision can be objected to.
    pub objection_days: u16,
    /// Days in which Jahad Daneshgahi is asked to answer.
    pub empowerment_days: u16,
    /// Days in which an agency is asked to answer an inquiry.
    pub clearance_days: u16,
    /// Days for which the claim of a provisional paper holds: until then the registry has confirmed it.
    pub provisional_days: u16,
    /// The conditions of every licence, in their order.
    pub licence_conditions: Vec<String>,
}
