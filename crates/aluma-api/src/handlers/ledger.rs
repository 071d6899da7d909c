//! What this ledger is: status, genesis, catalog, OpenAPI.

use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::header::{FLAG_MANUAL, FLAG_SIMULATED};
use aluma_types::json::to_json;
use axum::response::Response;
use serde_json::{Value as Json, json};

use crate::call::Call;
use crate::problem::Refusal;
use crate::scene::Scene;

/// GET /v1/status
pub(crate) async fn status(call: Call) -> Response {
    call.answer(|scene| Ok(status_of(scene))).await
}

fn status_of(scene: &Scene<'_>) -> Json {
    let node = scene.node();
    let header = scene.look(|_, view| view.header.clone());
    let simulated = header.flags & FLAG_SIMULATED != 0;
    let manual = node.genesis().manual_clock;
    let clock = match (manual, simulated) {
        (true, _) => "manual",
        (false, true) => "simulated",
        (false, false) => "wall",
    };
    json!({
        "network": node.network().to_string(),
        "height": header.height,
        "head": header.id().to_string(),
        "time": header.time.0,
        "now": node.now().0,
        "state_root": header.state.to_string(),
        "rules": header.rules,
        "flags": { "simulated": simulated, "manual": header.flags & FLAG_MANUAL != 0 },
        "halted": node.halted(),
        "clock": clock,
        "indexed": scene.app.index.height(),
        "version": env!("CARGO_PKG_VERSION"),
        "first_account": node.genesis().operator_account().0,
    })
}

/// GET /v1/genesis
pub(crate) async fn genesis(call: Call) -> Response {
    call.answer(|scene| {
        let genesis = scene.node().genesis();
        let bytes = genesis.to_bytes();
        let spec = aluma_core::Genesis::SPEC;
        let words = spec.decode(&bytes).map_or(Json::Null, |value| to_json(spec, &value, scene));
        let mut answer = json!({
            "bytes": hex(&bytes),
            "network": genesis.network().to_string(),
            "first_account": genesis.operator_account().0,
        });
        if let (Some(answer), Json::Object(words)) = (answer.as_object_mut(), words) {
            answer.extend(words);
        }
        Ok::<_, Refusal>(answer)
    })
    .await
}

/// GET /v1/actions
pub(crate) async fn actions(call: Call) -> Response {
    call.answer(|scene| Ok(crate::catalog::actions(scene.node().registry()))).await
}

/// GET /v1/parameters
pub(crate) async fn parameters(call: Call) -> Response {
    call.answer(|_| Ok(crate::catalog::parameters())).await
}

/// GET /v1/openapi.json
pub(crate) async fn openapi(call: Call) -> Response {
    call.answer(|scene| Ok(crate::openapi::document(scene.node().registry()))).await
}
