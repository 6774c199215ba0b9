//! The page of figures.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::PATH;
use super::asked;
use crate::Registry;
use crate::administration::Right;
use crate::export::{Cell, Table};
use crate::figures::{self, Figure, Report, Tense};
use crate::web::administration::{Place, Signed, days, scrolled};
use crate::web::asking::Question;
use crate::web::figures::{self as tables, words};
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;
use crate::web::problem::unavailable;
use domain::catalogue::Catalogue;

/// From how many characters on a column of names keeps room on a page.
const BROAD: u16 = 24;

pub async fn show(
    State(registry): State<Registry>,
    signed: Signed,
    Question(asked_for): Question,
) -> Result<Response, Response> {
    signed.may(Right::Figures)?;
    let lang = signed.lang;
    let typed = asked::typed(&asked_for, registry.now().tehran_date(), lang);
    let mut errors = Errors::default();
    let report = match asked::question(&typed, lang, &mut errors) {
        None => None,
        Some(question) => {
            let report = figures::read(&registry, &question).await;
            Some(report.map_err(|error| unavailable(&error).shown(lang).into_response())?)
        }
    };
    let catalogue = registry.catalogue();
    let title = lang.say("ارقام", "Figures");
    let wrong = !errors.is_empty();
    let form = Form { lang, typed: &typed, errors: &errors };
    let body = html! {
        (form.summary())
        h1 { (title) }
        (filters(&form, &catalogue))
        @if let Some(report) = &report { (answer(report, &typed, &catalogue, lang)) }
    };
    let path = asked::address(&typed, PATH, &[]);
    let place = Place { lang, signed: Some(&signed), title, path: &path, wrong, body };
    Ok(place.answer())
}

fn filters(form: &Form<'_>, catalogue: &Catalogue) -> Markup {
    let lang = form.lang;
    let day = |name, label| days::field(form, name, label);
    let drawn = figures::FIGURES.iter().filter(|figure| figure.adds_up());
    let drawn = drawn.map(|f| (f.code.to_owned(), lang.say(f.name.0, f.name.1).to_owned()));
    html! {
        form.filter.card method="get" action=(lang.path(PATH)) novalidate {
            (day("from", lang.say("از روز", "From")))
            (day("to", lang.say("تا روز", "To")))
            (form.perhaps("by", lang.say("به تفکیک", "Divided by"), lang.say("بدون تفکیک", "Nothing"), &asked::divisors(lang)))
            (form.perhaps("draw", lang.say("نمودار", "Drawn"), lang.say("نخستین رقم", "The first figure"), &[(String::new(), drawn.collect())]))
            (form.narrowed("province", lang.say("استان", "Province"), &asked::provinces()))
            (form.narrowed("agency", lang.say("دستگاه اجرایی", "Agency"), &asked::agencies(catalogue)))
            (form.narrowed("field", lang.say("رشته", "Field"), &asked::fields(catalogue)))
            (form.narrowed("activity", lang.say("نوع فعالیت", "Kind of activity"), &asked::activities(lang)))
            (form.narrowed("sex", lang.say("جنسیت", "Sex"), &asked::sexes(lang)))
            @for kept in ["county", "office"] {
                @if !form.typed.get(kept).is_empty() { input type="hidden" name=(kept) value=(form.typed.get(kept)); }
            }
            button.button { (lang.say("شمردن", "Count")) }
        }
    }
}

fn answer(report: &Report, typed: &Typed, catalogue: &Catalogue, lang: Lang) -> Markup {
    let file = |table: &str, kind: &str| {
        asked::address(
            typed,
            &lang.path("/administration/figures/file"),
            &[("table", table), ("kind", kind)],
        )
    };
    let said = tables::said(report, catalogue, lang);
    let conditions = tables::conditions(report, catalogue, lang);
    html! {
        dl.pairs.card { @for (name, value) in &said { dt { (name) } dd { bdi { (value) } } } }
        @for narrowing in ["county", "office"] {
            @if !typed.get(narrowing).is_empty() {
                p { a href=(asked::address(typed, &lang.path(PATH), &[(narrowing, "")])) {
                    @if narrowing == "county" { (lang.say("برای همهٔ شهرستان‌ها", "For all counties")) }
                    @else { (lang.say("برای همهٔ اداره‌ها", "For all offices")) }
                } }
            }
        }
        div.actions {
            a.button.second href=(file("all", "xlsx")) { (lang.say("دریافت همه (XLSX)", "All of it (XLSX)")) }
            a.button.second href=(asked::address(typed, &lang.path("/administration/figures/cases"), &[])) { (lang.say("پرونده‌ها", "The cases")) }
        }
        @if let Some(parts) = tables::parts(report, catalogue, lang) {
            section {
                h2 { (parts.title) }
                (drawing(report, typed, catalogue, lang))
                p { a href=(file("parts", "csv")) { "CSV" } }
                (divided(&parts, &tables::keys(report, catalogue, lang), report, typed, lang))
            }
        }
        section {
            h2 { (lang.say("در این دوره", "In this period")) }
            p { a href=(file("whole", "csv")) { "CSV" } " · " a href=(file("definitions", "csv")) { (lang.say("تعریف‌ها (CSV)", "Definitions (CSV)")) } }
            (whole(report, Tense::Period, lang))
        }
        section { h2 { (lang.say("اکنون", "Now")) } (whole(report, Tense::Now, lang)) }
        section {
            h2 { (conditions.title) }
            @if conditions.rows.is_empty() {
                p.note { (lang.say("در این دوره هیچ درخواستی رد نشده است.", "Nothing was refused in this period.")) }
            } @else {
                p { a href=(file("conditions", "csv")) { "CSV" } }
                (plain(&conditions, lang))
            }
        }
    }
}

