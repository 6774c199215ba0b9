//! To whom a numbered condition applies.

use serde::{Deserialize, Serialize};

use super::{ApprovedField, FieldCode};
use crate::people::{Activity, Applicant, Gender};
use crate::plan::Path;

/// To whom a condition applies: whoever is within every bound. Without bounds it applies to everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Audience {
    /// Kinds of activity; every kind where none is named.
    pub activities: Vec<Activity>,
    /// Women, men or both. For a company it is its representative who counts.
    pub gender: ForGender,
    /// Whether it is for fields that need a health card alone.
    pub hygiene_only: bool,
    /// Fields of the plan; every field where none is named.
    pub fields: Vec<FieldCode>,
    /// The path, as it is fixed or else proposed.
    pub path: ForPath,
}

/// A bound on the applicant's gender.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum ForGender {
    /// Women and men.
    #[default]
    Everyone,
    /// Women alone.
    Women,
    /// Men alone, who have a military status.
    Men,
}

/// A bound on the path of a case.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum ForPath {
    /// Both paths.
    #[default]
    Any,
    /// The standard path alone.
    Standard,
    /// The development path alone.
    Development,
}

impl Audience {
    /// Whether an applicant with a plan of `field` on `path` is meant. Before page two there is neither, and a
    /// bound on one of them then excludes.
    pub fn includes(
        &self,
        applicant: &Applicant,
        field: Option<&ApprovedField>,
        path: Option<Path>,
    ) -> bool {
        let activity =
            self.activities.is_empty() || self.activities.contains(&applicant.activity());
        let gender = match (self.gender, applicant.person().gender) {
            (ForGender::Everyone, _)
            | (ForGender::Women, Gender::Female)
            | (ForGender::Men, Gender::Male(_)) => true,
            (ForGender::Women, Gender::Male(_)) | (ForGender::Men, Gender::Female) => false,
        };
        let hygiene = !self.hygiene_only || field.is_some_and(|field| field.hygiene);
        let among = |field: &ApprovedField| self.fields.contains(&field.code);
        let field = self.fields.is_empty() || field.is_some_and(among);
        let path = match self.path {
            ForPath::Any => true,
            ForPath::Standard => path == Some(Path::Standard),
            ForPath::Development => path == Some(Path::Development),
        };
        activity && gender && hygiene && field && path
    }
}
