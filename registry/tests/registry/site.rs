//! What holds for every page.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use crate::browser::ORIGIN_OF_SITE;
use crate::harness::TestRegistry;

#[tokio::test]
async fn the_first_page_is_there_in_both_languages() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let fa = browser.get("/").await;
    assert_eq!(fa.status, StatusCode::OK);
    assert!(fa.says("<html lang=\"fa\" dir=\"rtl\">") && fa.says("ثبت‌نام تازه"));
    let en = browser.get("/en").await;
    assert_eq!(en.status, StatusCode::OK);
    assert!(en.says("<html lang=\"en\" dir=\"ltr\">") && en.says("href=\"/en/register\""));
}

#[tokio::test]
async fn every_answer_tells_browsers_what_they_may_not_do() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for path in ["/", "/no-such-page", "/assets/portal.css", "/health/live"] {
        let answer = browser.get(path).await;
        let policy = answer.headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.headers.get("x-content-type-options").unwrap(), "nosniff", "{path}");
        assert_eq!(answer.headers.get("x-frame-options").unwrap(), "DENY", "{path}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_in_the_language_of_its_address() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let fa = browser.get("/nowhere").await;
    assert_eq!(fa.status, StatusCode::NOT_FOUND);
    assert!(fa.says("این صفحه پیدا نشد") && fa.says("<title>خطا:"));
    let en = browser.get("/en/nowhere").await;
    assert!(en.says("There is no such page"));
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let foreign = Request::builder()
        .method(Method::POST)
        .uri("/status")
        .header("origin", "https://evil.example")
        .body(Body::empty())
        .unwrap();
    let answer = browser.ask(foreign).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.says("foreign-form"));
    assert!(!answer.says(ORIGIN_OF_SITE));
}

#[tokio::test]
async fn health_says_whether_the_database_answers() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
    assert_eq!(browser.get("/health/ready").await.status, StatusCode::OK);
    test.registry.pool.close().await;
    assert_eq!(browser.get("/health/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_for_a_page_that_is_not_there_is_answered_and_sets_nothing() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.forget();
    let answer = browser.submit("/nowhere", &[("name", "فاطمه"), ("family", "a&b=c")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.headers.get("set-cookie").is_none() && !answer.says("فاطمه"));
}

#[tokio::test]
async fn what_is_counted_names_routes_and_nobody() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get("/v1/licences/000001234714").await;
    browser.get("/secret-0076229645").await;
    let counted = test.registry.metrics.text();
    assert!(counted.contains("route=\"/v1/licences/{number}\""), "{counted}");
    assert!(counted.contains("route=\"none\",method=\"GET\",status=\"404\""), "{counted}");
    assert!(!counted.contains("000001234714") && !counted.contains("0076229645"), "{counted}");
}

#[tokio::test]
async fn a_long_page_goes_over_a_slow_line_in_a_quarter_of_its_size() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let plain = browser.get("/offices").await;
    let asked = Request::builder().uri("/offices").header("accept-encoding", "gzip");
    let pressed = browser.ask(asked.body(Body::empty()).unwrap()).await;
    assert_eq!(pressed.headers.get("content-encoding").unwrap(), "gzip");
    assert!(
        pressed.body.len() * 4 < plain.body.len(),
        "{} of {}",
        pressed.body.len(),
        plain.body.len()
    );
}
