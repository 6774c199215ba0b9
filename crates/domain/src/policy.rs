//! Who may add which event, by the catalogue that applies.
//!
//! [`permit`] is asked before every event, on the desk and in the registry; it names what stands in the
//! way. It ends by trying the event on the case, so that what it permits can be applied.

use std::collections::BTreeSet;

use crate::case::{Case, Clearance, Refusal, Stage, SupporterState};
use crate::catalogue::{Catalogue, ConditionKind, DocumentCode};
use crate::deadlines;
use crate::event::{Answer, Asked, CheckAnswer, Event, Fact, Medium, Review, SupporterWord};
use crate::ids::{ContentHash, OfficerId};
use crate::people::{Actor, Gender, MilitaryStatus, Officer, Role, Supervisors};
use crate::plan::Path;

mod audience;
mod bank;
mod conditions;
mod dispute;
mod explaining;
mod letters;
mod refusing;
mod rule;
mod succession;

pub use audience::{SeenCase, as_seen_by, reads, sees_all};
pub use bank::ceiling;
pub use conditions::applies;
pub use dispute::{settlers, settling_offices};
pub use explaining::{OWN_LETTERS, OWN_WORDS, OwnWords};
pub use letters::{letters_of, printables_of};
pub use refusing::{grounds, held_right, may_be_refused};
pub use rule::{Rule, Which, decides, may_see, role_of, rule};
pub use succession::{can_succeed, check_predecessor, replaces, successor};

