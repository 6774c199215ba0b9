//! What an applicant sees of their case, and what nobody else does.

use std::cell::Cell;

use axum::http::StatusCode;
use domain::catalogue::DocumentCode;
use domain::event::{
    Asked, BankOutcome, CorrectableFact, DocumentKind, Fact, PrintedStanding, Sheet,
};
use domain::people::Role;
use domain::plan::Path;
use domain::text::to_persian_digits;
use registry::applicant::Session;
use registry::follow;
use registry::web::session::Applicant;
use testkit::people::{company, text};
use testkit::seeded::Seeded;

use crate::browser::{Answer, Browser};
use crate::harness::TestRegistry;
use crate::telling::Telling;

/// A browser that is signed in to a case.
pub async fn signed_in(told: &Telling<'_>) -> Browser {
    let (code, identity) = told.secrets().await;
    let mut browser = told.test.browser();
    let answer =
        browser.post("/status", &[("code", &code.printed()), ("identity", &identity)]).await;
    assert_eq!(answer.location(), Some("/status"), "{}", answer.text());
    browser.get("/status").await;
    browser
}

pub async fn status(told: &Telling<'_>) -> Answer {
    let page = signed_in(told).await.get("/status").await;
    assert_eq!(page.status, StatusCode::OK);
    page
}

pub fn says(page: &Answer, all: &[&str]) {
    for said in all {
        assert!(page.says(said), "{said}: {}", page.text());
    }
}

/// Where the path says that the case is now.
fn now(page: &Answer) -> &str {
    let rest = page.text().split("<li class=\"now\" aria-current=\"step\"><b>").nth(1);
    rest.map_or("", |rest| rest.split('<').next().unwrap())
}

/// Counts what is sent to the database; each test has a thread of its own.
struct Statements;

thread_local! {
    static SENT: Cell<usize> = const { Cell::new(0) };
}

/// Runs something and says how many statements it sent.
async fn statements_of<T>(work: impl Future<Output = T>) -> (T, usize) {
    static COUNTING: std::sync::Once = std::sync::Once::new();
    COUNTING.call_once(|| tracing::subscriber::set_global_default(Statements).unwrap());
    let before = SENT.get();
    let done = work.await;
    (done, SENT.get() - before)
}

impl tracing::Subscriber for Statements {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, event: &tracing::Event<'_>) {
        let mut kind = Kind::Question;
        event.record(&mut kind);
        if matches!(kind, Kind::Question) {
            SENT.set(SENT.get() + 1);
        }
    }
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

/// A new connection sets itself up; that is no question of the page's.
enum Kind {
    Question,
    SetUp,
}

impl tracing::field::Visit for Kind {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        if field.name() == "summary" && format!("{value:?}").contains("set role") {
            *self = Self::SetUp;
        }
    }
}

