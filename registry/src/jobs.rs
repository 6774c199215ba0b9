//! What the registry does by itself when days have passed: it notes overdue reviews, tells the secretariat of
//! those that stay so, and notes requests that were not answered. It forgets what nobody finished. It never
//! decides anything.
//!
//! Every server runs these. A step is taken under the case's lock together with the row that says so, so that
//! it happens once however many servers look at the same time, and again only for another deadline.

use std::time::Duration;

use domain::case::Case;
use domain::catalogue::Catalogue;
use domain::dates::Date;
use domain::deadlines::{self, Urgency};
use domain::event::{Fact, Review};
use domain::ids::CaseId;
use domain::people::Actor;
use domain::text::{PlainText, to_persian_digits};
use uuid::Uuid;

use crate::error::StoreError;
use crate::intake::{ApplyError, Intake};
use crate::registry::Registry;
use crate::scope::{self, Scope};

pub mod forgetting;

/// How often a server looks.
const EVERY: Duration = Duration::from_mins(5);

/// A step about a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The review's last day is past.
    Overdue,
    /// It has been for so long that the secretariat must know.
    Escalated,
    /// The applicant has not answered in the days that were given.
    Unanswered,
}

impl Step {
    const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Escalated => "escalated",
            Self::Unanswered => "unanswered",
        }
    }
}

/// Looks again and again, until the server ends.
pub async fn keep_looking(registry: Registry) {
    let mut rounds = tokio::time::interval(EVERY);
    loop {
        rounds.tick().await;
        match look(&registry).await {
            Ok(0) => {}
            Ok(steps) => tracing::info!(steps, "steps about deadlines were taken"),
            Err(error) => tracing::error!(error = %error, "deadlines could not be looked at"),
        }
        match forgetting::forget(&registry).await {
            Ok(0) => {}
            Ok(count) => {
                tracing::info!(count, "forms and files that nobody finished were forgotten");
            }
            Err(error) => tracing::error!(error = %error, "nothing could be forgotten"),
        }
    }
}

/// Takes every step that is due now, and returns how many were taken.
///
/// # Errors
/// What the store can do. Steps taken before stay taken.
pub async fn look(registry: &Registry) -> Result<usize, ApplyError> {
    let mut taken = 0;
    for case in waiting(registry).await? {
        taken += step(registry, case).await?;
    }
    Ok(taken)
}

/// Cases about which a step may be due. A case is first escalated so many days after its last day, however they
/// are counted; until then it is left alone once it is noted, and nobody folds it in every round.
async fn waiting(registry: &Registry) -> Result<Vec<CaseId>, StoreError> {
    let today = registry.now().tehran_date();
    let escalated_before = today.add_days(-deadlines::ESCALATION_DAYS).to_string();
    let mut tx = scope::begin(&registry.pool, Scope::Whole).await?;
    let rows = sqlx::query!(
        "select c.id from cases c
         where (c.due_on < $1::text::date and not exists (
                   select from deadline_steps s
                   where s.case_id = c.id and s.step = 'overdue' and s.due_on = c.due_on))
            or (c.due_on < $2::text::date and not exists (
                   select from deadline_steps s
                   where s.case_id = c.id and s.step = 'escalated' and s.due_on = c.due_on))
            or (c.answer_due_on < $1::text::date and not exists (
                   select from deadline_steps s
                   where s.case_id = c.id and s.step = 'unanswered' and s.due_on = c.answer_due_on))
         order by least(c.due_on, c.answer_due_on)",
        today.to_string(),
        escalated_before
    )
    .fetch_all(&mut *tx)
    .await?;
    Ok(rows.into_iter().map(|row| CaseId::from_bytes(row.id.into_bytes())).collect())
}

async fn step(registry: &Registry, id: CaseId) -> Result<usize, ApplyError> {
    let mut intake = Intake::begin(registry, [id]).await?;
    let Some(case) = intake.case(id) else { return Ok(0) };
    let rules = registry.rules(&case.edition).ok_or(StoreError::InconsistentLog(id))?;
    let due = steps(registry, case, &rules);
    let mut taken = 0;
    for (step, due_on, text) in due {
        if is_taken(&mut intake, id, step, due_on).await? {
            continue;
        }
        let event = intake.write(Actor::Registry, id, Fact::Noted { text }).await?;
        if step == Step::Escalated {
            intake.tell(event, registry.secretariat());
        }
        sqlx::query!(
            "insert into deadline_steps (case_id, step, due_on, event, taken_at_ms)
             values ($1, $2, $3::text::date, $4, $5)",
            Uuid::from_bytes(*id.as_bytes()),
            step.word(),
            due_on.to_string(),
            Uuid::from_bytes(*event.as_bytes()),
            registry.now().as_millis()
        )
        .execute(intake.connection())
        .await?;
        taken += 1;
    }
    if taken > 0 {
        intake.commit().await?;
    }
    Ok(taken)
}

/// The steps that are due about a case, taken or not.
fn steps(registry: &Registry, case: &Case, catalogue: &Catalogue) -> Vec<(Step, Date, PlainText)> {
    let now = registry.now();
    let mut found = Vec::new();
    if let Some(due) = deadlines::due(case, catalogue, now).filter(|due| !due.paused)
        && due.days_left < 0
    {
        let whose = match case.clock.as_ref().map(|clock| clock.review) {
            Some(Review::Labour) => "ادارهٔ کار",
            Some(Review::Agency) | None => "دستگاه اجرایی",
        };
        let day = due.on.jalali().numeric();
        let overdue = format!("مهلت بررسی {whose} در {day} پایان یافت و تصمیمی ثبت نشده است.");
        found.extend(text(&overdue).map(|text| (Step::Overdue, due.on, text)));
        if due.urgency == Urgency::Critical {
            let days = to_persian_digits(&due.days_left.unsigned_abs().to_string());
            let escalated =
                format!("{days} روز از پایان مهلت {whose} گذشته است؛ به دبیرخانه اعلام شد.");
            found.extend(text(&escalated).map(|text| (Step::Escalated, due.on, text)));
        }
    }
    if let Some(day) = deadlines::answer_due(case, catalogue)
        && day < now.tehran_date()
    {
        let shown = day.jalali().numeric();
        let unanswered = format!("متقاضی تا {shown} به آنچه خواسته شده بود پاسخ نداده است.");
        found.extend(text(&unanswered).map(|text| (Step::Unanswered, day, text)));
    }
    found
}

async fn is_taken(
    intake: &mut Intake<'_>,
    case: CaseId,
    step: Step,
    due_on: Date,
) -> Result<bool, StoreError> {
    let row = sqlx::query!(
        r#"select exists (
               select from deadline_steps where case_id = $1 and step = $2 and due_on = $3::text::date
           ) as "taken!""#,
        Uuid::from_bytes(*case.as_bytes()),
        step.word(),
        due_on.to_string()
    )
    .fetch_one(intake.connection())
    .await?;
    Ok(row.taken)
}

fn text(text: &str) -> Option<PlainText> {
    PlainText::parse_line(text, 500).ok()
}