/// Takes the event if the rules of the catalogue allow it, and returns the case as it then is. Whether its officer
/// supervises their office is not in the event: `supervisors` are those whom the asker knows of.
///
/// # Errors
/// Names what stands in its way.
pub fn permit(
    case: &Case,
    event: &Event,
    catalogue: &Catalogue,
    supervisors: &Supervisors,
) -> Result<Case, Refusal> {
    check_hands(case, event, catalogue, supervisors)?;
    check_medium(event)?;
    check_opened(case, &event.fact)?;
    match &event.fact {
        Fact::Checked { review, row, answer } => check_row(catalogue, *review, *row, *answer)?,
        Fact::RequestsOpened { items } => {
            for item in items {
                if let Asked::Document(code) = item.asked {
                    known_document(catalogue, code)?;
                }
                if let Some(number) = item.condition {
                    let kind = Some(ConditionKind::AskForMore);
                    conditions::check(case, catalogue, number, kind)?;
                }
            }
        }
        Fact::Attached { attachment } => known_document(catalogue, attachment.document)?,
        Fact::RequestAnswered { answer, .. } => {
            for attachment in &answer.attachments {
                known_document(catalogue, attachment.document)?;
            }
        }
        Fact::Submitted { plan, .. } => {
            catalogue.field(&plan.field).ok_or(Refusal::FieldUnknown)?;
        }
        Fact::Approved { to, .. } => {
            another_recorded_the_supporter(case, event.officer()?)?;
            all_checks_right(case, catalogue, Review::Agency)?;
            clearance_is_there(case, catalogue)?;
            let next = match &case.stage {
                Stage::AgencyReview(review) => match &review.path {
                    Some((Path::Development, _)) => Role::Jahad,
                    Some((Path::Standard, _)) => Role::Labour,
                    None => return Err(Refusal::PathNotAssigned),
                },
                Stage::Registered
                | Stage::Empowerment(_)
                | Stage::LabourReview(_)
                | Stage::Licensed(_)
                | Stage::Refused(_)
                | Stage::Withdrawn { .. }
                | Stage::Disputed { .. } => return Err(Refusal::PathNotAssigned),
            };
            check_office(catalogue, to, next)?;
        }
        Fact::SupporterConfirmed { word: SupporterWord::Counter { scans, .. } } => {
            supporters_papers(case, catalogue, scans)?;
        }
        Fact::ClearanceAsked { agency, .. } => {
            let needed = field_of(case, catalogue)?.starred.as_ref();
            if needed != Some(agency) {
                return Err(Refusal::ClearanceNotNeeded);
            }
        }
        Fact::EmpowermentCompleted { to, .. } => check_office(catalogue, to, Role::Labour)?,
        Fact::Refused { conditions, grounds, explanation, opened } => {
            let cited = refusing::Cited { conditions, grounds, opened };
            refusing::check(case, event, catalogue, &cited, explanation)?;
        }
        Fact::LicenceIssued { .. } => check_issue(case, event, catalogue)?,
        Fact::LicenceSuspended(grounds) | Fact::LicenceRevoked(grounds) => {
            if grounds.conditions.is_empty() {
                return Err(Refusal::ConditionNeeded);
            }
            for number in &grounds.conditions {
                conditions::check(case, catalogue, *number, None)?;
            }
        }
        Fact::ReferredToBank(referral) => {
            bank::check(case, referral, event.at.tehran_date(), catalogue)?;
        }
        // They said so after they had applied, and it has happened.
        Fact::Withdrawn { on, .. } => {
            if *on < case.registered_at.tehran_date() || *on > event.at.tehran_date() {
                return Err(Refusal::DayUntrue);
            }
        }
        Fact::DeadlineExtended { days, .. } => {
            let in_review = case.clock.is_some();
            if in_review && deadlines::extension(case, catalogue) != Some(*days) {
                return Err(Refusal::NoSuchExtension);
            }
        }
        Fact::Assigned { to } => check_assignment(case, to)?,
        Fact::Transferred { to, .. } => check_transfer(case, event, catalogue, to)?,
        Fact::Reprinted { sheet, .. } => letters::check_reprint(case, event.officer()?, *sheet)?,
        Fact::SheetMarked { sheet, .. } => letters::check_sheet(case, event.officer()?, *sheet)?,
        // Whose these are, and what the case itself allows, is all there is to them.
        Fact::Registered { .. }
        | Fact::SupporterConfirmed { word: SupporterWord::Licence(_) }
        | Fact::SupporterDeclined { .. }
        | Fact::SupporterNamed { .. }
        | Fact::Noted { .. }
        | Fact::CallLogged { .. }
        | Fact::RequestAccepted { .. }
        | Fact::RequestCancelled { .. }
        | Fact::PathAssigned { .. }
        | Fact::ClearanceAnswered { .. }
        | Fact::ServiceRecorded { .. }
        | Fact::LicenceRegistered
        | Fact::LicenceReinstated { .. }
        | Fact::LicenceSuperseded { .. }
        | Fact::BankAnswered { .. }
        | Fact::Printed(_)
        | Fact::DisputeOpened { .. }
        | Fact::DisputeResolved { .. }
        | Fact::Unknown { .. } => {}
    }
    let after = case.clone().apply(event)?;
    if let Fact::Printed(sheet) = &event.fact {
        letters::check_print(case, event.officer()?, sheet, catalogue)?;
    }
    Ok(after)
}

/// Takes the first event of a case.
///
/// # Errors
/// Names what stands in its way.
pub fn permit_new(event: &Event, catalogue: &Catalogue) -> Result<Case, Refusal> {
    rule::check(None, event, catalogue, &Supervisors::default())?;
    Case::open(event)
}

/// What stands in an act's way whatever it says: the program is too old, or the act is another's.
fn check_hands(
    case: &Case,
    event: &Event,
    catalogue: &Catalogue,
    supervisors: &Supervisors,
) -> Result<(), Refusal> {
    if case.needs_update && decides(&event.fact) {
        return Err(Refusal::NeedsUpdate);
    }
    rule::check(Some(case), event, catalogue, supervisors)
}

