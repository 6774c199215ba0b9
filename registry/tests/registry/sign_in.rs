//! Signing in: who gets in, who does not, and what is said.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ORIGIN, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use registry::administration::Duty;

use crate::administrators::{HALF_MINUTE, Holder, IDS, PASSWORD, WRONG, account, take_up};
use crate::browser::{Answer, Browser, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;

#[tokio::test]
async fn an_invited_administrator_sets_password_and_generator_and_signs_in() {
    let test = TestRegistry::start().await;
    let (mut browser, _) = test.administrator("moradi", 0, &[Duty::Technical]).await;
    let page = browser.get("/administration").await;
    assert!(page.says("مدیریت سامانه") && page.says("رایانه‌ها"));
    assert!(!page.says("/administration/tray"), "the tray is not a technical duty");
    assert!(browser.get("/en/administration").await.says("Workstations"));
    let out = browser.administer("/administration/sign-out", &[]).await;
    assert!(out.says("ورود به مدیریت سامانه"));
    assert!(browser.get("/administration").await.location().is_some());
}

#[tokio::test]
async fn the_session_cookie_goes_nowhere_else_and_no_script_reads_it() {
    let test = TestRegistry::start().await;
    let code = test.invited("moradi", IDS[0], &[Duty::Auditor]).await;
    let mut browser = test.browser();
    let holder = take_up(&test, &mut browser, "moradi", &code).await;
    test.clock.advance_millis(HALF_MINUTE);
    let minute = holder.generator.code_at(test.clock_now());
    let fields = [("account", "moradi"), ("password", PASSWORD), ("code", minute.as_str())];
    let answer = browser.post("/administration/sign-in", &fields).await;
    let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-administration="));
    for flag in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(flag), "{flag}");
    }
}

#[tokio::test]
async fn a_code_of_the_minute_is_let_in_once() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    let mut thief = test.browser();
    assert!(!thief.sign_in(&test, &holder, PASSWORD).await);
    test.clock.advance_millis(HALF_MINUTE);
    assert!(thief.sign_in(&test, &holder, PASSWORD).await, "the next one is good");
}

