//! `/administration`: what waits for whoever is signed in.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::{Place, Signed, framed, password, renewal, supervisor, words};
use crate::Registry;
use crate::administration::renewals::{self, Whose};
use crate::administration::supervisors;
use crate::administration::{Right, officers, tray, workstations};
use crate::error::StoreError;
use crate::web::App;
use crate::web::lang::Lang;
use crate::web::problem::unavailable;

/// Its route.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(page))
}

async fn page(State(registry): State<Registry>, signed: Signed) -> Response {
    let lang = signed.lang;
    let cards = match cards(&registry, &signed).await {
        Ok(cards) => cards,
        Err(error) => return unavailable(&error).shown(lang).into_response(),
    };
    let open = match renewals::open(&registry, Whose::Anybodys).await {
        Ok(open) => open,
        Err(error) => return unavailable(&error).shown(lang).into_response(),
    };
    let marks = match supervisors::open(&registry, None).await {
        Ok(marks) => marks,
        Err(error) => return unavailable(&error).shown(lang).into_response(),
    };
    let title = lang.say("مدیریت سامانه", "Administration");
    let administrator = &signed.administrator;
    let duties: Vec<&str> =
        administrator.duties.iter().map(|duty| words::duty_name(lang, *duty)).collect();
    let body = html! {
        h1 { (title) }
        p.lead { bdi lang="fa" { (administrator.name) } " — "
            bdi lang="fa" { (words::office(&registry.catalogue(), &administrator.office)) } " — "
            (duties.join(lang.say("، ", ", "))) }
        (renewal::waiting(&signed, &open))
        (supervisor::waiting(&signed, &marks))
        div.tiles { @for card in &cards { (card) } }
        p.after { a href=(lang.path(password::PATH)) { (lang.say("تغییر گذرواژه", "Change the password")) } }
    };
    let path = "/administration";
    framed(&Place { lang, signed: Some(&signed), title, path, wrong: false, body }).into_response()
}

async fn cards(registry: &Registry, signed: &Signed) -> Result<Vec<Markup>, StoreError> {
    let (lang, administrator) = (signed.lang, &signed.administrator);
    let mut cards = Vec::new();
    if administrator.may(Right::Tray) {
        let waiting = tray::count(registry).await?;
        cards.push(card(
            lang,
            "/administration/tray",
            lang.say("درخواست‌های ارجاع‌نشده", "Applications that no office took"),
            waiting,
            lang.say("در انتظار ارجاع", "waiting"),
        ));
    }
    if administrator.may(Right::Officers) {
        let unready = officers::count_unready(registry).await?;
        cards.push(card(
            lang,
            "/administration/officers",
            lang.say("کارکنان", "Officers"),
            unready,
            lang.say("دعوتِ پذیرفته‌نشده", "invitations not taken up"),
        ));
    }
    if administrator.may(Right::Workstations) {
        let frozen = workstations::count_frozen(registry).await?;
        cards.push(card(
            lang,
            "/administration/workstations",
            lang.say("رایانه‌ها", "Workstations"),
            frozen,
            lang.say("رایانه که باید بررسی شود", "to be looked into"),
        ));
    }
    let further = [
        (
            [Right::Catalogue, Right::Publish],
            "/administration/catalogue",
            lang.say("فهرست‌ها", "Catalogue"),
            lang.say(
                "رشته‌ها، دفترها، شرط‌ها و مهلت‌ها؛ ویرایش، امضا و انتشار",
                "Fields, offices, conditions, deadlines: edit, sign, publish",
            ),
        ),
        (
            [Right::Figures; 2],
            "/administration/figures",
            lang.say("ارقام", "Figures"),
            lang.say(
                "شمار درخواست‌ها و مجوزها در هر دوره و استان، با تعریف هر رقم",
                "Applications and licences by period and place, each figure defined",
            ),
        ),
        (
            [Right::Audit; 2],
            "/administration/audit",
            lang.say("بازرسی", "Audit"),
            lang.say("چه کسی چه کرده است؛ سرگذشت پرونده‌ها", "Who did what; histories of cases"),
        ),
    ];
    for (rights, path, title, what) in further {
        if rights.iter().any(|right| administrator.may(*right)) {
            cards.push(tile(lang, path, title, &html! { (what) }));
        }
    }
    Ok(cards)
}

fn card(lang: Lang, path: &str, title: &str, count: u64, what: &str) -> Markup {
    tile(lang, path, title, &html! { b { (lang.digits(&count.to_string())) } " " (what) })
}

fn tile(lang: Lang, path: &str, title: &str, what: &Markup) -> Markup {
    html! { a.tile href=(lang.path(path)) { strong { (title) } span { (what) } } }
}
