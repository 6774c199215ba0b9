//! Telephone numbers and hours of offices, by province and county.

use axum::Router;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::{Catalogue, Office, OfficeKind};
use domain::places::{ProvinceCode, divisions};
use maud::{Markup, html};

use super::App;
use super::fields::source;
use super::lang::Lang;
use super::layout::{KEPT, Page, framed};
use crate::Registry;
use crate::web::asking::Question;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/offices", get(show))
}

async fn show(lang: Lang, State(registry): State<Registry>, Question(asked): Question) -> Response {
    let chosen = ProvinceCode::parse(asked.get("province")).ok();
    let catalogue = &registry.catalogue();
    let known: Vec<ProvinceCode> = provinces(catalogue);
    let shown: Vec<ProvinceCode> =
        known.iter().copied().filter(|code| chosen.is_none_or(|chosen| chosen == *code)).collect();
    let title = lang.say("تلفن کارشناسان استان و شهرستان", "Telephone numbers of offices");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "اگر پیامی را نفهمیدید یا دوباره همان پیام را دیدید، با کارشناس مشاغل خانگی تماس بگیرید و کد رهگیری را آماده داشته باشید.",
            "If a message is not clear, or you see the same one again, call the office and have your tracking code at hand.",
        )) }
        form.card method="get" action=(lang.path("/offices")) {
            label for="province" { (lang.say("استان", "Province")) }
            select #province name="province" {
                option value="" { (lang.say("همهٔ استان‌ها", "All provinces")) }
                @for province in divisions().provinces() {
                    option value=(province.code) selected[chosen == Some(province.code)] { (province.name) }
                }
            }
            button.button { (lang.say("نمایش", "Show")) }
        }
        @if shown.is_empty() {
            section.card role="status" {
                h2 { (lang.say("ادارهٔ این استان هنوز در فهرست نیست", "No office of this province is in the list yet")) }
                p { (lang.say(
                    "با دبیرخانهٔ ستاد تماس بگیرید؛ شمارهٔ آن در فهرست همهٔ استان‌هاست.",
                    "Call the secretariat; its number is in the list of all provinces.",
                )) }
                ul.links { li { a href=(lang.path("/offices")) { (lang.say("همهٔ استان‌ها", "All provinces")) } } }
            }
        }
        @for province in shown { (of_province(lang, catalogue, province)) }
        (source(lang, catalogue))
    };
    let page = framed(&Page { lang, title, path: "/offices", wrong: false, body });
    ([(CACHE_CONTROL, KEPT)], page).into_response()
}

/// The provinces that have an office, in the order of their names.
fn provinces(catalogue: &Catalogue) -> Vec<ProvinceCode> {
    let has_office = |code| catalogue.offices.iter().any(|office| office.province == code);
    divisions().provinces().into_iter().map(|p| p.code).filter(|code| has_office(*code)).collect()
}

fn of_province(lang: Lang, catalogue: &Catalogue, province: ProvinceCode) -> Markup {
    // Applicants call the labour office first; banks are not called about an application.
    let rank = |kind: &OfficeKind| match kind {
        OfficeKind::Labour => Some(0),
        OfficeKind::Agency(_) => Some(1),
        OfficeKind::Jahad => Some(2),
        OfficeKind::Secretariat => Some(3),
        OfficeKind::BankLiaison(_) => None,
    };
    let mut offices: Vec<(&Office, u8)> = catalogue
        .offices
        .iter()
        .filter(|office| office.province == province)
        .filter_map(|office| Some((office, rank(&office.kind)?)))
        .collect();
    offices.sort_by_key(|(office, rank)| (office.county.is_none(), office.county, *rank));
    let county = |office: &Office| office.county.and_then(|code| divisions().county(code));
    let mut places: Vec<Option<&str>> = Vec::new();
    for (office, _) in &offices {
        let place = county(office).map(|county| county.name.as_str());
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let name = divisions().province(province).map_or("", |province| province.name.as_str());
    html! {
        section.card {
            h2 { (lang.say("استان ", "Province: ")) bdi lang="fa" { (name) } }
            @for place in places {
                h3.place {
                    @match place {
                        Some(place) => { (lang.say("شهرستان ", "County: ")) bdi lang="fa" { (place) } }
                        None => { (lang.say("همهٔ استان", "The whole province")) }
                    }
                }
                ul.offices {
                    @for (office, _) in offices.iter().filter(|(office, _)| county(office).map(|c| c.name.as_str()) == place) {
                        li { (telephone(lang, office)) }
                    }
                }
            }
        }
    }
}

/// An office with its telephone, hours and address.
pub fn telephone(lang: Lang, office: &Office) -> Markup {
    let phone = &office.letterhead.phone;
    let dialled: String = phone.chars().filter(char::is_ascii_digit).collect();
    html! {
        p { b lang="fa" { (office.title) } }
        a.telephone href={ "tel:" (dialled) } { bdi { (lang.digits(phone)) } }
        p.hint { (lang.say("ساعت پاسخ‌گویی: ", "Hours: ")) bdi lang="fa" { (office.hours) } }
    }
}
