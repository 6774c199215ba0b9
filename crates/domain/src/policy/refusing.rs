//! A refusal rests on something that is on record and shows the very condition that is cited.

use std::collections::BTreeSet;

use super::explaining::OwnWords;
use super::{check_hands, conditions};
use crate::case::{Case, Clearance, Refusal, Request, Stage};
use crate::catalogue::{
    Catalogue, ChecklistRow, Circumstance, Condition, ConditionKind, ConditionNumber, DocumentCode,
};
use crate::dates::Date;
use crate::deadlines::answer_by;
use crate::event::{Asked, CheckAnswer, Event, Evidence, RefusalGround, Review, ServiceResult};
use crate::findings::{self, Finding};
use crate::people::{AttachmentId, Gender, MilitaryStatus, Supervisors};
use crate::text::PlainText;

/// Everything on record that shows on a day that a condition is not met, for an officer. Documents are those that
/// can show it, that the officer has opened, and that no row of the checklist says are right.
pub fn grounds(
    case: &Case,
    catalogue: &Catalogue,
    condition: &Condition,
    opened: &BTreeSet<AttachmentId>,
    today: Date,
) -> Vec<RefusalGround> {
    let review = review_of(case);
    let rows = rows_behind(catalogue, review, condition.number)
        .filter(|row| matches!(case.check(review, row.row), CheckAnswer::Wrong { .. }))
        .map(|row| Evidence::Row(row.row));
    let documents = case
        .attachments
        .iter()
        .map(|received| &received.attachment)
        .filter(|attachment| condition.documents.contains(&attachment.document))
        .filter(|attachment| opened.contains(&attachment.id()))
        .filter(|it| right_about(case, catalogue, condition.number, it.document).is_none())
        .map(|attachment| Evidence::Document(attachment.id()));
    let unanswered = case
        .requests
        .iter()
        .filter(|request| rests_on(request, catalogue, review, condition))
        .filter(|request| request.is_open() && answer_by(request.at, catalogue) < today)
        .map(|request| Evidence::Unanswered(request.id));
    let circumstances = circumstances(case, catalogue, today)
        .into_iter()
        .filter(|circumstance| condition.circumstances.contains(circumstance))
        .map(Evidence::Circumstance);
    rows.chain(documents)
        .chain(unanswered)
        .chain(circumstances)
        .map(|evidence| RefusalGround { condition: condition.number, evidence })
        .collect()
}

/// The row of the checklist that says that a condition is met, where none says that it is not: what the documents
/// show was judged then, and they are no ground against it.
pub fn held_right(case: &Case, catalogue: &Catalogue, number: ConditionNumber) -> Option<u16> {
    let review = review_of(case);
    let answer = |row: &ChecklistRow| case.check(review, row.row);
    if rows_behind(catalogue, review, number)
        .any(|row| matches!(answer(row), CheckAnswer::Wrong { .. }))
    {
        return None;
    }
    let right = |row: &&ChecklistRow| answer(row) == CheckAnswer::Right;
    rows_behind(catalogue, review, number).find(right).map(|row| row.row)
}

/// The row that was marked right about the condition, or about this very document beside it.
fn right_about(
    case: &Case,
    catalogue: &Catalogue,
    number: ConditionNumber,
    document: DocumentCode,
) -> Option<u16> {
    let review = review_of(case);
    let about_it = |row: &&ChecklistRow| {
        row.document == Some(document) && case.check(review, row.row) == CheckAnswer::Right
    };
    let of_it = rows_behind(catalogue, review, number).find(about_it).map(|row| row.row);
    held_right(case, catalogue, number).or(of_it)
}

/// Whether a refusal by this event's officer could be taken at all, whatever it cites. The event's grounds
/// say which requests it would call unanswered.
///
/// # Errors
/// Names what stands in the way of every refusal.
pub fn may_be_refused(case: &Case, event: &Event, catalogue: &Catalogue) -> Result<(), Refusal> {
    check_hands(case, event, catalogue, &Supervisors::default())?;
    case.clone().apply(event).map(|_| ())
}

/// What a refusal cites, and what its officer had opened.
pub(super) struct Cited<'e> {
    pub(super) conditions: &'e [ConditionNumber],
    pub(super) grounds: &'e [RefusalGround],
    pub(super) opened: &'e BTreeSet<AttachmentId>,
}

