//! The registration, page by page: kind of activity, who applies, the code, the plan, documents, the tick.
//!
//! Whatever is sent is kept before it is judged, so that an error, a timeout, the back button or another day
//! loses nothing. `then` says which button was pressed.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::App;
use super::form::Typed;
use super::lang::Lang;
use super::layout::{Page, framed};
use super::problem::not_done;
use super::whose::{Whose, leaving};
use crate::acts::Applicant;

pub(super) mod begun;
mod choices;
mod code;
mod confirm;
pub(super) mod documents;
mod files;
mod kind;
pub(super) mod person;
pub(super) mod person_form;
mod plan;
pub(super) mod plan_form;
mod summary;
mod upload;
mod warnings;
pub(super) mod words;

/// The routes of pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(kind::routes())
        .merge(person::routes())
        .merge(code::routes())
        .merge(plan::routes())
        .merge(documents::routes())
        .merge(upload::routes())
        .merge(confirm::routes())
}

/// The routes that take files in.
pub fn file_routes() -> Router<App> {
    Router::new().merge(files::routes()).merge(upload::file_routes())
}

/// The steps, as the top of each page shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Kind,
    Person,
    Plan,
    Confirm,
}

fn steps(lang: Lang, here: Step) -> Markup {
    let all = [
        (Step::Kind, lang.say("۱. نوع فعالیت", "1. Kind of activity")),
        (Step::Person, lang.say("۲. مشخصات فردی", "2. Personal particulars")),
        (Step::Plan, lang.say("۳. مشخصات طرح", "3. The plan")),
        (Step::Confirm, lang.say("۴. تأیید پایانی", "4. Confirmation")),
    ];
    html! {
        ol.steps aria-label=(lang.say("گام‌های ثبت‌نام", "Steps of the registration")) {
            @for (step, name) in all {
                li class=[(step <= here).then_some("on")] aria-current=[(step == here).then_some("step")] { (name) }
            }
        }
    }
}

/// Which button of a form was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Go on with what was typed.
    GoOn,
    /// Keep it, without a page in answer: the script sends this while somebody types.
    Keep,
    /// Keep it and go on another day.
    Later,
    /// Look for a field and show the same page.
    Search,
}

impl Then {
    fn of(typed: &mut Typed) -> Self {
        match typed.take("then").as_str() {
            "keep" => Self::Keep,
            "later" => Self::Later,
            "search" => Self::Search,
            _ => Self::GoOn,
        }
    }
}

/// Something that stands in the way and is no field's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notice {
    /// The database is away.
    NotKept,
    /// Too many registrations or pages from there.
    TooMany,
    /// The form was registered, or cleared in another tab: nothing of it is kept any more.
    Spent,
}

impl Notice {
    const fn status(self) -> StatusCode {
        match self {
            Self::NotKept => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Spent => StatusCode::CONFLICT,
        }
    }

    fn shown(self, lang: Lang) -> Markup {
        let (title, advice) = match self {
            Self::NotKept => (
                lang.say("سامانه اکنون نتوانست پاسخ‌های شما را نگه دارد", "Your answers could not be kept just now"),
                lang.say(
                    "آنچه نوشتید در همین صفحه هست. صفحه را نبندید و چند دقیقهٔ دیگر دکمهٔ پایین صفحه را دوباره بزنید.",
                    "Everything you typed is still on this page. Leave it open and press the button below again in a few minutes.",
                ),
            ),
            Self::TooMany => (
                lang.say("درخواست‌ها از این نشانی بیش از اندازه بود", "There were too many requests from this address"),
                lang.say(
                    "آنچه نوشتید در همین صفحه هست. چند دقیقه صبر کنید و دکمهٔ پایین صفحه را دوباره بزنید.",
                    "Everything you typed is still on this page. Wait a few minutes and press the button below again.",
                ),
            ),
            Self::Spent => (
                lang.say("این فرم پیش‌تر ثبت یا پاک شده است", "This form was registered or cleared before"),
                lang.say(
                    "چیزی از آن در این مرورگر نگه داشته نمی‌شود. اگر ثبت کرده‌اید، با کد رهگیری به «پیگیری» بروید؛ وگرنه ثبت‌نام را از نو آغاز کنید.",
                    "Nothing of it is kept in this browser. If you have registered, go to “Follow up” with your code; else begin again.",
                ),
            ),
        };
        html! { section.summary role="alert" tabindex="-1" { h2 { (title) } p { (advice) } } }
    }
}

/// Said to whoever begins where a registration is open: they may have gone back, or another person sits there now, to whom
/// nothing of it is shown.
fn open_here(lang: Lang, applicant: Option<&Applicant>) -> Markup {
    html! {
        @if applicant.is_some() {
            (leaving(lang, &html! {
                (code::emphasised(
                    lang,
                    ("در این مرورگر ثبت‌نامی باز است.", "برای شخص دیگر، همین صفحه را پر کنید؛ وگرنه همان را ادامه دهید."),
                    ("A registration is open in this browser.", "For another person fill in this page; else go on with that one."),
                ))
                " " a href=(lang.path("/register/code")) { (lang.say("کد رهگیری و ادامهٔ آن", "Its code, and going on")) }
            }))
        }
    }
}

/// A page of the registration in its frame.
fn page(lang: Lang, title: &str, path: &str, wrong: bool, body: &Markup) -> Markup {
    framed(&Page { lang, title, path, wrong, body: html! { div.narrow { (body) } } })
}

fn see(lang: Lang, path: &str) -> Response {
    Redirect::to(&lang.path(path)).into_response()
}

/// What is shown when somebody goes on another day.
fn kept(lang: Lang, path: &str, how: &str, whose: Option<&Whose>) -> Response {
    let title = lang.say("پاسخ‌های شما نگه داشته شد", "Your answers are kept");
    let body = html! {
        @if let Some(whose) = whose { (whose.bar()) }
        h1 { (title) }
        p.lead { (how) }
        a.button href=(lang.path(path)) { (lang.say("بازگشت به همان صفحه", "Back to the page")) }
    };
    page(lang, title, path, false, &body).into_response()
}

/// The buttons at the end of a page that is filled in.
fn buttons(lang: Lang, go_on: &str) -> Markup {
    html! {
        button.button { (go_on) }
        " "
        button.button.second name="then" value="later" { (lang.say("نگه داشتن و ادامه در روزی دیگر", "Keep and go on another day")) }
    }
}
