//! Whatever is asked of any address, in any way, is answered in the site's own words: never in those of a library, and never
//! with nothing.

use std::path::Path;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use super::pages::browsers;
use crate::browser::{Answer, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;

/// What stands for a name in an address.
const NAMES: [&str; 6] = ["abc", "%FF", "99999999999999999999", "-1", "a%2Fb", "%20"];
/// Kinds of bodies with what they hold.
const BODIES: [(&str, &str); 5] = [
    ("application/x-www-form-urlencoded", "a=b&a=%FF&=&&%"),
    (
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n",
    ),
    ("multipart/form-data", "--b--"),
    ("application/json", "{\"a\":"),
    ("", "a"),
];

/// Every route of the site, as its source names them: the addresses of pages in one language.
fn routes() -> Vec<String> {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut found = Vec::new();
    let mut folders = vec![web];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let source = std::fs::read_to_string(&path).unwrap();
                found.extend(routes_in(&source, path.to_str().unwrap()));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn routes_in(source: &str, file: &str) -> Vec<String> {
    let named = |name: &str| {
        let name = name.rsplit("::").next().unwrap();
        let mark = format!("const {name}: &str = \"");
        let text =
            source.split(&mark).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        // Two of page one's addresses are another module's.
        text.or_else(|| {
            let again = include_str!("../../../src/web/register/person/again.rs");
            again.split(&mark).nth(1).map(|rest| rest.split('"').next().unwrap().to_owned())
        })
    };
    let calls = source.split(".route(").skip(1);
    let paths = calls.filter_map(|rest| {
        let first = rest.trim_start().split([',', ')']).next().unwrap().trim();
        match first.strip_prefix('"') {
            Some(literal) => Some(literal.trim_end_matches('"').to_owned()),
            None => named(first),
        }
    });
    let administration = file.contains("/web/administration/");
    paths
        .map(|path| match (administration, path.starts_with("/administration")) {
            (true, false) => format!("/administration{}", path.trim_end_matches('/')),
            _ => path,
        })
        .collect()
}

/// The same address with a name in every place for one.
fn filled(route: &str, name: &str) -> String {
    let mut parts = route.split('{');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |path, part| format!("{path}{name}{}", part.split('}').nth(1).unwrap()))
}

fn is_said_by_us(answer: &Answer, path: &str, what: &str) {
    super::holds(answer, what);
    if !answer.status.is_client_error() {
        return;
    }
    let kind = answer.headers.get("content-type").map_or("", |kind| kind.to_str().unwrap());
    let text = String::from_utf8_lossy(&answer.body);
    if path.starts_with("/v1/") {
        assert!(
            kind.starts_with("application/json") && text.contains("\"code\""),
            "{what}: {text}"
        );
        return;
    }
    // What the pages' script sends is answered with a sentence, which it shows, or a word, which it knows.
    let to_script = path.contains("/register/uploads") && kind.starts_with("text/plain");
    let is_sentence = text.contains(|sign: char| !sign.is_ascii()) || text == "bad-form";
    if to_script {
        assert!(is_sentence || path.starts_with("/en/"), "{what}: {text}");
        return;
    }
    assert!(kind.starts_with("text/html"), "{what}: {} {kind} {text}", answer.status);
    let title = if path.starts_with("/en/") { "<title>Error:" } else { "<title>خطا:" };
    assert!(text.contains(title), "{what}: {text}");
}

#[tokio::test]
async fn every_address_answers_whatever_is_asked_in_our_own_words() {
    let test = TestRegistry::with_sample_world().await;
    let routes = routes();
    assert!(routes.len() > 60, "{routes:?}");
    for (mut browser, _) in browsers(&test).await {
        let mut network = 0;
        for route in
            routes.iter().filter(|route| !route.contains("leave") && !route.contains("sign-out"))
        {
            let has_name = route.contains('{');
            let for_programs =
                ["/v1/", "/assets", "/health", "/metrics"].iter().any(|p| route.starts_with(p));
            let languages: &[&str] = if for_programs { &[""] } else { &["", "/en"] };
            for language in languages {
                for name in NAMES.iter().take(if has_name { NAMES.len() } else { 1 }) {
                    let path = format!("{language}{}", filled(route, name));
                    // Each address is asked from a network of its own: no bound of tries is met.
                    network += 1;
                    browser.move_network(network);
                    let asked = format!(
                        "{path}?{}",
                        "a=1&a=2&from=x&office=1&office=2&q=%FF&other=1&fresh=1"
                    );
                    for method in [Method::GET, Method::PUT, Method::DELETE, Method::PATCH] {
                        let request = Request::builder().method(method.clone()).uri(&asked);
                        let request = request.header("origin", ORIGIN_OF_SITE).body(Body::empty());
                        let answer = browser.ask(request.unwrap()).await;
                        is_said_by_us(&answer, &path, &format!("{method} {asked}"));
                    }
                    for (kind, body) in BODIES {
                        let request = Request::builder().method(Method::POST).uri(&path);
                        let request =
                            request.header("origin", ORIGIN_OF_SITE).header("content-type", kind);
                        let answer = browser.ask(request.body(Body::from(body)).unwrap()).await;
                        is_said_by_us(&answer, &path, &format!("POST {path} {kind}"));
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn a_slash_at_the_end_leads_to_a_page_or_nowhere() {
    let test = TestRegistry::with_sample_world().await;
    let mut led = 0;
    for (mut browser, _) in browsers(&test).await {
        for route in routes() {
            let mut path = String::new();
            for part in filled(&route, "abc").split('/').skip(1) {
                path = format!("{path}/{part}");
                let answer = browser.get(&format!("{path}/")).await;
                super::holds(&answer, &path);
                if let Some(location) = answer.location() {
                    let there = browser.get(location).await;
                    let no_page = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
                    assert!(!no_page.contains(&there.status), "{path}");
                    led += 1;
                } else {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
                }
            }
        }
    }
    assert!(led > 50, "{led}");
}

#[tokio::test]
async fn a_text_of_a_megabyte_is_told_from_a_file_in_every_form() {
    let test = TestRegistry::with_sample_world().await;
    let body = format!("token=x&a=1&text={}&b=2", "%D9%85".repeat(170_000));
    let mut asked = 0;
    for (mut browser, _) in browsers(&test).await {
        for route in routes() {
            let path = filled(&route, "abc");
            let takes_files =
                ["/register/documents/", "/file", "/import"].iter().any(|p| path.contains(p));
            let ends = path.contains("sign-out") || path.contains("leave");
            if takes_files || ends || path.starts_with("/v1/") {
                continue;
            }
            let request = Request::builder().method(Method::POST).uri(&path);
            let request = request.header("origin", ORIGIN_OF_SITE);
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            let answer = browser.ask(request.body(Body::from(body.clone())).unwrap()).await;
            super::holds(&answer, &path);
            if answer.status == StatusCode::PAYLOAD_TOO_LARGE {
                assert!(answer.says("یک متن بلندتر از اندازه است"), "{path}");
                assert!(answer.says(&"م".repeat(40)) && !answer.says("فایل"), "{path}");
                asked += 1;
            }
        }
    }
    assert!(asked > 30, "{asked}");
}
