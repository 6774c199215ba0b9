//! Who supervises an office is marked by two people, for days, and asked at the instant of the act.

use axum::http::StatusCode;
use domain::case::Refusal;
use domain::event::Fact;
use domain::people::Role;
use domain::referee::{Effectless, Reason};
use registry::administration::Duty;
use registry::intake::{Judged, Outcome};
use testkit::actors;
use testkit::people::text;
use testkit::story::Story;
use wire::envelope::Base;

use crate::administrators::{Holder, PASSWORD};
use crate::browser::Browser;
use crate::harness::TestRegistry;

const DAY: i64 = 24 * 3_600_000;
const WAITS: &str = "سرپرستی، در انتظار پذیرفتن شما";

fn act(account: &str, act: &str) -> String {
    format!("/administration/officers/{account}/{act}")
}

/// Two technical administrators, and an officer of an agency.
struct Two {
    test: TestRegistry,
    first: (Browser, Holder),
    second: (Browser, Holder),
}

async fn two() -> Two {
    let test = TestRegistry::start().await;
    let first = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let second = test.administrator("sabeti", 1, &[Duty::Technical]).await;
    test.works_there(&actors::officer(Role::Agency)).await;
    Two { test, first, second }
}

impl Two {
    async fn marked(&self) -> Vec<(Option<String>, Option<String>)> {
        let sql = "select supervises_from::text, supervises_until::text from officers where account = 'farahmand'";
        sqlx::query_as(sql).fetch_all(&self.test.owner).await.unwrap()
    }

    async fn entered(&self) -> Vec<(String, String)> {
        let sql = "select act, account from journal where about = 'farahmand' and act like 'supervisor%' order by seq";
        sqlx::query_as(sql).fetch_all(&self.test.owner).await.unwrap()
    }

    /// Signs both in again after so many days.
    async fn days_later(&mut self, days: i64) {
        self.test.clock.advance_millis(days * DAY);
        for (browser, holder) in [&mut self.first, &mut self.second] {
            assert!(browser.sign_in(&self.test, holder, PASSWORD).await, "{}", holder.account);
        }
    }
}

#[tokio::test]
async fn a_supervisor_is_marked_and_ended_by_two_people_and_the_journal_knows_both() {
    let mut two = two().await;
    let today = two.test.registry.now().tehran_date();
    let page = two.first.0.administer(&act("farahmand", "supervise"), &[("until", "")]).await;
    assert!(page.says("مسئول فنی دیگری باید آن را"), "{}", page.text());
    assert_eq!(two.marked().await, [(None, None)], "one alone marks nobody");
    let same = two.first.0.administer(&act("farahmand", "supervise-agree"), &[]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!two.first.0.get("/administration").await.says(WAITS));
    assert!(two.second.0.get("/administration").await.says(WAITS));
    let page = two.second.0.administer(&act("farahmand", "supervise-agree"), &[]).await;
    assert!(page.says("<dt>سرپرست دفتر</dt><dd>از "), "{}", page.text());
    assert_eq!(two.marked().await, [(Some(today.to_string()), None)]);
    // The first day stays; only the last one is changed, and again by two.
    two.days_later(3).await;
    let last = today.add_days(3).jalali().to_string();
    let page = two.second.0.administer(&act("farahmand", "supervise"), &[("until", &last)]).await;
    assert_eq!(two.marked().await, [(Some(today.to_string()), None)], "{}", page.text());
    two.first.0.administer(&act("farahmand", "supervise-agree"), &[]).await;
    let until = today.add_days(3).to_string();
    assert_eq!(two.marked().await, [(Some(today.to_string()), Some(until))]);
    let entered = |act: &str, by: &str| (act.to_owned(), by.to_owned());
    assert_eq!(
        two.entered().await,
        [
            entered("supervisorProposed", "moradi"),
            entered("supervisorAgreed", "sabeti"),
            entered("supervisorProposed", "sabeti"),
            entered("supervisorAgreed", "moradi"),
        ]
    );
}

#[tokio::test]
async fn no_day_that_has_passed_is_marked_and_what_waits_can_be_taken_back() {
    let mut two = two().await;
    let today = two.test.registry.now().tehran_date();
    let jalali = |days: i32| today.add_days(days).jalali().to_string();
    for (from, until) in
        [(jalali(-1), String::new()), (jalali(2), jalali(1)), ("؟".to_owned(), String::new())]
    {
        let typed = [("from", from.as_str()), ("until", until.as_str())];
        let page = two.first.0.administer(&act("farahmand", "supervise"), &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {until}");
    }
    // What is agreed to later than it was to begin begins then.
    let typed = [("from", jalali(1)), ("until", jalali(9))];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    two.first.0.administer(&act("farahmand", "supervise"), &typed).await;
    two.first.0.administer(&act("farahmand", "supervise-withdraw"), &[]).await;
    let gone = two.second.0.administer(&act("farahmand", "supervise-agree"), &[]).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    two.first.0.administer(&act("farahmand", "supervise"), &typed).await;
    two.days_later(4).await;
    two.second.0.administer(&act("farahmand", "supervise-agree"), &[]).await;
    let from = today.add_days(4).to_string();
    assert_eq!(two.marked().await, [(Some(from), Some(today.add_days(9).to_string()))]);
    // Nobody marks themselves, nor agrees to their own mark.
    let own = two.first.0.administer(&act("moradi", "supervise"), &[("until", "")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A proposal of somebody who is blocked is over.
    two.first.0.administer(&act("farahmand", "supervise"), &[("until", &jalali(20))]).await;
    two.second.0.administer(&act("moradi", "block"), &[]).await;
    let over = two.second.0.administer(&act("farahmand", "supervise-agree"), &[]).await;
    assert_eq!(over.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn intake_takes_an_extension_from_whoever_supervised_on_its_day_and_from_nobody_else() {
    let test = TestRegistry::start().await;
    let officer = actors::officer(Role::Agency);
    for (seed, from, until, taken) in [
        (1, None, None, false),
        (2, Some(0), None, true),
        (3, Some(0), Some(0), true),
        (4, Some(1), None, false),
        (5, Some(-9), Some(-1), false),
    ] {
        let mut agency = test.workstation(Role::Agency, 100 + seed).await;
        let mut story = Story::begin(seed).submitted();
        test.push(story.case, &agency.sign_all(&story.events)).await.unwrap();
        let days = domain::deadlines::extension(&story.case(), &test.registry.catalogue()).unwrap();
        let fact =
            Fact::DeadlineExtended { days, reason: text("استعلام در راه است") };
        let event = story.event(Role::Agency, fact);
        let day = event.at.tehran_date();
        let on = |days: Option<i32>| days.map(|days| day.add_days(days).to_string());
        sqlx::query("update officers set supervises_from = $2::date, supervises_until = $3::date where account = $1")
            .bind(officer.account.as_str())
            .bind(on(from))
            .bind(on(until))
            .execute(&test.owner)
            .await
            .unwrap();
        let base = Base { version: 4, own: None, hash: Some(agency.head.hash) };
        let judged = test.push(story.case, &[agency.sign(base, event)]).await.unwrap();
        let is_taken = matches!(judged[..], [Judged::New(Outcome::Accepted { version: 5 })]);
        assert_eq!(is_taken, taken, "{from:?} {until:?}: {judged:?}");
        let said = matches!(
            judged[..],
            [Judged::New(Outcome::Without(
                Effectless::Rejected,
                Reason::Refused(Refusal::SupervisorNeeded)
            ))]
        );
        assert_eq!(said, !taken, "{judged:?}");
    }
}
