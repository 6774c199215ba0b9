//! A case on its way through the offices.

use desk::ErrorCode;
use desk::commands::types::*;
use desk::commands::{attachment, queue, switch_officer};
use desk::views::acts::{
    Act, ActName, AskedItem, BankOutcome, CorrectableFact, CorrectedFact, Medium, NewAttachment,
    RequestKind, Service, ServiceRecord, ServiceResult,
};
use desk::views::case::{
    BankBlockView, BlockView, CheckAnswer, FactValue, PathView, PinView, RequestState, StandingView,
};
use desk::views::queue::{Scope, StageView};
use desk::views::session::OfficeRole;

use crate::office::{TestOffice, approval, refusal_by_certificate};

#[tokio::test]
async fn the_standard_path_ends_in_a_provisional_licence_of_two_peoples_signatures() {
    let (office, id) = TestOffice::with_example().await;
    office.license(&id).await;
    let view = office.view(&id).await;
    assert_eq!(view.stage, StageView::Licensed);
    let licence = view.licence.expect("a licence");
    assert_eq!(licence.standing, StandingView::Provisional);
    assert_ne!(licence.first_signature, licence.second_signature);
    let again = office.act(&id, Act::IssueLicence { comment: String::new() }).await.map(|_| ());
    assert_eq!(again.map_err(|error| error.code), Err(ErrorCode::AlreadyDecided));
    let suspended = office.act(&id, Act::Reinstate { reason: "دلیل".to_owned() }).await.map(|_| ());
    assert_eq!(suspended.map_err(|error| error.code), Err(ErrorCode::NotNow));
}

#[tokio::test]
async fn approval_is_blocked_until_every_check_is_right() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let view = office.view(&id).await;
    let approve = view.acts.iter().find(|offered| offered.act == ActName::Approve);
    let blocked = approve.and_then(|offered| offered.blocked.clone());
    assert!(matches!(blocked, Some(BlockView::ChecksOpen { rows }) if !rows.is_empty()));
    let refused = office.act(&id, approval(PathView::Standard)).await.map(|_| ());
    assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::ChecksOpen));
    office.check_all(&id).await;
    let view = office.view(&id).await;
    let approve = view.acts.iter().find(|offered| offered.act == ActName::Approve);
    assert_eq!(approve.expect("offered").blocked, None);
}

#[tokio::test]
async fn the_development_path_needs_all_five_services() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.check_all(&id).await;
    office.act(&id, approval(PathView::Development)).await.expect("an approval");
    office.let_seal().await;
    office.seat_whose_turn(&id, OfficeRole::Jahad).await;
    let complete = || Act::CompleteEmpowerment { summary: "آماده است".to_owned() };
    let early = office.act(&id, complete()).await.map(|_| ());
    assert_eq!(early.map_err(|error| error.code), Err(ErrorCode::ServicesOpen));
    for service in [
        Service::Counselling,
        Service::AptitudeAssessment,
        Service::Training,
        Service::ProductImprovement,
        Service::MarketKnowledge,
    ] {
        let record = ServiceRecord {
            service,
            from: "1405/08/01".to_owned(),
            to: "۱۴۰۵/۰۸/۲۰".to_owned(),
            hours: 12,
            provider: "جهاد دانشگاهی".to_owned(),
            result: ServiceResult::Suitable,
            certificate_no: None,
            note: String::new(),
        };
        let long = ServiceRecord { to: record.from.clone(), hours: 25, ..record.clone() };
        let refused = office.act(&id, Act::RecordService { record: long }).await.map(|_| ());
        let refused = refused.expect_err("a day has 24 hours");
        assert!(refused.message.contains("از ۱ تا ۲۴"), "{}", refused.message);
        office.act(&id, Act::RecordService { record }).await.expect("a service");
    }
    office.act(&id, complete()).await.expect("complete");
    office.let_seal().await;
    office.seat_whose_turn(&id, OfficeRole::Labour).await;
    assert_eq!(office.view(&id).await.stage, StageView::LabourReview);
}

