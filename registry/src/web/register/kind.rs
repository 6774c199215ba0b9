//! The first step: which kind of activity.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::people::Activity;
use maud::html;

use super::{Step, choices, open_here, page, steps};
use crate::acts::Applicant;
use crate::codes;
use crate::web::App;
use crate::web::asking::Question;
use crate::web::cookies::Cookies;
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/register", get(show))
}

async fn show(
    lang: Lang,
    cookies: Cookies,
    applicant: Option<Applicant>,
    Question(asked): Question,
) -> Response {
    if let Some(again) = cookies.ask() {
        return again;
    }
    let mut errors = Errors::default();
    // The form was sent without a choice.
    if asked.has("missing") {
        let message = lang.say("نوع فعالیت را انتخاب کنید.", "Choose the kind of activity.");
        errors.add("activity", message);
    }
    let typed = Typed::default();
    let form = Form { lang, typed: &typed, errors: &errors };
    let kinds = Activity::ALL.map(|activity| {
        let (name, what) = choices::activity(lang, activity);
        (codes::activity(activity), format!("{name}: {what}"))
    });
    let kinds: Vec<(&str, &str)> =
        kinds.iter().map(|(word, text)| (*word, text.as_str())).collect();
    let title = lang.say("نوع فعالیت", "Kind of activity");
    let body = html! {
        (open_here(lang, applicant.as_ref()))
        (steps(lang, Step::Kind))
        h1 { (title) }
        p.lead { (lang.say(
            "پرسش‌ها و مدارک هر نوع با دیگری فرق دارد.",
            "Each kind has its own questions and documents.",
        )) }
        (cookies.said(lang))
        (form.summary())
        form method="get" action=(lang.path("/register/person")) {
            input type="hidden" name="from" value="kind";
            // A new form is wanted, whatever the browser holds.
            @if asked.has("fresh") { input type="hidden" name="fresh" value="yes"; }
            // A browser without cookies is asked for them once.
            @if cookies.are_off() { input type="hidden" name="cookies" value="asked"; }
            section.card {
                (form.radios("activity", lang.say("می‌خواهید چگونه کار کنید؟", "How will you work?"), "", &kinds))
            }
            button.button { (lang.say("ادامه: مشخصات فردی", "Go on: personal particulars")) }
        }
        // Without cookies nobody can follow anything up.
        @if !cookies.are_off() {
            p.hint { (lang.say(
                "اگر پیش‌تر کد رهگیری گرفته‌اید، از بخش «پیگیری» ادامه دهید.",
                "If you have a tracking code already, go on under “Follow up”.",
            )) " " a href=(lang.path("/status")) { (lang.say("پیگیری", "Follow up")) } }
        }
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, page(lang, title, "/register", !errors.is_empty(), &body)).into_response()
}
