//! Counting: a few statements over the rows of [`super::store`], in one snapshot.

use std::collections::BTreeMap;

use domain::catalogue::ConditionNumber;
use domain::dates::Date;
use sqlx::PgConnection;

use super::counts::{Counts, Happened};
use super::happening::What;
use super::list::FIGURES;
use super::question::{By, Question};
use super::report::{Group, Report, applies};
use crate::codes;
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::{self, Scope};
use crate::verification::State;

/// How many of the conditions that are cited most are told.
const CITED: i64 = 20;

type Groups = BTreeMap<String, Counts>;

/// Answers a question.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn read(registry: &Registry, question: &Question) -> Result<Report, StoreError> {
    let made_at = registry.now();
    let mut tx = scope::begin(&registry.pool, Scope::Figures).await?;
    let asked = Asked::of(question, made_at.tehran_date());
    let mut groups = Groups::new();
    count_happenings(&mut tx, &asked, &mut groups).await?;
    count_standings(&mut tx, &asked, &mut groups).await?;
    count_escalated(&mut tx, &asked, &mut groups).await?;
    let mut whole = Counts::default();
    for counts in groups.values() {
        whole.add(counts);
    }
    measure(&mut tx, &Asked { by: "", ..asked.clone() }, &mut |_, took| whole.took = took).await?;
    if question.by.is_some() {
        measure(&mut tx, &asked, &mut |key, took| groups.entry(key).or_default().took = took)
            .await?;
    }
    let conditions = cited(&mut tx, &asked).await?;
    let group = |by: By, (key, counts): (String, Counts)| {
        let columns = FIGURES.iter().filter(|figure| applies(figure, by));
        Group { key, values: columns.map(|figure| figure.measure.value(&counts)).collect() }
    };
    Ok(Report {
        question: question.clone(),
        made_at,
        whole: FIGURES.iter().map(|figure| figure.measure.value(&whole)).collect(),
        groups: question.by.map_or(Vec::new(), |by| {
            let counted = groups.into_iter().filter(|(key, _)| has_part(by, key));
            counted.map(|counted| group(by, counted)).collect()
        }),
        conditions,
    })
}

/// What has no stage is not of the moment, and what has no month did not happen.
fn has_part(by: By, key: &str) -> bool {
    !key.is_empty() || !matches!(by, By::Stage | By::Month | By::Year)
}

/// A question as the statements take it.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    by: &'static str,
    from: String,
    to: String,
    today: String,
    pub(super) province: Option<String>,
    pub(super) county: Option<String>,
    pub(super) agency: Option<String>,
    pub(super) office: Option<String>,
    pub(super) field: Option<String>,
    pub(super) activity: Option<&'static str>,
    pub(super) sex: Option<&'static str>,
}

impl Asked {
    fn of(question: &Question, today: Date) -> Self {
        let only = &question.only;
        Self {
            by: question.by.map_or("", By::word),
            from: question.period.from().to_string(),
            to: question.period.to().to_string(),
            today: today.to_string(),
            province: only.province.map(|code| code.to_string()),
            county: only.county.map(|code| code.to_string()),
            agency: only.agency.as_ref().map(|code| code.as_str().to_owned()),
            office: only.office.as_ref().map(|id| id.as_str().to_owned()),
            field: only.field.as_ref().map(|code| code.as_str().to_owned()),
            activity: only.activity.map(codes::activity),
            sex: only.sex.map(super::question::Sex::word),
        }
    }
}

