//! What every request and answer passes: where a form may come from, and what a browser may do with a page.

use axum::extract::Request;
use axum::http::header::{HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;

use super::App;
use super::problem::Problem;

/// Sent with every answer.
const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=()"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
];

/// Adds them. Pages are kept by nobody unless they say so themselves.
pub fn add_headers(headers: &mut HeaderMap) {
    headers.reserve(HEADERS.len() + 1);
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers
        .entry(HeaderName::from_static("cache-control"))
        .or_insert(HeaderValue::from_static("no-store"));
}

/// The answer to what no page is asked for, whatever it is.
pub fn refused(app: &App, request: &Request) -> Option<Response> {
    unreadable(request).or_else(|| foreign_form(app, request))
}

/// An address with a NUL in it: no browser makes one, and no text of the database may hold one. What programs ask is
/// parsed piece by piece, and answered as it is described.
fn unreadable(request: &Request) -> Option<Response> {
    let uri = request.uri();
    let has_nul = |text: &str| text.contains("%00");
    let problem = if uri.path().starts_with("/v1/") {
        return None;
    } else if has_nul(uri.path()) {
        Problem::NotFound
    } else if uri.query().is_some_and(has_nul) {
        Problem::BadForm
    } else {
        return None;
    };
    Some(problem.at(uri.path()))
}

/// The answer to what would change something and does not come from our own pages, whatever cookies come with it.
/// What programs ask (`/v1`) looks at no cookie and takes no form, so that a foreign page gains nothing by sending
/// it.
fn foreign_form(app: &App, request: &Request) -> Option<Response> {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let for_programs = request.uri().path().starts_with("/v1/");
    let passes = safe || for_programs || is_ours(request.headers(), &app.site.origin);
    (!passes).then(|| Problem::ForeignForm.at(request.uri().path()))
}

fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (said("sec-fetch-site"), said(ORIGIN.as_str())) {
        (Some(site), _) if site != "same-origin" => false,
        (_, Some(from)) => from == origin,
        (Some(_), None) => true,
        // Browsers that tell neither tell where the form was.
        (None, None) => said("referer")
            .and_then(|from| from.strip_prefix(origin))
            .is_some_and(|rest| rest.starts_with('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(headers: &[(&'static str, &'static str)]) -> bool {
        let pairs = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_ours(&pairs.collect(), "https://portal.example")
    }

    #[test]
    fn a_form_is_taken_only_from_our_own_pages() {
        assert!(from(&[("sec-fetch-site", "same-origin"), ("origin", "https://portal.example")]));
        assert!(from(&[("origin", "https://portal.example")]));
        assert!(from(&[("referer", "https://portal.example/register")]));
        assert!(!from(&[]));
        assert!(!from(&[("origin", "null")]));
        assert!(!from(&[("origin", "https://portal.example.evil.example")]));
        assert!(!from(&[("referer", "https://portal.example.evil.example/")]));
        assert!(!from(&[("sec-fetch-site", "cross-site"), ("origin", "https://portal.example")]));
        assert!(!from(&[("sec-fetch-site", "same-site")]));
    }
}
