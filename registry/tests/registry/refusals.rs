//! What was refused is in the journal, with where it came from, and nobody can fill the journal with it.

use axum::http::StatusCode;
use registry::administration::journal::{self, Checked};
use registry::administration::refusals::{self, Refused};
use registry::administration::{Duty, enrolment};
use registry::scope::{self, Scope};
use wire::journal::{Author, Entry};

use crate::administrators::{HALF_MINUTE, PASSWORD, account};
use crate::harness::TestRegistry;

const NETWORK: &str = "203.0.113.0/24";

async fn entries(test: &TestRegistry, act: &str) -> Vec<Entry> {
    let mut tx = scope::begin(&test.registry.pool, Scope::Administration).await.unwrap();
    assert!(matches!(
        journal::check(&mut tx, &test.registry).await.unwrap(),
        Checked::Whole { .. }
    ));
    let asked = journal::Asked { act: Some(act.to_owned()), ..journal::Asked::default() };
    let mut found = journal::read(&mut tx, &test.registry, &asked, 1000).await.unwrap();
    found.reverse();
    found
}

fn times(entry: &Entry) -> &str {
    &entry.details.iter().find(|(name, _)| name == "times").unwrap().1
}

#[tokio::test]
async fn failed_sign_ins_are_entered_with_their_network_and_counted() {
    let test = TestRegistry::start().await;
    let (_, holder) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    let mut guesser = test.browser();
    for _ in 0..10 {
        assert!(!guesser.sign_in(&test, &holder, "some other password").await);
    }
    let failed = entries(&test, "signInFailed").await;
    let told: Vec<(&Author, &str, &str)> =
        failed.iter().map(|entry| (&entry.author, entry.about.as_str(), times(entry))).collect();
    let network = Author::Network(NETWORK.to_owned());
    assert_eq!(told, [(&network, "moradi", "1"), (&network, "moradi", "10")]);
    // A code that was used, beside the right password; an account that is not there, an invitation that is none.
    let mut other = test.browser();
    assert!(!other.sign_in(&test, &holder, PASSWORD).await);
    assert_eq!(entries(&test, "codeWrong").await[0].about, "moradi");
    let secret = "my-secret-word";
    let fields = [("account", secret), ("password", secret), ("code", "000000")];
    other.post("/administration/sign-in", &fields).await;
    assert_eq!(entries(&test, "signInFailed").await.last().unwrap().about, "");
    let fields = [("account", "moradi"), ("invitation", secret)];
    other.post("/administration/invitation", &fields).await;
    let refused = entries(&test, "invitationRefused").await;
    assert_eq!((refused.len(), refused[0].about.as_str()), (1, "moradi"));
    let written = "select count(*) from journal where position(convert_to('my-secret-word', 'UTF8') in bytes) > 0
                   or position(convert_to('other password', 'UTF8') in bytes) > 0";
    assert_eq!(test.count(written).await, 0, "what was typed is nowhere");
    assert_eq!(
        test.count("select count(*) from refusals where refusals::text like '%secret%'").await,
        0
    );
    // An hour later they are counted from one again, and signing in says from where.
    test.clock.advance_millis(3_600_000);
    assert!(!guesser.sign_in(&test, &holder, "some other password").await);
    assert_eq!(times(entries(&test, "signInFailed").await.last().unwrap()), "1");
    test.clock.advance_millis(HALF_MINUTE);
    assert!(guesser.sign_in(&test, &holder, PASSWORD).await);
    let said = entries(&test, "signedIn").await.last().unwrap().details.clone();
    assert_eq!(said, [("network".to_owned(), NETWORK.to_owned())]);
    let console = "select count(*) from journal where account is null and act = 'signInLocked'";
    assert_eq!(test.count(console).await, 0);
}

#[tokio::test]
async fn an_attack_from_many_networks_leaves_few_entries() {
    let test = TestRegistry::start().await;
    for n in 0..400 {
        let network = format!("100.{}.{}.0/24", n / 256, n % 256);
        let account = account("moradi");
        refusals::note(&test.registry, Refused::SignIn, &network, (Some(&account), None))
            .await
            .unwrap();
    }
    let failed = entries(&test, "signInFailed").await;
    assert_eq!(failed.len(), 63, "sixty networks, and the further ones together: 1, 10, 100");
    assert_eq!(failed[62].author, Author::Network(String::new()));
    assert_eq!(times(&failed[62]), "100");
    test.clock.advance_millis(3 * 24 * 3_600_000);
    refusals::note(&test.registry, Refused::SignIn, NETWORK, (None, None)).await.unwrap();
    assert_eq!(test.count("select count(*) from refusals").await, 1, "old counts are forgotten");
}

