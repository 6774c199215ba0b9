//! Forms that were begun in this browser before: they are given back to whoever answers for them, cleared, or left alone.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use domain::text::to_ascii_digits;
use maud::{Markup, html};

use super::{Around, PATH, sheet};
use crate::applicant::Applicant;
use crate::codes;
use crate::drafts::begun::{self as forms, Name, Opened, WRONG_ANSWERS};
use crate::registry::Registry;
use crate::web::App;
use crate::web::address::Client;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::problem::{self, Problem};
use crate::web::register::begun::{self, Held};
use crate::web::register::{choices, open_here, page, see};

pub(super) const OPEN: &str = "/register/person/open";
pub(super) const CLEAR: &str = "/register/person/clear";
/// The last digits that are asked for.
const DIGITS: usize = 4;
/// A number shorter than this gives nothing to ask for.
const LEAST: usize = 8;

/// The answers that open a form: the last digits of its national ID, of its company's, and of its mobile number, as typed.
fn answers(typed: &Typed) -> impl Iterator<Item = String> {
    let numbers = ["nationalId", "legalId", "mobile"].map(|field| digits(typed.get(field)));
    numbers.into_iter().filter(|digits| digits.len() >= LEAST).filter_map(|digits| last(&digits))
}

/// Whether a form has anything by which its owner can be asked.
pub(super) fn can_be_asked_for(typed: &Typed) -> bool {
    answers(typed).next().is_some()
}

fn digits(text: &str) -> String {
    to_ascii_digits(text).chars().filter(char::is_ascii_digit).collect()
}

fn last(digits: &str) -> Option<String> {
    digits.get(digits.len().checked_sub(DIGITS)?..).map(str::to_owned)
}