/// Only what the applicant does there came through the portal.
fn check_medium(event: &Event) -> Result<(), Refusal> {
    let (Fact::Withdrawn { medium, .. }
    | Fact::SupporterNamed { medium, .. }
    | Fact::RequestAnswered { answer: Answer { medium, .. }, .. }) = &event.fact
    else {
        return Ok(());
    };
    let true_one = match &event.actor {
        Actor::Officer(_) => *medium != Medium::Portal,
        Actor::Applicant { medium: through } => medium == through,
        Actor::Registry => false,
    };
    if true_one { Ok(()) } else { Err(Refusal::MediumUntrue) }
}

/// Whoever decides has opened documents of this case and no others.
fn check_opened(case: &Case, fact: &Fact) -> Result<(), Refusal> {
    let of_case: BTreeSet<_> =
        case.attachments.iter().map(|received| received.attachment.id()).collect();
    match fact.opened() {
        Some(opened) if !opened.is_subset(&of_case) => Err(Refusal::OpenedUnknown),
        Some(_) | None => Ok(()),
    }
}

/// Who recorded a supporter's word at the counter is not the one who approves: two people saw the contract.
fn another_recorded_the_supporter(case: &Case, approver: &Officer) -> Result<(), Refusal> {
    match &case.supporter {
        SupporterState::Confirmed { word: SupporterWord::Counter { .. }, by, .. }
            if by.officer().is_some_and(|by| by.person == approver.person) =>
        {
            Err(Refusal::SupporterRecordedBySame)
        }
        SupporterState::Confirmed { .. }
        | SupporterState::Awaited
        | SupporterState::Declined { .. } => Ok(()),
    }
}

/// What the counter saw is the supporter's licence or the contract, by the catalogue's kinds of document.
fn supporters_papers(
    case: &Case,
    catalogue: &Catalogue,
    scans: &[ContentHash],
) -> Result<(), Refusal> {
    let of_supporter = |scan: &ContentHash| {
        let mut attachments = case.attachments.iter().map(|received| &received.attachment);
        attachments.any(|it| it.content == *scan && catalogue.is_of_supporter(it.document))
    };
    let known = |scan: &&ContentHash| {
        case.attachments.iter().any(|received| received.attachment.content == **scan)
    };
    // One that the case does not have is for the case to refuse.
    if scans.iter().filter(known).all(of_supporter) {
        Ok(())
    } else {
        Err(Refusal::ScanOfOtherKind)
    }
}

fn field_of<'c>(
    case: &Case,
    catalogue: &'c Catalogue,
) -> Result<&'c crate::catalogue::ApprovedField, Refusal> {
    let submission = case.submission.as_ref().ok_or(Refusal::FieldNotLicensable)?;
    catalogue.field(&submission.plan.field).ok_or(Refusal::FieldNotLicensable)
}

fn known_document(catalogue: &Catalogue, code: DocumentCode) -> Result<(), Refusal> {
    catalogue.document(code).map(|_| ()).ok_or(Refusal::DocumentUnknown(code))
}

fn check_office(
    catalogue: &Catalogue,
    office: &crate::catalogue::OfficeId,
    role: Role,
) -> Result<(), Refusal> {
    let known = catalogue.office(office).ok_or(Refusal::OfficeUnknown)?;
    if known.kind.role() == role { Ok(()) } else { Err(Refusal::OfficeUnknown) }
}

/// An office gives away what is its own, to another of its kind. What matched no office lies in the
/// secretariat's tray, and goes from there to an office of the kind whose turn it is.
fn check_transfer(
    case: &Case,
    event: &Event,
    catalogue: &Catalogue,
    to: &crate::catalogue::OfficeId,
) -> Result<(), Refusal> {
    let kind = match role_of(event.officer()?, catalogue)? {
        own @ (Role::Agency | Role::Jahad | Role::Labour | Role::Bank) => own,
        Role::Secretariat => match &case.stage {
            Stage::AgencyReview(_) => Role::Agency,
            Stage::Empowerment(_) => Role::Jahad,
            Stage::LabourReview(_) => Role::Labour,
            Stage::Registered
            | Stage::Licensed(_)
            | Stage::Refused(_)
            | Stage::Withdrawn { .. }
            | Stage::Disputed { .. } => Role::Secretariat,
        },
    };
    check_office(catalogue, to, kind)?;
    if case.office.as_ref() == Some(to) { Err(Refusal::OfficeUnknown) } else { Ok(()) }
}

