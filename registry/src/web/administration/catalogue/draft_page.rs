//! The draft as a whole: its flaws, what it changes, signing and publishing.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::catalogue::{Catalogue, Flaw, Section};
use domain::dates::JalaliDate;
use maud::{Markup, html};

use super::super::{Sent, Signed, words};
use super::{DRAFT, PATH, columns, differences, document, may_look, page, read, values};
use crate::Registry;
use crate::administration::Right;
use crate::editions::draft::{self, Draft, DraftChange, DraftError, Seen};
use crate::editions::{first_day, publish, words as said};
use crate::web::App;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::unavailable;

/// How many flaws and differences a page shows.
pub(super) const SHOWN: usize = 300;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/catalogue/draft", get(show))
        .route("/catalogue/draft/document", get(download))
        .route("/catalogue/draft/begin", post(begin))
        .route("/catalogue/draft/sign", post(sign))
        .route("/catalogue/draft/publish", post(publish_it))
}

async fn show(State(registry): State<Registry>, signed: Signed) -> Result<Response, Response> {
    may_look(&signed)?;
    whole(&registry, &signed, &Typed::default(), &Errors::default(), None).await
}

async fn download(State(registry): State<Registry>, signed: Signed) -> Result<Response, Response> {
    may_look(&signed)?;
    let held = read(&registry, signed.lang).await?;
    let held = held.ok_or_else(|| Redirect::to(&signed.lang.path(PATH)).into_response())?;
    Ok(document("draft.json", held.catalogue.write().into_bytes()))
}

/// The version that the sender of a form saw.
pub(super) fn seen(typed: &Typed) -> i64 {
    typed.get("version").parse().unwrap_or(-1)
}

async fn begin(
    State(registry): State<Registry>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Catalogue)?;
    // Without a draft nobody's work is lost, whichever version was seen.
    let held = read(&registry, signed.lang).await?;
    let saw = if held.is_some() { Seen::Version(seen(&typed)) } else { Seen::Any };
    match draft::begin(&registry, &signed.by(), saw).await {
        Ok(_) => Ok(Redirect::to(&signed.lang.path(DRAFT)).into_response()),
        Err(error) => refused(&registry, &signed, &error).await,
    }
}

async fn sign(
    State(registry): State<Registry>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Catalogue)?;
    match draft::sign(&registry, &signed.by(), seen(&typed)).await {
        Ok(()) => Ok(Redirect::to(&signed.lang.path(DRAFT)).into_response()),
        Err(error) => refused(&registry, &signed, &error).await,
    }
}

async fn publish_it(
    State(registry): State<Registry>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Publish)?;
    let lang = signed.lang;
    let mut errors = Errors::default();
    let Ok(from) = JalaliDate::parse(typed.get("from")) else {
        errors.add(
            "from",
            lang.say("روز را مانند ۱۴۰۵/۰۹/۰۲ بنویسید.", "Write the day such as 1405/09/02."),
        );
        return whole(&registry, &signed, &typed, &errors, None).await;
    };
    match publish(&registry, &signed.by(), Seen::Version(seen(&typed)), from.date()).await {
        Ok(_) => Ok(Redirect::to(&lang.path(PATH)).into_response()),
        Err(error @ DraftError::TooEarly { .. }) => {
            errors.add("from", said::not_done(lang, &error));
            whole(&registry, &signed, &typed, &errors, None).await
        }
        Err(error) => refused(&registry, &signed, &error).await,
    }
}

/// The draft again, with why nothing was done to it.
pub(super) async fn refused(
    registry: &Registry,
    signed: &Signed,
    error: &DraftError,
) -> Result<Response, Response> {
    if let DraftError::Store(error) = error {
        return Err(unavailable(error).shown(signed.lang).into_response());
    }
    whole(registry, signed, &Typed::default(), &Errors::default(), Some(error)).await
}

