//! What applicants do on the page of their case: they answer, they give up.

use axum::http::StatusCode;
use domain::case::RequestState;
use domain::catalogue::DocumentCode;
use domain::event::{Asked, CorrectableFact, Fact, Medium};
use domain::ids::RequestId;
use domain::people::Role;
use domain::plan::Path;

use testkit::files::{JPEG, PDF};

use crate::harness::TestRegistry;
use crate::status::{says, signed_in};
use crate::telling::Telling;

async fn submitted(test: &TestRegistry) -> Telling<'_> {
    let mut told = Telling::registered(test, 1).await;
    told.submit().await;
    told
}

async fn state(told: &Telling<'_>, id: RequestId) -> RequestState {
    told.case().await.requests.into_iter().find(|request| request.id == id).unwrap().state
}

fn page_of(id: RequestId) -> String {
    format!("/status/requests/{id}")
}

#[tokio::test]
async fn a_document_that_is_asked_for_is_sent_from_the_page_of_the_case() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let code = DocumentCode(20_001);
    let id = told.ask(Role::Agency, Asked::Document(code), "تصویر خوانای گواهی را بفرستید").await;
    told.pass_days(2);
    let mut browser = signed_in(&told).await;
    let page = browser.get("/status").await;
    says(
        &page,
        &[
            "فایل مدرک",
            "عکس یا PDF، تا ۱۰ مگابایت",
            &format!("action=\"{}/file?case=", page_of(id)),
        ],
    );
    let sent = browser.send_file(&format!("{}/file", page_of(id)), "گواهی من.pdf", PDF).await;
    assert_eq!(sent.location(), Some("/status"), "{}", sent.text());
    let RequestState::Answered(answer, by) = state(&told, id).await else { panic!() };
    assert_eq!((answer.medium, by), (Medium::Portal, crate::telling::PORTAL));
    let [attachment] = &answer.attachments[..] else { panic!() };
    assert_eq!((attachment.document, attachment.name.as_str()), (code, "گواهی من.pdf"));
    let registry = &test.registry;
    let kept = registry.files.read(&registry.keys, told.story.case, &attachment.content).await;
    assert_eq!(kept.unwrap(), PDF);
    let page = browser.get("/status").await;
    says(&page, &["پاسخ شما رسید", "بررسی می‌شود", "اکنون کاری با شما نیست"]);
    assert!(!page.says("ایستاده است"));
    told.by(Role::Agency, Fact::RequestAccepted { request: id }).await;
    says(&browser.get("/status").await, &["پذیرفته شد"]);
}

#[tokio::test]
async fn what_is_no_document_is_refused_with_the_reason() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let id =
        told.ask(Role::Agency, Asked::Document(DocumentCode(20_001)), "گواهی را بفرستید").await;
    let mut browser = signed_in(&told).await;
    let path = format!("{}/file", page_of(id));
    let large = [PDF, &vec![b' '; 11 * 1024 * 1024]].concat();
    for (content, why) in [
        (&b"MZ\x90\0 a program"[..], "این فایل یک برنامه است"),
        (testkit::files::LOCKED_PDF, "این فایل PDF رمز دارد"),
        (&PDF[..300], "پایان آن نیامده است"),
        (&JPEG[..JPEG.len() / 2], "پایان آن نیامده است"),
        (b"", "فایلی نیامد یا فایل خالی است"),
        (&large, "بزرگ‌تر است"),
    ] {
        let page = browser.send_file(&path, "سند.pdf", content).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&page, &["<title>خطا:", why, "aria-invalid=\"true\"", &format!("href=\"#f{id}\"")]);
    }
    assert_eq!(state(&told, id).await, RequestState::Open);
}

#[tokio::test]
async fn a_correction_is_answered_with_the_right_value() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let asked = Asked::Correct(CorrectableFact::WorkplacePostalCode);
    let id = told.ask(Role::Agency, asked, "کد پستی محل کار با نشانی نمی‌خواند").await;
    let mut browser = signed_in(&told).await;
    says(&browser.get("/status").await, &[&format!("href=\"{}\"", page_of(id)), "پاسخ دادن"]);
    says(&browser.get(&page_of(id)).await, &["اصلاح کد پستی محل کار", "نمی‌خواند", "name=\"value\""]);
    let wrong = [("value", "۱۲۳"), ("note", "از روی قبض برق")];
    let page = browser.post(&page_of(id), &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, &["<title>خطا:", "value=\"۱۲۳\"", "از روی قبض برق", "href=\"#value\""]);
    let right = [("value", "۳۸۱۳۹-۱۴۵۶۸"), ("note", "از روی قبض برق")];
    says(&browser.submit(&page_of(id), &right).await, &["پاسخ شما رسید"]);
    told.by(Role::Agency, Fact::RequestAccepted { request: id }).await;
    assert_eq!(
        told.case().await.submission.unwrap().plan.workplace.postal_code.as_str(),
        "3813914568"
    );
    // Sent twice, it is one answer.
    let version = told.case().await.version;
    let again = browser.post(&page_of(id), &right).await;
    assert_eq!(again.location(), Some("/status"));
    assert_eq!(told.case().await.version, version);
}

