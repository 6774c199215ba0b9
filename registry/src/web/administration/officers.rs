//! `/administration/officers`: who works where, and who may administer.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::catalogue::OfficeId;
use domain::identifiers::NationalId;
use domain::text::PlainText;
use maud::{Markup, html};

use super::{Place, Sent, Signed, framed, scrolled, supervisor, words};
use crate::Registry;
use crate::administration::officers::{self, NewOfficer, Officer};
use crate::administration::{AdministrationError, Duty, Right, accounts};
use crate::web::App;
use crate::web::asking::Question;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::unavailable;

mod one;

const PATH: &str = "/administration/officers";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/officers", get(list).post(enter))
        .route("/officers/new", get(form))
        .route("/officers/{account}", get(one::page))
        .route("/officers/{account}/{act}", post(one::change))
}

async fn list(
    State(registry): State<Registry>,
    signed: Signed,
    Question(asked): Question,
) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    let lang = signed.lang;
    let office = OfficeId::parse(asked.get("office")).ok();
    let people = officers::list(&registry, office.as_ref()).await;
    let people = people.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let title = lang.say("کارکنان", "Officers");
    let mut typed = Typed::default();
    typed.set("office", asked.get("office"));
    let form = Form { lang, typed: &typed, errors: &Errors::default() };
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "آنچه رایانهٔ یک دفتر می‌فرستد، تنها از کسانی پذیرفته می‌شود که اینجا برای همان دفتر ثبت شده‌اند.",
            "What a workstation sends is taken only from those who are entered here for its office.",
        )) }
        p { a.button href=(lang.path("/administration/officers/new")) { (lang.say("ثبت همکار تازه", "Enter an officer")) } }
        form.filter method="get" action=(lang.path(PATH)) {
            (form.narrowed("office", lang.say("دفتر", "Office"), &words::offices(&registry.catalogue())))
            button.button.second { (lang.say("نمایش", "Show")) }
        }
        p.count { (words::counted(lang, people.len(), "نفر", ("person", "people"))) }
        @if people.is_empty() {
            p.note { (lang.say("هنوز کسی ثبت نشده است.", "Nobody is entered yet.")) }
        } @else {
            (scrolled(lang, &html! {
                thead { tr {
                    th scope="col" { (lang.say("نام", "Name")) }
                    th scope="col" { (lang.say("حساب", "Account")) }
                    th scope="col" { (lang.say("دفتر", "Office")) }
                    th scope="col" { (lang.say("وظیفه در مدیریت", "Duties here")) }
                    th scope="col" { (lang.say("سرپرست دفتر", "Supervises")) }
                    th scope="col" { (lang.say("وضعیت", "State")) }
                } }
                tbody { @for officer in &people { tr {
                    td { a href=(lang.path(&format!("{PATH}/{}", officer.account))) { bdi lang="fa" { (officer.name) } } }
                    td { bdi { (officer.account) } }
                    td { bdi lang="fa" { (words::office(&registry.catalogue(), &officer.office)) } }
                    td { (duties(lang, officer)) }
                    td { (supervisor::told(lang, officer.supervises)) }
                    td { (state(lang, officer)) }
                } } }
            }))
        }
    };
    Ok(page(&signed, title, PATH, false, body))
}

async fn form(State(registry): State<Registry>, signed: Signed) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    Ok(new_form(&registry, &signed, &Typed::default(), &Errors::default()))
}

async fn enter(
    State(registry): State<Registry>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    let lang = signed.lang;
    let mut errors = Errors::default();
    let name = PlainText::parse_name(typed.get("name"), officers::MAX_NAME);
    let name = errors.take(
        "name",
        name.map_err(|_| lang.say("نام و نام خانوادگی را بنویسید.", "Write the name.").to_owned()),
    );
    let national_id = NationalId::parse(typed.get("nationalId"));
    let national_id = errors.take(
        "nationalId",
        national_id.map_err(|_| {
            lang.say(
                "کد ملی درست نیست؛ ده رقم آن را دوباره ببینید.",
                "The national ID is wrong; look at its ten digits again.",
            )
            .to_owned()
        }),
    );
    let account = accounts::typed(typed.get("account")).ok_or_else(|| {
        lang.say(
            "نام حساب را با حرف‌های لاتین و رقم بنویسید، بی‌فاصله.",
            "Letters of a to z and digits, without spaces.",
        )
        .to_owned()
    });
    let account = errors.take("account", account);
    let office = OfficeId::parse(typed.get("office"));
    let office = errors.take(
        "office",
        office.map_err(|_| lang.say("دفتر را انتخاب کنید.", "Choose the office.").to_owned()),
    );
    let (Some(account), Some(name), Some(national_id), Some(office)) =
        (account, name, national_id, office)
    else {
        return Ok(new_form(&registry, &signed, &typed, &errors));
    };
    let duties = duties_typed(&typed);
    let new = NewOfficer { account, national_id, name, office, duties };
    match officers::enter(&registry, &signed.by(), &new).await {
        Ok(()) => {
            let next = lang.path(&format!("{PATH}/{}", new.account));
            Ok(Redirect::to(&next).into_response())
        }
        Err(AdministrationError::Store(error)) => {
            Ok(unavailable(&error).shown(lang).into_response())
        }
        Err(error) => {
            errors.add("account", words::not_done(lang, &error));
            Ok(new_form(&registry, &signed, &typed, &errors))
        }
    }
}

