//! Decisions wait for 30 seconds each; then they are sealed and nothing takes them back.

use desk::ErrorCode;
use desk::commands::types::*;
use desk::commands::{
    begin_job, lock, mark_sheets, next_case, queue, save, seal, status, undo, unlock,
};
use desk::views::acts::{Act, ActName};
use desk::views::case::{CheckAnswer, PathView};
use desk::views::printing::{DocumentKind, SheetState};
use desk::views::queue::{QueueItemView, StageView};
use desk::views::session::{OfficeRole, PendingView, Settlement};

use crate::office::{MORNING_MS, PASSPHRASE, TestOffice, approval, desk_of};
use crate::papers::paper;

fn of(id: &str) -> WaitingRequest {
    WaitingRequest { case_id: Some(id.to_owned()) }
}

fn locking(waiting: Settlement) -> LockRequest {
    LockRequest { waiting: Some(waiting) }
}

fn unlocking() -> UnlockRequest {
    UnlockRequest { passphrase: Some(PASSPHRASE.to_owned()) }
}

fn ids(pending: &[PendingView]) -> Vec<&str> {
    pending.iter().map(|pending| pending.case.id.as_str()).collect()
}

async fn ready_to_approve() -> (TestOffice, String) {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.check_all(&id).await;
    (office, id)
}

/// Two cases that the officer can approve.
async fn two_to_approve() -> (TestOffice, String, String) {
    let (office, first) = ready_to_approve().await;
    let second = office.import_another().await;
    office.check_all(&second).await;
    (office, first, second)
}

async fn approve(office: &TestOffice, id: &str) -> ActedView {
    office.act(id, approval(PathView::Standard)).await.expect("an approval")
}

fn note() -> Act {
    Act::Note { text: "با متقاضی گفت‌وگو شد.".to_owned() }
}

async fn listed(office: &TestOffice, id: &str) -> QueueItemView {
    let request = serde_json::from_value(serde_json::json!({ "scope": "all" }));
    let queue = queue(&office.desk, request.expect("a request")).await.expect("a queue");
    let mut items = queue.groups.into_iter().flat_map(|group| group.items);
    items.find(|item| item.id == id).expect("it is listed")
}

#[tokio::test]
async fn a_decision_can_be_undone_for_thirty_seconds_with_every_choice_kept() {
    let (office, id) = ready_to_approve().await;
    let pending = approve(&office, &id).await.pending.remove(0);
    assert_eq!((pending.act, pending.seconds_left), (ActName::Approve, Some(30)));
    office.pass(29).await;
    undo(&office.desk, of(&id)).await.expect("there is time");
    let view = office.view(&id).await;
    assert_eq!(view.stage, StageView::AgencyReview);
    assert_eq!((view.draft, view.returned), (Some(approval(PathView::Standard)), None));
}

#[tokio::test]
async fn after_thirty_seconds_a_decision_is_sealed() {
    let (office, id) = ready_to_approve().await;
    approve(&office, &id).await;
    office.pass(20).await;
    office.clock.advance_millis(10_000);
    let late = undo(&office.desk, of(&id)).await.map(|_| ());
    assert_eq!(late.map_err(|error| error.code), Err(ErrorCode::TooLateToUndo));
    assert_eq!(office.view(&id).await.stage, StageView::LabourReview);
    office.seat_whose_turn(&id, OfficeRole::Labour).await;
    let none = undo(&office.desk, of(&id)).await.map(|_| ());
    assert_eq!(none.map_err(|error| error.code), Err(ErrorCode::NothingToUndo));
}

#[tokio::test]
async fn each_decision_waits_its_own_thirty_seconds() {
    let (office, first, second) = two_to_approve().await;
    approve(&office, &first).await;
    office.pass(20).await;
    let both = approve(&office, &second).await.pending;
    assert_eq!(ids(&both), [&first, &second], "in the order in which they were made");
    assert_eq!((both[0].seconds_left, both[1].seconds_left), (Some(10), Some(30)));
    office.pass(10).await;
    assert_eq!(ids(&office.open_view().await.pending), [&second]);
    assert_eq!(office.view(&first).await.stage, StageView::LabourReview);
    undo(&office.desk, of(&second)).await.expect("twenty seconds are left");
    assert_eq!(office.view(&second).await.stage, StageView::AgencyReview);
}

