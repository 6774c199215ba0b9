//! A licence by its number, for programs.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use domain::identifiers::LicenceNumber;
use domain::places::divisions;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Failure, Said};
use crate::registry::Registry;
use crate::verification::{self, Record};
use crate::web::App;
use crate::web::address::Client;
use crate::{codes, verification::State as Standing};

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/v1/licences/{number}", get(show))
}

/// What whoever holds the paper may know.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Licence {
    /// Twelve digits.
    #[schema(example = "960000000147")]
    number: String,
    state: Standing,
    /// The name on the licence.
    #[schema(example = "فاطمه احمدی")]
    holder: String,
    /// Masked but for the last two digits.
    #[schema(example = "********48")]
    identity: String,
    /// The kind of activity.
    #[schema(example = "independent")]
    activity: &'static str,
    field: Named,
    county: Named,
    /// A Gregorian day.
    #[schema(example = "2026-11-24")]
    issued_on: String,
    /// The last day, Gregorian.
    #[schema(example = "2029-11-24")]
    valid_until: String,
    /// Since when it is out of force.
    since: Option<String>,
    issuer: Option<Named>,
    /// When this was read, in milliseconds since 1970.
    read_at_ms: i64,
}

/// A code of the catalogue with its name, where the catalogue knows it.
#[derive(Serialize, ToSchema)]
pub(super) struct Named {
    #[schema(example = "2025")]
    code: String,
    #[schema(example = "قالی‌بافی")]
    title: Option<String>,
}

/// Look a licence up by its number.
#[utoipa::path(
    get,
    path = "/v1/licences/{number}",
    params(("number" = String, Path, description = "twelve digits, in any of the three scripts", example = "960000000147")),
    responses(
        (status = 200, description = "the licence as whoever holds its paper may know it", body = Licence),
        (status = 400, description = "not a licence number", body = Said),
        (status = 404, description = "no such licence", body = Said),
        (status = 429, description = "asked too often", body = Said),
        (status = 503, description = "the registry cannot answer now", body = Said),
    )
)]
async fn show(
    State(app): State<App>,
    client: Client,
    number: Result<Path<String>, PathRejection>,
) -> Result<Json<Licence>, Failure> {
    let Path(number) = number.map_err(|_| Failure::BadNumber)?;
    let number = LicenceNumber::parse(&number).map_err(|_| Failure::BadNumber)?;
    if !app.limits.may_look_up(client, None) {
        return Err(Failure::TooMany);
    }
    let record = verification::look_up(&app.registry, &number).await?;
    record.map(|record| Json(licence(&app.registry, record))).ok_or(Failure::UnknownLicence)
}

fn licence(registry: &Registry, record: Record) -> Licence {
    let field = registry.field_title(&record.field);
    let county = divisions().county(record.county).map(|county| county.name.clone());
    let issuer = record.issuer.map(|office| Named {
        title: registry.office_title(&office),
        code: office.as_str().to_owned(),
    });
    Licence {
        number: record.number.as_str().to_owned(),
        state: record.state,
        holder: record.holder,
        identity: record.identity_mask,
        activity: codes::activity(record.activity),
        field: Named { code: record.field.as_str().to_owned(), title: field },
        county: Named { code: record.county.to_string(), title: county },
        issued_on: record.issued_on.to_string(),
        valid_until: record.valid_until.to_string(),
        since: record.since.map(|since| since.tehran_date().to_string()),
        issuer,
        read_at_ms: registry.now().as_millis(),
    }
}
