//! A row as a form, with what is wrong with it.

use axum::response::Response;
use domain::catalogue::{Flaw, Section};
use domain::text::to_ascii_digits;
use maud::{Markup, html};
use serde_json::Value;

use super::super::super::Signed;
use super::super::draft_page::notice;
use super::super::{DRAFT, columns, page, values};
use super::Which;
use crate::administration::Right;
use crate::editions::draft::{Draft, DraftError};
use crate::editions::words;
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;

/// The flaws of a row beside its fields.
pub(super) fn flaws_of(lang: Lang, flaws: &[Flaw], section: Section, at: Option<usize>) -> Errors {
    let prefix = at.map_or_else(|| section.path().to_owned(), |at| format!("{section}[{at}]"));
    let mut errors = Errors::default();
    let inside = |flaw: &&Flaw| {
        let rest = flaw.path.strip_prefix(&prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    for flaw in flaws.iter().filter(inside) {
        let rest = flaw.path.strip_prefix(&prefix).unwrap_or_default();
        errors.add(columns::field_at(section, rest), words::flaw(lang, flaw));
    }
    errors
}

/// The code by which a row is told apart.
pub(super) fn code_of(section: Section, row: &Value) -> String {
    match section.key().and_then(|key| row.get(key)) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

pub(super) fn form(
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
    let names = values::Names::of(&document);
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
                    Some(row) => (beside(lang, section, row, typed, &names)),
                    None => p.note { (lang.say(
                        "این ردیف دیگر نیست؛ اگر بفرستید، دوباره افزوده می‌شود.",
                        "The row is not there any more; sending adds it again.",
                    )) },
                }
            }
            p { a href=(lang.path(if which == Which::Whole { DRAFT } else { &base })) { (lang.say("بازگشت", "Back")) } }
            h1 { (title) }
            @match (which, stands) {
                (Which::New, _) => p.lead { (lang.say("ردیف تازه", "A new row")) },
                (Which::Place(_), Some(row)) => p.lead { (heading(lang, section, row)) },
                _ => {}
            }
            @if may {
                form method="post" action=(lang.path(&path)) novalidate {
                    (hidden)
                    section.card { (values::questions(&shown, section, &names)) }
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
                    dd { bdi lang="fa" { (values::shown(lang, section, column.name, values::at(row, column.name).unwrap_or(&Value::Null), &names)) } }
                } }
            }
        }
    };
    page(signed, title, &path, !errors.is_empty() || refused.is_some(), body)
}

/// The code and the name of a row.
fn heading(lang: Lang, section: Section, row: &Value) -> Markup {
    let code = code_of(section, row);
    let title = row.get("title").and_then(Value::as_str).filter(|title| *title != code);
    html! {
        bdi { (values::row_name(lang, section, &code)) }
        @if let Some(title) = title { " — " bdi lang="fa" { (title) } }
    }
}

/// What stands in the draft now beside what was typed.
fn beside(
    lang: Lang,
    section: Section,
    row: &Value,
    typed: &Typed,
    names: &values::Names,
) -> Markup {
    let now = values::typed(lang, section, row);
    let plain = |text: &str| to_ascii_digits(text).replace(['٬', ','], "").trim().to_owned();
    let differs = |column: &&columns::Column| {
        let name = columns::field(column);
        let of_it = |field: &str| field == name || field.starts_with(&format!("{name}-"));
        let mut fields = now.pairs().chain(typed.pairs()).map(|(field, _)| field);
        fields.any(|field| of_it(field) && plain(now.get(field)) != plain(typed.get(field)))
    };
    html! {
        section.card {
            h2 { (lang.say("آنچه اکنون در پیش‌نویس هست و با نوشتهٔ شما فرق دارد", "What now stands in the draft and differs from yours")) }
            dl.pairs { @for column in columns::of(section).iter().filter(differs) {
                dt { (lang.say(column.fa, column.en)) }
                dd { bdi lang="fa" { (values::shown(lang, section, column.name, values::at(row, column.name).unwrap_or(&Value::Null), names)) } }
            } }
            p.hint { (lang.say(
                "نوشتهٔ شما در فرم مانده است؛ اگر دوباره بفرستید، جای آن را می‌گیرد.",
                "What you wrote is still in the form; sending again puts it in its place.",
            )) }
        }
    }
}
