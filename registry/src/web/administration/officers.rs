//! `/administration/officers`: who works where, and who may administer.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::catalogue::OfficeId;
use domain::identifiers::NationalId;
use domain::ids::OfficerId;
use domain::text::PlainText;
use maud::{Markup, html};
use serde::Deserialize;

use super::{Place, Sent, Signed, framed, scrolled, words};
use crate::Registry;
use crate::administration::officers::{self, NewOfficer, Officer};
use crate::administration::secrets::OnceCode;
use crate::administration::{AdministrationError, Duty, Right, invitations};
use crate::web::App;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, unavailable};

const PATH: &str = "/administration/officers";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/officers", get(list).post(enter))
        .route("/officers/new", get(form))
        .route("/officers/{account}", get(one))
        .route("/officers/{account}/{act}", post(change))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    office: String,
}

async fn list(
    State(registry): State<Registry>,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    let lang = signed.lang;
    let office = OfficeId::parse(&asked.office).ok();
    let people = officers::list(&registry, office.as_ref()).await;
    let people = people.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let title = lang.say("کارکنان", "Officers");
    let mut typed = Typed::default();
    typed.set("office", asked.office.as_str());
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
                    th scope="col" { (lang.say("وضعیت", "State")) }
                } }
                tbody { @for officer in &people { tr {
                    td { a href=(lang.path(&format!("{PATH}/{}", officer.account))) { bdi lang="fa" { (officer.name) } } }
                    td { bdi { (officer.account) } }
                    td { bdi lang="fa" { (words::office(&registry.catalogue(), &officer.office)) } }
                    td { (duties(lang, officer)) }
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
    let account = OfficerId::parse(typed.get("account")).map_err(|_| {
        lang.say(
            "نام حساب را با حرف‌های لاتین و رقم بنویسید، بی‌فاصله.",
            "Letters of a to z and digits, without spaces.",
        )
        .to_owned()
    });
    let account = errors.take("account", account);
    let name = PlainText::parse_line(typed.get("name"), officers::MAX_NAME);
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

async fn one(
    State(registry): State<Registry>,
    signed: Signed,
    Path(account): Path<String>,
) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    show(&registry, &signed, &account, Said::Nothing).await
}

/// What a page of an officer says besides.
enum Said {
    Nothing,
    NotDone(AdministrationError),
    Invited(OnceCode),
}

async fn change(
    State(registry): State<Registry>,
    Path((account, act)): Path<(String, String)>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    let lang = signed.lang;
    let by = signed.by();
    let no_such = || Problem::NotFound.shown(lang).into_response();
    let officer = OfficerId::parse(&account).map_err(|_| no_such())?;
    let done = match act.as_str() {
        "duties" => officers::change_duties(&registry, &by, &officer, &duties_typed(&typed)).await,
        "block" => officers::block(&registry, &by, &officer).await,
        "unblock" => officers::unblock(&registry, &by, &officer).await,
        "invite" => match invitations::invite(&registry, &by, &officer).await {
            Ok(code) => return show(&registry, &signed, &account, Said::Invited(code)).await,
            Err(error) => Err(error),
        },
        _ => return Err(no_such()),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&lang.path(&format!("{PATH}/{account}"))).into_response()),
        Err(AdministrationError::Store(error)) => {
            Err(unavailable(&error).shown(lang).into_response())
        }
        Err(error) => show(&registry, &signed, &account, Said::NotDone(error)).await,
    }
}