#[tokio::test]
async fn a_wrong_code_and_a_wrong_id_cannot_be_told_apart() {
    let test = TestRegistry::start().await;
    let told = Telling::registered(&test, 1).await;
    let (code, identity) = told.secrets().await;
    let other = Seeded::new(99).national_id();
    let unused = Seeded::new(98).tracking_code();
    let mut browser = test.browser();
    let wrong_id = [("code", code.as_str()), ("identity", other.as_str())];
    let (wrong_id, one) = statements_of(browser.post("/status", &wrong_id)).await;
    let wrong_code = [("code", unused.as_str()), ("identity", identity.as_str())];
    let (wrong_code, two) = statements_of(browser.post("/status", &wrong_code)).await;
    assert!(one > 0);
    assert_eq!(one, two);
    assert_eq!(wrong_id.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong_code.status, wrong_id.status);
    let without =
        |page: &Answer, code: &str, id: &str| page.text().replace(code, "C").replace(id, "I");
    assert_eq!(
        without(&wrong_id, code.as_str(), other.as_str()),
        without(&wrong_code, unused.as_str(), &identity)
    );
    says(&wrong_id, &["<title>خطا:", "پیدا نشد", "href=\"#code\""]);
    assert!(!wrong_id.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn a_page_of_a_case_costs_one_transaction_and_few_statements() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let mut browser = signed_in(&told).await;
    browser.get("/status").await;
    let (page, count) = statements_of(browser.get("/status")).await;
    says(&page, &["مجوز شما صادر شد"]);
    // The scope, and the events.
    assert_eq!(count, 2);
}

#[tokio::test]
async fn code_and_id_are_taken_in_three_scripts_with_separators() {
    let test = TestRegistry::start().await;
    let told = Telling::registered(&test, 1).await;
    let (code, identity) = told.secrets().await;
    let arabic = |text: &str| -> String {
        let digit = |c: char| c.to_digit(10).and_then(|n| char::from_u32(0x660 + n)).unwrap_or(c);
        text.chars().map(digit).collect()
    };
    let id = identity.as_str();
    for (code, id) in [
        (code.as_str().to_owned(), id.to_owned()),
        (to_persian_digits(&code.printed()), to_persian_digits(id)),
        (
            arabic(&code.printed().replace('-', " ")),
            format!("{}-{}-{}", &id[..3], &id[3..9], &id[9..]),
        ),
        (format!(" {} ", code.printed()), arabic(id)),
    ] {
        let answer = test.browser().post("/en/status", &[("code", &code), ("identity", &id)]).await;
        assert_eq!(answer.location(), Some("/en/status"), "{code}");
    }
    for (code, id, why) in [
        ("", "", "کد رهگیری را بنویسید"),
        (code.as_str(), "", "شمارهٔ ملی یا شناسهٔ ملی را بنویسید"),
        ("1234", id, "چهارده رقم"),
        ("40573100821757", id, "جابه‌جا"),
        (code.as_str(), "76229645", "صفرهای آغاز"),
        (code.as_str(), "1234567890", "این شماره درست نیست"),
    ] {
        let page = test.browser().post("/status", &[("code", code), ("identity", id)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&page, &["<title>خطا:", why, &format!("value=\"{code}\"")]);
    }
}

#[tokio::test]
async fn a_code_is_not_guessed_at_and_whoever_asks_too_often_waits() {
    let test = TestRegistry::start().await;
    let told = Telling::registered(&test, 1).await;
    let (code, _) = told.secrets().await;
    let mut browser = test.browser();
    let mut seeded = Seeded::new(5);
    for _ in 0..10 {
        let guess = seeded.national_id();
        browser.post("/status", &[("code", code.as_str()), ("identity", guess.as_str())]).await;
    }
    let (code, identity) = told.secrets().await;
    let right = [("code", code.as_str()), ("identity", identity.as_str())];
    let page = browser.post("/status", &right).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn whoever_only_registered_goes_on_with_page_two() {
    let test = TestRegistry::start().await;
    let told = Telling::registered(&test, 1).await;
    let page = status(&told).await;
    says(&page, &["ثبت‌نام هنوز کامل نیست", "href=\"/register/plan\"", "اراک", "tel:"]);
    assert_eq!(now(&page), "ثبت‌نام");
}

#[tokio::test]
async fn at_the_agency_the_clock_runs_and_nothing_is_to_be_done() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit().await;
    let page = status(&told).await;
    says(
        &page,
        &[
            "اکنون کاری با شما نیست",
            "از <bdi class=\"figure\">۱۴۰۵/۰۹/۱۲</bdi> دوباره سر بزنید",
            "<span class=\"days\">۱۰</span>",
            "از مهلت ۱۰ روزهٔ دستگاه اجرایی",
            "ادارهٔ صنعت، معدن و تجارت شهرستان اراک",
            "شنبه تا چهارشنبه، ساعت ۸ تا ۱۴",
            "قالی‌بافی",
        ],
    );
    assert_eq!(now(&page), "بررسی دستگاه اجرایی");
    assert_eq!(page.text().matches("<i class=\"full\">").count(), 0);
    assert!(!page.says("توانمندسازی"));
    told.pass_days(2);
    let page = status(&told).await;
    says(&page, &["<span class=\"days\">۸</span>"]);
    assert_eq!(page.text().matches("<i class=\"full\">").count(), 2);
    told.pass_days(40);
    let page = status(&told).await;
    says(&page, &["روز کاری گذشته", "مهلت گذشته است", "هر خبر تازه همین‌جا می‌آید"]);
}

#[tokio::test]
async fn what_is_asked_stands_first_and_the_clock_stands_still() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit().await;
    let sentence = "تصویر گواهی مهارت خوانا نیست. تصویر تازه‌ای بفرستید.";
    told.ask(Role::Agency, Asked::Document(DocumentCode(20_001)), sentence).await;
    told.pass_days(3);
    let page = status(&told).await;
    says(
        &page,
        &[
            "اکنون یک کار با شماست",
            sentence,
            "در انتظار شما",
            "مهلت اداره از روزی که از شما پاسخ خواسته شد ایستاده است",
            "<span class=\"days\">۱۰</span>",
        ],
    );
    let first = page.text().find("اکنون یک کار").unwrap();
    assert!(first < page.text().find("مهلت بررسی").unwrap());
    let sentence = "نام خانوادگی را مطابق شناسنامه بنویسید";
    told.ask(Role::Agency, Asked::Correct(CorrectableFact::LastName), sentence).await;
    says(&status(&told).await, &["اکنون ۲ کار با شماست", "اصلاح نام خانوادگی"]);
}

#[tokio::test]
async fn the_same_message_stands_once_with_how_often_it_was_sent() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit().await;
    let sentence = "اصل شناسنامه را به اداره بیاورید";
    let request = told.ask(Role::Agency, Asked::Visit, sentence).await;
    told.by(Role::Agency, Fact::RequestCancelled { request }).await;
    let request = told.ask(Role::Agency, Asked::Visit, sentence).await;
    told.by(Role::Agency, Fact::RequestCancelled { request }).await;
    let page = status(&told).await;
    assert_eq!(page.text().matches(sentence).count(), 1);
    says(&page, &["این پیام ۲ بار فرستاده شده است", "دیگر لازم نیست", "راهنمایی تلفنی"]);
}

