//! Where an application stands: asked for with the tracking code and the national or legal ID.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::identifiers::{IdentifierError, LegalId, NationalId, TrackingCode};
use domain::text::to_ascii_digits;
use maud::{Markup, html};

use super::App;
use super::address::Client;
use super::cookies::Cookies;
use super::form::{Errors, Form, Text, TextKind, Typed};
use super::lang::Lang;
use super::layout::{Page, framed};
use super::problem::{Problem, Shown, unavailable};
use super::register::begun::Held;
use super::session::{self, Applicant};
use super::whose::Whose;
use crate::drafts::begun;
use crate::follow;
use crate::registry::Registry;
use crate::web::asking::Question;

mod answer;
mod clock;
mod decisions;
mod messages;
pub(super) mod of_case;
mod other_supporter;
mod page;
mod path;
pub(super) mod receipt;
mod request;
mod supporter;
mod telephone;
mod todo;
pub(super) mod ways;
mod withdraw;
pub(super) mod words;

/// Digits of a legal ID; a national ID has ten.
const LEGAL_DIGITS: usize = 11;

/// Asks for another code while an application is open in the browser.
pub(super) const OTHER: &str = "/status?other=yes";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/status", get(show).post(sign_in))
        .route("/status/leave", post(leave))
        .merge(receipt::routes())
        .merge(request::routes())
        .merge(supporter::routes())
        .merge(other_supporter::routes())
        .merge(withdraw::routes())
}

/// The route that takes a document in.
pub fn file_routes() -> Router<App> {
    request::file_routes()
}

/// The case of whoever is signed in; the form for everybody else.
async fn show(
    lang: Lang,
    State(registry): State<Registry>,
    cookies: Cookies,
    applicant: Option<Applicant>,
    Question(asked_for): Question,
) -> Result<Response, Shown> {
    if let Some(again) = cookies.ask() {
        return Ok(again);
    }
    let Some(applicant) = applicant.filter(|_| !asked_for.has("other")) else {
        let (typed, errors) = (Typed::default(), Errors::default());
        return Ok(asked(lang, &typed, &errors, &cookies).into_response());
    };
    let followed = follow::read(&registry, &applicant).await;
    let failed = |error| unavailable(&error).shown(lang);
    let Some(followed) = followed.map_err(failed)? else {
        return Ok(([session::forgotten()], Problem::SessionOver.shown(lang)).into_response());
    };
    let named = follow::supported(&registry, &followed.case).await.map_err(failed)?;
    let whose = Whose::of(lang, &registry, &applicant, Some(&followed.case.applicant));
    Ok(page::shown(&registry, &whose, &followed, &named).into_response())
}

async fn sign_in(
    lang: Lang,
    State(app): State<App>,
    cookies: Cookies,
    client: Client,
    typed: Typed,
) -> Response {
    if cookies.are_off() {
        // Nobody could be known on the next page.
        let page = asked(lang, &typed, &Errors::default(), &cookies);
        return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
    }
    match find(lang, &app, client, &typed).await {
        Ok(applicant) => {
            let cookie = applicant.cookie(&app.registry);
            ([cookie], Redirect::to(&lang.path("/status"))).into_response()
        }
        Err(NotSignedIn::Wrong(errors)) => refused(lang, &typed, &errors),
        Err(NotSignedIn::Problem(problem)) => problem.shown(lang).into_response(),
    }
}

/// Why somebody is not signed in.
#[derive(Debug)]
pub enum NotSignedIn {
    /// What they wrote is wrong, or does not belong together.
    Wrong(Errors),
    /// It cannot be looked up now.
    Problem(Problem),
}

/// Finds the case of the code and the identity that were typed into [`questions`].
///
/// # Errors
/// Names what is wrong.
pub async fn find(
    lang: Lang,
    app: &App,
    client: Client,
    typed: &Typed,
) -> Result<Applicant, NotSignedIn> {
    let mut errors = Errors::default();
    let code = TrackingCode::parse(typed.get("code")).map_err(|error| wrong_code(lang, error));
    let code = errors.take("code", code.map_err(str::to_owned));
    let identity = errors.take("identity", typed_identity(lang, typed.get("identity")));
    let (Some(code), Some(identity)) = (code, identity) else {
        return Err(NotSignedIn::Wrong(errors));
    };
    if !app.limits.may_look_up(client, Some(&code)) {
        return Err(NotSignedIn::Problem(Problem::TooMany));
    }
    match follow::sign_in(&app.registry, &code, &identity).await {
        Ok(Some(applicant)) => Ok(applicant),
        Ok(None) => {
            errors.add("code", lang.say(
                "درخواستی با این کد رهگیری و این شمارهٔ ملی پیدا نشد. هر دو را با رسید خود بسنجید.",
                "There is no application with this tracking code and this ID. Compare both with your receipt.",
            ));
            Err(NotSignedIn::Wrong(errors))
        }
        Err(error) => Err(NotSignedIn::Problem(unavailable(&error))),
    }
}

