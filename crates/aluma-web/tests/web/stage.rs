//! A ledger in a folder of its own with its pages, people who sign, and a community that has lived.

use std::collections::BTreeMap;
use std::sync::Arc;

use aluma_api::{ApiState, Desk, Limits, Named, authorization};
use aluma_core::identity::OPERATOR;
use aluma_core::registry::REGISTRY;
use aluma_index::{INDEX_FILE, Index};
use aluma_node::data::{Birth, DataDir};
use aluma_node::{ClockMode, Node, Settings};
use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::json::{Resolve, act_from_json};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::text::body_id;
use aluma_types::{
    AccountId, Act, AssetId, DecodeError, Hash32, Payload, Scheme, Signer, Span, Timestamp,
    Transaction,
};
use aluma_verify::ed25519::prove;
use aluma_verify::names::skeleton_hash;
use aluma_verify::{Lens, SigningKey, Statement, Unread};
use aluma_web::Site;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value as Json, json};
use tower::ServiceExt;

pub(crate) const START: Timestamp = Timestamp(1_700_000_000_000);
/// The secret of an invitation to the ledger.
const DOOR: [u8; 32] = [77; 32];

/// A ledger and its pages.
pub(crate) struct Stage {
    /// Removed when it ends.
    _dir: tempfile::TempDir,
    pub(crate) node: Arc<Node>,
    pub(crate) index: Index,
    pub(crate) router: Router,
    pub(crate) operator: Person,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or(Json::Null)
    }

    /// Without what differs from one answer to the next: the nonce and the path that was asked for.
    pub(crate) fn faceless(&self, path: &str) -> String {
        let policy = self.headers.get("content-security-policy").and_then(|it| it.to_str().ok());
        let nonce = policy.and_then(|it| it.split("'nonce-").nth(1)?.split('\'').next());
        let text = self.text.replace(nonce.unwrap_or("no nonce"), "NONCE");
        // Who signs in is led back there.
        let back = utf8_percent_encode(path, NON_ALPHANUMERIC).to_string();
        text.replace(&back, "PATH").replace(path, "PATH")
    }
}

impl Stage {
    /// A ledger with a manual clock. Must be called inside a tokio runtime.
    pub(crate) fn new() -> Self {
        Self::at(Site::default())
    }

    /// One whose pages say this of where they are.
    pub(crate) fn at(site: Site) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let settings = Settings {
            dir: dir.path().to_path_buf(),
            clock: ClockMode::Manual,
            birth: Some(Birth { time: START, manual_clock: true, beacon_length: 4_096 }),
            threads: 2,
            registry: &REGISTRY,
        };
        let (node, _) = Node::open(settings).expect("the node opens");
        let node = Arc::new(node);
        let index = Index::open(&dir.path().join(INDEX_FILE), &node).expect("the index opens");
        let state = ApiState {
            node: Arc::clone(&node),
            index: index.clone(),
            named: Named { origin: site.origin.clone(), lists: None },
        };
        let router = aluma_web::router(Desk::new(state, Limits::default()), site);
        let key = DataDir::open(dir.path()).expect("a ledger").operator;
        let operator = Person { key, account: Some(OPERATOR), nonce: 0 };
        Self { _dir: dir, node, index, router, operator }
    }

    pub(crate) async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Answer { status, headers, text }
    }

    /// A page, or an answer of the API, as somebody reads it, or a stranger.
    pub(crate) async fn get(&self, path: &str, lang: &str, reader: Option<&Person>) -> Answer {
        let mut request = Request::get(path).header("accept-language", lang);
        if let Some(person) = reader {
            let session = person.session(self);
            request = request.header("authorization", format!("Aluma {session}"));
            request = request.header("cookie", format!("aluma={session}"));
        }
        self.call(request.body(Body::empty()).expect("a request")).await
    }

    /// A form as the signer hands it in.
    pub(crate) async fn prepare(&self, action: &str, form: &str, reader: &Person) -> Answer {
        let request = Request::post(format!("/prepare/{action}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", format!("aluma={}", reader.session(self)));
        self.call(request.body(Body::from(form.to_owned())).expect("a request")).await
    }

    /// Waits until the index has come as far as the ledger.
    pub(crate) fn indexed(&self) {
        let heights = self.index.subscribe();
        let head = self.node.published().read().header.height;
        while self.index.height() < head {
            heights.recv().expect("the index goes on");
        }
    }

    pub(crate) fn pass(&self, span: Span) {
        self.node.advance_to(self.node.now().after(span)).expect("a manual clock");
    }

    /// Somebody with a key and no account.
    pub(crate) fn somebody(secret: [u8; 32]) -> Person {
        let key = SigningKey::from_secret(Scheme::Ed25519, secret).expect("a key");
        Person { key, account: None, nonce: 0 }
    }

    /// Somebody new on the ledger, whom the operator invited.
    pub(crate) async fn person(&mut self, secret: u8, handle: &str) -> Person {
        let door = [secret; 32];
        let invite = json!({
            "action": "invite", "secret": public_half(door), "uses": 1, "valid_for": "1d",
            "vouch": false,
        });
        let mut operator = self.operator.clone();
        operator.does(self, invite).await;
        self.operator = operator;
        let mut person = Self::somebody([secret; 32]);
        let proof = person.proof(self, door);
        let join = json!({ "action": "join", "proof": proof, "handle": handle });
        person.account = person.does(self, join).await.map(AccountId);
        person
    }

    /// Brings somebody into a community: by its member's invitation, with a vote.
    pub(crate) async fn bring(&self, host: &mut Person, dao: u64, guest: &mut Person) {
        let invite = json!({
            "action": "invite", "dao": dao, "secret": public_half(DOOR), "uses": 1,
            "valid_for": "1d", "vouch": true,
        });
        host.does(self, invite).await;
        let proof = guest.proof(self, DOOR);
        guest.does(self, json!({ "action": "join", "dao": dao, "proof": proof })).await;
    }
}

