//! What the doors of one process share: the API and the pages stand on the same limits, and ask
//! through the same filter of who may see what.

use std::sync::Arc;
use std::time::Duration;

use aluma_node::Node;
use aluma_text::Lang;
use axum::Router;
use tokio::sync::{OwnedSemaphorePermit, watch};

use crate::app::App;
use crate::call::Call;
use crate::{ApiState, Limits};

/// A server, before its doors. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) app: Arc<App>,
}

impl Desk {
    /// Sets up a server. Needs a running tokio runtime with a clock.
    pub fn new(state: ApiState, limits: Limits) -> Self {
        Self { app: App::new(state, limits) }
    }

    /// The API's paths, all of them below `/v1`, with an answer to every other path.
    pub fn api(&self) -> Router {
        crate::paths(Arc::clone(&self.app))
    }

    /// The running ledger.
    pub fn node(&self) -> &Arc<Node> {
        &self.app.node
    }

    /// A question of another door: in a language, by whoever holds `session` (base64url, as in the
    /// `Authorization` header; a stranger where it does not count), with what an invited stranger
    /// brings (see [`crate::INVITATION`]).
    pub fn call(&self, lang: Lang, session: Option<&str>, invitation: Option<&str>) -> Call {
        Call::elsewhere(Arc::clone(&self.app), lang, session, invitation)
    }

    /// A place among the requests that are answered at once, if one is free.
    pub fn enter(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.app.requests).try_acquire_owned().ok()
    }

    /// A place among the open feeds, if one is free.
    pub fn listen(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.app.feeds).try_acquire_owned().ok()
    }

    /// How long a feed stays open.
    pub fn feed_time(&self) -> Duration {
        self.app.limits.feed_time
    }

    /// The height that readers see, as it grows.
    pub fn heights(&self) -> watch::Receiver<u64> {
        self.app.indexed.clone()
    }
}
