//! The last page: what was given, and the tick without which nothing is handed in.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::case::Case;
use domain::dates::Instant;
use domain::findings::Finding;
use maud::{Markup, html};

use super::plan_form::Handed;
use super::{Step, code, documents, not_done, page, plan_form, see, steps, summary, warnings};
use crate::acts::{self, ActError, Applicant};
use crate::drafts::{self, Page};
use crate::registry::Registry;
use crate::uploads;
use crate::web::App;
use crate::web::form::{Errors, Typed};
use crate::web::lang::Lang;
use crate::web::limits::Counted;
use crate::web::problem::Problem;
use crate::web::status::{receipt, ways};
use crate::web::whose::{CASE, Whose};

const PATH: &str = "/register/confirm";
/// The sentence that the guide tells applicants to look for, to the letter.
const DONE: &str = "ثبت نام شما با موفقیت انجام شد";

pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(show).post(take)).route("/register/done", get(done))
}

/// Everything that was given.
struct Given {
    case: Case,
    typed: Typed,
    /// Tells one version of the plan from another: what is ticked is what was shown.
    saved_at: Option<Instant>,
    handed: Result<Handed, Errors>,
    papers: documents::Papers,
    /// What a reviewer would look at.
    found: Vec<Finding>,
}

async fn read(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
) -> Result<Option<Given>, ActError> {
    let (mut tx, case) = acts::read(registry, applicant).await?;
    if !acts::is_to_be_submitted(&case) {
        return Ok(None);
    }
    let draft = drafts::read::<Typed>(&mut tx, registry, (case.id, Page::Plan)).await?;
    let uploads = uploads::of_case(&mut tx, registry, case.id).await?;
    drop(tx);
    let saved_at = draft.as_ref().map(|draft| draft.saved_at);
    let typed = draft.map(|draft| draft.typed).unwrap_or_default();
    let catalogue = acts::rules(registry, &case)?;
    let handed = plan_form::read(lang, &typed, &catalogue, registry.now().tehran_date());
    let field = plan_form::field(&typed, &catalogue);
    let papers = documents::Papers::of(&case, &catalogue, field.as_ref(), uploads);
    let found = match &handed {
        Ok(handed) => warnings::foreseen(registry, &case, handed)?,
        Err(_) => Vec::new(),
    };
    Ok(Some(Given { case, typed, saved_at, handed, papers, found }))
}

async fn show(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    _counted: Counted,
) -> Response {
    match read(&registry, lang, &applicant).await {
        Ok(Some(given)) => {
            let whose = Whose::of(lang, &registry, &applicant, Some(&given.case.applicant));
            shown(&registry, &whose, lang, &given, None).into_response()
        }
        Ok(None) => see(lang, "/register/done"),
        Err(error) => not_done(&error, lang),
    }
}

async fn take(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    _counted: Counted,
    typed: Typed,
) -> Response {
    if !applicant.opened(&registry, typed.get(CASE)) {
        return Problem::OtherCase.shown(lang).into_response();
    }
    let given = match read(&registry, lang, &applicant).await {
        Ok(Some(given)) => given,
        // It was sent twice, or its answer was lost.
        Ok(None) => return see(lang, "/register/done"),
        Err(error) => return not_done(&error, lang),
    };
    let again = |message: Option<&str>| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let whose = Whose::of(lang, &registry, &applicant, Some(&given.case.applicant));
        (status, shown(&registry, &whose, lang, &given, message)).into_response()
    };
    let Ok(handed) = given.handed.clone() else { return again(None) };
    if typed.get("seen") != seen(&given) {
        return again(Some(lang.say(
            "طرح پس از باز شدن این صفحه تغییر کرد. یک بار دیگر آن را ببینید و نشان تأیید را بزنید.",
            "The plan was changed after this page was opened. See it once more, then tick the box.",
        )));
    }
    if typed.get("agreed") != "yes" {
        return again(Some(lang.say(
            "نشان تأیید زده نشده است. آنچه داده‌اید ثبت نهایی نشد؛ نشان را بزنید و دوباره بفرستید.",
            "The box is not ticked. Nothing was handed in; tick it and send again.",
        )));
    }
    match acts::submit(&registry, &applicant, handed.plan, handed.certificate).await {
        Ok(()) => see(lang, "/register/done"),
        Err(ActError::DocumentsMissing(_) | ActError::CertificateExpired) => again(None),
        Err(error) => not_done(&error, lang),
    }
}

fn seen(given: &Given) -> String {
    given.saved_at.map_or(String::new(), |at| at.as_millis().to_string())
}

