//! The secretariat's tray: applications that no office takes, until somebody sends them on.

use domain::case::{Case, Stage};
use domain::catalogue::{Catalogue, Office, OfficeId, OfficeKind};
use domain::dates::Instant;
use domain::event::Fact;
use domain::identifiers::TrackingCode;
use domain::ids::CaseId;
use domain::people::Officer;
use domain::text::PlainText;
use uuid::Uuid;

use super::journal::{self, Act};
use super::{AdministrationError, Administrator, By};
use crate::acts;
use crate::error::StoreError;
use crate::events;
use crate::intake::{ApplyError, Intake};
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// How many applications one page shows.
const PAGE: i64 = 200;

/// An application that waits for an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its code.
    pub code: TrackingCode,
    /// Its stage, in the registry's word.
    pub stage: String,
    /// Its field.
    pub field: Option<String>,
    /// When it was handed in.
    pub submitted_at: Option<Instant>,
    /// The last day of its review.
    pub due_on: Option<String>,
}

/// The applications in the tray, the oldest first, as many as a page shows.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn waiting(registry: &Registry) -> Result<Vec<Waiting>, StoreError> {
    let Some(tray) = registry.secretariat() else { return Ok(Vec::new()) };
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let rows = sqlx::query!(
        r#"select tracking_code, stage, field, submitted_at_ms, due_on::text as due_on from cases
           where office = $1 and is_open order by submitted_at_ms nulls last, id limit $2"#,
        tray.as_str(),
        PAGE
    )
    .fetch_all(&mut *tx)
    .await?;
    let read = rows.into_iter().map(|row| {
        let code = TrackingCode::parse(&row.tracking_code);
        let wrong = |_| StoreError::InconsistentRow { table: "cases", column: "tracking_code" };
        Ok(Waiting {
            code: code.map_err(wrong)?,
            stage: row.stage,
            field: row.field,
            submitted_at: row.submitted_at_ms.map(Instant::from_millis),
            due_on: row.due_on,
        })
    });
    read.collect()
}

/// How many applications are in the tray.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn count(registry: &Registry) -> Result<u64, StoreError> {
    let Some(tray) = registry.secretariat() else { return Ok(0) };
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        r#"select count(*) as "count!" from cases where office = $1 and is_open"#,
        tray.as_str()
    );
    Ok(row.fetch_one(&mut *tx).await?.count.cast_unsigned())
}

/// An application of the tray, whole, with the offices that could take it.
#[derive(Debug)]
pub struct Opened {
    /// The case.
    pub case: Case,
    /// Where it can go, those of its own province first.
    pub offices: Vec<Office>,
}

/// Opens an application of the tray.
///
/// # Errors
/// [`AdministrationError::Unknown`] where it does not lie in the tray.
pub async fn open(registry: &Registry, code: &TrackingCode) -> Result<Opened, AdministrationError> {
    let id = find(registry, code).await?;
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let held = events::fold(&mut tx, &registry.keys, id).await?;
    let case = held.ok_or(AdministrationError::Unknown)?.case;
    let rules = acts::rules(registry, &case)?;
    let offices = takers(&rules, &registry.catalogue(), &case);
    Ok(Opened { case, offices })
}

/// Sends an application on to an office.
///
/// # Errors
/// An application that does not lie in the tray any more; an office that cannot take it.
pub async fn send_on(
    registry: &Registry,
    administrator: &Administrator,
    code: &TrackingCode,
    to: &OfficeId,
    reason: PlainText,
) -> Result<(), AdministrationError> {
    let id = find(registry, code).await?;
    let tray = registry.secretariat().ok_or(AdministrationError::OfficeUnknown)?;
    let mut intake = Intake::begin(registry, [id]).await.map_err(taken)?;
    let fact = Fact::Transferred { to: to.clone(), reason };
    let officer = Officer {
        account: administrator.officer.clone(),
        person: administrator.person.clone(),
        office: tray,
    };
    intake.write(officer.into(), id, fact).await.map_err(taken)?;
    let (by, act) =
        (By::Administrator(administrator.clone()), Act::SentOn(code.clone(), to.clone()));
    journal::enter(intake.connection(), registry, &by, &act).await?;
    intake.commit().await.map_err(taken)
}

async fn find(registry: &Registry, code: &TrackingCode) -> Result<CaseId, AdministrationError> {
    let tray = registry.secretariat().ok_or(AdministrationError::OfficeUnknown)?;
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    let row = sqlx::query!(
        "select id from cases where tracking_code = $1 and office = $2 and is_open",
        code.as_str(),
        tray.as_str()
    );
    let row = row.fetch_optional(&mut *tx).await?.ok_or(AdministrationError::Unknown)?;
    let id: Uuid = row.id;
    Ok(CaseId::from_bytes(id.into_bytes()))
}

/// The offices of the kind that a case waits for: by its own rules, as they are today.
fn takers(rules: &Catalogue, today: &Catalogue, case: &Case) -> Vec<Office> {
    let submission = case.submission.as_ref();
    let field = submission.and_then(|s| rules.field(&s.plan.field));
    let kind = match &case.stage {
        Stage::Empowerment(_) => Some(OfficeKind::Jahad),
        Stage::LabourReview(_) => Some(OfficeKind::Labour),
        _ => field.map(|field| OfficeKind::Agency(field.agency.clone())),
    };
    let province = submission.map(|s| s.plan.workplace.county.parent());
    let mut offices: Vec<Office> =
        today.offices.iter().filter(|o| Some(&o.kind) == kind.as_ref()).cloned().collect();
    offices.sort_by_key(|office| (Some(office.province) != province, office.title.clone()));
    offices
}

fn taken(error: ApplyError) -> AdministrationError {
    match error {
        ApplyError::Refused(refusal) => AdministrationError::Refused(refusal),
        ApplyError::Store(error) => AdministrationError::Store(error),
        _ => AdministrationError::Over,
    }
}
