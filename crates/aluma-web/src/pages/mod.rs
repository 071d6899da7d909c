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
pub(crate) mod receipt;

/// Every page.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/", get(home::page))
        .route("/c", get(communities::page))
        .route("/c/{dao}", get(community::page))
        .route("/act/{action}", get(act::page))
        .route("/receipt/{id}", get(receipt::page))
        .route("/design", get(design::page))
}