#[tokio::test]
async fn the_development_path_shows_empowerment() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit_for(Path::Development).await;
    says(&status(&told).await, &["توانمندسازی", "جهاد دانشگاهی"]);
    told.approve(Path::Development).await;
    let page = status(&told).await;
    says(&page, &["جهاد دانشگاهی واحد استان مرکزی", "دستگاه اجرایی طرح شما را تأیید کرد"]);
    assert_eq!(now(&page), "توانمندسازی");
    assert!(!page.says("مهلت بررسی"));
    told.empower().await;
    let page = status(&told).await;
    says(&page, &["از مهلت ۱۴ روزهٔ ادارهٔ تعاون، کار و رفاه اجتماعی"]);
    assert_eq!(now(&page), "صدور مجوز");
}

#[tokio::test]
async fn a_refusal_gives_its_conditions_and_what_can_be_done() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit().await;
    told.refuse().await;
    let page = status(&told).await;
    says(
        &page,
        &[
            "درخواست شما پذیرفته نشد",
            "href=\"/law#c22\"",
            "گواهی مهارت برای خیاطی است؛ پس از گذراندن دورهٔ همین کار دوباره ثبت نام کنید.",
            "آنچه اکنون می‌توانید انجام دهید",
            "اعتراض",
            "class=\"stopped\"",
        ],
    );
    assert!(!page.says("مهلت بررسی"));
}

