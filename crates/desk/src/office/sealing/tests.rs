//! What a full disk does to a decision: it is refused in words, or goes on waiting, and nothing is half-written.
//! And what has become impossible while it waits.

use std::sync::Arc;

use domain::dates::Instant;

use crate::clock::{SeededRandomness, SetClock};
use crate::commands::types::*;
use crate::commands::{act, case, import, open_demo, queue, seal, status};

use crate::views::acts::Act;
use crate::views::case::{CheckAnswer, ConditionKind, ConditionView};
use crate::views::queue::StageView;
use crate::{Desk, ErrorCode, Keyring};

/// As many as the database has.
const CONNECTIONS: usize = 3;

/// Lets the database grow by so many pages and no more, on each of its connections.
async fn leave_room(desk: &Desk, pages: i64) {
    // Not by `Desk::office`, which would seal what is due, by a connection that has no limit yet.
    let slot = desk.slot().await;
    let office = slot.as_ref().expect("it is open");
    let mut all = Vec::new();
    for _ in 0..CONNECTIONS {
        all.push(office.db.read().await.expect("a connection"));
    }
    for reader in &mut all {
        let count: i64 = sqlx::query_scalar("pragma page_count")
            .fetch_one(reader.conn())
            .await
            .expect("readable");
        let limit = sqlx::AssertSqlSafe(format!("pragma max_page_count = {}", count + pages));
        sqlx::query(limit).execute(reader.conn()).await.expect("a limit");
    }
}

/// A refusal that needs several pages.
fn refusal(of: &CaseView) -> Act {
    let shown = |one: &&ConditionView| one.kind == ConditionKind::Refuse && !one.grounds.is_empty();
    let condition = of.conditions.iter().find(shown).expect("a condition that is not met");
    Act::Refuse {
        conditions: vec![condition.number],
        explanation: format!(
            "مهر گواهی ناخواناست و صادرکننده شمارهٔ آن را در دفتر خود نیافت. {}",
            "نشانی".repeat(380)
        ),
    }
}

async fn reviewed(desk: &Desk) -> String {
    use base64::Engine;
    let request = OpenDemoRequest {
        passphrase: Some("گذرواژهٔ آزمایشی بلند".to_owned()),
        cases: Some(0),
        seed: Some(7),
    };
    open_demo(desk, request).await.expect("a new office");
    let file = crate::specimen::case_file().expect("an example");
    let file = base64::engine::general_purpose::STANDARD.encode(file);
    let id = import(desk, ImportRequest { file }).await.expect("a good file").case.id;
    let mut office = desk.office().await.expect("it is open");
    let found = office.find(&id).await.expect("the case");
    office.seat_whose_turn(&found).await.expect("a seat");
    drop(office);
    for row in view(desk, &id).await.checklist {
        let answer = if row.row == 3 { CheckAnswer::Wrong } else { CheckAnswer::Right };
        let check = Act::Check { row: row.row, answer, pin: None };
        let request = ActRequest { case_id: id.clone(), act: check };
        Box::pin(act(desk, request)).await.expect("a row");
    }
    id
}

async fn view(desk: &Desk, id: &str) -> CaseView {
    case(desk, CaseRequest { case_id: id.to_owned() }).await.expect("the case")
}

async fn open_view(desk: &Desk) -> Box<crate::views::session::OpenView> {
    match status(desk, Nothing {}).await.expect("a status") {
        StatusView::Open(open) => open,
        other => panic!("{other:?}"),
    }
}

async fn waits(desk: &Desk) -> bool {
    !open_view(desk).await.pending.is_empty()
}

/// The example under another tracking code.
async fn import_another(desk: &Desk) -> String {
    use base64::Engine;
    let mut example = crate::case_file::example(&domain::catalogue::sample()).expect("an example");
    example.tracking_code = Some(domain::identifiers::TrackingCode::from_random(77));
    let file = base64::engine::general_purpose::STANDARD.encode(crate::case_file::write(&example));
    import(desk, ImportRequest { file }).await.expect("a good file").case.id
}

