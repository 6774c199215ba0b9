//! `/administration/audit`: what administrators did, what happened to a case, and what was not applied.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::dates::{Instant, TehranTime};
use domain::identifiers::TrackingCode;
use domain::people::Actor;
use maud::{Markup, html};

use super::{Place, Sent, Signed, days, scrolled, words as common};
use crate::Registry;
use crate::administration::audit::{self, FrozenStream, Past};
use crate::administration::journal::{self, Act, Asked, Checked};
use crate::administration::{Right, accounts};
use crate::error::StoreError;
use crate::scope::{self, Scope};
use crate::web::App;
use crate::web::asking::Question;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::unavailable;

mod entries;
mod words;

const PATH: &str = "/administration/audit";
const CASE: &str = "/administration/audit/case";
const NOT_APPLIED: &str = "/administration/audit/not-applied";
/// How many entries of the journal a page shows.
const SHOWN: u16 = 100;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/audit", get(journal_page))
        .route("/audit/case", get(ask_case).post(case_page))
        .route("/audit/not-applied", get(not_applied_page))
}

async fn journal_page(
    State(registry): State<Registry>,
    signed: Signed,
    Question(typed): Question,
) -> Result<Response, Response> {
    signed.may(Right::Audit)?;
    let lang = signed.lang;
    let mut errors = Errors::default();
    let asked = asked(&typed, lang, &mut errors);
    let wrong = !errors.is_empty();
    let failed = |error: StoreError| unavailable(&error).shown(lang).into_response();
    let mut tx = scope::begin(&registry.pool, Scope::Administration).await.map_err(failed)?;
    let checked = if typed.get("check").is_empty() {
        None
    } else {
        Some(journal::check(&mut tx, &registry).await.map_err(failed)?)
    };
    let found = if wrong {
        Vec::new()
    } else {
        journal::read(&mut tx, &registry, &asked, SHOWN).await.map_err(failed)?
    };
    drop(tx);
    let form = Form { lang, typed: &typed, errors: &errors };
    let day = |name, label| days::field(&form, name, label);
    let acts = Act::WORDS.map(|word| (word.to_owned(), words::act(word, lang)));
    let account = Text {
        name: "account",
        label: lang.say("حساب", "Account"),
        hint: "",
        kind: TextKind::Exact,
        autocomplete: "",
    };
    let title = lang.say("دفتر کارها", "Journal");
    let body = html! {
        (form.summary())
        h1 { (title) }
        (parts(lang, PATH))
        form.filter.card method="get" action=(lang.path(PATH)) novalidate {
            (form.text(account))
            (form.narrowed("act", lang.say("کار", "Act"), &[(String::new(), acts.to_vec())]))
            (day("from", lang.say("از روز", "From")))
            (day("to", lang.say("تا روز", "To")))
            button.button { (lang.say("نمایش", "Show")) } " "
            button.button.second name="check" value="yes" { (lang.say("بررسی زنجیرهٔ دفتر", "Check the chain")) }
        }
        @if let Some(checked) = checked { (verdict(checked, lang)) }
        @if found.is_empty() {
            p.note { (lang.say("هیچ کاری چنین ثبت نشده است.", "No such act is entered.")) }
        } @else {
            (entries::table(&found, &registry.catalogue(), lang))
        }
        @if let (true, Some(last)) = (found.len() == usize::from(SHOWN), found.last()) {
            form method="get" action=(lang.path(PATH)) {
                @for (name, value) in typed.pairs().filter(|(name, _)| !matches!(*name, "before" | "check")) {
                    input type="hidden" name=(name) value=(value);
                }
                input type="hidden" name="before" value=(last.seq);
                button.button.second { (lang.say("پیش‌ترها", "Earlier")) }
            }
        }
    };
    Ok(page(&signed, title, PATH, wrong, body))
}

fn asked(typed: &Typed, lang: Lang, errors: &mut Errors) -> Asked {
    let mut day = |name: &'static str| {
        if typed.get(name).is_empty() {
            return None;
        }
        days::typed(typed, name, lang, errors)
    };
    let midnight = TehranTime { hour: 0, minute: 0 };
    let (from, to) = (day("from"), day("to"));
    let account = Some(typed.get("account")).filter(|account| !account.is_empty());
    let account = account.and_then(|account| {
        let wrong = lang.say("چنین حسابی نمی‌تواند باشد.", "There can be no such account.");
        errors.take("account", accounts::typed(account).ok_or_else(|| wrong.to_owned()))
    });
    Asked {
        account,
        act: Some(typed.get("act").to_owned()).filter(|act| Act::WORDS.contains(&act.as_str())),
        about: None,
        from: from.map(|day| Instant::at_tehran(day, midnight)),
        until: to.map(|day| Instant::at_tehran(day.add_days(1), midnight)),
        before: typed.get("before").parse().ok().filter(|seq: &u64| i64::try_from(*seq).is_ok()),
    }
}

