//! A NUL, which no text of PostgreSQL may hold, in whatever somebody can send.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use domain::event::Asked;
use domain::people::{Activity, Role};
use registry::administration::Duty;

use super::pages::{browsers, crawl, forms};
use crate::applying::{person, plan, with};
use crate::browser::{Answer, ORIGIN_OF_SITE};
use crate::harness::TestRegistry;
use crate::status::signed_in;
use crate::telling::Telling;

#[tokio::test]
async fn a_nul_in_any_address_is_refused_and_in_any_field_it_is_no_fault() {
    let test = TestRegistry::with_sample_world().await;
    let (mut sent, mut typed) = (0, 0);
    for (mut browser, from) in browsers(&test).await {
        let seen = crawl(&mut browser, &from).await;
        let mut done = std::collections::BTreeSet::new();
        // What programs ask is tried below; a code that was pasted to be verified is read and never kept.
        for (path, answer) in seen.iter().filter(|(path, _)| !path.starts_with("/v1/")) {
            let (page, _) = path.split_once('?').unwrap_or((path, ""));
            for address in [
                format!("{page}%00"),
                format!("{page}/%00"),
                format!("{page}/a%00b/%00"),
                format!("{page}?q=%00&office=%00&code=%00&account=a%00&from=%00&before=%00"),
                format!("{page}?%00"),
            ] {
                let answer = browser.get(&address).await;
                assert!(answer.status.is_client_error(), "{address}: {}", answer.status);
                super::holds(&answer, &address);
                sent += 1;
            }
            let Ok(page) = std::str::from_utf8(&answer.body) else { continue };
            for form in forms(page) {
                let leaves =
                    ["sign-out", "leave", "/verify"].iter().any(|word| form.action.contains(word));
                if form.method != "post" || leaves || !done.insert(form.action.clone()) {
                    continue;
                }
                let multipart = form.fields.iter().any(|(name, _)| name == "file");
                for place in 0..form.fields.len() {
                    let fields: Vec<(&str, &str)> = form
                        .fields
                        .iter()
                        .enumerate()
                        .map(|(n, (name, value))| {
                            (name.as_str(), if n == place { "a\0b" } else { value.as_str() })
                        })
                        .collect();
                    let answer = if multipart {
                        browser.send_form(&form.action, &fields, b"%PDF-1.4 \0").await
                    } else {
                        browser.post(&form.action, &fields).await
                    };
                    let what = format!("{} {:?}", form.action, fields[place].0);
                    super::holds(&answer, &what);
                    let name = fields[place].0;
                    if !multipart && form.typed.iter().any(|typed| typed == name) {
                        assert!(answer.status.is_client_error(), "{what}: {}", answer.status);
                        assert_ne!(answer.status, StatusCode::BAD_REQUEST, "{what}");
                        typed += 1;
                    }
                    sent += 1;
                }
            }
        }
    }
    assert!(sent > 300 && typed > 30, "{sent} {typed}");
}

/// Whether a page says beside a field that it has what cannot be printed, with the field's own words, and all else as it
/// was typed.
fn named(answer: &Answer, name: &str, rest: &[(&'static str, String)]) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.text());
    let field = name.split('-').next().unwrap();
    assert!(answer.says(&format!("id=\"{field}-error\"")), "{name}: {}", answer.text());
    assert!(answer.says(&format!("href=\"#{field}\"")), "{name}");
    let texts = ["firstName", "lastName", "address", "title", "description", "workAddress"];
    for (other, text) in rest.iter().filter(|(other, _)| *other != name && texts.contains(other)) {
        assert!(answer.says(text.as_str()), "{name}: {other} is lost");
    }
}

#[tokio::test]
async fn a_nul_in_a_text_loses_nothing_and_its_field_is_named() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for activity in Activity::ALL {
        let typed = person(activity);
        let texts = typed.iter().filter(|(_, text)| !text.is_ascii()).map(|(name, _)| *name);
        let numbers = ["nationalId", "bornOn-year", "mobile", "postalCode", "birthCertificateNo"];
        for name in texts.chain(numbers) {
            let was = &typed.iter().find(|(other, _)| *other == name).unwrap().1;
            let page = browser
                .fill("/register/person", &with(typed.clone(), name, &format!("{was}\0")))
                .await;
            named(&page, name, &typed);
        }
    }
    browser.register(&person(Activity::Independent)).await;
    browser.get("/register/plan").await;
    for name in
        ["title", "description", "jobs", "workAddress", "certificateNo", "certificateIssuer"]
    {
        let page = browser.fill("/register/plan", &with(plan(), name, "پشم\0")).await;
        named(&page, name, &plan());
        assert!(name == "jobs" || page.says("پشم\u{FFFD}"), "{name}: {}", page.text());
    }
}

#[tokio::test]
async fn a_nul_in_what_is_named_or_answered_later_is_named_too() {
    let test = TestRegistry::start().await;
    let mut told = Telling::registered(&test, 1).await;
    told.submit().await;
    let visit = told.ask(Role::Agency, Asked::Visit, "برای گفت‌وگو بیایید").await;
    let mut browser = signed_in(&told).await;
    let page = format!("/status/requests/{visit}");
    browser.get(&page).await;
    named(&browser.post(&page, &[("note", "آمدم\0")]).await, "note", &[]);
    browser.get("/status/withdraw").await;
    let (_, id) = told.secrets().await;
    let fields = [("identity", id.as_str()), ("sure", "yes"), ("reason", "دیگر\0")];
    named(&browser.post("/status/withdraw", &fields).await, "reason", &[]);
    assert!(told.case().await.is_open());
    let (mut technical, _) = test.administrator("moradi", 1, &[Duty::Technical]).await;
    let officer = [
        ("name", "زهرا\0"),
        ("account", "zahra"),
        ("nationalId", "0076229645"),
        ("office", "labour-office"),
    ];
    let page = technical.administer("/administration/officers", &officer).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    assert!(page.says("id=\"name-error\"") && page.says("value=\"zahra\""));
}

#[tokio::test]
async fn a_nul_in_what_programs_send_is_refused() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    for body in [
        r#"{"code":"\u0000","publicKey":"\u0000","signature":"\u0000"}"#.to_owned(),
        format!(
            r#"{{"code":"7K3M9QWT2XHB5DR\u0000","publicKey":"{}","signature":""}}"#,
            "0".repeat(64)
        ),
        "\0".to_owned(),
    ] {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/v1/enrolments")
            .header("origin", ORIGIN_OF_SITE)
            .header("content-type", "application/json")
            .body(Body::from(body.clone()))
            .unwrap();
        let answer = browser.ask(request).await;
        assert!(answer.status.is_client_error(), "{body}: {}", answer.status);
    }
    for path in ["/v1/licences/%00", "/v1/licences/960000000147%00"] {
        let answer = browser.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(answer.says("\"code\""), "{path}");
    }
}
