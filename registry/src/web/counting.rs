//! Counting answers, and the page of counts on an address of its own: it is for the office's network alone.

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use tokio::time::Instant;

use super::App;
use crate::metrics::Metrics;

/// The media type of the text, as Prometheus names it.
const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// A request whose answer is to be counted.
pub struct Counted {
    route: String,
    method: &'static str,
    began: Instant,
}

impl Counted {
    /// Notes what was asked for.
    pub fn begin(request: &Request) -> Self {
        // What matches no route is one route, whatever was asked for.
        let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
        Self { route: route.to_owned(), method: named(request.method()), began: Instant::now() }
    }

    /// Counts the answer.
    pub fn end(self, metrics: &Metrics, status: StatusCode) {
        let took = self.began.elapsed();
        metrics.answered(&self.route, self.method, status.as_u16(), took);
    }
}

/// A method's label. Methods are free text, and what is counted is kept: one that nobody knows has no label of its own.
fn named(method: &Method) -> &'static str {
    const KNOWN: [&str; 9] =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

/// The routes of the other address.
pub fn routes(app: App) -> Router {
    Router::new().route("/metrics", get(show)).with_state(app)
}

async fn show(State(app): State<App>) -> Response {
    ([(CONTENT_TYPE, TEXT)], app.registry.metrics.text()).into_response()
}
