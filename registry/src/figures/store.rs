//! Writing what is counted, in the transaction of the events that it follows from.

use domain::case::Case;
use domain::dates::Date;
use domain::deadlines;
use domain::event::{Event, Fact};
use sqlx::PgConnection;
use uuid::Uuid;

use super::happening::Happening;
use super::standing::{self, Standing, Traits};
use crate::codes;
use crate::error::StoreError;
use crate::registry::Registry;

/// What happened to cases in one transaction, as far as it counts.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    happenings: Vec<Happening>,
    /// The plan came: what was counted before belongs to its field and county too.
    is_placed: bool,
}

impl Tally {
    /// Takes down what counts of an event.
    pub(crate) fn take(
        &mut self,
        registry: &Registry,
        before: Option<&Case>,
        event: &Event,
        after: &Case,
    ) {
        let catalogue = registry.rules(&after.edition);
        self.happenings.extend(Happening::of(before, event, after, catalogue.as_deref()));
        self.is_placed |= matches!(event.fact, Fact::Submitted { .. });
    }

    /// What counts of all that ever happened to a case.
    pub(crate) fn of_all(registry: &Registry, events: &[Event]) -> Option<Self> {
        let mut tally = Self::default();
        let mut case: Option<Case> = None;
        for event in events {
            let after = match case.clone() {
                None => Case::open(event).ok()?,
                Some(before) => before.apply(event).ok()?,
            };
            tally.take(registry, case.as_ref(), event, &after);
            case = Some(after);
        }
        Some(tally)
    }
}

/// Writes a case's rows.
pub(crate) async fn put(
    conn: &mut PgConnection,
    registry: &Registry,
    case: &Case,
    tally: &Tally,
) -> Result<(), StoreError> {
    let traits = Traits::of(case, registry);
    put_standing(conn, registry, case, &traits).await?;
    for happening in &tally.happenings {
        put_happening(conn, case, &traits, happening).await?;
    }
    if tally.is_placed {
        sqlx::query!(
            "update happenings set province = $2, county = $3, field = $4, agency = $5 where case_id = $1",
            Uuid::from_bytes(*case.id.as_bytes()),
            traits.county.parent().to_string(),
            traits.county.to_string(),
            traits.field,
            traits.agency
        )
        .execute(conn)
        .await?;
    }
    Ok(())
}

/// Takes out what was counted of a case.
pub(crate) async fn forget(conn: &mut PgConnection, case: &Case) -> Result<(), StoreError> {
    let id = Uuid::from_bytes(*case.id.as_bytes());
    sqlx::query!("delete from happenings where case_id = $1", id).execute(conn).await?;
    Ok(())
}

async fn put_standing(
    conn: &mut PgConnection,
    registry: &Registry,
    case: &Case,
    traits: &Traits,
) -> Result<(), StoreError> {
    let catalogue = registry.rules(&case.edition);
    let answer_due_on = catalogue.and_then(|c| deadlines::answer_due(case, &c));
    let licence = Standing::of(case);
    let due = standing::due(case, registry);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    sqlx::query!(
        "insert into standings (case_id, tracking_code, edition, activity, sex, province, county, field, agency,
                                office, stage, registered_on, submitted_on, due_on, late_from, answer_due_on, open_requests,
                                licence_force, licence_confirmation, licensed_on, valid_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::date, $13::text::date, $14::text::date,
                 $15::text::date, $16::text::date, $17, $18, $19, $20::text::date, $21::text::date)
         on conflict (case_id) do update set
             sex = excluded.sex, province = excluded.province, county = excluded.county, field = excluded.field,
             agency = excluded.agency, office = excluded.office, stage = excluded.stage,
             submitted_on = excluded.submitted_on, due_on = excluded.due_on, late_from = excluded.late_from,
             answer_due_on = excluded.answer_due_on, open_requests = excluded.open_requests,
             licence_force = excluded.licence_force, licence_confirmation = excluded.licence_confirmation,
             licensed_on = excluded.licensed_on, valid_until = excluded.valid_until",
        Uuid::from_bytes(*case.id.as_bytes()),
        case.tracking_code.as_str(),
        case.edition.as_str(),
        traits.activity,
        traits.sex,
        traits.county.parent().to_string(),
        traits.county.to_string(),
        traits.field,
        traits.agency,
        case.office.as_ref().map(domain::catalogue::OfficeId::as_str),
        codes::stage(case.stage_name()),
        case.registered_at.tehran_date().to_string(),
        day(case.submission.as_ref().map(|submission| submission.at.tehran_date())),
        day(due.map(|(on, _)| on)),
        day(due.map(|(_, late_from)| late_from)),
        day(answer_due_on),
        i32::try_from(case.open_requests()).unwrap_or(i32::MAX),
        licence.map(|licence| licence.force),
        licence.map(|licence| licence.confirmation),
        day(licence.map(|licence| licence.licensed_on)),
        day(licence.map(|licence| licence.valid_until))
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn put_happening(
    conn: &mut PgConnection,
    case: &Case,
    traits: &Traits,
    happening: &Happening,
) -> Result<(), StoreError> {
    let conditions: Vec<i32> =
        happening.conditions.iter().map(|condition| i32::from(condition.0)).collect();
    sqlx::query!(
        "insert into happenings (event, case_id, what, on_day, month, activity, sex, province, county, field,
                                 agency, office, items, amount, review_days, in_time, whole_days,
                                 whole_working_days, conditions)
         values ($1, $2, $3, $4::text::date, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        Uuid::from_bytes(*happening.event.as_bytes()),
        Uuid::from_bytes(*case.id.as_bytes()),
        happening.what.word(),
        happening.on.to_string(),
        month(happening.on),
        traits.activity,
        traits.sex,
        traits.county.parent().to_string(),
        traits.county.to_string(),
        traits.field,
        traits.agency,
        happening.office,
        happening.items,
        happening.amount,
        happening.review.map(|took| took.days),
        happening.review.map(|took| took.in_time),
        happening.whole.map(|(days, _)| days),
        happening.whole.map(|(_, working)| working),
        (!conditions.is_empty()).then_some(conditions.as_slice())
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The number of a day's Jalali month, such as 140509.
pub(super) fn month(day: Date) -> i32 {
    let day = day.jalali();
    day.year() * 100 + i32::from(day.month())
}
