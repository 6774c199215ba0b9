//! Lists of cases, without anything that says whose they are.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use maud::html;

use super::asked;
use super::files::{headers, workbook};
use super::page;
use crate::Registry;
use crate::administration::Right;
use crate::administration::journal::{self, Act};
use crate::error::StoreError;
use crate::export::csv;
use crate::figures::cases::{self, Listed, Wanted};
use crate::scope::{self, Scope};
use crate::web::administration::{Place, Signed, days};
use crate::web::asking::Question;
use crate::web::figures as tables;
use crate::web::form::{Errors, Form};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, unavailable};

const PATH: &str = "/administration/figures/cases";
/// How many cases a page shows.
const SHOWN: u32 = 100;
/// How many cases are read at once for a file.
const TOGETHER: u32 = 2000;
/// How many cases a spreadsheet holds. CSV has no end.
const MOST_IN_SHEET: u32 = 50_000;

pub async fn show(
    State(registry): State<Registry>,
    signed: Signed,
    Question(asked_for): Question,
) -> Result<Response, Response> {
    signed.may(Right::Figures)?;
    let lang = signed.lang;
    let after = cases::Place::parse(asked_for.get("after"));
    let typed = asked::typed(&asked_for, registry.now().tehran_date(), lang);
    let mut errors = Errors::default();
    let catalogue = registry.catalogue();
    let listed = match asked::wanted(&typed, lang, &mut errors) {
        None => Vec::new(),
        Some(wanted) => {
            let listed = cases::next(&registry, &wanted, after, SHOWN).await;
            listed.map_err(|error| unavailable(&error).shown(lang).into_response())?
        }
    };
    let wrong = !errors.is_empty();
    let form = Form { lang, typed: &typed, errors: &errors };
    let day = |name, label| days::field(&form, name, label);
    let file = |kind: &str| {
        asked::address(&typed, &lang.path("/administration/figures/cases/file"), &[("kind", kind)])
    };
    let title = lang.say("پرونده‌ها", "Cases");
    let body = html! {
        (form.summary())
        h1 { (title) }
        p.lead { (lang.say(
            "بدون نام و نشان متقاضیان. فهرستی که دریافت شود، در دفتر کارها ثبت می‌شود.",
            "Without names of applicants. A list that is taken away is entered in the journal.",
        )) }
        form.filter.card method="get" action=(lang.path(PATH)) novalidate {
            (day("from", lang.say("ثبت‌نام از روز", "Registered from")))
            (day("to", lang.say("تا روز", "To")))
            (form.narrowed("stage", lang.say("مرحله", "Stage"), &asked::stages(lang)))
            (form.narrowed("province", lang.say("استان", "Province"), &asked::provinces()))
            (form.narrowed("agency", lang.say("دستگاه اجرایی", "Agency"), &asked::agencies(&catalogue)))
            (form.narrowed("field", lang.say("رشته", "Field"), &asked::fields(&catalogue)))
            (form.narrowed("activity", lang.say("نوع فعالیت", "Kind of activity"), &asked::activities(lang)))
            (form.narrowed("late", lang.say("مهلت", "Deadline"), &[(String::new(), vec![
                ("yes".to_owned(), lang.say("تنها گذشته از مهلت", "Overdue only").to_owned()),
            ])]))
            @for kept in ["county", "office", "sex"] {
                @if !typed.get(kept).is_empty() { input type="hidden" name=(kept) value=(typed.get(kept)); }
            }
            button.button { (lang.say("نمایش", "Show")) }
        }
        @if !wrong {
            div.actions {
                a.button.second href=(file("csv")) { (lang.say("دریافت همه (CSV)", "All of them (CSV)")) }
                a.button.second href=(file("xlsx")) { (lang.say("دریافت (XLSX)", "As XLSX")) }
            }
            @if listed.is_empty() {
                p.note { (lang.say("هیچ پرونده‌ای چنین نیست.", "No case is like that.")) }
            } @else {
                (page::plain(&tables::cases(&listed, &catalogue, lang), lang))
            }
            @if let (true, Some(last)) = (listed.len() == SHOWN as usize, listed.last()) {
                p { a.button.second rel="next" href=(asked::address(&typed, &lang.path(PATH), &[("after", &last.place.to_string())])) { (lang.say("بعدی‌ها", "Next")) } }
            }
            @if after.is_some() {
                p { a href=(asked::address(&typed, &lang.path(PATH), &[])) { (lang.say("از آغاز", "From the beginning")) } }
            }
        }
    };
    let path = asked::address(&typed, PATH, &[]);
    let place = Place { lang, signed: Some(&signed), title, path: &path, wrong, body };
    Ok(place.answer())
}

