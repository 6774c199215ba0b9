//! The applicant, as letters name them.

use domain::people::Activity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker};

/// The kind of activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityKind {
    /// Works for themselves.
    Independent,
    /// Works under a supporter.
    Covered,
    /// A natural person who supports others.
    SupporterNatural,
    /// A legal person who supports others.
    SupporterLegal,
}

impl From<Activity> for ActivityKind {
    fn from(activity: Activity) -> Self {
        match activity {
            Activity::Independent => Self::Independent,
            Activity::Covered => Self::Covered,
            Activity::SupporterNatural => Self::SupporterNatural,
            Activity::SupporterLegal => Self::SupporterLegal,
        }
    }
}

impl ActivityKind {
    /// The kind in Persian.
    pub(crate) fn persian(self) -> &'static str {
        match self {
            Self::Independent => "مستقل",
            Self::Covered => "تحت پوشش",
            Self::SupporterNatural => "پشتیبان حقیقی",
            Self::SupporterLegal => "پشتیبان حقوقی",
        }
    }
}

/// The applicant of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applicant {
    /// First and last name.
    pub name: String,
    /// Father's name.
    pub father_name: String,
    /// National ID, ten digits.
    pub national_id: String,
    /// Mobile telephone.
    pub mobile: String,
    /// Title of the approved field.
    pub field: String,
    /// Kind of activity.
    pub activity_kind: ActivityKind,
}

impl Applicant {
    pub(crate) fn example() -> Self {
        Self {
            name: "فاطمه احمدی".into(),
            father_name: "حسین".into(),
            national_id: "0076229645".into(),
            mobile: "09180000000".into(),
            field: "گلیم‌بافی".into(),
            activity_kind: ActivityKind::Covered,
        }
    }
}

impl Check for Applicant {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 260);
        checker.text("father_name", &mut self.father_name, 80);
        checker.national_id("national_id", &mut self.national_id);
        checker.mobile("mobile", &mut self.mobile);
        checker.text("field", &mut self.field, 220);
    }
}
