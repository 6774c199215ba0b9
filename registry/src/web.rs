//! The outside: pages for applicants and for whoever holds a paper, by HTTP.
//!
//! Every page exists in Persian and, under `/en`, in English; works without a script; and keeps nothing on the
//! server but what the applicant gave. A handler parses, calls one act or one query, and shows.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::Registry;
use crate::config::Site;
use crate::status_list::StatusLists;

pub mod address;
pub mod administration;
pub mod arriving;
pub mod asking;
pub mod assets;
mod at_once;
pub mod compression;
pub mod cookies;
pub mod counting;
mod documents_moving;
pub mod fields;
pub mod figures;
pub mod form;
pub mod guard;
pub mod guide;
pub mod heads;
pub mod health;
pub mod home;
pub mod kept;
pub mod lang;
pub mod law;
pub mod layout;
pub mod limits;
pub mod offices;
pub mod one_file;
pub mod problem;
pub mod register;
mod serving;
pub mod session;
pub mod status;
pub mod v1;
pub mod verify;
pub mod whose;

pub use serving::{Patience, serve};

use address::Client;
use administration::watch::Watched;
use arriving::Arriving;
use counting::Counted;
use kept::KeptPages;
use lang::Lang;
use limits::Limits;
use problem::Problem;

/// The largest form. Files have a limit of their own.
const MAX_FORM_BYTES: usize = 64 * 1024;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a file may take: the largest one on the slowest line that is still used, of 4 KB a second. One that stands
/// still is given up long before.
const PATIENCE_WITH_FILES: Duration = Duration::from_hours(1);

/// What handlers work with. To clone it is to count one more.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of the outside.
pub struct Parts {
    /// The registry.
    pub registry: Registry,
    /// How the site is reached.
    pub site: Site,
    /// Who asked how often.
    pub limits: Limits,
    /// The list of licences out of force that was built last.
    pub status_lists: StatusLists,
    /// The pages that were drawn already.
    pub kept_pages: KeptPages,
}

impl App {
    /// The outside of a registry.
    pub fn new(registry: Registry, site: Site) -> Self {
        Self(Arc::new(Parts {
            registry,
            limits: Limits::new(site.limits),
            site,
            status_lists: StatusLists::default(),
            kept_pages: KeptPages::default(),
        }))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<App> for Registry {
    fn from_ref(app: &App) -> Self {
        app.registry.clone()
    }
}

/// Every route, behind what guards all of them.
pub fn router(app: App) -> Router {
    let timeout =
        |patience| TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, patience);
    let addresses = Router::new()
        .merge(pages(&app, Lang::Fa))
        .nest("/en", pages(&app, Lang::En))
        .merge(assets::routes())
        .merge(health::routes())
        .merge(v1::routes())
        .layer(DefaultBodyLimit::max(MAX_FORM_BYTES))
        .layer(timeout(PATIENCE))
        .merge(files(Lang::Fa).layer(timeout(PATIENCE_WITH_FILES)))
        .merge(Router::new().nest("/en", files(Lang::En)).layer(timeout(PATIENCE_WITH_FILES)))
        .with_state(app.clone());
    let known = addresses.clone();
    addresses
        .fallback(|request: Request| problem::not_found(known, request))
        .method_not_allowed_fallback(problem::wrong_method)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app, around))
}

/// What every request and answer passes. It is one layer, since each clones all that lies below it.
async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let counted = Counted::begin(&request);
    let takes_gzip = compression::takes_gzip(request.headers());
    let lang = Lang::of_path(request.uri().path());
    let arriving = Arriving::of(&mut request);
    let mut response = answered(&app, request, next).await;
    if let Some(arriving) = arriving
        && arriving.rest().await.is_err()
    {
        response = Problem::TooSlow.shown(lang).into_response();
    }
    guard::add_headers(response.headers_mut());
    let response = compression::compress(response, takes_gzip).await;
    counted.end(&app.registry.metrics, response.status());
    response
}

async fn answered(app: &App, request: Request, next: Next) -> Response {
    let client = Client::asking(request.extensions(), request.headers(), &app.site);
    let watched = Watched::of(client, &request);
    let path = request.uri().path().to_owned();
    let response = match app.limits.requests.begin(client) {
        None => Problem::TooMany.at(&path),
        Some(_going) => match guard::refused(app, &request) {
            Some(refused) => refused,
            None => problem::in_our_words(next.run(request).await, &path),
        },
    };
    if let Some(watched) = watched {
        watched.end(app, response.status()).await;
    }
    response
}

/// A fault of ours, which has noted itself. What is said of it is said to all alike.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// The pages in one language.
fn pages(app: &App, lang: Lang) -> Router<App> {
    let for_everybody = Router::new()
        .merge(home::routes())
        .merge(fields::routes())
        .merge(guide::routes())
        .merge(law::routes())
        .merge(offices::routes())
        .layer(middleware::from_fn_with_state(app.clone(), kept::once));
    Router::new()
        .merge(for_everybody)
        .merge(register::routes())
        .merge(status::routes())
        .merge(verify::routes())
        .merge(administration::routes())
        .layer(axum::Extension(lang))
}

/// What takes files in; it has limits and patience of its own.
fn files(lang: Lang) -> Router<App> {
    register::file_routes()
        .merge(status::file_routes())
        .merge(administration::file_routes())
        .layer(axum::Extension(lang))
}
