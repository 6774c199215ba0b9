//! Whoever is signed in, and the forms that they send.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as URL;
use maud::{Markup, html};

use crate::administration::renewals::Renewal;
use crate::administration::sessions::{self, LONGEST_MS, Token};
use crate::administration::{Administrator, By, Right};
use crate::web::App;
use crate::web::form::Typed;
use crate::web::lang::Lang;
use crate::web::problem::{Problem, Shown, unavailable};
use crate::web::session;

const COOKIE_NAME: &str = "__Host-administration";
/// The hidden field of every form.
const TOKEN_FIELD: &str = "token";

/// An administrator who is signed in.
pub struct Signed {
    /// Who it is.
    pub administrator: Administrator,
    /// Their session.
    pub token: Token,
    /// What others want to do with accounts of theirs.
    pub renewals: Vec<Renewal>,
    /// The language of the page.
    pub lang: Lang,
}

impl Signed {
    /// Lets somebody go on whose duties allow it.
    ///
    /// # Errors
    /// The page that says that they do not.
    pub fn may(&self, right: Right) -> Result<(), Shown> {
        if self.administrator.may(right) {
            Ok(())
        } else {
            Err(Problem::NotYourDuty.shown(self.lang))
        }
    }

    /// In whose name things are done.
    pub fn by(&self) -> By {
        By::Administrator(self.administrator.clone())
    }

    /// Whether a form that is not read as others are carries the field of this session.
    pub fn sent(&self, token: &str) -> bool {
        token == self.token.form()
    }

    /// The hidden field without which no form is taken.
    pub fn token(&self) -> Markup {
        html! { input type="hidden" name=(TOKEN_FIELD) value=(self.token.form()); }
    }
}

/// The header that gives a browser a session.
pub(super) fn cookie(token: &Token) -> (HeaderName, HeaderValue) {
    let (text, seconds) = (URL.encode(token.as_bytes()), LONGEST_MS / 1000);
    let cookie = format!(
        "{COOKIE_NAME}={text}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}"
    );
    (SET_COOKIE, HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static("")))
}

/// The header that makes a browser forget it.
pub(super) fn forgotten() -> (HeaderName, HeaderValue) {
    let gone = "__Host-administration=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0";
    (SET_COOKIE, HeaderValue::from_static(gone))
}

/// The session that a browser holds.
pub(super) fn held(headers: &HeaderMap) -> Option<Token> {
    Token::from_bytes(&session::cookie(headers, COOKIE_NAME)?)
}

impl FromRequestParts<App> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let lang = parts.extensions.get().copied().unwrap_or(Lang::Fa);
        let whose = match held(&parts.headers) {
            None => None,
            Some(token) => {
                let whose = sessions::whose(&app.registry, &token).await;
                let whose =
                    whose.map_err(|error| unavailable(&error).shown(lang).into_response())?;
                whose.map(|(administrator, renewals)| Self { administrator, token, renewals, lang })
            }
        };
        whose.ok_or_else(|| {
            if parts.method == Method::GET {
                Redirect::to(&lang.path("/administration/sign-in")).into_response()
            } else {
                Problem::SignInNeeded.shown(lang).into_response()
            }
        })
    }
}

/// A form that a page of this very session sent.
pub struct Sent {
    /// By whom.
    pub signed: Signed,
    /// What was typed.
    pub typed: Typed,
}

impl FromRequest<App> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let signed = Signed::from_request_parts(&mut parts, app).await?;
        let mut typed = Typed::from_request(Request::from_parts(parts, body), app).await?;
        if typed.take(TOKEN_FIELD) != signed.token.form() {
            return Err(Problem::ForeignForm.shown(signed.lang).into_response());
        }
        Ok(Self { signed, typed })
    }
}

/// A form whose sender nobody knows yet, whatever it holds: what cannot be read at all is a wrong answer like any other.
pub struct Whatever(pub Typed);

impl FromRequest<App> for Whatever {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, app: &App) -> Result<Self, Self::Rejection> {
        Ok(Self(Typed::from_request(request, app).await.unwrap_or_default()))
    }
}
