//! Computers that several people use: what one left is neither seen nor used by the next.

use axum::http::StatusCode;
use domain::people::Activity;
use registry::jobs::forgetting::forget;
use tokio::task::JoinSet;

use crate::applying::{Fields, NATIONAL_ID, person, plan, with};
use crate::browser::{Answer, Browser};
use crate::drafts::answered;
use crate::harness::TestRegistry;

const PAGE: &str = "/register/person?activity=independent";
const DRAFTS: &str = "select count(*) from drafts";
const HOUR: i64 = 3_600_000;

fn applicant() -> Fields {
    person(Activity::Independent)
}

fn cookie<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let all = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    all.into_iter().find(|text| text.starts_with(name))
}

async fn keeps(browser: &mut Browser, fields: &Fields, then: &'static str) -> Answer {
    browser.fill("/register/person", &with(fields.clone(), "then", then)).await
}

#[tokio::test]
async fn what_arrives_after_registering_is_not_kept() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get(PAGE).await;
    keeps(&mut browser, &applicant(), "keep").await;
    assert_eq!(test.count(DRAFTS).await, 1);
    let mut late = browser.copied();
    browser.register(&applicant()).await;
    assert_eq!(test.count(DRAFTS).await, 0);
    for mut late in [late.copied(), browser.copied()] {
        let answer = keeps(&mut late, &applicant(), "keep").await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        assert!(answer.headers.get("set-cookie").is_none());
    }
    // Nor is it kept for another day, by its owner or by who sits there next.
    for mut late in [late.copied(), browser.copied()] {
        let answer = keeps(&mut late, &applicant(), "later").await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.says("پیش‌تر ثبت یا پاک شده است"));
        assert!(answer.headers.get("set-cookie").is_none());
    }
    assert_eq!(test.count(DRAFTS).await, 0);
    // Neither is it by another server, or in a form whose name we never gave.
    late.move_to(test.another(7).await);
    keeps(&mut late, &applicant(), "keep").await;
    let unnamed = with(applicant(), "draft", "AAAA");
    keeps(&mut test.browser(), &unnamed, "keep").await;
    assert_eq!(test.count(DRAFTS).await, 0);
    for browser in [&mut browser, &mut late] {
        let page = browser.get(PAGE).await;
        assert!(page.says("تاریخ تولد") && !page.says("احمدی") && !page.says(NATIONAL_ID));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_races_with_registering_is_not_kept_either() {
    let test = TestRegistry::start().await;
    let other = test.another(5).await;
    for _time in 0..8 {
        let mut browser = test.browser();
        browser.get(PAGE).await;
        let mut late = JoinSet::new();
        for tab in 0..6 {
            let mut tab_of = browser.copied();
            if tab >= 3 {
                tab_of.move_to(other.clone());
            }
            late.spawn(async move { keeps(&mut tab_of, &applicant(), "keep").await.status });
        }
        assert!(browser.register(&applicant()).await.says("کد رهگیری شما"));
        late.join_all().await;
        assert_eq!(test.count(DRAFTS).await, 0);
    }
}

#[tokio::test]
async fn a_form_lasts_as_long_as_its_browser_is_open_unless_its_owner_comes_another_day() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get(PAGE).await;
    let kept = keeps(&mut browser, &applicant(), "keep").await;
    assert!(!cookie(&kept, "__Host-draft").unwrap().contains("Max-Age"));
    assert!(answered(&mut browser, "5948").await.says("احمدی"));
    let mut closed = browser.copied();
    closed.close();
    assert!(closed.get(PAGE).await.says("تاریخ تولد"));
    test.clock.advance_millis(13 * HOUR);
    assert!(browser.get(PAGE).await.says("تاریخ تولد"));
    assert_eq!(forget(&test.registry).await.unwrap(), 1);

    browser.get(PAGE).await;
    let kept = keeps(&mut browser, &applicant(), "later").await;
    assert!(
        kept.says("چهار رقم آخر")
            && cookie(&kept, "__Host-kept").unwrap().contains("Max-Age=2592000")
    );
    browser.close();
    test.clock.advance_millis(29 * 24 * HOUR);
    assert_eq!(forget(&test.registry).await.unwrap(), 0);
    assert!(answered(&mut browser, "4567").await.says("احمدی"));
    test.clock.advance_millis(31 * 24 * HOUR);
    assert!(browser.get(PAGE).await.says("تاریخ تولد"));
    assert_eq!(forget(&test.registry).await.unwrap(), 1);
}

