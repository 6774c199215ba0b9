//! What a supervisor alone does at an office.

use desk::ErrorCode;
use desk::views::acts::{Act, ActName};
use desk::views::case::{ActView, BlockView};

use crate::office::TestOffice;

const OFFICER: &str = "karimi";
const SUPERVISOR: &str = "sabeti";

fn extension() -> Act {
    Act::ExtendDeadline { reason: "پاسخ استعلام در راه است".to_owned() }
}

#[tokio::test]
async fn a_deadline_is_extended_by_a_supervisor_alone_once_and_others_read_why_not() {
    let (office, id) = TestOffice::with_example().await;
    office.seat(OFFICER).await;
    let offer = |acts: Vec<ActView>| acts.into_iter().find(|it| it.act == ActName::ExtendDeadline);
    let shown = offer(office.view(&id).await.acts).expect("it is shown");
    assert_eq!(shown.blocked, Some(BlockView::SupervisorNeeded));
    let refused = office.act(&id, extension()).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::SupervisorNeeded));
    office.seat(SUPERVISOR).await;
    let before = office.view(&id).await;
    assert_eq!(offer(before.acts).expect("it is offered").blocked, None);
    office.act(&id, extension()).await.expect("a supervisor may");
    let after = office.view(&id).await;
    assert!(after.due.expect("a deadline").due.iso > before.due.expect("a deadline").due.iso);
    assert!(offer(after.acts).is_none(), "once");
    let again = office.act(&id, extension()).await.map(|_| ());
    assert_eq!(again.map_err(|error| error.code), Err(ErrorCode::InputInvalid));
}
