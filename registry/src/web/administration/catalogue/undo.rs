//! One row of the draft becomes again what it is in the newest edition, with which the draft is compared.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::catalogue::{Catalogue, Change, Difference, EditionId, Section};
use maud::{Markup, html};
use serde_json::Value;

use super::super::{Sent, Signed};
use super::draft_page::{refused, seen};
use super::{DRAFT, read, values};
use crate::Registry;
use crate::administration::Right;
use crate::editions::draft::{self, DraftError, Edit};
use crate::web::App;
use crate::web::form::Typed;

/// Where the differences stand on the draft's page.
pub(super) const DIFFERENCES: &str = "differences";

pub(super) fn routes() -> Router<App> {
    Router::new().route("/catalogue/draft/put-back", post(put_back))
}

async fn put_back(
    State(registry): State<Registry>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Catalogue)?;
    let lang = signed.lang;
    if let Err(error) = draft::agrees(&registry, seen(&typed)).await {
        return refused(&registry, &signed, &error).await;
    }
    let Some(held) = read(&registry, lang).await? else {
        return refused(&registry, &signed, &DraftError::NoDraft).await;
    };
    let all = registry.editions.all();
    let newest = all.iter().max_by_key(|edition| edition.file.number());
    let newest = newest.filter(|edition| edition.id().as_str() == typed.get("edition"));
    let edit = newest.and_then(|newest| {
        let differences = held.catalogue.differences(&newest.catalogue);
        let meant = differences.iter().find(|difference| is_meant(difference, &typed))?;
        edit_of(meant, &held.catalogue, &newest.catalogue)
    });
    let done = match edit {
        Some(edit) => draft::edit(&registry, &signed.by(), seen(&typed), edit).await,
        None => Err(DraftError::NoRow),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("{}#{DIFFERENCES}", lang.path(DRAFT))).into_response()),
        Err(error) => refused(&registry, &signed, &error).await,
    }
}

fn number(place: Option<usize>) -> String {
    place.map_or_else(String::new, |place| place.to_string())
}

fn is_meant(difference: &Difference, typed: &Typed) -> bool {
    difference.section.path() == typed.get("section")
        && difference.row.trim() == typed.get("row")
        && number(difference.place) == typed.get("place")
        && number(difference.old_place) == typed.get("oldPlace")
}

/// What undoes a difference; nothing where it is one that every draft has.
fn edit_of(difference: &Difference, now: &Catalogue, old: &Catalogue) -> Option<Edit> {
    let (now, old) = (now.to_json(), old.to_json());
    let section = difference.section;
    let part = section.of(&old)?;
    let old_row = || part.get(difference.old_place?).cloned();
    match (&difference.change, difference.place) {
        (Change::Added, Some(place)) => Some(Edit::Remove(section, place)),
        (Change::Removed, _) => Some(Edit::PutBack(section, difference.old_place?, old_row()?)),
        (Change::Changed(_), Some(place)) => Some(Edit::Replace(section, place, old_row()?)),
        (Change::Changed(_), None) if section == Section::Edition => {
            // A draft has a name of its own, and its days are given when it is published.
            let mut edition = section.of(&now)?.clone();
            for name in ["official", "source"] {
                edition[name] = part.get(name).cloned().unwrap_or(Value::Null);
            }
            Some(Edit::Set(section, edition))
        }
        (Change::Changed(_), None) => Some(Edit::Set(section, part.clone())),
        (Change::Added, None) => None,
    }
}

/// Whether a difference can be undone by itself: the name and the days of a draft are always its own.
fn can_be_undone(difference: &Difference) -> bool {
    match &difference.change {
        Change::Changed(columns) if difference.section == Section::Edition => {
            columns.iter().any(|column| matches!(column.name.as_str(), "official" | "source"))
        }
        _ => true,
    }
}

/// The button beside a difference.
pub(super) fn button(
    signed: &Signed,
    version: i64,
    newest: &EditionId,
    difference: &Difference,
) -> Markup {
    let lang = signed.lang;
    let row = values::row_name(lang, difference.section, &difference.row);
    html! {
        @if can_be_undone(difference) {
            form method="post" action=(lang.path(&format!("{DRAFT}/put-back"))) {
                (signed.token())
                input type="hidden" name="version" value=(version);
                input type="hidden" name="edition" value=(newest);
                input type="hidden" name="section" value=(difference.section);
                input type="hidden" name="row" value=(difference.row);
                input type="hidden" name="place" value=(number(difference.place));
                input type="hidden" name="oldPlace" value=(number(difference.old_place));
                button.button.second.small { (lang.say("بازگرداندن", "Put back"))
                    span.unseen { " " bdi { (row) } " " bdi lang="fa" { (difference.title) } } }
            }
        }
    }
}
