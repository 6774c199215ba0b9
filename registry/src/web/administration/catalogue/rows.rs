//! A section of the draft: its rows to search in, and each to change, add or remove.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::catalogue::Section;
use domain::text::compact_key;
use maud::{Markup, html};
use serde_json::Value;

use super::super::{Signed, scrolled, words as common};
use super::draft_page::place;
use super::{DRAFT, columns, may_look, page, read, values};
use crate::Registry;
use crate::administration::Right;
use crate::editions::draft::Draft;
use crate::editions::words;
use crate::web::App;
use crate::web::asking::{InPath, Question};
use crate::web::form::{Errors, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, Shown};

mod form;
mod saving;

use form::{flaws_of, form};

/// How many rows a page shows.
const SHOWN: usize = 100;
/// How many columns a table has room for.
const COLUMNS: usize = 4;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/catalogue/draft/{section}", get(list).post(saving::set))
        .route("/catalogue/draft/{section}/{place}", get(one).post(saving::change))
        .route("/catalogue/draft/{section}/{place}/remove", post(saving::remove))
}

/// Which row a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The one in this place.
    Place(usize),
    /// One that is not there yet.
    New,
    /// The section has no rows.
    Whole,
}

fn not_found(lang: Lang) -> Response {
    Problem::NotFound.shown(lang).into_response()
}

fn section_of(word: &str, lang: Lang) -> Result<Section, Shown> {
    let found = Section::ALL.into_iter().find(|section| section.path() == word);
    found.ok_or_else(|| Problem::NotFound.shown(lang))
}

async fn held(registry: &Registry, lang: Lang) -> Result<Draft, Response> {
    let none = || Redirect::to(&lang.path(super::PATH)).into_response();
    read(registry, lang).await?.ok_or_else(none)
}

async fn list(
    State(registry): State<Registry>,
    signed: Signed,
    InPath(section): InPath<String>,
    Question(asked): Question,
) -> Result<Response, Response> {
    may_look(&signed)?;
    let lang = signed.lang;
    let section = section_of(&section, lang)?;
    let held = held(&registry, lang).await?;
    let document = held.catalogue.to_json();
    let part = section.of(&document).unwrap_or(&Value::Null);
    if section.key().is_none() {
        let typed = values::typed(lang, section, part);
        let errors = flaws_of(lang, &held.catalogue.check(), section, None);
        return Ok(form(&signed, &held, (section, Which::Whole), &typed, &errors, None));
    }
    let rows = part.as_array().map_or(&[][..], Vec::as_slice);
    let names = values::Names::of(&document);
    let said = |row: &Value| {
        let columns = columns::of(section).iter();
        let values =
            columns.filter_map(|column| Some((column.name, values::at(row, column.name)?)));
        let words = values.map(|(name, value)| values::shown(lang, section, name, value, &names));
        words.collect::<Vec<String>>().join(" ")
    };
    let wanted = compact_key(asked.get("q"));
    let found: Vec<(usize, &Value)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| {
            wanted.is_empty()
                || compact_key(&row.to_string()).contains(&wanted)
                || compact_key(&said(row)).contains(&wanted)
        })
        .collect();
    let from = asked.get("from").parse().unwrap_or(0).min(found.len());
    let title = words::section(lang, section);
    let path = format!("{DRAFT}/{section}");
    let body = html! {
        (back(lang))
        h1 { (title) }
        form.filter method="get" action=(lang.path(&path)) {
            div.question {
                label for="q" { (lang.say("جست‌وجو", "Search")) }
                input #q name="q" type="search" value=(asked.get("q"));
            }
            button.button.second { (lang.say("جست‌وجو", "Search")) }
        }
        @if signed.administrator.may(Right::Catalogue) {
            p { a.button href=(lang.path(&format!("{path}/new"))) { (lang.say("افزودن ردیف", "Add a row")) } }
        }
        p.count { (common::counted(lang, found.len(), "ردیف", ("row", "rows"))) }
        @if found.is_empty() {
            p.note { (lang.say("ردیفی پیدا نشد.", "No row was found.")) }
        } @else {
            (table((lang, section, &names), &held, found.iter().skip(from).take(SHOWN).copied()))
            (others(lang, &path, (asked.get("q"), from), found.len()))
        }
    };
    Ok(page(&signed, title, &path, false, body))
}

fn back(lang: Lang) -> Markup {
    html! { p { a href=(lang.path(DRAFT)) { (lang.say("بازگشت به پیش‌نویس", "Back to the draft")) } } }
}

fn table<'r>(
    (lang, section, names): (Lang, Section, &values::Names),
    held: &Draft,
    rows: impl Iterator<Item = (usize, &'r Value)>,
) -> Markup {
    let flaws = held.catalogue.check();
    let wrong = |at: usize| flaws.iter().any(|flaw| place(flaw) == Some((section, Some(at))));
    let columns = columns::of(section);
    let columns = columns.get(..COLUMNS.min(columns.len())).unwrap_or(columns);
    scrolled(
        lang,
        &html! {
            thead { tr { @for column in columns { th scope="col" { (lang.say(column.fa, column.en)) } } } }
            tbody { @for (at, row) in rows { tr {
                @for (number, column) in columns.iter().enumerate() {
                    @let value = values::at(row, column.name).unwrap_or(&Value::Null);
                    @let text = values::shown(lang, section, column.name, value, names);
                    td {
                        @if number == 0 {
                            a href=(lang.path(&format!("{DRAFT}/{section}/{at}"))) { bdi { (text) } }
                            @if wrong(at) { " " strong.bad { (lang.say("ایراد دارد", "has a flaw")) } }
                        } @else { bdi lang="fa" { (text) } }
                    }
                }
            } } }
        },
    )
}

fn others(lang: Lang, path: &str, (asked, from): (&str, usize), count: usize) -> Markup {
    let link = |from: usize| {
        let query =
            form_urlencoded::Serializer::new(String::new()).append_pair("q", asked).finish();
        lang.path(&format!("{path}?{query}&from={from}"))
    };
    html! { p {
        @if from > 0 { a href=(link(from.saturating_sub(SHOWN))) { (lang.say("ردیف‌های پیشین", "Rows before")) } " " }
        @if from + SHOWN < count { a href=(link(from + SHOWN)) { (lang.say("ردیف‌های بعدی", "Rows after")) } }
    } }
}

async fn one(
    State(registry): State<Registry>,
    signed: Signed,
    InPath((section, at)): InPath<(String, String)>,
) -> Result<Response, Response> {
    may_look(&signed)?;
    let lang = signed.lang;
    let section = section_of(&section, lang)?;
    let held = held(&registry, lang).await?;
    let none = Errors::default();
    if at == "new" && section.key().is_some() {
        return Ok(form(&signed, &held, (section, Which::New), &Typed::default(), &none, None));
    }
    let at: usize = at.parse().map_err(|_| not_found(lang))?;
    let document = held.catalogue.to_json();
    let row = section.of(&document).and_then(|rows| rows.get(at)).ok_or_else(|| not_found(lang))?;
    let errors = flaws_of(lang, &held.catalogue.check(), section, Some(at));
    let typed = values::typed(lang, section, row);
    Ok(form(&signed, &held, (section, Which::Place(at)), &typed, &errors, None))
}