#[tokio::test]
async fn a_full_disk_refuses_a_decision_in_words_and_leaves_the_case_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(SetClock::at(Instant::from_millis(1_795_411_800_000)));
    let random = Arc::new(SeededRandomness::from_seed(1));
    let desk = Desk::new(folder.path(), Some(folder.path().join("marks")), Keyring::Unused)
        .with(Arc::<SetClock>::clone(&clock), random);
    let id = Box::pin(reviewed(&desk)).await;
    let before = view(&desk, &id).await;
    let decide = || act(&desk, ActRequest { case_id: id.clone(), act: refusal(&before) });

    leave_room(&desk, 0).await;
    let refused = Box::pin(decide()).await.map(|_| ()).expect_err("there is no room");
    assert_eq!(refused.code, ErrorCode::DiskFull);
    assert!(refused.message.contains("جای دیسک پر است"), "{}", refused.message);
    assert!(!refused.hint.is_empty());
    assert!(!waits(&desk).await);
    let after = view(&desk, &id).await;
    assert_eq!((after.version, after.stage), (before.version, StageView::AgencyReview));

    leave_room(&desk, 10_000).await;
    Box::pin(decide()).await.expect("there is room again");
    assert!(waits(&desk).await);

    // The disk fills up while the decision waits: it goes on waiting, and everything can be read.
    leave_room(&desk, 0).await;
    let refused =
        seal(&desk, WaitingRequest::default()).await.map(|_| ()).expect_err("there is no room");
    assert_eq!(refused.code, ErrorCode::DiskFull);
    assert!(waits(&desk).await);
    assert_eq!(view(&desk, &id).await.version, before.version);
    for _ in 0..4 {
        // A connection that met a full disk is replaced by one without a limit.
        leave_room(&desk, 0).await;
        clock.advance_millis(10_000);
        assert!(waits(&desk).await, "it goes on waiting");
    }
    let request = serde_json::from_value(serde_json::json!({ "scope": "office" }));
    queue(&desk, request.expect("a request")).await.expect("the list can be read");

    leave_room(&desk, 10_000).await;
    seal(&desk, WaitingRequest::default()).await.expect("there is room again");
    assert!(!waits(&desk).await);
    assert_eq!(view(&desk, &id).await.stage, StageView::Refused);
}

#[tokio::test]
async fn what_has_become_impossible_comes_back_with_the_reason_and_the_others_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(SetClock::at(Instant::from_millis(1_795_411_800_000)));
    let random = Arc::new(SeededRandomness::from_seed(1));
    let desk = Desk::new(folder.path(), Some(folder.path().join("marks")), Keyring::Unused)
        .with(clock, random);
    let second = Box::pin(reviewed(&desk)).await;
    let first = import_another(&desk).await;
    let office = desk.office().await.expect("it is open");
    let found = office.find(&first).await.expect("the case");
    // As if the catalogue, the registry or another case had taken the ground from under it.
    let issue = Act::IssueLicence { comment: String::new() };
    let waiting = office.deciding(&found, &issue, office.now()).expect("it can be written");
    office.put_pending(&waiting).await.expect("room");
    drop(office);
    let refusal = refusal(&view(&desk, &second).await);
    let decided = act(&desk, ActRequest { case_id: second.clone(), act: refusal });
    assert_eq!(Box::pin(decided).await.expect("possible all the same").pending.len(), 2);

    let settled = Some(crate::views::session::Settlement::Seal);
    crate::commands::lock(&desk, LockRequest { waiting: settled }).await.expect("it locks");
    let passphrase = Some("گذرواژهٔ آزمایشی بلند".to_owned());
    crate::commands::unlock(&desk, UnlockRequest { passphrase }).await.expect("it opens");
    let open = open_view(&desk).await;
    assert!(open.pending.is_empty());
    assert_eq!(open.returned.len(), 1, "it is told also after the lock");
    assert_eq!(open.returned[0].case.id, first);
    assert_eq!(open.returned[0].why.code, ErrorCode::NotYourAct);
    assert_eq!(view(&desk, &second).await.stage, StageView::Refused, "the other went on");
    let back = view(&desk, &first).await;
    assert_eq!((back.stage, back.draft), (StageView::AgencyReview, Some(issue)));
    assert!(back.returned.is_some() && back.waiting.is_none(), "the case says why");
    assert!(open_view(&desk).await.returned.is_empty(), "it was opened");

    // Sealed alone it is an error, so that what was to follow on it does not.
    let office = desk.office().await.expect("it is open");
    office.put_pending(&waiting).await.expect("room");
    drop(office);
    let refused = seal(&desk, WaitingRequest { case_id: Some(first.clone()) }).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::NotYourAct));
    assert!(view(&desk, &first).await.waiting.is_none());
}
