//! Nothing that was typed is lost, and nobody else sees it.

use axum::http::StatusCode;
use domain::people::Activity;
use registry::scope::{self, Scope};

use crate::applying::{Fields, NATIONAL_ID, person, plan, with};
use crate::browser::{Answer, Browser};
use crate::harness::TestRegistry;

const HALF: &str = "نیمه‌کاره";
const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

async fn half_typed(browser: &mut Browser) {
    browser.get("/register/person?activity=independent").await;
    browser.register(&half()).await;
}

fn half() -> Fields {
    with(with(person(Activity::Independent), "lastName", HALF), "mobile", "12")
}

/// Answers for the form that a browser holds, and returns the page that this gives.
pub async fn answered(browser: &mut Browser, answer: &str) -> Answer {
    browser.post("/register/person/open", &[("answer", answer)]).await
}

#[tokio::test]
async fn what_was_typed_wrongly_is_there_on_another_day() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get("/register/person?activity=independent").await;
    browser.register(&with(half(), "then", "later")).await;
    test.clock.advance_millis(20 * 24 * 3_600_000);
    browser.close();
    let page = answered(&mut browser, "۵۹۴۸").await;
    assert!(page.says(HALF) && page.says("value=\"12\""));
    assert!(!page.says("<title>خطا:"));
    // On another device nothing of it is seen.
    browser.forget();
    let other = browser.get("/register/person").await;
    assert_eq!(other.location(), Some("/register"));
    assert!(!browser.get("/register/person?activity=independent").await.says(HALF));
}

#[tokio::test]
async fn a_page_that_is_kept_while_it_is_typed_is_not_judged() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get("/register/person?activity=independent").await;
    let (activity, id) = (("activity", "independent"), ("nationalId", NATIONAL_ID));
    let fields = [activity, id, ("lastName", HALF), ("then", "keep")];
    let kept = browser.post("/register/person", &fields).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert!(answered(&mut browser, "5948").await.says(HALF));
    let later = [activity, id, ("lastName", HALF), ("then", "later")];
    assert!(browser.post("/register/person", &later).await.says("پاسخ‌های شما نگه داشته شد"));
}

#[tokio::test]
async fn page_two_is_gone_on_with_and_begins_with_the_home_address() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let fresh = browser.get("/register/plan").await;
    assert!(fresh.says("value=\"۳۸۱۳۷۱۵۶۴۹\"") && fresh.says("selected"));
    let half = with(with(plan(), "title", HALF), "areaM2", "زیاد");
    browser.fill("/register/plan", &half).await;
    let page = browser.get("/register/plan").await;
    assert!(page.says(HALF) && page.says("value=\"زیاد\""));
}

#[tokio::test]
async fn a_database_that_goes_away_in_the_middle_shows_the_page_again_with_everything_typed() {
    let test = TestRegistry::start().await;
    let mut first = test.browser();
    first.get("/register/person?activity=independent").await;
    let mut second = test.browser();
    second.register(&with(person(Activity::Independent), "nationalId", "0076229645")).await;
    second.get("/register/plan").await;
    test.registry.pool.close().await;

    let page = first.register(&with(person(Activity::Independent), "lastName", HALF)).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.says("سامانه اکنون نتوانست پاسخ‌های شما را نگه دارد"));
    assert!(page.says(HALF) && page.says(NATIONAL_ID) && page.says("<title>خطا:"));
    let page = second.fill("/register/plan", &with(plan(), "title", HALF)).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.says("سامانه اکنون نتوانست پاسخ‌های شما را نگه دارد") && page.says(HALF));
    // The code is seen all the same.
    assert!(second.get("/register/code").await.says("کد رهگیری شما"));

    // The database is back, with another server: the same form, sent again, registers once.
    let back = test.another(9).await;
    first.move_to(back);
    let page = first.register(&person(Activity::Independent)).await;
    assert!(page.says("کد رهگیری شما"), "{}", page.text());
    assert_eq!(test.count("select count(*) from cases").await, 2);
}

#[tokio::test]
async fn a_server_goes_on_after_its_connections_were_cut() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    half_typed(&mut browser).await;
    sqlx::query(
        "select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()",
    )
    .execute(&test.owner)
    .await
    .unwrap();
    assert!(answered(&mut browser, "5948").await.says(HALF));
}

