//! Giving an application up, after it was said what that means.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::text::PlainText;
use maud::{Markup, html};

use super::request::{Held, not_kept, our_text};
use crate::acts::{self, ActError};
use crate::follow;
use crate::intake::ApplyError;
use crate::registry::Registry;
use crate::web::App;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::layout::{Page, framed};
use crate::web::problem::{Problem, not_done, unavailable};
use crate::web::register::words::Name;
use crate::web::session::Applicant;

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
            asked(lang, &Typed::default(), &Errors::default()).into_response()
        }
        Ok(Some(_)) => Redirect::to(&lang.path("/status")).into_response(),
        Ok(None) => Problem::SessionOver.shown(lang).into_response(),
        Err(error) => unavailable(&error).shown(lang).into_response(),
    }
}

async fn take(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Option<Applicant>,
    typed: Typed,
) -> Response {
    let Some(applicant) = applicant else {
        return not_kept(lang, PATH, &typed, Held::SessionOver);
    };
    let mut errors = Errors::default();
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
        return (StatusCode::UNPROCESSABLE_ENTITY, asked(lang, &typed, &errors)).into_response();
    };
    match acts::withdraw(&registry, &applicant, reason).await {
        Ok(()) => Redirect::to(&lang.path("/status")).into_response(),
        Err(ActError::Apply(ApplyError::Store(error))) => {
            tracing::error!(error = %error, "a withdrawal could not be taken in");
            not_kept(lang, PATH, &typed, Held::Unavailable)
        }
        Err(error) => not_done(&error, lang),
    }
}

fn asked(lang: Lang, typed: &Typed, errors: &Errors) -> Markup {
    let title = lang.say("انصراف از درخواست", "Withdraw the application");
    let form = Form { lang, typed, errors };
    let wrong = errors.of("sure");
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say(
                "با انصراف، بررسی پایان می‌یابد و این درخواست دوباره باز نمی‌شود. بعدها می‌توانید از نو ثبت‌نام کنید و کد رهگیری تازه بگیرید.",
                "With this the review ends, and this application is not opened again. You may register anew later, and get a new tracking code.",
            )) }
            section.card {
                form method="post" action=(lang.path(PATH)) {
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