pub async fn file(
    State(registry): State<Registry>,
    signed: Signed,
    Question(asked_for): Question,
) -> Result<Response, Response> {
    signed.may(Right::Figures)?;
    let lang = signed.lang;
    let typed = asked::typed(&asked_for, registry.now().tehran_date(), lang);
    let bad = || Problem::BadForm.shown(lang).into_response();
    let wanted = asked::wanted(&typed, lang, &mut Errors::default()).ok_or_else(bad)?;
    let failed = |error: &StoreError| unavailable(error).shown(lang).into_response();
    let kind = typed.get("kind");
    if !matches!(kind, "csv" | "xlsx") {
        return Err(bad());
    }
    enter(&registry, &signed, asked::address(&typed, "", &[])).await.map_err(|e| failed(&e))?;
    if kind == "csv" {
        let head = headers("cases", "csv", csv::TYPE);
        return Ok((head, streamed(registry, wanted, lang)).into_response());
    }
    let mut listed: Vec<Listed> = Vec::new();
    loop {
        let after = listed.last().map(|case| case.place);
        let more =
            cases::next(&registry, &wanted, after, TOGETHER).await.map_err(|e| failed(&e))?;
        let is_last = more.len() < TOGETHER as usize;
        listed.extend(more);
        if listed.len() > MOST_IN_SHEET as usize {
            return Err(Problem::TooLarge.shown(lang).into_response());
        }
        if is_last {
            break;
        }
    }
    let table = tables::cases(&listed, &registry.catalogue(), lang);
    workbook("cases", &[table], lang).map_err(IntoResponse::into_response)
}

/// Every case that is wanted, read as the line takes it.
fn streamed(registry: Registry, wanted: Wanted, lang: Lang) -> Body {
    enum At {
        Head,
        After(Option<cases::Place>),
        End,
    }
    Body::from_stream(stream::try_unfold(At::Head, move |at| {
        let (registry, wanted) = (registry.clone(), wanted.clone());
        async move {
            let after = match at {
                At::Head => {
                    let head = csv::head(&tables::columns_of_cases(lang));
                    return Ok::<_, StoreError>(Some((head, At::After(None))));
                }
                At::After(after) => after,
                At::End => return Ok(None),
            };
            let listed = cases::next(&registry, &wanted, after, TOGETHER).await?;
            let catalogue = registry.catalogue();
            let lines =
                listed.iter().map(|case| csv::line(&tables::row_of_case(case, &catalogue, lang)));
            let bytes: Vec<u8> = lines.flatten().collect();
            let next = match listed.last() {
                Some(last) if listed.len() == TOGETHER as usize => At::After(Some(last.place)),
                _ => At::End,
            };
            Ok(Some((bytes, next)))
        }
    }))
}

/// Enters into the journal that somebody took a list away.
async fn enter(registry: &Registry, signed: &Signed, narrowed: String) -> Result<(), StoreError> {
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await?;
    journal::enter(&mut tx, registry, &signed.by(), &Act::CasesTaken(narrowed)).await?;
    tx.commit().await?;
    Ok(())
}