fn verdict(checked: Checked, lang: Lang) -> Markup {
    match checked {
        Checked::Whole { entries } => html! { section.done role="status" {
            h2 { (lang.say("زنجیره درست است", "The chain is whole")) }
            p { (match lang {
                Lang::Fa => format!("همهٔ {} کار امضا دارد و هر یک در پی دیگری است.", lang.digits(&entries.to_string())),
                Lang::En => format!("All {entries} acts are signed, and each follows the one before it."),
            }) }
        } },
        Checked::Broken { at } => html! { section.summary role="alert" {
            h2 { (match lang {
                Lang::Fa => format!("زنجیره در جای {} گسسته است", lang.digits(&at.to_string())),
                Lang::En => format!("The chain is broken at place {at}"),
            }) }
            p { (lang.say(
                "کاری از دفتر برداشته، تغییر داده یا افزوده شده است. پشتیبان پایگاه داده را نگه دارید و به مسئول امنیت خبر دهید.",
                "Something was taken out, changed or put in. Keep the backups of the database and tell whoever is responsible for security.",
            )) }
        } },
    }
}

async fn ask_case(signed: Signed) -> Result<Response, Response> {
    signed.may(Right::Audit)?;
    Ok(case_form(&signed, &Typed::default(), &Errors::default(), None))
}

async fn case_page(
    State(registry): State<Registry>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Audit)?;
    let lang = signed.lang;
    let mut errors = Errors::default();
    let code = TrackingCode::parse(typed.get("code")).map_err(|_| {
        lang.say(
            "کد رهگیری چهارده رقم است؛ دوباره ببینید.",
            "A tracking code has fourteen digits; look at it again.",
        )
        .to_owned()
    });
    let Some(code) = errors.take("code", code) else {
        return Ok(case_form(&signed, &typed, &errors, None));
    };
    let history = audit::history(&registry, &signed.by(), &code).await;
    let history = history.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let Some(history) = history else {
        errors.add("code", lang.say("پرونده‌ای با این کد نیست.", "There is no case of this code."));
        return Ok(case_form(&signed, &typed, &errors, None));
    };
    Ok(case_form(&signed, &typed, &errors, Some(past_table(&registry, &history, lang))))
}

fn case_form(signed: &Signed, typed: &Typed, errors: &Errors, found: Option<Markup>) -> Response {
    let lang = signed.lang;
    let form = Form { lang, typed, errors };
    let title = lang.say("سرگذشت پرونده", "History of a case");
    let code = Text {
        name: "code",
        label: lang.say("کد رهگیری", "Tracking code"),
        hint: lang.say("دیدن سرگذشت در دفتر کارها ثبت می‌شود.", "Looking enters the journal."),
        kind: TextKind::Digits,
        autocomplete: "",
    };
    let body = html! {
        (form.summary())
        h1 { (title) }
        (parts(lang, CASE))
        form.filter.card method="post" action=(lang.path(CASE)) novalidate {
            (signed.token())
            (form.text(code))
            button.button { (lang.say("نمایش", "Show")) }
        }
        @if let Some(found) = found { (found) }
    };
    page(signed, title, CASE, !errors.is_empty(), body)
}