#[tokio::test]
async fn looks_notes_and_calls_leave_the_decision_of_their_case_waiting() {
    let (office, id) = ready_to_approve().await;
    approve(&office, &id).await;
    let attachment = office.view(&id).await.attachments[0].id.clone();
    let call = Act::LogCall { caller: "متقاضی".to_owned(), summary: "پرسید".to_owned() };
    for doing in [Act::See { attachment }, note(), call] {
        let acted = office.act(&id, doing).await.expect("it is allowed");
        assert_eq!(ids(&acted.pending), [&id], "it goes on waiting");
        assert_eq!(acted.case.stage, StageView::AgencyReview);
    }
    let (view, row) = (office.view(&id).await, listed(&office, &id).await);
    assert_eq!(view.waiting.map(|waiting| waiting.act), Some(ActName::Approve));
    assert_eq!((row.waiting, row.returned), (Some(ActName::Approve), false));
    office.let_seal().await;
    let view = office.view(&id).await;
    assert_eq!((view.stage, view.waiting), (StageView::LabourReview, None));
    assert_eq!(view.notes.len(), 1);
    assert_eq!(listed(&office, &id).await.waiting, None);
}

#[tokio::test]
async fn any_other_act_or_paper_of_the_case_asks_first_and_leaves_it_waiting() {
    let (office, id) = ready_to_approve().await;
    let sheet = save(&office.desk, paper(&id, DocumentKind::Receipt)).await.expect("a receipt");
    approve(&office, &id).await;
    let view = office.view(&id).await;
    assert!(view.acts.iter().all(|one| !one.act.waits()), "no second decision is offered");
    let check = Act::Check { row: 1, answer: CheckAnswer::Unseen, pin: None };
    for doing in [approval(PathView::Development), check, Act::Take {}] {
        let refused = office.act(&id, doing).await.map(|_| ());
        assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::DecisionWaits));
    }
    let refused = save(&office.desk, paper(&id, DocumentKind::Receipt)).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::DecisionWaits));
    let documents = vec![paper(&id, DocumentKind::Receipt)];
    let refused = begin_job(&office.desk, BeginJobRequest { documents }).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::DecisionWaits));
    let marks = MarkSheetsRequest { serials: vec![sheet.sheet.serial], state: SheetState::Sound };
    let refused = mark_sheets(&office.desk, marks).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::DecisionWaits));
    assert_eq!(ids(&office.open_view().await.pending), [&id]);

    seal(&office.desk, of(&id)).await.expect("it can be sealed");
    assert_eq!(office.view(&id).await.stage, StageView::LabourReview);
    save(&office.desk, paper(&id, DocumentKind::Receipt)).await.expect("now it has papers");
}

#[tokio::test]
async fn sealing_the_decision_of_one_case_leaves_the_others_their_seconds() {
    let (office, first, second) = two_to_approve().await;
    approve(&office, &first).await;
    approve(&office, &second).await;
    seal(&office.desk, of(&second)).await.expect("it can be sealed");
    assert_eq!(ids(&office.open_view().await.pending), [&first]);
}

#[tokio::test]
async fn acts_on_other_cases_leave_a_decision_its_time_and_the_next_case_is_none_that_waits() {
    let (office, first, second) = two_to_approve().await;
    approve(&office, &first).await;
    let acted = office.act(&second, Act::Take {}).await.expect("another case");
    assert_eq!(ids(&acted.pending), [&first]);
    let next = next_case(&office.desk, NextCaseRequest { after: Some(second.clone()) }).await;
    assert_eq!(next.expect("an answer").case_id, None, "the only other one waits");
}

#[tokio::test]
async fn locking_asks_and_then_seals_or_undoes_all_that_waits() {
    let (office, first, second) = two_to_approve().await;
    approve(&office, &first).await;
    approve(&office, &second).await;
    let refused = lock(&office.desk, LockRequest::default()).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::DecisionWaits));
    assert_eq!(office.open_view().await.pending.len(), 2, "nothing happened");
    lock(&office.desk, locking(Settlement::Seal)).await.expect("it locks");
    unlock(&office.desk, unlocking()).await.expect("the passphrase");
    for id in [&first, &second] {
        assert_eq!(office.view(id).await.stage, StageView::LabourReview);
    }

    let (office, first, second) = two_to_approve().await;
    approve(&office, &first).await;
    approve(&office, &second).await;
    lock(&office.desk, locking(Settlement::Undo)).await.expect("it locks");
    unlock(&office.desk, unlocking()).await.expect("the passphrase");
    for id in [&first, &second] {
        let view = office.view(id).await;
        assert_eq!(view.stage, StageView::AgencyReview);
        assert_eq!(view.draft, Some(approval(PathView::Standard)));
    }
}

/// The desk again after a crash, which closes nothing and seals nothing.
fn crashed(office: TestOffice) -> TestOffice {
    let TestOffice { desk, clock, folder } = office;
    drop(desk);
    let desk = desk_of(folder.path(), &clock, 2);
    TestOffice { desk, clock, folder }
}

