//! One file a page.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::visit::Web;

pub(crate) mod act;
pub(crate) mod communities;
pub(crate) mod community;
pub(crate) mod design;
pub(crate) mod home;
pub(crate) mod missing;
pub(crate) mod poll;
pub(crate) mod polls;
pub(crate) mod proposal;
pub(crate) mod proposals;
pub(crate) mod propose;
pub(crate) mod receipt;

/// Every page.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/", get(home::page))
        .route("/c", get(communities::page))
        .route("/c/{dao}", get(community::page))
        .route("/act/{action}", get(act::page))
        .route("/c/{dao}/ask", get(polls::ask))
        .route("/c/{dao}/polls", get(polls::page))
        .route("/c/{dao}/proposals", get(proposals::page))
        .route("/c/{dao}/propose", get(propose::page).post(propose::again))
        .route("/p/{proposal}", get(proposal::page))
        .route("/poll/{poll}", get(poll::page))
        .route("/receipt/{id}", get(receipt::page))
        .route("/design", get(design::page))
}
