//! A path that leads nowhere.

use aluma_api::problem::Own;
use axum::response::Response;

use crate::visit::Visit;

/// Any path that no page has.
pub(crate) async fn page(visit: Visit) -> Response {
    let told = visit.call().unheard(Own::NotFound);
    visit.refuse(told).await
}
