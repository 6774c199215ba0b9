//! A document in parts, for the pages' script: announced with its hash, asked how far it is, and gone on with from
//! there after a cut. Whoever is told `Upload-Complete` is done.
//!
//! ```text
//! POST  /register/uploads        case, document, name, size, sha256 -> Location, Upload-Offset
//! HEAD  /register/uploads/{id}   -> Upload-Offset
//! PATCH /register/uploads/{id}   Upload-Offset, a part -> Upload-Offset; 409 when it stands elsewhere
//! GET   /register/uploads/{id}   the document, to whoever sent it
//! ```

use ::documents::attachment::file_stem;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use axum::{RequestExt as _, Router};
use domain::catalogue::DocumentCode;
use domain::ids::ContentHash;
use futures_util::StreamExt as _;
use uuid::Uuid;

use super::{documents, not_done};
use crate::acts::documents::{Announced, begin_upload, continue_upload, find_upload};
use crate::acts::{ActError, Applicant};
use crate::files::incoming::PART;
use crate::registry::Registry;
use crate::uploads::{Progress, Upload};
use crate::web::App;
use crate::web::address::Client;
use crate::web::asking::InPath;
use crate::web::form::{Typed, Unpressed};
use crate::web::lang::Lang;
use crate::web::problem::Problem;
use crate::web::whose::CASE;

/// The largest part.
const MAX_PART_BYTES: usize = 1024 * 1024;
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const COMPLETE: HeaderName = HeaderName::from_static("upload-complete");

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/register/uploads", post(announce))
        .route("/register/uploads/{id}", get(give).head(tell))
}

/// The route that takes parts in.
pub(super) fn file_routes() -> Router<App> {
    Router::new()
        .route("/register/uploads/{id}", patch(go_on))
        .layer(DefaultBodyLimit::max(MAX_PART_BYTES))
}

async fn announce(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    typed: Typed,
) -> Response {
    if !applicant.opened(&registry, typed.get(CASE)) {
        let (what, how) = (Problem::OtherCase.title(lang), Problem::OtherCase.advice(lang));
        return (StatusCode::UNPROCESSABLE_ENTITY, format!("{what}. {how}")).into_response();
    }
    let document = typed.get("document").parse().map(DocumentCode).ok();
    let known = document
        .and_then(|document| registry.document_title(document).map(|title| (document, title)));
    let size = typed.get("size").parse::<usize>().ok();
    let content = ContentHash::parse(typed.get("sha256")).ok();
    let name = known.as_ref().map(|known| file_stem(typed.get("name"), &known.1));
    let (Some((document, _)), Some(name), Some(size), Some(content)) = (known, name, size, content)
    else {
        return (StatusCode::BAD_REQUEST, Problem::BadForm.code()).into_response();
    };
    let announced = Announced { document, name, content, size };
    match begin_upload(&registry, &applicant, announced).await {
        Ok(upload) => {
            let path = lang.path(&format!("/register/uploads/{}", upload.id));
            let mut response = standing(&upload, StatusCode::CREATED);
            if let Ok(path) = HeaderValue::from_str(&path) {
                response.headers_mut().insert(LOCATION, path);
            }
            // A file on a slow line takes long: the session goes on with it, up to its longest.
            let (name, cookie) = applicant.cookie(&registry);
            response.headers_mut().insert(name, cookie);
            response
        }
        Err(error) => said(&error, lang),
    }
}

async fn tell(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    InPath(id): InPath<Uuid>,
) -> Response {
    match find_upload(&registry, &applicant, id).await {
        Ok(upload) => standing(&upload, StatusCode::OK),
        Err(ActError::NotTheirs) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => said(&error, lang),
    }
}

/// What comes is kept piece by piece, so that a line that is cut has brought something and one that stands still holds
/// little.
async fn go_on(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    _: Unpressed,
    applicant: Applicant,
    InPath(id): InPath<Uuid>,
    request: Request,
) -> Response {
    let header = request.headers().get(OFFSET);
    let offset = header.and_then(|value| value.to_str().ok()?.parse().ok());
    let Some(mut offset) = offset else {
        return (StatusCode::BAD_REQUEST, Problem::BadForm.code()).into_response();
    };
    let _place = match app.limits.uploads.begin(client, applicant.case) {
        Ok(place) => place,
        Err(problem) => return problem.shown(lang).into_response(),
    };
    let mut body = request.into_limited_body().into_data_stream();
    let mut held = Vec::new();
    loop {
        let (piece, ended) = match body.next().await {
            Some(Ok(piece)) => (piece, false),
            Some(Err(_)) => {
                return (StatusCode::BAD_REQUEST, Problem::BadForm.code()).into_response();
            }
            None => (Bytes::new(), true),
        };
        held.extend_from_slice(&piece);
        if held.len() < PART && !ended {
            continue;
        }
        match continue_upload(&app.registry, &applicant, (id, offset), &held).await {
            Ok(upload) if ended => return standing(&upload, StatusCode::NO_CONTENT),
            Ok(_) => offset += held.len(),
            Err(error) => return said(&error, lang),
        }
        held.clear();
    }
}

async fn give(
    State(app): State<App>,
    lang: Lang,
    applicant: Applicant,
    InPath(id): InPath<Uuid>,
) -> Response {
    let registry = &app.registry;
    let upload = match find_upload(registry, &applicant, id).await {
        Ok(upload) => upload,
        Err(ActError::NotTheirs) => return Problem::NotFound.shown(lang).into_response(),
        Err(error) => return not_done(&error, lang),
    };
    let Some(attachment) = upload.attachment() else {
        return Problem::NotFound.shown(lang).into_response();
    };
    let place = match app.limits.downloads.begin(applicant.case, upload.size) {
        Ok(place) => place,
        Err(problem) => return problem.shown(lang).into_response(),
    };
    match registry.files.read(&registry.keys, applicant.case, &upload.content).await {
        // Never inline, and under a name of ours: a browser must not run what somebody sent.
        Ok(bytes) => {
            let ending = attachment.media.ending();
            let disposition =
                format!("attachment; filename=\"document-{}{ending}\"", upload.document);
            let headers = [
                (CONTENT_TYPE, attachment.media.as_str().to_owned()),
                (CONTENT_DISPOSITION, disposition),
                (CONTENT_LENGTH, bytes.len().to_string()),
            ];
            (headers, place.body(bytes)).into_response()
        }
        Err(error) => not_done(&error.into(), lang),
    }
}

/// Where an upload stands.
fn standing(upload: &Upload, status: StatusCode) -> Response {
    let (offset, complete) = match upload.progress {
        Progress::Arriving(received) => (received, "?0"),
        Progress::Whole(_) => (upload.size, "?1"),
    };
    (status, [(OFFSET, offset.to_string()), (COMPLETE, complete.to_owned())]).into_response()
}

/// A sentence, for the script to show beside the document.
fn said(error: &ActError, lang: Lang) -> Response {
    match error {
        ActError::OtherOffset(offset) => {
            (StatusCode::CONFLICT, [(OFFSET, offset.to_string())]).into_response()
        }
        ActError::FileRefused(why) => {
            (StatusCode::UNPROCESSABLE_ENTITY, documents::why_not(lang, *why)).into_response()
        }
        ActError::ChangedOnItsWay => {
            let sentence = lang.say(
                "فایل در راه تغییر کرد و کنار گذاشته شد. آن را دوباره انتخاب کنید و بفرستید.",
                "The file changed on its way and was put aside. Choose it and send it again.",
            );
            (StatusCode::UNPROCESSABLE_ENTITY, sentence).into_response()
        }
        other => not_done(other, lang),
    }
}
