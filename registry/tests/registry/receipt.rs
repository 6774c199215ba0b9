//! The receipt that an applicant prints.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::mpsc;

use axum::http::StatusCode;
use domain::people::Activity;

use crate::applying::{NATIONAL_ID, person, plan, with};
use crate::browser::{Answer, Browser, app};
use crate::harness::TestRegistry;

const RECEIPT: &str = "/status/receipt";

/// What a reader of PDF files reads, with digits as ASCII and without marks of direction.
fn read(file: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    reader.stdin.take().unwrap().write_all(file).unwrap();
    let told = reader.wait_with_output().unwrap();
    assert!(told.status.success());
    let is_mark = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let text = std::str::from_utf8(&told.stdout).unwrap();
    let text: String = text.chars().filter(|c| !is_mark(c)).collect();
    domain::text::to_ascii_digits(&text)
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).unwrap().to_str().unwrap()
}

#[tokio::test]
async fn a_receipt_is_there_from_the_tracking_code_on_and_says_what_the_case_has() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let page = browser.register(&person(Activity::Independent)).await;
    assert!(page.says("href=\"/status/receipt?case=") && page.says("دریافت رسید (PDF)"));
    let first = browser.get(RECEIPT).await;
    assert_eq!(first.status, StatusCode::OK, "{:?}", first.headers);
    assert!(first.body.starts_with(b"%PDF-"));
    let case = test.case().await;
    let told = read(&first.body);
    assert!(told.contains(&case.tracking_code.printed()), "{told}");
    assert!(told.contains("فاطمه احمدی") && told.contains("پس از تکمیل صفحهٔ دوم"), "{told}");
    assert!(told.contains("portal.example/status") && told.contains("مجوز فعالیت نیست"), "{told}");
    // Two digits of the national ID are enough to know it by.
    assert!(told.contains("48") && !told.contains(NATIONAL_ID), "{told}");
    // The sample edition's papers say that they are samples.
    assert!(told.contains("نمونه"), "{told}");

    browser.complete(&plan()).await;
    let done = browser.tick().await;
    assert!(done.says("href=\"/status/receipt?case="));
    assert!(browser.get("/status").await.says("href=\"/status/receipt?case="));
    let told = read(&browser.get(RECEIPT).await.body);
    let field = test.registry.field_title(&test.case().await.submission.unwrap().plan.field);
    assert!(told.contains(&field.unwrap()) && !told.contains("پس از تکمیل"), "{told}");
}

#[tokio::test]
async fn a_receipt_is_a_file_that_names_nobody_and_that_nobody_keeps() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let answer = browser.get("/en/status/receipt").await;
    assert_eq!(header(&answer, "content-type"), "application/pdf");
    assert_eq!(header(&answer, "content-disposition"), "attachment; filename=\"receipt.pdf\"");
    assert_eq!(header(&answer, "cache-control"), "no-store");
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    assert!(header(&answer, "content-security-policy").starts_with("default-src 'none'"));
}

#[tokio::test]
async fn a_receipt_is_drawn_for_the_session_it_is_asked_in_and_for_no_other() {
    let test = TestRegistry::start().await;
    let mut nobody = test.browser();
    assert_eq!(nobody.get(RECEIPT).await.status, StatusCode::UNAUTHORIZED);
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let code = test.case().await.tracking_code.printed();
    let mut other = test.browser();
    let typed = with(person(Activity::Independent), "nationalId", "0076229645");
    other.register(&with(typed, "firstName", "زهرا")).await;
    let theirs = read(&other.get(RECEIPT).await.body);
    assert!(theirs.contains("زهرا") && !theirs.contains(&code), "{theirs}");
    browser.post("/status/leave", &[]).await;
    assert_eq!(browser.get(RECEIPT).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn companies_and_covered_applicants_have_receipts_too() {
    let test = TestRegistry::start().await;
    for activity in [Activity::Covered, Activity::SupporterNatural, Activity::SupporterLegal] {
        let mut browser = test.browser();
        browser.register(&person(activity)).await;
        let answer = browser.get(RECEIPT).await;
        assert_eq!(answer.status, StatusCode::OK, "{activity:?}");
        let told = read(&answer.body);
        let company = told.contains("شرکت تعاونی سپیدار اراک");
        assert_eq!(company, activity == Activity::SupporterLegal, "{told}");
    }
}

#[tokio::test]
async fn who_asks_for_a_receipt_too_often_is_told_to_wait() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&person(Activity::Independent)).await;
    let mut refused = None;
    for _ in 0..20 {
        let answer = browser.get(RECEIPT).await;
        if answer.status != StatusCode::OK {
            refused = Some(answer);
        }
    }
    let refused = refused.unwrap();
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.says("چند دقیقه صبر کنید و دوباره بیازمایید"));
}

#[tokio::test]
async fn where_too_many_receipts_wait_one_is_told_to_try_again() {
    let test = TestRegistry::start().await;
    let app = app(test.registry.clone(), None);
    let mut browser = Browser::of(app.clone());
    browser.register(&person(Activity::Independent)).await;
    let mut kept_busy = Vec::new();
    let busy = loop {
        let (end, hears) = mpsc::channel::<()>();
        let app = app.clone();
        let mut work = Box::pin(async move {
            app.limits
                .drawing
                .work(move || {
                    let _left = hears.recv();
                })
                .await
        });
        if let std::task::Poll::Ready(refused) = futures_util::poll!(work.as_mut()) {
            break refused;
        }
        kept_busy.push((work, end));
    };
    assert!(busy.is_err());
    let answer = browser.get(RECEIPT).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(header(&answer, "retry-after"), "60");
    drop(kept_busy);
}