/// Ends the session, on every server. «من نیستم؛ پاک کن» clears what was begun in this browser as well.
async fn leave(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Option<Applicant>,
    headers: HeaderMap,
    typed: Typed,
) -> Response {
    let held = Held::read(&registry, &headers);
    let names = if typed.get("then") == "clear" { held.of_session() } else { Vec::new() };
    let ended = async {
        if let Some(applicant) = &applicant {
            applicant.session.end(&registry).await?;
        }
        begun::forget(&registry, names.iter().copied()).await
    };
    let next = match ended.await {
        Ok(()) => Redirect::to(&lang.path("/status")).into_response(),
        Err(error) => unavailable(&error).shown(lang).into_response(),
    };
    // The browser forgets in any case.
    let [one, two] = held.without(&registry, &names);
    (AppendHeaders([session::forgotten(), one, two]), next).into_response()
}

/// The canonical national or legal ID, or what is wrong with it.
fn typed_identity(lang: Lang, text: &str) -> Result<String, String> {
    identity(text).map_err(|error| wrong_identity(lang, error).to_owned())
}

/// The canonical national or legal ID, told apart by its length.
fn identity(text: &str) -> Result<String, IdentifierError> {
    let digits = to_ascii_digits(text).chars().filter(char::is_ascii_digit).count();
    if digits == LEGAL_DIGITS {
        LegalId::parse(text).map(|id| id.as_str().to_owned())
    } else {
        NationalId::parse(text).map(|id| id.as_str().to_owned())
    }
}

const fn wrong_code(lang: Lang, error: IdentifierError) -> &'static str {
    match error {
        IdentifierError::Empty => lang.say("کد رهگیری را بنویسید", "Enter the tracking code"),
        IdentifierError::BadLength => {
            lang.say("کد رهگیری چهارده رقم دارد", "A tracking code has fourteen digits")
        }
        IdentifierError::BadChecksum => lang.say(
            "این کد درست نیست؛ شاید رقمی جابه‌جا یا جا افتاده باشد",
            "This code cannot be right; a digit may be wrong or two swapped",
        ),
        _ => lang.say("کد رهگیری تنها رقم است", "A tracking code is digits alone"),
    }
}

const fn wrong_identity(lang: Lang, error: IdentifierError) -> &'static str {
    match error {
        IdentifierError::Empty => {
            lang.say("شمارهٔ ملی یا شناسهٔ ملی را بنویسید", "Enter the national or legal ID")
        }
        IdentifierError::NeedsPadding => lang.say(
            "صفرهای آغاز شمارهٔ ملی را هم بنویسید",
            "Write the leading zeros of the national ID too",
        ),
        IdentifierError::BadLength => lang.say(
            "شمارهٔ ملی ده رقم و شناسهٔ ملی یازده رقم دارد",
            "A national ID has ten digits, a legal ID eleven",
        ),
        _ => lang.say(
            "این شماره درست نیست؛ شاید رقمی جابه‌جا یا جا افتاده باشد",
            "This ID cannot be right; a digit may be wrong or two swapped",
        ),
    }
}

fn refused(lang: Lang, typed: &Typed, errors: &Errors) -> Response {
    let page = asked(lang, typed, errors, &Cookies::On);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The tracking code and the identity.
pub fn questions(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    html! {
        (form.text(Text {
            name: "code",
            label: lang.say("کد رهگیری", "Tracking code"),
            hint: lang.say("چهارده رقم روی رسید؛ با خط تیره یا بی آن", "Fourteen digits on your receipt, with or without dashes"),
            kind: TextKind::Digits,
            autocomplete: "",
        }))
        (form.text(Text {
            name: "identity",
            label: lang.say("شمارهٔ ملی، یا شناسهٔ ملی شخص حقوقی", "National ID, or legal ID of a legal person"),
            hint: lang.say("پشتیبان هم با کد و شمارهٔ خودش وارد می‌شود", "A supporter signs in with their own code and ID"),
            kind: TextKind::Digits,
            autocomplete: "",
        }))
    }
}

fn asked(lang: Lang, typed: &Typed, errors: &Errors, cookies: &Cookies) -> Markup {
    let title = lang.say("پیگیری درخواست", "Follow up an application");
    let form = Form { lang, typed, errors };
    let body = html! {
        div.narrow {
            (cookies.said(lang))
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say(
                "کد رهگیری و شمارهٔ ملی خود را بنویسید تا مسیر درخواست، پیام‌ها و آنچه باید بفرستید را ببینید.",
                "Enter your tracking code and ID to see how far the application is, its messages and what you have to send.",
            )) }
            section.card {
                form method="post" action=(lang.path("/status")) {
                    (questions(&form))
                    button.button { (lang.say("دیدن وضعیت", "See the status")) }
                }
            }
            section.card {
                h2 { (lang.say("کد رهگیری را ندارید؟", "No tracking code?")) }
                p { (lang.say(
                    "کد در پایان بخش نخست ثبت‌نام داده شده و روی رسید است. اگر گم شده، با کارشناس مشاغل خانگی شهرستان تماس بگیرید.",
                    "It was given at the end of the first part of registration, and is on the receipt. If it is lost, call the office of your county.",
                )) }
                ul.links { li { a href=(lang.path("/offices")) { (lang.say("تلفن کارشناسان استان و شهرستان", "Telephone numbers of offices")) } } }
            }
        }
    };
    let wrong = !errors.is_empty() || cookies.are_off();
    framed(&Page { lang, title, path: "/status", wrong, body })
}
