//! One thing that an office asked for, with the form that answers it.

use ::documents::attachment::{FileProblem, file_name};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request as Sent, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::case::{Case, Request};
use domain::event::{Answer, Asked, Medium};
use domain::ids::RequestId;
use domain::people::Attachment;
use domain::text::PlainText;
use maud::{Markup, html};

use super::answer::{self, Answered};
use super::of_case::{Held, OfCase, not_kept};
use super::page::View;
use super::todo;
use crate::acts::{self, ActError};
use crate::files::{Document, FileError};
use crate::follow::{self, Followed};
use crate::intake::ApplyError;
use crate::registry::Registry;
use crate::web::App;
use crate::web::address::Client;
use crate::web::asking::InPath;
use crate::web::form::{Errors, Form, Typed, Unpressed};
use crate::web::lang::Lang;
use crate::web::layout::{Page, framed};
use crate::web::one_file::{self, Came};
use crate::web::problem::{Problem, not_done, unavailable};
use crate::web::register::documents;
use crate::web::session::Applicant;
use crate::web::whose::{OpenedFor, Whose};

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route("/status/requests/{request}", get(show).post(take))
}

/// The route that takes a document in.
pub fn file_routes() -> Router<App> {
    Router::new()
        .route("/status/requests/{request}/file", post(take_file))
        .layer(DefaultBodyLimit::max(one_file::READ_AT_MOST))
}

/// The form for a document, which also stands on the page of the case.
pub fn file_form(whose: &Whose, request: &Request, wrong: Option<&str>) -> Markup {
    let lang = whose.lang();
    let input = format!("f{}", request.id);
    let (said, hint) = (format!("{input}-error"), format!("{input}-hint"));
    html! {
        form method="post" enctype="multipart/form-data" action=(whose.address(&format!("/status/requests/{}/file", request.id))) {
            div class={ "question" @if wrong.is_some() { " wrong" } } {
                label for=(input) { (lang.say("فایل مدرک", "File of the document"))
                    span.hint id=(hint) { (documents::accepted(lang)) } }
                @if let Some(message) = wrong { p.message id=(said) { (message) } }
                input id=(input) name="file" type="file" accept=(documents::ACCEPTED)
                    aria-describedby=(if wrong.is_some() { format!("{hint} {said}") } else { hint.clone() })
                    aria-invalid=[wrong.map(|_| "true")];
            }
            button.button { (lang.say("فرستادن مدرک", "Send the document")) }
        }
    }
}

/// A request that can be answered, with its case.
struct Open {
    whose: Whose,
    followed: Followed,
    request: Request,
}

/// Finds it; what was answered meanwhile leads back to the page of the case.
async fn open(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
    id: &str,
) -> Result<Open, Response> {
    let followed = follow::read(registry, applicant).await;
    let followed = followed.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let Some(followed) = followed else {
        return Err(Problem::SessionOver.shown(lang).into_response());
    };
    let id = RequestId::parse(id).ok();
    let request = followed.case.requests.iter().find(|request| Some(request.id) == id).cloned();
    match request {
        None => Err(Problem::NotFound.shown(lang).into_response()),
        Some(request) if !request.is_open() => Err(back(lang)),
        Some(request) => {
            let whose = Whose::of(lang, registry, applicant, Some(&followed.case.applicant));
            Ok(Open { whose, followed, request })
        }
    }
}

fn back(lang: Lang) -> Response {
    Redirect::to(&lang.path("/status")).into_response()
}

async fn show(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    InPath(id): InPath<String>,
) -> Response {
    match open(&registry, lang, &applicant, &id).await {
        Ok(open) => {
            asked(lang, &registry, &open, &Typed::default(), &Errors::default()).into_response()
        }
        Err(response) => response,
    }
}

async fn take(
    State(registry): State<Registry>,
    lang: Lang,
    InPath(id): InPath<String>,
    OfCase { whose, typed }: OfCase,
) -> Response {
    let path = format!("/status/requests/{id}");
    let applicant = match whose {
        Ok(applicant) => applicant,
        Err(held) => return not_kept(lang, &path, &typed, held),
    };
    let open = match open(&registry, lang, &applicant, &id).await {
        Ok(open) => open,
        Err(response) if response.status().is_server_error() => {
            return not_kept(lang, &path, &typed, Held::Unavailable);
        }
        Err(response) => return response,
    };
    let answered = match answer::read(lang, &open.request.asked, &typed) {
        Ok(answered) => answered,
        Err(errors) => {
            let page = asked(lang, &registry, &open, &typed, &errors);
            return (StatusCode::UNPROCESSABLE_ENTITY, page).into_response();
        }
    };
    match send(&registry, &applicant, &open, answered, Vec::new()).await {
        Err(ActError::Apply(ApplyError::Store(error))) => {
            tracing::error!(error = %error, "an answer could not be taken in");
            not_kept(lang, &path, &typed, Held::Unavailable)
        }
        done => finished(lang, done),
    }
}

