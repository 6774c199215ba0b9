//! A case as a line of a list.

use casedb::cases::CaseLine;
use domain::case::StageName;
use domain::dates::Instant;

use super::{Names, due_view, titled};
use crate::office::{Marks, Office};
use crate::views::queue::{QueueHint, QueueItemView};

/// A line for the officer who sits at the desk; `repeats` says that it may be another case's application again.
pub(crate) fn line_item(
    line: &CaseLine,
    repeats: bool,
    (office, marks): (&Office, &Marks),
    now: Instant,
) -> QueueItemView {
    let me = &office.acting().account;
    let (code, title) =
        line.field.as_ref().map_or(("", ""), |(code, title)| (code.as_str(), title.as_str()));
    QueueItemView {
        id: line.id.to_string(),
        tracking_code: line.tracking_code.as_str().to_owned(),
        applicant: line.applicant.clone(),
        field: titled(code, title),
        activity: line.activity.into(),
        stage: line.stage.into(),
        due: due_view(line.clock.as_ref(), &office.catalogue, now),
        hint: hint(line, repeats, now),
        waiting: marks.waiting.get(&line.id).copied(),
        returned: marks.returned.contains(&line.id),
        held_by: line.holder.as_ref().filter(|id| *id != me).map(|id| office.officer(id)),
    }
}

/// The one thing worth saying about a case in a list.
fn hint(line: &CaseLine, repeats: bool, now: Instant) -> QueueHint {
    if line.answered_requests > 0 {
        return QueueHint::ApplicantAnswered;
    }
    if line.open_requests > 0 {
        return QueueHint::WaitingForApplicant { open: line.open_requests };
    }
    match line.stage {
        StageName::Clearance => return QueueHint::ClearanceAwaited,
        StageName::Empowerment => {
            return QueueHint::ServicesDone { done: line.services_done, of: 5 };
        }
        // Page two is there, and the review has not begun: nothing but the supporter's word is missing.
        StageName::Registered if line.field.is_some() => return QueueHint::SupporterAwaited,
        StageName::AgencyReview | StageName::LabourReview | StageName::Registered => {}
        _ => {
            return match &line.licence {
                Some((number, _)) => QueueHint::Licensed { number: number.as_str().to_owned() },
                None => QueueHint::None,
            };
        }
    }
    if line.certificate_ends_on.is_some_and(|last| last < now.tehran_date()) {
        return QueueHint::CertificateExpired;
    }
    if repeats {
        return QueueHint::PossibleDuplicate;
    }
    if line.documents_unseen > 0 {
        QueueHint::DocumentsUnseen { unseen: line.documents_unseen, count: line.documents }
    } else {
        QueueHint::DocumentsComplete { count: line.documents }
    }
}
