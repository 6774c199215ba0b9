//! What each seat of the demo office sees of a case.

use desk::ErrorCode;
use desk::commands::attachment;
use desk::commands::types::AttachmentRequest;
use desk::views::acts::Act;
use desk::views::case::CaseView;
use desk::views::session::OfficeRole;

use crate::lists::refer;
use crate::office::TestOffice;

/// The document of a case that starts so.
async fn open(office: &TestOffice, case: &str, document: &str) -> Result<(), desk::Error> {
    let request = AttachmentRequest { case_id: case.to_owned(), attachment: document.to_owned() };
    attachment(&office.desk, request).await.map(|_| ())
}

#[tokio::test]
async fn a_bank_reads_no_note_no_checklist_and_no_paper_that_is_not_for_banks() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office
        .act(&id, Act::Note { text: "متقاضی دو بار تماس گرفت".to_owned() })
        .await
        .expect("a note");
    office.license(&id).await;
    refer(&office, &id, "مرکزی اراک").await;
    let whole = office.view(&id).await;
    let degree = whole.attachments.iter().find(|it| it.document.code == "10004");
    let degree = degree.expect("the degree").id.clone();
    assert_eq!(open(&office, &id, &degree).await, Ok(()));
    office.seat_role(OfficeRole::Bank).await;
    let view = office.view(&id).await;
    assert_eq!(view.version, whole.version);
    assert_eq!(view.stage, whole.stage);
    let hidden = |view: &CaseView| {
        let kinds = view.timeline.iter().map(|line| line.kind.as_str());
        kinds.filter(|kind| ["noted", "checked", "printed"].contains(kind)).count()
    };
    assert_eq!(hidden(&view), 0, "{:?}", view.timeline);
    assert_eq!(whole.timeline.len() - view.timeline.len(), 2, "two documents");
    assert!(whole.notes.len() == 1 && view.notes.is_empty());
    assert!(!whole.checklist.is_empty() && view.checklist.is_empty());
    assert!(view.printables.is_empty());
    let codes: Vec<&str> = view.attachments.iter().map(|it| it.document.code.as_str()).collect();
    assert!(codes.contains(&"10001") && !codes.contains(&"10004"), "{codes:?}");
    let refused = open(&office, &id, &degree).await.expect_err("not the bank's");
    assert_eq!(refused.code, ErrorCode::AttachmentNotFound);
}
