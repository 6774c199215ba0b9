//! Renewals and amendments: cases of their own whose licence takes the place of an earlier one.

use crate::case::{Case, Force, Refusal};
use crate::event::{Event, Fact, Purpose};
use crate::text::PlainText;

/// Whether a licence can be renewed or amended by a new case: it is not revoked, and nothing replaced it.
pub fn can_succeed(case: &Case) -> bool {
    case.licence()
        .is_some_and(|licence| matches!(licence.force, Force::InForce | Force::Suspended(_)))
}

/// What a new case that succeeds this one is registered with.
///
/// # Errors
/// Refuses when there is no licence that can be succeeded.
pub fn successor(case: &Case, what: Option<PlainText>) -> Result<Purpose, Refusal> {
    let licence = case.licence().filter(|_| can_succeed(case)).ok_or(Refusal::NotInForce)?;
    let (of, number) = (case.id, licence.number.clone());
    Ok(match what {
        None => Purpose::Renewal { of, number },
        Some(what) => Purpose::Amendment { of, number, what },
    })
}

/// Whether the licence of a case takes the place of another case's: the same applicant's, with the number that was
/// named.
pub fn replaces(case: &Case, earlier: &Case) -> bool {
    let named = case.purpose.predecessor();
    let same = case.applicant.identity() == earlier.applicant.identity();
    let number = earlier.licence().map(|licence| &licence.number);
    same && named.is_some_and(|(of, named)| of == earlier.id && Some(named) == number)
}

/// Whether a case can be registered, or its licence issued, beside the case whose licence it takes the place of. The new
/// licence is issued while the old one is in force: a suspension is lifted first, and what was revoked, or replaced by
/// somebody else's case, is not renewed.
///
/// # Errors
/// [`Refusal::PredecessorNotInForce`], or [`Refusal::SucceededByOther`].
pub fn check_predecessor(event: &Event, earlier: &Case) -> Result<(), Refusal> {
    let issues = matches!(event.fact, Fact::LicenceIssued { .. });
    if !issues && !matches!(event.fact, Fact::Registered { .. }) {
        return Ok(());
    }
    let licence = earlier.licence().ok_or(Refusal::PredecessorNotInForce)?;
    match &licence.force {
        Force::InForce => Ok(()),
        Force::Suspended(_) if !issues => Ok(()),
        Force::Suspended(_) | Force::Revoked(_) => Err(Refusal::PredecessorNotInForce),
        Force::Superseded { by, .. } if *by == event.case => Ok(()),
        Force::Superseded { .. } => Err(Refusal::SucceededByOther),
    }
}