async fn show(
    registry: &Registry,
    signed: &Signed,
    account: &str,
    said: Said,
) -> Result<Response, Response> {
    let lang = signed.lang;
    let account =
        OfficerId::parse(account).map_err(|_| Problem::NotFound.shown(lang).into_response())?;
    let officer = officers::find(registry, &account).await.map_err(|error| match error {
        AdministrationError::Store(error) => unavailable(&error).shown(lang).into_response(),
        _ => Problem::NotFound.shown(lang).into_response(),
    })?;
    let mut typed = Typed::default();
    for duty in &officer.duties {
        typed.set(&format!("duty-{}", duty.word()), "yes");
    }
    let errors = Errors::default();
    let form = Form { lang, typed: &typed, errors: &errors };
    let send = |act: &str, inner: Markup| {
        html! {
            form.card method="post" action=(lang.path(&format!("{PATH}/{account}/{act}"))) { (signed.token()) (inner) }
        }
    };
    let own = signed.administrator.officer == account;
    let wrong = matches!(said, Said::NotDone(_));
    let body = html! { div.narrow {
        @match &said {
            Said::Nothing => {}
            Said::NotDone(error) => { section.summary role="alert" { h2 { (words::not_done(lang, error)) } } }
            Said::Invited(code) => { section.done role="status" {
                h2 { (lang.say("کد دعوت", "Invitation code")) }
                p.code { strong { (code.shown()) } }
                p { (lang.say(
                    "این کد تنها همین یک بار نشان داده می‌شود و سه روز اعتبار دارد. آن را حضوری یا با تلفن به خود او بگویید تا در «آغاز کار با حساب مدیریت» بنویسد.",
                    "This code is shown only now and holds for three days. Tell it to the officer in person or by telephone.",
                )) }
            } }
        }
        h1 { bdi lang="fa" { (officer.name) } }
        dl.pairs.card {
            dt { (lang.say("حساب", "Account")) } dd { bdi { (officer.account) } }
            dt { (lang.say("دفتر", "Office")) } dd { bdi lang="fa" { (words::office(&registry.catalogue(), &officer.office)) } }
            dt { (lang.say("وظیفه در مدیریت", "Duties here")) } dd { (duties(lang, &officer)) }
            dt { (lang.say("وضعیت", "State")) } dd { (state(lang, &officer)) }
        }
        @if own {
            p.note { (words::not_done(lang, &AdministrationError::OwnAccount)) }
        } @else {
            (send("duties", html! {
                (duty_checks(&form))
                button.button { (lang.say("ذخیرهٔ وظیفه‌ها", "Save duties")) }
            }))
            @if !officer.duties.is_empty() && !officer.blocked {
                (send("invite", html! {
                    h2 { (lang.say("گذرواژه و کدساز", "Password and authenticator")) }
                    p { (lang.say(
                        "با کد دعوت، خود او گذرواژه و کدساز تازه می‌گذارد. آنچه تاکنون داشته است پس از آن کار نمی‌کند.",
                        "With an invitation the officer sets a new password and authenticator; what they had stops working then.",
                    )) }
                    button.button.second { (lang.say("ساختن کد دعوت", "Make an invitation code")) }
                }))
            }
            @if officer.blocked {
                (send("unblock", html! {
                    h2 { (lang.say("حساب بسته است", "The account is blocked")) }
                    button.button.second { (lang.say("گشودن حساب", "Open the account again")) }
                }))
            } @else {
                (send("block", html! {
                    h2 { (lang.say("بستن حساب", "Block the account")) }
                    p { (lang.say(
                        "نشست‌های او همین اکنون پایان می‌یابد و آنچه پس از این به نام او می‌رسد، نگه داشته می‌شود و اثر نمی‌کند.",
                        "Their sessions end now, and what comes in their name afterwards is kept and not applied.",
                    )) }
                    button.button.second { (lang.say("بستن حساب", "Block the account")) }
                }))
            }
        }
        p.after { a href=(lang.path(PATH)) { (lang.say("همهٔ کارکنان", "All officers")) } }
    } };
    let title = lang.say("همکار", "Officer");
    let path = format!("{PATH}/{account}");
    let status = match &said {
        Said::NotDone(error) => status(error),
        Said::Nothing | Said::Invited(_) => StatusCode::OK,
    };
    Ok((status, page(signed, title, &path, wrong, body)).into_response())
}

/// What an act is answered with that was not done: whether things have changed, or it can never be done so.
const fn status(error: &AdministrationError) -> StatusCode {
    match error {
        AdministrationError::OwnAccount | AdministrationError::OfficeUnknown => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        AdministrationError::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        AdministrationError::Unknown
        | AdministrationError::Taken
        | AdministrationError::LastTechnical
        | AdministrationError::Over
        | AdministrationError::Refused(_) => StatusCode::CONFLICT,
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
                    lang.say("حرف‌های لاتین و رقم؛ پس از این تغییر نمی‌کند.", "Letters a to z and digits; it never changes."),
                    TextKind::Words,
                ))
                (form.select("office", lang.say("دفتر", "Office"), "", &words::offices(&registry.catalogue())))
                (duty_checks(&form))
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

fn duty_checks(form: &Form<'_>) -> Markup {
    let lang = form.lang;
    let choices = Duty::ALL.map(|duty| (duty.word(), words::duty(lang, duty)));
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
