//! A working account is renewed by two people, a day later, with its holder's knowledge.

use axum::http::StatusCode;
use domain::ids::OfficerId;
use registry::administration::secrets::OnceCode;
use registry::administration::{AdministrationError, By, Duty, invitations, officers};

use crate::administrators::{HALF_MINUTE, Holder, IDS, PASSWORD, account, shown, take_up};
use crate::browser::Browser;
use crate::harness::TestRegistry;

const DAY: i64 = 24 * 3_600_000;
const ASKED: &str = "برای حساب شما گذرواژه و کدساز تازه خواسته‌اند";

fn act(account: &str, act: &str) -> String {
    format!("/administration/officers/{account}/{act}")
}

/// Two technical administrators, and an editor whose account works.
struct Three {
    test: TestRegistry,
    first: (Browser, Holder),
    second: (Browser, Holder),
    holder: (Browser, Holder),
}

async fn three() -> Three {
    let test = TestRegistry::start().await;
    let first = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let second = test.administrator("sabeti", 1, &[Duty::Technical]).await;
    let holder = test.administrator("azari", 2, &[Duty::Editor]).await;
    Three { test, first, second, holder }
}

impl Three {
    async fn agreed(&mut self) -> OnceCode {
        self.first.0.administer(&act("azari", "propose"), &[]).await;
        let page = self.second.0.administer(&act("azari", "agree"), &[]).await;
        OnceCode::parse(&shown(page.text())).unwrap()
    }

    /// Signs everybody in again after a day.
    async fn a_day_later(&mut self) {
        self.test.clock.advance_millis(DAY);
        for (browser, holder) in [&mut self.first, &mut self.second, &mut self.holder] {
            assert!(browser.sign_in(&self.test, holder, PASSWORD).await, "{}", holder.account);
        }
    }
}

async fn entered(test: &TestRegistry, word: &'static str) -> Vec<(Option<String>, String)> {
    let sql = "select account, about from journal where act = $1 order by seq";
    sqlx::query_as(sql).bind(word).fetch_all(&test.owner).await.unwrap()
}

async fn begins(browser: &mut Browser, code: &OnceCode) -> crate::browser::Answer {
    let fields = [("account", "azari"), ("invitation", code.as_str())];
    browser.post("/administration/invitation", &fields).await
}

