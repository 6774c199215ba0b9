//! What stands on every page of the administration.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::{Signed, renewal};
use crate::administration::Right;
use crate::web::assets;
use crate::web::lang::Lang;
use crate::web::layout::{brand, head, tongue};

/// A page before it is put into its frame.
pub struct Place<'p> {
    /// Its language.
    pub lang: Lang,
    /// Who sees it; nobody before they have signed in.
    pub signed: Option<&'p Signed>,
    /// Its title; the site's name is added.
    pub title: &'p str,
    /// Its own address, without the language.
    pub path: &'p str,
    /// Whether something on it is wrong and to be corrected.
    pub wrong: bool,
    /// What is on it.
    pub body: Markup,
}

/// The places of the menu, and what one must be allowed to do there.
const PLACES: [(&str, &str, &str, &[Right]); 6] = [
    ("/administration/tray", "ارجاع‌نشده‌ها", "Not taken", &[Right::Tray]),
    ("/administration/catalogue", "فهرست‌ها", "Catalogue", &[Right::Catalogue, Right::Publish]),
    ("/administration/officers", "کارکنان", "Officers", &[Right::Officers]),
    ("/administration/workstations", "رایانه‌ها", "Workstations", &[Right::Workstations]),
    ("/administration/figures", "ارقام", "Figures", &[Right::Figures]),
    ("/administration/audit", "بازرسی", "Audit", &[Right::Audit]),
];

impl Place<'_> {
    /// The page as an answer, which says in its status whether something is to be corrected.
    pub fn answer(&self) -> Response {
        let status = if self.wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        (status, framed(self)).into_response()
    }
}

/// A table that may be wider than the screen, and that the keyboard can scroll.
pub fn scrolled(lang: Lang, table: &Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(lang.say("جدول", "Table")) { table { (table) } }
    }
}

/// Puts a page into its frame.
pub fn framed(place: &Place<'_>) -> Markup {
    let Place { lang, signed, title, path, wrong, body } = place;
    let lang = *lang;
    let style = html! { link rel="stylesheet" href=(assets::ADMINISTRATION_CSS.path); };
    html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.direction()) {
            (head(lang, title, *wrong, &style))
            body.administration {
                a.skip href="#main" { (lang.say("رفتن به متن اصلی", "Skip to the content")) }
                header.top { div.wide {
                    (brand(lang, "/administration", lang.say("مدیریت سامانه", "Administration")))
                    (menu(lang, *signed, path))
                } }
                main #main { div.wide {
                    @if let Some(signed) = signed { (renewal::told(signed)) }
                    (body)
                } }
            }
        }
    }
}

fn menu(lang: Lang, signed: Option<&Signed>, path: &str) -> Markup {
    let here = |place: &str| path.starts_with(place).then_some("page");
    html! {
        nav aria-label=(lang.say("بخش‌های مدیریت", "Parts of the administration")) { ul {
            @if let Some(signed) = signed {
                @for (place, fa, en, rights) in PLACES {
                    @if rights.iter().any(|right| signed.administrator.may(*right)) {
                        li { a href=(lang.path(place)) aria-current=[here(place)] { (lang.say(fa, en)) } }
                    }
                }
            }
            li.tongue { (tongue(lang, path)) }
            @if let Some(signed) = signed {
                li { form method="post" action=(lang.path("/administration/sign-out")) {
                    (signed.token())
                    button.plain { (lang.say("خروج", "Sign out")) " (" bdi lang="fa" { (signed.administrator.name) } ")" }
                } }
            }
        } }
    }
}
