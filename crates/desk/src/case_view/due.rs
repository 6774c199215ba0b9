//! The time left, and the one thing worth saying about a case in a list.

use domain::case::{Case, Clearance, RequestState, Stage, StageName};
use domain::catalogue::{Catalogue, DayUnit};
use domain::dates::Instant;
use domain::people::Role;

use crate::views::queue::{DueView, QueueHint};

/// The deadline of a case at an instant.
pub(crate) fn due_view(case: &Case, catalogue: &Catalogue, now: Instant) -> Option<DueView> {
    domain::deadlines::due(case, catalogue, now).map(|due| DueView {
        urgency: due.urgency.into(),
        days_left: due.days_left,
        working_days: due.unit == DayUnit::Working,
        due: due.on.into(),
        last_working_day: due.last_working_day.into(),
        paused: due.paused,
    })
}

/// What the second line of a list says, for an officer of a role.
pub(crate) fn hint(case: &Case, role: Role, now: Instant) -> QueueHint {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    if case.requests.iter().any(|r| matches!(r.state, RequestState::Answered(..))) {
        return QueueHint::ApplicantAnswered;
    }
    match case.open_requests() {
        0 => {}
        open => return QueueHint::WaitingForApplicant { open: count(open) },
    }
    match &case.stage {
        Stage::AgencyReview(review) if matches!(review.clearance, Clearance::Asked { .. }) => {
            return QueueHint::ClearanceAwaited;
        }
        Stage::Empowerment(_) => {
            return QueueHint::ServicesDone { done: count(case.services_done()), of: 5 };
        }
        Stage::Licensed(licensed) => {
            return QueueHint::Licensed { number: licensed.licence.number.as_str().to_owned() };
        }
        _ => {}
    }
    let reviewing = matches!(
        case.stage_name(),
        StageName::AgencyReview | StageName::LabourReview | StageName::Registered
    );
    if !reviewing {
        return QueueHint::None;
    }
    let expires = case.submission.as_ref().and_then(|s| s.certificate.expires_on);
    if expires.is_some_and(|last| last < now.tehran_date()) {
        return QueueHint::CertificateExpired;
    }
    let seen = |r: &&domain::case::Received| case.seen.contains(&(role, r.attachment.content));
    let all = case.attachments.len();
    let unseen = all - case.attachments.iter().filter(seen).count();
    if unseen > 0 {
        QueueHint::DocumentsUnseen { unseen: count(unseen), count: count(all) }
    } else {
        QueueHint::DocumentsComplete { count: count(all) }
    }
}
