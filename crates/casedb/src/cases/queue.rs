//! The work queue: grouped by urgency, filtered, counted.

mod bounds;

use domain::case::StageName;
use domain::catalogue::{Catalogue, DeadlineCode, FieldCode, OfficeId};
use domain::dates::Instant;
use domain::deadlines::Urgency;
use domain::event::Review;
use domain::ids::OfficerId;
use domain::people::Activity;

use super::CaseLine;
use super::line::{LineRow, lines};
use super::search::match_expression;
use crate::codes::Code;
use crate::db::Connection;
use crate::error::DbError;
use crate::rows::number;
use bounds::Bounds;

/// Whose cases are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Open cases whose turn is the office's, held by the officer or by nobody.
    Mine(OfficeId, OfficerId),
    /// Open cases whose turn is the office's.
    Office(OfficeId),
    /// Every case that the office may see, closed ones included.
    All(OfficeId),
}

/// A part of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Whose cases.
    pub scope: Scope,
    /// Words; empty lists everything.
    pub text: String,
    /// Only of this urgency.
    pub urgency: Option<Urgency>,
    /// Only at this stage.
    pub stage: Option<StageName>,
    /// Only of this kind of activity.
    pub activity: Option<Activity>,
    /// Only in this field.
    pub field: Option<FieldCode>,
    /// How many lines at the most.
    pub limit: u32,
    /// How many lines are left out before them.
    pub offset: u32,
}

impl Filter {
    /// Everything of a scope, the first 200 lines.
    pub const fn of(scope: Scope) -> Self {
        Self {
            scope,
            text: String::new(),
            urgency: None,
            stage: None,
            activity: None,
            field: None,
            limit: 200,
            offset: 0,
        }
    }
}

/// A part of the queue, most urgent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// The lines.
    pub lines: Vec<(Urgency, CaseLine)>,
    /// How many match in each urgency, those beyond the limit included; urgencies without any are left out.
    pub counts: Vec<(Urgency, u32)>,
    /// How many there are in the scope without the filter.
    pub unfiltered: u32,
    /// The fields that occur in the scope, with their titles.
    pub fields: Vec<(FieldCode, String)>,
    /// The stages that occur in the scope.
    pub stages: Vec<StageName>,
}

const URGENCIES: [Urgency; 4] =
    [Urgency::Critical, Urgency::Overdue, Urgency::DueSoon, Urgency::Later];

/// Counts matching cases by all that decides how pressing one is.
macro_rules! counts {
    ($scope:tt; $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            CountRow,
            r#"select c.review, c.is_paused = 1 as "is_paused!: bool", c.due_day,
                      count(*) as "count!: i64"
               from cases c "# + $scope + "
                   and (?3 is null
                        or c.number in (select rowid from case_search where case_search match ?3))
                   and (?4 is null or c.stage = ?4)
                   and (?5 is null or c.activity = ?5)
                   and (?6 is null or c.field = ?6)
               group by c.is_paused, c.due_day, c.review",
            $($argument),*
        )
    };
}

/// Lists matching cases, most pressing first; `urgency` is 0 for the most pressing.
macro_rules! listed {
    ($scope:tt; $($argument:expr),* $(,)?) => {
        lines!(
            "m.urgency",
            ["from (select * from (
                 select c.number, c.due_day,
                     case when c.is_paused = 1 or c.due_day is null then 3
                          when c.review = 'agency' then
                              case when c.due_day < ?8 then 0 when c.due_day < ?9 then 1
                                   when c.due_day < ?10 then 2 else 3 end
                          else
                              case when c.due_day < ?11 then 0 when c.due_day < ?12 then 1
                                   when c.due_day < ?13 then 2 else 3 end
                     end as urgency
                 from cases c " + $scope + "
                     and (?3 is null
                          or c.number in (select rowid from case_search where case_search match ?3))
                     and (?4 is null or c.stage = ?4)
                     and (?5 is null or c.activity = ?5)
                     and (?6 is null or c.field = ?6))
                 where ?7 is null or urgency = ?7
                 order by urgency, due_day is null, due_day, number limit ?14 offset ?15) m
             join cases c on c.number = m.number
             order by m.urgency, m.due_day is null, m.due_day, m.number"],
            $($argument),*
        )
    };
}

/// Counts the cases of a scope by stage and field.
macro_rules! facets {
    ($scope:tt; $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            FacetRow,
            r#"select c.stage, c.field, count(*) as "count!: i64" from cases c "# + $scope
                + " group by c.stage, c.field",
            $($argument),*
        )
    };
}

struct CountRow {
    review: Option<String>,
    is_paused: bool,
    due_day: Option<i64>,
    count: i64,
}

struct FacetRow {
    stage: String,
    field: Option<String>,
    count: i64,
}

