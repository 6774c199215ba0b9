//! `/administration/sign-in`, and out again.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};

use super::{Place, Sent, Whatever, framed, signed, words};
use crate::Registry;
use crate::administration::sessions;
use crate::administration::sign_in::{Missing, SignedIn, Try, sign_in};
use crate::web::App;
use crate::web::address::Client;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, unavailable};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route("/sign-in", get(page).post(enter)).route("/sign-out", post(leave))
}

async fn page(State(registry): State<Registry>, lang: Lang, headers: HeaderMap) -> Response {
    if let Some(token) = signed::held(&headers)
        && let Ok(Some(_)) = sessions::whose(&registry, &token).await
    {
        return Redirect::to(&lang.path("/administration")).into_response();
    }
    shown(lang, &Typed::default(), &Errors::default()).into_response()
}

/// Signs somebody in.
async fn enter(
    State(app): State<App>,
    client: Client,
    lang: Lang,
    Whatever(typed): Whatever,
) -> Response {
    let Ok((heard, turn)) = app.limits.trying.begin(client).await else {
        return Problem::TooMany.shown(lang).into_response();
    };
    let tried = Try {
        account: typed.get("account"),
        password: typed.get("password"),
        code: typed.get("code"),
        network: &client.to_string(),
    };
    let wrong = match sign_in(&app.registry, tried, turn).await {
        Ok(SignedIn::Yes(token)) => {
            return ([signed::cookie(&token)], Redirect::to(&lang.path("/administration")))
                .into_response();
        }
        Ok(SignedIn::No(missing)) => {
            let field = if missing == Missing::Password { "account" } else { "code" };
            (field, words::not_signed_in(lang, missing))
        }
        Err(error) => return unavailable(&error).shown(lang).into_response(),
    };
    heard.failed();
    let mut errors = Errors::default();
    errors.add(wrong.0, wrong.1);
    (StatusCode::UNAUTHORIZED, shown(lang, &typed, &errors)).into_response()
}

async fn leave(State(registry): State<Registry>, Sent { signed, .. }: Sent) -> Response {
    let lang = signed.lang;
    match sessions::end(&registry, &signed.token).await {
        Ok(()) => {
            let next = Redirect::to(&lang.path("/administration/sign-in"));
            ([signed::forgotten()], next).into_response()
        }
        Err(error) => unavailable(&error).shown(lang).into_response(),
    }
}

fn shown(lang: Lang, typed: &Typed, errors: &Errors) -> Markup {
    let form = Form { lang, typed, errors };
    let title = lang.say("ورود به مدیریت سامانه", "Sign in to the administration");
    let text = |name, label, hint, kind, autocomplete| {
        form.text(Text { name, label, hint, kind, autocomplete })
    };
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            form.card method="post" action=(lang.path("/administration/sign-in")) novalidate {
                (text("account", lang.say("نام حساب", "Account"), "", TextKind::Exact, "username"))
                (text("password", lang.say("گذرواژه", "Password"), "", TextKind::Secret, "current-password"))
                (text(
                    "code",
                    lang.say("کد یک‌بارمصرف", "One-time code"),
                    lang.say("شش رقمی که برنامهٔ کدساز گوشی شما نشان می‌دهد.", "The six digits that your authenticator shows."),
                    TextKind::Digits,
                    "one-time-code",
                ))
                button.button { (lang.say("ورود", "Sign in")) }
            }
            p.after { a href=(lang.path("/administration/invitation")) {
                (lang.say("کد دعوت دارم", "I have an invitation code"))
            } }
        }
    };
    let (path, wrong) = ("/administration/sign-in", !errors.is_empty());
    framed(&Place { lang, signed: None, title, path, wrong, body })
}
