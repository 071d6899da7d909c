//! A server in this process over a ledger in a folder of its own.

use std::sync::Arc;

use aluma_api::{ApiState, Named, authorization, router};
use aluma_core::identity::OPERATOR;
use aluma_core::registry::REGISTRY;
use aluma_index::{INDEX_FILE, Index};
use aluma_node::data::{Birth, DataDir};
use aluma_node::{ClockMode, Node, Settings};
use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::{AccountId, Act, Payload, PublicKey, Signer, Span, Timestamp, Transaction};
use aluma_verify::{Lens, SigningKey, Statement, Unread};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::{Value as Json, json};
use tower::ServiceExt;

pub(crate) const START: Timestamp = Timestamp(1_700_000_000_000);

/// A ledger and its server.
pub(crate) struct World {
    /// Removed when the world ends.
    dir: tempfile::TempDir,
    pub(crate) node: Arc<Node>,
    pub(crate) index: Index,
    pub(crate) router: Router,
    pub(crate) operator: SigningKey,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) json: Json,
}

impl World {
    /// A ledger with a manual clock. Must be called inside a tokio runtime.
    pub(crate) fn new() -> Self {
        Self::of(&REGISTRY, true)
    }

    pub(crate) fn of(
        registry: &'static aluma_core::kernel::action::Registry,
        manual_clock: bool,
    ) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let clock = if manual_clock { ClockMode::Manual } else { ClockMode::Simulated };
        let settings = Settings {
            dir: dir.path().to_path_buf(),
            clock,
            birth: Some(Birth { time: START, manual_clock, beacon_length: 4_096 }),
            threads: 2,
            registry,
        };
        let (node, _) = Node::open(settings).expect("the node opens");
        let node = Arc::new(node);
        let index = Index::open(&dir.path().join(INDEX_FILE), &node).expect("the index opens");
        let state =
            ApiState { node: Arc::clone(&node), index: index.clone(), named: Named::default() };
        let operator = DataDir::open(dir.path()).expect("a ledger").operator;
        Self { dir, node, index, router: router(state), operator }
    }

    /// The ledger's folder.
    pub(crate) fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }

    pub(crate) async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let json = serde_json::from_str(&text).unwrap_or(Json::Null);
        Answer { status, headers, text, json }
    }

    /// An answer that is a file.
    pub(crate) async fn file(&self, path: &str, session: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = Request::get(path).header("authorization", session);
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        (status, headers, bytes.to_vec())
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn get_as(&self, path: &str, session: &str) -> Answer {
        let request = Request::get(path).header("authorization", session);
        self.call(request.body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.call(Request::post(path).body(body.into()).expect("a request")).await
    }

    /// Hands in a transaction and waits until it is in a block.
    pub(crate) async fn submit(&self, transaction: &Transaction) -> Answer {
        let body = json!({ "transaction": hex(&transaction.to_bytes()), "wait_ms": 20_000 });
        self.post("/v1/transactions", body.to_string()).await
    }

    /// A payload of the operator.
    pub(crate) fn payload(&self, nonce: u64, act: Act) -> Payload {
        Payload {
            network: self.node.network(),
            signer: Signer::Key { account: OPERATOR, key: 0 },
            nonce,
            valid_until: self.node.now().after(Span::hours(1)),
            act,
        }
    }

    pub(crate) fn sign(&self, payload: Payload) -> Transaction {
        sign(&self.operator, payload)
    }

    /// `add-key` by the operator.
    pub(crate) fn add_key(&self, nonce: u64) -> Transaction {
        self.sign(self.payload(nonce, self.adding(&some_key(nonce))))
    }

    /// `add-key` by the operator, in its turn.
    pub(crate) fn adding(&self, key: &PublicKey) -> Act {
        let turn = aluma_core::identity::turn(&self.node.published().read().state, OPERATOR);
        Act { number: 1, body: [key.to_bytes(), turn.to_bytes()].concat() }
    }

    /// A session of an account's first key.
    pub(crate) fn session(&self, account: AccountId, key: &SigningKey) -> String {
        self.session_until(account, key, self.node.now().after(Span::hours(1)))
    }

    pub(crate) fn session_until(
        &self,
        account: AccountId,
        key: &SigningKey,
        valid_until: Timestamp,
    ) -> String {
        let network = self.node.network();
        let statement = Statement { network, account, key: 0, valid_until };
        authorization(&key.sign_session(statement).expect("a session"))
    }

    /// Waits until the index has come as far as the ledger.
    pub(crate) fn indexed(&self) {
        let heights = self.index.subscribe();
        let head = self.node.published().read().header.height;
        while self.index.height() < head {
            heights.recv().expect("the index goes on");
        }
    }
}

pub(crate) fn sign(key: &SigningKey, payload: Payload) -> Transaction {
    let known = REGISTRY.entry(payload.act.number).or_else(|| REGISTRY.entry(1));
    let lens = Lens { directory: &Unread, says: &Unread, catalog: &REGISTRY };
    key.sign_payload(payload, known.expect("a listed action").spec, &lens).expect("signed")
}

/// An Ed25519 key that is nobody's yet.
pub(crate) fn some_key(number: u64) -> PublicKey {
    let mut bytes = [9; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    PublicKey::Ed25519(bytes)
}
