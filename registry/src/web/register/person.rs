//! Page one: who applies. What is sent is kept under the name of the case to be, which its form and this browser alone hold.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::html;

use super::begun::{self, Held};
use super::{Notice, Then, choices, code, kept, not_done, open_here, person_form, see};
use crate::acts::{self, ActError, Applicant};
use crate::drafts::begun::{self as forms, Keep, Name, Saved};
use crate::registry::Registry;
use crate::web::address::Client;
use crate::web::asking::Question;
use crate::web::cookies::Cookies;
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;
use crate::web::whose::CASE;
use crate::web::{App, problem, session};

mod again;
mod sheet;

use sheet::Around;

pub(in crate::web) use sheet::supporter_questions;

const PATH: &str = "/register/person";
/// How long a page waits for the database before it shows what was typed again.
const PATIENCE: Duration = Duration::from_secs(12);

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(PATH, get(show).post(take))
        .route(again::OPEN, post(again::open))
        .route(again::CLEAR, post(again::clear))
}

async fn show(
    State(registry): State<Registry>,
    lang: Lang,
    cookies: Cookies,
    applicant: Option<Applicant>,
    headers: HeaderMap,
    Question(asked): Question,
) -> Response {
    if let Some(again) = cookies.ask() {
        return again;
    }
    let mut typed = Typed::default();
    typed.set("activity", asked.get("activity"));
    // A new form may be wanted, whatever the browser holds.
    if !asked.has("fresh") {
        let held = Held::read(&registry, &headers).all();
        match forms::is_any_there(&registry, &held).await {
            Ok(true) => {
                let none = Errors::default();
                return again::asked(lang, &typed, &none, StatusCode::OK, applicant.as_ref());
            }
            Ok(false) => {}
            Err(error) => return problem::unavailable(&error).shown(lang).into_response(),
        }
    }
    let Some(activity) = choices::activity_chosen(&typed) else {
        // The page before sends it, with or without a choice.
        let missing = asked.has("from");
        return see(lang, if missing { "/register?missing=activity" } else { "/register" });
    };
    typed.set(begun::FIELD, begun::for_form(&registry, Name::new(&registry)));
    let form = Form { lang, typed: &typed, errors: &Errors::default() };
    let open = applicant.as_ref().map(|applicant| open_here(lang, Some(applicant)));
    let around = Around { open, above: cookies.said(lang) };
    sheet::shown(&form, activity, &around, false).into_response()
}

/// What a form says before anything of it is judged.
struct Sent {
    lang: Lang,
    client: Client,
    cookies: Cookies,
    held: Held,
    name: Name,
    typed: Typed,
}

impl Sent {
    /// The page with all that was typed.
    fn again(&self, registry: &Registry, errors: &Errors, above: Above) -> Response {
        let (mut typed, lang) = (self.typed.clone(), self.lang);
        let Some(activity) = choices::activity_chosen(&typed) else {
            return see(lang, "/register?missing=activity");
        };
        typed.set(begun::FIELD, begun::for_form(registry, self.name));
        let (status, said) = match above {
            Above::Nothing => (StatusCode::UNPROCESSABLE_ENTITY, html! {}),
            Above::Notice(notice) => (notice.status(), notice.shown(lang)),
            Above::Cookies => (StatusCode::UNPROCESSABLE_ENTITY, self.cookies.said(lang)),
        };
        let form = Form { lang, typed: &typed, errors };
        let around = Around { open: None, above: said };
        (status, sheet::shown(&form, activity, &around, true)).into_response()
    }
}

/// What is said above a page that is shown again.
#[derive(Debug, Clone, Copy)]
enum Above {
    Nothing,
    Notice(Notice),
    Cookies,
}

async fn take(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    cookies: Cookies,
    headers: HeaderMap,
    mut typed: Typed,
) -> Response {
    let registry = &app.registry;
    let then = Then::of(&mut typed);
    let named = begun::of_form(registry, &typed.take(begun::FIELD));
    if choices::activity_chosen(&typed).is_none() {
        return see(lang, "/register?missing=activity");
    }
    let name = named.unwrap_or_else(|| Name::new(registry));
    let held = Held::read(registry, &headers);
    let sent = Sent { lang, client, cookies, held, name, typed };
    match then {
        // A form without a name, in a browser that could not hold one, could not be found again.
        Then::Keep if named.is_none() || sent.cookies.are_off() => {
            StatusCode::NO_CONTENT.into_response()
        }
        Then::Keep => match saved(&app, &sent, Keep::ThisSession).await {
            Ok(cookie) => (StatusCode::NO_CONTENT, AppendHeaders(cookie)).into_response(),
            Err(notice) => notice.status().into_response(),
        },
        Then::Later => later(&app, sent).await,
        Then::GoOn | Then::Search => go_on(&app, &sent).await,
    }
}