#[tokio::test]
async fn a_request_is_answered_beside_its_question_and_its_correction_holds_once_accepted() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let ask = || Act::Ask {
        items: vec![AskedItem {
            kind: RequestKind::Correct,
            about: Some("workplacePostalCode".to_owned()),
            text: "کد پستی کارگاه را از روی قبض اصلاح کنید.".to_owned(),
            condition: None,
        }],
    };
    office.act(&id, ask()).await.expect("a request");
    office.let_seal().await;
    let again = office.act(&id, ask()).await.map(|_| ());
    assert_eq!(again.map_err(|error| error.code), Err(ErrorCode::SameItemOpen));
    let request = office.view(&id).await.requests.remove(0);
    let answer = |fact, value: &str| Act::RecordAnswer {
        request_id: request.id.clone(),
        text: "کد درست این است".to_owned(),
        medium: Medium::InPerson,
        day: "1405-09-02".to_owned(),
        attachments: Vec::new(),
        corrections: vec![CorrectedFact { fact, value: value.to_owned() }],
    };
    let unborn = office.act(&id, answer(CorrectableFact::BornOn, "۱۴۱۰-۰۱-۰۱")).await.map(|_| ());
    assert_eq!(unborn.map_err(|error| error.code), Err(ErrorCode::InputInvalid));
    let right = answer(CorrectableFact::WorkplacePostalCode, "۵۹۵۱۴۱۲۷۴۹");
    office.act(&id, right).await.expect("an answer");
    office.act(&id, Act::AcceptAnswer { request_id: request.id }).await.expect("accepted");
    let view = office.view(&id).await;
    assert_eq!(view.requests[0].state, RequestState::Accepted);
    let facts = view.facts.iter().flat_map(|group| &group.facts);
    let code = facts.into_iter().find(|fact| fact.name == "workplacePostalCode");
    let code = code.map(|fact| fact.value.clone());
    assert!(matches!(code, Some(FactValue::Code(code)) if code == "59514-12749"));
}

#[tokio::test]
async fn an_attachment_is_what_its_bytes_say() {
    use base64::Engine;
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let ask = Act::Ask {
        items: vec![AskedItem {
            kind: RequestKind::Document,
            about: Some("10001".to_owned()),
            text: "تصویر کارت ملی را بفرستید.".to_owned(),
            condition: None,
        }],
    };
    office.act(&id, ask).await.expect("a request");
    office.let_seal().await;
    let request_id = office.view(&id).await.requests.remove(0).id;
    let with = |content: String| Act::RecordAnswer {
        request_id: request_id.clone(),
        text: "پیوست شد".to_owned(),
        medium: Medium::Letter,
        day: "1405-09-02".to_owned(),
        attachments: vec![NewAttachment {
            document: "10001".to_owned(),
            name: "کارت ملی.pdf".to_owned(),
            content,
        }],
        corrections: Vec::new(),
    };
    let encode = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let program = office.act(&id, with(encode(b"MZ\x90\0"))).await.map(|_| ());
    assert_eq!(program.map_err(|error| error.code), Err(ErrorCode::AttachmentWrongType));
    let huge = office.act(&id, with("A".repeat(200 * 1024 * 1024))).await.map(|_| ());
    assert_eq!(huge.map_err(|error| error.code), Err(ErrorCode::AttachmentTooLarge));
    let error = office.act(&id, with(encode(testkit::files::LOCKED_PDF))).await.map(|_| ());
    let error = error.expect_err("nobody here can open it");
    assert_eq!(error.code, ErrorCode::AttachmentLocked);
    assert!(error.message.starts_with("کارت ملی: ") && error.hint.contains("بی‌رمز"), "{error:?}");
    office.act(&id, with(encode(testkit::files::PDF))).await.expect("a pdf");
}

