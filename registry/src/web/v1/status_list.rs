//! The list of licences that are out of force, as an office keeps it.

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::Failure;
use crate::web::App;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/status-list", get(show))
}

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
