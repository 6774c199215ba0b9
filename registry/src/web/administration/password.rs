//! `/administration/password`: whoever is signed in chooses another password.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::html;

use super::{Place, Sent, Signed, words};
use crate::administration::AdministrationError;
use crate::administration::own_password::{self, Changed};
use crate::administration::passwords::Password;
use crate::administration::sign_in::{Missing, Try};
use crate::web::App;
use crate::web::address::Client;
use crate::web::asking::Question;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::problem::{Problem, unavailable};

pub(super) const PATH: &str = "/administration/password";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route("/password", get(page).post(change))
}

async fn page(signed: Signed, Question(asked): Question) -> Response {
    shown(&signed, &Errors::default(), asked.has("done"))
}

async fn change(State(app): State<App>, client: Client, Sent { signed, typed }: Sent) -> Response {
    let lang = signed.lang;
    let account = &signed.administrator.officer;
    let mut errors = Errors::default();
    let new = Password::parse(typed.get("password"), account);
    if typed.get("old").is_empty() {
        let missing = lang.say("گذرواژهٔ کنونی را بنویسید.", "Enter the password in use.");
        errors.add("old", missing);
    }
    if typed.get("code").is_empty() {
        errors.add("code", lang.say("کد یک‌بارمصرف را بنویسید.", "Enter the one-time code."));
    }
    let new = errors.take("password", new.map_err(|error| words::weak(lang, error)));
    if new.is_some() && typed.get("password") == typed.get("old") {
        errors.add(
            "password",
            lang.say(
                "این همان گذرواژهٔ کنونی است. گذرواژهٔ دیگری بنویسید.",
                "This is the password in use. Choose another one.",
            ),
        );
    }
    if typed.get("password") != typed.get("again") {
        errors.add("again", lang.say("دو گذرواژه یکی نیستند.", "The two passwords differ."));
    }
    let (Some(new), true) = (new, errors.is_empty()) else { return shown(&signed, &errors, false) };
    let Ok((heard, turn)) = app.limits.trying.begin(client).await else {
        return Problem::TooMany.shown(lang).into_response();
    };
    let tried = Try {
        account: account.as_str(),
        password: typed.get("old"),
        code: typed.get("code"),
        network: &client.to_string(),
    };
    let session = (account, &signed.token);
    match own_password::change(&app.registry, session, (tried, turn), new).await {
        Ok(Changed::Yes) => Redirect::to(&lang.path(&format!("{PATH}?done=yes"))).into_response(),
        Ok(Changed::No(missing)) => {
            heard.failed();
            let field = if missing == Missing::Password { "old" } else { "code" };
            errors.add(field, words::not_signed_in(lang, missing));
            shown(&signed, &errors, false)
        }
        Err(AdministrationError::Store(error)) => unavailable(&error).shown(lang).into_response(),
        Err(error) => {
            errors.add("old", words::not_done(lang, &error));
            shown(&signed, &errors, false)
        }
    }
}

/// The form. None of it is shown again: all of it is secret.
fn shown(signed: &Signed, errors: &Errors, done: bool) -> Response {
    let lang = signed.lang;
    let form = Form { lang, typed: &Typed::default(), errors };
    let title = lang.say("تغییر گذرواژه", "Change the password");
    let text = |name, label, hint, kind, autocomplete| {
        form.text(Text { name, label, hint, kind, autocomplete })
    };
    let body = html! {
        div.narrow {
            @if done {
                section.done role="status" { h2 { (lang.say(
                    "گذرواژه عوض شد. نشست‌های دیگر این حساب پایان یافت.",
                    "The password was changed. Other sessions of this account have ended.",
                )) } }
            }
            (form.summary())
            h1 { (title) }
            p.lead { (lang.say(
                "اگر گذرواژه یا گوشی خود را گم کرده‌اید، از مسئول فنی بخواهید.",
                "If password or phone is lost, ask the technical administrator.",
            )) }
            form.card method="post" action=(lang.path(PATH)) novalidate {
                (signed.token())
                (text("old", lang.say("گذرواژهٔ کنونی", "Password in use"), "", TextKind::Secret, "current-password"))
                (text(
                    "code",
                    lang.say("کد یک‌بارمصرف", "One-time code"),
                    lang.say("شش رقمی که برنامهٔ کدساز گوشی شما نشان می‌دهد.", "The six digits that your authenticator shows."),
                    TextKind::Digits,
                    "one-time-code",
                ))
                (text(
                    "password",
                    lang.say("گذرواژهٔ تازه", "New password"),
                    lang.say("دست‌کم دوازده نویسه؛ به هر زبانی.", "At least twelve characters, in any language."),
                    TextKind::Secret,
                    "new-password",
                ))
                (text("again", lang.say("همان گذرواژهٔ تازه، یک بار دیگر", "The new password once more"), "", TextKind::Secret, "new-password"))
                button.button { (lang.say("تغییر گذرواژه", "Change the password")) }
            }
        }
    };
    let wrong = !errors.is_empty();
    Place { lang, signed: Some(signed), title, path: PATH, wrong, body }.answer()
}
