//! A document as browsers without a script send it: one file in one form.

use axum::Router;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;
use domain::catalogue::DocumentCode;

use super::{documents, not_done};
use crate::acts::{self, ActError, Applicant};
use crate::files::{MAX_BYTES, NotADocument};
use crate::registry::Registry;
use crate::web::App;
use crate::web::lang::Lang;
use crate::web::problem::Problem;

/// How much of a file that is too large is still read, so that the browser reads the answer: one that is cut off
/// while it sends shows an error of its own.
const READ_AT_MOST: usize = 8 * MAX_BYTES;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/register/documents/{document}", post(take))
        .layer(DefaultBodyLimit::max(READ_AT_MOST))
}

async fn take(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    Path(document): Path<u32>,
    mut form: Multipart,
) -> Response {
    let document = DocumentCode(document);
    let mut came = None;
    loop {
        match form.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                came = Some((name, content(field).await));
            }
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(error) => return unread(&error, &registry, lang, &applicant, document).await,
        }
    }
    let bytes = match came {
        None => Err(NotADocument::Empty),
        Some((name, Ok(Some(bytes)))) => Ok((name, bytes)),
        Some((_, Ok(None))) => Err(NotADocument::TooLarge),
        Some((_, Err(error))) => {
            return unread(&error, &registry, lang, &applicant, document).await;
        }
    };
    let (name, bytes) = match bytes {
        Ok(came) => came,
        Err(why) => return refused(&registry, lang, &applicant, (document, why)).await,
    };
    let Some(known) = registry.catalogue.document(document) else {
        return Problem::NotFound.shown(lang).into_response();
    };
    let Some(name) = documents::cleaned(&name, &known.title) else {
        return Problem::BadForm.shown(lang).into_response();
    };
    match acts::attach(&registry, &applicant, (document, name), &bytes).await {
        Ok(_) => {
            Redirect::to(&lang.path(&format!("{}#d{document}", documents::PATH))).into_response()
        }
        Err(ActError::NotADocument(why)) => {
            refused(&registry, lang, &applicant, (document, why)).await
        }
        Err(error) => not_done(&error, lang),
    }
}

/// The content of a file; nothing where it is too large, which is read to its end all the same.
async fn content(
    mut field: Field<'_>,
) -> Result<Option<Vec<u8>>, axum::extract::multipart::MultipartError> {
    let mut bytes = Vec::new();
    let mut size = 0;
    while let Some(chunk) = field.chunk().await? {
        size += chunk.len();
        if size <= MAX_BYTES {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok((size <= MAX_BYTES).then_some(bytes))
}

async fn refused(
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
    (document, why): (DocumentCode, NotADocument),
) -> Response {
    let wrong = Some((document, documents::why_not(lang, why)));
    documents::with_error(registry, lang, applicant, wrong).await
}

async fn unread(
    error: &axum::extract::multipart::MultipartError,
    registry: &Registry,
    lang: Lang,
    applicant: &Applicant,
    document: DocumentCode,
) -> Response {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        return refused(registry, lang, applicant, (document, NotADocument::TooLarge)).await;
    }
    Problem::BadForm.shown(lang).into_response()
}
