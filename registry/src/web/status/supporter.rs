//! Those who named the applicant as their supporter, to be confirmed.

use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::case::Case;
use domain::ids::CaseId;
use maud::{Markup, html};

use crate::acts;
use crate::follow::Named;
use crate::registry::Registry;
use crate::web::App;
use crate::web::lang::Lang;
use crate::web::problem::{Problem, not_done};
use crate::web::session::Applicant;
use crate::web::whose::{OpenedFor, Whose};

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/status/covered/{case}", post(confirm))
}

async fn confirm(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    opened: OpenedFor,
    case: Result<Path<String>, PathRejection>,
) -> Response {
    if !opened.is(&registry, &applicant) {
        return Problem::OtherCase.shown(lang).into_response();
    }
    let case = case.ok().and_then(|Path(case)| CaseId::parse(&case).ok());
    let Some(case) = case else {
        return Problem::NotFound.shown(lang).into_response();
    };
    match acts::confirm_supporter(&registry, &applicant, case).await {
        Ok(()) => Redirect::to(&lang.path("/status#covered")).into_response(),
        Err(error) => not_done(&error, lang),
    }
}

/// The card of them; nothing where nobody is registering under this supporter.
pub fn card(whose: &Whose, own: &Case, named: &[Named]) -> Markup {
    let lang = whose.lang();
    let may_confirm = acts::may_confirm(own);
    let open = named.iter().any(|named| !named.confirmed);
    html! {
        @if !named.is_empty() {
            section #covered class=(if open { "card todo" } else { "card" }) {
                h2 { (lang.say("کسانی که شما را پشتیبان خود نام برده‌اند", "Those who named you as their supporter")) }
                p { (lang.say(
                    "تنها کسانی را تأیید کنید که با شما قرارداد دارند. تا تأیید نکنید، درخواست آنان برای بررسی فرستاده نمی‌شود.",
                    "Confirm only those who have a contract with you. Until you do, their application is not sent to be reviewed.",
                )) }
                @if open && !may_confirm {
                    p.note { (lang.say(
                        "پس از آنکه درخواست پشتیبانی خودتان کامل شد و تا زمانی که برقرار است، می‌توانید تأیید کنید.",
                        "You can confirm once your own application as a supporter is complete, and as long as it stands.",
                    )) }
                }
                @for named in named {
                    div.request {
                        @if named.confirmed { span.tag.good { (lang.say("تأیید کرده‌اید", "Confirmed")) } }
                        @else { span.tag.open { (lang.say("در انتظار شما", "Waiting for you")) } }
                        h3 { bdi lang="fa" { (named.name) } }
                        p { (lang.say("ثبت‌نام در ", "Registered on ")) bdi.figure { (lang.day(named.registered_at.tehran_date())) } }
                        @if !named.confirmed && may_confirm {
                            form method="post" action=(whose.address(&format!("/status/covered/{}", named.case))) {
                                button.button { (lang.say("تأیید می‌کنم", "I confirm")) span.away { " " (named.name) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
