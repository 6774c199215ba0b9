//! What programs ask. Answers are JSON, or bytes of a published format; errors have a code.

use axum::Json;
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::{OpenApi, ToSchema};

use super::App;
use crate::error::StoreError;

mod enrolments;
mod licences;
mod status_list;

/// Their routes.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(enrolments::routes())
        .merge(licences::routes())
        .merge(status_list::routes())
        .route("/v1/openapi.json", get(|| async { Json(Described::openapi()) }))
}

/// The description of these routes, made from them.
#[derive(OpenApi)]
#[openapi(
    info(title = "Parvaneh registry", description = "What programs may ask of the registry."),
    paths(enrolments::enrolled, licences::show, status_list::show)
)]
struct Described;

/// Why a program gets no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Failure {
    BadNumber,
    BadRequest,
    NotEnrolled,
    UnknownLicence,
    TooMany,
    Unavailable,
}

/// Why there is no answer.
#[derive(serde::Serialize, ToSchema)]
pub(super) struct Said {
    /// For programs; it does not change.
    #[schema(example = "unknown-licence")]
    pub code: &'static str,
    /// For people.
    #[schema(example = "the registry knows no licence of this number")]
    pub message: &'static str,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, code, message) = match self {
            Self::BadNumber => (
                StatusCode::BAD_REQUEST,
                "bad-number",
                "a licence number is twelve digits whose last two fit the rest",
            ),
            Self::BadRequest => (
                StatusCode::BAD_REQUEST,
                "bad-request",
                "the request is not what the description says",
            ),
            Self::NotEnrolled => (
                StatusCode::FORBIDDEN,
                "not-enrolled",
                "the code is not valid, or the key does not fit",
            ),
            Self::UnknownLicence => (
                StatusCode::NOT_FOUND,
                "unknown-licence",
                "the registry knows no licence of this number",
            ),
            Self::TooMany => (StatusCode::TOO_MANY_REQUESTS, "too-many", "ask again in a minute"),
            Self::Unavailable => {
                (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "ask again in a minute")
            }
        };
        let mut response = (status, Json(Said { code, message })).into_response();
        if matches!(self, Self::TooMany | Self::Unavailable) {
            let minute = axum::http::HeaderValue::from_static("60");
            response.headers_mut().insert(RETRY_AFTER, minute);
        }
        response
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = %error, "the store failed");
        Self::Unavailable
    }
}