/// Asks for the answer.
pub(super) async fn open(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    headers: HeaderMap,
    typed: Typed,
) -> Response {
    let registry = &app.registry;
    let mut errors = Errors::default();
    let Some(answer) = last(&digits(typed.get("answer"))) else {
        errors.add("answer", lang.say("چهار رقم آخر را بنویسید.", "Write the last four digits."));
        return asked(lang, &typed, &errors, StatusCode::UNPROCESSABLE_ENTITY, None);
    };
    if !app.limits.may_look_up(client, None) {
        return Problem::TooMany.shown(lang).into_response();
    }
    let names = Held::read(registry, &headers).all();
    let is_right = |form: &Typed| answers(form).any(|right| right == answer);
    match forms::open(registry, &names, is_right).await {
        Ok(Opened::Typed(name, form)) => given_back(registry, lang, name, form, &typed),
        Ok(Opened::Wrong(left)) => {
            errors.add("answer", wrong(lang, left));
            asked(lang, &Typed::default(), &errors, StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        Ok(Opened::Forgotten) => forgotten(lang),
        Ok(Opened::Nothing) => see(lang, "/register"),
        Err(error) => problem::unavailable(&error).shown(lang).into_response(),
    }
}

fn given_back(
    registry: &Registry,
    lang: Lang,
    name: Name,
    mut form: Typed,
    asked: &Typed,
) -> Response {
    // Whoever came to change the kind of activity has chosen another one.
    if choices::activity_chosen(asked).is_some() {
        form.set("activity", asked.get("activity"));
    }
    let Some(activity) = choices::activity_chosen(&form) else { return see(lang, "/register") };
    form.set(begun::FIELD, begun::for_form(registry, name));
    let form = Form { lang, typed: &form, errors: &Errors::default() };
    let around = Around { open: None, above: html! {} };
    sheet::shown(&form, activity, &around, false).into_response()
}

fn wrong(lang: Lang, left: i16) -> String {
    let left = lang.digits(&left.to_string());
    match lang {
        Lang::Fa => format!(
            "این رقم‌ها با فرم نمی‌خواند. {left} بار دیگر می‌توانید بنویسید؛ پس از آن فرم پاک می‌شود."
        ),
        Lang::En => format!(
            "These digits do not belong to the form. Tries left: {left}; then the form is cleared."
        ),
    }
}

/// Clears what this browser can find again, or the one form that its page was opened for.
pub(super) async fn clear(
    State(registry): State<Registry>,
    lang: Lang,
    headers: HeaderMap,
    typed: Typed,
) -> Response {
    let held = Held::read(&registry, &headers);
    let names = match begun::of_form(&registry, typed.get(begun::FIELD)) {
        Some(name) => vec![name],
        None => held.all(),
    };
    if let Err(error) = forms::forget(&registry, names.iter().copied()).await {
        return problem::unavailable(&error).shown(lang).into_response();
    }
    (AppendHeaders(held.without(&registry, &names)), see(lang, "/register")).into_response()
}

/// The button that clears a form, for the top of its page.
pub(super) fn clearing(lang: Lang, name: &str) -> Markup {
    html! {
        form.whose method="post" action=(lang.path(CLEAR)) {
            input type="hidden" name=(begun::FIELD) value=(name);
            p { (lang.say(
                "آنچه می‌نویسید تا بستن مرورگر نگه داشته می‌شود.",
                "What you write is kept until the browser is closed.",
            )) }
            div { button { (lang.say("من نیستم؛ پاک کن", "Not me: clear this form")) } }
        }
    }
}

/// The page that asks for the answer. It tells nothing of the form, not even which number was typed.
pub(super) fn asked(
    lang: Lang,
    typed: &Typed,
    errors: &Errors,
    status: StatusCode,
    applicant: Option<&Applicant>,
) -> Response {
    let title =
        lang.say("فرمی نیمه‌کاره در این مرورگر هست", "This browser has a form that is not finished");
    let form = Form { lang, typed, errors };
    let activity = choices::activity_chosen(typed).map_or("", codes::activity);
    let fresh = match activity {
        "" => "/register?fresh=yes".to_owned(),
        _ => format!("{PATH}?fresh=yes&activity={activity}"),
    };
    let body = html! {
        (open_here(lang, applicant))
        h1 { (title) }
        p.lead { (lang.say(
            "اگر شما آن را آغاز کرده‌اید، چهار رقم آخر شمارهٔ ملی یا تلفن همراهی را که در آن نوشته‌اید بنویسید تا ادامه دهید.",
            "If you began it, write the last four digits of the national ID or mobile number that you typed there, to go on.",
        )) }
        (form.summary())
        section.card {
            form method="post" action=(lang.path(OPEN)) novalidate {
                input type="hidden" name="activity" value=(activity);
                (form.text(Text {
                    name: "answer",
                    label: lang.say("چهار رقم آخر شمارهٔ ملی یا تلفن همراه", "Last four digits of national ID or mobile number"),
                    hint: "",
                    kind: TextKind::Digits,
                    autocomplete: "",
                }))
                button.button { (lang.say("باز کردن فرم", "Open the form")) }
            }
        }
        section.card {
            h2 { (lang.say("شما نیستید؟", "Not you?")) }
            p { (lang.say(
                "فرم شخص دیگر بدون این رقم‌ها باز نمی‌شود. می‌توانید آن را بگذارید بماند، یا برای همیشه پاک کنید.",
                "Nobody opens another person's form without these digits. You may leave it there, or clear it for good.",
            )) }
            a.button.second href=(lang.path(&fresh)) { (lang.say("فرم تازه، بدون پاک کردن آن", "A new form, leaving that one")) }
            form method="post" action=(lang.path(CLEAR)) {
                button.button.second { (lang.say("من نیستم؛ پاک کن", "Not me: clear it")) }
            }
        }
    };
    (status, page(lang, title, PATH, !errors.is_empty(), &body)).into_response()
}

fn forgotten(lang: Lang) -> Response {
    let title = lang.say("فرم نیمه‌کاره پاک شد", "The unfinished form was cleared");
    let times = lang.digits(&WRONG_ANSWERS.to_string());
    let body = html! {
        h1 { (title) }
        p.lead {
            @match lang {
                Lang::Fa => { "پس از " (times) " پاسخ نادرست، آن فرم پاک شد تا کس دیگری آن را نبیند. اگر کد رهگیری گرفته‌اید، چیزی از درخواست شما کم نشده است." }
                Lang::En => { "After " (times) " wrong answers it was cleared, so that nobody else sees it. If you have a tracking code, nothing of your application is lost." }
            }
        }
        a.button href=(lang.path("/register")) { (lang.say("فرم تازه", "A new form")) }
    };
    (StatusCode::UNPROCESSABLE_ENTITY, page(lang, title, PATH, true, &body)).into_response()
}