#[tokio::test]
async fn a_holder_is_referred_to_the_bank_of_their_account_and_the_bank_answers() {
    let (office, id) = TestOffice::with_example().await;
    office.license(&id).await;
    let refer = |bank: &str, rials| Act::ReferToBank {
        bank: bank.to_owned(),
        branch: "شعبهٔ مرکزی اراک".to_owned(),
        amount_rials: rials,
        budget_year: 1405,
        minutes_number: "۲۷".to_owned(),
        minutes_on: "1405-08-24".to_owned(),
    };
    let choices = office.view(&id).await.choices;
    let (free, blocked): (Vec<_>, Vec<_>) =
        choices.banks.iter().partition(|bank| bank.blocked.is_none());
    let [bank] = free[..] else { panic!("one bank has the account: {free:?}") };
    assert_eq!(choices.account_bank.as_ref(), Some(&bank.title));
    for other in blocked {
        assert_eq!(other.blocked, Some(BankBlockView::AccountElsewhere), "{other:?}");
        let refused = office.act(&id, refer(&other.code, 1_000_000_000)).await.map(|_| ());
        assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::IbanOfAnotherBank));
    }
    for (rials, read) in [(0, false), (1, false), (999_999, false), (1_000_000, true)] {
        let typed = serde_json::to_value(refer(&bank.code, rials)).expect("JSON");
        assert_eq!(serde_json::from_value::<Act>(typed).is_ok(), read, "{rials}");
    }
    let much = office.act(&id, refer(&bank.code, 90_000_000_000_000)).await.map(|_| ());
    assert_eq!(much.map_err(|error| error.code), Err(ErrorCode::AboveCeiling));
    // Whoever types the bank's code types it on a Persian keyboard.
    let code = domain::text::to_persian_digits(&bank.code);
    office.act(&id, refer(&code, 1_000_000_000)).await.expect("the bank of the account");
    office.let_seal().await;
    assert_eq!(office.view(&id).await.stage, StageView::BankReferred);
    office.seat_whose_turn(&id, OfficeRole::Bank).await;
    let referral_id = office.view(&id).await.referrals.remove(0).id;
    let paid =
        Act::RecordBankAnswer { referral_id, outcome: BankOutcome::Paid, note: String::new() };
    office.act(&id, paid).await.expect("the bank's answer");
    assert_eq!(office.view(&id).await.stage, StageView::Closed);
}

#[tokio::test]
async fn each_demo_officer_sees_the_queue_of_their_own_office() {
    let office = TestOffice::with_cases(60).await;
    let all = desk::commands::officers(&office.desk, Nothing {}).await.expect("officers");
    let mut seen = Vec::new();
    for officer in all.officers {
        let request = SwitchOfficerRequest { officer_id: officer.id.clone() };
        switch_officer(&office.desk, request).await.expect("a seat");
        let request: QueueRequest =
            serde_json::from_value(serde_json::json!({ "scope": "office" })).expect("a request");
        let view = queue(&office.desk, request).await.expect("a queue");
        let listed: usize = view.groups.iter().map(|group| group.items.len()).sum();
        assert_eq!(usize::try_from(view.total), Ok(listed));
        seen.push((officer.role, officer.office_id, listed));
    }
    for role in [OfficeRole::Agency, OfficeRole::Jahad, OfficeRole::Labour] {
        assert!(seen.iter().any(|(r, _, n)| *r == role && *n > 0), "{role:?}: {seen:?}");
    }
}

#[tokio::test]
async fn a_name_typed_with_arabic_letters_finds_the_case() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let name = office.view(&id).await.applicant;
    let arabic = name.replace('ی', "ي").replace('ک', "ك");
    let request = QueueRequest {
        scope: Scope::All,
        text: Some(arabic),
        urgency: None,
        stage: None,
        activity: None,
        field: None,
        limit: None,
        offset: None,
    };
    let found = queue(&office.desk, request).await.expect("a queue");
    let ids: Vec<_> = found.groups.iter().flat_map(|g| &g.items).map(|item| &item.id).collect();
    assert_eq!(ids, [&id]);
}

#[tokio::test]
async fn a_refused_case_is_not_approved_after_all() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.check_all(&id).await;
    office.mark_wrong(&id, 3).await;
    office.act(&id, refusal_by_certificate()).await.expect("a refusal");
    office.let_seal().await;
    for again in [approval(PathView::Standard), refusal_by_certificate()] {
        let second = office.act(&id, again).await.map(|_| ());
        assert_eq!(second.map_err(|error| error.code), Err(ErrorCode::AlreadyDecided));
    }
}

