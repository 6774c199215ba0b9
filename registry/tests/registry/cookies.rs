//! Browsers that keep no cookies: they are told before anything is typed, and no code is lost.

use axum::http::StatusCode;
use domain::people::Activity;

use crate::applying::{NATIONAL_ID, code_of, person, with};
use crate::harness::TestRegistry;

const OFF: &str = "کوکی‌های این مرورگر خاموش است";

#[tokio::test]
async fn cookies_that_are_off_are_said_before_anything_is_typed() {
    let test = TestRegistry::start().await;
    for path in ["/register", "/register/person?activity=independent", "/status", "/en/status"] {
        // A first visit is asked once more, with a cookie, for the same page.
        let mut off = test.browser().without_cookies();
        let first = off.get(path).await;
        let and = if path.contains('?') { '&' } else { '?' };
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{path}");
        let again = format!("{path}{and}cookies=asked");
        assert_eq!(first.location(), Some(again.as_str()));
        assert!(first.headers["set-cookie"].to_str().unwrap().starts_with("__Host-cookies="));
        let page = off.get(&again).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.says(OFF) || page.says("Cookies are switched off"), "{path}");
        // With cookies nothing of it is seen, there or later.
        let mut on = test.browser();
        for path in [path, again.as_str()] {
            let page = on.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.says(OFF) && !page.says("Cookies are switched off"), "{path}");
        }
    }
}

#[tokio::test]
async fn without_cookies_the_code_is_shown_all_the_same_and_a_retry_makes_no_second_case() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser().without_cookies();
    browser.get("/register/person?activity=independent&cookies=asked").await;
    let wrong = browser.register(&with(person(Activity::Independent), "mobile", "12")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.says("احمدی"));
    let first = browser.register(&person(Activity::Independent)).await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.says("دوباره ثبت‌نام نکنید") && !first.says("/status/leave"), "{}", first.text());
    let again = browser.register(&person(Activity::Independent)).await;
    assert_eq!(code_of(&first), code_of(&again));
    // Another person in the same page is another case, once.
    let other = with(person(Activity::Independent), "nationalId", "0076229645");
    let (one, two) = (browser.register(&other).await, browser.register(&other).await);
    assert_eq!(code_of(&one), code_of(&two));
    assert_ne!(code_of(&one), code_of(&first));
    assert_eq!(test.count("select count(*) from cases").await, 2);
    // Nothing is kept that could not be found again.
    assert_eq!(test.count("select count(*) from drafts where kept").await, 0);
    let later = with(person(Activity::Independent), "then", "later");
    let page = browser.register(&later).await;
    assert!(page.says(OFF) && page.says("احمدی"));
}

#[tokio::test]
async fn following_up_without_cookies_says_why_it_does_not_go_on() {
    let test = TestRegistry::start().await;
    test.browser().register(&person(Activity::Independent)).await;
    let code = test.case().await.tracking_code;
    let fields = [("code", code.as_str()), ("identity", NATIONAL_ID)];
    let page = test.browser().without_cookies().post("/status", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says(OFF) && page.says(code.as_str()) && page.says("<title>خطا:"));
}
