//! A case as it stands, for counting: without anything that says whose it is.

use domain::case::{Case, Confirmation, Force, Licence, Stage};
use domain::catalogue::DayUnit;
use domain::dates::Date;
use domain::deadlines;
use domain::people::Gender;
use domain::places::CountyCode;

use crate::registry::Registry;

/// What figures are divided by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Traits {
    /// The kind of activity.
    pub activity: &'static str,
    /// The applicant's sex; a legal person has none.
    pub sex: Option<&'static str>,
    /// Where the work is done; until the plan is there, where the applicant lives.
    pub county: CountyCode,
    /// The approved field, once the plan is there.
    pub field: Option<String>,
    /// The agency that the field belongs to.
    pub agency: Option<String>,
}

impl Traits {
    /// Those of a case.
    pub(super) fn of(case: &Case, registry: &Registry) -> Self {
        let applicant = &case.applicant;
        let sex = match (applicant.company(), applicant.person().gender) {
            (Some(_), _) => None,
            (None, Gender::Female) => Some("female"),
            (None, Gender::Male(_)) => Some("male"),
        };
        let plan = case.submission.as_ref().map(|submission| &submission.plan);
        let catalogue = registry.edition(&case.edition);
        let known = plan.zip(catalogue.as_deref()).and_then(|(plan, c)| c.field(&plan.field));
        Self {
            activity: crate::codes::activity(applicant.activity()),
            sex,
            county: plan.map_or(applicant.person().residence.county, |p| p.workplace.county),
            field: plan.map(|plan| plan.field.as_str().to_owned()),
            agency: known.map(|field| field.agency.as_str().to_owned()),
        }
    }
}

/// What of a licence is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether it is in force.
    pub force: &'static str,
    /// Whether the registry has confirmed it.
    pub confirmation: &'static str,
    /// The day of issue.
    pub licensed_on: Date,
    /// Its last day.
    pub valid_until: Date,
}

impl Standing {
    /// That of a case's licence, also while the case is disputed.
    pub(super) fn of(case: &Case) -> Option<Self> {
        let licence = licence(&case.stage)?;
        Some(Self {
            force: match licence.force {
                Force::InForce => "inForce",
                Force::Suspended(_) => "suspended",
                Force::Revoked(_) => "revoked",
                Force::Superseded { .. } => "superseded",
            },
            confirmation: match licence.confirmation {
                Confirmation::Provisional => "provisional",
                Confirmation::Registered(_) => "registered",
            },
            licensed_on: licence.issued_at.tehran_date(),
            valid_until: licence.valid_until,
        })
    }
}

fn licence(stage: &Stage) -> Option<&Licence> {
    match stage {
        Stage::Licensed(licensed) => Some(&licensed.licence),
        Stage::Disputed { before, .. } => licence(before),
        Stage::Registered
        | Stage::AgencyReview(_)
        | Stage::Empowerment(_)
        | Stage::LabourReview(_)
        | Stage::Refused(_)
        | Stage::Withdrawn { .. } => None,
    }
}

/// The last day of the running review, and the first on which it is late; none while it stands still.
pub(super) fn due(case: &Case, registry: &Registry) -> Option<(Date, Date)> {
    let catalogue = registry.rules(&case.edition)?;
    let due = deadlines::due(case, &catalogue, registry.now()).filter(|due| !due.paused)?;
    let late_from = match due.unit {
        DayUnit::Calendar => due.on.add_days(1),
        DayUnit::Working => catalogue.calendar.add_working_days(due.on, 1),
    };
    Some((due.on, late_from))
}
