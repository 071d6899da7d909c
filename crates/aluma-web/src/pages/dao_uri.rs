//! What other programs know a community by: the document of ERC-4824, as far as a stranger may read.
//! Lists of members and decisions are in the archive that a community takes with it, in full.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::Visibility;
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value as Json, json};

use crate::pages::community::{find, title};
use crate::parts::name;
use crate::visit::Visit;

const CONTEXT: &str = "https://www.daostar.org/schemas";
/// Digits of the network's name in an id: as many as CAIP-2 has room for.
const DIGITS: usize = 32;
/// The media type of the document.
pub(crate) const KIND: &str = "application/ld+json";

/// GET /c/{dao}/dao.json
pub(crate) async fn page(visit: Visit, Path(dao): Path<String>) -> Response {
    let origin = visit.origin();
    let call = visit.as_stranger();
    match call.hear(move |scene| document(scene, &dao, &origin)).await {
        Ok(document) => ([(CONTENT_TYPE, KIND)], format!("{document:#}")).into_response(),
        Err(told) => visit.refuse(told).await,
    }
}

fn document(scene: &Scene<'_>, dao: &str, origin: &str) -> Result<Json, Refusal> {
    let dao = find(scene, dao)?;
    let network = scene.node().network().to_string();
    let network = network.trim_start_matches("0x").get(..DIGITS).unwrap_or_default().to_owned();
    let home = format!("{origin}/c/{}", dao.dao.0);
    let mut document = json!({
        "@context": CONTEXT,
        "type": "DAO",
        "id": format!("aluma:{network}:dao-{}", dao.dao.0),
        "name": title(scene, &dao),
        "description": name::words_plain(scene, &dao.purpose.id),
    });
    // An address that answers a stranger with nothing is none to give.
    if dao.visibility == Visibility::Open {
        document["governanceURI"] = Json::from(format!("{home}/charter"));
    }
    Ok(document)
}