/// The public half of an invitation's secret.
pub(crate) fn public_half(secret: [u8; 32]) -> String {
    let key = SigningKey::from_secret(Scheme::Ed25519, secret).expect("a key");
    hex(&key.public().key_bytes())
}

/// Somebody with one key.
#[derive(Clone)]
pub(crate) struct Person {
    key: SigningKey,
    pub(crate) account: Option<AccountId>,
    nonce: u64,
}

impl Person {
    /// By which pages know who reads.
    pub(crate) fn cookie(&self, stage: &Stage) -> String {
        format!("aluma={}", self.session(stage))
    }

    fn session(&self, stage: &Stage) -> String {
        let network = stage.node.network();
        let account = self.account.expect("an account");
        let valid_until = stage.node.now().after(Span::hours(1));
        let statement = Statement { network, account, key: 0, valid_until };
        let header = authorization(&self.key.sign_session(statement).expect("a session"));
        header.split(' ').nth(1).expect("a session").to_owned()
    }

    fn signer(&self) -> Signer {
        match self.account {
            Some(account) => Signer::Key { account, key: 0 },
            None => Signer::New(self.key.public()),
        }
    }

    pub(crate) fn proof(&self, stage: &Stage, secret: [u8; 32]) -> Json {
        let proof = prove(&secret, &stage.node.network(), &self.signer());
        json!({ "key": proof.key.to_string(), "signature": hex(&proof.signature) })
    }

    /// Does an action and returns the answer.
    pub(crate) async fn tries(&mut self, stage: &Stage, act: &Json) -> Json {
        let mut words = Words::default();
        let act = act_from_json(act, &mut words).expect("an action of its spec");
        let texts = words.0.values();
        let bodies = texts.map(|(salt, text)| json!({ "salt": hex(salt), "text": text })).collect();
        self.hands_in(stage, act, bodies).await
    }

    /// Signs what a form came to, as the browser does.
    pub(crate) async fn signs(&mut self, stage: &Stage, prepared: &Json) -> Json {
        let bytes = unhex(prepared["act"].as_str().expect("an act"));
        let act = Act::from_bytes(&bytes).expect("canonical bytes");
        self.hands_in(stage, act, prepared["bodies"].clone()).await
    }

    async fn hands_in(&mut self, stage: &Stage, act: Act, bodies: Json) -> Json {
        self.nonce += 1;
        let payload = Payload {
            network: stage.node.network(),
            signer: self.signer(),
            nonce: stage.node.now().0 + self.nonce,
            valid_until: stage.node.now().after(Span::hours(1)),
            act,
        };
        let transaction = hex(&sign(&self.key, payload).to_bytes());
        let body = json!({ "transaction": transaction, "bodies": bodies, "wait_ms": 20_000 });
        let request = Request::post("/v1/transactions").body(Body::from(body.to_string()));
        stage.call(request.expect("a request")).await.json()
    }

    /// Does an action that must be done; returns the id of what it made.
    pub(crate) async fn does(&mut self, stage: &Stage, act: Json) -> Option<u64> {
        let answer = self.tries(stage, &act).await;
        assert_eq!(answer["status"], "done", "{act}: {answer}");
        answer["receipt"]["made"].as_u64()
    }
}

fn unhex(text: &str) -> Vec<u8> {
    let pair = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    (0..text.len()).step_by(2).map(pair).collect()
}

fn sign(key: &SigningKey, payload: Payload) -> Transaction {
    let spec = REGISTRY.entry(payload.act.number).expect("listed").spec;
    let lens = Lens { directory: &Unread, says: &Unread, catalog: &REGISTRY };
    key.sign_payload(payload, spec, &lens).expect("signed")
}

/// The signer's side of JSON: texts under salts.
#[derive(Default)]
struct Words(BTreeMap<Hash32, ([u8; 32], String)>);

impl Resolve for Words {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        let salt = aluma_types::sha256(&[text.as_bytes()]).0;
        let id = body_id(&salt, text);
        self.0.insert(id, (salt, text.to_owned()));
        Some(id)
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        let id = self.body(text).ok_or(DecodeError::BadText)?;
        Ok((id, skeleton_hash(text)))
    }

    fn asset(&mut self, _: &str) -> Option<(AssetId, u8)> {
        None
    }

    fn handle(&mut self, _: IdKind, _: &str) -> Option<u64> {
        None
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}
