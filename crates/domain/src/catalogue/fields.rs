//! Approved fields, the agencies that review them, and programmes of the development path.

use serde::{Deserialize, Serialize};

use super::{AgencyCode, FieldCode};
use crate::places::ProvinceCode;

/// An executive agency, or one that is asked for clearance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Agency {
    /// Its code.
    pub code: AgencyCode,
    /// Its full name.
    pub title: String,
    /// Its name in lists.
    pub short_title: String,
    /// What it does here.
    pub kind: AgencyKind,
}

/// What an agency does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AgencyKind {
    /// Reviews plans and signs first.
    Executive,
    /// Is only asked for clearance of starred fields.
    Clearance,
}

/// A field in which licences are given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApprovedField {
    /// Its code.
    pub code: FieldCode,
    /// Its name.
    pub title: String,
    /// The agency that reviews its plans.
    pub agency: AgencyCode,
    /// The category it is listed under (رسته).
    pub category: String,
    /// Its class in the international classification of activities, where it is known.
    pub isic: Option<String>,
    /// The agency that must clear it, which makes it a starred field.
    pub starred: Option<AgencyCode>,
    /// Whether it handles food or needs hygiene, so that a health card is asked for.
    pub hygiene: bool,
    /// Whether licences are given in it at present.
    pub licensable: bool,
    /// Budget years in which it gets facilities.
    pub loan_years: Vec<u16>,
}

impl ApprovedField {
    /// Whether the field gets facilities in a budget year.
    pub fn is_loan_eligible(&self, year: u16) -> bool {
        self.loan_years.contains(&year)
    }
}

/// A programme of the development path in a province.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DevelopmentProgramme {
    /// Its name.
    pub title: String,
    /// Where it runs.
    pub province: ProvinceCode,
    /// For which fields.
    pub fields: Vec<FieldCode>,
}
