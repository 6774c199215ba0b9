//! Giving an application up, after it was said what that means.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::text::PlainText;
use maud::{Markup, html};

use super::of_case::{OfCase, not_taken};
use super::request::our_text;
use crate::acts;
use crate::follow;
use crate::registry::Registry;
use crate::web::App;
use crate::web::address::Client;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::layout::{Page, framed};
use crate::web::problem::{Problem, unavailable};
use crate::web::register::words::Name;
use crate::web::session::Applicant;
use crate::web::status;
use crate::web::whose::Whose;

/// The longest reason.
const REASON: usize = 1_000;
const PATH: &str = "/status/withdraw";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show).post(take))
}

async fn show(State(registry): State<Registry>, lang: Lang, applicant: Applicant) -> Response {
    match follow::read(&registry, &applicant).await {
        Ok(Some(followed)) if followed.case.is_open() => {
            let whose = Whose::of(lang, &registry, &applicant, Some(&followed.case.applicant));
            asked(&whose, &Typed::default(), &Errors::default()).into_response()
        }
        Ok(Some(_)) => Redirect::to(&lang.path("/status")).into_response(),
        Ok(None) => Problem::SessionOver.shown(lang).into_response(),
        Err(error) => unavailable(&error).shown(lang).into_response(),
    }
}

async fn take(State(app): State<App>, lang: Lang, client: Client, sent: OfCase) -> Response {
    let registry = &app.registry;
    let (applicant, case, typed) = match sent.read(&app, client, (lang, PATH)).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let mut errors = Errors::default();
    // What cannot be undone is asked of its owner, and not of whoever sits before an open page.
    let identity = errors.take("identity", status::typed_identity(lang, typed.get("identity")));
    let owner = [case.applicant.identity(), case.applicant.person().national_id.as_str()];
    if identity.is_some_and(|identity| !owner.contains(&identity.as_str())) {
        errors.add(
            "identity",
            lang.say(
                "این شماره از آنِ صاحب این درخواست نیست.",
                "This is not the ID of the person whose application this is.",
            ),
        );
    }
    if typed.get("sure").is_empty() {
        errors.add(
            "sure",
            lang.say(
                "اگر می‌خواهید انصراف دهید، این خانه را علامت بزنید.",
                "Tick this box if you want to withdraw.",
            ),
        );
    }
    let typed_reason = typed.get("reason");
    let reason = if typed_reason.is_empty() {
        our_text("علت گفته نشد.")
    } else {
        let name = Name::of("علت", "reason");
        let read = PlainText::parse(typed_reason, REASON);
        errors.take("reason", read.map_err(|error| name.text(lang, error, REASON)))
    };
    let (true, Some(reason)) = (errors.is_empty(), reason) else {
        let whose = Whose::of(lang, registry, &applicant, Some(&case.applicant));
        return (StatusCode::UNPROCESSABLE_ENTITY, asked(&whose, &typed, &errors)).into_response();
    };
    match acts::withdraw(registry, &applicant, reason).await {
        Ok(()) => Redirect::to(&lang.path("/status")).into_response(),
        Err(error) => not_taken(lang, PATH, &typed, &error),
    }
}

fn asked(whose: &Whose, typed: &Typed, errors: &Errors) -> Markup {
    let lang = whose.lang();
    let title = lang.say("انصراف از درخواست", "Withdraw the application");
    let form = Form { lang, typed, errors };
    let wrong = errors.of("sure");
    let body = html! {
        (whose.bar())
        div.narrow {
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say(
                "با انصراف، بررسی پایان می‌یابد و این درخواست دوباره باز نمی‌شود. بعدها می‌توانید از نو ثبت‌نام کنید و کد رهگیری تازه بگیرید.",
                "With this the review ends, and this application is not opened again. You may register anew later, and get a new tracking code.",
            )) }
            section.card {
                form method="post" action=(lang.path(PATH)) {
                    (whose.field())
                    (form.text(Text {
                        name: "identity",
                        label: lang.say("شمارهٔ ملی، یا شناسهٔ ملی شخص حقوقی", "National ID, or legal ID of a legal person"),
                        hint: lang.say("برای آنکه کس دیگری به جای شما انصراف ندهد", "So that nobody else withdraws in your name"),
                        kind: TextKind::Digits,
                        autocomplete: "",
                    }))
                    (form.text(Text {
                        name: "reason",
                        label: lang.say("علت (اختیاری)", "Reason (optional)"),
                        hint: "",
                        kind: TextKind::Lines,
                        autocomplete: "",
                    }))
                    div class={ "question" @if wrong.is_some() { " wrong" } } {
                        @if let Some(message) = wrong { p.message #sure-error { (message) } }
                        label.choice {
                            input #sure type="checkbox" name="sure" value="yes" checked[!typed.get("sure").is_empty()]
                                aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "sure-error")];
                            span { (lang.say("می‌خواهم از این درخواست انصراف دهم.", "I want to withdraw this application.")) }
                        }
                    }
                    button.button { (lang.say("ثبت انصراف", "Withdraw")) }
                    " "
                    a.button.second href=(lang.path("/status")) { (lang.say("بازگشت", "Back")) }
                }
            }
        }
    };
    framed(&Page { lang, title, path: PATH, wrong: !errors.is_empty(), body })
}