async fn count_happenings(
    conn: &mut PgConnection,
    asked: &Asked,
    groups: &mut Groups,
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"select coalesce(case $1
                      when 'province' then province when 'county' then county when 'agency' then agency
                      when 'office' then office when 'field' then field when 'activity' then activity
                      when 'sex' then sex when 'month' then month::text when 'year' then (month / 100)::text
                  end, '') as "key!",
                  what, sum(items) as "items!", coalesce(sum(amount), 0)::bigint as "amount!",
                  count(*) filter (where sex = 'female') as "women!", count(sex) as "people!",
                  count(in_time) as "decided!", count(*) filter (where in_time) as "in_time!"
           from happenings
           where on_day between $2::text::date and $3::text::date
             and ($4::text is null or province = $4) and ($5::text is null or county = $5)
             and ($6::text is null or agency = $6) and ($7::text is null or office = $7)
             and ($8::text is null or field = $8) and ($9::text is null or activity = $9)
             and ($10::text is null or sex = $10)
           group by 1, 2"#,
        asked.by,
        asked.from,
        asked.to,
        asked.province,
        asked.county,
        asked.agency,
        asked.office,
        asked.field,
        asked.activity,
        asked.sex
    )
    .fetch_all(conn)
    .await?;
    for row in rows {
        let wrong = StoreError::InconsistentRow { table: "happenings", column: "what" };
        let what = What::of_word(&row.what).ok_or(wrong)?;
        let counts = groups.entry(row.key).or_default();
        let (items, amount, women, people) = (row.items, row.amount, row.women, row.people);
        counts.add_happened(what, Happened { items, amount, women, people });
        counts.decided += row.decided;
        counts.in_time += row.in_time;
    }
    Ok(())
}

async fn count_standings(
    conn: &mut PgConnection,
    asked: &Asked,
    groups: &mut Groups,
) -> Result<(), StoreError> {
    if matches!(asked.by, "month" | "year") {
        // They have no part in it; the whole has.
        let mut whole = Groups::new();
        let undivided = Asked { by: "", ..asked.clone() };
        Box::pin(count_standings(conn, &undivided, &mut whole)).await?;
        groups.entry(String::new()).or_default().add(&whole.remove("").unwrap_or_default());
        return Ok(());
    }
    let rows = sqlx::query!(
        r#"select coalesce(case $1
                      when 'province' then province when 'county' then county when 'agency' then agency
                      when 'office' then office when 'field' then field when 'activity' then activity
                      when 'sex' then sex when 'stage' then stage
                  end, '') as "key!",
                  stage, licence_force, licence_confirmation, max(valid_until)::text as valid_until,
                  count(*) as "cases!", sum(open_requests) as "open_requests!",
                  count(*) filter (where late_from <= $2::text::date) as "overdue!",
                  count(*) filter (where answer_due_on < $2::text::date) as "unanswered!"
           from standings
           where ($3::text is null or province = $3) and ($4::text is null or county = $4)
             and ($5::text is null or agency = $5) and ($6::text is null or office = $6)
             and ($7::text is null or field = $7) and ($8::text is null or activity = $8)
             and ($9::text is null or sex = $9)
           group by 1, 2, 3, 4, valid_until < $2::text::date"#,
        asked.by,
        asked.today,
        asked.province,
        asked.county,
        asked.agency,
        asked.office,
        asked.field,
        asked.activity,
        asked.sex
    )
    .fetch_all(conn)
    .await?;
    let wrong = |column| StoreError::InconsistentRow { table: "standings", column };
    let today = Date::parse(&asked.today).map_err(|_| wrong("today"))?;
    for row in rows {
        let counts = groups.entry(row.key).or_default();
        counts.add_stage(codes::stage_of(&row.stage).ok_or_else(|| wrong("stage"))?, row.cases);
        if let (Some(force), Some(confirmation), Some(last)) =
            (&row.licence_force, &row.licence_confirmation, &row.valid_until)
        {
            let last = Date::parse(last).map_err(|_| wrong("valid_until"))?;
            let state = State::of(force, confirmation, last, today);
            counts.add_licences(state.ok_or_else(|| wrong("licence_force"))?, row.cases);
        }
        counts.overdue += row.overdue;
        counts.open_requests += row.open_requests;
        counts.unanswered += row.unanswered;
    }
    Ok(())
}

