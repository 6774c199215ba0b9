//! A file becomes the draft.

use axum::Router;
use axum::extract::multipart::Multipart;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::catalogue::{Catalogue, MAX_DOCUMENT_BYTES};

use super::super::Signed;
use super::{DRAFT, draft_page, read};
use crate::Registry;
use crate::administration::Right;
use crate::editions::draft::{self, DraftError, Seen};
use crate::web::problem::Problem;
use crate::web::{App, heads};

/// How much is read: the largest document, and what a form puts around it.
const READ_AT_MOST: usize = MAX_DOCUMENT_BYTES + 64 * 1024;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/administration/catalogue/draft/import", post(take))
        .layer(DefaultBodyLimit::max(READ_AT_MOST))
}

/// What came in the form.
#[derive(Default)]
struct Came {
    token: String,
    version: String,
    content: Vec<u8>,
}

async fn take(
    State(registry): State<Registry>,
    signed: Signed,
    request: Request,
) -> Result<Response, Response> {
    signed.may(Right::Catalogue)?;
    let lang = signed.lang;
    let came = match Multipart::from_request(heads::readable(request), &()).await {
        Ok(form) => came(form).await,
        Err(_) => Err(Problem::BadForm),
    };
    let came = came.map_err(|problem| problem.shown(lang).into_response())?;
    if !signed.sent(&came.token) {
        return Err(Problem::ForeignForm.shown(lang).into_response());
    }
    let catalogue = match Catalogue::read(&came.content) {
        Ok(catalogue) => catalogue,
        Err(error) => {
            let page = draft_page::refused(&registry, &signed, &DraftError::Misfit(error)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let held = read(&registry, lang).await?;
    let version = came.version.parse().unwrap_or(-1);
    let seen = if held.is_some() { Seen::Version(version) } else { Seen::Any };
    match draft::import(&registry, &signed.by(), seen, &catalogue).await {
        Ok(_) => Ok(Redirect::to(&lang.path(DRAFT)).into_response()),
        Err(error) => draft_page::refused(&registry, &signed, &error).await,
    }
}

async fn came(mut form: Multipart) -> Result<Came, Problem> {
    let mut came = Came::default();
    let unread = |error: &axum::extract::multipart::MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Problem::TooLarge
        } else {
            Problem::BadForm
        }
    };
    while let Some(field) = form.next_field().await.map_err(|error| unread(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let content = field.bytes().await.map_err(|error| unread(&error))?.to_vec();
        let text = || String::from_utf8_lossy(&content).into_owned();
        match name.as_str() {
            "token" => came.token = text(),
            "version" => came.version = text(),
            "file" => came.content = content,
            _ => {}
        }
    }
    Ok(came)
}
