//! A workstation asks to be enrolled.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use domain::ids::ContentHash;
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Failure, Said};
use crate::administration::enrolment::{EnrolmentError, enrol};
use crate::administration::secrets::OnceCode;
use crate::web::App;
use crate::web::address::Client;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/enrolments", post(enrolled))
}

/// A code of an administrator, and the workstation's own new key.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Asked {
    /// Sixteen letters and digits.
    #[schema(example = "7K3M-9QWT-2XHB-5DRA")]
    code: String,
    /// The workstation's Ed25519 public key, 64 hexadecimal digits.
    #[schema(example = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")]
    public_key: String,
    /// Its signature over `casefeed/1/enrol`, a zero byte and the code without dashes; 128 hexadecimal digits.
    signature: String,
}

/// What a workstation is told.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    /// Its name in the log, 32 hexadecimal digits.
    #[schema(example = "019a8c7e51d07b2f8c3e0d5a4b6c7d8e")]
    device: String,
    /// The stream that it writes.
    #[schema(example = "019a8c7e51d17c40a1b2c3d4e5f60718")]
    stream: String,
    /// Its office.
    #[schema(example = "LABOUR-0001")]
    office: String,
    /// The registry's public key, 64 hexadecimal digits.
    #[schema(example = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")]
    registry_key: String,
}

/// Enrol a workstation.
///
/// The same code with the same key gives the same answer again.
#[utoipa::path(
    post,
    path = "/v1/enrolments",
    request_body = Asked,
    responses(
        (status = 201, description = "the workstation is its office's", body = Answer),
        (status = 400, description = "the request cannot be read", body = Said),
        (status = 403, description = "the code is not valid, or the key does not fit", body = Said),
        (status = 429, description = "too many requests from there", body = Said),
        (status = 503, description = "the registry cannot answer now", body = Said),
    )
)]
async fn enrolled(
    State(app): State<App>,
    client: Client,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Result<(StatusCode, Json<Answer>), Failure> {
    let Json(asked) = asked.map_err(|_| Failure::BadRequest)?;
    let code = OnceCode::parse(&asked.code).ok_or(Failure::BadRequest)?;
    let key = hexadecimal(&asked.public_key).ok_or(Failure::BadRequest)?;
    let key = VerifyingKey::from_bytes(&key).map_err(|_| Failure::BadRequest)?;
    let sig = asked.signature.split_at_checked(64).ok_or(Failure::BadRequest)?;
    let halves = hexadecimal(sig.0).zip(hexadecimal(sig.1)).ok_or(Failure::BadRequest)?;
    let mut sig = [0; 64];
    sig[..32].copy_from_slice(&halves.0);
    sig[32..].copy_from_slice(&halves.1);
    // Only a request that could be let in counts as a try.
    let (heard, _turn) = app.limits.trying.begin(client).await.map_err(|_| Failure::TooMany)?;
    match enrol(&app.registry, &code, &key, &sig, &client.to_string()).await {
        Ok(enrolled) => {
            let registry_key = app.registry.keys.signing().verifying_key().to_bytes();
            let answer = Answer {
                device: enrolled.device.to_string(),
                stream: enrolled.stream.to_string(),
                office: enrolled.office.to_string(),
                registry_key: ContentHash::from_bytes(registry_key).to_string(),
            };
            Ok((StatusCode::CREATED, Json(answer)))
        }
        Err(EnrolmentError::Store(error)) => Err(error.into()),
        Err(EnrolmentError::NotValid | EnrolmentError::NotSigned | EnrolmentError::KeyKnown) => {
            heard.failed();
            Err(Failure::NotEnrolled)
        }
    }
}

fn hexadecimal(text: &str) -> Option<[u8; 32]> {
    ContentHash::parse(text).ok().map(|hash| *hash.as_bytes())
}
