//! A section of the draft: its rows to search in, and each to change, add or remove.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::catalogue::{Flaw, Section};
use domain::text::compact_key;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;

use super::super::{Sent, Signed};
use super::draft_page::{notice, place, refused, seen};
use super::{DRAFT, columns, may_look, page, read, values};
use crate::Registry;
use crate::administration::Right;
use crate::editions::draft::{self, Draft, DraftError, Edit};
use crate::editions::words;
use crate::web::App;
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, Shown, unavailable};

/// How many rows a page shows.
const SHOWN: usize = 100;
/// How many columns a table has room for.
const COLUMNS: usize = 4;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/catalogue/draft/{section}", get(list).post(set))
        .route("/catalogue/draft/{section}/{place}", get(one).post(change))
        .route("/catalogue/draft/{section}/{place}/remove", post(remove))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    from: usize,
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
    Path(section): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    may_look(&signed)?;
    let lang = signed.lang;
    let section = section_of(&section, lang)?;
    let held = held(&registry, lang).await?;
    let document = held.catalogue.to_json();
    let part = section.of(&document).unwrap_or(&Value::Null);
    if section.key().is_none() {
        let typed = values::typed(section, part);
        let errors = flaws_of(lang, &held.catalogue.check(), section, None);
        return Ok(form(&signed, &held, (section, Which::Whole), &typed, &errors, None));
    }
    let rows = part.as_array().map_or(&[][..], Vec::as_slice);
    let wanted = compact_key(&asked.q);
    let found: Vec<(usize, &Value)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| wanted.is_empty() || compact_key(&row.to_string()).contains(&wanted))
        .collect();
    let title = words::section(lang, section);
    let path = format!("{DRAFT}/{section}");
    let body = html! {
        (back(lang))
        h1 { (title) }
        form.filter method="get" action=(lang.path(&path)) {
            div.question {
                label for="q" { (lang.say("جست‌وجو", "Search")) }
                input #q name="q" type="search" value=(asked.q);
            }
            button.button.second { (lang.say("جست‌وجو", "Search")) }
        }
        @if signed.administrator.may(Right::Catalogue) {
            p { a.button href=(lang.path(&format!("{path}/new"))) { (lang.say("افزودن ردیف", "Add a row")) } }
        }
        p.count { (lang.digits(&found.len().to_string())) " " (lang.say("ردیف", "rows")) }
        @if found.is_empty() {
            p.note { (lang.say("ردیفی پیدا نشد.", "No row was found.")) }
        } @else {
            (table(lang, section, &held, found.iter().skip(asked.from).take(SHOWN).copied()))
            (others(lang, &path, &asked, found.len()))
        }
    };
    Ok(page(&signed, title, &path, false, body))
}

fn back(lang: Lang) -> Markup {
    html! { p { a href=(lang.path(DRAFT)) { (lang.say("بازگشت به پیش‌نویس", "Back to the draft")) } } }
}

fn table<'r>(
    lang: Lang,
    section: Section,
    held: &Draft,
    rows: impl Iterator<Item = (usize, &'r Value)>,
) -> Markup {
    let flaws = held.catalogue.check();
    let wrong = |at: usize| flaws.iter().any(|flaw| place(flaw) == Some((section, Some(at))));
    let columns = columns::of(section);
    let columns = columns.get(..COLUMNS.min(columns.len())).unwrap_or(columns);
    html! { div.scroll tabindex="0" role="group" aria-label=(lang.say("جدول", "Table")) { table {
        thead { tr { @for column in columns { th scope="col" { (lang.say(column.fa, column.en)) } } } }
        tbody { @for (at, row) in rows { tr {
            @for (number, column) in columns.iter().enumerate() {
                @let value = values::at(row, column.name).unwrap_or(&Value::Null);
                @let text = values::shown(lang, section, column.name, value);
                td {
                    @if number == 0 {
                        a href=(lang.path(&format!("{DRAFT}/{section}/{at}"))) { bdi { (text) } }
                        @if wrong(at) { " " strong.bad { (lang.say("ایراد دارد", "has a flaw")) } }
                    } @else { bdi lang="fa" { (text) } }
                }
            }
        } } }
    } } }
}

