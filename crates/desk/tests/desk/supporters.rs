//! Covered applicants at the counter: their supporter's licence and contract are seen by one, and approved by another.

use desk::commands::officers;
use desk::commands::types::*;
use desk::views::acts::{Act, ActName, Medium, NewAttachment};
use desk::views::case::{BlockView, CaseView, FactValue, PathView, WarningCode};
use desk::views::queue::StageView;
use desk::views::session::OfficeRole;
use desk::{Error, ErrorCode};

use crate::office::{TestOffice, approval};

/// A scan, in base64.
fn scan() -> String {
    use base64::Engine;
    let catalogue = domain::catalogue::sample();
    let example = desk::case_file::example(&catalogue).expect("an example");
    base64::engine::general_purpose::STANDARD.encode(&example.attachments[0].1)
}

fn seen(licence: &str, contents: &[&str]) -> Act {
    let scan = |content: &&str| NewAttachment {
        document: "20008".to_owned(),
        name: "قرارداد.pdf".to_owned(),
        content: (*content).to_owned(),
    };
    let attachments = contents.iter().map(scan).collect();
    Act::ConfirmSupporter { licence: licence.to_owned(), attachments }
}

fn named(identity: &str) -> Act {
    Act::NameSupporter {
        name: "شرکت تعاونی سپیدار".to_owned(),
        identity: identity.to_owned(),
        licence: String::new(),
        medium: Medium::InPerson,
    }
}

/// Both officers of the agency that reviews the example, the seated one first.
async fn officers_of(office: &TestOffice, id: &str) -> [String; 2] {
    office.seat_whose_turn(id, OfficeRole::Agency).await;
    let all = officers(&office.desk, Nothing {}).await.expect("officers").officers;
    let status = desk::commands::status(&office.desk, Nothing {}).await.expect("a status");
    let StatusView::Open(open) = status else { panic!("the office is open") };
    let colleague = all
        .into_iter()
        .find(|other| other.office_id == open.officer.office_id && other.id != open.officer.id);
    [open.officer.id, colleague.expect("two work there").id]
}

fn offers(view: &CaseView, act: ActName) -> bool {
    view.acts.iter().any(|one| one.act == act)
}

fn block(view: &CaseView, act: ActName) -> Option<BlockView> {
    view.acts.iter().find(|one| one.act == act).and_then(|one| one.blocked.clone())
}

fn fact(view: &CaseView, name: &str) -> Option<String> {
    let mut facts = view.facts.iter().flat_map(|group| &group.facts);
    facts.find(|fact| fact.name == name).map(|fact| match &fact.value {
        FactValue::Text(text) | FactValue::Code(text) | FactValue::Term(text) => text.clone(),
        other => format!("{other:?}"),
    })
}

fn code<T>(answer: Result<T, Error>) -> Option<ErrorCode> {
    answer.err().map(|error| error.code)
}

#[tokio::test]
async fn a_claim_in_a_case_file_is_noted_and_confirms_nothing() {
    let office = TestOffice::with_cases(0).await;
    for (claimed, notes) in [(true, 1), (false, 0)] {
        let id = office.import_covered(claimed).await;
        let view = office.view(&id).await;
        assert_eq!((view.stage, view.notes.len()), (StageView::Registered, notes));
        assert!(view.notes.iter().all(|note| note.text.contains("تأیید به شمار نمی‌آید")));
        assert!(view.warnings.iter().any(|w| w.code == WarningCode::SupporterNotConfirmed));
        assert_eq!(fact(&view, "supporterConfirmed").as_deref(), Some("notConfirmed"));
    }
}

#[tokio::test]
async fn who_recorded_the_supporters_word_leaves_the_approval_to_a_colleague() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_covered(true).await;
    let [recorder, colleague] = officers_of(&office, &id).await;
    let view = office.view(&id).await;
    assert!(offers(&view, ActName::ConfirmSupporter) && offers(&view, ActName::NameSupporter));
    assert_eq!(block(&view, ActName::ConfirmSupporter), None);
    assert_eq!(code(office.act(&id, seen("۱۲۳/۱۴۰۲", &[])).await), Some(ErrorCode::InputInvalid));
    assert_eq!(code(office.act(&id, seen(" ", &[&scan()])).await), Some(ErrorCode::InputInvalid));
    let no_scan = code(office.act(&id, seen("۱۲۳", &["bWFsd2FyZQ=="])).await);
    assert_eq!(no_scan, Some(ErrorCode::AttachmentWrongType));
    assert_eq!(office.view(&id).await.version, view.version, "nothing half-written stays");

    let acted = office.act(&id, seen("۱۲۳/۱۴۰۲", &[&scan()])).await.expect("a confirmation").case;
    assert_eq!(acted.stage, StageView::AgencyReview);
    assert_eq!(fact(&acted, "supporterConfirmed").as_deref(), Some("supporterSeen"));
    assert_eq!(fact(&acted, "supporterLicence").as_deref(), Some("۱۲۳/۱۴۰۲"));
    assert!(fact(&acted, "supporterRecordedBy").is_some());
    assert!(acted.attachments.iter().any(|one| one.document.code == "20008"));
    office.check_all(&id).await;
    let view = office.view(&id).await;
    assert_eq!(block(&view, ActName::Approve), Some(BlockView::SupporterRecordedBySame));
    let own = code(office.act(&id, approval(PathView::Standard)).await);
    assert_eq!(own, Some(ErrorCode::SupporterRecordedBySame));

    office.seat(&colleague).await;
    assert_eq!(block(&office.view(&id).await, ActName::Approve), None);
    office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    // The decision is the colleague's: it waits while the recorder sits there.
    office.seat(&recorder).await;
    office.let_seal().await;
    assert_eq!(office.view(&id).await.stage, StageView::AgencyReview);
    office.seat(&colleague).await;
    office.let_seal().await;
    assert_eq!(office.view(&id).await.stage, StageView::LabourReview);
}