/// Every figure of a tense, with its definition beside it.
fn whole(report: &Report, tense: Tense, lang: Lang) -> Markup {
    let table = tables::whole(report, lang);
    let rows = report.figures().zip(&table.rows).filter(|((figure, _), _)| figure.tense() == tense);
    html! {
        (scrolled(lang, &html! {
            thead { tr {
                th scope="col" { (lang.say("رقم", "Figure")) }
                th scope="col" { (lang.say("مقدار", "Value")) }
                th scope="col" { (lang.say("تعریف", "Definition")) }
            } }
            tbody { @for ((figure, _), row) in rows { tr id=(figure.code) {
                th scope="row" { (lang.say(figure.name.0, figure.name.1)) }
                td.amount { b data-figure=(figure.code) { (row.get(1).map_or_else(String::new, |cell| shown(cell, lang))) } " " (words::unit(figure.unit(), lang)) }
                td.soft { (lang.say(figure.definition.0, figure.definition.1)) }
            } } }
        }))
    }
}

/// The parts, each a link that narrows the question down to it.
fn divided(table: &Table, keys: &[String], report: &Report, typed: &Typed, lang: Lang) -> Markup {
    let narrowing = report.question.by.and_then(|by| match by.word() {
        word @ ("province" | "county" | "agency" | "office" | "field" | "activity" | "sex") => {
            Some(word)
        }
        _ => None,
    });
    let next = |key: &String| {
        let name = narrowing.filter(|_| !key.is_empty())?;
        Some(asked::address(
            typed,
            &lang.path(PATH),
            &[(name, key), ("by", if name == "province" { "county" } else { "" })],
        ))
    };
    html! {
        (scrolled(lang, &html! {
            thead { tr { @for column in &table.columns { th scope="col" { (column.title) } } } }
            tbody { @for (place, row) in table.rows.iter().enumerate() { tr {
                @for (column, cell) in row.iter().enumerate() {
                    @if column == 0 {
                        th scope="row" {
                            @match keys.get(place).and_then(next) {
                                Some(next) => a href=(next) { (shown(cell, lang)) },
                                None => (shown(cell, lang)),
                            }
                        }
                    } @else {
                        td.amount { (shown(cell, lang)) }
                    }
                }
            } } }
        }))
    }
}

/// A bar for each part, of the figure that was chosen or of the first. The table says the same in numbers.
fn drawing(report: &Report, typed: &Typed, catalogue: &Catalogue, lang: Lang) -> Markup {
    let columns: Vec<&Figure> = report.columns().collect();
    let chosen = columns.iter().position(|figure| figure.code == typed.get("draw")).unwrap_or(0);
    let Some(figure) = columns.get(chosen) else { return html! {} };
    let bars = tables::bars(report, chosen, catalogue, lang);
    let most = bars.iter().map(|(_, number)| *number).max().unwrap_or(0).max(1);
    html! {
        figure.bars {
            figcaption { (lang.say(figure.name.0, figure.name.1)) }
            @for (name, number) in bars.iter().filter(|(_, number)| *number > 0) {
                div {
                    span { (name) }
                    svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
                        // Bars begin where reading begins.
                        @let width = number.saturating_mul(1000) / most;
                        @let from = if lang == Lang::Fa { 1000 - width } else { 0 };
                        rect x=(from) y="0" width=(width) height="10" {}
                    }
                    b { (lang.grouped(number.unsigned_abs())) }
                }
            }
        }
    }
}

/// A table as it is.
pub fn plain(table: &Table, lang: Lang) -> Markup {
    html! {
        (scrolled(lang, &html! {
            thead { tr { @for column in &table.columns { th scope="col" { (column.title) } } } }
            tbody { @for row in &table.rows { tr {
                @for (cell, column) in row.iter().zip(&table.columns) {
                    @let is_text = matches!(cell, Cell::Text(_));
                    td.amount[!is_text] .broad[is_text && column.width > BROAD] { (shown(cell, lang)) }
                }
            } } }
        }))
    }
}

/// A value as people read it.
pub fn shown(cell: &Cell, lang: Lang) -> String {
    // The mark keeps the sign on the left of Persian digits.
    let sign = |number: i64| if number < 0 { "\u{200E}\u{2212}" } else { "" };
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => {
            format!("{}{}", sign(*number), lang.grouped(number.unsigned_abs()))
        }
        Cell::Tenths(tenths) => {
            let whole = tenths.unsigned_abs() / 10;
            let mark = lang.say("٫", ".");
            lang.digits(&format!("{}{whole}{mark}{}", sign(*tenths), tenths.unsigned_abs() % 10))
        }
        Cell::Day(day) => lang.day(*day),
        Cell::Nothing => "—".to_owned(),
    }
}