#[tokio::test]
async fn every_listed_case_can_be_opened() {
    let office = TestOffice::with_cases(60).await;
    let all = desk::commands::officers(&office.desk, Nothing {}).await.expect("officers");
    for officer in all.officers {
        let request = SwitchOfficerRequest { officer_id: officer.id.clone() };
        switch_officer(&office.desk, request).await.expect("a seat");
        let request = serde_json::from_value(serde_json::json!({ "scope": "all" }));
        let view = queue(&office.desk, request.expect("a request")).await.expect("a queue");
        for item in view.groups.iter().flat_map(|group| &group.items) {
            assert_eq!(office.view(&item.id).await.tracking_code, item.tracking_code);
        }
    }
}

#[tokio::test]
async fn a_tracking_code_is_found_as_it_is_read_aloud() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let code = office.view(&id).await.tracking_code;
    let grouped = format!("{}-{} {}", &code[..4], &code[4..8], &code[8..]);
    let request = serde_json::from_value(serde_json::json!({ "scope": "all", "text": grouped }));
    let view = queue(&office.desk, request.expect("a request")).await.expect("a queue");
    assert_eq!(view.total, 1);
}

#[tokio::test]
async fn one_file_for_two_documents_has_two_places_and_each_is_looked_at() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_with_one_file_for_everything().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let attachments = office.view(&id).await.attachments;
    let names: std::collections::BTreeSet<_> = attachments.iter().map(|one| &one.id).collect();
    assert!(attachments.len() > 1 && names.len() == attachments.len(), "{names:?}");
    for one in &attachments {
        let request = AttachmentRequest { case_id: id.clone(), attachment: one.id.clone() };
        attachment(&office.desk, request).await.expect("its content");
    }
    let first = attachments[0].id.clone();
    let pin = Some(PinView { attachment: first.clone(), page: 1, x: 10, y: 10 });
    office.act(&id, Act::See { attachment: first.clone() }).await.expect("it was looked at");
    let wrong = Act::Check { row: 1, answer: CheckAnswer::Wrong, pin };
    let view = office.act(&id, wrong).await.expect("a pin").case;
    let seen: Vec<_> = view.attachments.iter().filter(|one| one.seen).map(|one| &one.id).collect();
    assert_eq!(seen, [&first]);
    assert_eq!(view.checklist[0].pin.as_ref().map(|pin| &pin.attachment), Some(&first));
}

#[tokio::test]
async fn a_document_that_the_catalogue_does_not_have_is_not_asked_for() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let ask = |code: &str| {
        let item = AskedItem {
            kind: RequestKind::Document,
            about: Some(code.to_owned()),
            text: "بفرستید".to_owned(),
            condition: None,
        };
        Act::Ask { items: vec![item] }
    };
    let error = office.act(&id, ask("99999")).await.expect_err("there is no such document");
    assert_eq!(error.code, ErrorCode::InputInvalid);
    assert!(error.message.contains("۹۹۹۹۹"), "{}", error.message);
    office.act(&id, ask("20001")).await.expect("one that there is");
}

#[tokio::test]
async fn a_case_is_given_to_nobody_who_does_not_work_there() {
    let (office, id) = TestOffice::with_example().await;
    office.seat_role(OfficeRole::Labour).await;
    let status = desk::commands::status(&office.desk, Nothing {}).await.expect("a status");
    let StatusView::Open(open) = status else { panic!("the office is open") };
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    for nobody in ["nobody", &open.officer.id] {
        let doing = Act::Assign { officer_id: nobody.to_owned() };
        let refused = office.act(&id, doing).await.map(|_| ());
        assert_eq!(refused.map_err(|error| error.code), Err(ErrorCode::InputInvalid), "{nobody}");
    }
    let colleague = office.view(&id).await.choices.colleagues.remove(0).code;
    office.act(&id, Act::Assign { officer_id: colleague }).await.expect("a colleague");
}
