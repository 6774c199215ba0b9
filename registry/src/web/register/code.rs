//! After page one: the tracking code, large, to print or to save. It comes from the session, not from the database,
//! so that it is seen even when the database is away at that moment.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::{Step, not_done, page, steps};
use crate::Registry;
use crate::acts::{self, ActError};
use crate::web::App;
use crate::web::lang::Lang;
use crate::web::problem::Problem;
use crate::web::session::Applicant;
use crate::web::status::receipt;
use crate::web::whose::{OpenedFor, Whose};

pub(super) const PATH: &str = "/register/code";

pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(show))
}

async fn show(
    State(registry): State<Registry>,
    lang: Lang,
    applicant: Applicant,
    opened: OpenedFor,
) -> Response {
    // Two people who register at once in one browser do not read each other's code.
    if opened.0.is_some() && !opened.is(&registry, &applicant) {
        return Problem::OtherCase.shown(lang).into_response();
    }
    let who = match acts::read(&registry, &applicant).await {
        Ok((_, case)) => Some(case.applicant),
        Err(error @ ActError::NotTheirs) => return not_done(&error, lang),
        Err(error) => {
            tracing::warn!(error = %error, "a code is shown without its case");
            None
        }
    };
    let whose = Whose::of(lang, &registry, &applicant, who.as_ref());
    let title = lang.say("مشخصات شما ذخیره شد", "Your particulars are saved");
    let body = html! {
        (whose.bar())
        (steps(lang, Step::Person))
        h1 { (title) }
        (code_box(lang, &applicant))
        p.lead { (lang.say(
            "این کد را یادداشت کنید، چاپ کنید یا از آن عکس بگیرید. با این کد و شمارهٔ ملی (برای شرکت، شناسهٔ ملی) ثبت‌نام را ادامه می‌دهید و وضعیت درخواست را می‌بینید.",
            "Write it down, print it or take a picture of it. With this code and your national ID (a company: its legal ID) you go on registering and follow your application.",
        )) }
        div.note role="note" { (emphasised(lang,
            ("ثبت‌نام هنوز کامل نیست.", "مشخصات طرح را پر کنید و در صفحهٔ پایانی نشان تأیید را بزنید تا پیام «ثبت نام شما با موفقیت انجام شد» را ببینید."),
            ("The registration is not complete yet.", "Fill in the plan and tick the box on the last page until you see the message «ثبت نام شما با موفقیت انجام شد»."),
        )) }
        a.button href=(lang.path("/register/plan")) { (lang.say("ادامه: مشخصات طرح", "Go on: the plan")) }
        " "
        (receipt::link(lang, &whose))
        " "
        button.button.second type="button" data-print hidden { (lang.say("چاپ این صفحه", "Print this page")) }
        section.card {
            h2 { (lang.say("برای صفحهٔ بعد آماده کنید", "Have ready for the next page")) }
            ul.dots {
                li { (lang.say("گواهی مهارت: شماره، تاریخ و تصویر آن", "Skill certificate: number, dates and a scan")) }
                li { (lang.say("نشانی محل کار و متراژ آن", "Address and floor space of the workplace")) }
                li { (lang.say("برآورد سرمایه و شمار افراد شاغل", "An estimate of capital and of the people who will work")) }
                li { (lang.say("تصویر کارت ملی، شناسنامه، مدرک تحصیلی و عکس", "Scans of national card, birth certificate, last degree, and a photograph")) }
            }
            p { (lang.say(
                "اگر اکنون آماده نیستید، بعداً از بخش «پیگیری» با همین کد ادامه دهید.",
                "If you are not ready now, go on later under “Follow up” with this code.",
            )) }
        }
    };
    page(lang, title, PATH, false, &body).into_response()
}

/// The same in answer to page one itself, for a browser that could not hold the session in which it is shown.
pub(super) fn without_cookies(
    lang: Lang,
    registry: &Registry,
    applicant: &Applicant,
    who: &domain::people::Applicant,
) -> Markup {
    let title = lang.say("مشخصات شما ذخیره شد", "Your particulars are saved");
    let body = html! {
        (Whose::of(lang, registry, applicant, Some(who)).said())
        (steps(lang, Step::Person))
        h1 { (title) }
        (code_box(lang, applicant))
        p.lead { (lang.say(
            "این کد را همین حالا یادداشت کنید، چاپ کنید یا از آن عکس بگیرید؛ این صفحه دوباره نشان داده نمی‌شود.",
            "Write it down now, print it or take a picture of it: this page is not shown again.",
        )) }
        div.note role="note" { (emphasised(lang,
            ("ثبت‌نام هنوز کامل نیست و کوکی‌های این مرورگر خاموش است.", "کوکی را برای این سامانه روشن کنید یا از مرورگر دیگری بیایید؛ سپس در بخش «پیگیری» با همین کد و شمارهٔ ملی ادامه دهید. دوباره ثبت‌نام نکنید."),
            ("The registration is not complete, and cookies are switched off in this browser.", "Allow cookies for this site or use another browser; then go on under “Follow up” with this code and your national ID. Do not register again."),
        )) }
        a.button href=(lang.path("/status")) { (lang.say("پیگیری با کد رهگیری", "Follow up by tracking code")) }
        " "
        button.button.second type="button" data-print hidden { (lang.say("چاپ این صفحه", "Print this page")) }
    };
    page(lang, title, PATH, false, &body)
}

/// The code, as it is shown to be read and copied.
pub(super) fn code_box(lang: Lang, applicant: &Applicant) -> Markup {
    let code = lang.digits(&applicant.code.printed().replace('-', " "));
    html! {
        div.code { span { (lang.say("کد رهگیری شما", "Your tracking code")) } strong { (code) } }
    }
}

/// A sentence whose beginning stands out.
pub(super) fn emphasised(
    lang: Lang,
    fa: (&'static str, &'static str),
    en: (&'static str, &'static str),
) -> Markup {
    html! { b { (lang.say(fa.0, en.0)) } " " (lang.say(fa.1, en.1)) }
}
