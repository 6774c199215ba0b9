//! Administrators of tests: invited, with what they hold, at a browser.

use axum::http::StatusCode;
use domain::catalogue::OfficeId;
use domain::identifiers::NationalId;
use domain::ids::OfficerId;
use registry::administration::officers::{self, NewOfficer};
use registry::administration::secrets::{Generator, OnceCode};
use registry::administration::{By, Duty, invitations};
use testkit::people::text;

use crate::browser::Browser;
use crate::harness::TestRegistry;

pub const PASSWORD: &str = "پروانه‌ای در باغ";
pub const WRONG: &str = "حساب، گذرواژه یا کد یک‌بارمصرف درست نیست";
pub const HALF_MINUTE: i64 = 30_000;

/// National IDs of officers, each another person.
pub const IDS: [&str; 3] = ["0076229645", "0018226991", "0084575948"];

/// An administrator of a test, with what they hold.
pub struct Holder {
    pub account: OfficerId,
    pub generator: Generator,
}

pub fn account(name: &str) -> OfficerId {
    OfficerId::parse(name).unwrap()
}

/// The value of a hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let from = page.find(&format!("name=\"{name}\" value=\"")).unwrap();
    let rest = &page[from..];
    let rest = &rest[rest.find("value=\"").unwrap() + 7..];
    rest[..rest.find('"').unwrap()].to_owned()
}

/// The code that a page shows once.
pub fn shown(page: &str) -> String {
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

pub async fn take_up(
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
    pub fn clock_now(&self) -> domain::dates::Instant {
        self.registry.now()
    }
}

impl Browser {
    /// Tries to sign in with the code of this moment.
    pub async fn sign_in(&mut self, test: &TestRegistry, holder: &Holder, password: &str) -> bool {
        let code = holder.generator.code_at(test.clock_now());
        self.sign_in_with(holder, password, &code).await
    }

    pub async fn sign_in_with(&mut self, holder: &Holder, password: &str, code: &str) -> bool {
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
