//! Enrolling and revoking workstations, whom the registry takes events from, and the tray.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};
use domain::catalogue::OfficeId;
use domain::event::Fact;
use domain::people::{Activity, Role};
use domain::referee::Effectless;
use ed25519_dalek::SigningKey;
use registry::administration::officers;
use registry::administration::secrets::OnceCode;
use registry::administration::{By, Duty, workstations};
use registry::intake::{Judged, Outcome};
use testkit::people::text;
use testkit::story::Story;
use wire::enrolment;
use wire::ids::DeviceId;

use crate::applying::{person, plan, with};
use crate::browser::{Answer, Browser};
use crate::harness::TestRegistry;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn code_for(test: &TestRegistry, office: &str) -> OnceCode {
    let office = OfficeId::parse(office).unwrap();
    workstations::make_code(&test.registry, &By::Console, &office, &text("میز یک")).await.unwrap()
}

async fn enrol(browser: &mut Browser, code: &str, key: &SigningKey, signed: &str) -> Answer {
    let body = serde_json::json!({
        "code": code,
        "publicKey": hex(key.verifying_key().as_bytes()),
        "signature": hex(&enrolment::sign(signed, key)),
    });
    let request = Request::builder()
        .method(Method::POST)
        .uri("/v1/enrolments")
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    browser.ask(request).await
}

