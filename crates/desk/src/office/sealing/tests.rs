//! What a full disk does to a decision: it is refused in words, or goes on waiting, and nothing is half-written.

use std::sync::Arc;

use domain::dates::Instant;

use crate::clock::{SeededRandomness, SetClock};
use crate::commands::types::*;
use crate::commands::{act, case, import, open_demo, queue, seal, status};
use crate::office::Office;
use crate::views::acts::Act;
use crate::views::case::{CheckAnswer, ConditionKind, ConditionView};
use crate::views::queue::StageView;
use crate::{Desk, ErrorCode, Keyring};

/// As many as the database has.
const CONNECTIONS: usize = 3;

/// Lets the database grow by so many pages and no more, on each of its connections.
async fn leave_room(office: &Office, pages: i64) {
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
    let refuses = |one: &&ConditionView| one.kind == ConditionKind::Refuse;
    let condition = of.conditions.iter().find(refuses).expect("a condition that refuses");
    Act::Refuse {
        conditions: vec![condition.number], explanation: "گواهی ناخواناست. ".repeat(110)
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
        let check = Act::Check { row: row.row, answer: CheckAnswer::Right, pin: None };
        let request = ActRequest { case_id: id.clone(), act: check };
        Box::pin(act(desk, request)).await.expect("a row");
    }
    id
}

async fn view(desk: &Desk, id: &str) -> CaseView {
    case(desk, CaseRequest { case_id: id.to_owned() }).await.expect("the case")
}

async fn waits(desk: &Desk) -> bool {
    match status(desk, Nothing {}).await.expect("a status") {
        StatusView::Open(open) => open.pending.is_some(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_full_disk_refuses_a_decision_in_words_and_leaves_the_case_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(SetClock::at(Instant::from_millis(1_795_411_800_000)));
    let random = Arc::new(SeededRandomness::from_seed(1));
    let desk =
        Desk::new(folder.path(), Keyring::Unused).with(Arc::<SetClock>::clone(&clock), random);
    let id = Box::pin(reviewed(&desk)).await;
    let before = view(&desk, &id).await;
    let decide = || act(&desk, ActRequest { case_id: id.clone(), act: refusal(&before) });

    leave_room(&desk.office().await.expect("it is open"), 0).await;
    let refused = Box::pin(decide()).await.map(|_| ()).expect_err("there is no room");
    assert_eq!(refused.code, ErrorCode::DiskFull);
    assert!(refused.message.contains("جای دیسک پر است"), "{}", refused.message);
    assert!(!refused.hint.is_empty());
    assert!(!waits(&desk).await);
    let after = view(&desk, &id).await;
    assert_eq!((after.version, after.stage), (before.version, StageView::AgencyReview));

    leave_room(&desk.office().await.expect("it is open"), 10_000).await;
    Box::pin(decide()).await.expect("there is room again");
    assert!(waits(&desk).await);

    // The disk fills up while the decision waits: it goes on waiting, and everything can be read.
    leave_room(&desk.office().await.expect("it is open"), 0).await;
    let refused = seal(&desk, Nothing {}).await.map(|_| ()).expect_err("there is no room");
    assert_eq!(refused.code, ErrorCode::DiskFull);
    assert!(waits(&desk).await);
    assert_eq!(view(&desk, &id).await.version, before.version);
    // A connection that met a full disk is replaced by one without a limit.
    leave_room(&desk.office().await.expect("it is open"), 0).await;
    clock.advance_millis(40_000);
    let request = serde_json::from_value(serde_json::json!({ "scope": "office" }));
    queue(&desk, request.expect("a request")).await.expect("the list can be read");

    leave_room(&desk.office().await.expect("it is open"), 10_000).await;
    seal(&desk, Nothing {}).await.expect("there is room again");
    assert!(!waits(&desk).await);
    assert_eq!(view(&desk, &id).await.stage, StageView::Refused);
}
