//! What pages load: style, font, icon. Their names change with their content, so that they are kept for ever.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::App;

/// A file of the pages.
pub struct Asset {
    /// Its address.
    pub path: &'static str,
    media: &'static str,
    content: &'static [u8],
}

/// The style.
pub const CSS: Asset = Asset {
    path: concat!("/assets/portal.css?v=", env!("CARGO_PKG_VERSION")),
    media: "text/css; charset=utf-8",
    content: include_bytes!("../../assets/portal.css"),
};
/// What pages of the administration add to the style.
pub const ADMINISTRATION_CSS: Asset = Asset {
    path: concat!("/assets/administration.css?v=", env!("CARGO_PKG_VERSION")),
    media: "text/css; charset=utf-8",
    content: include_bytes!("../../assets/administration.css"),
};
/// What makes some pages easier; all of them work without it.
pub const SCRIPT: Asset = Asset {
    path: concat!("/assets/portal.js?v=", env!("CARGO_PKG_VERSION")),
    media: "text/javascript; charset=utf-8",
    content: include_bytes!("../../assets/portal.js"),
};
/// The icon.
pub const ICON: Asset = Asset {
    path: "/assets/icon.svg",
    media: "image/svg+xml",
    content: include_bytes!("../../assets/icon.svg"),
};
const FONT: Asset = Asset {
    path: "/assets/vazirmatn.woff2",
    media: "font/woff2",
    content: include_bytes!("../../assets/vazirmatn.woff2"),
};

/// Their routes.
pub fn routes() -> Router<App> {
    [&CSS, &ADMINISTRATION_CSS, &SCRIPT, &ICON, &FONT].into_iter().fold(
        Router::new(),
        |router, asset| {
            let path = asset.path.split('?').next().unwrap_or(asset.path);
            router.route(path, get(move || async move { given(asset) }))
        },
    )
}

fn given(asset: &'static Asset) -> Response {
    let headers = [(CONTENT_TYPE, asset.media), (CACHE_CONTROL, "public, max-age=86400")];
    (headers, asset.content).into_response()
}