#[tokio::test]
async fn nobody_alone_opens_an_account_that_works() {
    let mut three = three().await;
    let page = three.first.0.administer(&act("azari", "invite"), &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.says("دو مسئول فنی") && !page.says("class=\"code\""), "{}", page.text());
    let page = three.first.0.administer(&act("azari", "propose"), &[]).await;
    assert!(page.says("مسئول فنی دیگری باید آن را"), "{}", page.text());
    let page = three.first.0.administer(&act("azari", "agree"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.says("class=\"code\""));
    let none = "select count(*) from credentials where invitation is not null";
    assert_eq!(three.test.count(none).await, 0);
    // Nor a person with two accounts, nor the holder.
    three.test.invited("moradi-2", IDS[0], &[Duty::Technical]).await;
    let first = sqlx::query("update credentials set password = (select password from credentials where account = 'moradi'),
        totp = null where account = 'moradi-2'");
    first.execute(&three.test.owner).await.unwrap();
    let own = registry::administration::Administrator {
        officer: account("moradi-2"),
        person: three.test.registry.keys.person(IDS[0]),
        name: "moradi".to_owned(),
        office: domain::catalogue::OfficeId::parse("SECRETARIAT").unwrap(),
        duties: [Duty::Technical].into(),
    };
    let azari = account("azari");
    let agreed =
        registry::administration::renewals::agree(&three.test.registry, &own, &azari).await;
    assert!(matches!(agreed, Err(AdministrationError::SamePerson)));
    assert_eq!(three.test.count(none).await, 1, "the invitation of the new account alone");
    officers::change_duties(
        &three.test.registry,
        &By::Console,
        &account("azari"),
        &[Duty::Technical].into(),
    )
    .await
    .unwrap();
    let page = three.holder.0.administer(&act("azari", "agree"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn two_people_renew_it_after_a_day_in_which_the_holder_goes_on_and_is_told_on_every_page() {
    let mut three = three().await;
    assert!(!three.holder.0.get("/administration").await.says(ASKED));
    let home = three.second.0.get("/administration").await;
    assert!(!home.says("در انتظار پذیرفتن شما"));
    let code = three.agreed().await;
    for path in ["", "/tray", "/catalogue", "/catalogue/draft", "/figures", "/figures/cases"] {
        let page = three.holder.0.get(&format!("/administration{path}")).await;
        for said in [ASKED, "moradi", "sabeti", "/administration/renewals/azari/refuse", "رد می‌کنم"]
        {
            assert!(page.says(said), "{path} {said}");
        }
    }
    assert!(!three.first.0.get("/administration").await.says(ASKED), "it is not their account");
    // What the holder has works, and the code does not.
    three.test.clock.advance_millis(HALF_MINUTE);
    let mut elsewhere = three.test.browser();
    assert!(elsewhere.sign_in(&three.test, &three.holder.1, PASSWORD).await);
    let early = begins(&mut three.test.browser(), &code).await;
    assert_eq!(early.status, StatusCode::UNAUTHORIZED);
    assert!(early.says("کار می‌کند"), "{}", early.text());
    three.test.clock.advance_millis(DAY - HALF_MINUTE - 1);
    assert_eq!(begins(&mut three.test.browser(), &code).await.status, StatusCode::UNAUTHORIZED);
    three.test.clock.advance_millis(1);
    assert!(
        elsewhere.sign_in(&three.test, &three.holder.1, PASSWORD).await,
        "until it is taken up"
    );
    assert!(elsewhere.get("/administration").await.says(ASKED));
    let renewed = take_up(&three.test, &mut three.test.browser(), "azari", &code).await;
    assert!(elsewhere.get("/administration").await.location().is_some(), "other sessions are over");
    three.test.clock.advance_millis(HALF_MINUTE);
    assert!(!elsewhere.sign_in(&three.test, &three.holder.1, PASSWORD).await);
    assert!(elsewhere.sign_in(&three.test, &renewed, PASSWORD).await);
    assert!(!elsewhere.get("/administration").await.says(ASKED));
    let by = |name: &str| vec![(Some(name.to_owned()), "azari".to_owned())];
    assert_eq!(entered(&three.test, "renewalProposed").await, by("moradi"));
    assert_eq!(entered(&three.test, "renewalAgreed").await, by("sabeti"));
}

#[tokio::test]
async fn the_holder_refuses_it_and_the_code_opens_nothing() {
    let mut three = three().await;
    let code = three.agreed().await;
    let page = three.holder.0.administer("/administration/renewals/azari/refuse", &[]).await;
    assert!(!page.says(ASKED));
    let by = vec![(Some("azari".to_owned()), "azari".to_owned())];
    assert_eq!(entered(&three.test, "renewalRefused").await, by);
    three.a_day_later().await;
    assert_eq!(begins(&mut three.test.browser(), &code).await.status, StatusCode::UNAUTHORIZED);
    // A new proposal does not bring the old code back.
    three.first.0.administer(&act("azari", "propose"), &[]).await;
    assert_eq!(begins(&mut three.test.browser(), &code).await.status, StatusCode::UNAUTHORIZED);
    // Nobody refuses what is somebody else's.
    three.first.0.administer("/administration/renewals/azari/refuse", &[]).await;
    assert_eq!(three.test.count("select count(*) from renewals").await, 1);
}

#[tokio::test]
async fn it_ends_with_the_account_of_one_of_the_two_and_is_over_after_its_days() {
    let mut three = three().await;
    let code = three.agreed().await;
    let registry = three.test.registry.clone();
    officers::block(&registry, &By::Console, &account("moradi")).await.unwrap();
    assert!(!three.holder.0.get("/administration").await.says(ASKED));
    three.test.clock.advance_millis(DAY);
    assert_eq!(begins(&mut three.test.browser(), &code).await.status, StatusCode::UNAUTHORIZED);
    officers::unblock(&registry, &By::Console, &account("moradi")).await.unwrap();
    three.a_day_later().await;
    three.first.0.administer(&act("azari", "propose"), &[]).await;
    let home = three.second.0.get("/administration").await;
    assert!(home.says("در انتظار پذیرفتن شما") && home.says("azari"));
    three.test.clock.advance_millis(6 * DAY);
    three.a_day_later().await;
    let page = three.second.0.administer(&act("azari", "agree"), &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "nobody agreed within a week");
    let code = three.agreed().await;
    three.test.clock.advance_millis(4 * DAY);
    assert_eq!(begins(&mut three.test.browser(), &code).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_console_renews_at_once_and_is_entered_as_its_author() {
    let mut three = three().await;
    three.first.0.administer(&act("azari", "propose"), &[]).await;
    let azari: OfficerId = account("azari");
    let code = invitations::invite(&three.test.registry, &By::Console, &azari).await.unwrap();
    assert!(!three.holder.0.get("/administration").await.says(ASKED), "it stands above a proposal");
    three.test.clock.advance_millis(HALF_MINUTE);
    let renewed = take_up(&three.test, &mut three.test.browser(), "azari", &code).await;
    assert!(three.holder.0.get("/administration").await.location().is_some());
    three.test.clock.advance_millis(HALF_MINUTE);
    assert!(three.test.browser().sign_in(&three.test, &renewed, PASSWORD).await);
    let of_the_console = entered(&three.test, "invited").await;
    assert_eq!(of_the_console.last().unwrap(), &(None, "azari".to_owned()));
}

#[tokio::test]
async fn no_side_door_leads_to_a_working_account_or_to_a_duty_of_ones_own() {
    let mut three = three().await;
    let first = &mut three.first.0;
    // Blocked, opened and invited again; without duties and with them again.
    for way in [["block", "unblock"], ["duties", "duties"]] {
        first.administer(&act("azari", way[0]), &[]).await;
        first.administer(&act("azari", way[1]), &[("duty-editor", "yes")]).await;
        let page = first.administer(&act("azari", "invite"), &[]).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{way:?}");
    }
    // A second account of the same person.
    let another = |name: &'static str, id: &'static str| {
        [
            ("name", "زهرا آذری"),
            ("nationalId", id),
            ("account", name),
            ("office", "SECRETARIAT"),
            ("duty-publisher", "yes"),
        ]
    };
    first.administer("/administration/officers", &another("azari-2", IDS[2])).await;
    let page = first.administer(&act("azari-2", "invite"), &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
    first.administer(&act("azari-2", "propose"), &[]).await;
    three.test.clock.advance_millis(HALF_MINUTE);
    assert!(three.holder.0.sign_in(&three.test, &three.holder.1, PASSWORD).await);
    assert!(three.holder.0.get("/administration").await.says("azari-2"), "the holder is told");
    // Duties of one's own, in whichever account, and another account for oneself.
    let page = first.administer(&act("moradi", "duties"), &[("duty-publisher", "yes")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = first.administer("/administration/officers", &another("moradi-2", IDS[0])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    three.test.invited("moradi-2", IDS[0], &[Duty::Auditor]).await;
    for way in ["duties", "invite", "block", "propose"] {
        let page =
            three.first.0.administer(&act("moradi-2", way), &[("duty-publisher", "yes")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{way}");
    }
    let duties = "select count(*) from officers where 'publisher' = any(duties)";
    assert_eq!(three.test.count(duties).await, 1, "azari-2's, which opens nothing");
}

/// One who makes the second person whom a renewal takes.
#[tokio::test]
async fn a_technical_administrator_is_made_at_the_console_alone() {
    let mut three = three().await;
    let page = three.first.0.get("/en/administration/officers/new").await;
    assert!(!page.says("duty-technical") && page.says("duty-auditor"), "{}", page.text());
    let puppet = [
        ("name", "عروسک خیمه"),
        ("nationalId", "0123456789"),
        ("account", "puppet"),
        ("office", "SECRETARIAT"),
        ("duty-technical", "yes"),
    ];
    let page = three.first.0.administer("/en/administration/officers", &puppet).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.says("at the server's console alone"), "{}", page.text());
    assert_eq!(three.test.count("select count(*) from officers where account = 'puppet'").await, 0);
    // Nor by steps: entered with another duty, which is changed then.
    let puppet = [puppet[0], puppet[1], puppet[2], puppet[3], ("duty-auditor", "yes")];
    three.first.0.administer("/en/administration/officers", &puppet).await;
    let duties = [("duty-auditor", "yes"), ("duty-technical", "yes")];
    let page = three.first.0.administer(&act("puppet", "duties"), &duties).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let technical = "select count(*) from officers where 'technical' = any(duties)";
    let before = three.test.count(technical).await;
    // Nor by taking up the account of one who was entered at the console and has not begun.
    three.test.invited("newcomer", "0987654322", &[Duty::Technical]).await;
    let page = three.first.0.get("/en/administration/officers/newcomer").await;
    assert!(!page.says("newcomer/invite") && page.says("at the server's console alone"));
    let page = three.first.0.administer(&act("newcomer", "invite"), &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.says("class=\"code\""));
    assert_eq!(three.test.count(technical).await, before + 1);
}