async fn whole(
    registry: &Registry,
    signed: &Signed,
    typed: &Typed,
    errors: &Errors,
    refused: Option<&DraftError>,
) -> Result<Response, Response> {
    let lang = signed.lang;
    let title = lang.say("پیش‌نویس ویرایش بعدی", "Draft of the next edition");
    let Some(held) = read(registry, lang).await? else {
        let body = html! {
            h1 { (title) }
            @if let Some(error) = refused { (notice(lang, error)) }
            section.card { (beginnings(signed, None)) }
        };
        return Ok(page(signed, title, DRAFT, refused.is_some(), body));
    };
    let flaws = held.catalogue.check();
    let newest = registry.editions.all().into_iter().max_by_key(|it| it.file.number());
    let form = Form { lang, typed, errors };
    let body = html! {
        (form.summary())
        h1 { (title) " " bdi { (held.catalogue.edition.id) } }
        @if let Some(error) = refused { (notice(lang, error)) }
        p.lead { (lang.say("آخرین تغییر ", "Last changed ")) (words::moment(lang, held.changed_at))
            " — " bdi { (who(lang, held.changed_by.as_ref())) }
            " — " a href=(lang.path(&format!("{DRAFT}/document"))) { (lang.say("دریافت سند", "Download the document")) } }
        (wrong(lang, &held.catalogue, &flaws))
        (sections(lang, &held.catalogue, &flaws))
        (differences::shown(signed, &held, newest.as_ref()))
        (standing(signed, &held, flaws.is_empty(), &form, registry))
        @if signed.administrator.may(Right::Catalogue) {
            section.card {
                h2 { (lang.say("از نو", "Start over")) }
                p { (lang.say(
                    "همهٔ تغییرهای این پیش‌نویس کنار گذاشته می‌شود.",
                    "All changes of this draft are given up.",
                )) }
                (beginnings(signed, Some(held.version)))
            }
        }
    };
    let bad = refused.is_some() || !errors.is_empty();
    let status = match refused {
        Some(DraftError::Stale(_)) => StatusCode::CONFLICT,
        _ if bad => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    Ok((status, page(signed, title, DRAFT, bad, body)).into_response())
}

/// How a draft is begun: from the newest edition, or from a file.
pub(super) fn beginnings(signed: &Signed, version: Option<i64>) -> Markup {
    let lang = signed.lang;
    let version = version.map(|version| version.to_string());
    let hidden = html! {
        (signed.token())
        @if let Some(version) = &version { input type="hidden" name="version" value=(version); }
    };
    html! {
        @if signed.administrator.may(Right::Catalogue) {
            form method="post" action=(lang.path(&format!("{DRAFT}/begin"))) {
                (hidden)
                button.button.second { (lang.say("آغاز از آخرین ویرایش منتشرشده", "Begin with the newest edition")) }
            }
            form method="post" action=(lang.path(&format!("{DRAFT}/import"))) enctype="multipart/form-data" {
                (hidden)
                div.question {
                    label for="file" { (lang.say("سند ویرایش (JSON)", "Document of an edition (JSON)")) }
                    input #file type="file" name="file" accept=".json,application/json";
                }
                button.button.second { (lang.say("خواندن از فایل", "Take the file in")) }
            }
        } @else {
            p.note { (lang.say(
                "پیش‌نویس را ویراستار آغاز می‌کند.",
                "An editor begins the draft.",
            )) }
        }
    }
}

/// Why nothing was done, and what happened since.
pub(super) fn notice(lang: Lang, error: &DraftError) -> Markup {
    html! {
        section.summary role="alert" {
            h2 { (said::not_done(lang, error)) }
            @if let DraftError::Stale(since) = error {
                p { (lang.say("در این میان:", "In the meantime:")) }
                ul { @for change in since { li { (happened(lang, change)) } } }
            }
        }
    }
}

fn happened(lang: Lang, change: &DraftChange) -> Markup {
    html! {
        @if let Some(section) = change.section { (said::section(lang, section)) " " bdi { (values::row_name(lang, section, &change.row)) } " " }
        (said::act(lang, change.act)) " — " bdi { (who(lang, change.by.as_ref())) } " — " (words::moment(lang, change.at))
    }
}

fn who(lang: Lang, account: Option<&domain::ids::OfficerId>) -> String {
    let console = || lang.say("پایانهٔ سرور", "the server's console").to_owned();
    account.map_or_else(console, ToString::to_string)
}

/// Where a flaw is put right.
pub(super) fn place(flaw: &Flaw) -> Option<(Section, Option<usize>)> {
    let section = Section::of_path(&flaw.path)?;
    let rest = flaw.path.strip_prefix(section.path())?;
    let place = rest.strip_prefix('[').and_then(|rest| rest.split(']').next()?.parse().ok());
    Some((section, place.filter(|_| section.key().is_some())))
}

fn wrong(lang: Lang, catalogue: &Catalogue, flaws: &[Flaw]) -> Markup {
    if flaws.is_empty() {
        return html! { p.done role="status" { (lang.say("ایرادی پیدا نشد.", "No flaw was found.")) } };
    }
    let document = catalogue.to_json();
    let link = |flaw: &Flaw| match place(flaw) {
        Some((section, Some(place))) => lang.path(&format!("{DRAFT}/{section}/{place}")),
        Some((section, None)) => lang.path(&format!("{DRAFT}/{section}")),
        None => lang.path(DRAFT),
    };
    let title = |flaw: &Flaw| {
        let (section, at) = place(flaw)?;
        let row = section.of(&document)?.get(at?)?;
        Some(row.get("title").or_else(|| row.get(section.key()?))?.as_str()?.to_owned())
    };
    let label = |flaw: &Flaw| {
        let (section, at) = place(flaw)?;
        let rest = flaw.path.strip_prefix(section.path())?;
        let rest = at.map_or(rest, |_| rest.split_once(']').map_or("", |(_, rest)| rest));
        let column = columns::at_path(section, rest).filter(|_| !rest.is_empty())?;
        Some(lang.say(column.fa, column.en))
    };
    html! {
        section.summary {
            h2 { (words::counted(lang, flaws.len(), "ایراد", ("flaw", "flaws"))) }
            ul { @for flaw in flaws.iter().take(SHOWN) { li {
                a href=(link(flaw)) {
                    @if let Some((section, _)) = place(flaw) { (said::section(lang, section)) ": " }
                    @if let Some(title) = title(flaw) { bdi lang="fa" { (title) } ": " }
                    @if let Some(label) = label(flaw) { (label) ": " }
                    (said::flaw(lang, flaw))
                }
            } } }
        }
    }
}

fn sections(lang: Lang, catalogue: &Catalogue, flaws: &[Flaw]) -> Markup {
    let document = catalogue.to_json();
    let rows = |section: Section| {
        section.key().and_then(|_| section.of(&document)?.as_array().map(Vec::len))
    };
    let wrong = |section: Section| {
        flaws.iter().filter(|flaw| Section::of_path(&flaw.path) == Some(section)).count()
    };
    html! {
        h2 { (lang.say("بخش‌ها", "Sections")) }
        div.tiles { @for section in Section::ALL {
            a.tile href=(lang.path(&format!("{DRAFT}/{section}"))) {
                strong { (said::section(lang, section)) }
                @if let Some(rows) = rows(section) { (words::counted(lang, rows, "ردیف", ("row", "rows"))) " " }
                @if wrong(section) > 0 { span.tag.open { (words::counted(lang, wrong(section), "ایراد", ("flaw", "flaws"))) } }
            }
        } }
    }
}

/// Who stands behind it, and what is to be done next.
fn standing(
    signed: &Signed,
    held: &Draft,
    flawless: bool,
    form: &Form<'_>,
    registry: &Registry,
) -> Markup {
    let lang = signed.lang;
    let may = |right| signed.administrator.may(right);
    let hidden = html! {
        (signed.token()) input type="hidden" name="version" value=(held.version);
    };
    let own = held.signed.as_ref().is_some_and(|it| it.person == signed.administrator.person);
    html! {
        section.card {
            h2 { (lang.say("امضا و انتشار", "Signing and publishing")) }
            @match &held.signed {
                Some(signature) => p { (lang.say("امضا: ", "Signed by ")) bdi { (signature.by) } " — " (words::moment(lang, signature.at)) },
                None => p { (lang.say("این نسخه هنوز امضا نشده است.", "Nobody has signed this version yet.")) },
            }
            @if may(Right::Catalogue) && held.signed.is_none() {
                @if flawless {
                    form method="post" action=(lang.path(&format!("{DRAFT}/sign"))) {
                        (hidden)
                        button.button { (lang.say("امضای این نسخه", "Sign this version")) }
                    }
                } @else {
                    p.note { (lang.say("نخست ایرادها را برطرف کنید.", "Put the flaws right first.")) }
                }
            }
            @if may(Right::Publish) && held.signed.is_some() {
                @if own {
                    p.note { (lang.say(
                        "کسی که امضا کرده است نمی‌تواند منتشر کند؛ شخص دیگری باید منتشر کند.",
                        "Whoever signed does not publish; another person must.",
                    )) }
                } @else {
                    form method="post" action=(lang.path(&format!("{DRAFT}/publish"))) {
                        (hidden)
                        (form.text(Text {
                            name: "from",
                            label: lang.say("از چه روزی اجرا شود", "From which day on"),
                            hint: lang.say("مانند ۱۴۰۵/۱۰/۰۱", "Such as 1405/10/01"),
                            kind: TextKind::Digits,
                            autocomplete: "",
                        }))
                        p.hint { (lang.say("زودترین روز: ", "The first day that is possible: ")) bdi.figure { (lang.day(first_day(registry))) } }
                        button.button { (lang.say("انتشار", "Publish")) }
                    }
                }
            }
        }
    }
}
