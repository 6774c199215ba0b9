//! Pages that say the same to everybody are drawn and compressed once for each day and edition of the catalogue.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_ENCODING, HeaderMap, HeaderValue, VARY};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::catalogue::Catalogue;
use domain::dates::Date;

use super::App;
use super::compression::{compressed_well, takes_gzip};
use super::lang::Lang;

/// The pages that were drawn. There are as many as there are routes without questions, in two languages.
#[derive(Debug, Default)]
pub struct KeptPages {
    drawn: RwLock<Drawn>,
}

/// What was drawn on one day from one edition.
#[derive(Debug, Default)]
struct Drawn {
    of: Option<(Date, Arc<Catalogue>)>,
    pages: HashMap<(Lang, String), Page>,
}

#[derive(Debug, Clone)]
struct Page {
    headers: HeaderMap,
    plain: Bytes,
    compressed: Bytes,
}

impl Page {
    fn answer(self, compressed: bool) -> Response {
        let Self { mut headers, plain, compressed: bytes } = self;
        // The plain page passes what compresses, which says so itself.
        if compressed {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        (headers, if compressed { bytes } else { plain }).into_response()
    }
}

impl Drawn {
    fn is_of(&self, day: Date, edition: &Arc<Catalogue>) -> bool {
        self.of.as_ref().is_some_and(|of| of.0 == day && Arc::ptr_eq(&of.1, edition))
    }
}

impl KeptPages {
    fn find(&self, day: Date, edition: &Arc<Catalogue>, key: &(Lang, String)) -> Option<Page> {
        let drawn = self.drawn.read().unwrap_or_else(PoisonError::into_inner);
        if drawn.is_of(day, edition) { drawn.pages.get(key).cloned() } else { None }
    }

    fn keep(&self, day: Date, edition: Arc<Catalogue>, key: (Lang, String), page: Page) {
        let mut drawn = self.drawn.write().unwrap_or_else(PoisonError::into_inner);
        if !drawn.is_of(day, &edition) {
            *drawn = Drawn { of: Some((day, edition)), pages: HashMap::new() };
        }
        drawn.pages.insert(key, page);
    }
}

/// Answers with the page that was drawn before, or has it drawn. An address with a question is drawn each time:
/// there are too many of them.
pub async fn once(State(app): State<App>, lang: Lang, request: Request, next: Next) -> Response {
    if *request.method() != Method::GET || request.uri().query().is_some() {
        return next.run(request).await;
    }
    let taken = takes_gzip(request.headers());
    let key = (lang, request.uri().path().to_owned());
    // Both are read before the page is drawn, so that it is never older than it says.
    let (day, edition) = (app.registry.now().tehran_date(), app.registry.catalogue());
    if let Some(page) = app.kept_pages.find(day, &edition, &key) {
        return page.answer(taken);
    }
    let (head, body) = next.run(request).await.into_parts();
    let Ok(plain) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let compressed = compressed_well(&plain);
    let Some(compressed) = compressed.filter(|_| head.status == StatusCode::OK) else {
        return Response::from_parts(head, plain.into());
    };
    let page = Page { headers: head.headers, plain, compressed: compressed.into() };
    app.kept_pages.keep(day, edition, key, page.clone());
    page.answer(taken)
}
