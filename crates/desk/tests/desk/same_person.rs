//! Cases that may be the same application, and cases that follow one another.

use desk::ErrorCode;
use desk::commands::queue;
use desk::views::acts::{Act, Medium};
use desk::views::case::WarningCode;
use desk::views::queue::{QueueHint, QueueItemView, Scope};
use desk::views::session::OfficeRole;

use crate::office::TestOffice;

/// The codes of the cases that one may repeat.
async fn repeats(office: &TestOffice, id: &str) -> Vec<String> {
    let warnings = office.view(id).await.warnings.into_iter();
    let mut codes: Vec<_> = warnings
        .filter(|warning| warning.code == WarningCode::PossibleDuplicate)
        .filter_map(|warning| warning.subject)
        .collect();
    codes.sort_unstable();
    codes
}

/// A case as it stands in the list of its office.
async fn listed(office: &TestOffice, id: &str) -> QueueItemView {
    let request = serde_json::from_value(serde_json::json!({ "scope": Scope::Office }));
    let view = queue(&office.desk, request.expect("a request")).await.expect("a queue");
    let mut items = view.groups.into_iter().flat_map(|group| group.items);
    items.find(|item| item.id == id).expect("it is the office's turn")
}

async fn renew(office: &TestOffice, id: &str) -> String {
    let renewed = office.act(id, Act::Renew {}).await.expect("a renewal");
    let renewal = renewed.opened.expect("a case of its own").id;
    office.seat_whose_turn(&renewal, OfficeRole::Agency).await;
    renewal
}

#[tokio::test]
async fn a_renewal_repeats_no_licence_that_it_follows() {
    let (office, first) = TestOffice::with_example().await;
    office.license(&first).await;
    let renewal = renew(&office, &first).await;
    assert_eq!(repeats(&office, &renewal).await, Vec::<String>::new());
    office.license(&renewal).await;
    let second = renew(&office, &renewal).await;
    assert_eq!(repeats(&office, &second).await, Vec::<String>::new());
    assert!(!matches!(listed(&office, &second).await.hint, QueueHint::PossibleDuplicate));
}

#[tokio::test]
async fn a_renewal_and_another_application_of_the_person_repeat_each_other() {
    let (office, first) = TestOffice::with_example().await;
    office.license(&first).await;
    let renewal = renew(&office, &first).await;
    let other = office.import_another().await;
    let code = async |id: &String| office.view(id).await.tracking_code;
    assert_eq!(repeats(&office, &renewal).await, [code(&other).await]);
    let mut both = [code(&first).await, code(&renewal).await];
    both.sort_unstable();
    assert_eq!(repeats(&office, &other).await, both);
    for id in [&renewal, &other] {
        assert!(matches!(listed(&office, id).await.hint, QueueHint::PossibleDuplicate));
    }
}

fn suspension() -> Act {
    Act::Suspend { reason: "گزارش بازدید".to_owned(), conditions: vec![22] }
}

#[tokio::test]
async fn one_licence_is_renewed_by_one_case() {
    let (office, first) = TestOffice::with_example().await;
    office.license(&first).await;
    let labour = office.seat_whose_turn(&first, OfficeRole::Labour).await;
    let renewal = renew(&office, &first).await;
    office.seat(&labour).await;
    for again in [Act::Renew {}, Act::Amend { what: "نشانی محل کار".to_owned() }] {
        let refused = office.act(&first, again).await.expect_err("another case renews it");
        assert_eq!(refused.code, ErrorCode::SucceededByOther);
    }
    // What was given up makes room for another one.
    office.seat_whose_turn(&renewal, OfficeRole::Agency).await;
    let withdrawn = Act::Withdraw {
        reason: "منصرف شد".to_owned(),
        medium: Medium::InPerson,
        day: "2026-11-23".to_owned(),
    };
    office.act(&renewal, withdrawn).await.expect("a withdrawal");
    office.let_seal().await;
    office.seat(&labour).await;
    let second = office.act(&first, Act::Renew {}).await.expect("a renewal").opened;
    office.license(&second.expect("a case of its own").id).await;
}

#[tokio::test]
async fn a_renewal_is_not_issued_while_the_old_licence_is_suspended() {
    let (office, first) = TestOffice::with_example().await;
    office.license(&first).await;
    let labour = office.seat_whose_turn(&first, OfficeRole::Labour).await;
    let renewal = renew(&office, &first).await;
    office.approve(&renewal).await;
    office.seat(&labour).await;
    office.act(&first, suspension()).await.expect("a suspension");
    office.let_seal().await;
    office.check_all(&renewal).await;
    let issue = || Act::IssueLicence { comment: String::new() };
    let refused = office.act(&renewal, issue()).await.expect_err("the old one is suspended");
    assert_eq!(refused.code, ErrorCode::PredecessorNotInForce);
    let lifted = Act::Reinstate { reason: "نقص برطرف شد".to_owned() };
    office.act(&first, lifted).await.expect("it is lifted");
    office.let_seal().await;
    office.act(&renewal, issue()).await.expect("a licence");
    office.let_seal().await;
}
