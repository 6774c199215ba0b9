//! A NUL, which no text of PostgreSQL may hold, in whatever somebody can send.

use axum::body::Body;
use axum::http::{Method, Request};

use super::pages::{browsers, crawl, forms};
use crate::browser::ORIGIN_OF_SITE;
use crate::harness::TestRegistry;

#[tokio::test]
async fn a_nul_in_any_address_or_field_is_refused_and_no_fault() {
    let test = TestRegistry::with_sample_world().await;
    let mut sent = 0;
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
                    assert!(
                        multipart || answer.status.is_client_error(),
                        "{what}: {}",
                        answer.status
                    );
                    sent += 1;
                }
            }
        }
    }
    assert!(sent > 300, "{sent}");
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
