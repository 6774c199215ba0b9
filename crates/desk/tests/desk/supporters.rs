//! Covered applicants at the counter: their supporter's licence and contract are seen by one, and approved by another.

use desk::commands::officers;
use desk::commands::types::*;
use desk::views::acts::{Act, ActName, Medium, NewAttachment};
use desk::views::case::{BlockView, CaseView, FactValue, PathView, StandingView, WarningCode};
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
    Act::ConfirmSupporter { licence: licence.to_owned(), other_number: false, attachments }
}

/// The same, by an officer who says that the number is another.
fn seen_other(licence: &str) -> Act {
    match seen(licence, &[&scan()]) {
        Act::ConfirmSupporter { licence, attachments, .. } => {
            Act::ConfirmSupporter { licence, other_number: true, attachments }
        }
        other => other,
    }
}

/// The same supporter again, with a number.
fn named_with(identity: &str, number: &str) -> Act {
    match named(identity) {
        Act::NameSupporter { name, identity, medium, .. } => {
            Act::NameSupporter { name, identity, licence: number.to_owned(), medium }
        }
        other => other,
    }
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

#[tokio::test]
async fn the_counter_takes_the_supporters_own_kinds_of_document_alone() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_covered(false).await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let view = office.view(&id).await;
    let kinds: Vec<_> = view.choices.supporter_documents.iter().map(|it| &*it.code).collect();
    assert_eq!(kinds, ["20008", "20013"]);
    let with = |document: &str| match seen("۱۲۳", &[&scan()]) {
        Act::ConfirmSupporter { licence, mut attachments, other_number } => {
            attachments[0].document = document.to_owned();
            Act::ConfirmSupporter { licence, attachments, other_number }
        }
        other => other,
    };
    for other in ["10001", "20001", "20099", "99999"] {
        let refused = code(office.act(&id, with(other)).await);
        assert_eq!(refused, Some(ErrorCode::InputInvalid), "{other}");
    }
    assert_eq!(office.view(&id).await.version, view.version, "nothing stays");
    office.act(&id, with("20013")).await.expect("the licence itself");
}

#[tokio::test]
async fn another_number_than_the_forms_is_said_and_both_stand() {
    let office = TestOffice::with_cases(0).await;
    let id = office.import_covered(false).await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    let number = domain::identifiers::LicenceNumber::from_serial(12).expect("a serial");
    office.act(&id, named_with("14005893875", number.as_str())).await.expect("a naming");
    let view = office.view(&id).await;
    assert_eq!(view.choices.supporter_licences, [number.printed()]);
    let refused = code(office.act(&id, seen("۱۲۳/۱۴۰۲", &[&scan()])).await);
    assert_eq!(refused, Some(ErrorCode::SupporterNumberDiffers));
    let acted = office.act(&id, seen_other("۱۲۳/۱۴۰۲")).await.expect("it was said").case;
    assert_eq!(fact(&acted, "supporterLicence"), Some(number.printed()));
    assert_eq!(fact(&acted, "supporterLicenceSeen").as_deref(), Some("۱۲۳/۱۴۰۲"));
    let warned = |view: &CaseView| {
        view.warnings.iter().any(|it| it.code == WarningCode::SupporterLicenceDiffers)
    };
    assert!(warned(&acted), "who approves reads that they differ");

    let office = TestOffice::with_cases(0).await;
    let id = office.import_covered(false).await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.act(&id, named_with("14005893875", number.as_str())).await.expect("a naming");
    let spelt = domain::text::to_persian_digits(&number.printed());
    let same = office.act(&id, seen(&spelt, &[&scan()])).await.expect("the same number").case;
    assert_eq!(fact(&same, "supporterLicenceSeen"), None);
    assert!(!warned(&same));
}

#[tokio::test]
async fn a_number_that_is_another_licence_at_this_desk_is_refused() {
    let office = TestOffice::with_cases(240).await;
    let licensed = |activity| {
        let request =
            serde_json::json!({ "scope": "all", "stage": "licensed", "activity": activity });
        serde_json::from_value(request).expect("a request")
    };
    office.seat_role(OfficeRole::Labour).await;
    let id = office.import_covered(false).await;
    let mut numbers = Vec::new();
    for activity in ["independent", "supporterNatural", "supporterLegal"] {
        let queue = desk::commands::queue(&office.desk, licensed(activity)).await.expect("a queue");
        let found = queue.groups.iter().flat_map(|group| &group.items).next();
        let Some(item) = found else { continue };
        let view = office.view(&item.id).await;
        numbers.push(view.licence.expect("it is licensed").number);
    }
    assert!(numbers.len() >= 2, "a supporter's and another's");
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    for number in &numbers {
        let refused = code(office.act(&id, seen_other(number)).await);
        assert_eq!(refused, Some(ErrorCode::SupporterLicenceOther), "{number}");
    }
}

#[tokio::test]
async fn a_supporter_who_has_a_licence_at_this_desk_is_known_by_its_number() {
    let office = TestOffice::with_cases(240).await;
    office.seat_role(OfficeRole::Labour).await;
    let request =
        serde_json::json!({ "scope": "all", "stage": "licensed", "activity": "supporterNatural" });
    let request = serde_json::from_value(request).expect("a request");
    let queue = desk::commands::queue(&office.desk, request).await.expect("a queue");
    let mut supporter = None;
    for item in queue.groups.iter().flat_map(|group| &group.items) {
        let view = office.view(&item.id).await;
        let licence = view.licence.as_ref().expect("it is licensed");
        if matches!(licence.standing, StandingView::Provisional | StandingView::Registered) {
            supporter = Some((fact(&view, "nationalId").expect("an ID"), licence.number.clone()));
            break;
        }
    }
    let (identity, number) = supporter.expect("a supporter with a licence in force");
    let id = office.import_covered(false).await;
    office.seat_whose_turn(&id, OfficeRole::Agency).await;
    office.act(&id, named(&identity)).await.expect("a naming without a number");
    assert_eq!(office.view(&id).await.choices.supporter_licences.len(), 1);
    let refused = code(office.act(&id, seen("۱۲۳/۱۴۰۲", &[&scan()])).await);
    assert_eq!(refused, Some(ErrorCode::SupporterNumberDiffers));
    office.act(&id, seen(&number, &[&scan()])).await.expect("their own licence");
}
