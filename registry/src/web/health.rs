//! Whether this server lives, and whether it can answer.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use super::App;
use crate::Registry;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route("/health/live", get(live)).route("/health/ready", get(ready))
}

async fn live() -> &'static str {
    "live\n"
}

async fn ready(State(registry): State<Registry>) -> (StatusCode, &'static str) {
    match sqlx::query!("select 1 as one").fetch_one(&registry.pool).await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(error = %error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
