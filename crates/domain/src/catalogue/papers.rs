//! What papers say that differs by place and year.

use serde::{Deserialize, Serialize};

/// The most letters of a [`PaperRules::verification_host`]: with more, the code of a licence that has the longest names
/// would not stay readable on paper.
pub const MOST_HOST_LETTERS: usize = 30;
/// The most letters of a field's code, for the same reason.
pub const MOST_FIELD_LETTERS: usize = 8;

/// Whether a text is the name of a host as links have it: small letters, digits and hyphens, in parts between dots.
pub fn is_host(text: &str) -> bool {
    let is_part = |part: &str| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !part.is_empty()
            && part.bytes().all(allowed)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    text.len() <= MOST_HOST_LETTERS && text.contains('.') && text.split('.').all(is_part)
}

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
    /// The host at which the public checks papers; the code of every licence is a link to it, and papers print it.
    pub verification_host: String,
    /// The conditions of every licence, in their order.
    pub licence_conditions: Vec<String>,
}