#[tokio::test]
async fn a_workstation_is_enrolled_with_a_code_and_its_own_key_and_a_lost_answer_is_given_again() {
    let test = TestRegistry::start().await;
    let code = code_for(&test, "LABOUR-0001").await;
    let mut desk = test.browser();
    let key = SigningKey::from_bytes(&[3; 32]);
    let first = enrol(&mut desk, &code.shown().to_lowercase(), &key, code.as_str()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    assert!(first.says("\"office\":\"LABOUR-0001\""));
    let again = enrol(&mut desk, &code.shown(), &key, code.as_str()).await;
    assert_eq!(again.text(), first.text());
    assert_eq!(test.count("select count(*) from devices where office is not null").await, 1);
    let other = SigningKey::from_bytes(&[4; 32]);
    let thief = enrol(&mut desk, &code.shown(), &other, code.as_str()).await;
    assert_eq!(thief.status, StatusCode::FORBIDDEN, "a code is for one workstation");
}

#[tokio::test]
async fn a_key_that_its_holder_does_not_hold_a_code_out_of_time_and_nonsense_are_refused() {
    let test = TestRegistry::start().await;
    let code = code_for(&test, "LABOUR-0001").await;
    let mut desk = test.browser();
    let key = SigningKey::from_bytes(&[3; 32]);
    let unsigned = enrol(&mut desk, &code.shown(), &key, "another code").await;
    assert_eq!(unsigned.status, StatusCode::FORBIDDEN);
    let unknown = "0000000000000000";
    assert_eq!(enrol(&mut desk, unknown, &key, unknown).await.status, StatusCode::FORBIDDEN);
    let nonsense = enrol(&mut desk, "کد", &key, "").await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    assert!(nonsense.says("\"code\":\"bad-request\""));
    test.clock.advance_millis(7 * 24 * 3_600_000);
    let late = enrol(&mut desk, &code.shown(), &key, code.as_str()).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert_eq!(test.count("select count(*) from devices where office is not null").await, 0);
}

#[tokio::test]
async fn a_workstation_is_listed_and_revoked_with_a_reason() {
    let test = TestRegistry::start().await;
    let (mut technical, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let story = Story::begin(1).submitted();
    test.push(story.case, &agency.sign_all(&story.events)).await.unwrap();
    let path = format!("/administration/workstations/{}/revoke", agency.device);
    assert!(technical.get("/administration/workstations").await.says(&path));
    let page = technical.administer(&path, &[("because", "")]).await;
    assert!(page.says("بنویسید چرا"));
    let page = technical.administer(&path, &[("because", "دزدیده شد")]).await;
    assert!(page.says("باطل شده در") && page.says("دزدیده شد") && !page.says(&path));
    let unknown = DeviceId::from_bytes([9; 16]);
    let path = format!("/administration/workstations/{unknown}/revoke");
    assert_eq!(technical.get(&path).await.status, StatusCode::NOT_FOUND);
    // What it sends now is kept and not applied.
    let base = agency.base(4, agency.head.hash);
    let mut story = story;
    let noted = story.event(Role::Agency, Fact::Noted { text: text("پس از آن") });
    let sealed = agency.sign(base, noted);
    let judged = test.push(story.case, &[sealed]).await.unwrap();
    assert!(
        matches!(judged[0], Judged::New(Outcome::Without(Effectless::Quarantined, _))),
        "{judged:?}"
    );
}

#[tokio::test]
async fn events_are_taken_only_from_officers_of_the_office_as_the_person_they_are() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let mut story = Story::begin(1).submitted();
    test.push(story.case, &agency.sign_all(&story.events)).await.unwrap();
    let mut noted = |change: &dyn Fn(&mut domain::people::Officer)| {
        let mut event = story.event(Role::Agency, Fact::Noted { text: text("یادداشت") });
        let mut officer = event.actor.officer().unwrap().clone();
        change(&mut officer);
        event.actor = officer.into();
        event
    };
    let stranger = noted(&|officer| officer.account = crate::administrators::account("stranger"));
    let disguised = noted(&|officer| {
        officer.person = domain::ids::PersonId::parse("somebody-else").unwrap();
    });
    let own = noted(&|_| {});
    let account = own.actor.officer().unwrap().account.clone();
    let base = agency.base(4, agency.head.hash);
    for event in [stranger, disguised] {
        let sealed = agency.sign(base, event);
        let judged = test.push_as_they_are(story.case, &[sealed]).await.unwrap();
        assert!(
            matches!(judged[0], Judged::New(Outcome::Without(Effectless::Quarantined, _))),
            "{judged:?}"
        );
    }
    officers::block(&test.registry, &By::Console, &account).await.unwrap();
    let sealed = agency.sign(base, own);
    let judged = test.push_as_they_are(story.case, &[sealed]).await.unwrap();
    assert!(
        matches!(judged[0], Judged::New(Outcome::Without(Effectless::Quarantined, _))),
        "{judged:?}"
    );
    assert_eq!(test.count("select max(version)::bigint from cases").await, 4);
}

#[tokio::test]
async fn what_no_office_took_is_sent_on_from_the_tray_and_the_applicant_sees_it() {
    let test = TestRegistry::start().await;
    let mut applicant = test.browser();
    applicant.register(&person(Activity::Independent)).await;
    applicant.complete(&with(plan(), "workCounty", "2301")).await;
    applicant.tick().await;
    let case = test.case().await;
    let code = case.tracking_code.as_str();
    let (mut editor, _) = test.administrator("moradi", 0, &[Duty::Editor]).await;
    let path = format!("/administration/tray/{code}");
    assert!(editor.get("/administration/tray").await.says(&path));
    let page = editor.get(&path).await;
    let office = "MIMT-0001";
    assert!(page.says(&format!("value=\"{office}\"")), "{}", page.text());
    let page = editor.administer(&path, &[("office", office), ("reason", "")]).await;
    assert!(page.says("دلیل را بنویسید"));
    let fields = [("office", office), ("reason", "نزدیک‌ترین دفتر")];
    let page = editor.administer(&path, &fields).await;
    assert!(page.says("چیزی نمانده است"), "{}", page.text());
    assert_eq!(test.case().await.office.unwrap().as_str(), office);
    let told = "select count(*) from journal where act = 'sentOn' and account = 'moradi'";
    assert_eq!(test.count(told).await, 1);
    assert_eq!(editor.get(&path).await.status, StatusCode::NOT_FOUND, "it is not in the tray");
}
