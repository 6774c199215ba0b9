//! Which documents an applicant hands in.

use super::{ApprovedField, DocumentCode};
use crate::people::{Activity, Applicant, Gender};

/// A kind of document and whom it is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredDocument {
    /// Its code.
    pub code: DocumentCode,
    /// Its name.
    pub title: String,
    /// Kinds of activity of which it is asked.
    pub activities: Vec<Activity>,
    /// A further bound on whom it is asked of.
    pub applies_to: AppliesTo,
    /// Whether an application without it is complete.
    pub need: Need,
}

/// A bound on whom a document is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AppliesTo {
    /// Everyone of the kinds of activity.
    Everyone,
    /// Men, who have a military status.
    Men,
    /// Fields that handle food or need hygiene.
    HygieneFields,
}

/// Whether an application without a document is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// It is not.
    Mandatory,
    /// It is; the document may be added.
    Optional,
}

impl RequiredDocument {
    /// Whether it is asked of an applicant in a field.
    pub fn is_asked_of(&self, applicant: &Applicant, field: Option<&ApprovedField>) -> bool {
        let bound = match self.applies_to {
            AppliesTo::Everyone => true,
            AppliesTo::Men => matches!(applicant.person().gender, Gender::Male(_)),
            AppliesTo::HygieneFields => field.is_some_and(|field| field.hygiene),
        };
        bound && self.activities.contains(&applicant.activity())
    }
}
