//! What auditors see.

use axum::http::StatusCode;
use domain::event::Fact;
use domain::people::Role;
use registry::administration::Duty;
use testkit::people::text;
use testkit::story::Story;

use crate::harness::TestRegistry;
use crate::telling::Telling;

#[tokio::test]
async fn the_history_of_a_case_has_every_event_and_looking_is_entered() {
    let test = TestRegistry::start().await;
    let telling = Telling::licensed(&test, 41, 7_000_000_001).await;
    let case = telling.case().await;
    let (mut browser, _) = test.administrator("bazras", 0, &[Duty::Auditor]).await;
    let path = "/administration/audit/case";
    let page = browser.administer(path, &[("code", case.tracking_code.as_str())]).await;
    assert_eq!(page.status, StatusCode::OK);
    let events = test.count("select count(*) from events").await;
    assert_eq!(i64::try_from(page.text().matches("<tr>").count()).unwrap(), events + 1);
    assert!(page.says("مجوز صادر شد") && page.says("دستگاه اجرایی تأیید کرد"));
    let person = case.applicant.person();
    assert!(!page.says(&person.full_name()) && !page.says(person.national_id.as_str()));
    let looked =
        sqlx::query_scalar::<_, String>("select about from journal where act = 'caseLookedAt'");
    let looked = looked.fetch_all(&test.owner).await.unwrap();
    assert_eq!(looked, [case.tracking_code.as_str()]);
    let nothing = browser.administer(path, &[("code", "12345678901234")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(test.count("select count(*) from journal where act = 'caseLookedAt'").await, 1);
}

#[tokio::test]
async fn what_was_not_applied_is_shown_with_its_reason_and_so_are_copied_logs() {
    let test = TestRegistry::start().await;
    let mut agency = test.workstation(Role::Agency, 10).await;
    let mut story = Story::begin(1).submitted();
    story = story.refused();
    let sealed = agency.sign_all(&story.events);
    test.push(story.case, &sealed).await.unwrap();
    let (mut browser, _) = test.administrator("bazras", 0, &[Duty::Auditor]).await;
    let path = "/administration/audit/not-applied";
    let page = browser.get(path).await;
    assert!(page.says("condition 3 is not in the list") && page.says("هیچ رایانه‌ای چنین نیست"));
    // A copy of the workstation says something else in the same place.
    agency.head = wire::chain::Head { seq: 4, hash: sealed[3].hash };
    let note = story.event(Role::Agency, Fact::Noted { text: text("رونوشت") });
    let base = agency.base(4, sealed[3].hash);
    let forked = agency.sign(base, note);
    test.push(story.case, &[forked]).await.unwrap();
    assert!(!browser.get(path).await.says("هیچ رایانه‌ای چنین نیست"));
}

#[tokio::test]
async fn the_journal_is_filtered_and_its_chain_is_checked_in_sight() {
    let test = TestRegistry::start().await;
    let (mut browser, _) = test.administrator("bazras", 0, &[Duty::Auditor]).await;
    let path = "/administration/audit";
    let all = browser.get(path).await;
    assert!(all.says("ورود") && all.says("bazras"));
    let none = browser.get(&format!("{path}?act=workstationRevoked")).await;
    assert!(none.says("هیچ کاری چنین ثبت نشده است"));
    let old = browser.get(&format!("{path}?to=1400/01/01&account=bazras")).await;
    assert!(old.says("هیچ کاری چنین ثبت نشده است"));
    let wrong = browser.get(&format!("{path}?from=1400/13/01")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(browser.get(&format!("{path}?check=yes")).await.says("زنجیره درست است"));
    sqlx::query("update journal set seq = seq + 100 where seq = (select max(seq) from journal)")
        .execute(&test.owner)
        .await
        .unwrap();
    assert!(browser.get(&format!("{path}?check=yes")).await.says("گسسته است"));
}

#[tokio::test]
async fn the_journal_speaks_in_words() {
    let test = TestRegistry::start().await;
    let duties = [Duty::Auditor, Duty::Editor, Duty::Technical];
    let (mut browser, _) = test.administrator("bazras", 0, &duties).await;
    let draft = "/administration/catalogue/draft";
    browser.administer(&format!("{draft}/begin"), &[]).await;
    let version = [("version", "1")];
    let day = browser.administer(&format!("{draft}/calendar.holidays/0/remove"), &version).await;
    assert_eq!(day.status, StatusCode::OK, "{}", day.text());
    let code = [("office", "LABOUR-0001"), ("label", "میز نخست")];
    browser.administer("/administration/workstations", &code).await;
    browser.get("/administration/figures/cases/file?kind=csv&province=00").await;
    let page = browser.get("/administration/audit").await;
    for said in ["تعطیلات رسمی", "۱۴۰۵/۰۱/۰۱", "برداشته شد", "میز نخست", "اراک", "ویراستار", "مرکزی"]
    {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    for code in ["calendar.holidays", "2026-03-21", "removed", ">LABOUR-0001<", "editor", "%DB"] {
        assert!(!page.says(code), "{code}: {}", page.text());
    }
}

#[tokio::test]
async fn only_auditors_look() {
    let test = TestRegistry::start().await;
    let (mut browser, _) = test.administrator("virastar", 0, &[Duty::Editor]).await;
    for path in ["", "/case", "/not-applied"] {
        let answer = browser.get(&format!("/administration/audit{path}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
}
