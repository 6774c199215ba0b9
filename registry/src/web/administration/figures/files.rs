//! Figures as files.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::asked;
use crate::Registry;
use crate::administration::Right;
use crate::export::sheet::Direction;
use crate::export::{Table, csv, sheet};
use crate::figures;
use crate::web::administration::Signed;
use crate::web::asking::Question;
use crate::web::figures as tables;
use crate::web::form::Errors;
use crate::web::lang::Lang;
use crate::web::problem::{Problem, Shown, unavailable};

pub async fn file(
    State(registry): State<Registry>,
    signed: Signed,
    Question(asked_for): Question,
) -> Result<Response, Response> {
    signed.may(Right::Figures)?;
    let lang = signed.lang;
    let typed = asked::typed(&asked_for, registry.now().tehran_date(), lang);
    let bad = || Problem::BadForm.shown(lang).into_response();
    let question = asked::question(&typed, lang, &mut Errors::default()).ok_or_else(bad)?;
    let report = figures::read(&registry, &question).await;
    let report = report.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let catalogue = registry.catalogue();
    let parts = tables::parts(&report, &catalogue, lang);
    let whole = tables::whole(&report, lang);
    let conditions = tables::conditions(&report, &catalogue, lang);
    let about = tables::about(&report, &catalogue, lang);
    match (typed.get("kind"), typed.get("table")) {
        ("xlsx", _) => {
            let all: Vec<Table> =
                [Some(whole), parts, Some(conditions), Some(about)].into_iter().flatten().collect();
            workbook("figures", &all, lang).map_err(IntoResponse::into_response)
        }
        ("csv", "whole") => Ok(text("figures", &whole)),
        ("csv", "parts") => parts.map(|parts| text("figures-divided", &parts)).ok_or_else(bad),
        ("csv", "conditions") => Ok(text("conditions", &conditions)),
        ("csv", "definitions") => Ok(text("definitions", &about)),
        _ => Err(bad()),
    }
}

/// A table as a CSV file.
fn text(name: &str, table: &Table) -> Response {
    (headers(name, "csv", csv::TYPE), csv::write(table)).into_response()
}

/// Tables as a spreadsheet.
pub fn workbook(name: &str, tables: &[Table], lang: Lang) -> Result<Response, Shown> {
    let direction = match lang {
        Lang::Fa => Direction::FromRight,
        Lang::En => Direction::FromLeft,
    };
    let bytes = sheet::write(tables, direction).map_err(|error| {
        tracing::error!(error = %error, "a spreadsheet could not be written");
        Problem::Unavailable.shown(lang)
    })?;
    Ok((headers(name, "xlsx", sheet::TYPE), bytes).into_response())
}

/// The headers of a file that is to be saved.
pub fn headers(
    name: &str,
    ending: &str,
    media: &'static str,
) -> [(axum::http::HeaderName, String); 2] {
    let saved = format!("attachment; filename=\"parvaneh-{name}.{ending}\"");
    [(CONTENT_TYPE, media.to_owned()), (CONTENT_DISPOSITION, saved)]
}
