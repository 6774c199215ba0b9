//! What holds for every page.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::catalogue::Catalogue;
use domain::text::to_persian_digits;
use libdeflater::Decompressor;
use testkit::times::START;

use crate::browser::{Answer, Browser, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;

/// The page of the fields that a word finds.
const FOUND: &str = "/fields?q=%D9%82%D8%A7%D9%84%DB%8C";

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
async fn an_address_with_a_slash_at_its_end_leads_to_its_page_and_never_to_another_site() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for (typed, page) in [
        ("/status/", "/status"),
        ("/register/", "/register"),
        ("/en/", "/en"),
        ("/en/status/?a=1&b=%20", "/en/status?a=1&b=%20"),
        ("/fields//?q=%D9%82", "/fields?q=%D9%82"),
        ("/administration/", "/administration"),
        ("/administration/sign-in/", "/administration/sign-in"),
        ("/verify/000001234714/", "/verify/000001234714"),
        ("/v1/status-list/", "/v1/status-list"),
        ("/health/live/", "/health/live"),
    ] {
        let answer = browser.get(typed).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{typed}");
        assert_eq!(answer.location(), Some(page), "{typed}");
        assert_ne!(browser.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for odd in
        ["//evil.example/", "//evil.example//", "/%2F/..//evil.example/", "/a//evil/", "//", "///"]
    {
        let answer = browser.get(odd).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::NOT_FOUND, None), "{odd}");
    }
    // A form is sent to no other address than the one it was written for.
    let form = browser.post("/status/", &[("code", "1")]).await;
    assert_eq!((form.status, form.location()), (StatusCode::NOT_FOUND, None));
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
    assert!(!plain.headers.contains_key("content-encoding"));
    assert_eq!(plain.headers.get_all("vary").iter().count(), 1);
    // The second time it is not drawn again.
    for time in ["first", "second"] {
        let compressed = accepting(&mut browser, "/offices", "br, gzip").await;
        assert_eq!(compressed.headers.get("content-encoding").unwrap(), "gzip", "{time}");
        assert_eq!(compressed.headers.get("vary").unwrap(), "accept-encoding", "{time}");
        assert!(compressed.body.len() * 4 < plain.body.len(), "{time}");
        assert_eq!(opened(&compressed.body), plain.body, "{time}");
    }
    // What is asked for is drawn each time, and compressed too.
    let plain = browser.get(FOUND).await;
    let compressed = accepting(&mut browser, FOUND, "gzip").await;
    assert_eq!(compressed.headers.get("vary").unwrap(), "accept-encoding");
    assert_eq!(opened(&compressed.body), plain.body);
}

#[tokio::test]
async fn whoever_takes_a_page_in_no_form_can_read_it_all_the_same() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for path in ["/fields", "/status", "/nowhere", "/v1/licences/1", "/assets/portal.css"] {
        let plain = browser.get(path).await;
        for accepted in ["identity;q=0", "*;q=0", "gzip;q=0, identity;q=0", "br"] {
            let answer = accepting(&mut browser, path, accepted).await;
            assert_eq!(
                (answer.status, &answer.body),
                (plain.status, &plain.body),
                "{path} {accepted}"
            );
        }
    }
}

#[tokio::test]
async fn a_page_for_everybody_is_drawn_from_the_edition_in_force_on_its_day() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let days = |catalogue: &Catalogue| to_persian_digits(&catalogue.look_up_after_days.to_string());
    let before = format!("نتیجه را {} روز", days(&test.registry.catalogue()));
    assert!(browser.get("/").await.says(&before));
    assert!(browser.get("/en").await.says("See the result"));
    let tomorrow = START.tehran_date().add_days(1);
    test.edition_from(tomorrow, |catalogue| catalogue.look_up_after_days = 97).await;
    test.registry.read_editions().await.unwrap();
    assert!(browser.get("/").await.says(&before));
    test.clock.advance_millis(24 * 3_600_000);
    assert!(browser.get("/").await.says("نتیجه را ۹۷ روز"));
    assert!(browser.get("/en").await.says("97 days"));
}

/// A page for somebody who accepts some encodings.
async fn accepting(browser: &mut Browser, path: &str, encodings: &str) -> Answer {
    let asked = Request::builder().uri(path).header("accept-encoding", encodings);
    browser.ask(asked.body(Body::empty()).unwrap()).await
}

/// What was compressed; no page of the tests is longer than this has room for.
fn opened(compressed: &[u8]) -> Vec<u8> {
    let mut plain = vec![0; 1 << 20];
    let length = Decompressor::new().gzip_decompress(compressed, &mut plain).unwrap();
    plain.truncate(length);
    plain
}
