//! Those who named the holder of a supporter's licence, to be confirmed or declined.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::ids::{CaseId, EventId};
use maud::{Markup, html};

use super::page::View;
use crate::acts::{self, Answer};
use crate::follow::{Named, SHOWN};
use crate::registry::Registry;
use crate::web::App;
use crate::web::asking::InPath;
use crate::web::form::Typed;
use crate::web::lang::Lang;
use crate::web::limits::Counted;
use crate::web::problem::{Problem, not_done};
use crate::web::session::Applicant;
use crate::web::whose::OpenedFor;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/status/covered/{case}", post(answer))
}

async fn answer(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    opened: OpenedFor,
    _counted: Counted,
    InPath(case): InPath<String>,
    typed: Typed,
) -> Response {
    if !opened.is(&registry, &applicant) {
        return Problem::OtherCase.shown(lang).into_response();
    }
    let Ok(case) = CaseId::parse(&case) else {
        return Problem::NotFound.shown(lang).into_response();
    };
    let answer = match typed.get("answer") {
        "confirm" => Answer::Confirms,
        "decline" => Answer::Declines,
        _ => return Problem::BadForm.shown(lang).into_response(),
    };
    let Ok(naming) = EventId::parse(typed.get("naming")) else {
        return Problem::BadForm.shown(lang).into_response();
    };
    match acts::answer_naming(&registry, &applicant, (case, naming), answer).await {
        Ok(()) => Redirect::to(&lang.path("/status#covered")).into_response(),
        Err(error) => not_done(&error, lang),
    }
}

/// Whether somebody waits for the supporter's word.
pub fn waits(named: &[Named]) -> bool {
    named.iter().any(|named| !named.confirmed)
}

/// The card of them; nothing for who is no supporter. Without a licence in force it says the same whether anybody named
/// the supporter or not.
pub fn card(view: View<'_>, named: &[Named]) -> Markup {
    let (lang, case) = (view.lang, view.case());
    if !case.applicant.activity().is_supporter() {
        return html! {};
    }
    if case.supports(view.now.tehran_date()).is_none() {
        return html! {
            @if case.is_open() || case.licence().is_some() {
                section #covered .card {
                    h2 { (title(lang)) }
                    p { (lang.say(
                        "نام آنان تنها با مجوز پشتیبانی‌ای که ثبت شده و معتبر است دیده و تأیید می‌شود: نه پیش از صدور، و نه در تعلیق یا پس از پایان اعتبار.",
                        "They are shown, and confirmed, only by a supporter's licence that is registered and in force: not before it is issued, and not while it is suspended or after it has expired.",
                    )) }
                }
            }
        };
    }
    html! {
        section #covered class=(if waits(named) { "card todo" } else { "card" }) {
            h2 { (title(lang)) }
            @if named.is_empty() {
                p { (lang.say("اکنون کسی در انتظار تأیید شما نیست.", "Nobody waits for your confirmation now.")) }
            } @else {
                p { (lang.say(
                    "تنها کسانی را تأیید کنید که با شما قرارداد دارند. تا تأیید نکنید، درخواست آنان بررسی نمی‌شود. کسی را که نمی‌شناسید نپذیرید تا پشتیبان درست خود را نام ببرد.",
                    "Confirm only those who have a contract with you. Until you do, their application is not reviewed. Decline whom you do not know, so that they name the right supporter.",
                )) }
            }
            @for named in named { (one(view, named)) }
            @if i64::try_from(named.len()).is_ok_and(|shown| shown >= SHOWN) {
                p.hint { (lang.say(
                    "کسان دیگری هم هستند؛ پس از پاسخ به اینان نشان داده می‌شوند.",
                    "There are more; they are shown once these are answered.",
                )) }
            }
        }
    }
}

const fn title(lang: Lang) -> &'static str {
    lang.say("کسانی که شما را پشتیبان خود نام برده‌اند", "Those who named you as their supporter")
}

fn one(view: View<'_>, named: &Named) -> Markup {
    let lang = view.lang;
    html! {
        div.request {
            @if named.confirmed { span.tag.good { (lang.say("تأیید کرده‌اید", "Confirmed")) } }
            @else { span.tag.open { (lang.say("در انتظار شما", "Waiting for you")) } }
            h3 { bdi lang="fa" { (named.name) } }
            p { (lang.say("ثبت‌نام در ", "Registered on ")) bdi.figure { (lang.day(named.registered_at.tehran_date())) } }
            form method="post" action=(view.whose.address(&format!("/status/covered/{}", named.case))) {
                input type="hidden" name="naming" value=(named.naming);
                @if !named.confirmed {
                    button.button name="answer" value="confirm" { (lang.say("تأیید می‌کنم", "I confirm")) span.away { " " (named.name) } }
                    " "
                }
                button.button.second name="answer" value="decline" { (lang.say("با من قرارداد ندارد؛ نمی‌پذیرم", "No contract with me; I decline")) span.away { " " (named.name) } }
            }
        }
    }
}