#[tokio::test]
async fn the_next_person_is_shown_nothing_of_a_form_without_its_owners_answer() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get(PAGE).await;
    keeps(&mut browser, &applicant(), "later").await;
    for path in
        ["/register/person", PAGE, "/register/person?activity=covered", "/en/register/person"]
    {
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.says("name=\"answer\""), "{path}");
        for typed in ["احمدی", "فاطمه", NATIONAL_ID, "09181234567", "3813715649"] {
            assert!(!page.says(typed), "{path} {typed}");
        }
    }
    // A form of one's own, beside that one, and the way to clear it.
    assert!(
        browser.get("/register/person?activity=independent&fresh=yes").await.says("تاریخ تولد")
    );
    let wrong = answered(&mut browser, "").await;
    assert!(wrong.says("چهار رقم آخر را بنویسید") && !wrong.says("احمدی"));
    browser.get("/register").await;
    let cleared = browser.copied().post("/register/person/clear", &[("draft", "")]).await;
    assert_eq!(cleared.location(), Some("/register"));
    assert_eq!(test.count(DRAFTS).await, 0);
    // Not even the page that was left open brings it back.
    keeps(&mut browser, &applicant(), "keep").await;
    assert_eq!(test.count("select count(*) from cases").await, 0);
}

#[tokio::test]
async fn an_answer_is_tried_a_few_times_and_then_the_form_is_gone() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.get(PAGE).await;
    keeps(&mut browser, &applicant(), "later").await;
    for left in ["۴ بار", "۳ بار", "۲ بار", "۱ بار"] {
        let wrong = answered(&mut browser, "1111").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says(left) && !wrong.says("احمدی"), "{left} {}", wrong.text());
    }
    // Its owner begins the count anew.
    assert!(answered(&mut browser, "5948").await.says("احمدی"));
    let mut tries = JoinSet::new();
    for n in 0..20 {
        let mut tab = browser.copied();
        tries.spawn(async move { answered(&mut tab, &format!("11{n:02}")).await.status });
    }
    tries.join_all().await;
    assert_eq!(test.count(DRAFTS).await, 0);
    assert!(!answered(&mut browser, "5948").await.says("احمدی"));
}

#[tokio::test]
async fn forms_of_several_people_are_each_opened_by_their_owner() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let second = with(with(applicant(), "nationalId", "0076229645"), "lastName", "کاظمی");
    let second = with(second, "mobile", "09121112233");
    for typed in [applicant(), second] {
        browser.get("/register/person?activity=independent&fresh=yes").await;
        keeps(&mut browser, &typed, "later").await;
    }
    let (first, other) =
        (answered(&mut browser, "5948").await, answered(&mut browser, "9645").await);
    assert!(first.says("احمدی") && !first.says("کاظمی"));
    assert!(other.says("کاظمی") && !other.says("احمدی"));
    // What cannot be asked for is not kept for another day, and stays typed.
    browser.get("/register/person?activity=independent&fresh=yes").await;
    let nameless = with(with(applicant(), "nationalId", ""), "mobile", "0918");
    let page = keeps(&mut browser, &nameless, "later").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("برای نگه داشتن فرم") && page.says("احمدی"));
    assert_eq!(test.count(DRAFTS).await, 2);
}

