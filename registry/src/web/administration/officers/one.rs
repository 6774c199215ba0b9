//! One officer: what is known, and what another technical administrator may change.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::OfficerId;
use maud::{Markup, html};

use super::super::{Sent, Signed, renewal, supervisor, words};
use super::{PATH, duties, duties_typed, duty_checks, state};
use crate::Registry;
use crate::administration::renewals::{self, Whose};
use crate::administration::secrets::OnceCode;
use crate::administration::{AdministrationError, Duty, Right, invitations, officers, supervisors};
use crate::web::asking::InPath;
use crate::web::form::{Errors, Form, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, unavailable};

pub(super) async fn page(
    State(registry): State<Registry>,
    signed: Signed,
    InPath(account): InPath<String>,
) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    show(&registry, &signed, &account, Said::Nothing).await
}

/// What a page of an officer says besides.
enum Said {
    Nothing,
    NotDone(AdministrationError),
    Invited(OnceCode),
    Agreed(OnceCode),
}

pub(super) async fn change(
    State(registry): State<Registry>,
    InPath((account, act)): InPath<(String, String)>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Officers)?;
    let lang = signed.lang;
    let by = signed.by();
    let no_such = || Problem::NotFound.shown(lang).into_response();
    let officer = meant(&registry, lang, &account).await?;
    let done = match act.as_str() {
        "duties" => officers::change_duties(&registry, &by, &officer, &duties_typed(&typed)).await,
        "block" => officers::block(&registry, &by, &officer).await,
        "unblock" => officers::unblock(&registry, &by, &officer).await,
        "invite" => match invitations::invite(&registry, &by, &officer).await {
            Ok(code) => return show(&registry, &signed, &account, Said::Invited(code)).await,
            Err(error) => Err(error),
        },
        "propose" => renewals::propose(&registry, &signed.administrator, &officer).await,
        "agree" => match renewals::agree(&registry, &signed.administrator, &officer).await {
            Ok(code) => return show(&registry, &signed, &account, Said::Agreed(code)).await,
            Err(error) => Err(error),
        },
        "withdraw" => renewals::end(&registry, &signed.administrator, &officer).await,
        "supervise" => match supervisor::typed(&typed, registry.now().tehran_date()) {
            Ok(mark) => {
                supervisors::propose(&registry, &signed.administrator, &officer, mark).await
            }
            Err(error) => Err(error),
        },
        "supervise-agree" => supervisors::agree(&registry, &signed.administrator, &officer).await,
        "supervise-withdraw" => supervisors::withdraw(&registry, &by, &officer).await,
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

async fn meant(registry: &Registry, lang: Lang, account: &str) -> Result<OfficerId, Response> {
    officers::meant(registry, account).await.map_err(|error| not_found(lang, &error))
}

fn not_found(lang: Lang, error: &AdministrationError) -> Response {
    match error {
        AdministrationError::Store(error) => unavailable(error).shown(lang).into_response(),
        _ => Problem::NotFound.shown(lang).into_response(),
    }
}

async fn show(
    registry: &Registry,
    signed: &Signed,
    account: &str,
    said: Said,
) -> Result<Response, Response> {
    let lang = signed.lang;
    let account = meant(registry, lang, account).await?;
    let officer =
        officers::find(registry, &account).await.map_err(|error| not_found(lang, &error))?;
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
    let own = signed.administrator.person == officer.person;
    let open = renewals::open(registry, Whose::Account(&account)).await;
    let open = open.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let marks = supervisors::open(registry, Some(&account)).await;
    let marks = marks.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    let works = invitations::works(registry, &officer.person).await;
    let works = works.map_err(|error| unavailable(&error).shown(lang).into_response())?;
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
            Said::Agreed(code) => { section.done role="status" {
                h2 { (lang.say("کد دعوت، که یک روز دیگر کار می‌کند", "Invitation code that works from tomorrow on")) }
                p.code { strong { (code.shown()) } }
                p { (lang.say(
                    "این کد تنها همین یک بار نشان داده می‌شود، یک روز دیگر کار می‌کند و سه روز پس از آن اعتبار دارد. آن را حضوری یا با تلفن به خود او بگویید.",
                    "This code is shown only now, works a day from now, and holds for three days after that. Tell it to the officer in person or by telephone.",
                )) }
            } }
        }
        h1 { bdi lang="fa" { (officer.name) } }
        dl.pairs.card {
            dt { (lang.say("حساب", "Account")) } dd { bdi { (officer.account) } }
            dt { (lang.say("دفتر", "Office")) } dd { bdi lang="fa" { (words::office(&registry.catalogue(), &officer.office)) } }
            dt { (lang.say("وظیفه در مدیریت", "Duties here")) } dd { (duties(lang, &officer)) }
            dt { (lang.say("سرپرست دفتر", "Supervises")) } dd { (supervisor::told(lang, officer.supervises)) }
            dt { (lang.say("وضعیت", "State")) } dd { (state(lang, &officer)) }
        }
        @if own {
            p.note { (words::not_done(lang, &AdministrationError::OwnAccount)) }
        } @else {
            (send("duties", html! {
                (duty_checks(&form, officer.duties.contains(&Duty::Technical)))
                button.button { (lang.say("ذخیرهٔ وظیفه‌ها", "Save duties")) }
            }))
            @if !officer.duties.is_empty() && !officer.blocked {
                @if works {
                    (renewal::offered(signed, &account, open.first()))
                } @else if officer.duties.contains(&Duty::Technical) {
                    p.note { (words::not_done(lang, &AdministrationError::ConsoleNeeded)) }
                } @else {
                    (send("invite", html! {
                        h2 { (lang.say("گذرواژه و کدساز", "Password and authenticator")) }
                        p { (lang.say(
                            "با کد دعوت، خود او گذرواژه و کدساز می‌گذارد. کد پیشین دیگر کار نمی‌کند.",
                            "With an invitation the officer sets a password and an authenticator. An earlier code stops working.",
                        )) }
                        button.button.second { (lang.say("ساختن کد دعوت", "Make an invitation code")) }
                    }))
                }
            }
            @if !officer.blocked {
                (supervisor::offered(signed, &officer, marks.first(), registry.now().tehran_date()))
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
        Said::Nothing | Said::Invited(_) | Said::Agreed(_) => StatusCode::OK,
    };
    Ok((status, super::page(signed, title, &path, wrong, body)).into_response())
}

/// What an act is answered with that was not done: whether things have changed, or it can never be done so.
const fn status(error: &AdministrationError) -> StatusCode {
    match error {
        AdministrationError::OwnAccount
        | AdministrationError::ConsoleNeeded
        | AdministrationError::SamePerson
        | AdministrationError::DayPassed
        | AdministrationError::OfficeUnknown => StatusCode::UNPROCESSABLE_ENTITY,
        AdministrationError::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
        AdministrationError::Unknown
        | AdministrationError::Taken
        | AdministrationError::LastTechnical
        | AdministrationError::TwoNeeded
        | AdministrationError::TooEarly(_)
        | AdministrationError::Over
        | AdministrationError::Refused(_) => StatusCode::CONFLICT,
    }
}