#[tokio::test]
async fn an_invitation_is_used_once_and_holds_three_days() {
    let test = TestRegistry::start().await;
    let code = test.invited("moradi", IDS[0], &[Duty::Auditor]).await;
    let mut browser = test.browser();
    take_up(&test, &mut browser, "moradi", &code).await;
    let fields = [("account", "moradi"), ("invitation", code.as_str())];
    let again = browser.post("/administration/invitation", &fields).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    let late = test.invited("sabeti", IDS[1], &[Duty::Auditor]).await;
    test.clock.advance_millis(3 * 24 * 3_600_000 + 1);
    let fields = [("account", "sabeti"), ("invitation", late.as_str())];
    let answer = browser.post("/administration/invitation", &fields).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_ends_when_nobody_is_there_and_after_a_day_of_work() {
    let test = TestRegistry::start().await;
    let (mut browser, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    test.clock.advance_millis(19 * 60_000);
    assert_eq!(browser.get("/administration").await.status, StatusCode::OK);
    test.clock.advance_millis(19 * 60_000);
    assert_eq!(browser.get("/administration").await.status, StatusCode::OK);
    test.clock.advance_millis(21 * 60_000);
    assert!(browser.get("/administration").await.location().is_some());
    assert!(browser.sign_in(&test, &holder, PASSWORD).await);
    for _ in 0..40 {
        test.clock.advance_millis(15 * 60_000);
        browser.get("/administration").await;
    }
    assert!(browser.get("/administration").await.location().is_some());
}

/// Wrong codes, none of which can be right by chance.
fn wrong_code(holder: &Holder, test: &TestRegistry) -> String {
    let around = [-30_000, 0, 30_000].map(|off| {
        let at = test.registry.now().as_millis() + off;
        holder.generator.code_at(domain::dates::Instant::from_millis(at))
    });
    ["000000", "111111", "222222", "333333"]
        .into_iter()
        .find(|code| around.iter().all(|right| right != code))
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn whatever_others_tried_the_right_password_with_the_right_code_gets_in_at_once() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    test.clock.advance_millis(HALF_MINUTE);
    let wrong = wrong_code(&holder, &test);
    let mut guesser = test.browser();
    for network in 0..8 {
        guesser.move_network(network);
        assert!(!guesser.sign_in(&test, &holder, "some other password").await);
        assert!(!guesser.sign_in_with(&holder, PASSWORD, &wrong).await);
    }
    for _ in 0..4 {
        assert!(!guesser.sign_in(&test, &holder, "some other password").await);
    }
    assert!(guesser.sign_in(&test, &holder, PASSWORD).await, "even from where they tried");
    test.clock.advance_millis(HALF_MINUTE);
    assert!(test.browser().sign_in(&test, &holder, PASSWORD).await, "and from anywhere else");
}

#[tokio::test]
async fn a_wrong_code_beside_the_right_password_speaks_of_the_clock_and_nothing_else_does() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    let used = holder.generator.code_at(test.registry.now());
    let mut browser = test.browser();
    let mut tried = async |account: &str, password: &str, code: &str| {
        let fields = [("account", account), ("password", password), ("code", code)];
        let answer = browser.post("/administration/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.says(WRONG));
        answer.says("ساعت گوشی")
    };
    let now = test.registry.now().as_millis();
    let late = domain::dates::Instant::from_millis(now - 90_000);
    assert!(tried("moradi", PASSWORD, &holder.generator.code_at(late)).await, "90 s behind");
    assert!(tried("moradi", PASSWORD, &used).await, "used already");
    assert!(tried("moradi", PASSWORD, "").await);
    assert!(!tried("moradi", "some other password", &used).await);
    assert!(!tried("nobody", PASSWORD, &used).await);
}

#[tokio::test]
async fn after_many_guesses_at_codes_two_are_asked_for_and_one_right_guess_is_not_enough() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    let now = test.registry.now().as_millis();
    let many = "update credentials set wrong_codes = 99, wrong_codes_since_ms = $1";
    sqlx::query(many).bind(now).execute(&test.owner).await.unwrap();
    let mut guesser = test.browser();
    guesser.move_network(1);
    assert!(!guesser.sign_in_with(&holder, PASSWORD, &wrong_code(&holder, &test)).await);
    test.clock.advance_millis(HALF_MINUTE);
    let asked = async |browser: &mut Browser, test: &TestRegistry| {
        let code = holder.generator.code_at(test.registry.now());
        let fields = [("account", "moradi"), ("password", PASSWORD), ("code", code.as_str())];
        browser.post("/administration/sign-in", &fields).await
    };
    let first = asked(&mut guesser, &test).await;
    assert_eq!(first.status, StatusCode::UNAUTHORIZED);
    assert!(first.says("کد بعدی"));
    // The next right code of another network completes nothing.
    test.clock.advance_millis(HALF_MINUTE);
    let mut owner = test.browser();
    assert!(asked(&mut owner, &test).await.says("کد بعدی"));
    test.clock.advance_millis(HALF_MINUTE);
    assert_eq!(asked(&mut owner, &test).await.status, StatusCode::SEE_OTHER, "the holder gets in");
    // A day later one is enough again.
    test.clock.advance_millis(24 * 3_600_000);
    assert_eq!(asked(&mut test.browser(), &test).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_account_is_known_however_a_phone_writes_it() {
    let test = TestRegistry::start().await;
    let (mut technical, _) = test.administrator("moradi2", 0, &[Duty::Technical]).await;
    let holder = &test.administrator("sabeti", 1, &[Duty::Auditor]).await.1;
    for spelling in ["Sabeti", "SABETI", "\u{200F}sabeti ", "sabeti\u{FEFF}"] {
        test.clock.advance_millis(HALF_MINUTE);
        let code = holder.generator.code_at(test.registry.now());
        let fields = [("account", spelling), ("password", PASSWORD), ("code", code.as_str())];
        let answer = test.browser().post("/administration/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{spelling:?}");
    }
    let page = test.browser().get("/administration/sign-in").await;
    let from = page.text().find("id=\"account\"").unwrap();
    let field = &page.text()[from..from + page.text()[from..].find('>').unwrap()];
    for attribute in
        ["autocapitalize=\"none\"", "autocomplete=\"username\"", "spellcheck=\"false\""]
    {
        assert!(field.contains(attribute), "{attribute}: {field}");
    }
    // No second account that differs in case alone; a new one is kept in small letters.
    let entered = async |browser: &mut Browser, name: &str| {
        let fields = [
            ("name", "الهام ثابتی"),
            ("nationalId", IDS[2]),
            ("account", name),
            ("office", "SECRETARIAT"),
        ];
        browser.administer("/administration/officers", &fields).await
    };
    let taken = entered(&mut technical, "MORADI۲").await;
    assert!(taken.says("پیش‌تر ثبت شده است"), "{}", taken.text());
    assert!(entered(&mut technical, "Azari").await.says("<bdi>azari</bdi>"));
}

#[tokio::test]
async fn accounts_from_before_that_differ_in_case_alone_keep_their_own_spelling() {
    let test = TestRegistry::start().await;
    let (_, first) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    test.administrator("sabeti", 1, &[Duty::Auditor]).await;
    for sql in [
        "update officers set entered_at_ms = 0 where account = 'moradi'",
        "insert into officers select 'Moradi', person, name, office, duties, state, 9 from officers where account = 'sabeti'",
    ] {
        sqlx::query(sql).execute(&test.owner).await.unwrap();
    }
    test.clock.advance_millis(HALF_MINUTE);
    let mut browser = test.browser();
    let upper = Holder { account: account("MORADI"), generator: first.generator.clone() };
    assert!(browser.sign_in(&test, &upper, PASSWORD).await, "the one that was entered first");
    test.clock.advance_millis(HALF_MINUTE);
    let other = Holder { account: account("Moradi"), generator: first.generator.clone() };
    assert!(!browser.sign_in(&test, &other, PASSWORD).await, "exactly this is somebody else's");
}

async fn raw(browser: &mut Browser, path: &str, body: Vec<u8>) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(ORIGIN, ORIGIN_OF_SITE)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    browser.ask(request).await
}

#[tokio::test]
async fn nonsense_in_any_field_is_a_wrong_sign_in_or_invitation() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    test.clock.advance_millis(HALF_MINUTE);
    let code = holder.generator.code_at(test.registry.now());
    let right = [("account", "moradi"), ("password", PASSWORD), ("code", code.as_str())];
    let invited = [("account", "moradi"), ("invitation", "7K3M9QWT2XHB5DRA"), ("generator", "")];
    let long = "ی".repeat(20_000);
    let nonsense = [
        "\0",
        "moradi\0",
        "\u{1}\u{1b}[2J",
        "\u{202E}idarom",
        "'; drop table officers;--",
        "\u{FFFF}\u{1F98B}",
        long.as_str(),
    ];
    let mut network = 0;
    for (path, fields) in [
        ("/administration/sign-in", right),
        ("/administration/invitation", invited),
        ("/en/administration/invitation/secrets", invited),
    ] {
        for place in 0..2 {
            for text in nonsense {
                let mut fields = fields;
                fields[place].1 = text;
                let mut browser = test.browser();
                network += 1;
                browser.move_network(network);
                let answer = browser.post(path, &fields).await;
                let shown: String = text.chars().take(20).collect();
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path} {place} {shown:?}");
            }
        }
        let mut browser = test.browser();
        for body in [
            b"account=%FF%FE&password=%C0%AF&code=%00".to_vec(),
            b"account=\xff\xfe\x00&&&===".to_vec(),
            vec![b'a'; 1 << 20],
            Vec::new(),
        ] {
            assert_eq!(
                raw(&mut browser, path, body).await.status,
                StatusCode::UNAUTHORIZED,
                "{path}"
            );
        }
    }
    assert!(test.browser().sign_in(&test, &holder, PASSWORD).await);
}

#[tokio::test]
async fn too_many_tries_of_one_network_at_once_are_not_heard_and_others_are() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    test.clock.advance_millis(HALF_MINUTE);
    let app = crate::browser::app(test.registry.clone(), None);
    let tries = (0..12).map(|_| {
        let mut guesser = Browser::of(app.clone());
        async move {
            let fields = [("account", "moradi"), ("password", "x"), ("code", "000000")];
            guesser.post("/administration/sign-in", &fields).await.status
        }
    });
    let tries = futures_util::future::join_all(tries);
    let mut owner = Browser::of(app.clone());
    owner.move_network(7);
    let (answers, owner) = tokio::join!(tries, owner.sign_in(&test, &holder, PASSWORD));
    assert!(owner, "whoever comes from elsewhere is heard");
    let told = |status| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!(told(StatusCode::UNAUTHORIZED), 4);
    assert_eq!(told(StatusCode::TOO_MANY_REQUESTS), 8);
}