/// Each condition refuses, applies, was looked at, and has a ground; each ground is true, and none contradicts the
/// checklist; the explanation says more than the conditions do.
pub(super) fn check(
    case: &Case,
    event: &Event,
    catalogue: &Catalogue,
    cited: &Cited<'_>,
    explanation: &PlainText,
) -> Result<(), Refusal> {
    let Cited { conditions: cited, grounds: given, opened } = *cited;
    if cited.is_empty() {
        return Err(Refusal::ConditionNeeded);
    }
    let (review, today) = (review_of(case), event.at.tehran_date());
    for number in cited {
        let condition = conditions::check(case, catalogue, *number, Some(ConditionKind::Refuse))?;
        let unseen = |row: &&ChecklistRow| case.check(review, row.row) == CheckAnswer::Unseen;
        if let Some(row) = rows_behind(catalogue, review, *number).find(unseen) {
            return Err(Refusal::ReasonUnseen(row.row));
        }
        let on_record = grounds(case, catalogue, condition, opened, today);
        let mut for_it = given.iter().filter(|ground| ground.condition == *number).peekable();
        if for_it.peek().is_none() {
            return Err(match held_right(case, catalogue, *number) {
                Some(row) => Refusal::GroundContradicted { condition: *number, row },
                None => Refusal::GroundNeeded(*number),
            });
        }
        if let Some(untrue) = for_it.find(|ground| !on_record.contains(ground)) {
            return Err(untruth(case, catalogue, untrue, condition));
        }
    }
    if let Some(stray) = given.iter().find(|ground| !cited.contains(&ground.condition)) {
        return Err(Refusal::GroundUntrue(stray.condition));
    }
    if OwnWords::explaining(explanation.as_str(), cited, catalogue).suffice() {
        Ok(())
    } else {
        Err(Refusal::ExplanationThin)
    }
}

/// Why a ground does not hold: a document of the case that could show the condition is contradicted by a row.
fn untruth(
    case: &Case,
    catalogue: &Catalogue,
    ground: &RefusalGround,
    condition: &Condition,
) -> Refusal {
    let number = ground.condition;
    let row = match ground.evidence {
        Evidence::Document(it)
            if condition.documents.contains(&it.document)
                && case.attachments.iter().any(|received| received.attachment.id() == it) =>
        {
            right_about(case, catalogue, number, it.document)
        }
        Evidence::Document(_)
        | Evidence::Row(_)
        | Evidence::Unanswered(_)
        | Evidence::Circumstance(_) => None,
    };
    row.map_or(Refusal::GroundUntrue(number), |row| Refusal::GroundContradicted {
        condition: number,
        row,
    })
}

const fn review_of(case: &Case) -> Review {
    match case.stage {
        Stage::LabourReview(_) => Review::Labour,
        Stage::Registered
        | Stage::AgencyReview(_)
        | Stage::Empowerment(_)
        | Stage::Licensed(_)
        | Stage::Refused(_)
        | Stage::Withdrawn { .. }
        | Stage::Disputed { .. } => Review::Agency,
    }
}

fn rows_behind(
    catalogue: &Catalogue,
    review: Review,
    number: ConditionNumber,
) -> impl Iterator<Item = &ChecklistRow> {
    catalogue.checklist(review).iter().filter(move |row| row.condition == Some(number))
}

/// Whether a condition rests on what was asked: on a document that can show it, or on the condition by which
/// the same row of the checklist asks.
fn rests_on(
    request: &Request,
    catalogue: &Catalogue,
    review: Review,
    condition: &Condition,
) -> bool {
    let document = match request.asked {
        Asked::Document(document) => condition.documents.contains(&document),
        Asked::Correct(_) | Asked::Visit => false,
    };
    let asked_by = |row: &ChecklistRow| row.ask.is_some() && row.ask == request.condition;
    document || rows_behind(catalogue, review, condition.number).any(asked_by)
}

/// What the case itself says on a day.
fn circumstances(case: &Case, catalogue: &Catalogue, today: Date) -> Vec<Circumstance> {
    let year = u16::try_from(today.jalali().year()).unwrap_or_default();
    let mut found: Vec<Circumstance> =
        findings::examine(case, catalogue, today, year).iter().filter_map(of_finding).collect();
    if case.applicant.person().gender == Gender::Male(MilitaryStatus::Pending) {
        found.push(Circumstance::MilitaryPending);
    }
    let field = case.submission.as_ref().and_then(|s| catalogue.field(&s.plan.field));
    if field.is_some_and(|field| !field.licensable) {
        found.push(Circumstance::FieldClosed);
    }
    if let Stage::AgencyReview(review) = &case.stage
        && matches!(review.clearance, Clearance::Denied { .. })
    {
        found.push(Circumstance::ClearanceDenied);
    }
    if case.services.values().any(|(record, _)| record.result == ServiceResult::NotSuitable) {
        found.push(Circumstance::NotSuited);
    }
    found
}

const fn of_finding(finding: &Finding) -> Option<Circumstance> {
    match finding {
        Finding::CertificateExpired { .. } => Some(Circumstance::CertificateExpired),
        Finding::CertificateOfOtherField => Some(Circumstance::CertificateOfOtherField),
        Finding::WorkplaceIsNotResidence => Some(Circumstance::WorksElsewhere),
        Finding::UnderAge { .. } => Some(Circumstance::UnderAge),
        Finding::OwnContributionLow { .. } => Some(Circumstance::ContributionLow),
        Finding::ExperienceShort { .. } => Some(Circumstance::ExperienceShort),
        Finding::CertificateExpiresSoon { .. }
        | Finding::DocumentMissing(_)
        | Finding::PostalCodeUnusual
        | Finding::NotLoanEligible
        | Finding::SupporterNotConfirmed
        | Finding::SupporterDeclined
        | Finding::SupporterLicenceDiffers
        | Finding::AboveCeiling => None,
    }
}