#[tokio::test]
async fn every_fact_that_can_be_asked_for_can_be_answered() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let day = [("value-day", "۵"), ("value-month", "۱۱"), ("value-year", "۱۴۰۶")];
    let line = |value| vec![("value", value)];
    for (fact, typed) in [
        (CorrectableFact::FirstName, line("زهرا")),
        (CorrectableFact::LastName, line("کاظمی")),
        (CorrectableFact::FatherName, line("رضا")),
        (
            CorrectableFact::BornOn,
            vec![("value-day", "۱"), ("value-month", "1"), ("value-year", "١٣٧٠")],
        ),
        (CorrectableFact::Mobile, line("۰۹۱۸ ۱۲۳ ۴۵۶۷")),
        (CorrectableFact::Residence, line("اراک، خیابان شهدا، پلاک ۳")),
        (CorrectableFact::ResidencePostalCode, line("3813914567")),
        (CorrectableFact::Workplace, line("اراک، خیابان شهدا، پلاک ۳")),
        (CorrectableFact::WorkplacePostalCode, line("3813914567")),
        (CorrectableFact::PlanTitle, line("بافت قالی")),
        (CorrectableFact::PlanDescription, line("بافت قالی برای بازار اراک")),
        (CorrectableFact::CertificateNumber, line("۱۲۳/ف")),
        (CorrectableFact::CertificateExpiresOn, day.to_vec()),
        (CorrectableFact::OwnContribution, line("۱۵۰٬۰۰۰٬۰۰۰")),
        (CorrectableFact::Iban, line("IR820540102680020817909002")),
    ] {
        let id = told.ask(Role::Agency, Asked::Correct(fact), "درست بنویسید").await;
        let mut browser = signed_in(&told).await;
        let empty = browser.post(&page_of(id), &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{fact:?}");
        let page = browser.post(&page_of(id), &typed).await;
        assert_eq!(page.location(), Some("/status"), "{fact:?} {}", page.text());
        told.by(Role::Agency, Fact::RequestAccepted { request: id }).await;
        told.pass_days(1);
    }
    let case = told.case().await;
    assert_eq!(case.applicant.person().last_name.as_str(), "کاظمی");
    assert_eq!(case.submission.unwrap().plan.capital.own.value(), 150_000_000);
}

