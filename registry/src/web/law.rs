//! Which law and directive these are, where their texts are, and the numbered conditions that decisions cite.
//!
//! No article is quoted: the official texts are elsewhere, and what is not at hand is not made up.

use axum::Router;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::{Catalogue, ConditionKind};
use maud::{Markup, html};

use super::App;
use super::fields::source;
use super::lang::Lang;
use super::layout::{KEPT, Page, framed};
use crate::Registry;

/// The ministry's site, from which the registration guide leads to law, directive and fields.
const MINISTRY: &str = "http://www.mcls.gov.ir";

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/law", get(show))
}

async fn show(lang: Lang, State(registry): State<Registry>) -> Response {
    let title = lang.say("قانون و دستورالعمل", "Law and directive");
    let catalogue = registry.catalogue();
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "مجوز مشاغل خانگی بر پایهٔ این دو متن داده می‌شود. متن رسمی را از مرجع آن بخوانید؛ این صفحه جای آن را نمی‌گیرد.",
            "Licences rest on these two texts. Read the official text at its source; this page does not take its place.",
        )) }
        (texts(lang))
        (conditions(lang, &catalogue))
        (source(lang, &catalogue))
    };
    let page = framed(&Page { lang, title, path: "/law", wrong: false, body });
    ([(CACHE_CONTROL, KEPT)], page).into_response()
}

fn texts(lang: Lang) -> Markup {
    let date = |day: &'static str| html! { bdi.figure { (lang.digits(day)) } };
    html! {
        section.card {
            h2 lang="fa" { "قانون ساماندهی و حمایت از مشاغل خانگی" }
            dl.pairs {
                dt { (lang.say("تصویب در مجلس", "Passed by parliament")) } dd { (date("1389/02/22")) }
                dt { (lang.say("ابلاغ", "Communicated")) } dd { (date("1389/03/23")) (lang.say("، شمارهٔ ", ", no. ")) bdi { (lang.digits("53231")) } }
                dt { (lang.say("پایهٔ مجوز", "Basis of the licence")) } dd { (lang.say("مادهٔ ۷", "Article 7")) }
                dt { (lang.say("دربارهٔ چیست", "What it is about")) }
                dd { (lang.say(
                    "کسب‌وکاری که عضو یا اعضای خانواده در فضای مسکونی، در قالب یک طرح و بی مزاحمت برای همسایگان انجام می‌دهند و کالا یا خدمت آن بیرون از خانه فروخته می‌شود.",
                    "Business of members of a family in their home, by a plan, without nuisance to neighbours, whose goods or services are sold outside.",
                )) }
            }
        }
        section.card {
            h2 lang="fa" { "دستورالعمل اجرایی قانون ساماندهی و حمایت از مشاغل خانگی" }
            p { (lang.say(
                "ستاد ساماندهی و حمایت از مشاغل خانگی آن را نوشته است: تعریف‌ها، شرایط متقاضی مستقل، تحت پوشش و پشتیبان، مدارک، و اینکه مجوز پس از تأیید دستگاه اجرایی \
                 از سوی وزارت تعاون، کار و رفاه اجتماعی صادر می‌شود.",
                "Written by the headquarters: definitions, conditions on independent, covered and supporting applicants, documents, and that the ministry issues the licence after the agency's approval.",
            )) }
        }
        section.card {
            h2 { (lang.say("متن رسمی کجاست", "Where the official texts are")) }
            ul.links {
                li { a href=(MINISTRY) rel="noreferrer" { (lang.say(
                    "سایت وزارت تعاون، کار و رفاه اجتماعی، بخش «مشاغل خانگی»",
                    "Site of the ministry, section «مشاغل خانگی» (home-based businesses)",
                )) } }
            }
            p { (lang.say(
                "متن قانون با همین نام و تاریخ در روزنامهٔ رسمی کشور هم آمده است.",
                "By this name and date the law is also in the Official Gazette.",
            )) }
        }
    }
}

fn conditions(lang: Lang, catalogue: &Catalogue) -> Markup {
    let group = |kind: ConditionKind, title: &str, note: &str| {
        html! {
            section.card {
                h2 { (title) }
                p { (note) }
                dl.pairs.conditions {
                    @for condition in catalogue.conditions.iter().filter(|condition| condition.kind == kind) {
                        dt id={ "c" (condition.number) } { bdi { (lang.digits(&condition.number.to_string())) } }
                        dd { bdi lang="fa" { (condition.text) } span.hint { bdi lang="fa" { (condition.source) } } }
                    }
                }
            }
        }
    };
    html! {
        (group(
            ConditionKind::Refuse,
            lang.say("شرط‌هایی که رد به آن‌ها استناد می‌کند", "Conditions that a refusal cites"),
            lang.say("هر رد شمارهٔ یک یا چند شرط از این فهرست را می‌آورد.", "Every refusal names the number of one or more of these."),
        ))
        (group(
            ConditionKind::AskForMore,
            lang.say("آنچه می‌توان کامل کرد", "What can be completed"),
            lang.say("برای این‌ها از شما اصلاح یا مدرک خواسته می‌شود و درخواست رد نمی‌شود.", "For these you are asked to correct or to add something; the application is not refused."),
        ))
        @if catalogue.conditions.iter().any(|condition| !condition.official) {
            p.note { b { (lang.say("متن شرط‌ها رسمی نیست. ", "The wording is not official. ")) }
                (lang.say(
                    "از آنچه همگانی دربارهٔ قانون و دستورالعمل گفته شده نوشته شده و شماره‌ها نمونه است.",
                    "It is put into words from what is publicly told of law and directive; the numbers are samples.",
                )) }
        }
    }
}
