//! Two applications in one browser: what is sent from a page of one never lands in the other, and is not lost.

use axum::http::StatusCode;
use domain::catalogue::DocumentCode;
use domain::event::Asked;
use domain::people::{Activity, Role};

use crate::applying::{Fields, NATIONAL_ID, PDF, code_of, person, plan, value_of, with};
use crate::browser::Browser;
use crate::harness::TestRegistry;
use crate::status::signed_in;
use crate::telling::Telling;

const OTHER: &str = "0076229645";
const TITLE: &str = "طرح نخست";
const SHA256: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

fn second() -> Fields {
    let typed = with(person(Activity::Independent), "nationalId", OTHER);
    with(typed, "lastName", "کاظمی")
}

/// A browser in which the second person has registered since, and the token of the first one's page that is still open.
async fn two_tabs(test: &TestRegistry) -> (Browser, String) {
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser.get("/register/plan").await;
    let first = browser.carried("case").to_owned();
    browser.get("/register/person?activity=independent").await;
    browser.register(&second()).await;
    assert_ne!(browser.carried("case"), first);
    (browser, first)
}

#[tokio::test]
async fn a_plan_of_one_application_is_not_written_into_another() {
    let test = TestRegistry::start().await;
    let (mut browser, first) = two_tabs(&test).await;
    let typed = with(with(plan(), "title", TITLE), "case", &first);
    for then in ["", "later", "search", "keep"] {
        let page = browser.fill("/register/plan", &with(typed.clone(), "then", then)).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{then}");
        assert!(page.says("در هیچ‌یک نوشته نشد") && page.says(TITLE), "{then}");
    }
    let guessed = with(plan(), "case", "00000000000000000000000000000000");
    for forged in [guessed, with(plan(), "case", "")] {
        assert_eq!(browser.fill("/register/plan", &forged).await.status, StatusCode::CONFLICT);
    }
    assert_eq!(test.count("select count(*) from drafts").await, 0);

    // With the code of the other it is still refused; with its own it goes on where it belongs.
    let cases = test.cases().await;
    let of = |id: &str| cases.iter().find(|case| case.applicant.identity() == id).unwrap();
    let (one, two) = (of(NATIONAL_ID), of(OTHER));
    let signed = |code: &str, id| with(with(typed.clone(), "code", code), "identity", id);
    let page =
        browser.fill("/register/plan/again", &signed(two.tracking_code.as_str(), OTHER)).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("این کد از آنِ درخواست دیگری است") && page.says(TITLE));
    let own = signed(one.tracking_code.as_str(), NATIONAL_ID);
    let page = browser.fill("/register/plan/again", &own).await;
    assert!(page.says("چه مانده است؟") && page.says("ف. احمدی"), "{}", page.text());
    assert!(browser.get("/register/plan").await.says(TITLE));
    let drafts = "select count(*) from drafts";
    assert_eq!(test.count(drafts).await, 1);
}

#[tokio::test]
async fn documents_and_the_tick_of_one_application_do_not_reach_another() {
    let test = TestRegistry::start().await;
    let (mut browser, first) = two_tabs(&test).await;
    browser.complete(&plan()).await;
    let seen = value_of(browser.get("/register/confirm").await.text(), "seen");
    let uploads = test.count("select count(*) from uploads").await;
    let path = format!("/register/documents/10002?case={first}");
    let page = browser.send_file(&path, "a.pdf", PDF).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("این صفحه از آنِ درخواست دیگری است"));
    let fields = [
        ("case", first.as_str()),
        ("document", "10002"),
        ("name", "a"),
        ("size", "9"),
        ("sha256", SHA256),
    ];
    let said = browser.post("/register/uploads", &fields).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said.says("این صفحه از آنِ درخواست دیگری است") && !said.says("<"));
    assert_eq!(test.count("select count(*) from uploads").await, uploads);
    let tick = [("case", first.as_str()), ("seen", &seen), ("agreed", "yes")];
    let page = browser.post("/register/confirm", &tick).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(test.cases().await.iter().all(|case| case.submission.is_none()));
    for path in ["/register/code", "/status/receipt"] {
        let page = browser.get(&format!("{path}?case={first}")).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
    }
}

#[tokio::test]
async fn answers_and_a_withdrawal_of_one_application_do_not_reach_another() {
    let test = TestRegistry::start().await;
    let (mut one, mut two) =
        (Telling::registered(&test, 1).await, Telling::registered(&test, 2).await);
    for told in [&mut one, &mut two] {
        told.submit().await;
    }
    let visit = two.ask(Role::Agency, Asked::Visit, "بیایید").await;
    let file = two.ask(Role::Agency, Asked::Document(DocumentCode(20_001)), "گواهی").await;
    let first = signed_in(&one).await.carried("case").to_owned();
    let mut browser = signed_in(&two).await;
    let (_, identity) = two.secrets().await;
    let case = ("case", first.as_str());
    let path = format!("/status/requests/{visit}");
    let page = browser.post(&path, &[case, ("note", "شنبه می‌آیم")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("value=\"شنبه می‌آیم\"") && page.says("/status?other=yes"));
    let path = format!("/status/requests/{file}/file?case={first}");
    assert_eq!(browser.send_file(&path, "a.pdf", PDF).await.status, StatusCode::CONFLICT);
    let fields = [case, ("reason", "بیماری"), ("sure", "yes"), ("identity", &identity)];
    let page = browser.post("/status/withdraw", &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("value=\"بیماری\""));
    assert!(one.case().await.is_open() && two.case().await.is_open());
    assert!(two.case().await.requests.iter().all(domain::case::Request::is_open));
    // Where the right code can be written although another application is open.
    assert!(browser.get("/status?other=yes").await.says("name=\"identity\""));
}

#[tokio::test]
async fn two_registrations_in_two_tabs_are_two_cases_of_two_people() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get("/register/person?activity=independent").await;
    let first = browser.carried("draft").to_owned();
    browser.get("/register/person?activity=independent").await;
    let other = browser.carried("draft").to_owned();
    let one = with(person(Activity::Independent), "draft", &first);
    let two = with(second(), "draft", &other);
    for typed in [&one, &two] {
        browser.fill("/register/person", &with(typed.clone(), "then", "keep")).await;
    }
    assert_eq!(test.count("select count(*) from drafts").await, 2);
    let codes = [
        browser.fill("/register/person", &one).await,
        browser.fill("/register/person", &two).await,
    ];
    assert_ne!(code_of(&codes[0]), code_of(&codes[1]));
    let names: Vec<String> =
        test.cases().await.iter().map(|case| case.applicant.display_name()).collect();
    assert_eq!(names.len(), 2);
    assert!(
        names.iter().any(|name| name.contains("احمدی"))
            && names.iter().any(|name| name.contains("کاظمی"))
    );
    // Sent once more, each is its own case.
    assert_eq!(code_of(&browser.fill("/register/person", &one).await), code_of(&codes[0]));
    assert_eq!(test.count("select count(*) from cases").await, 2);
    assert_eq!(test.count("select count(*) from drafts").await, 0);
}
