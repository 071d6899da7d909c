//! Writing actions as JSON, the way a client does, and signing them.

use std::collections::BTreeMap;

use aluma_core::registry::REGISTRY;
use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::json::{Resolve, act_from_json};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::text::body_id;
use aluma_types::{AccountId, AssetId, DecodeError, Hash32, Payload, Scheme, Signer, Span};
use aluma_verify::SigningKey;
use aluma_verify::ed25519::prove;
use aluma_verify::names::skeleton_hash;
use serde_json::{Value as Json, json};

use crate::support::{Answer, World, sign};

/// Somebody with a key, and an account once they have one.
pub(crate) struct Person {
    pub(crate) key: SigningKey,
    pub(crate) account: Option<AccountId>,
    nonce: u64,
}

impl Person {
    pub(crate) fn new(secret: u8) -> Self {
        Self::with(Scheme::Ed25519, secret)
    }

    pub(crate) fn with(scheme: Scheme, secret: u8) -> Self {
        let key = SigningKey::from_secret(scheme, [secret; 32]).expect("a key");
        Self { key, account: None, nonce: 0 }
    }

    pub(crate) fn of(key: &SigningKey, account: AccountId) -> Self {
        Self { key: key.clone(), account: Some(account), nonce: 0 }
    }

    pub(crate) fn session(&self, world: &World) -> String {
        world.session(self.account.expect("an account"), &self.key)
    }

    fn signer(&self) -> Signer {
        match self.account {
            Some(account) => Signer::Key { account, key: 0 },
            None => Signer::New(self.key.public()),
        }
    }

    /// The proof of a one-time secret, for this signer.
    pub(crate) fn proof(&self, world: &World, secret: [u8; 32]) -> Json {
        let proof = prove(&secret, &world.node.network(), &self.signer());
        json!({ "key": proof.key.to_string(), "signature": hex(&proof.signature) })
    }

    /// An action as this person would sign it.
    pub(crate) fn payload(&self, world: &World, act: &Json) -> Payload {
        Payload {
            network: world.node.network(),
            signer: self.signer(),
            nonce: world.node.now().0 + self.nonce,
            valid_until: world.node.now().after(Span::hours(1)),
            act: act_from_json(act, &mut self.words(world)).expect("an action of its spec"),
        }
    }

    fn words(&self, world: &World) -> Words {
        let view = world.node.published().read();
        let turn = self.account.map(|account| aluma_core::identity::turn(&view.state, account).0);
        Words { turn, ..Words::default() }
    }

    /// The texts that go with it.
    pub(crate) fn bodies(&self, act: &Json) -> Vec<Json> {
        let mut words = Words { turn: Some(0), ..Words::default() };
        act_from_json(act, &mut words).expect("an action of its spec");
        let texts = words.texts.values();
        texts.map(|(salt, text)| json!({ "salt": hex(salt), "text": text })).collect()
    }

    /// Does an action and returns the answer.
    pub(crate) async fn tries(&mut self, world: &World, act: Json) -> Answer {
        self.nonce += 1;
        let (payload, bodies) = (self.payload(world, &act), self.bodies(&act));
        let transaction = hex(&sign(&self.key, payload).to_bytes());
        let body = json!({ "transaction": transaction, "bodies": bodies, "wait_ms": 20_000 });
        world.post("/v1/transactions", body.to_string()).await
    }

    /// Does an action that must be done; returns the id of what it made.
    pub(crate) async fn does(&mut self, world: &World, act: Json) -> Option<u64> {
        let answer = self.tries(world, act).await;
        assert_eq!(answer.json["status"], "done", "{}", answer.text);
        answer.json["receipt"]["made"].as_u64()
    }
}

/// The signer's side of JSON: texts under salts.
#[derive(Default)]
struct Words {
    /// Of the signer's next change of keys.
    turn: Option<u64>,
    texts: BTreeMap<Hash32, ([u8; 32], String)>,
}

impl Resolve for Words {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        let salt = aluma_types::sha256(&[text.as_bytes()]).0;
        let id = body_id(&salt, text);
        self.texts.insert(id, (salt, text.to_owned()));
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

    fn turn(&mut self) -> Option<u64> {
        self.turn
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}

/// The public half of a one-time secret.
pub(crate) fn public_half(secret: [u8; 32]) -> String {
    let key = SigningKey::from_secret(Scheme::Ed25519, secret).expect("a key");
    hex(&key.public().key_bytes())
}