#[tokio::test]
async fn a_licence_is_shown_with_its_number_and_what_became_of_it() {
    let test = TestRegistry::start().await;
    let mut told = Telling::licensed(&test, 1, 12_347).await;
    let page = status(&told).await;
    says(
        &page,
        &["۰۰۰۰ ۰۱۲۳ ۴۷۱۴", "معتبر و ثبت‌شده", "۱۴۰۷/۰۹/۰۲", "href=\"/verify/000001234714\""],
    );
    let sheet = |document, serial, seeded: &mut Seeded| Sheet {
        serial,
        document,
        subject: seeded.event_id(),
        copy: 1,
        standing: PrintedStanding::Final,
        template: 1,
        letterhead: None,
        texts: None,
        reason: None,
        hash: seeded.content_hash(),
        printer: None,
        job: None,
        paper: None,
    };
    let mut seeded = Seeded::new(4);
    let case = told.case().await;
    let licence = Sheet {
        subject: case.licence().unwrap().event,
        ..sheet(DocumentKind::Licence, 1, &mut seeded)
    };
    told.by(Role::Labour, Fact::Printed(licence)).await;
    says(&status(&told).await, &["نامه‌ها و برگ‌های چاپ‌شده"]);
    told.suspend().await;
    says(&status(&told).await, &["تعلیق شده", "شکایت همسایگان از سروصدا", "href=\"/law#c34\""]);
    told.revoke().await;
    says(&status(&told).await, &["باطل شده", "مجوز شما باطل شد"]);
}

#[tokio::test]
async fn a_referral_leads_to_the_bank_and_ends_with_its_answer() {
    let test = TestRegistry::start().await;
    let mut told = Telling::licensed(&test, 1, 1).await;
    let referral = told.refer().await;
    let page = status(&told).await;
    says(
        &page,
        &[
            "به بانک مراجعه کنید",
            "بانک توسعه تعاون، شعبهٔ مرکزی اراک",
            "۵۰۰٬۰۰۰٬۰۰۰",
            "در انتظار پاسخ بانک",
        ],
    );
    assert_eq!(now(&page), "معرفی به بانک");
    told.suspend().await;
    // A licence that is out of force takes nobody to a bank.
    assert!(!status(&told).await.says("به بانک مراجعه کنید"));
    told.by(Role::Labour, Fact::LicenceReinstated { reason: text("رفع شد") }).await;
    let outcome = BankOutcome::Paid;
    told.by(Role::Bank, Fact::BankAnswered { referral, outcome, note: None }).await;
    let page = status(&told).await;
    says(&page, &["تسهیلات پرداخت شد"]);
    assert!(!page.says("به بانک مراجعه کنید"));
    assert_eq!(page.text().matches("class=\"passed\"").count(), 4);
    let mut browser = signed_in(&told).await;
    says(&browser.get("/en/status").await, &["500,000,000", "The loan was paid"]);
}

#[tokio::test]
async fn a_referral_that_ran_out_says_so_and_how_to_get_another() {
    let test = TestRegistry::start().await;
    let mut told = Telling::licensed(&test, 1, 1).await;
    let referral = told.refer().await;
    let another = ["مهلت معرفی‌نامهٔ بانک گذشته است", "برای گرفتن معرفی‌نامهٔ تازه"];
    // Its last day is 20 February.
    told.pass_days(89);
    let page = status(&told).await;
    says(&page, &["به بانک مراجعه کنید", "۱۴۰۵/۱۲/۰۱"]);
    assert!(!page.says(another[0]));
    told.pass_days(1);
    let page = status(&told).await;
    says(&page, &another);
    says(&page, &["مهلت معرفی‌نامه گذشت", "class=\"stopped\"", "href=\"tel:"]);
    assert!(!page.says("به بانک مراجعه کنید") && !page.says("در انتظار پاسخ بانک"));
    let mut browser = signed_in(&told).await;
    says(&browser.get("/en/status").await, &["has run out", "To get another one"]);
    // A bank that has the letter answers for it, whatever its last day.
    let answered = |outcome| Fact::BankAnswered { referral, outcome, note: None };
    told.by(Role::Bank, answered(BankOutcome::Received)).await;
    let page = status(&told).await;
    says(&page, &["معرفی‌نامهٔ شما نزد بانک است"]);
    assert!(!page.says(another[0]) && !page.says("به بانک مراجعه کنید"));
    told.by(Role::Bank, answered(BankOutcome::Lapsed)).await;
    says(&status(&told).await, &another);
}