#[tokio::test]
async fn every_page_of_somebodys_says_whose_it_is_and_leads_out() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&applicant()).await;
    let ending = test.case().await.tracking_code.as_str()[10..].to_owned();
    let ending = domain::text::to_persian_digits(&ending);
    let out = ["action=\"/status/leave\"", ">خروج<", "من نیستم؛ پاک کن", "ف. احمدی", &ending];
    let mut pages =
        vec!["/register/code", "/register/plan", "/register/documents", "/register/confirm"];
    pages.extend(["/status", "/status/withdraw"]);
    for path in pages {
        let page = browser.get(path).await;
        for said in out {
            assert!(page.says(said), "{path} {said}: {}", page.text());
        }
        // Above the title, where it is seen first.
        assert!(page.text().find("class=\"whose\"") < page.text().find("<h1"), "{path}");
    }
    browser.complete(&plan()).await;
    let done = browser.tick().await;
    assert!(out.iter().all(|said| done.says(said)));
    for path in ["/register", PAGE] {
        let page = browser.get(path).await;
        assert!(page.says(out[0]) && page.says(out[2]) && !page.says("احمدی"), "{path}");
    }
}

#[tokio::test]
async fn a_session_that_was_left_opens_nothing_on_any_server() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let cookie_of = |answer: &Answer| cookie(answer, "__Host-applicant").map(str::to_owned);
    browser.get(PAGE).await;
    let fields = applicant();
    let pairs: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let registered = browser.post("/register/person", &pairs).await;
    assert!(!cookie_of(&registered).unwrap().contains("Max-Age"));
    browser.get("/register/plan").await;
    let mut copy = browser.copied();
    let mut elsewhere = browser.copied();
    elsewhere.move_to(test.another(6).await);
    assert_eq!(copy.get("/register/plan").await.status, StatusCode::OK);
    let left = browser.post("/status/leave", &[]).await;
    assert!(cookie_of(&left).unwrap().contains("Max-Age=0"));
    for browser in [&mut copy, &mut elsewhere] {
        let pages =
            ["/register/code", "/register/plan", "/register/documents", "/register/confirm"];
        for path in
            pages.into_iter().chain(["/register/done", "/status/receipt", "/status/withdraw"])
        {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{path}");
            assert!(!page.says("احمدی"), "{path}");
        }
        assert_eq!(browser.get("/status").await.status, StatusCode::UNAUTHORIZED);
        assert!(!browser.fill("/register/plan", &plan()).await.says("چه مانده است؟"));
        let sent =
            browser.send_file("/register/documents/10001", "a.pdf", crate::applying::PDF).await;
        assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
        let fields = [("sure", "yes"), ("identity", NATIONAL_ID)];
        assert_ne!(browser.post("/status/withdraw", &fields).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(test.count(DRAFTS).await, 0);
    assert!(test.case().await.is_open());
    // The code opens it again, in a session of its own; the row of the old one goes when it would be over.
    let code = test.case().await.tracking_code;
    let fields = [("code", code.as_str()), ("identity", NATIONAL_ID)];
    assert!(browser.submit("/status", &fields).await.says("ف. احمدی"));
    assert_eq!(test.count("select count(*) from ended_sessions").await, 1);
    test.clock.advance_millis(13 * HOUR);
    forget(&test.registry).await.unwrap();
    assert_eq!(test.count("select count(*) from ended_sessions").await, 0);
}

#[tokio::test]
async fn whoever_is_not_the_last_person_clears_what_that_one_left() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    browser.register(&applicant()).await;
    browser.get("/register/person?activity=independent").await;
    keeps(&mut browser, &with(applicant(), "lastName", "کاظمی"), "keep").await;
    let mut copy = browser.copied();
    browser.post("/status/leave", &[("then", "clear")]).await;
    assert_eq!(test.count(DRAFTS).await, 0);
    assert!(browser.get(PAGE).await.says("تاریخ تولد"));
    assert_eq!(copy.get("/register/plan").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_page_has_one_bar_with_ways_out_and_not_two() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let bars = |page: &crate::browser::Answer| page.text().matches("class=\"whose\"").count();
    assert_eq!(bars(&browser.get(PAGE).await), 1);
    browser.register(&applicant()).await;
    for path in ["/register", PAGE, "/register/code", "/register/plan", "/status"] {
        let page = browser.get(path).await;
        assert_eq!(bars(&page), 1, "{path}");
        let above = page.text().split("<h1").next().unwrap();
        assert!(above.contains("class=\"whose\""), "{path}");
    }
    keeps(&mut browser, &crate::applying::with(applicant(), "nationalId", "0084575948"), "keep")
        .await;
    assert_eq!(bars(&browser.get(PAGE).await), 1);
}
