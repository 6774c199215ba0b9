//! Probes: what somebody sends who means no good, or a program that was written wrongly. From a seed, so that what they
//! find once they find again.

mod described;
mod nul;
mod pages;
mod raw;
mod words;

use axum::http::StatusCode;

use crate::browser::Answer;

/// What no answer may ever hold, whatever was sent.
const INSIDES: [&str; 10] = [
    "panicked at",
    "stack backtrace",
    "sqlx",
    "PgDatabaseError",
    "syntax error",
    "insert into",
    "violates",
    "/src/",
    ".rs:",
    "parvaneh_registry",
];

/// What holds for every answer.
fn holds(answer: &Answer, what: &str) {
    assert!(!answer.status.is_server_error(), "{what}: {}", answer.status);
    let header = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap());
    let policy = header("content-security-policy").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe"), "{what}: {policy}");
    assert_eq!(header("x-content-type-options"), Some("nosniff"), "{what}");
    assert_eq!(header("x-frame-options"), Some("DENY"), "{what}");
    assert_eq!(header("referrer-policy"), Some("same-origin"), "{what}");
    assert!(header("strict-transport-security").is_some(), "{what}");
    assert!(header("cache-control").is_some(), "{what}");
    assert!(header("server").is_none() && header("x-powered-by").is_none(), "{what}");
    assert!(header("access-control-allow-origin").is_none(), "{what}");
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        for flag in ["__Host-", "; Path=/;", "; Secure", "; HttpOnly", "; SameSite="] {
            assert!(cookie.contains(flag), "{what}: {flag}");
        }
    }
    if let Some(location) = answer.location() {
        let ours = location.starts_with('/') && !location.starts_with("//");
        assert!(ours && !location.contains('\\'), "{what}: leads to {location}");
    }
    if answer.status != StatusCode::OK
        || header("content-type").is_some_and(|t| t.starts_with("text/html"))
    {
        let text = String::from_utf8_lossy(&answer.body);
        for inside in INSIDES {
            assert!(!text.contains(inside), "{what}: says {inside:?}");
        }
    }
}
