//! What scanners try on pages.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use registry::administration::Duty;

use crate::browser::{Answer, Browser, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;
use crate::telling::Telling;

/// How many pages of each kind are looked at.
const PAGES: usize = 160;
/// Marks that are seen again if they come out as they went in.
const MARKS: [&str; 4] = [
    "\"><script>alert(7)</script>",
    "'onmouseover='alert(7)",
    "</textarea><img src=x onerror=alert(7)>",
    "{{7*7}}${7*7}",
];

/// A form as a page has it.
pub(super) struct Found {
    pub method: String,
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// The fields among them that take words.
    pub typed: Vec<String>,
}

/// The values of an attribute in a page.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let mark = format!(" {name}=\"");
    page.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&amp;", "&").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">")
}

pub(super) fn forms(page: &str) -> Vec<Found> {
    let bodies = page.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next());
    let read = |form: &str| {
        let head = form.split('>').next().unwrap();
        let one = |name| attributes(head, name).first().map(|value| unescaped(value));
        let controls = form.split('<').filter(|tag| {
            ["input", "select", "textarea", "button"].iter().any(|kind| tag.starts_with(kind))
        });
        let field = |tag: &str| {
            let tag = tag.split('>').next().unwrap();
            let name = attributes(tag, "name").first().map(|name| unescaped(name))?;
            let value = attributes(tag, "value").first().map_or(String::new(), |v| unescaped(v));
            Some((name, value))
        };
        let words = |tag: &&str| tag.starts_with("textarea") || tag.contains("type=\"text\"");
        let names = controls.clone().filter(words).filter_map(field).map(|(name, _)| name);
        Some(Found {
            method: one("method")?,
            action: one("action")?,
            typed: names.collect(),
            fields: controls.filter_map(field).collect(),
        })
    };
    bodies.filter_map(read).collect()
}

/// Opens every page that leads from one to the next.
pub(super) async fn crawl(browser: &mut Browser, from: &[&str]) -> BTreeMap<String, Answer> {
    let mut seen: BTreeMap<String, Answer> = BTreeMap::new();
    let mut next: VecDeque<String> = from.iter().map(|&path| path.to_owned()).collect();
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    while let Some(path) = next.pop_front() {
        // A few of those that differ in numbers alone are enough.
        let shape: String =
            path.split('?').next().unwrap().chars().filter(|c| !c.is_ascii_digit()).collect();
        let times = shapes.entry(shape).or_default();
        *times += 1;
        if seen.contains_key(&path) || *times > 3 || seen.len() >= PAGES {
            continue;
        }
        let answer = browser.get(&path).await;
        super::holds(&answer, &path);
        if let Some(location) = answer.location() {
            next.push_back(location.to_owned());
        }
        if let Ok(page) = std::str::from_utf8(&answer.body) {
            let links = attributes(page, "href").into_iter().map(unescaped);
            next.extend(links.filter(|link| link.starts_with('/') && !link.starts_with("//")));
        }
        seen.insert(path, answer);
    }
    seen
}

/// Pages of somebody whom nobody knows, of an applicant, and of administrators.
pub(super) async fn browsers(test: &TestRegistry) -> Vec<(Browser, Vec<&'static str>)> {
    let mut applicant = test.browser();
    let telling = Telling::licensed(test, 77, 7_100_000_001).await;
    let (code, id) = telling.secrets().await;
    let fields = [("code", code.as_str()), ("identity", id.as_str())];
    applicant.submit("/status", &fields).await;
    let duties = [Duty::Auditor, Duty::Technical, Duty::Editor];
    let (administrator, _) = test.administrator("hame", 0, &duties).await;
    vec![
        (
            test.browser(),
            vec![
                "/",
                "/en",
                "/register",
                "/register/person?kind=independent",
                "/verify",
                "/en/verify",
            ],
        ),
        (applicant, vec!["/status", "/en/status"]),
        (administrator, vec!["/administration", "/en/administration"]),
    ]
}

