//! The administration: for the secretariat and IT staff, behind a sign-in with two factors.
//!
//! A handler takes [`Signed`], or [`Sent`] where a form comes with it, asks for the right it needs, calls one act
//! of [`crate::administration`], and shows.

use axum::Router;

use super::App;

mod audit;
mod catalogue;
mod days;
mod figures;
mod frame;
mod home;
mod invitation;
mod officers;
mod password;
mod renewal;
mod sign_in;
mod signed;
mod supervisor;
mod tray;
pub mod watch;
mod words;
mod workstations;

pub use frame::{Place, framed, scrolled};
pub use signed::{Sent, Signed, Whatever};

/// Its routes.
pub fn routes() -> Router<App> {
    let pages = Router::new()
        .merge(home::routes())
        .merge(sign_in::routes())
        .merge(invitation::routes())
        .merge(officers::routes())
        .merge(password::routes())
        .merge(renewal::routes())
        .merge(workstations::routes())
        .merge(tray::routes())
        .merge(catalogue::routes())
        .merge(figures::routes())
        .merge(audit::routes());
    Router::new().nest("/administration", pages)
}

/// What takes files in; it has limits and patience of its own.
pub fn file_routes() -> Router<App> {
    catalogue::file_routes()
}
