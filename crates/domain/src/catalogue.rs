//! The catalogue: typed, dated reference data that decides what differs by year or place.
//!
//! Nothing here knows a case. A case keeps the [`EditionId`] that applied to it, so that a new
//! edition never changes how an old case reads. Start at [`Catalogue`]; [`sample()`] is the edition
//! that the demo office works with, and says of itself that it is not official.
//!
//! An edition is one JSON document ([`Catalogue::read`]). Before it is published, [`Catalogue::check`] names
//! what a server or a desk would misjudge, and [`Catalogue::differences`] what it changes.

mod audience;
mod check;
mod codes;
mod conditions;
mod deadlines;
mod differences;
mod document;
mod documents;
mod fields;
mod flaws;
mod lookup;
mod money_rules;
mod nothing;
mod offices;
mod papers;
mod sample;
mod sections;
mod successor;

use serde::{Deserialize, Serialize};

use crate::calendar::WorkingCalendar;
use crate::dates::Date;

pub use audience::{Audience, ForGender, ForPath};
pub use codes::{
    AgencyCode, BankCode, CodeError, ConditionNumber, DocumentCode, EditionId, FieldCode, OfficeId,
};
pub use conditions::{ChecklistRow, Circumstance, Condition, ConditionKind};
pub use deadlines::{DayUnit, DeadlineCode, DeadlineRule, OnExpiry, StartsAt};
pub use differences::{Change, ChangedColumn, Difference};
pub use document::{MAX_DOCUMENT_BYTES, Unreadable};
pub use documents::{AppliesTo, Need, Readers, RequiredDocument};
pub use fields::{Agency, AgencyKind, ApprovedField, DevelopmentProgramme};
pub use flaws::{Absent, Flaw, FlawKind};
pub use money_rules::{ApplicantRules, Bank, Ceiling};
pub use offices::{Letterhead, Office, OfficeKind};
pub use papers::{MOST_FIELD_LETTERS, MOST_HOST_LETTERS, PaperRules, is_host};
pub use sample::sample;
pub use sections::Section;

/// One edition of the reference data, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Catalogue {
    /// Which edition this is.
    pub edition: Edition,
    /// Agencies that review, and those that are asked for clearance.
    pub agencies: Vec<Agency>,
    /// Approved fields.
    pub fields: Vec<ApprovedField>,
    /// Where the development path is offered, and for which fields.
    pub programmes: Vec<DevelopmentProgramme>,
    /// Numbered conditions.
    pub conditions: Vec<Condition>,
    /// What a reviewer of the agency checks.
    pub agency_checklist: Vec<ChecklistRow>,
    /// What a reviewer of the labour office checks.
    pub labour_checklist: Vec<ChecklistRow>,
    /// Documents that applicants hand in.
    pub documents: Vec<RequiredDocument>,
    /// Agent banks.
    pub banks: Vec<Bank>,
    /// Ceilings of facilities, by budget year.
    pub ceilings: Vec<Ceiling>,
    /// Deadlines of the reviews.
    pub deadlines: Vec<DeadlineRule>,
    /// Days after registering from which applicants are told to look their case up, in calendar
    /// days. It informs, and never blocks a look-up.
    pub look_up_after_days: u16,
    /// Rules about applicants and licences.
    pub rules: ApplicantRules,
    /// Periods and texts that papers print.
    pub papers: PaperRules,
    /// Offices and what they are responsible for.
    pub offices: Vec<Office>,
    /// Weekends and holidays.
    pub calendar: WorkingCalendar,
}

/// What an edition says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Edition {
    /// Its name.
    pub id: EditionId,
    /// The day on which it was issued.
    pub issued_on: Date,
    /// The day from which it applies.
    pub valid_from: Date,
    /// Whether the headquarters issued it; the sample is marked by `false`.
    pub official: bool,
    /// Where its content comes from, in Persian.
    pub source: String,
}
