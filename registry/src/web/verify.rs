//! Whether a licence is genuine and in force: by its number, or by the text of its code.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::identifiers::{IdentifierError, LicenceNumber};
use maud::{Markup, html};

use super::App;
use super::address::Client;
use super::form::{Errors, Form, Pasted, Text, TextKind, Typed};
use super::lang::Lang;
use super::layout::{Page, framed};
use super::problem::{Problem, Shown, unavailable};
use crate::error::StoreError;
use crate::registry::Registry;
use crate::verification::{self, Paper, Trust};
use crate::web::asking::InPath;

mod answer;
mod page;
mod words;

use answer::Answer;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route("/verify", get(ask).post(verify)).route("/verify/{number}", get(by_number))
}

async fn ask(lang: Lang) -> Markup {
    asked(lang, &Typed::default(), &Errors::default())
}

/// A number leads to an address of its own; a code says the holder's name and stays out of addresses.
async fn verify(
    lang: Lang,
    State(app): State<App>,
    client: Client,
    Pasted(typed): Pasted,
) -> Response {
    let code = typed.get("code");
    if code.is_empty() {
        return match LicenceNumber::parse(typed.get("number")) {
            Ok(number) => {
                Redirect::to(&lang.path(&format!("/verify/{}", number.as_str()))).into_response()
            }
            Err(error) => refused(lang, &typed, error),
        };
    }
    if !app.limits.may_look_up(client, None) {
        return Problem::TooMany.shown(lang).into_response();
    }
    match by_code(&app.registry, app.site.trust.as_ref(), code).await {
        Ok(answer) => page::shown(lang, &app.registry, "/verify", &answer).into_response(),
        Err(error) => unavailable(&error).shown(lang).into_response(),
    }
}

async fn by_number(
    lang: Lang,
    State(app): State<App>,
    client: Client,
    InPath(text): InPath<String>,
) -> Result<Response, Shown> {
    let number = match LicenceNumber::parse(&text) {
        Ok(number) => number,
        Err(error) => {
            let mut typed = Typed::default();
            typed.set("number", text);
            return Ok(refused(lang, &typed, error));
        }
    };
    if !app.limits.may_look_up(client, None) {
        return Err(Problem::TooMany.shown(lang));
    }
    let record = verification::look_up(&app.registry, &number).await;
    let answer = match record.map_err(|error| unavailable(&error).shown(lang))? {
        Some(record) => Answer::Known(record),
        None => Answer::Unknown(number.clone()),
    };
    let path = format!("/verify/{}", number.as_str());
    Ok(page::shown(lang, &app.registry, &path, &answer).into_response())
}

/// Judges a code by its signature first, and then by what the registry says of its number.
async fn by_code(
    registry: &Registry,
    trust: Option<&Trust>,
    code: &str,
) -> Result<Answer, StoreError> {
    let today = registry.now().tehran_date();
    let paper = verification::judge(code, trust, today);
    let claim = match &paper {
        Paper::Unreadable => return Ok(Answer::Unreadable),
        Paper::NotGenuine(error) => return Ok(Answer::NotGenuine(*error)),
        Paper::Signed(verdict) => &verdict.claim,
        Paper::Unjudged(claim, _) => claim,
    };
    let record = verification::look_up(registry, &claim.number).await?;
    Ok(Answer::of(paper, record))
}

fn refused(lang: Lang, typed: &Typed, error: IdentifierError) -> Response {
    let mut errors = Errors::default();
    errors.add("number", words::not_a_number(lang, error));
    (StatusCode::UNPROCESSABLE_ENTITY, asked(lang, typed, &errors)).into_response()
}

fn asked(lang: Lang, typed: &Typed, errors: &Errors) -> Markup {
    let title = lang.say("استعلام اصالت مجوز", "Verify a licence");
    let form = Form { lang, typed, errors };
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say(
                "ببینید مجوزی که در دست دارید اصل است و اکنون اعتبار دارد یا نه.",
                "See whether the licence in your hand is genuine and in force.",
            )) }
            section.card { (fields(form)) }
            (keeping(lang))
        }
    };
    framed(&Page { lang, title, path: "/verify", wrong: !errors.is_empty(), body })
}

/// The form, on a page of its own and below each answer.
fn fields(form: Form<'_>) -> Markup {
    let lang = form.lang;
    html! {
        form method="post" action=(lang.path("/verify")) {
            (form.text(Text {
                name: "number",
                label: lang.say("شمارهٔ مجوز", "Licence number"),
                hint: lang.say("دوازده رقم بالای مجوز", "Twelve digits at the top of the licence"),
                kind: TextKind::Digits,
                autocomplete: "",
            }))
            details open[!form.typed.get("code").is_empty()] {
                summary { (lang.say("یا متن رمزینهٔ مجوز", "Or the text of its QR code")) }
                (form.text(Text {
                    name: "code",
                    label: lang.say("متن رمزینه", "Text of the code"),
                    hint: lang.say(
                        "رمزینه را با دوربین تلفن بخوانید، پیوند یا متنی را که با LIC1 آغاز می‌شود کامل رونوشت کنید و اینجا بگذارید.",
                        "Read the code with your telephone's camera, copy the whole link, or the text that begins with LIC1, and put it here.",
                    ),
                    kind: TextKind::Lines,
                    autocomplete: "",
                }))
            }
            button.button { (lang.say("استعلام", "Verify")) }
        }
    }
}

/// How an office keeps the list of licences out of force.
fn keeping(lang: Lang) -> Markup {
    html! {
        section.card {
            h2 { (lang.say("برای اداره‌ها و برنامه‌ها", "For offices and programs")) }
            p { (lang.say(
                "فهرست امضاشدهٔ مجوزهای تعلیق‌شده، باطل‌شده و جایگزین‌شده هر روز اینجاست و بی شبکه هم به کار می‌آید.",
                "The signed list of licences that are suspended, revoked or superseded is here every day, and serves without a network too.",
            )) }
            ul.links { li { a href="/v1/status-list" { (lang.say("دریافت فهرست وضعیت", "Get the status list")) } } }
        }
    }
}
