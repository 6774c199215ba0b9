//! The officer's queue, and the way from one case to the next.

use desk::commands::types::*;
use desk::commands::{next_case, queue};
use desk::views::queue::{Scope, StageView};
use desk::views::session::OfficeRole;

use crate::office::TestOffice;

/// The officer's own queue from the top, without what is disputed.
async fn decidable(office: &TestOffice) -> Vec<String> {
    let request = serde_json::from_value(serde_json::json!({ "scope": Scope::Mine }));
    let view = queue(&office.desk, request.expect("a request")).await.expect("a queue");
    let items = view.groups.into_iter().flat_map(|group| group.items);
    items.filter(|item| item.stage != StageView::Disputed).map(|item| item.id).collect()
}

async fn next(office: &TestOffice, after: Option<String>) -> Option<String> {
    next_case(&office.desk, NextCaseRequest { after }).await.expect("an answer").case_id
}

#[tokio::test]
async fn next_goes_through_the_whole_queue_and_passes_over_what_nobody_may_decide() {
    let office = TestOffice::with_cases(240).await;
    office.seat_role(OfficeRole::Labour).await;
    let expected = decidable(&office).await;
    assert!(expected.len() > 3, "there is something to go through");
    let mut seen = Vec::new();
    let mut at = next(&office, None).await;
    while let Some(id) = at.filter(|id| !seen.contains(id)) {
        seen.push(id.clone());
        at = next(&office, Some(id)).await;
    }
    assert_eq!(seen, expected);
}