/// Keeps the form where its owner can be asked for it, and gives the header by which the browser finds it again.
async fn saved(app: &App, sent: &Sent, keep: Keep) -> Result<Option<session::SetCookie>, Notice> {
    let registry = &app.registry;
    // What could not be found again is not kept.
    if sent.cookies.are_off() || !again::can_be_asked_for(&sent.typed) {
        return Ok(None);
    }
    if !sent.held.has(sent.name) && !app.limits.may_begin_draft(sent.client) {
        return Err(Notice::TooMany);
    }
    let saving = forms::save(registry, sent.name, &sent.typed, keep);
    match tokio::time::timeout(PATIENCE, saving).await {
        Ok(Ok(Saved::Kept)) => Ok(Some(sent.held.with(registry, sent.name, keep))),
        Ok(Ok(Saved::Spent)) => Ok(None),
        Ok(Err(error)) => {
            problem::unavailable(&error);
            Err(Notice::NotKept)
        }
        Err(_) => Err(Notice::NotKept),
    }
}

/// Keeps the form for another day.
async fn later(app: &App, sent: Sent) -> Response {
    let (registry, lang) = (&app.registry, sent.lang);
    if sent.cookies.are_off() {
        return sent.again(registry, &Errors::default(), Above::Cookies);
    }
    if !again::can_be_asked_for(&sent.typed) {
        let mut errors = Errors::default();
        errors.add("nationalId", lang.say(
            "برای نگه داشتن فرم، شمارهٔ ملی یا تلفن همراه را بنویسید؛ روز دیگر، فرم تنها با چهار رقم آخر آن باز می‌شود.",
            "To keep the form, write the national ID or the mobile number: on another day it is opened by the last four digits alone.",
        ));
        return sent.again(registry, &errors, Above::Nothing);
    }
    let cookie = saved(app, &sent, Keep::AnotherDay).await;
    let how = lang.say(
        "هنوز کد رهگیری نگرفته‌اید. تا یک ماه، در همین مرورگر و از همین صفحه ادامه دهید. فرم تنها با چهار رقم آخر شمارهٔ ملی یا تلفن همراهی که نوشته‌اید باز می‌شود.",
        "You have no tracking code yet. For a month, go on in this browser from this page. The form is opened by the last four digits of the national ID or mobile number that you typed, and not without.",
    );
    match cookie {
        Ok(Some(cookie)) => (AppendHeaders([cookie]), kept(lang, PATH, how, None)).into_response(),
        Ok(None) => sent.again(registry, &Errors::default(), Above::Notice(Notice::Spent)),
        Err(notice) => sent.again(registry, &Errors::default(), Above::Notice(notice)),
    }
}

/// Reads the form and registers.
async fn go_on(app: &App, sent: &Sent) -> Response {
    let (registry, lang) = (&app.registry, sent.lang);
    let none = Errors::default();
    let cookie = match saved(app, sent, Keep::ThisSession).await {
        Ok(cookie) => AppendHeaders(cookie),
        Err(notice) => return sent.again(registry, &none, Above::Notice(notice)),
    };
    let today = registry.now().tehran_date();
    let Some(activity) = choices::activity_chosen(&sent.typed) else {
        return see(lang, "/register?missing=activity");
    };
    let again = |errors: &Errors, above: Above| {
        (cookie.clone(), sent.again(registry, errors, above)).into_response()
    };
    let who = match person_form::read(lang, &sent.typed, activity, today) {
        Ok(who) => who,
        Err(errors) => return again(&errors, Above::Nothing),
    };
    if !app.limits.may_register(sent.client) {
        return again(&none, Above::Notice(Notice::TooMany));
    }
    let not_kept = || again(&none, Above::Notice(Notice::NotKept));
    match tokio::time::timeout(PATIENCE, register(registry, sent.name, &who)).await {
        Ok(Ok(applicant)) => registered(registry, sent, &applicant, &who),
        Ok(Err(error @ (ActError::Apply(_) | ActError::File(_)))) => {
            let response = not_done(&error, lang);
            if response.status() == StatusCode::SERVICE_UNAVAILABLE { not_kept() } else { response }
        }
        Ok(Err(error)) => not_done(&error, lang),
        Err(_) => not_kept(),
    }
}

/// Leads to the code. A browser without cookies would not find it there: it reads the code at once.
fn registered(
    registry: &Registry,
    sent: &Sent,
    applicant: &Applicant,
    who: &domain::people::Applicant,
) -> Response {
    if sent.cookies.are_off() {
        return code::without_cookies(sent.lang, registry, applicant, who).into_response();
    }
    let [one, two] = sent.held.without(registry, &[sent.name]);
    let cookies = AppendHeaders([applicant.cookie(registry), one, two]);
    let path = format!("{}?{CASE}={}", code::PATH, registry.keys.form(applicant.case));
    (cookies, Redirect::to(&sent.lang.path(&path))).into_response()
}

/// Registers; where the form's name is another person's case already, whose answer was lost, under one
/// that is the same each time they ask.
async fn register(
    registry: &Registry,
    name: Name,
    who: &domain::people::Applicant,
) -> Result<Applicant, ActError> {
    match acts::register(registry, name.case(), who).await {
        Err(ActError::OtherPerson) => {
            let identity = registry.keys.identity(who.identity());
            acts::register(registry, name.beside(identity).case(), who).await
        }
        other => other,
    }
}
