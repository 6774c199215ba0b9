//! What a browser holds so that its owner need not write the tracking code on every page.
//!
//! A cookie with sealed content, which no server remembers: any of them can open it, nobody else can make one.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as URL;
use domain::dates::Instant;
use domain::identifiers::TrackingCode;
use domain::ids::CaseId;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::App;
use super::lang::Lang;
use super::problem::{Problem, Shown};
use crate::Registry;
use crate::keys::IdentityHash;

/// For how long a browser may go on without the code.
const HOURS: i64 = 4;
const MILLIS_PER_HOUR: i64 = 3_600_000;
const APPLICANT: &str = "__Host-applicant";

pub use crate::acts::Applicant;

#[derive(Serialize, Deserialize)]
struct Content {
    case: [u8; 16],
    code: String,
    identity: [u8; 32],
    until_ms: i64,
}

impl Applicant {
    /// The header that gives a browser this session.
    pub fn cookie(&self, registry: &Registry) -> (HeaderName, HeaderValue) {
        let content = Content {
            case: *self.case.as_bytes(),
            code: self.code.as_str().to_owned(),
            identity: *self.identity.as_bytes(),
            until_ms: registry.now().as_millis() + HOURS * MILLIS_PER_HOUR,
        };
        given(registry, APPLICANT, &content, HOURS)
    }

    fn read(registry: &Registry, headers: &HeaderMap) -> Option<Self> {
        let content: Content = held(registry, APPLICANT, headers)?;
        if Instant::from_millis(content.until_ms) < registry.now() {
            return None;
        }
        Some(Self {
            case: CaseId::from_bytes(content.case),
            code: TrackingCode::parse(&content.code).ok()?,
            identity: IdentityHash::from_bytes(content.identity),
        })
    }
}

impl OptionalFromRequestParts<App> for Applicant {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &App,
    ) -> Result<Option<Self>, Self::Rejection> {
        Ok(Self::read(&app.registry, &parts.headers))
    }
}

impl FromRequestParts<App> for Applicant {
    type Rejection = Shown;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let lang = parts.extensions.get().copied().unwrap_or(Lang::Fa);
        Self::read(&app.registry, &parts.headers).ok_or(Problem::SessionOver.shown(lang))
    }
}

/// The header that makes a browser forget the session.
pub fn forgotten() -> (HeaderName, HeaderValue) {
    let gone = "__Host-applicant=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";
    (SET_COOKIE, HeaderValue::from_static(gone))
}

/// Seals some content into a cookie.
pub fn given(
    registry: &Registry,
    name: &str,
    content: &impl Serialize,
    hours: i64,
) -> (HeaderName, HeaderValue) {
    let plain = serde_json::to_vec(content).unwrap_or_default();
    let sealed = registry.keys.seal(&*registry.randomness, name.as_bytes(), &plain);
    let seconds = hours * MILLIS_PER_HOUR / 1000;
    let text = format!(
        "{name}={}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}",
        URL.encode(&sealed)
    );
    (SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
}

/// Opens what a browser holds in a cookie; whatever we did not seal is as if it were not there.
pub fn held<T: DeserializeOwned>(
    registry: &Registry,
    name: &str,
    headers: &HeaderMap,
) -> Option<T> {
    let sealed = cookie(headers, name)?;
    serde_json::from_slice(&registry.keys.open(name.as_bytes(), &sealed).ok()?).ok()
}

/// The bytes that a browser holds in a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<Vec<u8>> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, text) = pairs.find(|(key, _)| *key == name)?;
    URL.decode(text).ok()
}
