//! HTTP: JSON by spec, server-sent events, OpenAPI, problem answers. There is no code for any
//! single action or view; what is here is about the protocol.
//!
//! Reading order: `call` (a request's way to a handler and back), `scene` (who reads, and what may
//! be looked up for them), [`problem`] (being told no), `handlers` (one file per question),
//! `receipts` (what a stranger sees of one), [`receipt_file`] (one that leaves), `income`, [`payouts`] (as
//! files tell them), [`credentials`], `status_lists`, [`find`], [`node_views`], `openapi`, `serve`.
//!
//! Everything that may block runs on blocking threads; no lock is held over an await. What belongs
//! to a members-only community is filtered here, for every door alike: views by the core, events
//! and texts by the index's audiences, rows by their table.
// A refusal on its way out is a whole answer, as axum has it.
#![allow(clippy::result_large_err)]

use std::sync::Arc;

use aluma_index::Index;
use aluma_node::Node;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{get, post};

mod app;
mod call;
mod catalog;
mod connection;
pub mod credentials;
mod desk;
pub mod fairness;
pub mod find;
mod handlers;
mod income;
mod input;
pub mod node_views;
mod openapi;
pub mod payouts;
pub mod problem;
pub mod receipt_file;
mod receipts;
mod scene;
mod serve;
mod status_lists;

pub use call::{Call, INVITATION, MAX_BODY, SCHEME, Told, authorization, language};
pub use credentials::Named;
pub use desk::Desk;
pub use openapi::{openapi_json, views};
pub use scene::{Parameters, Scene};
pub use serve::{Door, Limits, serve, serve_router, serve_within};

use crate::app::App;
use crate::call::guard;
use crate::problem::Own;

/// What a server stands on.
#[derive(Clone, Debug)]
pub struct ApiState {
    /// The running ledger.
    pub node: Arc<Node>,
    /// Its read model.
    pub index: Index,
    /// By which name it is reached.
    pub named: Named,
}

/// Every path, for a server or for calls inside one process. Needs a running tokio runtime with a
/// clock when it is called.
pub fn router(state: ApiState) -> Router {
    Desk::new(state, Limits::default()).api()
}

/// Every path of a server.
pub(crate) fn paths(app: Arc<App>) -> Router {
    Router::new()
        .route("/v1/status", get(handlers::ledger::status))
        .route("/v1/genesis", get(handlers::ledger::genesis))
        .route("/v1/actions", get(handlers::ledger::actions))
        .route("/v1/parameters", get(handlers::ledger::parameters))
        .route("/v1/openapi.json", get(handlers::ledger::openapi))
        .route("/v1/transactions", post(handlers::transactions::submit))
        .route("/v1/transactions/{id}", get(handlers::transactions::lookup))
        .route("/v1/views/{name}", get(handlers::views::view))
        .route("/v1/proof", get(handlers::proof::proof))
        .route("/v1/events", get(handlers::events::events))
        .route("/v1/feed", get(handlers::feed::feed))
        .route("/v1/export", get(handlers::export::export))
        .route("/v1/export/payouts", get(handlers::export::payouts))
        .route("/v1/credential", get(handlers::credential::credential))
        .route("/v1/status-lists", get(handlers::credential::lists))
        .route("/v1/status-lists/{name}", get(handlers::credential::list))
        .route("/v1/search", get(handlers::search::search))
        .route("/v1/typed-data", post(handlers::wallet::typed_data))
        .route("/v1/advance", post(handlers::clock::advance))
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(Arc::clone(&app), guard))
        .with_state(app)
}

async fn not_found(call: Call) -> Response {
    call.refuse_unheard(Own::NotFound)
}

async fn wrong_method(call: Call) -> Response {
    call.refuse_unheard(Own::WrongMethod)
}
