//! What applicants do after the tick.

use domain::case::Stage;
use domain::event::{Answer, Fact, Medium};
use domain::ids::RequestId;
use domain::text::PlainText;

use super::{APPLICANT, ActError, Applicant, begin};
use crate::registry::Registry;

/// Answers an item that an office asked for.
///
/// # Errors
/// Refuses items that are not open.
pub async fn answer_request(
    registry: &Registry,
    applicant: &Applicant,
    request: RequestId,
    answer: Answer,
) -> Result<(), ActError> {
    let (mut intake, case) = begin(registry, applicant).await?;
    intake.write(APPLICANT, case.id, Fact::RequestAnswered { request, answer }).await?;
    Ok(intake.commit().await?)
}

/// Gives an application up.
///
/// # Errors
/// Refuses applications that are decided, or over.
pub async fn withdraw(
    registry: &Registry,
    applicant: &Applicant,
    reason: PlainText,
) -> Result<(), ActError> {
    let (mut intake, case) = begin(registry, applicant).await?;
    if matches!(case.stage, Stage::Withdrawn { .. }) {
        return Ok(());
    }
    let on = registry.now().tehran_date();
    let fact = Fact::Withdrawn { reason, medium: Medium::Portal, on };
    intake.write(APPLICANT, case.id, fact).await?;
    Ok(intake.commit().await?)
}