#[tokio::test]
async fn who_is_asked_to_come_says_when() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let id = told.ask(Role::Agency, Asked::Visit, "اصل شناسنامه را بیاورید").await;
    let mut browser = signed_in(&told).await;
    let page = browser.post(&page_of(id), &[("note", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = browser.submit(&page_of(id), &[("note", "روز شنبه آمدم")]).await;
    says(&page, &["پاسخ شما رسید"]);
}

#[tokio::test]
async fn nobody_answers_for_another() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let id = told.ask(Role::Agency, Asked::Visit, "بیایید").await;
    let other = Telling::registered(&test, 2).await;
    let mut browser = signed_in(&other).await;
    let page = browser.post(&page_of(id), &[("note", "من")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    browser.forget();
    let page = browser.post(&page_of(id), &[("note", "من")]).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    let sent = browser.send_file(&format!("{}/file", page_of(id)), "\0x\r\n.pdf", PDF).await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    assert_eq!(state(&told, id).await, RequestState::Open);
}

#[tokio::test]
async fn what_was_typed_survives_a_database_that_goes_away() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let id = told.ask(Role::Agency, Asked::Visit, "بیایید").await;
    let mut browser = signed_in(&told).await;
    test.registry.pool.close().await;
    let page = browser.post(&page_of(id), &[("note", "روز شنبه می‌آیم")]).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    says(&page, &["هنوز فرستاده نشد", "value=\"روز شنبه می‌آیم\"", "دوباره فرستادن"]);
    let fields = [("reason", "بیماری"), ("sure", "yes"), ("identity", "0084575948")];
    let page = browser.post("/status/withdraw", &fields).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    says(&page, &["value=\"بیماری\""]);
}

#[tokio::test]
async fn what_was_typed_survives_the_end_of_the_session() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let id = told.ask(Role::Agency, Asked::Visit, "بیایید").await;
    let mut browser = signed_in(&told).await;
    test.clock.advance_millis(5 * 3_600_000);
    let typed = [("note", "روز شنبه می‌آیم")];
    let page = browser.post(&page_of(id), &typed).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    says(&page, &["value=\"روز شنبه می‌آیم\"", "ورود در صفحه‌ای تازه"]);
    // Signed in anew, as on another page, the same button sends it.
    browser = signed_in(&told).await;
    says(&browser.submit(&page_of(id), &typed).await, &["پاسخ شما رسید"]);
}

#[tokio::test]
async fn an_application_is_withdrawn_after_a_tick() {
    let test = TestRegistry::start().await;
    let told = submitted(&test).await;
    let mut browser = signed_in(&told).await;
    says(&browser.get("/status").await, &["href=\"/status/withdraw\""]);
    says(&browser.get("/status/withdraw").await, &["می‌خواهم از این درخواست انصراف دهم"]);
    let (_, identity) = told.secrets().await;
    let reason = ("reason", "کار دیگری پیدا کردم");
    let page = browser.post("/status/withdraw", &[reason, ("identity", &identity)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    says(&page, &["<title>خطا:", "کار دیگری پیدا کردم", "href=\"#sure\""]);
    // Whoever finds the page open and is not its owner does not withdraw it.
    for (typed, why) in [("", "را بنویسید"), ("0076229645", "از آنِ صاحب این درخواست نیست")]
    {
        let fields = [reason, ("sure", "yes"), ("identity", typed)];
        let page = browser.post("/status/withdraw", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&page, &[why, "href=\"#identity\"", "کار دیگری پیدا کردم"]);
        assert!(told.case().await.is_open());
    }
    let fields = [reason, ("sure", "yes"), ("identity", &identity)];
    let page = browser.submit("/status/withdraw", &fields).await;
    says(&page, &["از این درخواست انصراف داده‌اید"]);
    assert!(!page.says("href=\"/status/withdraw\""));
    assert_eq!(browser.get("/status/withdraw").await.location(), Some("/status"));
}

#[tokio::test]
async fn what_is_licensed_is_not_withdrawn() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    told.approve(Path::Standard).await;
    told.license(1).await;
    let mut browser = signed_in(&told).await;
    assert!(!browser.get("/status").await.says("href=\"/status/withdraw\""));
    let (_, identity) = told.secrets().await;
    let fields = [("sure", "yes"), ("identity", identity.as_str())];
    let page = browser.post("/status/withdraw", &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn whatever_is_in_an_address_or_a_form_is_answered() {
    let test = TestRegistry::start().await;
    let mut told = submitted(&test).await;
    let id = told.ask(Role::Agency, Asked::Document(DocumentCode(20_001)), "گواهی").await;
    let mut browser = signed_in(&told).await;
    for path in ["/verify/%FF", "/status/requests/%FF", "/status/requests/%00", "/en/verify/%FF%FE"]
    {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.says("<title>خطا:") || page.says("<title>Error:"), "{path}");
    }
    let json = browser.get("/v1/licences/%FF").await;
    assert_eq!(json.status, StatusCode::BAD_REQUEST);
    says(&json, &["\"code\":\"bad-number\""]);
    assert_eq!(browser.post("/status/covered/%FF", &[]).await.status, StatusCode::NOT_FOUND);
    // A form that is no file's.
    let page = browser.post(&format!("{}/file", page_of(id)), &[("file", "x")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    says(&page, &["<title>خطا:"]);
    let long = "۱".repeat(70_000);
    let page = browser.post("/status", &[("code", &long), ("identity", "1")]).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    says(&page, &["یک متن بلندتر از اندازه است", &"۱".repeat(40)]);
    assert!(!page.says("فایل"), "{}", page.text());
    let nul = browser.post("/verify", &[("code", "LIC1:\0")]).await;
    assert_eq!(nul.status, StatusCode::OK);
    says(&nul, &["رمزینه خوانده نشد"]);
}