async fn take_file(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    _: Unpressed,
    (applicant, opened): (Applicant, OpenedFor),
    InPath(id): InPath<String>,
    sent: Sent,
) -> Response {
    let registry = &app.registry;
    let _place = match app.limits.uploads.begin(client, applicant.case) {
        Ok(place) => place,
        Err(problem) => return problem.shown(lang).into_response(),
    };
    if !opened.is(registry, &applicant) {
        // It is read in any case: a browser that is cut off while it sends shows an error of its own.
        drop(one_file::read(registry, sent).await);
        return Problem::OtherCase.shown(lang).into_response();
    }
    let open = match open(registry, lang, &applicant, &id).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let Asked::Document(code) = open.request.asked else {
        return Problem::NotNow.shown(lang).into_response();
    };
    let refused = |why: FileProblem| {
        let mut errors = Errors::default();
        errors.add("file", documents::why_not(lang, why));
        let page = asked(lang, registry, &open, &Typed::default(), &errors);
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    let (name, bytes) = match one_file::read(registry, sent).await {
        Came::File(name, bytes) => (name, bytes),
        Came::Refused(why) => return refused(why),
        Came::Failed(error) => return not_done(&error.into(), lang),
        Came::Unreadable => return Problem::BadForm.shown(lang).into_response(),
    };
    let document = match Document::open(bytes).await {
        Ok(document) => document,
        Err(why) => return refused(why),
    };
    let title = registry.document_title(code).unwrap_or_default();
    let attachment = Attachment {
        content: document.content,
        document: code,
        name: file_name(&name, &title, document.media),
        media: document.media,
        size_bytes: document.size_bytes(),
    };
    // The file is there before the event that names it.
    if let Err(error) = keep(registry, &open.followed.case, &document).await {
        return not_done(&error.into(), lang);
    }
    let answered = match answer::document_sent() {
        Some(text) => Answered { text, corrections: Vec::new() },
        None => return Problem::BadForm.shown(lang).into_response(),
    };
    finished(lang, send(registry, &applicant, &open, answered, vec![attachment]).await)
}

async fn keep(registry: &Registry, case: &Case, document: &Document) -> Result<(), FileError> {
    registry.files.keep(&registry.keys, &*registry.randomness, case.id, document).await
}

async fn send(
    registry: &Registry,
    applicant: &Applicant,
    open: &Open,
    answered: Answered,
    attachments: Vec<Attachment>,
) -> Result<(), ActError> {
    let Answered { text, corrections } = answered;
    let on = registry.now().tehran_date();
    let answer = Answer { text, medium: Medium::Portal, on, attachments, corrections };
    acts::answer_request(registry, applicant, open.request.id, answer).await
}

fn finished(lang: Lang, done: Result<(), ActError>) -> Response {
    match done {
        Ok(()) => back(lang),
        Err(error) => not_done(&error, lang),
    }
}

fn asked(lang: Lang, registry: &Registry, open: &Open, typed: &Typed, errors: &Errors) -> Markup {
    let Open { whose, followed, request } = open;
    let catalogue = registry.rules(&followed.case.edition).unwrap_or_else(|| registry.catalogue());
    let view = View { lang, followed, catalogue: &catalogue, now: registry.now(), whose };
    let title = lang.say("پاسخ به درخواست اداره", "Answer what the office asks for");
    let path = format!("/status/requests/{}", request.id);
    let form = Form { lang, typed, errors };
    let body = html! {
        (whose.bar())
        div.narrow {
            @if errors.messages().next().is_some() && matches!(request.asked, Asked::Document(_)) {
                (summary_of_file(lang, request, errors))
            } @else { (form.summary()) }
            h1 { (title) }
            section.card {
                h2 { (todo::heading(view, &request.asked)) }
                p { bdi lang="fa" { (request.text.as_str()) } }
                @if matches!(request.asked, Asked::Document(_)) {
                    (file_form(whose, request, errors.messages().next()))
                } @else {
                    form method="post" action=(lang.path(&path)) {
                        (whose.field())
                        (answer::fields(form, &request.asked))
                        button.button { (lang.say("فرستادن پاسخ", "Send the answer")) }
                    }
                }
            }
            p.after { a href=(lang.path("/status")) { (lang.say("بازگشت به وضعیت درخواست", "Back to the status")) } }
        }
    };
    framed(&Page { lang, title, path: &path, wrong: !errors.is_empty(), body })
}

/// The summary leads to the file's own field, whose name carries the request.
fn summary_of_file(lang: Lang, request: &Request, errors: &Errors) -> Markup {
    html! {
        section.summary role="alert" aria-labelledby="summary" tabindex="-1" {
            h2 #summary { (lang.say("مدرک پذیرفته نشد", "The document was not taken in")) }
            ul { @for message in errors.messages() { li { a href={ "#f" (request.id) } { (message) } } } }
        }
    }
}

/// A text of ours that the log keeps: officers read Persian.
pub fn our_text(text: &str) -> Option<PlainText> {
    PlainText::parse(text, 200).ok()
}
