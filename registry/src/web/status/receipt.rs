//! The receipt, as a file to print.

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

use crate::acts;
use crate::receipt;
use crate::web::App;
use crate::web::address::Client;
use crate::web::lang::Lang;
use crate::web::problem::{Problem, not_done};
use crate::web::session::Applicant;
use crate::web::whose::{OpenedFor, Whose};

const PATH: &str = "/status/receipt";
/// The file's name says nothing of its owner: it stays on devices that several people use.
const AS_FILE: &str = "attachment; filename=\"receipt.pdf\"";

pub(super) fn routes() -> Router<App> {
    Router::new().route(PATH, get(give))
}

/// What leads to it, for pages of whoever is signed in.
pub fn link(lang: Lang, whose: &Whose) -> Markup {
    html! {
        a.button.second href=(whose.address(PATH)) {
            (lang.say("دریافت رسید (PDF)", "Download the receipt (PDF, in Persian)"))
        }
    }
}

async fn give(
    State(app): State<App>,
    lang: Lang,
    client: Client,
    applicant: Applicant,
    opened: OpenedFor,
) -> Response {
    if opened.0.is_some() && !opened.is(&app.registry, &applicant) {
        return Problem::OtherCase.shown(lang).into_response();
    }
    if !app.limits.may_look_up(client, Some(&applicant.code)) {
        return Problem::TooMany.shown(lang).into_response();
    }
    let case = match acts::read(&app.registry, &applicant).await {
        Ok((_, case)) => case,
        Err(error) => return not_done(&error, lang),
    };
    let written = match receipt::write(&app.registry, &case, &app.site.origin) {
        Ok(written) => written,
        Err(error) => {
            tracing::error!(error = %error, "a receipt could not be written");
            return Problem::Unavailable.shown(lang).into_response();
        }
    };
    match app.limits.drawing.work(move || written.draw()).await {
        Ok(Ok(file)) => {
            let headers = [(CONTENT_TYPE, "application/pdf"), (CONTENT_DISPOSITION, AS_FILE)];
            (headers, file).into_response()
        }
        // What the error says of its fields may be what somebody typed.
        Ok(Err(_)) => {
            tracing::error!("a receipt could not be drawn");
            Problem::Unavailable.shown(lang).into_response()
        }
        Err(_) => Problem::TooMany.shown(lang).into_response(),
    }
}
