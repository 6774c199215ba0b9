//! What supporters say of those who named them, and who is named in the place of another.

use domain::case::{Case, SupporterState};
use domain::event::{Fact, Medium, SupporterWord};
use domain::ids::{CaseId, EventId};
use domain::people::{Actor, NamedSupporter};
use domain::text::PlainText;
use uuid::Uuid;

use super::{APPLICANT, ActError, Applicant, begin, read};
use crate::intake::Intake;
use crate::keys::IdentityHash;
use crate::registry::Registry;
use crate::scope::{self, Scope};

/// What the reviewer reads where one person is on both sides.
const ACTS_FOR_BOTH: &str =
    "نماینده‌ای که به نام شرکت پشتیبان این متقاضی را تأیید کرد، خود متقاضی است.";

/// What a supporter says of somebody who named them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// They have a contract.
    Confirms,
    /// They do not support the applicant.
    Declines,
}

/// A supporter answers somebody who named them. They speak as holder of a supporter's licence that is registered and in
/// force today, under the very ID that was named; that is asked here, with both cases held, whatever the page showed.
/// `naming` is the event that the page showed: who is named anew is asked anew. Said twice, it is said once.
///
/// # Errors
/// [`ActError::NotNamed`] when the case does not name them, or is not there; [`ActError::NotNow`] when they do not speak for a supporter
/// today, when the answer was for an earlier naming, or when the review has begun.
pub async fn answer_naming(
    registry: &Registry,
    supporter: &Applicant,
    (case, naming): (CaseId, EventId),
    answer: Answer,
) -> Result<(), ActError> {
    let (tx, own) = read(registry, supporter).await?;
    drop(tx);
    let today = registry.now().tehran_date();
    let (identity, _) = own.supports(today).ok_or(ActError::NotNow)?;
    if !may_name(registry, case, &registry.keys.identity(identity.as_str())).await? {
        return Err(ActError::NotNamed);
    }
    let mut intake = Intake::begin(registry, [supporter.case, case]).await?;
    let own = intake.case(supporter.case).ok_or(ActError::NotTheirs)?;
    let (identity, number) = own.supports(today).ok_or(ActError::NotNow)?;
    let number = number.clone();
    let covered = intake.case(case).ok_or(ActError::NotNamed)?;
    let named = covered.applicant.named_supporter();
    if named.is_none_or(|named| named.identity != identity) {
        return Err(ActError::NotNamed);
    }
    if covered.supporter_named != naming {
        return Err(ActError::NotNow);
    }
    let same_person = is_same_person(own, covered);
    let (fact, note) = match (answer, &covered.supporter) {
        (Answer::Confirms, SupporterState::Confirmed { .. })
        | (Answer::Declines, SupporterState::Declined { .. }) => return Ok(()),
        (Answer::Confirms, SupporterState::Awaited | SupporterState::Declined { .. }) => {
            let word = SupporterWord::Licence(number);
            (Fact::SupporterConfirmed { word }, same_person.then_some(ACTS_FOR_BOTH))
        }
        (Answer::Declines, SupporterState::Awaited | SupporterState::Confirmed { .. }) => {
            (Fact::SupporterDeclined { licence: number }, None)
        }
    };
    intake.write(Actor::Registry, case, fact).await?;
    if let Some(note) = note {
        let text = PlainText::parse(note, note.len()).map_err(|_| ActError::NotNow)?;
        intake.write(Actor::Registry, case, Fact::Noted { text }).await?;
    }
    Ok(intake.commit().await?)
}

/// Whether a case names a supporter, or has been declined by somebody. It is asked by one look at one row, before anything
/// of the case is read: how long the answer takes does not tell a case that names another from one that is not there.
async fn may_name(
    registry: &Registry,
    case: CaseId,
    identity: &IdentityHash,
) -> Result<bool, ActError> {
    let mut tx = scope::begin(&registry.pool, Scope::Whole).await?;
    let found = sqlx::query_scalar!(
        "select exists (select from cases where id = $1 and activity = 'covered'
                        and coalesce(supporter, $2) = $2) as \"found!\"",
        Uuid::from_bytes(*case.as_bytes()),
        identity.as_bytes().as_slice()
    )
    .fetch_one(&mut *tx)
    .await?;
    Ok(found)
}

fn is_same_person(own: &Case, covered: &Case) -> bool {
    own.applicant.person().national_id == covered.applicant.person().national_id
}

/// A covered applicant names another supporter, until the review begins. The same one again is asked again only after
/// they declined.
///
/// # Errors
/// [`ActError::NotNow`] once the review has begun, and for whoever is not covered; a refusal of the rules where they
/// name themselves.
pub async fn name_supporter(
    registry: &Registry,
    applicant: &Applicant,
    supporter: NamedSupporter,
) -> Result<(), ActError> {
    let (mut intake, case) = begin(registry, applicant).await?;
    if !case.may_name_supporter() {
        return Err(ActError::NotNow);
    }
    let declined = matches!(case.supporter, SupporterState::Declined { .. });
    if !declined && case.applicant.named_supporter() == Some(&supporter) {
        return Ok(());
    }
    let fact = Fact::SupporterNamed { supporter: Box::new(supporter), medium: Medium::Portal };
    intake.write(APPLICANT, case.id, fact).await?;
    Ok(intake.commit().await?)
}
