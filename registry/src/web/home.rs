//! The first page.

use axum::Router;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;

use super::App;
use super::lang::Lang;
use super::layout::{Page, framed};
use crate::Registry;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(show))
}

async fn show(lang: Lang, State(registry): State<Registry>) -> Response {
    let days = lang.digits(&registry.catalogue().look_up_after_days.to_string());
    let steps = [
        (
            lang.say("ثبت‌نام", "Registration"),
            lang.say(
                "مشخصات فردی و دریافت کد رهگیری، سپس مشخصات طرح",
                "Personal particulars and a tracking code, then the plan",
            )
            .to_owned(),
        ),
        (
            lang.say("بررسی دستگاه اجرایی", "Review by the agency"),
            match lang {
                Lang::Fa => format!("نتیجه را {days} روز پس از ثبت‌نام در بخش پیگیری ببینید."),
                Lang::En => {
                    format!("See the result under “Follow up” {days} days after registering.")
                }
            },
        ),
        (
            lang.say("توانمندسازی", "Empowerment"),
            lang.say(
                "تنها در الگوی توسعه، در جهاد دانشگاهی",
                "Only on the development path, at Jahad Daneshgahi",
            )
            .to_owned(),
        ),
        (
            lang.say("صدور مجوز", "Licence"),
            lang.say("ادارهٔ تعاون، کار و رفاه اجتماعی", "The labour office").to_owned(),
        ),
        (
            lang.say("معرفی به بانک", "Referral to a bank"),
            lang.say("اگر تسهیلات خواسته باشید", "If you asked for a loan").to_owned(),
        ),
    ];
    let title = lang.say("مجوز مشاغل خانگی", "Licences for home-based businesses");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "ثبت‌نام و بررسی طرح در همین سامانه و بدون مراجعهٔ حضوری انجام می‌شود.",
            "Registration and review take place here, without coming in person.",
        )) }
        a.button href=(lang.path("/register")) { (lang.say("ثبت‌نام تازه", "Register")) }
        " "
        a.button.second href=(lang.path("/status")) { (lang.say("پیگیری با کد رهگیری", "Follow up by tracking code")) }
        section.card {
            h2 { (lang.say("مسیر بررسی", "The way of an application")) }
            ol.path.numbered {
                @for (name, what) in steps { li { b { (name) } span { (what) } } }
            }
        }
        div.two {
            section.card {
                h2 { (lang.say("رشته‌های مصوب", "Approved fields")) }
                form method="get" action=(lang.path("/fields")) {
                    label for="q" { (lang.say("نام رشته یا بخشی از آن", "Name of the field, or a part of it")) }
                    input #q name="q" type="search" autocomplete="off";
                    button.button.second { (lang.say("جست‌وجوی رشته", "Search")) }
                }
            }
            section.card {
                h2 { (lang.say("آگاهی بیشتر", "More")) }
                ul.links {
                    li { a href=(lang.path("/guide")) { (lang.say("راهنمای ثبت‌نام، گام به گام", "Registration guide, step by step")) } }
                    li { a href=(lang.path("/law")) { (lang.say("قانون و دستورالعمل", "Law and directive")) } }
                    li { a href=(lang.path("/verify")) { (lang.say("استعلام اصالت مجوز", "Verify a licence")) } }
                    li { a href=(lang.path("/offices")) { (lang.say("تلفن کارشناسان استان و شهرستان", "Telephone numbers of offices")) } }
                }
            }
        }
    };
    let page = framed(&Page { lang, title, path: "/", wrong: false, body });
    ([(CACHE_CONTROL, "public, max-age=60")], page).into_response()
}
