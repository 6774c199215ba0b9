//! What a browser holds so that its owner need not write the tracking code on every page.
//!
//! A cookie with sealed content: any server can open it, nobody else can make one, and closing the browser forgets it.

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
use uuid::Uuid;

use super::App;
use super::lang::Lang;
use super::problem::{Problem, Shown};
use crate::Registry;
use crate::applicant::{Session, SessionId};
use crate::keys::IdentityHash;

const APPLICANT: &str = "__Host-applicant";

pub use crate::applicant::Applicant;

#[derive(Serialize, Deserialize)]
struct Content {
    case: [u8; 16],
    code: String,
    identity: [u8; 32],
    session: [u8; 16],
    began_ms: i64,
    until_ms: i64,
}

/// For how long a browser holds a cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Until it is closed.
    Browser,
    /// So many days.
    Days(i32),
}

/// A header that a browser changes its cookies by.
pub type SetCookie = (HeaderName, HeaderValue);

impl Applicant {
    /// The header that gives a browser this session, from now on.
    pub fn cookie(&self, registry: &Registry) -> SetCookie {
        let content = Content {
            case: *self.case.as_bytes(),
            code: self.code.as_str().to_owned(),
            identity: *self.identity.as_bytes(),
            session: *self.session.id.0.as_bytes(),
            began_ms: self.session.began_at.as_millis(),
            until_ms: self.session.until(registry.now()).as_millis(),
        };
        given(registry, APPLICANT, &content, Life::Browser)
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
            session: Session {
                id: SessionId(Uuid::from_bytes(content.session)),
                began_at: Instant::from_millis(content.began_ms),
            },
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
pub fn forgotten() -> SetCookie {
    gone(APPLICANT)
}

/// The header that makes a browser forget a cookie.
pub fn gone(name: &str) -> SetCookie {
    set(name, "", "; Max-Age=0")
}

/// Seals some content into a cookie.
pub fn given(registry: &Registry, name: &str, content: &impl Serialize, life: Life) -> SetCookie {
    let text = sealed(registry, name, content);
    match life {
        Life::Browser => set(name, &text, ""),
        Life::Days(days) => set(name, &text, &format!("; Max-Age={}", i64::from(days) * 86_400)),
    }
}

/// A cookie of ours with what was written for it.
pub(super) fn set(name: &str, text: &str, life: &str) -> SetCookie {
    let text = format!("{name}={text}; Path=/; Secure; HttpOnly; SameSite=Lax{life}");
    (SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
}

/// Opens what a browser holds in a cookie; whatever we did not seal is as if it were not there.
pub fn held<T: DeserializeOwned>(
    registry: &Registry,
    name: &str,
    headers: &HeaderMap,
) -> Option<T> {
    opened(registry, name, cookie_text(headers, name)?)
}

/// Seals some content for one purpose into a text that browsers carry.
pub fn sealed(registry: &Registry, about: &str, content: &impl Serialize) -> String {
    let plain = serde_json::to_vec(content).unwrap_or_default();
    URL.encode(registry.keys.seal(&*registry.randomness, about.as_bytes(), &plain))
}

/// Opens what was sealed so for the same purpose.
pub fn opened<T: DeserializeOwned>(registry: &Registry, about: &str, text: &str) -> Option<T> {
    let sealed = URL.decode(text).ok()?;
    serde_json::from_slice(&registry.keys.open(about.as_bytes(), &sealed).ok()?).ok()
}

/// The bytes that a browser holds in a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<Vec<u8>> {
    URL.decode(cookie_text(headers, name)?).ok()
}

fn cookie_text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, text)| text)
}
