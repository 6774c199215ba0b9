//! How an applicant's case is found and read: in their own scope, so that nothing else can be seen.

use domain::case::Case;
use domain::dates::Instant;
use domain::event::Event;
use domain::identifiers::TrackingCode;
use domain::ids::{CaseId, EventId};

use crate::applicant::{Applicant, Session};
use crate::error::StoreError;
use crate::events;
use crate::registry::Registry;
use crate::scope::{self, Scope};

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
        session: Session::begin(registry),
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

/// The most applicants of one supporter that a page shows; others come when these are answered.
pub const SHOWN: i64 = 50;

/// Somebody who named a supporter and is not reviewed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Their case.
    pub case: CaseId,
    /// The event that named the supporter.
    pub naming: EventId,
    /// Their name.
    pub name: String,
    /// When they registered.
    pub registered_at: Instant,
    /// Whether the supporter has confirmed them.
    pub confirmed: bool,
}

/// Those who named the applicant of a case as their supporter and are not reviewed yet, the complete ones first. They are
/// shown to nobody but the holder of a supporter's licence that is in force today under the ID that they named.
///
/// # Errors
/// Events that cannot be read; what PostgreSQL can do.
pub async fn supported(registry: &Registry, own: &Case) -> Result<Vec<Named>, StoreError> {
    let Some((identity, _)) = own.supports(registry.now().tehran_date()) else {
        return Ok(Vec::new());
    };
    let identity = registry.keys.identity(identity.as_str());
    let mut tx = scope::begin(&registry.pool, Scope::Supporter(identity)).await?;
    let rows = sqlx::query!(
        "select id from cases where supporter = $1 and stage = 'registered'
         order by submitted_at_ms is null, registered_at_ms desc limit $2",
        identity.as_bytes().as_slice(),
        SHOWN
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut named = Vec::with_capacity(rows.len());
    for row in rows {
        let id = CaseId::from_bytes(row.id.into_bytes());
        let Some(held) = events::fold(&mut tx, &registry.keys, id).await? else { continue };
        named.push(Named {
            case: id,
            naming: held.case.supporter_named,
            name: held.case.applicant.display_name(),
            registered_at: held.case.registered_at,
            confirmed: held.case.supporter_confirmed(),
        });
    }
    Ok(named)
}