#[tokio::test]
async fn what_is_no_duty_and_what_is_too_much_is_entered_with_who_and_where() {
    let test = TestRegistry::start().await;
    let (mut browser, _) = test.administrator("moradi", 0, &[Duty::Auditor]).await;
    let refused = browser.get("/administration/officers").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let forbidden = entries(&test, "forbidden").await;
    assert_eq!(forbidden[0].author, Author::Account(account("moradi")));
    assert!(forbidden[0].details.contains(&("network".to_owned(), NETWORK.to_owned())));
    // A form of another site.
    let mut stranger = test.browser();
    stranger.move_network(3);
    let form = axum::http::Request::builder()
        .method("POST")
        .uri("/en/administration/sign-in")
        .header("origin", "https://evil.example")
        .body(axum::body::Body::empty())
        .unwrap();
    assert_eq!(stranger.ask(form).await.status, StatusCode::FORBIDDEN);
    let forbidden = entries(&test, "forbidden").await;
    assert_eq!(forbidden[1].author, Author::Network("100.0.3.0/24".to_owned()));
    // More at once than are heard.
    let app = crate::browser::app(test.registry.clone(), None);
    let tries = (0..8).map(|_| {
        let mut guesser = crate::browser::Browser::of(app.clone());
        async move { guesser.post("/administration/sign-in", &[("account", "x")]).await.status }
    });
    futures_util::future::join_all(tries).await;
    assert_eq!(times(&entries(&test, "slowedDown").await[0]), "1");
}

#[tokio::test]
async fn enrolments_and_those_that_were_refused_are_entered() {
    let test = TestRegistry::start().await;
    let office = domain::catalogue::OfficeId::parse("LABOUR-0001").unwrap();
    let label = testkit::people::text("میز یک");
    let by = registry::administration::By::Console;
    let code =
        registry::administration::workstations::make_code(&test.registry, &by, &office, &label);
    let code = code.await.unwrap();
    let key = ed25519_dalek::SigningKey::from_bytes(&[3; 32]);
    let enrol = async |signed: &str| {
        let sig = wire::enrolment::sign(signed, &key);
        enrolment::enrol(&test.registry, &code, &key.verifying_key(), &sig, NETWORK).await
    };
    assert!(enrol("another code").await.is_err());
    assert_eq!(
        entries(&test, "enrolmentRefused").await[0].author,
        Author::Network(NETWORK.to_owned())
    );
    let enrolled = enrol(code.as_str()).await.unwrap();
    enrol(code.as_str()).await.unwrap();
    let told = entries(&test, "workstationEnrolled").await;
    assert_eq!(told.len(), 1, "a lost answer is given again and enrols nothing");
    assert_eq!(told[0].author, Author::Network(NETWORK.to_owned()));
    assert_eq!(told[0].about, enrolled.device.to_string());
    let office = ("office".to_owned(), "LABOUR-0001".to_owned());
    assert!(told[0].details.contains(&office));
}

#[tokio::test]
async fn auditors_read_it_in_words() {
    let test = TestRegistry::start().await;
    let (mut browser, holder) = test.administrator("bazras", 0, &[Duty::Auditor]).await;
    let mut guesser = test.browser();
    for _ in 0..10 {
        guesser.sign_in(&test, &holder, "some other password").await;
    }
    guesser.post("/administration/sign-in", &[("account", "nobody")]).await;
    browser.get("/administration/officers").await;
    let page = browser.get("/administration/audit").await;
    for said in [
        "ورود ناموفق",
        "ناشناس، از 203.0.113.0/24",
        "بار در این ساعت: <bdi>۱۰</bdi>",
        "حسابی به این نام نیست",
        "بیرون از وظیفه‌ها",
    ] {
        assert!(page.says(said), "{said}: {}", page.text());
    }
    let page = browser.get("/en/administration/audit?act=signInFailed&account=").await;
    assert!(page.says("Sign-in failed") && page.says("a stranger, from 203.0.113.0/24"));
    for word in ["signInFailed<", "forbidden<"] {
        assert!(!page.says(word), "{word}");
    }
}