#[tokio::test]
async fn no_page_gives_back_what_was_sent_as_markup_or_leads_elsewhere() {
    let test = TestRegistry::with_sample_world().await;
    let mut pages = 0;
    let mut sent = 0;
    for (mut browser, from) in browsers(&test).await {
        let seen = crawl(&mut browser, &from).await;
        pages += seen.len();
        let mut done = BTreeSet::new();
        for (path, answer) in &seen {
            let page = path.strip_prefix("/en").unwrap_or(path);
            let parts = ["/status", "/register", "/administration"];
            let personal = parts.iter().any(|part| page.starts_with(part));
            if personal {
                let kept = answer.headers.get("cache-control").unwrap();
                assert_eq!(kept, "no-store", "{path}");
            }
            let Ok(page) = std::str::from_utf8(&answer.body) else { continue };
            assert!(
                !page.contains("style=\"")
                    && !page.contains("<script>")
                    && !page.contains(" onclick"),
                "{path}"
            );
            for form in forms(page) {
                let leaves =
                    ["sign-out", "leave", "withdraw"].iter().any(|word| form.action.contains(word));
                if leaves || !done.insert((form.method.clone(), form.action.clone())) {
                    continue;
                }
                for mark in MARKS {
                    let fields: Vec<(&str, &str)> = form
                        .fields
                        .iter()
                        .map(|(name, value)| {
                            (name.as_str(), if name == "token" { value.as_str() } else { mark })
                        })
                        .collect();
                    let answer = if form.method == "get" {
                        let pairs =
                            fields.iter().map(|(name, value)| format!("{name}={}", percent(value)));
                        browser
                            .get(&format!(
                                "{}?{}",
                                form.action,
                                pairs.collect::<Vec<_>>().join("&")
                            ))
                            .await
                    } else {
                        browser.post(&form.action, &fields).await
                    };
                    sent += 1;
                    let what = format!("{} {} with {mark}", form.method, form.action);
                    super::holds(&answer, &what);
                    let shown = String::from_utf8_lossy(&answer.body);
                    assert!(
                        !shown.contains("<script>alert(7)") && !shown.contains("<img src=x"),
                        "{what}"
                    );
                    assert!(
                        !shown.contains("'onmouseover='alert(7)")
                            || !shown.contains("=''onmouseover"),
                        "{what}"
                    );
                    assert!(!shown.contains("49${") && !shown.contains("}49"), "{what}");
                }
            }
        }
    }
    assert!(pages > 60 && sent > 80, "{pages} pages, {sent} forms");
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn no_form_is_taken_without_its_origin() {
    let test = TestRegistry::with_sample_world().await;
    for (mut browser, from) in browsers(&test).await {
        let seen = crawl(&mut browser, &from).await;
        let actions: BTreeSet<String> = seen
            .values()
            .filter_map(|answer| std::str::from_utf8(&answer.body).ok())
            .flat_map(forms)
            .filter(|form| form.method == "post")
            .map(|form| form.action)
            .collect();
        assert!(!actions.is_empty());
        for action in actions {
            for from in [
                None,
                Some("null"),
                Some("https://evil.example"),
                Some("https://portal.example.evil.example"),
            ] {
                let mut request = Request::builder().method(Method::POST).uri(&action);
                if let Some(from) = from {
                    request = request.header("origin", from);
                }
                let request = request.header("content-type", "application/x-www-form-urlencoded");
                let answer = browser.ask(request.body(Body::from("a=b")).unwrap()).await;
                super::holds(&answer, &action);
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{action} {from:?}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_found_beside_the_pages() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for path in [
        "/../etc/passwd",
        "/assets/../../Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/%00",
        "/.env",
        "/.git/config",
        "/assets/",
        "/metrics",
        "/server-status",
        "/actuator",
        "/en/../administration/../etc",
        "/%5c%5cevil.example",
        "//evil.example",
        "/%2F%2Fevil.example",
        "/en//evil.example",
        "/status/%0d%0aSet-Cookie:x=1",
        "/verify/%3Cscript%3Ealert(7)%3C/script%3E",
        "/fields?q=%0d%0aSet-Cookie:x=1",
        "/fields?q=%FF%FE",
        "/register/uploads/..%2f..%2fx",
        "/status/requests/%00",
        "/register/documents/99999999999",
        "/administration/officers/..%2f",
        "/administration/figures/file?kind=../../x&table=%00",
    ] {
        let answer = browser.get(path).await;
        super::holds(&answer, path);
        assert!(
            answer
                .headers
                .get("set-cookie")
                .is_none_or(|cookie| !cookie.to_str().unwrap().contains("x=1")),
            "{path}"
        );
        let shown = String::from_utf8_lossy(&answer.body);
        assert!(
            !shown.contains("root:")
                && !shown.contains("[package]")
                && !shown.contains("<script>alert"),
            "{path}"
        );
    }
    for (name, value) in [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-original-url", "/administration/officers"),
        ("x-rewrite-url", "/administration/officers"),
        ("x-http-method-override", "DELETE"),
        ("x-forwarded-proto", "http"),
        ("forwarded", "host=evil.example"),
        ("cookie", "__Host-applicant=AAAA; __Host-administration=%00"),
    ] {
        for path in ["/", "/status", "/administration", "/en/verify"] {
            let answer = browser
                .ask(Request::builder().uri(path).header(name, value).body(Body::empty()).unwrap())
                .await;
            super::holds(&answer, &format!("{path} {name}"));
            assert!(
                !String::from_utf8_lossy(&answer.body).contains("evil.example"),
                "{path} {name}"
            );
            assert!(answer.location().is_none_or(|to| !to.contains("evil")), "{path} {name}");
        }
    }
    let mut wrong =
        Request::builder().method(Method::DELETE).uri("/status").body(Body::empty()).unwrap();
    wrong.headers_mut().insert("origin", ORIGIN_OF_SITE.parse().unwrap());
    let answer = browser.ask(wrong).await;
    super::holds(&answer, "DELETE /status");
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.says("wrong-method"));
}
