//! A refusal rests on what is on record, was opened by the officer who refuses, and is put into words.

use desk::ErrorCode;
use desk::commands::weigh_explanation;
use desk::views::acts::{Act, WeighRequest};
use desk::views::case::{CheckAnswer, CitedGroundView, ConditionKind, GroundView};
use desk::views::session::OfficeRole;

use crate::office::TestOffice;

const SAW: &str = "در بازدید دیده شد که خانه سند تجاری دارد.";

/// The example, an independent woman's, at the agency, with every row answered.
async fn reviewed() -> (TestOffice, String) {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.check_all(&id).await;
    (office, id)
}

async fn refuse(
    office: &TestOffice,
    id: &str,
    conditions: &[u16],
    text: &str,
) -> Result<(), ErrorCode> {
    let doing = Act::Refuse { conditions: conditions.to_vec(), explanation: text.to_owned() };
    office.act(id, doing).await.map(|_| ()).map_err(|error| error.code)
}

async fn grounds(office: &TestOffice, id: &str, number: u16) -> Vec<GroundView> {
    let mut conditions = office.view(id).await.conditions.into_iter();
    conditions.find(|it| it.number == number).expect("it applies").grounds
}

/// Looks at the first document of a kind.
async fn open(office: &TestOffice, id: &str, document: &str) -> String {
    let attachments = office.view(id).await.attachments;
    let found = attachments.into_iter().find(|it| it.document.code == document);
    let attachment = found.expect("a document of the kind").id;
    let see = Act::See { attachment: attachment.clone() };
    office.act(id, see).await.expect("it can be looked at");
    attachment
}

#[tokio::test]
async fn a_condition_for_others_is_not_offered_and_is_refused() {
    let (office, id) = reviewed().await;
    let view = office.view(&id).await;
    let refusing = view.conditions.iter().filter(|it| it.kind == ConditionKind::Refuse);
    let numbers: Vec<u16> = refusing.map(|it| it.number).collect();
    for number in [12, 13, 14, 21, 24] {
        assert!(!numbers.contains(&number), "{number} of {numbers:?}");
        let refused = refuse(&office, &id, &[number], SAW).await;
        assert_eq!(refused, Err(ErrorCode::ConditionNotApplicable), "{number}");
    }
    assert!(numbers.contains(&15) && numbers.contains(&22), "{numbers:?}");
}

#[tokio::test]
async fn nothing_is_refused_without_a_ground() {
    let (office, id) = reviewed().await;
    let refusing = office.view(&id).await.conditions;
    let bare = refusing.iter().filter(|it| it.kind == ConditionKind::Refuse);
    for condition in bare.filter(|it| it.grounds.is_empty()) {
        let refused = refuse(&office, &id, &[condition.number], SAW).await;
        let said = match condition.held_right {
            Some(_) => ErrorCode::GroundContradicted,
            None => ErrorCode::GroundNeeded,
        };
        assert_eq!(refused, Err(said), "{}", condition.number);
    }
    office.mark_wrong(&id, 3).await;
    assert_eq!(grounds(&office, &id, 22).await, [GroundView::Row { row: 3 }]);
    let both = refuse(&office, &id, &[22, 32], SAW).await;
    assert_eq!(both, Err(ErrorCode::GroundNeeded), "one of two has none");
    assert_eq!(refuse(&office, &id, &[22], SAW).await, Ok(()));
}

#[tokio::test]
async fn a_refusal_says_afterwards_what_it_rested_on() {
    let (office, id) = reviewed().await;
    office.mark_wrong(&id, 3).await;
    assert_eq!(refuse(&office, &id, &[22], SAW).await, Ok(()));
    office.let_seal().await;
    let timeline = office.view(&id).await.timeline;
    let refused = timeline.iter().find(|it| it.kind == "refused").expect("it is refused");
    let ground = CitedGroundView { condition: 22, ground: GroundView::Row { row: 3 } };
    assert_eq!(refused.grounds, [ground]);
    assert!(timeline.iter().all(|it| it.kind == "refused" || it.grounds.is_empty()));
}

#[tokio::test]
async fn a_document_is_a_ground_for_the_officer_who_opened_it() {
    let (office, id) = reviewed().await;
    assert_eq!(refuse(&office, &id, &[32], SAW).await, Err(ErrorCode::GroundNeeded));
    open(&office, &id, "10001").await;
    let other = refuse(&office, &id, &[32], SAW).await;
    assert_eq!(other, Err(ErrorCode::GroundNeeded), "a card shows no dwelling");
    let deed = open(&office, &id, "20003").await;
    let attachments = office.view(&id).await.attachments;
    let marked = attachments.iter().find(|it| it.id == deed).expect("it is there");
    assert!(marked.seen && marked.opened);
    let found = grounds(&office, &id, 32).await;
    assert!(
        matches!(&found[..], [GroundView::Document { attachment, .. }] if *attachment == deed),
        "{found:?}"
    );
    assert_eq!(refuse(&office, &id, &[32], SAW).await, Ok(()));
}

