//! `/administration/catalogue`: published editions, and the draft of the next one.

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::{Place, Signed, framed, scrolled, words};
use crate::Registry;
use crate::administration::Right;
use crate::editions::Published;
use crate::editions::draft::{self, Draft};
use crate::web::App;
use crate::web::asking::InPath;
use crate::web::lang::Lang;
use crate::web::problem::{Problem, Shown, unavailable};

mod columns;
mod differences;
mod draft_page;
mod import;
mod rows;
mod undo;
mod values;

pub use values::row_name;

const PATH: &str = "/administration/catalogue";
const DRAFT: &str = "/administration/catalogue/draft";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/catalogue", get(list))
        .route("/catalogue/editions/{number}/{what}", get(download))
        .merge(draft_page::routes())
        .merge(undo::routes())
        .merge(rows::routes())
}

/// What takes a file in.
pub fn file_routes() -> Router<App> {
    import::routes()
}

/// Lets whoever works on editions go on: those who edit, and those who publish.
fn may_look(signed: &Signed) -> Result<(), Shown> {
    let may = |right| signed.administrator.may(right);
    if may(Right::Catalogue) || may(Right::Publish) {
        Ok(())
    } else {
        Err(Problem::NotYourDuty.shown(signed.lang))
    }
}

async fn read(registry: &Registry, lang: Lang) -> Result<Option<Draft>, Response> {
    let draft = draft::read(registry).await;
    draft.map_err(|error| unavailable(&error).shown(lang).into_response())
}

fn page(signed: &Signed, title: &str, path: &str, wrong: bool, body: Markup) -> Response {
    let place = Place { lang: signed.lang, signed: Some(signed), title, path, wrong, body };
    framed(&place).into_response()
}

async fn list(State(registry): State<Registry>, signed: Signed) -> Result<Response, Response> {
    may_look(&signed)?;
    let lang = signed.lang;
    let held = read(&registry, lang).await?;
    let mut all = registry.editions.all();
    all.reverse();
    let title = lang.say("فهرست‌ها و ضوابط", "Catalogue");
    let body = html! {
        h1 { (title) }
        p.lead { (lang.say(
            "دفترها، رشته‌ها، شرایط، مدارک، مهلت‌ها و تعطیلات در ویرایش‌های تاریخ‌دار منتشر می‌شوند. هر درخواست ویرایش زمان ثبت‌نام خود را نگه می‌دارد.",
            "Offices, fields, conditions, documents, deadlines and holidays are published in dated editions. An application keeps the edition of its registration.",
        )) }
        section.card {
            h2 { (lang.say("پیش‌نویس ویرایش بعدی", "Draft of the next edition")) }
            @match &held {
                Some(held) => {
                    p { bdi { (held.catalogue.edition.id) } " — "
                        (lang.say("آخرین تغییر ", "last changed ")) (words::moment(lang, held.changed_at)) }
                    a.button href=(lang.path(DRAFT)) { (lang.say("باز کردن پیش‌نویس", "Open the draft")) }
                }
                None => { (draft_page::beginnings(&signed, None)) }
            }
        }
        h2 { (lang.say("ویرایش‌های منتشرشده", "Published editions")) }
        @if all.is_empty() {
            p.note { (lang.say("هنوز ویرایشی منتشر نشده است.", "No edition is published yet.")) }
        } @else {
            (scrolled(lang, &html! {
                thead { tr {
                    th scope="col" { (lang.say("نام", "Name")) }
                    th scope="col" { (lang.say("آغاز", "From")) }
                    th scope="col" { (lang.say("وضعیت", "State")) }
                    th scope="col" { (lang.say("امضا", "Signed by")) }
                    th scope="col" { (lang.say("انتشار", "Published")) }
                    th scope="col" { (lang.say("دریافت", "Download")) }
                } }
                tbody { @for edition in &all { (row(lang, &registry, edition)) } }
            }))
        }
    };
    Ok(page(&signed, title, PATH, false, body))
}

fn row(lang: Lang, registry: &Registry, edition: &Published) -> Markup {
    let in_force = registry.catalogue().edition.id == *edition.id();
    let state = if in_force {
        lang.say("اجرا می‌شود", "in force")
    } else if edition.valid_from() > registry.now().tehran_date() {
        lang.say("در راه است", "to come")
    } else {
        lang.say("گذشته", "past")
    };
    let console = lang.say("پایانهٔ سرور", "the server's console");
    let who = |account: &Option<domain::ids::OfficerId>| {
        account.as_ref().map_or_else(|| console.to_owned(), ToString::to_string)
    };
    let number = edition.file.number();
    let link = |what| lang.path(&format!("{PATH}/editions/{number}/{what}"));
    html! { tr {
        td { bdi { (edition.id()) } @if !edition.catalogue.edition.official { " (" (lang.say("نمونه", "sample")) ")" } }
        td { bdi.figure { (lang.day(edition.valid_from())) } }
        td { @if in_force { strong { (state) } } @else { (state) } }
        td { bdi { (who(&edition.signed_by)) } }
        td { bdi { (who(&edition.published_by)) } " — " (words::moment(lang, edition.published_at)) }
        td {
            a href=(link("document")) { (lang.say("سند", "Document")) } " · "
            a href=(link("file")) { (lang.say("فایل امضاشده", "Signed file")) }
        }
    } }
}

async fn download(
    State(registry): State<Registry>,
    signed: Signed,
    InPath((number, what)): InPath<(u32, String)>,
) -> Result<Response, Response> {
    may_look(&signed)?;
    let all = registry.editions.all();
    let found = all.into_iter().find(|edition| edition.file.number() == number);
    match (found, what.as_str()) {
        (Some(edition), "document") => {
            Ok(document(&format!("edition-{number}.json"), edition.file.document().to_vec()))
        }
        (Some(edition), "file") => {
            let headers = [
                (CONTENT_TYPE, "application/octet-stream".to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"edition-{number}.cbor\"")),
            ];
            Ok((headers, edition.file.as_bytes().to_vec()).into_response())
        }
        _ => Err(Problem::NotFound.shown(signed.lang).into_response()),
    }
}

/// A document to be saved.
fn document(name: &str, content: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, content).into_response()
}