/// Counts the reviews of whose very deadline the secretariat was told. They are few: among all cases at once they
/// would keep PostgreSQL from counting on several cores.
async fn count_escalated(
    conn: &mut PgConnection,
    asked: &Asked,
    groups: &mut Groups,
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"select coalesce(case $1
                      when 'province' then province when 'county' then county when 'agency' then agency
                      when 'office' then office when 'field' then field when 'activity' then activity
                      when 'sex' then sex when 'stage' then stage
                  end, '') as "key!", count(*) as "escalated!"
           from standings s
           join deadline_steps d on d.case_id = s.case_id and d.step = 'escalated' and d.due_on = s.due_on
           where late_from <= $2::text::date
             and ($3::text is null or province = $3) and ($4::text is null or county = $4)
             and ($5::text is null or agency = $5) and ($6::text is null or office = $6)
             and ($7::text is null or field = $7) and ($8::text is null or activity = $8)
             and ($9::text is null or sex = $9)
           group by 1"#,
        asked.by,
        asked.today,
        asked.province,
        asked.county,
        asked.agency,
        asked.office,
        asked.field,
        asked.activity,
        asked.sex
    )
    .fetch_all(conn)
    .await?;
    for row in rows {
        groups.entry(row.key).or_default().escalated += row.escalated;
    }
    Ok(())
}

/// Measures how long things took.
async fn measure(
    conn: &mut PgConnection,
    asked: &Asked,
    found: &mut (dyn FnMut(String, [[Option<i32>; 2]; 4]) + Send),
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"select coalesce(case $1
                      when 'province' then province when 'county' then county when 'agency' then agency
                      when 'office' then office when 'field' then field when 'activity' then activity
                      when 'sex' then sex when 'month' then month::text when 'year' then (month / 100)::text
                  end, '') as "key!",
                  percentile_disc(array[0.5, 0.9]) within group (order by whole_days) as whole,
                  percentile_disc(array[0.5, 0.9]) within group (order by whole_working_days) as working,
                  percentile_disc(array[0.5, 0.9]) within group (order by review_days)
                      filter (where what in ('approved', 'approvedDevelopment', 'agencyRefused')) as agency,
                  percentile_disc(array[0.5, 0.9]) within group (order by review_days)
                      filter (where what in ('licensed', 'labourRefused')) as labour
           from happenings
           where on_day between $2::text::date and $3::text::date
             and what in ('approved', 'approvedDevelopment', 'agencyRefused', 'licensed', 'labourRefused')
             and ($4::text is null or province = $4) and ($5::text is null or county = $5)
             and ($6::text is null or agency = $6) and ($7::text is null or office = $7)
             and ($8::text is null or field = $8) and ($9::text is null or activity = $9)
             and ($10::text is null or sex = $10)
           group by 1"#,
        asked.by,
        asked.from,
        asked.to,
        asked.province,
        asked.county,
        asked.agency,
        asked.office,
        asked.field,
        asked.activity,
        asked.sex
    )
    .fetch_all(conn)
    .await?;
    let pair = |both: Option<Vec<i32>>| {
        let both = both.unwrap_or_default();
        [both.first().copied(), both.get(1).copied()]
    };
    for row in rows {
        found(row.key, [pair(row.whole), pair(row.working), pair(row.agency), pair(row.labour)]);
    }
    Ok(())
}

async fn cited(
    conn: &mut PgConnection,
    asked: &Asked,
) -> Result<Vec<(ConditionNumber, i64)>, StoreError> {
    let rows = sqlx::query!(
        r#"select condition as "condition!", count(*) as "times!"
           from happenings, unnest(conditions) as cited (condition)
           where on_day between $1::text::date and $2::text::date
             and what in ('agencyRefused', 'labourRefused')
             and ($3::text is null or province = $3) and ($4::text is null or county = $4)
             and ($5::text is null or agency = $5) and ($6::text is null or office = $6)
             and ($7::text is null or field = $7) and ($8::text is null or activity = $8)
             and ($9::text is null or sex = $9)
           group by 1 order by 2 desc, 1 limit $10"#,
        asked.from,
        asked.to,
        asked.province,
        asked.county,
        asked.agency,
        asked.office,
        asked.field,
        asked.activity,
        asked.sex,
        CITED
    )
    .fetch_all(conn)
    .await?;
    let wrong = || StoreError::InconsistentRow { table: "happenings", column: "conditions" };
    let number = |number: i32| u16::try_from(number).map(ConditionNumber).map_err(|_| wrong());
    rows.into_iter().map(|row| Ok((number(row.condition)?, row.times))).collect()
}
