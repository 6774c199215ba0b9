//! What was written into a form of a row goes into the draft.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::catalogue::Section;
use serde_json::Value;

use super::super::super::{Sent, Signed};
use super::super::draft_page::{refused, seen};
use super::super::{DRAFT, columns, values};
use super::form::{self, flaws_of};
use super::{Which, held, not_found, section_of};
use crate::Registry;
use crate::administration::Right;
use crate::editions::draft::{self, Draft, DraftError, Edit};
use crate::editions::words;
use crate::web::asking::InPath;
use crate::web::form::{Errors, Typed};
use crate::web::problem::unavailable;

pub(super) async fn set(
    State(registry): State<Registry>,
    InPath(section): InPath<String>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    let section = section_of(&section, signed.lang)?;
    if section.key().is_some() {
        return Err(not_found(signed.lang));
    }
    save(&registry, &signed, (section, Which::Whole), &typed).await
}

pub(super) async fn change(
    State(registry): State<Registry>,
    InPath((section, at)): InPath<(String, String)>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    let section = section_of(&section, signed.lang)?;
    let which = match at.parse() {
        Ok(at) => Which::Place(at),
        Err(_) if at == "new" => Which::New,
        Err(_) => return Err(not_found(signed.lang)),
    };
    save(&registry, &signed, (section, which), &typed).await
}

async fn save(
    registry: &Registry,
    signed: &Signed,
    (section, which): (Section, Which),
    typed: &Typed,
) -> Result<Response, Response> {
    signed.may(Right::Catalogue)?;
    let lang = signed.lang;
    let held = held(registry, lang).await?;
    let document = held.catalogue.to_json();
    let part = section.of(&document).unwrap_or(&Value::Null);
    // Where rows were added or removed since, the row is found by its code.
    let which = match which {
        Which::Place(at) if seen(typed) != held.version => now_at(section, part, typed, at),
        which => which,
    };
    let before = match which {
        Which::Place(at) => part.get(at).unwrap_or(&Value::Null),
        Which::New => &Value::Null,
        Which::Whole => part,
    };
    let again = |errors: &Errors, status: StatusCode, error: Option<&DraftError>| {
        let page = form::form(signed, &held, (section, which), typed, errors, error);
        (status, page).into_response()
    };
    let row = match values::read(lang, section, typed, before, &values::Names::of(&document)) {
        Ok(row) => row,
        Err(errors) => return Ok(again(&errors, StatusCode::UNPROCESSABLE_ENTITY, None)),
    };
    let edit = match which {
        Which::Place(at) => Edit::Replace(section, at, row),
        Which::New => Edit::Add(section, row),
        Which::Whole => Edit::Set(section, row),
    };
    match draft::edit(registry, &signed.by(), seen(typed), edit).await {
        Ok(now) => {
            let at = match which {
                Which::Place(at) => Some(at),
                Which::New => now_last(section, &now),
                Which::Whole => None,
            };
            let flawed = !flaws_of(lang, &now.catalogue.check(), section, at).is_empty();
            let next = match at {
                Some(at) if flawed => format!("{DRAFT}/{section}/{at}"),
                None if flawed => format!("{DRAFT}/{section}"),
                Some(_) => format!("{DRAFT}/{section}"),
                None => DRAFT.to_owned(),
            };
            Ok(Redirect::to(&lang.path(&next)).into_response())
        }
        Err(DraftError::Misfit(error)) => {
            let mut errors = Errors::default();
            let rest = match &error {
                domain::catalogue::Unreadable::Misfit { path, .. } => {
                    let rest = path.strip_prefix(section.path()).unwrap_or_default();
                    rest.split_once(']').map_or(rest, |(_, rest)| rest).to_owned()
                }
                _ => String::new(),
            };
            errors.add(columns::field_at(section, &rest), words::unreadable(lang, &error));
            Ok(again(&errors, StatusCode::UNPROCESSABLE_ENTITY, None))
        }
        Err(DraftError::Store(error)) => Err(unavailable(&error).shown(lang).into_response()),
        Err(error) => Ok(again(&Errors::default(), StatusCode::CONFLICT, Some(&error))),
    }
}

fn now_at(section: Section, part: &Value, typed: &Typed, at: usize) -> Which {
    let code = typed.get("was");
    let rows = part.as_array().map_or(&[][..], Vec::as_slice);
    if rows.get(at).is_some_and(|row| form::code_of(section, row) == code) {
        return Which::Place(at);
    }
    let found = rows.iter().position(|row| form::code_of(section, row) == code);
    found.map_or(Which::New, Which::Place)
}

fn now_last(section: Section, now: &Draft) -> Option<usize> {
    let document = now.catalogue.to_json();
    section.of(&document)?.as_array()?.len().checked_sub(1)
}

pub(super) async fn remove(
    State(registry): State<Registry>,
    InPath((section, at)): InPath<(String, usize)>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Catalogue)?;
    let section = section_of(&section, signed.lang)?;
    let edit = Edit::Remove(section, at);
    match draft::edit(&registry, &signed.by(), seen(&typed), edit).await {
        Ok(_) => {
            let next = signed.lang.path(&format!("{DRAFT}/{section}"));
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => refused(&registry, &signed, &error).await,
    }
}