#[tokio::test]
async fn a_withdrawn_application_and_a_disputed_one_say_so() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit().await;
    told.withdraw().await;
    says(&status(&told).await, &["از این درخواست انصراف داده‌اید", "class=\"stopped\""]);
    let mut told = Telling::registered(&test, 2).await;
    told.submit().await;
    let to = crate::telling::office(Role::Labour);
    let rival = Fact::Approved { comment: None, to, opened: std::collections::BTreeSet::new() };
    let opened = testkit::facts::dispute(&mut told.story.seeded, rival, None);
    told.by_portal(opened).await;
    let page = status(&told).await;
    says(&page, &["سرپرست دارد آن را بررسی می‌کند"]);
    assert_eq!(now(&page), "بررسی دستگاه اجرایی");
    let mut told = Telling::licensed(&test, 3, 12_347).await;
    let to = crate::telling::office(Role::Labour);
    let rival = Fact::Approved { comment: None, to, opened: std::collections::BTreeSet::new() };
    let opened = testkit::facts::dispute(&mut told.story.seeded, rival, None);
    told.by_portal(opened).await;
    says(&status(&told).await, &["سرپرست دارد آن را بررسی می‌کند", "۰۰۰۰ ۰۱۲۳ ۴۷۱۴"]);
}

#[tokio::test]
async fn what_is_the_offices_own_is_never_shown() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit().await;
    told.by(Role::Agency, Fact::Noted { text: text("یادداشت درونی") }).await;
    let call =
        Fact::CallLogged { caller: text("همسایه"), summary: text("شکایت تلفنی") };
    told.by(Role::Agency, call).await;
    told.approve(Path::Standard).await;
    told.license(1).await;
    let page = status(&told).await;
    let case = told.case().await;
    let person = case.applicant.person();
    for private in [
        "یادداشت درونی",
        "شکایت تلفنی",
        "درون اداره",
        "farahmand",
        "sadeghi",
        person.national_id.as_str(),
        &to_persian_digits(person.national_id.as_str()),
        person.residence.line.as_str(),
        person.mobile.as_str(),
        person.first_name.as_str(),
    ] {
        assert!(!page.says(private), "{private}");
    }
    assert_eq!(page.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn a_company_is_followed_by_its_id_and_by_its_representatives() {
    let test = TestRegistry::start().await;
    let mut seeded = Seeded::new(8);
    let applicant = company(&mut seeded);
    let told = Telling::registered_by(&test, 9, applicant.clone()).await;
    let (code, _) = told.secrets().await;
    for identity in [applicant.identity(), applicant.person().national_id.as_str()] {
        let fields = [("code", code.as_str()), ("identity", identity)];
        let page = test.browser().submit("/status", &fields).await;
        says(&page, &["وضعیت درخواست", "سپیدار اراک"]);
    }
}

#[tokio::test]
async fn a_session_ends_by_itself_and_when_it_is_left() {
    let test = TestRegistry::start().await;
    let told = Telling::registered(&test, 1).await;
    let mut browser = signed_in(&told).await;
    let left = browser.submit("/status/leave", &[]).await;
    says(&left, &["پیگیری درخواست", "name=\"identity\""]);
    let mut browser = signed_in(&told).await;
    test.clock.advance_millis(5 * 3_600_000);
    says(&browser.get("/status").await, &["name=\"identity\""]);
    browser.forget();
    says(&browser.get("/status").await, &["name=\"identity\""]);
}

#[tokio::test]
async fn anothers_case_is_not_reached_by_its_name() {
    let test = TestRegistry::start().await;
    let mine = Telling::registered(&test, 1).await;
    let other = Telling::registered(&test, 2).await;
    let (code, identity) = mine.secrets().await;
    let identity = test.registry.keys.identity(&identity);
    let session = Session::begin(&test.registry);
    let forged = Applicant { case: other.story.case, code: code.clone(), identity, session };
    assert!(follow::read(&test.registry, &forged).await.unwrap().is_none());
    let (other_code, _) = other.secrets().await;
    let forged = Applicant { case: other.story.case, code: other_code, identity, session };
    assert!(follow::read(&test.registry, &forged).await.unwrap().is_none());
    let own = Applicant { case: mine.story.case, code, identity, session };
    assert!(follow::read(&test.registry, &own).await.unwrap().is_some());
}
