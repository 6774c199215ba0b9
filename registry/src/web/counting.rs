//! Counting answers, and the page of counts on an address of its own: it is for the office's network alone.

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::App;

/// The media type of the text, as Prometheus names it.
const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Counts the answer to a request.
pub async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    // What matches no route is one route, whatever was asked for.
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    let (route, method) = (route.to_owned(), request.method().clone());
    let began = tokio::time::Instant::now();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    app.registry.metrics.answered(&route, method.as_str(), status, took);
    response
}

/// The routes of the other address.
pub fn routes(app: App) -> Router {
    Router::new().route("/metrics", get(show)).with_state(app)
}

async fn show(State(app): State<App>) -> Response {
    ([(CONTENT_TYPE, TEXT)], app.registry.metrics.text()).into_response()
}
