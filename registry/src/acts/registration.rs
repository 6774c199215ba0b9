//! Page one becomes a case with a tracking code.

use domain::event::{Fact, Purpose};
use domain::identifiers::TrackingCode;
use domain::ids::CaseId;

use super::{APPLICANT, ActError, Applicant};
use crate::applicant::Session;
use crate::drafts::begun;
use crate::error::StoreError;
use crate::intake::{ApplyError, Intake};
use crate::registry::Registry;

/// How often a code is drawn when others hold what was drawn: with a million million codes, hardly ever twice.
const DRAWS: usize = 5;

/// Registers an applicant under the name that their draft holds. Asked again, with the same person, it gives the
/// case that is there.
///
/// # Errors
/// [`ActError::OtherPerson`] when the name is another person's case.
pub async fn register(
    registry: &Registry,
    case: CaseId,
    who: &domain::people::Applicant,
) -> Result<Applicant, ActError> {
    let identity = registry.keys.identity(who.identity());
    let session = Session::begin(registry);
    let mut draws = 0;
    loop {
        let mut intake = Intake::begin(registry, [case]).await?;
        if let Some(known) = intake.case(case) {
            if known.applicant.identity() != who.identity() {
                return Err(ActError::OtherPerson);
            }
            return Ok(Applicant { case, code: known.tracking_code.clone(), identity, session });
        }
        draws += 1;
        let code = draw(registry);
        let fact = Fact::Registered {
            tracking_code: code.clone(),
            external_code: None,
            purpose: Purpose::First,
            applicant: Box::new(who.clone()),
        };
        match intake.write(APPLICANT, case, fact).await {
            Ok(_) => {}
            Err(ApplyError::CodeTaken) if draws < DRAWS => continue,
            Err(error) => return Err(error.into()),
        }
        begun::spend(intake.connection(), registry, case).await?;
        match intake.commit().await {
            Ok(()) => return Ok(Applicant { case, code, identity, session }),
            Err(error) if draws < DRAWS && is_code_taken(&error) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn draw(registry: &Registry) -> TrackingCode {
    let mut bytes = [0; 8];
    registry.randomness.fill(&mut bytes);
    TrackingCode::from_random(u64::from_le_bytes(bytes))
}

/// Another server gave it away between the look and the commit.
fn is_code_taken(error: &ApplyError) -> bool {
    let ApplyError::Store(StoreError::Database(sqlx::Error::Database(error))) = error else {
        return false;
    };
    error.constraint() == Some("cases_tracking_code_key")
}