#[tokio::test]
async fn a_document_whose_row_is_marked_right_is_no_ground() {
    let (office, id) = reviewed().await;
    open(&office, &id, "20001").await;
    assert_eq!(grounds(&office, &id, 22).await, []);
    let view = office.view(&id).await;
    let skill = view.conditions.iter().find(|it| it.number == 22).expect("it applies");
    assert_eq!(skill.held_right, Some(3));
    let said = Act::Refuse { conditions: vec![22], explanation: SAW.to_owned() };
    let error = office.act(&id, said).await.expect_err("the officer marked it right");
    assert_eq!(error.code, ErrorCode::GroundContradicted);
    assert!(error.message.contains("ردیف ۳") && error.message.contains("شرط ۲۲"), "{error:?}");
    office.mark_wrong(&id, 3).await;
    assert_eq!(grounds(&office, &id, 22).await.len(), 2);
    assert_eq!(refuse(&office, &id, &[22], SAW).await, Ok(()));
}

#[tokio::test]
async fn the_form_says_what_an_explanation_lacks_as_sealing_does() {
    let (office, id) = reviewed().await;
    office.mark_wrong(&id, 3).await;
    for (text, words) in
        [("", 0), ("گواهی مهارت معتبر", 0), ("ناقص خراب کهنه", 3), ("ناقص ناقص ناقص ناقص ناقص", 1)]
    {
        let request = WeighRequest { conditions: vec![22], text: text.to_owned() };
        let weight = weigh_explanation(&office.desk, request).await.expect("an open office");
        assert_eq!((weight.words, weight.least_words, weight.least_letters), (words, 5, 20));
        if !text.is_empty() {
            let refused = refuse(&office, &id, &[22], text).await;
            assert_eq!(refused, Err(ErrorCode::ExplanationThin), "{text}");
        }
    }
    let request = WeighRequest { conditions: vec![22], text: SAW.to_owned() };
    let weight = weigh_explanation(&office.desk, request).await.expect("an open office");
    assert!(weight.words >= 5 && weight.letters >= 20, "{weight:?}");
    assert_eq!(refuse(&office, &id, &[22], SAW).await, Ok(()));
}

#[tokio::test]
async fn a_row_taken_back_is_no_ground_any_more() {
    let (office, id) = reviewed().await;
    office.mark_wrong(&id, 3).await;
    for answer in [CheckAnswer::Right, CheckAnswer::Unseen] {
        let back = Act::Check { row: 3, answer, pin: None };
        office.act(&id, back).await.expect("it can be taken back");
        assert!(grounds(&office, &id, 22).await.is_empty());
        assert!(refuse(&office, &id, &[22], SAW).await.is_err());
    }
}

#[tokio::test]
async fn the_conditions_own_words_explain_nothing() {
    let (office, id) = reviewed().await;
    office.mark_wrong(&id, 3).await;
    let mut conditions = office.view(&id).await.conditions.into_iter();
    let condition = conditions.find(|it| it.number == 22).expect("it applies");
    let arabic = condition.text.replace('ی', "ي").replace('ک', "ك");
    for text in [
        condition.text.clone(),
        condition.title.clone(),
        format!("{} {}", condition.text, condition.title),
        arabic,
        "شرط ۲۲ برآورده نیست.".to_owned(),
        "درخواست شما رد شد".to_owned(),
        "......".to_owned(),
        "۱۲۳ ۴۵۶ ۷۸۹ ۱۲".to_owned(),
        format!("{} ندارد ندارد", condition.title),
    ] {
        let refused = refuse(&office, &id, &[22], &text).await;
        assert_eq!(refused, Err(ErrorCode::ExplanationThin), "{text}");
    }
    assert_eq!(refuse(&office, &id, &[22], " ").await, Err(ErrorCode::ExplanationNeeded));
    assert_eq!(refuse(&office, &id, &[22], SAW).await, Ok(()));
}

#[tokio::test]
async fn a_misspelt_name_leads_to_a_correction_and_to_no_refusal() {
    let (office, id) = reviewed().await;
    office.mark_wrong(&id, 1).await;
    let view = office.view(&id).await;
    let row = view.checklist.iter().find(|row| row.row == 1).expect("the first row");
    assert_eq!((row.condition, row.ask), (None, Some(51)));
    for condition in view.conditions {
        let by_row = condition.grounds.contains(&GroundView::Row { row: 1 });
        assert!(!by_row, "{}", condition.title);
    }
    assert_eq!(refuse(&office, &id, &[11], SAW).await, Err(ErrorCode::GroundNeeded));
}
