//! `/administration/workstations`: which computers write for which office.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::catalogue::OfficeId;
use domain::ids::EventId;
use domain::text::PlainText;
use maud::{Markup, html};
use wire::ids::DeviceId;

use super::{Place, Sent, Signed, scrolled, words};
use crate::Registry;
use crate::administration::secrets::OnceCode;
use crate::administration::workstations::{self, OpenCode, Workstation};
use crate::administration::{AdministrationError, Right};
use crate::web::App;
use crate::web::asking::{InPath, Question};
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{Problem, unavailable};

const PATH: &str = "/administration/workstations";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/workstations", get(list).post(make_code))
        .route("/workstations/{device}/revoke", get(ask).post(revoke))
}

async fn list(
    State(registry): State<Registry>,
    signed: Signed,
    Question(asked): Question,
) -> Result<Response, Response> {
    signed.may(Right::Workstations)?;
    let mut typed = Typed::default();
    typed.set("office", asked.get("office"));
    shown(&registry, &signed, &typed, &Errors::default(), None).await
}

async fn make_code(
    State(registry): State<Registry>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Workstations)?;
    let lang = signed.lang;
    let mut errors = Errors::default();
    let office = OfficeId::parse(typed.get("office"));
    let office = errors.take(
        "office",
        office.map_err(|_| lang.say("دفتر را انتخاب کنید.", "Choose the office.").to_owned()),
    );
    let label = PlainText::parse_line(typed.get("label"), workstations::MAX_TEXT);
    let label = errors.take(
        "label",
        label
            .map_err(|_| lang.say("نامی برای رایانه بنویسید.", "Name the workstation.").to_owned()),
    );
    let (Some(office), Some(label)) = (office, label) else {
        return shown(&registry, &signed, &typed, &errors, None).await;
    };
    match workstations::make_code(&registry, &signed.by(), &office, &label).await {
        Ok(code) => {
            let empty = Typed::default();
            shown(&registry, &signed, &empty, &errors, Some((&code, &office))).await
        }
        Err(AdministrationError::Store(error)) => {
            Err(unavailable(&error).shown(lang).into_response())
        }
        Err(error) => {
            errors.add("office", words::not_done(lang, &error));
            shown(&registry, &signed, &typed, &errors, None).await
        }
    }
}

async fn ask(
    State(registry): State<Registry>,
    signed: Signed,
    InPath(device): InPath<String>,
) -> Result<Response, Response> {
    signed.may(Right::Workstations)?;
    let one = find(&registry, signed.lang, &device).await?;
    Ok(revoking(&registry, &signed, &one, &Typed::default(), &Errors::default()))
}

async fn revoke(
    State(registry): State<Registry>,
    InPath(device): InPath<String>,
    Sent { signed, typed }: Sent,
) -> Result<Response, Response> {
    signed.may(Right::Workstations)?;
    let lang = signed.lang;
    let one = find(&registry, lang, &device).await?;
    let mut errors = Errors::default();
    let because = PlainText::parse_line(typed.get("because"), workstations::MAX_TEXT);
    let because = errors
        .take("because", because.map_err(|_| lang.say("بنویسید چرا.", "Say why.").to_owned()));
    let Some(because) = because else {
        return Ok(revoking(&registry, &signed, &one, &typed, &errors));
    };
    match workstations::revoke(&registry, &signed.by(), one.device, &because).await {
        Ok(()) | Err(AdministrationError::Over) => {
            Ok(Redirect::to(&lang.path(PATH)).into_response())
        }
        Err(AdministrationError::Store(error)) => {
            Err(unavailable(&error).shown(lang).into_response())
        }
        Err(_) => Err(Problem::NotFound.shown(lang).into_response()),
    }
}

async fn find(registry: &Registry, lang: Lang, device: &str) -> Result<Workstation, Response> {
    let none = || Problem::NotFound.shown(lang).into_response();
    // A device has the shape of every name that this software gives out.
    let id = EventId::parse(device).map_err(|_| none())?;
    let id = DeviceId::from_bytes(*id.as_bytes());
    let one = workstations::find(registry, id).await;
    let one = one.map_err(|error| unavailable(&error).shown(lang).into_response())?;
    one.filter(|one| one.revoked.is_none()).ok_or_else(none)
}

async fn shown(
    registry: &Registry,
    signed: &Signed,
    typed: &Typed,
    errors: &Errors,
    made: Option<(&OnceCode, &OfficeId)>,
) -> Result<Response, Response> {
    let lang = signed.lang;
    let failed = |error| unavailable(&error).shown(lang).into_response();
    let office = OfficeId::parse(typed.get("office")).ok();
    let all = workstations::list(registry, office.as_ref()).await.map_err(failed)?;
    let codes = workstations::open_codes(registry).await.map_err(failed)?;
    let form = Form { lang, typed, errors };
    let title = lang.say("رایانه‌ها", "Workstations");
    let body = html! {
        (form.summary())
        h1 { (title) }
        @if let Some((code, office)) = made { section.done role="status" {
            h2 { (lang.say("کد ثبت رایانه", "Enrolment code")) " — " bdi lang="fa" { (words::office(&registry.catalogue(), office)) } }
            p.code { strong { (code.shown()) } }
            p { (lang.say(
                "این کد تنها همین یک بار نشان داده می‌شود، هفت روز اعتبار دارد و یک رایانه را ثبت می‌کند.",
                "This code is shown only now, holds for seven days and enrols one workstation.",
            )) }
        } }
        form.card method="post" action=(lang.path(PATH)) novalidate {
            (signed.token())
            h2 { (lang.say("رایانهٔ تازه", "A new workstation")) }
            div.two {
                (form.select("office", lang.say("دفتر", "Office"), "", &words::offices(&registry.catalogue())))
                (form.text(Text {
                    name: "label",
                    label: lang.say("نام رایانه", "Its name"),
                    hint: lang.say("برای نمونه: اتاق ۱۲، میز نخست", "For example: room 12, first desk"),
                    kind: TextKind::Words,
                    autocomplete: "off",
                }))
            }
            button.button { (lang.say("ساختن کد ثبت", "Make an enrolment code")) }
        }
        (open(lang, registry, &codes))
        (table(lang, registry, &all))
    };
    let wrong = !errors.is_empty();
    let place = Place { lang, signed: Some(signed), title, path: PATH, wrong, body };
    Ok(place.answer())
}