fn new_form(registry: &Registry, signed: &Signed, typed: &Typed, errors: &Errors) -> Response {
    let lang = signed.lang;
    let form = Form { lang, typed, errors };
    let title = lang.say("ثبت همکار تازه", "Enter an officer");
    let text =
        |name, label, hint, kind| form.text(Text { name, label, hint, kind, autocomplete: "off" });
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            form.card method="post" action=(lang.path(PATH)) novalidate {
                (signed.token())
                (text("name", lang.say("نام و نام خانوادگی", "Name"), "", TextKind::Words))
                (text(
                    "nationalId",
                    lang.say("کد ملی", "National ID"),
                    lang.say(
                        "برای آنکه دو امضای یک پرونده از دو نفر باشد. خود کد نگه داشته نمی‌شود.",
                        "So that two signatures come from two people. The ID itself is not kept.",
                    ),
                    TextKind::Digits,
                ))
                (text(
                    "account",
                    lang.say("نام حساب", "Account"),
                    lang.say("حرف‌های لاتین کوچک و رقم؛ پس از این تغییر نمی‌کند.", "Small letters a to z and digits; it never changes."),
                    TextKind::Exact,
                ))
                (form.select("office", lang.say("دفتر", "Office"), "", &words::offices(&registry.catalogue())))
                (duty_checks(&form, false))
                button.button { (lang.say("ثبت", "Enter")) }
            }
        }
    };
    let answer = page(signed, title, &format!("{PATH}/new"), !errors.is_empty(), body);
    if errors.is_empty() {
        answer
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
    }
}

fn page(signed: &Signed, title: &str, path: &str, wrong: bool, body: Markup) -> Response {
    let place = Place { lang: signed.lang, signed: Some(signed), title, path, wrong, body };
    framed(&place).into_response()
}

/// The duties to choose from; the technical one where somebody has it, since it is given at the console alone.
fn duty_checks(form: &Form<'_>, technical: bool) -> Markup {
    let lang = form.lang;
    let offered = Duty::ALL.into_iter().filter(|duty| technical || *duty != Duty::Technical);
    let choices: Vec<_> = offered.map(|duty| (duty.word(), words::duty(lang, duty))).collect();
    form.checks(
        "duty",
        lang.say("وظیفه در مدیریت سامانه", "Duties in the administration"),
        lang.say(
            "کسی که تنها در دفتر خود پرونده بررسی می‌کند، هیچ‌کدام.",
            "None for those who only review cases at their office.",
        ),
        &choices,
    )
}

fn duties_typed(typed: &Typed) -> BTreeSet<Duty> {
    let chosen = |duty: &Duty| typed.get(&format!("duty-{}", duty.word())) == "yes";
    Duty::ALL.into_iter().filter(chosen).collect()
}

fn duties(lang: Lang, officer: &Officer) -> String {
    let names: Vec<&str> =
        officer.duties.iter().map(|duty| words::duty_name(lang, *duty)).collect();
    if names.is_empty() { "—".to_owned() } else { names.join(lang.say("، ", ", ")) }
}

fn state(lang: Lang, officer: &Officer) -> &'static str {
    match (officer.blocked, officer.duties.is_empty(), officer.ready) {
        (true, _, _) => lang.say("بسته", "Blocked"),
        (false, false, false) => lang.say("هنوز گذرواژه ندارد", "Has no password yet"),
        (false, _, _) => lang.say("باز", "Open"),
    }
}
