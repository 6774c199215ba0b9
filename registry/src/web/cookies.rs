//! Whether a browser keeps cookies. It is found out before anything is typed, without a script: a page that meets a browser
//! without any gives it one and asks once more.

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::App;
use super::lang::Lang;
use super::session;

const PROBE: &str = "__Host-cookies";
/// Stands in the address of a page that was asked for once more.
const ASKED: &str = "cookies=asked";

/// What is known of a browser's cookies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cookies {
    /// It keeps them.
    On,
    /// It came without any, for the first time; the address at which it is asked once more.
    Unknown(String),
    /// It was given one and came back without it.
    Off,
}

impl FromRequestParts<App> for Cookies {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        if parts.headers.contains_key(COOKIE) {
            return Ok(Self::On);
        }
        let query = parts.uri.query().unwrap_or_default();
        if query.split('&').any(|pair| pair == ASKED) {
            return Ok(Self::Off);
        }
        let and = if query.is_empty() { "" } else { "&" };
        // Within its language an address stands without it.
        let path = format!("{}?{query}{and}{ASKED}", parts.uri.path());
        let lang = Lang::from_request_parts(parts, app).await?;
        Ok(Self::Unknown(lang.path(&path)))
    }
}

impl Cookies {
    /// The answer that gives a browser a cookie and sends it to the same page, where nothing is known of it yet.
    pub fn ask(&self) -> Option<Response> {
        let Self::Unknown(address) = self else { return None };
        Some(([session::set(PROBE, "on", "")], Redirect::to(address)).into_response())
    }

    /// Whether a form that this came with was sent by a browser without cookies: its page gave it one.
    pub const fn are_off(&self) -> bool {
        !matches!(self, Self::On)
    }

    /// Says it; nothing where they are on.
    pub fn said(&self, lang: Lang) -> Markup {
        if *self == Self::On {
            return html! {};
        }
        html! {
            section.summary role="alert" tabindex="-1" {
                h2 { (lang.say("کوکی‌های این مرورگر خاموش است", "Cookies are switched off in this browser")) }
                p { (lang.say(
                    "بدون کوکی تنها مشخصات فردی را می‌توانید بنویسید و کد رهگیری بگیرید: نوشته‌های نیمه‌تمام نگه داشته نمی‌شود و صفحه‌های بعدی و پیگیری باز نمی‌شود. در تنظیمات مرورگر، کوکی را برای این سامانه روشن کنید و صفحه را دوباره باز کنید؛ یا از مرورگر دیگری بیایید.",
                    "Without cookies you can write your personal particulars and get a tracking code, and no more: what is unfinished is not kept, and neither the next pages nor “Follow up” open. Allow cookies for this site in the settings of your browser and open the page again, or use another browser.",
                )) }
            }
        }
    }
}
