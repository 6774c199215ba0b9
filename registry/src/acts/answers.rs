//! What applicants do after the tick, and what supporters do for them.

use domain::case::{Case, Stage};
use domain::event::{Answer, Fact, Medium};
use domain::ids::{CaseId, RequestId};
use domain::people::{Applicant as Who, SupporterIdentity};
use domain::text::PlainText;

use super::{ActError, Applicant, begin, portal, read};
use crate::intake::Intake;
use crate::registry::Registry;
use crate::{events, scope};

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
    let actor = portal(registry, case.id)?;
    intake.write(&actor, case.id, Fact::RequestAnswered { request, answer }).await?;
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
    let actor = portal(registry, case.id)?;
    let fact = Fact::Withdrawn { reason, medium: Medium::Portal };
    intake.write(&actor, case.id, fact).await?;
    Ok(intake.commit().await?)
}

/// Whether a case makes its applicant a supporter who can confirm others: handed in, not turned down, and no licence of
/// it lost.
pub fn may_confirm(own: &Case) -> bool {
    let over = matches!(own.stage, Stage::Refused(_) | Stage::Withdrawn { .. });
    let lost = own.licence().is_some() && !domain::policy::can_succeed(own);
    own.applicant.activity().is_supporter() && own.submission.is_some() && !over && !lost
}

/// A supporter confirms somebody who named them. The supporter is known by a case of their own, handed in and not
/// turned down; where it has no licence in force yet, a note tells the reviewer.
///
/// # Errors
/// [`ActError::NotTheirs`] when the case does not name them; [`ActError::NotNow`] when they cannot confirm.
pub async fn confirm_supporter(
    registry: &Registry,
    supporter: &Applicant,
    case: CaseId,
) -> Result<(), ActError> {
    let (tx, own) = read(registry, supporter).await?;
    drop(tx);
    if !may_confirm(&own) {
        return Err(ActError::NotNow);
    }
    let licensed = domain::policy::can_succeed(&own);
    let identity = registry.keys.identity(own.applicant.identity());
    let mut tx = scope::begin(&registry.pool, scope::Scope::Supporter(identity)).await?;
    events::fold(&mut tx, &registry.keys, case).await?.ok_or(ActError::NotTheirs)?;
    drop(tx);

    let mut intake = Intake::begin(registry, [case]).await?;
    let covered = intake.case(case).ok_or(ActError::NotTheirs)?;
    let Who::Covered { supporter: named, .. } = &covered.applicant else {
        return Err(ActError::NotTheirs);
    };
    let named = match &named.identity {
        SupporterIdentity::Natural(id) => id.as_str(),
        SupporterIdentity::Legal(id) => id.as_str(),
    };
    if named != own.applicant.identity() {
        return Err(ActError::NotTheirs);
    }
    if covered.supporter_confirmed {
        return Ok(());
    }
    let actor = portal(registry, case)?;
    intake.write(&actor, case, Fact::SupporterConfirmed { medium: Medium::Portal }).await?;
    if !licensed {
        let text = "پشتیبانی که این متقاضی را تأیید کرد، خود هنوز مجوز معتبر ندارد.";
        let text = PlainText::parse(text, 200).map_err(|_| ActError::NotNow)?;
        intake.write(&actor, case, Fact::Noted { text }).await?;
    }
    Ok(intake.commit().await?)
}
