//! How an applicant's case is found and read: in their own scope, so that nothing else can be seen.

use domain::case::Case;
use domain::event::Event;
use domain::identifiers::TrackingCode;
use domain::ids::CaseId;

use crate::error::StoreError;
use crate::events;
use crate::registry::Registry;
use crate::scope::{self, Scope};
use crate::web::session::Applicant;

/// A case with what has happened to it.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The case.
    pub case: Case,
    /// Its events, oldest first.
    pub events: Vec<Event>,
}

/// Finds the case of a tracking code and a national or legal ID in its canonical form.
///
/// A wrong code and a wrong ID are asked in the same way: the same statements, and no row.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn sign_in(
    registry: &Registry,
    code: &TrackingCode,
    identity: &str,
) -> Result<Option<Applicant>, StoreError> {
    let identity = registry.keys.identity(identity);
    let mut tx = scope::begin(&registry.pool, Scope::Applicant(code, identity)).await?;
    let row = sqlx::query!("select id from cases where tracking_code = $1", code.as_str())
        .fetch_optional(&mut *tx)
        .await?;
    Ok(row.map(|row| Applicant {
        case: CaseId::from_bytes(row.id.into_bytes()),
        code: code.clone(),
        identity,
    }))
}

/// Reads the case of somebody who is signed in; `None` when it is not theirs (any more).
///
/// # Errors
/// Events that cannot be read; what PostgreSQL can do.
pub async fn read(
    registry: &Registry,
    applicant: &Applicant,
) -> Result<Option<Followed>, StoreError> {
    let mut tx = scope::begin(&registry.pool, applicant.scope()).await?;
    let events = events::of_case(&mut tx, &registry.keys, applicant.case).await?;
    let events: Vec<Event> = events.into_iter().map(|(event, _)| event).collect();
    let case = Case::fold(&events).map_err(|_| StoreError::InconsistentLog(applicant.case))?;
    Ok(case.map(|case| Followed { case, events }))
}
