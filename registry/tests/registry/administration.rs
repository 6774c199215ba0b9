//! Who administers: accounts, duties, the journal.

use axum::http::StatusCode;
use domain::people::Role;
use domain::plan::Path;
use registry::administration::journal::{self, Checked};
use registry::administration::officers;
use registry::administration::secrets::OnceCode;
use registry::administration::{AdministrationError, By, Duty};
use registry::scope::{self, Scope};

use crate::administrators::{HALF_MINUTE, IDS, PASSWORD, account, hidden, shown, take_up};
use crate::browser::Browser;
use crate::harness::TestRegistry;

#[tokio::test]
async fn nobody_is_let_in_without_signing_in_and_the_page_does_not_say_what_there_is() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for path in ["", "/officers", "/officers/new", "/officers/moradi", "/workstations", "/tray"] {
        let answer = browser.get(&format!("/administration{path}")).await;
        assert_eq!(answer.location(), Some("/administration/sign-in"), "{path}");
    }
    let answer = browser.post("/administration/officers/moradi/block", &[]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_form_without_the_sessions_own_field_is_not_taken() {
    let test = TestRegistry::start().await;
    let (mut browser, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let fields = [("office", "SECRETARIAT"), ("label", "میز یک")];
    let answer = browser.post("/administration/workstations", &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let (mut other, _) = test.administrator("sabeti", 1, &[Duty::Technical]).await;
    let page = other.get("/administration").await;
    let token = hidden(page.text(), "token");
    let with = [("token", token.as_str()), fields[0], fields[1]];
    let answer = browser.post("/administration/workstations", &with).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "another session's field");
    assert_eq!(test.count("select count(*) from enrol_codes").await, 0);
}

#[tokio::test]
async fn what_is_not_a_duty_is_neither_shown_nor_done() {
    let test = TestRegistry::start().await;
    let (mut browser, _) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    for path in ["/administration/officers", "/administration/workstations", "/administration/tray"]
    {
        assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let answer = browser.administer("/administration/officers", &[("account", "x")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_officer_is_entered_invited_given_other_duties_and_blocked() {
    let test = TestRegistry::start().await;
    let (mut technical, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let fields = [
        ("name", "الهام ثابتی"),
        ("nationalId", "۰۰۱۸۲۲۶۹۹۱"),
        ("account", "sabeti"),
        ("office", "SECRETARIAT"),
        ("duty-auditor", "yes"),
    ];
    let page = technical.administer("/administration/officers", &fields).await;
    assert!(page.says("الهام ثابتی") && page.says("هنوز گذرواژه ندارد"), "{}", page.text());
    let page = technical.administer("/administration/officers/sabeti/invite", &[]).await;
    let code = OnceCode::parse(&shown(page.text())).unwrap();
    let mut sabeti = test.browser();
    let holder = take_up(&test, &mut sabeti, "sabeti", &code).await;
    test.clock.advance_millis(HALF_MINUTE);
    assert!(sabeti.sign_in(&test, &holder, PASSWORD).await);
    assert_eq!(sabeti.get("/administration/tray").await.status, StatusCode::FORBIDDEN);
    let duties = [("duty-editor", "yes")];
    technical.administer("/administration/officers/sabeti/duties", &duties).await;
    assert_eq!(sabeti.get("/administration/tray").await.status, StatusCode::OK, "at once");
    technical.administer("/administration/officers/sabeti/block", &[]).await;
    assert!(sabeti.get("/administration").await.location().is_some(), "its sessions are over");
    test.clock.advance_millis(HALF_MINUTE);
    assert!(!sabeti.sign_in(&test, &holder, PASSWORD).await);
    technical.administer("/administration/officers/sabeti/unblock", &[]).await;
    assert!(sabeti.sign_in(&test, &holder, PASSWORD).await);
}

#[tokio::test]
async fn nobody_changes_their_own_account_or_takes_the_last_technical_one_away() {
    let test = TestRegistry::start().await;
    let (mut browser, holder) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let page = browser.administer("/administration/officers/moradi/block", &[]).await;
    assert!(page.says("کسی حساب خودش را تغییر نمی‌دهد"));
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let blocked = officers::block(&test.registry, &By::Console, &holder.account).await;
    assert!(matches!(blocked, Err(AdministrationError::LastTechnical)), "{blocked:?}");
    let (_, other) = test.administrator("sabeti", 1, &[Duty::Technical]).await;
    officers::block(&test.registry, &By::Console, &other.account).await.unwrap();
}

#[tokio::test]
async fn the_same_person_is_the_same_in_two_accounts_and_their_id_is_nowhere() {
    let test = TestRegistry::start().await;
    test.invited("moradi", IDS[0], &[Duty::Auditor]).await;
    test.invited("moradi-2", IDS[0], &[Duty::Publisher]).await;
    test.invited("sabeti", IDS[1], &[Duty::Auditor]).await;
    assert_eq!(test.count("select count(distinct person) from officers").await, 2);
    let found = "select count(*) from officers where officers::text like '%0076229645%'";
    assert_eq!(test.count(found).await, 0);
}

#[tokio::test]
async fn wrong_fields_are_told_beside_them_and_what_was_typed_stays() {
    let test = TestRegistry::start().await;
    let (mut technical, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let fields = [
        ("name", "الهام ثابتی"),
        ("nationalId", "0018226992"),
        ("account", "ثابتی"),
        ("office", ""),
        ("duty-auditor", "yes"),
    ];
    let page = technical.administer("/administration/officers", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for wrong in ["کد ملی درست نیست", "نام حساب را با حرف‌های لاتین", "دفتر را انتخاب کنید"]
    {
        assert!(page.says(wrong), "{wrong}");
    }
    assert!(page.says("value=\"0018226992\"") && page.says("value=\"الهام ثابتی\""));
    assert!(page.says("name=\"duty-auditor\" value=\"yes\" checked"));
}

#[tokio::test]
async fn every_act_is_in_the_journal_and_what_is_taken_out_shows() {
    let test = TestRegistry::start().await;
    let (mut technical, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let fields = [("office", "LABOUR-0001"), ("label", "میز یک")];
    technical.administer("/administration/workstations", &fields).await;
    let mut tx = scope::begin(&test.registry.pool, Scope::Administration).await.unwrap();
    let all =
        journal::read(&mut tx, &test.registry, &journal::Asked::default(), 100).await.unwrap();
    let acts: Vec<&str> = all.iter().rev().map(|entry| entry.act.as_str()).collect();
    assert_eq!(
        acts,
        [
            "editionPublished",
            "officerEntered",
            "invited",
            "invitationTaken",
            "signedIn",
            "enrolCodeMade"
        ]
    );
    let whole = journal::check(&mut tx, &test.registry).await.unwrap();
    assert_eq!(whole, Checked::Whole { entries: 6 });
    tx.commit().await.unwrap();
    for (harm, at) in [
        ("update journal set bytes = (select bytes from journal where seq = 2) where seq = 4", 4),
        ("delete from journal where seq = 6", 4),
        ("delete from journal where seq >= 4", 4),
    ] {
        sqlx::query(harm).execute(&test.owner).await.unwrap();
        let mut tx = scope::begin(&test.registry.pool, Scope::Administration).await.unwrap();
        let found = journal::check(&mut tx, &test.registry).await.unwrap();
        assert_eq!(found, Checked::Broken { at }, "{harm}");
    }
}

#[tokio::test]
async fn the_home_page_counts_what_waits() {
    let test = TestRegistry::start().await;
    let told = |seed| crate::telling::Telling::registered(&test, seed);
    let mut left_over = told(1).await;
    left_over.submit_to(crate::telling::office(Role::Secretariat), Path::Standard).await;
    told(2).await.submit().await;
    let duties = [Duty::Technical, Duty::Editor];
    let (mut browser, _) = test.administrator("moradi", 0, &duties).await;
    let counts = async |browser: &mut Browser| {
        let page = browser.get("/en/administration").await;
        let (_, main) = page.text().split_once("<main").unwrap();
        let numbers = main.split("<b>").skip(1).map(|rest| rest.split('<').next().unwrap());
        numbers.map(|number| number.parse().unwrap()).collect::<Vec<u32>>()
    };
    assert_eq!(counts(&mut browser).await, [1, 0, 0]);
    test.invited("sabeti", IDS[1], &[Duty::Auditor]).await;
    test.invited("azari", IDS[2], &[Duty::Auditor]).await;
    officers::block(&test.registry, &By::Console, &account("azari")).await.unwrap();
    let copied = test.workstation(Role::Labour, 10).await;
    test.workstation(Role::Agency, 11).await;
    sqlx::query("update streams set state = 'frozen' where id = $1")
        .bind(uuid::Uuid::from_bytes(*copied.stream.as_bytes()))
        .execute(&test.owner)
        .await
        .unwrap();
    assert_eq!(counts(&mut browser).await, [1, 1, 1]);
    let because = [("because", "دزدیده شد")];
    let revoke = format!("/administration/workstations/{}/revoke", copied.device);
    assert!(browser.administer(&revoke, &because).await.says("باطل شده در"));
    assert_eq!(counts(&mut browser).await, [1, 1, 0]);
    assert_eq!(browser.get(&revoke).await.status, StatusCode::NOT_FOUND, "it is over");
}

/// Whether a browser is still signed in.
async fn is_in(browser: &mut crate::browser::Browser) -> bool {
    browser.get("/administration").await.status == StatusCode::OK
}

#[tokio::test]
async fn whoever_is_signed_in_changes_their_password_with_the_old_one_and_a_code() {
    let test = TestRegistry::start().await;
    let (mut browser, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    let mut elsewhere = test.browser();
    test.clock.advance_millis(HALF_MINUTE);
    assert!(elsewhere.sign_in(&test, &holder, PASSWORD).await);
    assert!(browser.get("/administration").await.says("href=\"/administration/password\""));
    let path = "/administration/password";
    let new = "سه واژهٔ بی‌ربط و انار";
    test.clock.advance_millis(HALF_MINUTE);
    let code = holder.generator.code_at(test.clock_now());
    for (fields, field) in [
        ([("old", ""), ("code", &*code), ("password", new), ("again", new)], "old"),
        ([("old", PASSWORD), ("code", ""), ("password", new), ("again", new)], "code"),
        (
            [
                ("old", PASSWORD),
                ("code", &code),
                ("password", "123456789012"),
                ("again", "123456789012"),
            ],
            "password",
        ),
        (
            [("old", PASSWORD), ("code", &code), ("password", "کوتاه"), ("again", "کوتاه")],
            "password",
        ),
        (
            [("old", PASSWORD), ("code", &code), ("password", PASSWORD), ("again", PASSWORD)],
            "password",
        ),
        ([("old", PASSWORD), ("code", &code), ("password", new), ("again", "دیگری")], "again"),
        ([("old", "نادرست است این"), ("code", &code), ("password", new), ("again", new)], "old"),
        ([("old", PASSWORD), ("code", "000000"), ("password", new), ("again", new)], "code"),
    ] {
        let page = browser.administer(path, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(page.says(&format!("id=\"{field}-error\"")), "{fields:?}: {}", page.text());
        assert!(!page.says(new) && !page.says(PASSWORD));
    }
    assert!(is_in(&mut elsewhere).await);
    let fields = [("old", PASSWORD), ("code", &*code), ("password", new), ("again", new)];
    let page = browser.administer(path, &fields).await;
    assert!(page.says("گذرواژه عوض شد"), "{}", page.text());
    assert!(is_in(&mut browser).await && !is_in(&mut elsewhere).await);
    // The code was used.
    let again = [("old", new), ("code", &*code), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(browser.administer(path, &again).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    test.clock.advance_millis(HALF_MINUTE);
    assert!(!elsewhere.sign_in(&test, &holder, PASSWORD).await);
    assert!(elsewhere.sign_in(&test, &holder, new).await);
    let entered = "select count(*) from journal where about = 'moradi' and act = 'passwordChanged'";
    assert_eq!(test.count(entered).await, 1);
    let refused = "select count(*) from journal where act in ('signInFailed', 'codeWrong')";
    assert!(test.count(refused).await >= 2);
}

#[tokio::test]
async fn guesses_at_ones_own_password_slow_the_network_down_like_sign_ins() {
    let test = TestRegistry::start().await;
    let (mut browser, _) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    let new = "سه واژهٔ بی‌ربط و انار";
    let fields = [("old", "نادرست است این"), ("code", "000000"), ("password", new), ("again", new)];
    let mut tries = Vec::new();
    for _ in 0..24 {
        let mut other = browser.copied();
        tries.push(tokio::spawn(async move {
            other.administer("/administration/password", &fields).await.status
        }));
    }
    let mut refused = 0;
    for tried in tries {
        refused += usize::from(tried.await.unwrap() == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
    assert!(is_in(&mut browser).await);
}

#[tokio::test]
async fn the_page_of_an_officer_is_found_however_the_account_is_written() {
    let test = TestRegistry::start().await;
    let (mut technical, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    test.invited("pub1", IDS[1], &[Duty::Auditor]).await;
    for written in ["pub1", "PUB1", "Pub%DB%B1"] {
        let page = technical.get(&format!("/administration/officers/{written}")).await;
        assert_eq!(page.status, StatusCode::OK, "{written}");
    }
    technical.administer("/administration/officers/PUB1/block", &[]).await;
    let blocked = "select count(*) from officers where account = 'pub1' and state = 'blocked'";
    assert_eq!(test.count(blocked).await, 1);
    let page = technical.get("/administration/officers/pub2").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
