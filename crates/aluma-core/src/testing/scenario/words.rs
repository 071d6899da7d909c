//! What words of a scenario stand for: people, communities, assets and texts.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};

use aluma_types::json::Resolve;
use aluma_types::spec::{Catalog, FieldSpec, IdKind, TypeSpec};
use aluma_types::{AssetId, DecodeError, Hash32, Proof, sha256};
use serde_json::{Map, Value as Json, json};

use crate::testing::{World, body, name, secret};

/// What the scenario has named so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) people: BTreeMap<String, u64>,
    pub(super) daos: BTreeMap<String, u64>,
    pub(super) texts: BTreeMap<Hash32, String>,
    /// The last community, proposal and poll: what a step is about unless it says otherwise.
    pub(super) last: BTreeMap<&'static str, u64>,
    /// The word behind the next proof.
    pub(super) secret: Option<String>,
    /// Whose turn a change of keys takes.
    pub(super) signer: Option<u64>,
    /// Numbers of keys by account and word, also of those that have ended.
    pub(super) keys: BTreeMap<(u64, String), u16>,
}

/// Answers while one step is read.
pub(super) struct Words<'a> {
    pub(super) names: &'a mut Names,
    pub(super) world: &'a World,
}

impl Resolve for Words<'_> {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        let id = body::<1_000_000>(text).id;
        self.names.texts.insert(id, text.to_string());
        Some(id)
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        let of = name::<64>(text);
        self.names.texts.insert(of.text.id, text.to_string());
        Ok((of.text.id, of.skeleton))
    }

    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)> {
        let assets = &self.world.state().treasury.assets;
        let found = assets.iter().find(|(_, row)| row.symbol.as_str() == symbol);
        found.map(|(id, row)| (*id, row.decimals))
    }

    fn handle(&mut self, kind: IdKind, handle: &str) -> Option<u64> {
        match kind {
            IdKind::AccountId => self.names.people.get(handle).copied(),
            IdKind::DaoId => self.names.daos.get(handle).copied(),
            _ => None,
        }
    }

    fn proof(&mut self, _: &str) -> Option<Proof> {
        self.names.secret.as_deref().map(|word| secret(word).1)
    }

    fn turn(&mut self) -> Option<u64> {
        let account = aluma_types::AccountId(self.names.signer?);
        crate::identity::account(self.world.state(), account).map(|row| row.sequence)
    }

    fn catalog(&self) -> &dyn Catalog {
        self.world.registry()
    }
}

impl Words<'_> {
    /// Fills in what a step may leave out, and writes its short forms out.
    pub(super) fn complete(
        &self,
        specs: &'static [FieldSpec],
        fields: &mut Map<String, Json>,
        action: &str,
    ) {
        for field in specs {
            match fields.get_mut(field.name) {
                Some(value) => self.lengthen(field.spec, value),
                None => {
                    if let Some(value) = self.absent(field, action) {
                        fields.insert(field.name.to_string(), value);
                    }
                }
            }
        }
    }

    fn lengthen(&self, spec: &'static TypeSpec, value: &mut Json) {
        match (spec, &mut *value) {
            (TypeSpec::Option(inner), value) => self.lengthen(inner, value),
            (TypeSpec::Struct(of), Json::Object(fields)) => self.complete(of.fields, fields, ""),
            // `to=@ann` of a choice between an account and something else.
            (TypeSpec::Enum(of), Json::String(word))
                if word.starts_with('@')
                    && of.variants.iter().any(|variant| variant.name == "account") =>
            {
                *value = json!({ "account": { "account": word } });
            }
            (TypeSpec::Enum(of), Json::Object(variants)) => {
                for variant in of.variants {
                    if let Some(fields) = variants.get_mut(variant.name) {
                        self.lengthen_fields(variant.fields, fields);
                    }
                }
            }
            // `changes={tip.period:1h}`
            (TypeSpec::List { .. }, Json::Object(pairs)) => {
                let pairs = pairs.iter().map(|(key, value)| json!({ "key": key, "value": value }));
                *value = Json::Array(pairs.collect());
            }
            (TypeSpec::List { item, .. }, Json::Array(items)) => {
                items.iter_mut().for_each(|value| self.lengthen(item, value));
            }
            // A word instead of the public half of a secret, or of a key.
            (TypeSpec::Hash, Json::String(word)) if word.len() < 64 => {
                *value = Json::String(secret(word).0.to_string());
            }
            (TypeSpec::PublicKey, Json::String(word)) if !word.contains(':') => {
                *value = Json::String(key_of(word).to_text());
            }
            (TypeSpec::Acts { .. }, Json::Array(acts)) => {
                for act in acts.iter_mut().filter_map(Json::as_object_mut) {
                    let name = act.get("action").and_then(Json::as_str).unwrap_or("").to_string();
                    if let Some((_, spec)) = self.catalog().named(&name) {
                        self.complete(spec.fields.fields, act, &name);
                    }
                }
            }
            _ => {}
        }
    }

    fn lengthen_fields(&self, specs: &'static [FieldSpec], value: &mut Json) {
        if let Json::Object(fields) = value {
            self.complete(specs, fields, "");
        }
    }

    fn absent(&self, field: &'static FieldSpec, action: &str) -> Option<Json> {
        let last = |of: &str| self.names.last.get(of).map(|id| json!(id));
        match (field.spec, field.name) {
            (TypeSpec::Id(IdKind::DaoId), _) => last("dao"),
            (TypeSpec::Option(TypeSpec::Id(IdKind::DaoId)), _)
                if action == "invite" || action == "join" =>
            {
                last("dao")
            }
            (TypeSpec::Id(IdKind::ProposalId), _) => last("proposal"),
            (TypeSpec::Id(IdKind::PollId), _) => last("poll"),
            (TypeSpec::Option(TypeSpec::Proof), _) => self.names.secret.as_deref().map(|word| {
                let proof = secret(word).1;
                json!({ "key": proof.key.to_string(), "signature": "00".repeat(64) })
            }),
            (TypeSpec::Bool, _) => Some(json!(false)),
            (TypeSpec::List { .. }, _) => Some(json!([])),
            (TypeSpec::Body { .. }, name) => Some(json!(name)),
            (_, "joining") => Some(json!("invitation")),
            (_, "manner") => Some(json!("small-circle")),
            _ => None,
        }
    }
}

/// A hash that no step gives a word to.
pub(super) fn unnamed(hash: &Hash32) -> String {
    hash.to_string().chars().take(8).collect()
}

/// The key that somebody signs with.
pub(super) fn key_of(who: &str) -> aluma_types::PublicKey {
    aluma_types::PublicKey::Ed25519(sha256(&[b"key", who.as_bytes()]).0)
}
