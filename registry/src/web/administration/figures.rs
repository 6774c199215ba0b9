//! `/administration/figures`: what was done and what waits, with what each figure means, to read and to take away.

use axum::Router;
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use crate::web::App;

mod asked;
mod cases;
mod files;
mod page;

/// Where they are.
const PATH: &str = "/administration/figures";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/figures", get(page::show))
        .route("/figures/file", get(files::file))
        .route("/figures/cases", get(cases::show))
        // A stream, which is compressed as it goes.
        .route("/figures/cases/file", get(cases::file).layer(CompressionLayer::new()))
}