/// A case that somebody still has to decide is held by one officer at a time, and given to another one.
fn check_assignment(case: &Case, to: &OfficerId) -> Result<(), Refusal> {
    let disputed = matches!(case.stage, Stage::Disputed { .. });
    if !case.is_open() || disputed {
        return Err(Refusal::WrongStage { fact: "assigned", stage: case.stage_name() });
    }
    if case.holder.as_ref() == Some(to) { Err(Refusal::HeldAlready) } else { Ok(()) }
}

fn check_row(
    catalogue: &Catalogue,
    review: Review,
    row: u16,
    answer: CheckAnswer,
) -> Result<(), Refusal> {
    let known = catalogue.checklist(review).iter().any(|item| item.row == row);
    let inside = match answer {
        CheckAnswer::Wrong { pin: Some(pin) } => pin.x <= 1000 && pin.y <= 1000 && pin.page > 0,
        CheckAnswer::Wrong { pin: None } | CheckAnswer::Unseen | CheckAnswer::Right => true,
    };
    if known && inside { Ok(()) } else { Err(Refusal::CheckUnknown(row)) }
}

/// Every row of the checklist must be answered, and right.
fn all_checks_right(case: &Case, catalogue: &Catalogue, review: Review) -> Result<(), Refusal> {
    let rows_with = |wanted: fn(CheckAnswer) -> bool| -> Vec<u16> {
        let rows = catalogue.checklist(review).iter().map(|item| item.row);
        rows.filter(|row| wanted(case.check(review, *row))).collect()
    };
    let open = rows_with(|answer| matches!(answer, CheckAnswer::Unseen));
    if !open.is_empty() {
        return Err(Refusal::ChecksOpen(open));
    }
    let wrong = rows_with(|answer| matches!(answer, CheckAnswer::Wrong { .. }));
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::ChecksWrong(wrong)) }
}

fn clearance_is_there(case: &Case, catalogue: &Catalogue) -> Result<(), Refusal> {
    let starred = field_of(case, catalogue)?.starred.is_some();
    let Stage::AgencyReview(review) = &case.stage else { return Ok(()) };
    match review.clearance {
        Clearance::Asked(_) if starred => Err(Refusal::ClearanceOpen),
        Clearance::Denied { .. } if starred => Err(Refusal::ClearanceDenied),
        Clearance::NotAsked if starred => Err(Refusal::ClearanceNeeded),
        Clearance::Cleared { .. }
        | Clearance::Asked(_)
        | Clearance::Denied { .. }
        | Clearance::NotAsked => Ok(()),
    }
}

fn check_issue(case: &Case, event: &Event, catalogue: &Catalogue) -> Result<(), Refusal> {
    if let Stage::Licensed(_) | Stage::Refused(_) = case.stage {
        return Err(Refusal::AlreadyDecided);
    }
    if !field_of(case, catalogue)?.licensable {
        return Err(Refusal::FieldNotLicensable);
    }
    if case.waits_for_supporter() {
        return Err(Refusal::SupporterNotConfirmed);
    }
    if case.applicant.person().gender == Gender::Male(MilitaryStatus::Pending) {
        return Err(Refusal::MilitaryPending);
    }
    let today = event.at.tehran_date();
    let certificate = case.submission.as_ref().map(|submission| &submission.certificate);
    if certificate.and_then(|c| c.expires_on).is_some_and(|last| last < today) {
        return Err(Refusal::CertificateExpired);
    }
    all_checks_right(case, catalogue, Review::Labour)
}

#[cfg(test)]
pub(crate) mod tests;
