//! A document as browsers without a script send it: one file in one form.

use ::documents::attachment::{FileProblem, file_stem};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;
use domain::catalogue::DocumentCode;

use super::{documents, not_done};
use crate::acts::{self, ActError, Applicant};
use crate::registry::Registry;
use crate::web::App;
use crate::web::address::Client;
use crate::web::asking::InPath;
use crate::web::form::Unpressed;
use crate::web::lang::Lang;
use crate::web::one_file::{self, Came};
use crate::web::problem::Problem;
use crate::web::whose::OpenedFor;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/register/documents/{document}", post(take))
        .layer(DefaultBodyLimit::max(one_file::READ_AT_MOST))
}

async fn take(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    _: Unpressed,
    (applicant, opened): (Applicant, OpenedFor),
    InPath(document): InPath<u32>,
    request: Request,
) -> Response {
    let registry = &app.registry;
    let document = DocumentCode(document);
    let _place = match app.limits.uploads.begin(client, applicant.case) {
        Ok(place) => place,
        Err(problem) => return problem.shown(lang).into_response(),
    };
    // It is read in any case: a browser that is cut off while it sends shows an error of its own.
    let came = one_file::read(registry, request).await;
    if !opened.is(registry, &applicant) {
        return Problem::OtherCase.shown(lang).into_response();
    }
    let (name, bytes) = match came {
        Came::File(name, bytes) => (name, bytes),
        Came::Refused(why) => return refused(registry, lang, &applicant, (document, why)).await,
        Came::Failed(error) => return not_done(&error.into(), lang),
        Came::Unreadable => return Problem::BadForm.shown(lang).into_response(),
    };
    let Some(title) = registry.document_title(document) else {
        return Problem::NotFound.shown(lang).into_response();
    };
    let name = file_stem(&name, &title);
    match acts::attach(registry, &applicant, (document, name), bytes).await {
        Ok(_) => {
            Redirect::to(&lang.path(&format!("{}#d{document}", documents::PATH))).into_response()
        }
        Err(ActError::FileRefused(why)) => {
            refused(registry, lang, &applicant, (document, why)).await
        }
        Err(error) => not_done(&error, lang),
    }
}

async fn refused(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
    (document, why): (DocumentCode, FileProblem),
) -> Response {
    let wrong = Some((document, documents::why_not(lang, why)));
    documents::with_error(registry, lang, applicant, wrong).await
}
