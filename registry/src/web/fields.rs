//! The approved fields, to be searched before somebody registers.

use axum::Router;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::{ApprovedField, Catalogue};
use maud::{Markup, html};

use super::App;
use super::lang::Lang;
use super::layout::{KEPT, Page, framed};
use crate::Registry;
use crate::web::asking::Question;

/// The longest question that is looked for, in characters.
const LONGEST: usize = 80;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/fields", get(show))
}

async fn show(lang: Lang, State(registry): State<Registry>, Question(asked): Question) -> Response {
    let asked: String = asked.get("q").chars().take(LONGEST).collect();
    let catalogue = &registry.catalogue();
    let found = catalogue.search_fields(&asked);
    let year = u16::try_from(registry.now().tehran_date().jalali().year()).unwrap_or_default();
    let title = lang.say("رشته‌های مصوب", "Approved fields");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "مجوز مشاغل خانگی تنها در این رشته‌ها داده می‌شود. نام رشته یا بخشی از آن را بنویسید.",
            "Licences are given in these fields alone. Write the name of a field, or a part of it.",
        )) }
        form.card method="get" action=(lang.path("/fields")) role="search" {
            label for="q" { (lang.say("نام یا کد رشته", "Name or code of the field")) }
            input #q name="q" type="search" value=(asked) autocomplete="off";
            button.button { (lang.say("جست‌وجو", "Search")) }
        }
        p.count role="status" { (count(lang, found.len(), &asked)) }
        @if found.is_empty() { (nothing(lang)) } @else { (listed(lang, catalogue, &found, year)) }
        (source(lang, catalogue))
    };
    let page = framed(&Page { lang, title, path: "/fields", wrong: false, body });
    ([(CACHE_CONTROL, KEPT)], page).into_response()
}

fn count(lang: Lang, found: usize, asked: &str) -> String {
    let found = lang.digits(&found.to_string());
    match (lang, asked.is_empty()) {
        (Lang::Fa, true) => format!("{found} رشته"),
        (Lang::Fa, false) => format!("{found} رشته برای «{asked}»"),
        (Lang::En, true) => format!("{found} fields"),
        (Lang::En, false) => format!("{found} fields for “{asked}”"),
    }
}

fn nothing(lang: Lang) -> Markup {
    html! {
        section.card {
            h2 { (lang.say("رشته‌ای با این نام پیدا نشد", "No field has such a name")) }
            p { (lang.say(
                "واژهٔ کوتاه‌تر یا نام دیگری بنویسید؛ برای نمونه «گلیم» یا «بسته‌بندی». اگر رشتهٔ شما در فهرست نیست، \
                 از کارشناس ادارهٔ تعاون، کار و رفاه اجتماعی بپرسید.",
                "Try a shorter word or another name. If your field is not in the list, ask the labour office.",
            )) }
            ul.links {
                li { a href=(lang.path("/fields")) { (lang.say("همهٔ رشته‌ها", "All fields")) } }
                li { a href=(lang.path("/offices")) { (lang.say("تلفن اداره‌ها", "Telephone numbers of offices")) } }
            }
        }
    }
}

/// The fields under their categories, in the catalogue's order.
fn listed(lang: Lang, catalogue: &Catalogue, found: &[&ApprovedField], year: u16) -> Markup {
    let mut categories: Vec<&str> = Vec::new();
    for field in found {
        if !categories.contains(&field.category.as_str()) {
            categories.push(&field.category);
        }
    }
    html! {
        @for category in categories {
            section.card {
                h2 lang="fa" { (category) }
                ul.fields {
                    @for field in found.iter().filter(|field| field.category == category) {
                        li { (shown(lang, catalogue, field, year)) }
                    }
                }
            }
        }
    }
}

fn shown(lang: Lang, catalogue: &Catalogue, field: &ApprovedField, year: u16) -> Markup {
    let agency = |code| catalogue.agency(code).map_or("", |agency| agency.short_title.as_str());
    let budget = lang.digits(&year.to_string());
    html! {
        h3 { bdi lang="fa" { (field.title) } " " span.hint-inline { bdi { (lang.digits(field.code.as_str())) } } }
        p { (lang.say("دستگاه اجرایی: ", "Agency: ")) bdi lang="fa" { (agency(&field.agency)) } }
        @if let Some(clearance) = &field.starred {
            p { span.tag.wait { (lang.say("ستاره‌دار", "Starred")) } " "
                (lang.say("با استعلام از ", "Needs clearance by ")) bdi lang="fa" { (agency(clearance)) } }
        }
        @if field.hygiene { p { (lang.say("کارت بهداشت لازم است.", "A health card is needed.")) } }
        @if field.licensable {
            p.facility {
                @if field.is_loan_eligible(year) {
                    span.tag.good { (lang.say("تسهیلات ", "Loans in ")) (budget) (lang.say(": دارد", ": yes")) }
                } @else {
                    span.tag { (lang.say("تسهیلات ", "Loans in ")) (budget) (lang.say(": ندارد", ": no")) }
                }
            }
        } @else {
            p { span.tag.open { (lang.say("اکنون مجوز تازه داده نمی‌شود", "No new licences at present")) } }
        }
    }
}

/// Where the list comes from, and whether it is official.
pub fn source(lang: Lang, catalogue: &Catalogue) -> Markup {
    let edition = &catalogue.edition;
    html! {
        p.hint {
            (lang.say("ویرایش ", "Edition ")) bdi { (lang.digits(edition.id.as_str())) } (lang.say("، ", ", "))
            (lang.say("از ", "in force from ")) bdi.figure { (lang.day(edition.valid_from)) } ". "
            @if !edition.official {
                (lang.say("این ویرایش رسمی نیست: ", "This edition is not official: ")) bdi lang="fa" { (edition.source) } "."
            }
        }
    }
}
