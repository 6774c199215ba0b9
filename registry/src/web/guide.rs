//! How to register, step by step, and what happens afterwards.

use axum::Router;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::{Catalogue, DayUnit, DeadlineCode};
use maud::{Markup, html};

use super::App;
use super::lang::Lang;
use super::layout::{KEPT, Page, framed};
use crate::Registry;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/guide", get(show))
}

/// A step: what is to be done, and what to know about it.
type Step = (&'static str, &'static str);

const REGISTER_FA: [Step; 6] = [
    (
        "پیش از آغاز",
        "قانون، دستورالعمل و فهرست رشته‌های مصوب را در همین سامانه ببینید. گواهی مهارت در رشته‌ای که می‌خواهید لازم است و بی آن ثبت‌نام کامل نمی‌شود.",
    ),
    (
        "نوع فعالیت را انتخاب کنید",
        "مستقل، تحت پوشش یک پشتیبان، یا پشتیبان. پشتیبان می‌تواند شخص حقیقی یا حقوقی باشد. پرسش‌ها و مدارک بعدی از همین انتخاب پیدا می‌شود.",
    ),
    (
        "بخش نخست: مشخصات فردی",
        "نام، شمارهٔ ملی، نشانی و تلفن را بنویسید. در پایان این بخش کد رهگیری می‌گیرید. آن را چاپ کنید یا جایی بنویسید؛ از این پس با همین کد و شمارهٔ ملی پیش می‌روید.",
    ),
    (
        "بخش دوم: مشخصات طرح",
        "رشته، محل کار، سرمایه و گواهی مهارت را بنویسید و مدارک را بفرستید. لازم نیست یک‌باره تمام شود؛ با کد رهگیری برمی‌گردید و از همان‌جا ادامه می‌دهید.",
    ),
    (
        "تأیید صفحهٔ پایانی",
        "آنچه نوشته‌اید یک‌جا می‌آید. آن را بخوانید و خانهٔ تأیید را علامت بزنید. بی این علامت چیزی فرستاده نمی‌شود.",
    ),
    (
        "پیام پایان را ببینید",
        "ثبت‌نام وقتی تمام است که این جمله را ببینید: «ثبت نام شما با موفقیت انجام شد».",
    ),
];

const REGISTER_EN: [Step; 6] = [
    (
        "Before you begin",
        "Read the law, the directive and the list of approved fields on this site. A skill certificate in your field is needed; registration is not complete without it.",
    ),
    (
        "Choose the kind of activity",
        "Independent, covered by a supporter, or a supporter, who may be a natural or a legal person. Questions and documents follow from it.",
    ),
    (
        "First part: personal particulars",
        "Give your name, national ID, address and telephone. At the end of this part you get a tracking code. Print it or write it down; from here on you need it together with your national ID.",
    ),
    (
        "Second part: the plan",
        "Give field, workplace, capital and skill certificate, and send the documents. You need not finish at once; come back with the tracking code and go on.",
    ),
    (
        "The tick on the last page",
        "Everything you wrote is shown. Read it and tick the box. Without the tick nothing is sent.",
    ),
    (
        "See the last message",
        "Registration is complete when you see «ثبت نام شما با موفقیت انجام شد» (your registration was successful).",
    ),
];

async fn show(lang: Lang, State(registry): State<Registry>) -> Response {
    let title = lang.say("راهنمای ثبت‌نام، گام به گام", "Registration guide, step by step");
    let steps = match lang {
        Lang::Fa => &REGISTER_FA,
        Lang::En => &REGISTER_EN,
    };
    let catalogue = registry.catalogue();
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "ثبت‌نام و بررسی در همین سامانه انجام می‌شود و نیازی به مراجعهٔ حضوری نیست؛ مگر آنکه در پیامی از شما خواسته شود.",
            "Registration and review take place on this site. You need not come in person unless a message asks you to.",
        )) }
        section.card {
            h2 { (lang.say("ثبت‌نام", "Registration")) }
            ol.path.numbered { @for (name, what) in steps { li { b { (name) } span { (what) } } } }
            a.button href=(lang.path("/register")) { (lang.say("ثبت‌نام تازه", "Register")) }
        }
        (review(lang, &catalogue))
        (afterwards(lang, &catalogue))
    };
    let page = framed(&Page { lang, title, path: "/guide", wrong: false, body });
    ([(CACHE_CONTROL, KEPT)], page).into_response()
}

