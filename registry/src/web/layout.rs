//! What stands on every page.

use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::lang::Lang;

/// How long anybody may keep a page that says the same to everybody.
pub const KEPT: &str = "public, max-age=300";

/// A page before it is put into its frame.
pub struct Page<'p> {
    /// Its language.
    pub lang: Lang,
    /// Its title; the site's name is added.
    pub title: &'p str,
    /// Its own address, without the language: the same page in the other language, and where the menu stands.
    pub path: &'p str,
    /// Whether something on it is wrong and to be corrected.
    pub wrong: bool,
    /// What is on it.
    pub body: Markup,
}

/// Puts a page into its frame.
pub fn framed(page: &Page<'_>) -> Markup {
    let Page { lang, title, path, wrong, body } = page;
    let lang = *lang;
    let head = head(lang, title, *wrong, &html! { script src=(assets::SCRIPT.path) defer {} });
    html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=(lang.direction()) {
            (head)
            body {
                a.skip href="#main" { (lang.say("رفتن به متن اصلی", "Skip to the content")) }
                header.top { div.wide {
                    (brand(lang, "/", lang.say(
                        "وزارت تعاون، کار و رفاه اجتماعی",
                        "Ministry of Cooperatives, Labour and Social Welfare",
                    )))
                    (menu(lang, path))
                } }
                main #main { div.wide { (body) } }
                footer { div.wide {
                    (lang.say("دبیرخانهٔ ستاد ساماندهی و حمایت از مشاغل خانگی", "Secretariat for home-based businesses"))
                    br;
                    (lang.say(
                        "برای راهنمایی تلفنی، با ادارهٔ تعاون، کار و رفاه اجتماعی استان یا شهرستان خود تماس بگیرید.",
                        "For help by telephone, call the labour office of your province or county.",
                    ))
                } }
            }
        }
    }
}

/// The head of a page: what browsers must know before they show it.
pub(super) fn head(lang: Lang, title: &str, wrong: bool, further: &Markup) -> Markup {
    let site = lang.say("مشاغل خانگی", "Home-based businesses");
    let mark = if wrong { lang.say("خطا: ", "Error: ") } else { "" };
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (mark) (title) " — " (site) }
            link rel="stylesheet" href=(assets::CSS.path);
            (further)
            link rel="icon" href=(assets::ICON.path) type="image/svg+xml";
        }
    }
}

/// The sign and name of the site, which lead to a page.
pub(super) fn brand(lang: Lang, home: &str, below: &str) -> Markup {
    html! {
        a.brand href=(lang.path(home)) {
            svg viewBox="0 0 20 20" aria-hidden="true" {
                path fill="none" stroke="#0e4350" stroke-width=".5" d="M18.7 10 16.15 12.55V16.15H12.55L10 18.7 7.45 16.15H3.85V12.55L1.3 10 3.85 7.45V3.85H7.45L10 1.3 12.55 3.85H16.15V7.45Z" {}
                circle cx="10" cy="10" r="2.6" fill="#0e4350" {}
            }
            span {
                b { (lang.say("مشاغل خانگی", "Home-based businesses")) }
                span { (below) }
            }
        }
    }
}

/// The places of the menu.
const PLACES: [(&str, &str, &str); 4] = [
    ("/", "خانه", "Home"),
    ("/register", "ثبت‌نام", "Register"),
    ("/status", "پیگیری", "Follow up"),
    ("/verify", "استعلام مجوز", "Verify a licence"),
];

fn menu(lang: Lang, path: &str) -> Markup {
    let is_here = |place: &str| path == place || (place != "/" && path.starts_with(place));
    html! {
        nav aria-label=(lang.say("بخش‌های سامانه", "Parts of the site")) { ul {
            @for (place, fa, en) in PLACES {
                li { a href=(lang.path(place)) aria-current=[is_here(place).then_some("page")] { (lang.say(fa, en)) } }
            }
            li.tongue { (tongue(lang, path)) }
        } }
    }
}

/// The way to the same page in the other language.
pub(super) fn tongue(lang: Lang, path: &str) -> Markup {
    let other = match lang {
        Lang::Fa => Lang::En,
        Lang::En => Lang::Fa,
    };
    html! {
        a href=(other.path(path)) lang=(other.code()) hreflang=(other.code()) { (lang.say("English", "فارسی")) }
    }
}
