//! The forms of somebody's own case: whose they are is known before anything of them is judged, and what was typed stays in
//! the page where it cannot be taken in.

use axum::extract::{FromRequest, OptionalFromRequestParts as _, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::case::Case;
use maud::html;

use super::OTHER;
use crate::acts::{self, ActError};
use crate::intake::ApplyError;
use crate::web::App;
use crate::web::address::Client;
use crate::web::form::Typed;
use crate::web::lang::Lang;
use crate::web::layout::{Page, framed};
use crate::web::problem::{Problem, not_done, unavailable};
use crate::web::session::Applicant;
use crate::web::whose::CASE;

/// A form that says for which case its page was opened.
pub struct OfCase {
    /// Whose it is, if it is that of the session.
    pub whose: Result<Applicant, NotOpen>,
    /// What was typed.
    pub typed: Typed,
}

impl FromRequest<App> for OfCase {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(applicant) = Applicant::from_request_parts(&mut parts, app).await;
        let typed = Typed::from_request(Request::from_parts(parts, body), app).await?;
        let whose = match applicant {
            None => Err(NotOpen::SessionOver),
            Some(applicant) if applicant.opened(&app.registry, typed.get(CASE)) => Ok(applicant),
            Some(_) => Err(NotOpen::OtherCase),
        };
        Ok(Self { whose, typed })
    }
}

impl OfCase {
    /// The applicant with the case as it stands, counted as a look-up.
    ///
    /// # Errors
    /// The page to answer with; where what was typed cannot be taken in now, it is in it.
    pub async fn read(
        self,
        app: &App,
        client: Client,
        (lang, path): (Lang, &str),
    ) -> Result<(Applicant, Case, Typed), Response> {
        let Self { whose, typed } = self;
        let applicant = whose.map_err(|why| not_kept(lang, path, &typed, why))?;
        if !app.limits.may_look_up(client, Some(&applicant.code)) {
            return Err(Problem::TooMany.shown(lang).into_response());
        }
        match acts::read(&app.registry, &applicant).await {
            Ok((_, case)) => Ok((applicant, case, typed)),
            Err(error) => Err(not_taken(lang, path, &typed, &error)),
        }
    }
}

/// The answer to what could not be taken in: what was typed stays in the page where the database is away.
pub fn not_taken(lang: Lang, path: &str, typed: &Typed, error: &ActError) -> Response {
    match error {
        ActError::Apply(ApplyError::Store(error)) => {
            unavailable(error);
            not_kept(lang, path, typed, Held::Unavailable)
        }
        other => not_done(other, lang),
    }
}

/// Why a case is not open to who sends its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpen {
    /// The session is over.
    SessionOver,
    /// Another application is open in the browser now.
    OtherCase,
}

/// Why something that was typed was not sent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The database is away.
    Unavailable,
    /// The case is not open.
    NotOpen(NotOpen),
}

impl From<NotOpen> for Held {
    fn from(why: NotOpen) -> Self {
        Self::NotOpen(why)
    }
}

/// What was typed stays in the page, to be sent again.
pub fn not_kept(lang: Lang, path: &str, typed: &Typed, held: impl Into<Held>) -> Response {
    let held = held.into();
    let title = lang.say("پاسخ شما هنوز فرستاده نشد", "Your answer was not sent yet");
    let (status, why) = match held {
        Held::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, lang.say(
            "سامانه اکنون پاسخ نمی‌دهد. آنچه نوشتید در همین صفحه هست؛ آن را نبندید و چند دقیقهٔ دیگر دکمه را بزنید.",
            "The site cannot answer now. Everything you typed is still on this page; leave it open and press the button in a few minutes.",
        )),
        Held::NotOpen(NotOpen::SessionOver) => (StatusCode::UNAUTHORIZED, lang.say(
            "برای نگهداری از اطلاعات شما باید دوباره وارد شوید. آنچه نوشتید در همین صفحه هست: در صفحه‌ای تازه وارد شوید، به اینجا برگردید و دکمه را بزنید.",
            "To protect your data you are asked to sign in again. Everything you typed is still on this page: sign in on a new page, come back here and press the button.",
        )),
        Held::NotOpen(NotOpen::OtherCase) => (StatusCode::CONFLICT, lang.say(
            "این صفحه برای درخواستی باز شده بود، ولی اکنون درخواست دیگری در این مرورگر باز است. آنچه نوشتید در هیچ‌یک نوشته نشد و در همین صفحه هست: در صفحه‌ای تازه با کد همان درخواست وارد شوید، به اینجا برگردید و دکمه را بزنید.",
            "This page was opened for one application, but another one is open in this browser now. What you typed went into neither and is still on this page: sign in on a new page with the code of the right one, come back here and press the button.",
        )),
    };
    let body = html! {
        div.narrow {
            h1 { (title) }
            p.lead { (why) }
            @if held != Held::Unavailable {
                p.after { a href=(lang.path(OTHER)) target="_blank" rel="noopener" {
                    (lang.say("ورود در صفحه‌ای تازه", "Sign in on a new page"))
                } }
            }
            form method="post" action=(lang.path(path)) {
                @for (name, text) in typed.pairs() {
                    @if name != CASE && !text.trim().is_empty() { p { bdi { (text) } } }
                    input type="hidden" name=(name) value=(text);
                }
                button.button { (lang.say("دوباره فرستادن", "Send again")) }
            }
        }
    };
    (status, framed(&Page { lang, title, path, wrong: true, body })).into_response()
}