/// How long a review may take, in the words of the catalogue's rule.
fn days(lang: Lang, catalogue: &Catalogue, code: DeadlineCode) -> String {
    catalogue.deadline(code).map_or_else(String::new, |rule| {
        let days = lang.digits(&rule.length_days.to_string());
        match (lang, rule.unit) {
            (Lang::Fa, DayUnit::Working) => format!("مهلت: {days} روز کاری"),
            (Lang::Fa, DayUnit::Calendar) => format!("مهلت: {days} روز"),
            (Lang::En, DayUnit::Working) => format!("Within {days} working days"),
            (Lang::En, DayUnit::Calendar) => format!("Within {days} days"),
        }
    })
}

fn review(lang: Lang, catalogue: &Catalogue) -> Markup {
    let agency = days(lang, catalogue, DeadlineCode::AgencyReview);
    let labour = days(lang, catalogue, DeadlineCode::LabourReview);
    html! {
        section.card {
            h2 { (lang.say("بررسی طرح", "Review of the plan")) }
            p { (lang.say(
                "هر طرح از یکی از دو مسیر می‌گذرد. مسیر شما را دستگاه اجرایی هنگام تأیید تعیین می‌کند و در صفحهٔ پیگیری می‌بینید.",
                "A plan takes one of two ways. The agency fixes yours with its approval, and you see it under “Follow up”.",
            )) }
            ol.path.numbered {
                li { b { (lang.say("دستگاه اجرایی", "The executive agency")) }
                    span { (lang.say("طرح را از نظر رشته بررسی و تأیید یا رد می‌کند. ", "reviews the plan in its field, and approves or refuses it. ")) (agency) } }
                li { b { (lang.say("توانمندسازی، تنها در الگوی توسعه", "Empowerment, on the development path only")) }
                    span { (lang.say(
                        "جهاد دانشگاهی پنج خدمت می‌دهد: مشاوره، استعدادسنجی، آموزش، ارتقای کمی و کیفی محصول، و شناخت بازار.",
                        "Jahad Daneshgahi gives five services: counselling, aptitude assessment, training, raising products in quantity and quality, knowing the market.",
                    )) } }
                li { b { (lang.say("ادارهٔ تعاون، کار و رفاه اجتماعی", "The labour office")) }
                    span { (lang.say("مجوز را صادر می‌کند. ", "issues the licence. ")) (labour) } }
                li { b { (lang.say("بانک عامل", "The agent bank")) }
                    span { (lang.say("اگر تسهیلات خواسته باشید، به بانک معرفی می‌شوید.", "If you asked for a loan, you are referred to a bank.")) } }
            }
        }
    }
}

fn afterwards(lang: Lang, catalogue: &Catalogue) -> Markup {
    let days = lang.digits(&catalogue.look_up_after_days.to_string());
    html! {
        section.card {
            h2 { (lang.say("پس از ثبت‌نام", "After registering")) }
            ul.plain {
                li { @match lang {
                    Lang::Fa => { "از " (days) " روز پس از ثبت‌نام، با کد رهگیری و شمارهٔ ملی به بخش «پیگیری» بروید. پیش از آن هم می‌توانید." }
                    Lang::En => { "From " (days) " days after registering, go to “Follow up” with your tracking code and national ID. You may do so earlier too." }
                } }
                li { (lang.say(
                    "اگر چیزی باید اصلاح شود، مدرکی لازم باشد یا باید به اداره بروید، همان‌جا پیام می‌گیرید و همان‌جا پاسخ می‌دهید.",
                    "If something is to be corrected, a document is needed, or you are to come to an office, you find a message there and answer it there.",
                )) }
                li { (lang.say(
                    "اگر پیامی تکراری دیدید، تلفنی از کارشناس مشاغل خانگی ادارهٔ استان یا شهرستان راهنمایی بگیرید.",
                    "If you see a repeated message, ask the expert of the labour office of your province or county by telephone.",
                )) }
            }
            ul.links {
                li { a href=(lang.path("/status")) { (lang.say("پیگیری با کد رهگیری", "Follow up by tracking code")) } }
                li { a href=(lang.path("/fields")) { (lang.say("رشته‌های مصوب", "Approved fields")) } }
                li { a href=(lang.path("/law")) { (lang.say("قانون و دستورالعمل", "Law and directive")) } }
                li { a href=(lang.path("/offices")) { (lang.say("تلفن کارشناسان استان و شهرستان", "Telephone numbers of offices")) } }
            }
        }
    }
}