#[tokio::test]
async fn no_draft_holds_a_national_id_in_the_clear() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    half_typed(&mut browser).await;
    assert_eq!(test.count("select count(*) from drafts").await, 1);
    let hex: String = NATIONAL_ID.bytes().map(|byte| format!("{byte:02x}")).collect();
    let found: i64 = sqlx::query_scalar(
        "select count(*) from drafts d where d::text like '%' || $1 || '%' or d::text like '%' || $2 || '%'",
    )
    .bind(NATIONAL_ID)
    .bind(&hex)
    .fetch_one(&test.owner)
    .await
    .unwrap();
    assert_eq!(found, 0);
}

#[tokio::test]
async fn a_broken_query_shows_nobody_anothers_draft() {
    let test = TestRegistry::start().await;
    let (mut one, mut other) = (test.browser(), test.browser());
    half_typed(&mut one).await;
    other.register(&with(person(Activity::Independent), "nationalId", "0076229645")).await;
    other.fill("/register/plan", &plan()).await;
    other.send_file("/register/documents/10001", "a.pdf", crate::applying::PDF).await;
    let case = test.case().await;
    let hash = test.registry.keys.identity(case.applicant.identity());
    let wrong = test.registry.keys.identity("0000000000");
    let drafts = "select count(*) from drafts";
    let uploads = "select count(*) from uploads";
    for (scope, of_drafts, of_uploads) in [
        (Scope::Whole, 2, 1),
        (Scope::Applicant(&case.tracking_code, hash), 1, 1),
        (Scope::Applicant(&case.tracking_code, wrong), 0, 0),
        // The name of a case that is there shows page one alone, and that is gone.
        (Scope::Draft(case.id), 0, 0),
        (Scope::Supporter(hash), 0, 0),
    ] {
        let mut tx = scope::begin(&test.registry.pool, scope).await.unwrap();
        let seen: i64 = sqlx::query_scalar(drafts).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(seen, of_drafts);
        let seen: i64 = sqlx::query_scalar(uploads).fetch_one(&mut *tx).await.unwrap();
        assert_eq!(seen, of_uploads);
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_is_answered_and_not_kept() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let huge = "ا".repeat(100_000);
    let page = browser.register(&with(person(Activity::Independent), "address", &huge)).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.says("یک متن بلندتر از اندازه است") && page.says(&"ا".repeat(40)));
    assert_eq!(test.count("select count(*) from drafts").await, 0);
}

#[tokio::test]
async fn what_is_sent_after_the_session_is_over_goes_on_once_the_code_is_given() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    browser.get("/register/plan").await;
    test.clock.advance_millis(5 * 3_600_000);
    let page = browser.fill("/register/plan", &with(plan(), "title", HALF)).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.says("برای ادامه، کد رهگیری را بنویسید") && page.says(HALF));
    let code = test.case().await.tracking_code;
    let signed = with(with(plan(), "title", HALF), "code", &code.printed());
    let wrong = with(signed.clone(), "identity", "0076229645");
    let page = browser.fill("/register/plan/again", &wrong).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.says("پیدا نشد") && page.says(HALF));
    let right = with(signed, "identity", "۰۰۸۴۵۷۵۹۴۸");
    let page = browser.fill("/register/plan/again", &right).await;
    assert!(page.says("چه مانده است؟"), "{}", page.text());
    assert!(browser.get("/register/plan").await.says(HALF));
}

#[tokio::test]
async fn whoever_keeps_writing_stays_signed_in_for_the_longest_of_a_session() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    for path in ["/register/plan", "/register/documents", "/register/plan"] {
        test.clock.advance_millis(3 * 3_600_000);
        assert_eq!(browser.get(path).await.status, StatusCode::OK);
    }
    // Not even an upload makes it longer than that.
    let fields = [("document", "10001"), ("name", "a"), ("size", "9"), ("sha256", HASH)];
    assert_eq!(browser.post("/register/uploads", &fields).await.status, StatusCode::CREATED);
    test.clock.advance_millis(3 * 3_600_000 - 1);
    assert_eq!(browser.get("/register/plan").await.status, StatusCode::OK);
    test.clock.advance_millis(2);
    for path in ["/register/plan", "/register/documents", "/register/confirm", "/register/code"] {
        assert_eq!(browser.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(browser.post("/register/uploads", &fields).await.status, StatusCode::UNAUTHORIZED);
}
