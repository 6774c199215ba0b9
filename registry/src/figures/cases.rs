//! Cases without what says whose they are: for lists that are looked through or taken away.

use std::fmt;

use domain::case::StageName;
use domain::catalogue::{DayUnit, DeadlineCode, EditionId};
use domain::dates::Date;
use domain::ids::CaseId;
use uuid::Uuid;

use super::question::{Only, Period, Sex};
use crate::codes;
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};
use crate::verification::State;

/// Which cases are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The days on which they were registered.
    pub registered: Period,
    /// To what they are narrowed down.
    pub only: Only,
    /// Whether only those are wanted that wait past their day.
    pub lateness: Lateness,
}

/// Whether cases are wanted for being late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    /// All of them.
    Any,
    /// Those whose review is past its last day.
    Overdue,
}

/// The place in a list after which the next page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The day of registration.
    pub registered_on: Date,
    /// The case.
    pub case: CaseId,
}

impl Place {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, case) = text.split_once('.')?;
        Some(Self { registered_on: Date::parse(day).ok()?, case: CaseId::parse(case).ok()? })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.registered_on, self.case)
    }
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its place in the list.
    pub place: Place,
    /// کد رهگیری
    pub tracking_code: String,
    /// The kind of activity, by its word.
    pub activity: String,
    /// The county, by its code.
    pub county: String,
    /// The field, by its code.
    pub field: Option<String>,
    /// The office whose turn it is or was, by its name.
    pub office: Option<String>,
    /// Where it stands.
    pub stage: StageName,
    /// The day of registration.
    pub registered_on: Date,
    /// The day of the tick.
    pub submitted_on: Option<Date>,
    /// The last day of the running review.
    pub due_on: Option<Date>,
    /// Days left of it as its rule counts them; negative when past.
    pub days_left: Option<i32>,
    /// Things that the applicant still owes.
    pub open_requests: i32,
    /// What its licence counts as.
    pub licence: Option<State>,
    /// The licence's last day.
    pub valid_until: Option<Date>,
}

/// Lists the next cases in the order of their registration, at most so many.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn next(
    registry: &Registry,
    wanted: &Wanted,
    after: Option<Place>,
    most: u32,
) -> Result<Vec<Listed>, StoreError> {
    let today = registry.now().tehran_date();
    let only = &wanted.only;
    let day = after.map_or(wanted.registered.from(), |place| place.registered_on);
    let after = after.map_or(Uuid::nil(), |place| Uuid::from_bytes(*place.case.as_bytes()));
    let mut tx = scope::begin(&registry.pool, Scope::Figures).await?;
    let rows = sqlx::query!(
        r#"select case_id, tracking_code, edition, activity, county, field, office, stage, open_requests,
                  licence_force, licence_confirmation, registered_on::text as "registered_on!",
                  submitted_on::text, due_on::text, valid_until::text
           from standings
           where (registered_on, case_id) > ($2::text::date, $1) and registered_on <= $3::text::date
             and ($4::text is null or province = $4) and ($5::text is null or county = $5)
             and ($6::text is null or agency = $6) and ($7::text is null or office = $7)
             and ($8::text is null or field = $8) and ($9::text is null or activity = $9)
             and ($10::text is null or sex = $10) and ($11::text is null or stage = $11)
             and ($12::text is null or late_from <= $12::text::date)
           order by registered_on, case_id limit $13"#,
        after,
        day.to_string(),
        wanted.registered.to().to_string(),
        only.province.map(|code| code.to_string()),
        only.county.map(|code| code.to_string()),
        only.agency.as_ref().map(domain::catalogue::AgencyCode::as_str),
        only.office.as_ref().map(domain::catalogue::OfficeId::as_str),
        only.field.as_ref().map(domain::catalogue::FieldCode::as_str),
        only.activity.map(codes::activity),
        only.sex.map(Sex::word),
        only.stage.map(codes::stage),
        (wanted.lateness == Lateness::Overdue).then(|| today.to_string()),
        i64::from(most)
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        let wrong = |column| StoreError::InconsistentRow { table: "standings", column };
        let day = |text: Option<&str>, column| {
            text.map(Date::parse).transpose().map_err(|_| wrong(column))
        };
        let stage = codes::stage_of(&row.stage).ok_or_else(|| wrong("stage"))?;
        let edition = EditionId::parse(&row.edition).map_err(|_| wrong("edition"))?;
        let due_on = day(row.due_on.as_deref(), "due_on")?;
        let valid_until = day(row.valid_until.as_deref(), "valid_until")?;
        let licence = match (&row.licence_force, &row.licence_confirmation, valid_until) {
            (Some(force), Some(confirmation), Some(last)) => {
                let counts_as = State::of(force, confirmation, last, today);
                Some(counts_as.ok_or_else(|| wrong("licence_force"))?)
            }
            _ => None,
        };
        let registered_on = Date::parse(&row.registered_on).map_err(|_| wrong("registered_on"))?;
        let case = CaseId::from_bytes(row.case_id.into_bytes());
        listed.push(Listed {
            place: Place { registered_on, case },
            tracking_code: row.tracking_code,
            activity: row.activity,
            county: row.county,
            field: row.field,
            office: row.office,
            stage,
            registered_on,
            submitted_on: day(row.submitted_on.as_deref(), "submitted_on")?,
            due_on,
            days_left: due_on.and_then(|due| days_left(registry, &edition, stage, today, due)),
            open_requests: row.open_requests,
            licence,
            valid_until,
        });
    }
    Ok(listed)
}

/// Days from today to the last day, as the rule of the stage counts them.
fn days_left(
    registry: &Registry,
    edition: &EditionId,
    stage: StageName,
    today: Date,
    due_on: Date,
) -> Option<i32> {
    let catalogue = registry.rules(edition)?;
    let code = match stage {
        StageName::LabourReview | StageName::LabourWaiting => DeadlineCode::LabourReview,
        _ => DeadlineCode::AgencyReview,
    };
    Some(match catalogue.deadline(code)?.unit {
        DayUnit::Calendar => today.days_until(due_on),
        DayUnit::Working => catalogue.calendar.working_days_between(today, due_on),
    })
}