#[tokio::test]
async fn after_a_crash_decisions_wait_again_with_all_their_seconds_and_none_is_sealed_unseen() {
    let (office, first, second) = two_to_approve().await;
    approve(&office, &first).await;
    office.pass(20).await;
    approve(&office, &second).await;
    office.pass(5).await;
    let office = crashed(office);
    assert_eq!(MORNING_MS, 1_795_411_800_000);
    office.clock.advance_millis(3_600_000);
    unlock(&office.desk, unlocking()).await.expect("the passphrase");
    let open = office.open_view().await;
    assert_eq!(ids(&open.pending), [&first, &second]);
    assert!(open.pending.iter().all(|pending| pending.seconds_left == Some(30)), "{open:?}");
    assert_eq!(office.view(&first).await.stage, StageView::AgencyReview);
    office.let_seal().await;
    for id in [&first, &second] {
        assert_eq!(office.view(id).await.stage, StageView::LabourReview);
    }
}

#[tokio::test]
async fn closing_without_an_answer_seals_nothing() {
    let (office, id) = ready_to_approve().await;
    approve(&office, &id).await;
    office.desk.close().await.expect("it closes");
    unlock(&office.desk, unlocking()).await.expect("the passphrase");
    assert_eq!(ids(&office.open_view().await.pending), [&id]);
}

#[tokio::test]
async fn after_sleep_or_a_clock_that_was_set_the_seconds_begin_again() {
    for leap in [3_600_000, -3_600_000] {
        let (office, id) = ready_to_approve().await;
        approve(&office, &id).await;
        office.pass(25).await;
        office.clock.step_millis(leap);
        let open = office.open_view().await;
        assert_eq!(ids(&open.pending), [&id]);
        assert_eq!(open.pending[0].seconds_left, Some(30), "{leap}");
        undo(&office.desk, of(&id)).await.expect("there is time again");
    }
}

#[tokio::test]
async fn a_colleague_s_decision_waits_for_the_colleague_and_can_only_be_given_back() {
    let (office, id) = ready_to_approve().await;
    approve(&office, &id).await;
    let me = office.open_view().await.officer.id;
    let all = desk::commands::officers(&office.desk, Nothing {}).await.expect("officers").officers;
    let mine = all.iter().find(|one| one.id == me).expect("I am one of them");
    let colleague = all.iter().find(|one| one.office_id == mine.office_id && one.id != me);
    let colleague = colleague.expect("a colleague");
    let colleague_name = colleague.name.clone();
    office.seat(&colleague.id).await;
    office.pass(60).await;
    assert_eq!(office.open_view().await.pending, [], "its seconds are not this officer's");
    let waiting = office.view(&id).await.waiting.expect("it waits, and the case says so");
    assert_eq!(waiting.seconds_left, None);
    for refused in [
        office.act(&id, Act::Take {}).await.map(|_| ()),
        seal(&office.desk, of(&id)).await.map(|_| ()),
    ] {
        assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::DecisionWaits));
    }
    undo(&office.desk, of(&id)).await.expect("a colleague may give it back");
    assert_eq!(office.view(&id).await.draft, None, "the draft is whose decision it was");
    office.seat(&me).await;
    let open = status(&office.desk, Nothing {}).await.expect("a status");
    let StatusView::Open(open) = open else { panic!("the office is open") };
    let [back] = &open.returned[..] else { panic!("its officer is told: {:?}", open.returned) };
    assert_eq!((&back.case.id, back.why.code), (&id, ErrorCode::GivenBack));
    let view = office.view(&id).await;
    assert_eq!(view.draft, Some(approval(PathView::Standard)));
    let why = view.returned.expect("the case says it too").message;
    assert!(why.contains(&colleague_name) && why.contains("۱۴۰۵/۰۹/۰۲"), "{why}");
}

#[tokio::test]
async fn a_refusal_without_a_number_is_refused_before_it_waits() {
    let (office, id) = ready_to_approve().await;
    let refuse = Act::Refuse { conditions: Vec::new(), explanation: "ناقص است".to_owned() };
    let refused = office.act(&id, refuse).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::ConditionNeeded));
    let nothing = undo(&office.desk, of(&id)).await.map(|_| ());
    assert_eq!(nothing.map_err(|error| error.code), Err(ErrorCode::NothingToUndo));
    let open = status(&office.desk, Nothing {}).await.expect("a status");
    assert!(matches!(open, StatusView::Open(open) if open.pending.is_empty()));
}