async fn not_applied_page(
    State(registry): State<Registry>,
    signed: Signed,
) -> Result<Response, Response> {
    signed.may(Right::Audit)?;
    let lang = signed.lang;
    let failed = |error: StoreError| unavailable(&error).shown(lang).into_response();
    let past = audit::not_applied(&registry).await.map_err(failed)?;
    let frozen = audit::frozen(&registry).await.map_err(failed)?;
    let title = lang.say("اعمال‌نشده‌ها", "What was not applied");
    let body = html! {
        h1 { (title) }
        (parts(lang, NOT_APPLIED))
        p.lead { (lang.say(
            "آنچه رسیده و نگه داشته شده، ولی در پرونده‌ای اعمال نشده است؛ تازه‌ترین دویست مورد.",
            "What came and is kept, and was not applied: the newest two hundred.",
        )) }
        @if past.is_empty() {
            p.note { (lang.say("هرچه رسیده، اعمال شده است.", "Everything that came was applied.")) }
        } @else {
            (past_table(&registry, &past, lang))
        }
        h2 { (lang.say("رایانه‌هایی که دفترشان رونوشت دارد", "Workstations whose log was copied")) }
        @if frozen.is_empty() {
            p.note { (lang.say("هیچ رایانه‌ای چنین نیست.", "There is none.")) }
        } @else {
            (frozen_table(&registry, &frozen, lang))
        }
    };
    Ok(page(&signed, title, NOT_APPLIED, false, body))
}

fn past_table(registry: &Registry, past: &[Past], lang: Lang) -> Markup {
    let catalogue = registry.catalogue();
    html! {
        (scrolled(lang, &html! {
            thead { tr {
                th scope="col" { (lang.say("رسید در", "Came at")) }
                th scope="col" { (lang.say("زمان رویداد", "Happened at")) }
                th scope="col" { (lang.say("کد رهگیری", "Tracking code")) }
                th scope="col" { (lang.say("رویداد", "Event")) }
                th scope="col" { (lang.say("دفتر", "Office")) }
                th scope="col" { (lang.say("حساب", "Account")) }
                th scope="col" { (lang.say("سرنوشت", "Outcome")) }
            } }
            tbody { @for one in past { tr {
                td.amount { (common::moment(lang, one.received_at)) }
                td.amount { (common::moment(lang, one.at)) }
                td.amount { bdi.figure { (one.code.as_ref().map_or_else(|| "—".to_owned(), |code| lang.digits(&code.printed()))) } }
                td { (words::fact(one.fact, lang)) }
                @match &one.actor {
                    Actor::Officer(officer) => {
                        td { bdi lang="fa" { (common::office(&catalogue, &officer.office)) } }
                        td { bdi { (officer.account) } }
                    }
                    Actor::Applicant { .. } => { td { "—" } td { (lang.say("متقاضی", "Applicant")) } }
                    Actor::Registry => { td { "—" } td { (lang.say("سامانهٔ مرکزی", "Registry")) } }
                }
                td {
                    @if one.version.is_some() { (words::outcome(&one.outcome, lang)) }
                    @else { strong { (words::outcome(&one.outcome, lang)) } }
                    @if let Some(reason) = &one.reason { span.hint { (lang.say("پیام سامانه: ", "The registry’s words: ")) bdi lang="en" { (reason) } } }
                }
            } } }
        }))
    }
}

fn frozen_table(registry: &Registry, frozen: &[FrozenStream], lang: Lang) -> Markup {
    let catalogue = registry.catalogue();
    let office = |id: &Option<String>| {
        let id = id.as_deref().and_then(|id| domain::catalogue::OfficeId::parse(id).ok());
        id.map_or_else(|| "—".to_owned(), |id| common::office(&catalogue, &id))
    };
    html! {
        (scrolled(lang, &html! {
            thead { tr {
                th scope="col" { (lang.say("دفتر", "Office")) }
                th scope="col" { (lang.say("رایانه", "Workstation")) }
                th scope="col" { (lang.say("رویداد پذیرفته", "Events taken")) }
            } }
            tbody { @for one in frozen { tr {
                td { bdi lang="fa" { (office(&one.office)) } }
                td { bdi lang="fa" { (one.label) } span.hint { bdi.figure { (common::short(&one.device.to_string())) } } }
                td.amount { (lang.digits(&one.events.to_string())) }
            } } }
        }))
    }
}

/// The parts of looking.
fn parts(lang: Lang, here: &str) -> Markup {
    let parts = [
        (PATH, lang.say("دفتر کارها", "Journal")),
        (CASE, lang.say("سرگذشت پرونده", "History of a case")),
        (NOT_APPLIED, lang.say("اعمال‌نشده‌ها", "What was not applied")),
    ];
    html! {
        ul.parts { @for (path, name) in parts {
            li { a href=(lang.path(path)) aria-current=[(path == here).then_some("page")] { (name) } }
        } }
    }
}

fn page(signed: &Signed, title: &str, path: &str, wrong: bool, body: Markup) -> Response {
    let place = Place { lang: signed.lang, signed: Some(signed), title, path, wrong, body };
    place.answer()
}
