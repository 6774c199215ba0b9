//! `/administration/tray`: applications that no office took, and sending them on.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::catalogue::OfficeId;
use domain::identifiers::TrackingCode;
use domain::places::divisions;
use domain::text::PlainText;
use maud::html;

use super::{Place, Sent, Signed, framed, scrolled, words};
use crate::Registry;
use crate::administration::tray::{self, Opened};
use crate::administration::{AdministrationError, Right};
use crate::web::App;
use crate::web::asking::InPath;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::problem::{Problem, unavailable};

const PATH: &str = "/administration/tray";
const MAX_REASON: usize = 300;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tray", get(list)).route("/tray/{code}", get(one).post(send))
}

async fn list(State(registry): State<Registry>, signed: Signed) -> Result<Response, Response> {
    signed.may(Right::Tray)?;
    let lang = signed.lang;
    let waiting = tray::waiting(&registry).await;
    let waiting = waiting.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let title = lang.say("درخواست‌های ارجاع‌نشده", "Applications that no office took");
    let field = |code: &Option<String>| {
        let known = code.as_deref().and_then(|code| domain::catalogue::FieldCode::parse(code).ok());
        known.and_then(|code| registry.field_title(&code)).unwrap_or_else(|| "—".to_owned())
    };
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "برای رشته و شهرستان این درخواست‌ها دفتری در فهرست نیست. هر کدام را به دفتری که باید بررسی کند بفرستید.",
            "The catalogue has no office for their field and county. Send each one to the office that is to review it.",
        )) }
        @if waiting.is_empty() {
            p.note { (lang.say("چیزی نمانده است.", "Nothing is left.")) }
        } @else {
            (scrolled(lang, &html! {
                thead { tr {
                    th scope="col" { (lang.say("کد رهگیری", "Tracking code")) }
                    th scope="col" { (lang.say("رشته", "Field")) }
                    th scope="col" { (lang.say("ثبت نهایی", "Handed in")) }
                    th scope="col" { (lang.say("مهلت بررسی", "Review until")) }
                } }
                tbody { @for case in &waiting { tr {
                    td { a href=(lang.path(&format!("{PATH}/{}", case.code.as_str()))) { bdi.figure { (lang.digits(&case.code.printed())) } } }
                    td { bdi lang="fa" { (field(&case.field)) } }
                    td.amount { @match case.submitted_at { Some(at) => { (words::moment(lang, at)) } None => { "—" } } }
                    td.amount { @match case.due_on.as_deref().and_then(|day| day.parse().ok()) {
                        Some(day) => { (lang.day(day)) } None => { "—" }
                    } }
                } } }
            }))
        }
    };
    let place = Place { lang, signed: Some(&signed), title, path: PATH, wrong: false, body };
    Ok(framed(&place).into_response())
}

async fn one(
    State(registry): State<Registry>,
    signed: Signed,
    InPath(code): InPath<String>,
) -> Result<Response, Response> {
    signed.may(Right::Tray)?;
    let opened = open(&registry, &signed, &code).await?;
    Ok(shown(&signed, &opened, &Typed::default(), &Errors::default()))
}

async fn send(
    State(registry): State<Registry>,
    InPath(code): InPath<String>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Tray)?;
    let lang = signed.lang;
    let opened = open(&registry, &signed, &code).await?;
    let mut errors = Errors::default();
    let office = OfficeId::parse(typed.get("office"));
    let office = errors.take(
        "office",
        office.map_err(|_| lang.say("دفتر را انتخاب کنید.", "Choose the office.").to_owned()),
    );
    let reason = PlainText::parse_line(typed.get("reason"), MAX_REASON);
    let reason = errors.take(
        "reason",
        reason.map_err(|_| lang.say("دلیل را بنویسید.", "Write the reason.").to_owned()),
    );
    let (Some(office), Some(reason)) = (office, reason) else {
        return Ok(shown(&signed, &opened, &typed, &errors));
    };
    let code = &opened.case.tracking_code;
    match tray::send_on(&registry, &signed.administrator, code, &office, reason).await {
        Ok(()) => Ok(Redirect::to(&lang.path(PATH)).into_response()),
        Err(AdministrationError::Store(error)) => {
            Err(unavailable(&error).shown(lang).into_response())
        }
        Err(error) => {
            errors.add("office", words::not_done(lang, &error));
            Ok(shown(&signed, &opened, &typed, &errors))
        }
    }
}

async fn open(registry: &Registry, signed: &Signed, code: &str) -> Result<Opened, Response> {
    let lang = signed.lang;
    let none = || Problem::NotFound.shown(lang).into_response();
    let code = TrackingCode::parse(code).map_err(|_| none())?;
    tray::open(registry, &code).await.map_err(|error| match error {
        AdministrationError::Store(error) => unavailable(&error).shown(lang).into_response(),
        _ => none(),
    })
}

fn shown(signed: &Signed, opened: &Opened, typed: &Typed, errors: &Errors) -> Response {
    let lang = signed.lang;
    let form = Form { lang, typed, errors };
    let case = &opened.case;
    let title = lang.say("ارجاع درخواست", "Send an application on");
    let plan = case.submission.as_ref().map(|submission| &submission.plan);
    let county = plan.and_then(|plan| divisions().describe_county(plan.workplace.county));
    let choices = opened.offices.iter().map(|o| (o.id.as_str().to_owned(), o.title.clone()));
    let groups = [(String::new(), choices.collect())];
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            dl.pairs.card {
                dt { (lang.say("کد رهگیری", "Tracking code")) } dd { bdi.figure { (lang.digits(&case.tracking_code.printed())) } }
                @if let Some(plan) = plan { dt { (lang.say("عنوان طرح", "Plan")) } dd { bdi lang="fa" { (plan.title) } } }
                @if let Some(county) = &county { dt { (lang.say("شهرستان محل کار", "County of work")) } dd { bdi lang="fa" { (county) } } }
            }
            @if opened.offices.is_empty() {
                p.note { (lang.say(
                    "در فهرست کنونی دفتری از این نوع نیست. نخست آن را به فهرست بیفزایید.",
                    "The catalogue has no office of this kind. Add it there first.",
                )) }
            } @else {
                form.card method="post" action=(lang.path(&format!("{PATH}/{}", case.tracking_code.as_str()))) novalidate {
                    (signed.token())
                    (form.select("office", lang.say("دفتر", "Office"), "", &groups))
                    (form.text(Text {
                        name: "reason",
                        label: lang.say("دلیل", "Reason"),
                        hint: lang.say("متقاضی و دفتر آن را می‌بینند.", "The applicant and the office see it."),
                        kind: TextKind::Lines,
                        autocomplete: "off",
                    }))
                    button.button { (lang.say("ارجاع", "Send on")) }
                }
            }
            p.after { a href=(lang.path(PATH)) { (lang.say("همهٔ ارجاع‌نشده‌ها", "All of them")) } }
        }
    };
    let wrong = !errors.is_empty();
    let path = format!("{PATH}/{}", case.tracking_code.as_str());
    let place = Place { lang, signed: Some(signed), title, path: &path, wrong, body };
    place.answer()
}
