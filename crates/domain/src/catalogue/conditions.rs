//! Numbered conditions, and the checklists whose rows lead to them.

use serde::{Deserialize, Serialize};

use super::{Audience, ConditionNumber, DocumentCode};

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
    /// To whom it applies; nobody else is asked or refused by it.
    pub applies_to: Audience,
    /// Documents that can show that it is not met. Where none is named, no document alone shows it.
    pub documents: Vec<DocumentCode>,
    /// What the program knows of a case that shows by itself that it is not met.
    pub circumstances: Vec<Circumstance>,
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

/// Something that the case itself says, without anybody's judgement. What looks wrong in it is a finding
/// (`crate::findings`), or the outcome of an inquiry or of empowerment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Circumstance {
    /// A supporter is younger than the rules say.
    UnderAge,
    /// A supporter has fewer years of experience than the rules say.
    ExperienceShort,
    /// A supporter brings less of the capital than the rules say.
    ContributionLow,
    /// A man's military service is not settled.
    MilitaryPending,
    /// The skill certificate's last day is past.
    CertificateExpired,
    /// The skill certificate is for another field than the plan.
    CertificateOfOtherField,
    /// An independent applicant works elsewhere than they live.
    WorksElsewhere,
    /// No licences are given in the field of the plan.
    FieldClosed,
    /// The body that was asked for clearance denied it.
    ClearanceDenied,
    /// A service of empowerment found the applicant not suited.
    NotSuited,
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
    /// The condition that is not met when the row is wrong and cannot be put right. None where a wrong row
    /// is a mistake to be corrected and no reason to refuse.
    pub condition: Option<ConditionNumber>,
    /// The condition to cite when the applicant can put it right.
    pub ask: Option<ConditionNumber>,
}