#[tokio::test]
async fn nobody_but_the_reviewing_agency_has_that_counter() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_covered(false).await;
    let [reviewer, _] = officers_of(&office, &id).await;
    let all = officers(&office.desk, Nothing {}).await.expect("officers").officers;
    let home = all.iter().find(|one| one.id == reviewer).expect("listed").office_id.clone();
    for other in all.iter().filter(|one| one.office_id != home) {
        office.seat(&other.id).await;
        let request = CaseRequest { case_id: id.clone() };
        if let Ok(view) = desk::commands::case(&office.desk, request).await {
            assert!(!offers(&view, ActName::ConfirmSupporter), "{}", other.id);
            assert!(!offers(&view, ActName::NameSupporter), "{}", other.id);
        }
        let refused = code(office.act(&id, seen("۱۲۳", &[&scan()])).await);
        let refused = refused.expect("a refusal");
        assert!(
            [ErrorCode::NotYourAct, ErrorCode::NotYourOffice, ErrorCode::CaseNotFound]
                .contains(&refused),
            "{}: {refused:?}",
            other.id
        );
    }
}

#[tokio::test]
async fn another_supporter_is_named_at_the_counter_and_never_oneself() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_covered(false).await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let own = fact(&office.view(&id).await, "nationalId").expect("an ID");
    let refused = code(office.act(&id, named(&own)).await);
    assert_eq!(refused, Some(ErrorCode::SupporterIsApplicant));
    assert_eq!(code(office.act(&id, named("123")).await), Some(ErrorCode::InputInvalid));
    let view = office.act(&id, named("۱۴۰۰۵۸۹۳۸۷۵")).await.expect("another supporter").case;
    assert_eq!(fact(&view, "supporterId").as_deref(), Some("14005893875"));
    assert_eq!(view.stage, StageView::Registered);
    office.act(&id, seen("۱۲۳", &[&scan()])).await.expect("a confirmation");
    let late = code(office.act(&id, named("14005893875")).await);
    assert_eq!(late, Some(ErrorCode::NotNow));
}

#[tokio::test]
async fn a_case_file_in_which_somebody_names_themselves_is_refused_by_name() {
    let catalogue = domain::catalogue::sample();
    let mut example = desk::case_file::example(&catalogue).expect("an example");
    let person = example.applicant.person().clone();
    let identity = domain::people::SupporterIdentity::Natural(person.national_id.clone());
    let name = domain::text::PlainText::parse("خودم", 80).expect("a name");
    let supporter = domain::people::NamedSupporter { name, identity, licence: None };
    example.applicant = domain::people::Applicant::Covered { person, supporter };
    let today = domain::dates::Date::parse("2026-11-23").expect("a day");
    let file = desk::case_file::write(&example);
    let problem = desk::case_file::parse(&file, &catalogue, today).expect_err("refused");
    assert_eq!(problem.code, ErrorCode::CaseFileInvalid);
    assert!(problem.message.starts_with("کد ملی (پشتیبان): "), "{}", problem.message);
    assert!(problem.message.contains("پشتیبان خودش نمی‌شود"), "{}", problem.message);
}

#[tokio::test]
async fn a_renewal_waits_for_the_supporter_again() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_covered(false).await;
    let [_, colleague] = officers_of(&office, &id).await;
    office.act(&id, seen("۱۲۳", &[&scan()])).await.expect("a confirmation");
    office.seat(&colleague).await;
    office.check_all(&id).await;
    office.act(&id, approval(PathView::Standard)).await.expect("an approval");
    office.let_seal().await;
    office.seat_whose_turn(&id, OfficeRole::Labour).await;
    office.check_all(&id).await;
    office.act(&id, Act::IssueLicence { comment: String::new() }).await.expect("a licence");
    office.let_seal().await;
    let opened = office.act(&id, Act::Renew {}).await.expect("a renewal").opened.expect("a case");
    let view = office.view(&opened.id).await;
    assert_eq!(view.stage, StageView::Registered);
    assert_eq!(fact(&view, "supporterConfirmed").as_deref(), Some("notConfirmed"));
}

#[tokio::test]
async fn in_the_demo_office_two_officers_see_each_case_that_waits_for_its_supporter() {
    let office = TestOffice::with_cases(240).await;
    let mut waiting = 0;
    let role = OfficeRole::Agency;
    office.seat_role(role).await;
    let all = officers(&office.desk, Nothing {}).await.expect("officers").officers;
    for officer in all.iter().filter(|one| one.role == role) {
        office.seat(&officer.id).await;
        let request = serde_json::json!({ "scope": "office", "stage": "registered" });
        let request = serde_json::from_value(request).expect("a request");
        let queue = desk::commands::queue(&office.desk, request).await.expect("a queue");
        for item in queue.groups.iter().flat_map(|group| &group.items) {
            assert_eq!(item.hint, desk::views::queue::QueueHint::SupporterAwaited);
            let view = office.view(&item.id).await;
            assert!(offers(&view, ActName::ConfirmSupporter), "{}", item.tracking_code);
            assert!(fact(&view, "supporterLicence").is_some());
            let home = all.iter().filter(|one| one.office_id == officer.office_id);
            assert_eq!(home.count(), 2, "{}", officer.office);
            waiting += 1;
        }
    }
    // Each is seen by both.
    assert!(waiting >= 8 && waiting % 2 == 0, "{waiting}");
}