/// Returns a part of the queue as it is at an instant.
///
/// # Errors
/// What SQLite can do.
pub async fn queue(
    conn: &mut Connection,
    catalogue: &Catalogue,
    now: Instant,
    filter: &Filter,
) -> Result<Queue, DbError> {
    let today = now.tehran_date();
    let agency = Bounds::of(catalogue, DeadlineCode::AgencyReview, Review::Agency, today);
    let labour = Bounds::of(catalogue, DeadlineCode::LabourReview, Review::Labour, today);
    let (office, officer) = match &filter.scope {
        Scope::Mine(office, officer) => (office.as_str(), Some(officer.as_str())),
        Scope::Office(office) | Scope::All(office) => (office.as_str(), None),
    };
    let words = match_expression(conn, &filter.text).await?;
    let stage = filter.stage.map(|stage| stage.word());
    let activity = filter.activity.map(|activity| activity.word());
    let field = filter.field.as_ref().map(FieldCode::as_str);
    let urgency = filter.urgency.map(rank);
    let (limit, offset) = (filter.limit, filter.offset);
    let (facets, counts, rows) = if matches!(filter.scope, Scope::All(_)) {
        (
            facets!(
                "where c.number in (select number from case_offices where office = ?1) and ?2 is null"; office, officer).fetch_all(&mut *conn).await?,
            counts!(
                "where c.number in (select number from case_offices where office = ?1) and ?2 is null"; office, officer, words, stage, activity, field)
                .fetch_all(&mut *conn)
                .await?,
            listed!(
                "where c.number in (select number from case_offices where office = ?1) and ?2 is null";
                office, officer, words, stage, activity, field, urgency, agency.overdue,
                agency.soon, agency.later, labour.overdue, labour.soon, labour.later, limit, offset
            )
            .fetch_all(&mut *conn)
            .await?,
        )
    } else {
        (
            facets!(
                "where c.office = ?1 and c.is_open = 1 and (?2 is null or c.holder is null or c.holder = ?2)"; office, officer).fetch_all(&mut *conn).await?,
            counts!(
                "where c.office = ?1 and c.is_open = 1 and (?2 is null or c.holder is null or c.holder = ?2)"; office, officer, words, stage, activity, field)
                .fetch_all(&mut *conn)
                .await?,
            listed!(
                "where c.office = ?1 and c.is_open = 1 and (?2 is null or c.holder is null or c.holder = ?2)";
                office, officer, words, stage, activity, field, urgency, agency.overdue,
                agency.soon, agency.later, labour.overdue, labour.soon, labour.later, limit, offset
            )
            .fetch_all(&mut *conn)
            .await?,
        )
    };
    let lines = rows.into_iter().map(ranked_line).collect::<Result<_, _>>()?;
    let counts = count(&counts, agency, labour, filter.urgency)?;
    let (unfiltered, fields, stages) = facet(facets, catalogue)?;
    Ok(Queue { lines, counts, unfiltered, fields, stages })
}

/// Counts the cases that an office may see and in which a text is found, whatever else is asked for; none for no words.
///
/// # Errors
/// Returns an error when the database cannot be read.
pub async fn count_found(
    conn: &mut Connection,
    office: &OfficeId,
    text: &str,
) -> Result<u32, DbError> {
    let Some(words) = match_expression(conn, text).await? else { return Ok(0) };
    let office = office.as_str();
    let found = sqlx::query_scalar!(
        r#"select count(*) as "count!: i64" from case_search s
           where s.case_search match ?1
             and exists (select 1 from case_offices o where o.office = ?2 and o.number = s.rowid)"#,
        words,
        office
    )
    .fetch_one(conn)
    .await?;
    number(found, "cases", "number")
}

fn ranked_line(row: LineRow) -> Result<(Urgency, CaseLine), DbError> {
    let urgency = usize::try_from(row.rank).ok().and_then(|rank| URGENCIES.get(rank)).copied();
    Ok((urgency.unwrap_or(Urgency::Later), CaseLine::try_from(row)?))
}

fn rank(urgency: Urgency) -> i64 {
    let place = URGENCIES.iter().position(|known| *known == urgency);
    place.and_then(|place| i64::try_from(place).ok()).unwrap_or(3)
}

fn count(
    rows: &[CountRow],
    agency: Bounds,
    labour: Bounds,
    only: Option<Urgency>,
) -> Result<Vec<(Urgency, u32)>, DbError> {
    let mut counts: Vec<(Urgency, u32)> = URGENCIES.map(|urgency| (urgency, 0)).into();
    for row in rows {
        let bounds = if row.review.as_deref() == Some("agency") { agency } else { labour };
        let urgency = match row.due_day {
            Some(due) if !row.is_paused => bounds.urgency(due),
            _ => Urgency::Later,
        };
        let here: u32 = number(row.count, "cases", "number")?;
        for (known, sum) in &mut counts {
            if *known == urgency && only.is_none_or(|only| only == urgency) {
                *sum += here;
            }
        }
    }
    counts.retain(|(_, count)| *count > 0);
    Ok(counts)
}

type Facets = (u32, Vec<(FieldCode, String)>, Vec<StageName>);

fn facet(rows: Vec<FacetRow>, catalogue: &Catalogue) -> Result<Facets, DbError> {
    let mut unfiltered = 0;
    let mut fields: Vec<(FieldCode, String)> = Vec::new();
    let mut stages: Vec<StageName> = Vec::new();
    for row in rows {
        unfiltered += number::<u32>(row.count, "cases", "number")?;
        stages.push(StageName::of_column(&row.stage, "cases", "stage")?);
        let Some(code) = row.field else { continue };
        let code = FieldCode::parse(&code)
            .map_err(|_| DbError::InconsistentRow { table: "cases", column: "field" })?;
        let title = catalogue.field(&code).map_or(String::new(), |field| field.title.clone());
        fields.push((code, title));
    }
    stages.sort_unstable();
    stages.dedup();
    fields.sort_by_cached_key(|(code, title)| (domain::text::sort_key(title), code.clone()));
    fields.dedup();
    Ok((unfiltered, fields, stages))
}