fn open(lang: Lang, registry: &Registry, codes: &[OpenCode]) -> Markup {
    html! {
        @if !codes.is_empty() { section.card {
            h2 { (lang.say("کدهایی که هنوز به کار نرفته‌اند", "Codes that are not used yet")) }
            ul.dots { @for code in codes { li {
                bdi lang="fa" { (code.label) } " — " bdi lang="fa" { (words::office(&registry.catalogue(), &code.office)) } " — "
                (lang.say("تا ", "until ")) (words::moment(lang, code.until))
            } } }
        } }
    }
}

fn table(lang: Lang, registry: &Registry, all: &[Workstation]) -> Markup {
    html! {
        p.count { (words::counted(lang, all.len(), "رایانه", ("workstation", "workstations"))) }
        @if all.is_empty() {
            p.note { (lang.say("هنوز رایانه‌ای ثبت نشده است.", "No workstation is enrolled yet.")) }
        } @else {
            (scrolled(lang, &html! {
                thead { tr {
                    th scope="col" { (lang.say("دفتر", "Office")) }
                    th scope="col" { (lang.say("رایانه", "Workstation")) }
                    th scope="col" { (lang.say("ثبت شده در", "Enrolled")) }
                    th scope="col" { (lang.say("آخرین رویداد", "Last event")) }
                    th scope="col" { (lang.say("رویدادها", "Events")) }
                    th scope="col" { (lang.say("وضعیت", "State")) }
                    th scope="col" { (lang.say("کار", "Act")) }
                } }
                tbody { @for one in all { tr {
                    td { bdi lang="fa" { (words::office(&registry.catalogue(), &one.office)) } }
                    td { bdi lang="fa" { (one.label) } span.hint { bdi.figure { (short(one.device)) } } }
                    td.amount { (words::moment(lang, one.enrolled_at)) }
                    td.amount { @match one.last_event_at { Some(at) => { (words::moment(lang, at)) } None => { "—" } } }
                    td.amount { (lang.digits(&one.events.to_string())) }
                    td { (state(lang, one)) }
                    td.amount { @if one.revoked.is_none() {
                        a href=(lang.path(&format!("{PATH}/{}/revoke", one.device))) {
                            (lang.say("باطل کردن", "Revoke")) span.unseen { " " bdi lang="fa" { (one.label) } " " (short(one.device)) }
                        }
                    } }
                } } }
            }))
        }
    }
}

fn state(lang: Lang, one: &Workstation) -> Markup {
    html! {
        @if let Some((at, because)) = &one.revoked {
            (lang.say("باطل شده در ", "Revoked ")) (words::moment(lang, *at))
            span.hint { bdi lang="fa" { (because) } }
        } @else {
            @if one.frozen {
                b { (lang.say("دو نسخه از این رایانه نوشته‌اند", "Two copies of it have written")) }
                span.hint { (lang.say(
                    "چیزی از این جریان پذیرفته نمی‌شود. رایانه را باطل و دوباره ثبت کنید.",
                    "Nothing more is taken from this stream. Revoke it and enrol it anew.",
                )) }
            } @else { (lang.say("فعال", "Active")) }
        }
    }
}

fn revoking(
    registry: &Registry,
    signed: &Signed,
    one: &Workstation,
    typed: &Typed,
    errors: &Errors,
) -> Response {
    let lang = signed.lang;
    let form = Form { lang, typed, errors };
    let title = lang.say("باطل کردن رایانه", "Revoke a workstation");
    let body = html! {
        div.narrow {
            (form.summary())
            h1 { (title) }
            p.lead { bdi lang="fa" { (one.label) } " — " bdi lang="fa" { (words::office(&registry.catalogue(), &one.office)) } }
            form.card method="post" action=(lang.path(&format!("{PATH}/{}/revoke", one.device))) novalidate {
                (signed.token())
                p { (lang.say(
                    "آنچه پس از این از این رایانه برسد نگه داشته می‌شود و اثر نمی‌کند. این کار برگشت ندارد؛ برای کار دوباره، رایانه را از نو ثبت کنید.",
                    "What comes from it afterwards is kept and not applied. This cannot be undone; enrol it anew to work with it again.",
                )) }
                (form.text(Text {
                    name: "because",
                    label: lang.say("چرا؟", "Why?"),
                    hint: lang.say("برای نمونه: رایانه دزدیده شد", "For example: it was stolen"),
                    kind: TextKind::Words,
                    autocomplete: "off",
                }))
                button.button { (lang.say("باطل کن", "Revoke")) }
            }
            p.after { a href=(lang.path(PATH)) { (lang.say("برگشت، بی‌تغییر", "Back, without a change")) } }
        }
    };
    let wrong = !errors.is_empty();
    let path = format!("{PATH}/{}/revoke", one.device);
    let place = Place { lang, signed: Some(signed), title, path: &path, wrong, body };
    place.answer()
}

/// Enough of a name to tell two workstations apart.
fn short(device: DeviceId) -> String {
    words::short(&device.to_string()).to_owned()
}