fn shown(
    registry: &Registry,
    whose: &Whose,
    lang: Lang,
    given: &Given,
    message: Option<&str>,
) -> Markup {
    let title = lang.say("تأیید پایانی", "Confirmation");
    let missing = given.papers.missing();
    let complete = given.handed.is_ok() && missing.is_empty();
    let wrong = message.is_some() || !complete;
    let body = html! {
        (whose.bar())
        (steps(lang, Step::Confirm))
        h1 { (title) }
        p.lead { (lang.say(
            "آنچه داده‌اید را یک بار ببینید. تا نشان تأیید را نزنید، درخواست به بررسی نمی‌رود.",
            "See once more what you gave. Until you tick the box, the application is not reviewed.",
        )) }
        @if !complete || message.is_some() {
            section.summary role="alert" aria-labelledby="summary" tabindex="-1" {
                h2 #summary { @if complete { (lang.say("هنوز ثبت نهایی نشده است", "Not handed in yet")) }
                    @else { (lang.say("هنوز کامل نیست", "Not complete yet")) } }
                ul {
                    @if let Some(message) = message { li { a href="#agreed" { (message) } } }
                    @if let Err(errors) = &given.handed {
                        @if given.typed.is_empty() {
                            li { a href=(lang.path("/register/plan")) { (lang.say("مشخصات طرح هنوز پر نشده است.", "The plan is not filled in yet.")) } }
                        } @else {
                            @for text in errors.messages() { li { a href=(lang.path("/register/plan")) { (text) } } }
                        }
                    }
                    @for document in &missing {
                        li { a href=(lang.path(&format!("{}#d{}", documents::PATH, document.code))) {
                            (lang.say("مدرک لازم نیامده است: ", "A document is missing: ")) (document.title)
                        } }
                    }
                }
            }
        }
        (summary::person(lang, &given.case.applicant))
        @if let Ok(handed) = &given.handed { (summary::plan(lang, registry, handed)) }
        (summary::papers(lang, &given.papers))
        (warnings::shown(lang, &given.found))
        @if complete {
            form method="post" action=(lang.path(PATH)) {
                (whose.field())
                input type="hidden" name="seen" value=(seen(given));
                section.card {
                    div.question.wrong[message.is_some()] {
                        @if let Some(message) = message { p.message id="agreed-error" { (message) } }
                        label.choice {
                            input #agreed type="checkbox" name="agreed" value="yes"
                                aria-describedby=[message.map(|_| "agreed-error")] aria-invalid=[message.map(|_| "true")];
                            span { (lang.say(
                                "درستی آنچه داده‌ام را تأیید می‌کنم و می‌خواهم درخواستم بررسی شود.",
                                "I confirm that what I gave is right, and ask for my application to be reviewed.",
                            )) }
                        }
                    }
                }
                button.button { (lang.say("ثبت نهایی", "Hand in")) }
            }
        }
    };
    page(lang, title, PATH, wrong, &body)
}

async fn done(State(registry): State<Registry>, lang: Lang, applicant: Applicant) -> Response {
    let case = match acts::read(&registry, &applicant).await {
        Ok((_, case)) => case,
        Err(error) => return not_done(&error, lang),
    };
    if case.submission.is_none() {
        return see(lang, PATH);
    }
    let waits = case.waits_for_supporter();
    let catalogue = registry.rules(&case.edition).unwrap_or_else(|| registry.catalogue());
    let days = lang.digits(&registry.catalogue().look_up_after_days.to_string());
    let whose = Whose::of(lang, &registry, &applicant, Some(&case.applicant));
    let title = lang.say(DONE, "Your registration is complete");
    let body = html! {
        (whose.bar())
        (steps(lang, Step::Confirm))
        div.done role="status" { h1 { (DONE) } }
        @if lang == Lang::En { p.lead { "Your registration was completed successfully." } }
        (code::code_box(lang, &applicant))
        @if waits {
            div.note role="note" {
                p { (code::emphasised(lang,
                    ("یک گام مانده است.", "درخواست شما کامل است و پس از تأیید پشتیبان بررسی می‌شود؛ به یکی از این دو راه:"),
                    ("One step is left.", "Your application is complete, and is reviewed once your supporter is confirmed, in one of these ways:"),
                )) }
                (ways::of_case(lang, &case, &catalogue))
            }
        } @else {
            p.lead {
                @match lang {
                    Lang::Fa => { "درخواست شما برای بررسی فرستاده شد. " (days) " روز دیگر نتیجه را در بخش «پیگیری» ببینید؛ اگر اصلاح یا مدرکی لازم باشد، همان‌جا به شما پیام داده می‌شود." }
                    Lang::En => { "Your application was sent to be reviewed. See the result under “Follow up” in " (days) " days; if anything must be corrected, you are told there." }
                }
            }
        }
        a.button href=(lang.path("/status")) { (lang.say("دیدن وضعیت درخواست", "See your application")) }
        " "
        (receipt::link(lang, &whose))
        " "
        button.button.second type="button" data-print hidden { (lang.say("چاپ این صفحه", "Print this page")) }
    };
    page(lang, title, "/register/done", false, &body).into_response()
}
