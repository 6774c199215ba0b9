//! Decisions wait for 30 seconds; then they are sealed and nothing takes them back.

use desk::ErrorCode;
use desk::commands::types::*;
use desk::commands::{lock, status, undo, unlock};
use desk::views::acts::{Act, ActName};
use desk::views::case::PathView;
use desk::views::queue::StageView;
use desk::views::session::OfficeRole;

use crate::office::{MORNING_MS, PASSPHRASE, TestOffice, approval, desk_of};

async fn ready_to_approve() -> (TestOffice, String) {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.check_all(&id).await;
    (office, id)
}

#[tokio::test]
async fn a_decision_can_be_undone_for_thirty_seconds_with_every_choice_kept() {
    let (office, id) = ready_to_approve().await;
    let acted = office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    let pending = acted.pending.expect("it waits");
    assert_eq!((pending.act, pending.seconds_left), (ActName::Approve, 30));
    office.clock.advance_millis(29_000);
    let undone = undo(&office.desk, Nothing {}).await.expect("there is time");
    assert_eq!(undone.case.stage, StageView::AgencyReview);
    assert_eq!(undone.case.draft, Some(approval(PathView::Standard)));
}

#[tokio::test]
async fn after_thirty_seconds_a_decision_is_sealed() {
    let (office, id) = ready_to_approve().await;
    office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    office.clock.advance_millis(30_000);
    let late = undo(&office.desk, Nothing {}).await.map(|_| ());
    assert_eq!(late.map_err(|error| error.code), Err(ErrorCode::TooLateToUndo));
    assert_eq!(office.view(&id).await.stage, StageView::LabourReview);
    let none = undo(&office.desk, Nothing {}).await.map(|_| ());
    assert_eq!(none.map_err(|error| error.code), Err(ErrorCode::NothingToUndo));
}

#[tokio::test]
async fn looking_at_other_cases_leaves_a_decision_its_time() {
    let office = TestOffice::with_cases(40).await;
    let id = office.import_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.check_all(&id).await;
    office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    let request = serde_json::from_value(serde_json::json!({ "scope": "mine" }));
    let queue = desk::commands::queue(&office.desk, request.expect("a request")).await;
    let queue = queue.expect("a queue");
    let items = queue.groups.iter().flat_map(|group| &group.items);
    let other = items.map(|item| &item.id).find(|other| **other != id).expect("another case");
    let row = office.view(other).await.checklist[0].row;
    let check = Act::Check { row, answer: desk::views::case::CheckAnswer::Right, pin: None };
    let acted = office.act(other, check).await.expect("a check");
    assert_eq!(acted.pending.map(|pending| pending.case.id), Some(id.clone()));
    undo(&office.desk, Nothing {}).await.expect("there is time");
}

#[tokio::test]
async fn the_next_decision_seals_the_one_that_waits() {
    let (office, id) = ready_to_approve().await;
    office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    let second = office.act(&id, approval(PathView::Standard)).await.map(|_| ());
    assert!(second.is_err(), "the case is at the labour office by now");
    assert_eq!(office.view(&id).await.stage, StageView::LabourReview);
}

#[tokio::test]
async fn locking_seals_at_once() {
    let (office, id) = ready_to_approve().await;
    assert_eq!(office.import_example().await, id, "the same file twice is the same case");
    office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    let locked = lock(&office.desk, Nothing {}).await.expect("it locks");
    assert!(matches!(locked, StatusView::Locked { .. }));
    let request = UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) };
    unlock(&office.desk, request).await.expect("the passphrase");
    assert_eq!(office.view(&id).await.stage, StageView::LabourReview);
}

#[tokio::test]
async fn a_decision_that_a_crash_left_unsealed_comes_back_as_a_draft_and_says_so() {
    let (office, id) = ready_to_approve().await;
    office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    let TestOffice { desk, clock, folder } = office;
    // A crash closes nothing and seals nothing.
    drop(desk);
    assert_eq!(MORNING_MS, 1_795_411_800_000);
    let desk = desk_of(folder.path(), &clock, 2);
    let request = UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) };
    let opened = unlock(&desk, request).await.expect("the passphrase");
    let StatusView::Open(open) = opened else { panic!("the office is open") };
    assert_eq!(open.returned_draft.map(|case| case.id), Some(id.clone()));
    // A desk that opens by itself has asked before the window does.
    let again = status(&desk, Nothing {}).await.expect("a status");
    let StatusView::Open(open) = again else { panic!("the office is open") };
    assert_eq!(open.returned_draft.map(|case| case.id), Some(id.clone()), "nobody has opened it");
    let office = TestOffice { desk, clock, folder };
    let view = office.view(&id).await;
    assert_eq!(view.stage, StageView::AgencyReview);
    assert_eq!(view.draft, Some(approval(PathView::Standard)));
    let again = status(&office.desk, Nothing {}).await.expect("a status");
    let StatusView::Open(open) = again else { panic!("the office is open") };
    assert_eq!(open.returned_draft, None, "it was opened");
}

#[tokio::test]
async fn a_refusal_without_a_number_is_refused_before_it_waits() {
    let (office, id) = ready_to_approve().await;
    let refuse = Act::Refuse { conditions: Vec::new(), explanation: "ناقص است".to_owned() };
    let refused = office.act(&id, refuse).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::ConditionNeeded));
    let nothing = undo(&office.desk, Nothing {}).await.map(|_| ());
    assert_eq!(nothing.map_err(|error| error.code), Err(ErrorCode::NothingToUndo));
}
