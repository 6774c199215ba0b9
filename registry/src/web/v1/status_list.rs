//! The list of licences that are out of force, as an office keeps it.

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::{Failure, Said};
use crate::web::App;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/status-list", get(show))
}

/// Fetch the signed, dated list of licences that are out of force.
#[utoipa::path(
    get,
    path = "/v1/status-list",
    responses(
        (status = 200, description = "a COSE_Sign1 message, as docs/licence-proof.md describes it", body = [u8], content_type = "application/cbor"),
        (status = 304, description = "the list that is held is the newest"),
        (status = 503, description = "the registry cannot answer now", body = Said),
    )
)]
async fn show(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    let list = app.status_lists.newest(&app.registry).await?;
    let tag = format!("\"{}\"", list.tag);
    let held = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or("");
    let is_held = held.split(',').any(|held| held.trim().trim_start_matches("W/") == tag);
    let kept = [(ETAG, tag), (CACHE_CONTROL, "public, max-age=300".to_owned())];
    if is_held {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let file = [
        (CONTENT_TYPE, "application/cbor"),
        (CONTENT_DISPOSITION, "attachment; filename=\"status.list\""),
    ];
    Ok((kept, file, list.bytes.clone()).into_response())
}
