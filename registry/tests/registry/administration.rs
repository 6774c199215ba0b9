//! Who administers: accounts, sign-in, sessions, duties, the journal.

use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use domain::catalogue::OfficeId;
use domain::identifiers::NationalId;
use domain::ids::OfficerId;
use domain::people::Role;
use domain::plan::Path;
use registry::administration::journal::{self, Checked};
use registry::administration::officers::{self, NewOfficer};
use registry::administration::secrets::{Generator, OnceCode};
use registry::administration::{AdministrationError, By, Duty, invitations};
use registry::scope::{self, Scope};
use testkit::people::text;

use crate::browser::Browser;
use crate::harness::TestRegistry;

pub const PASSWORD: &str = "پروانه‌ای در باغ";
const WRONG: &str = "حساب، گذرواژه یا کد یک‌بارمصرف درست نیست";
const HALF_MINUTE: i64 = 30_000;

/// National IDs of officers, each another person.
const IDS: [&str; 3] = ["0076229645", "0018226991", "0084575948"];

/// An administrator of a test, with what they hold.
pub struct Holder {
    pub account: OfficerId,
    pub generator: Generator,
}

pub fn account(name: &str) -> OfficerId {
    OfficerId::parse(name).unwrap()
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let from = page.find(&format!("name=\"{name}\" value=\"")).unwrap();
    let rest = &page[from..];
    let rest = &rest[rest.find("value=\"").unwrap() + 7..];
    rest[..rest.find('"').unwrap()].to_owned()
}

/// The code that a page shows once.
fn shown(page: &str) -> String {
    let from = page.find("<p class=\"code\"><strong>").unwrap() + 24;
    page[from..from + 19].to_owned()
}

/// The secret that a page writes for the generator.
fn generator_on(page: &str) -> Generator {
    let from = page.find("<bdi class=\"secret\">").unwrap() + 20;
    let text = &page[from..from + page[from..].find('<').unwrap()];
    let plain: String = text.chars().filter(|c| *c != ' ').collect();
    let bits = plain.bytes().flat_map(|symbol| {
        let value = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            _ => symbol - b'2' + 26,
        };
        (0..5).rev().map(move |bit| value >> bit & 1)
    });
    let bits: Vec<u8> = bits.collect();
    let bytes: Vec<u8> =
        bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit)).collect();
    Generator::from_bytes(&bytes).unwrap()
}

impl TestRegistry {
    /// Enters an officer of the secretariat from the console and invites them.
    pub async fn invited(&self, name: &str, id: &str, duties: &[Duty]) -> OnceCode {
        let new = NewOfficer {
            account: account(name),
            national_id: NationalId::parse(id).unwrap(),
            name: text(name),
            office: OfficeId::parse("SECRETARIAT").unwrap(),
            duties: duties.iter().copied().collect(),
        };
        officers::enter(&self.registry, &By::Console, &new).await.unwrap();
        invitations::invite(&self.registry, &By::Console, &new.account).await.unwrap()
    }

    /// An administrator who has taken an invitation up and is signed in.
    pub async fn administrator(
        &self,
        name: &str,
        which: usize,
        duties: &[Duty],
    ) -> (Browser, Holder) {
        let code = self.invited(name, IDS[which], duties).await;
        let mut browser = self.browser();
        let holder = take_up(self, &mut browser, name, &code).await;
        self.clock.advance_millis(HALF_MINUTE);
        let answer = browser.sign_in(self, &holder, PASSWORD).await;
        assert!(answer, "{name} can sign in");
        (browser, holder)
    }
}

async fn take_up(
    test: &TestRegistry,
    browser: &mut Browser,
    name: &str,
    code: &OnceCode,
) -> Holder {
    let typed = code.shown().to_lowercase();
    let page = browser
        .post("/administration/invitation", &[("account", name), ("invitation", &typed)])
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let generator = generator_on(page.text());
    let sealed = hidden(page.text(), "generator");
    let first = generator.code_at(test.clock_now());
    let fields = [
        ("account", name),
        ("invitation", code.as_str()),
        ("generator", &sealed),
        ("first", &first),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let answer = browser.post("/administration/invitation/secrets", &fields).await;
    assert_eq!(answer.location(), Some("/administration/sign-in"), "{}", answer.text());
    Holder { account: account(name), generator }
}

impl TestRegistry {
    fn clock_now(&self) -> domain::dates::Instant {
        self.registry.now()
    }
}

impl Browser {
    /// Tries to sign in with the code of this moment.
    pub async fn sign_in(&mut self, test: &TestRegistry, holder: &Holder, password: &str) -> bool {
        let code = holder.generator.code_at(test.clock_now());
        self.sign_in_with(holder, password, &code).await
    }

    async fn sign_in_with(&mut self, holder: &Holder, password: &str, code: &str) -> bool {
        let fields = [("account", holder.account.as_str()), ("password", password), ("code", code)];
        let answer = self.post("/administration/sign-in", &fields).await;
        match answer.status {
            StatusCode::SEE_OTHER => true,
            StatusCode::UNAUTHORIZED => {
                assert!(answer.says(WRONG));
                false
            }
            other => panic!("{other}"),
        }
    }

    /// Sends a form of the administration, with the field that its pages carry.
    pub async fn administer(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> crate::browser::Answer {
        let page = self.get("/administration").await;
        let token = hidden(page.text(), "token");
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        self.submit(path, &all).await
    }
}

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
async fn whatever_is_wrong_gets_one_answer_and_too_many_tries_make_the_account_wait() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    test.clock.advance_millis(HALF_MINUTE);
    let mut guesser = test.browser();
    let nobody = Holder { account: account("nobody"), generator: holder.generator.clone() };
    assert!(!guesser.sign_in(&test, &nobody, PASSWORD).await);
    assert!(!guesser.sign_in_with(&holder, PASSWORD, "000000").await);
    for _ in 0..4 {
        // From elsewhere: a network that tries too often is not heard at all.
        assert!(!test.browser().sign_in(&test, &holder, "some other password").await);
    }
    let mut guesser = test.browser();
    assert!(!guesser.sign_in(&test, &holder, PASSWORD).await, "it waits");
    test.clock.advance_millis(61_000);
    assert!(guesser.sign_in(&test, &holder, PASSWORD).await);
    let locked = "select count(*) from journal where act = 'signInLocked' and account is null";
    assert_eq!(test.count(locked).await, 1);
}

#[tokio::test]
async fn a_network_that_tries_too_often_is_not_heard() {
    let test = TestRegistry::start().await;
    let mut guesser = test.browser();
    let fields = [("account", "moradi"), ("password", "x"), ("code", "000000")];
    let mut answers = Vec::new();
    for _ in 0..12 {
        answers.push(guesser.post("/administration/sign-in", &fields).await.status);
    }
    assert_eq!(answers.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
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
