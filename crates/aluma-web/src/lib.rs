//! Pages by the server: the face of the ledger in English and Hebrew.
//!
//! Reading order: [`site`] (where the node is reached), `visit` (who looks, in which language),
//! `guard` (headers that keep a page what it is), `page` and `parts` (what pages are made of),
//! `form` (forms of any action, and the canonical bytes of what was filled in), `pages` (one file a
//! page), `session`, `live`, `assets`.
//!
//! A page reads through [`aluma_api::Scene`] as the API does, so who may see what is decided in one
//! place. No rule of the ledger is here: what an action needs is in its spec, and what it says is
//! shown by the signer from the bytes that are signed.

use std::sync::Arc;

use aluma_api::Desk;
use axum::Router;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tower::ServiceExt;
use tower_http::compression::CompressionLayer;

mod assets;
mod form;
mod guard;
mod live;
mod markdown;
mod page;
mod pages;
mod parts;
mod prose;
mod session;
pub mod site;
mod visit;

#[cfg(test)]
mod tests;

pub use assets::{embedded, integrity};
pub use site::{Guest, Site};

use crate::visit::Web;

/// Every page, and the API below `/v1`.
pub fn router(desk: Desk, site: Site) -> Router {
    let api = desk.api();
    let web = Arc::new(Web { desk, site });
    let pages = pages::routes()
        .route("/session", post(session::begin))
        .route("/session/end", post(session::end))
        .route("/prepare/{action}", post(form::prepare::prepare))
        .route("/assets/{name}", get(assets::asset))
        .layer(CompressionLayer::new())
        .route("/live", get(live::live))
        .fallback(pages::missing::page)
        .layer(from_fn_with_state(Arc::clone(&web), guard::guard))
        .with_state(web);
    Router::new().fallback(move |request: Request| {
        let (api, pages) = (api.clone(), pages.clone());
        async move {
            let path = request.uri().path();
            let is_api = path == "/v1" || path.starts_with("/v1/");
            let answer = if is_api { api.oneshot(request) } else { pages.oneshot(request) };
            answer.await
        }
    })
}