fn others(lang: Lang, path: &str, asked: &Asked, count: usize) -> Markup {
    let link = |from: usize| {
        let query: String = asked.q.bytes().map(|byte| format!("%{byte:02X}")).collect();
        lang.path(&format!("{path}?q={query}&from={from}"))
    };
    html! { p {
        @if asked.from > 0 { a href=(link(asked.from.saturating_sub(SHOWN))) { (lang.say("ردیف‌های پیشین", "Rows before")) } " " }
        @if asked.from + SHOWN < count { a href=(link(asked.from + SHOWN)) { (lang.say("ردیف‌های بعدی", "Rows after")) } }
    } }
}

/// The flaws of a row beside its fields.
fn flaws_of(lang: Lang, flaws: &[Flaw], section: Section, at: Option<usize>) -> Errors {
    let prefix = at.map_or_else(|| section.path().to_owned(), |at| format!("{section}[{at}]"));
    let mut errors = Errors::default();
    let inside = |flaw: &&Flaw| {
        let rest = flaw.path.strip_prefix(&prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    for flaw in flaws.iter().filter(inside) {
        let rest = flaw.path.strip_prefix(&prefix).unwrap_or_default();
        errors.add(field_of(section, rest), words::flaw(lang, flaw));
    }
    errors
}

/// The field of a form that a path inside a row is about; the first one where it is about all of it.
fn field_of(section: Section, rest: &str) -> &'static str {
    let rest = rest.trim_start_matches('.');
    let all = columns::of(section);
    let named = |column: &&columns::Column| {
        !column.name.is_empty()
            && rest
                .strip_prefix(column.name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let found = all.iter().find(named).or(all.first());
    found.map_or("value", columns::field)
}

async fn one(
    State(registry): State<Registry>,
    signed: Signed,
    Path((section, at)): Path<(String, String)>,
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
    let typed = values::typed(section, row);
    Ok(form(&signed, &held, (section, Which::Place(at)), &typed, &errors, None))
}

async fn set(
    State(registry): State<Registry>,
    Path(section): Path<String>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    let section = section_of(&section, signed.lang)?;
    if section.key().is_some() {
        return Err(not_found(signed.lang));
    }
    save(&registry, &signed, (section, Which::Whole), &typed).await
}

async fn change(
    State(registry): State<Registry>,
    Path((section, at)): Path<(String, String)>,
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
        let page = form(signed, &held, (section, which), typed, errors, error);
        (status, page).into_response()
    };
    let row = match values::read(lang, section, typed, before) {
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
            errors.add(field_of(section, &rest), words::unreadable(lang, &error));
            Ok(again(&errors, StatusCode::UNPROCESSABLE_ENTITY, None))
        }
        Err(DraftError::Store(error)) => Err(unavailable(&error).shown(lang).into_response()),
        Err(error) => Ok(again(&Errors::default(), StatusCode::CONFLICT, Some(&error))),
    }
}

fn code_of(section: Section, row: &Value) -> String {
    match section.key().and_then(|key| row.get(key)) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

fn now_at(section: Section, part: &Value, typed: &Typed, at: usize) -> Which {
    let code = typed.get("was");
    let rows = part.as_array().map_or(&[][..], Vec::as_slice);
    if rows.get(at).is_some_and(|row| code_of(section, row) == code) {
        return Which::Place(at);
    }
    let found = rows.iter().position(|row| code_of(section, row) == code);
    found.map_or(Which::New, Which::Place)
}

fn now_last(section: Section, now: &Draft) -> Option<usize> {
    let document = now.catalogue.to_json();
    section.of(&document)?.as_array()?.len().checked_sub(1)
}

async fn remove(
    State(registry): State<Registry>,
    Path((section, at)): Path<(String, usize)>,
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

fn form(
    signed: &Signed,
    held: &Draft,
    (section, which): (Section, Which),
    typed: &Typed,
    errors: &Errors,
    refused: Option<&DraftError>,
) -> Response {
    let lang = signed.lang;
    let title = words::section(lang, section);
    let base = format!("{DRAFT}/{section}");
    let path = match which {
        Which::Place(at) => format!("{base}/{at}"),
        Which::New => format!("{base}/new"),
        Which::Whole => base.clone(),
    };
    let document = held.catalogue.to_json();
    let part = section.of(&document).unwrap_or(&Value::Null);
    let stands = match which {
        Which::Place(at) => part.get(at),
        Which::Whole => Some(part),
        Which::New => None,
    };
    let may = signed.administrator.may(Right::Catalogue);
    let shown = Form { lang, typed, errors };
    let hidden = html! {
        (signed.token())
        input type="hidden" name="version" value=(held.version);
        @if let (Which::Place(_), Some(row)) = (which, stands) {
            input type="hidden" name="was" value=(code_of(section, row));
        }
    };
    let body = html! {
        div.narrow {
            (shown.summary())
            @if let Some(error) = refused {
                (notice(lang, error))
                @match stands {
                    Some(row) => (beside(lang, section, row, typed)),
                    None => p.note { (lang.say(
                        "این ردیف دیگر نیست؛ اگر بفرستید، دوباره افزوده می‌شود.",
                        "The row is not there any more; sending adds it again.",
                    )) },
                }
            }
            p { a href=(lang.path(if which == Which::Whole { DRAFT } else { &base })) { (lang.say("بازگشت", "Back")) } }
            h1 { (title) }
            @if may {
                form method="post" action=(lang.path(&path)) novalidate {
                    (hidden)
                    section.card { (values::questions(&shown, section, &held.catalogue)) }
                    button.button { (lang.say("ذخیره در پیش‌نویس", "Save in the draft")) }
                }
                @if let Which::Place(at) = which {
                    form method="post" action=(lang.path(&format!("{base}/{at}/remove"))) {
                        (hidden)
                        button.button.second { (lang.say("برداشتن این ردیف", "Remove this row")) }
                    }
                }
            } @else if let Some(row) = stands {
                dl.pairs { @for column in columns::of(section) {
                    dt { (lang.say(column.fa, column.en)) }
                    dd { bdi lang="fa" { (values::shown(lang, section, column.name, values::at(row, column.name).unwrap_or(&Value::Null))) } }
                } }
            }
        }
    };
    page(signed, title, &path, !errors.is_empty() || refused.is_some(), body)
}

/// What stands in the draft now beside what was typed.
fn beside(lang: Lang, section: Section, row: &Value, typed: &Typed) -> Markup {
    let now = values::typed(section, row);
    let differs = |column: &&columns::Column| {
        let name = columns::field(column);
        now.pairs().any(|(field, text)| {
            (field == name || field.starts_with(&format!("{name}-")))
                && text.trim() != typed.get(field)
        })
    };
    html! {
        section.card {
            h2 { (lang.say("آنچه اکنون در پیش‌نویس هست و با نوشتهٔ شما فرق دارد", "What now stands in the draft and differs from yours")) }
            dl.pairs { @for column in columns::of(section).iter().filter(differs) {
                dt { (lang.say(column.fa, column.en)) }
                dd { bdi lang="fa" { (values::shown(lang, section, column.name, values::at(row, column.name).unwrap_or(&Value::Null))) } }
            } }
            p.hint { (lang.say(
                "نوشتهٔ شما در فرم مانده است؛ اگر دوباره بفرستید، جای آن را می‌گیرد.",
                "What you wrote is still in the form; sending again puts it in its place.",
            )) }
        }
    }
}
