//! A covered applicant names another supporter.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::case::SupporterState;
use maud::{Markup, html};

use super::of_case::{OfCase, not_taken};
use super::page::View;
use super::ways;
use crate::acts;
use crate::follow;
use crate::web::App;
use crate::web::address::Client;
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;
use crate::web::layout::{Page, framed};
use crate::web::limits::Counted;
use crate::web::problem::{Problem, unavailable};
use crate::web::register::{person, person_form};
use crate::web::session::Applicant;
use crate::web::whose::Whose;

const PATH: &str = "/status/supporter";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route(PATH, get(show).post(take))
}

/// Who waits for a supporter, and what they can do about it; said where they look first.
pub fn waiting(view: View<'_>) -> Markup {
    let (lang, case) = (view.lang, view.case());
    let declined = matches!(case.supporter, SupporterState::Declined { .. });
    let name = case.applicant.named_supporter().map_or("", |named| named.name.as_str());
    html! {
        @if declined {
            p { bdi lang="fa" { (name) } (lang.say(
                " شما را نپذیرفت. اگر با او قرارداد دارید، با او تماس بگیرید و سپس دوباره نامش ببرید؛ وگرنه پشتیبان دیگری نام ببرید. تا آن زمان درخواست شما بررسی نمی‌شود و چیزی از آن پاک نشده است.",
                " has declined you. If you have a contract with them, call them and then name them again; else name another supporter. Until then your application is not reviewed; nothing of it is lost.",
            )) }
            a.button href=(lang.path(PATH)) { (lang.say("نام بردن پشتیبان دیگر", "Name another supporter")) }
        } @else {
            p { (lang.say("پشتیبانی که نام برده‌اید: ", "The supporter whom you named: ")) bdi lang="fa" { (name) } ". "
                (lang.say("او به یکی از این دو راه تأیید می‌شود و پس از آن درخواست شما بررسی می‌شود:", "They are confirmed in one of these ways, and your application is reviewed after that:")) }
            (ways::of_case(lang, case, view.catalogue))
            p { a href=(lang.path(PATH)) { (lang.say("پشتیبان را درست ننوشته‌اید یا عوض شده است؟ پشتیبان دیگری نام ببرید", "Was the supporter wrong, or is it another one now? Name another")) } }
        }
    }
}

async fn show(
    State(app): State<App>,
    lang: Lang,
    applicant: Applicant,
    _counted: Counted,
) -> Response {
    match follow::read(&app.registry, &applicant).await {
        Ok(Some(followed)) if followed.case.may_name_supporter() => {
            let whose = Whose::of(lang, &app.registry, &applicant, Some(&followed.case.applicant));
            asked(&whose, &Typed::default(), &Errors::default()).into_response()
        }
        Ok(Some(_)) => Redirect::to(&lang.path("/status")).into_response(),
        Ok(None) => Problem::SessionOver.shown(lang).into_response(),
        Err(error) => unavailable(&error).shown(lang).into_response(),
    }
}

async fn take(State(app): State<App>, lang: Lang, client: Client, sent: OfCase) -> Response {
    let (applicant, case, typed) = match sent.read(&app, client, (lang, PATH)).await {
        Ok(read) => read,
        Err(response) => return response,
    };
    let supporter = match person_form::read_supporter(lang, &typed, case.applicant.person()) {
        Ok(supporter) => supporter,
        Err(errors) => {
            let whose = Whose::of(lang, &app.registry, &applicant, Some(&case.applicant));
            let page = asked(&whose, &typed, &errors);
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
    };
    match acts::name_supporter(&app.registry, &applicant, supporter).await {
        Ok(()) => Redirect::to(&lang.path("/status")).into_response(),
        Err(error) => not_taken(lang, PATH, &typed, &error),
    }
}

fn asked(whose: &Whose, typed: &Typed, errors: &Errors) -> Markup {
    let lang = whose.lang();
    let title = lang.say("نام بردن پشتیبان دیگر", "Name another supporter");
    let form = Form { lang, typed, errors };
    let body = html! {
        (whose.bar())
        div.narrow {
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say(
                "پشتیبان تازه جای پشتیبان پیشین را می‌گیرد و باید شما را تأیید کند. بقیهٔ درخواست همان می‌ماند.",
                "The new supporter takes the place of the one before, and has to be confirmed. The rest of the application stays.",
            )) }
            section.card {
                form method="post" action=(lang.path(PATH)) novalidate {
                    (whose.field())
                    (person::supporter_questions(&form))
                    button.button { (lang.say("ثبت پشتیبان", "Name this supporter")) }
                    " "
                    a.button.second href=(lang.path("/status")) { (lang.say("بازگشت", "Back")) }
                }
            }
        }
    };
    framed(&Page { lang, title, path: PATH, wrong: !errors.is_empty(), body })
}
