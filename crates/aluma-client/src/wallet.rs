//! Signing payloads. A wallet signs words, so the client must know of the state what the ledger
//! knows: the names of the accounts and DAOs that the payload speaks of, and its assets.

use std::collections::BTreeMap;

use aluma_types::json::{BodyText, Lookup};
use aluma_types::spec::{ActionSpec, Catalog, FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, AssetId, DaoId, Hash32, Payload, Scheme, Signature, Signer};
use aluma_verify::{Directory, Lens, Says, SigningKey, TypedError, decode_act};
use serde_json::{Value as Json, json};

use crate::client::Client;
use crate::error::Error;

/// Acts inside acts that are read for names; the rules carry one level.
const MAX_DEPTH: usize = 4;

/// A key's signature under a payload. Only a wallet's asks the ledger for names and assets: the
/// others sign the bytes themselves and need to know nothing.
pub(crate) fn signature(
    client: &Client,
    key: &SigningKey,
    payload: &Payload,
    spec: &'static ActionSpec,
) -> Result<Signature, Error> {
    let mut known = Known::default();
    let catalog: &dyn Catalog = match key.public().scheme() {
        Scheme::Ed25519 | Scheme::Passkey => &NoActions,
        Scheme::Wallet => {
            if let Signer::Key { account, .. } = payload.signer {
                known.learn_account(client, account);
            }
            known.learn_act(client, spec, &payload.act, 0);
            client.catalog()
        }
    };
    let says = Sentences { known: &known, catalog };
    let lens = Lens { directory: &known, says: &says, catalog };
    let unsigned = |error: TypedError| Error::Key(format!("the key cannot sign this: {error:?}"));
    key.signature(payload, spec, &lens).map_err(unsigned)
}

/// Symbol and decimals of an asset, as the ledger says.
pub(crate) fn asset(client: &Client, asset: AssetId) -> Option<(String, u8)> {
    let mut known = Known::default();
    known.learn_asset(client, asset);
    known.assets.remove(&asset).flatten()
}

/// Facts that were asked for.
#[derive(Default)]
struct Known {
    accounts: BTreeMap<AccountId, Option<Hash32>>,
    daos: BTreeMap<DaoId, Option<Hash32>>,
    assets: BTreeMap<AssetId, Option<(String, u8)>>,
}

impl Known {
    fn learn_account(&mut self, client: &Client, account: AccountId) {
        self.accounts.entry(account).or_insert_with(|| {
            let answer = client.view("account", &json!({ "account": account.0 })).ok()?;
            name_id(answer.get("name")?)
        });
    }

    fn learn_dao(&mut self, client: &Client, dao: DaoId) {
        self.daos.entry(dao).or_insert_with(|| {
            let answer = client.view("dao", &json!({ "dao": dao.0 })).ok()?;
            name_id(answer.get("name")?)
        });
    }

    fn learn_asset(&mut self, client: &Client, asset: AssetId) {
        self.assets.entry(asset).or_insert_with(|| {
            let answer = client.view("asset", &json!({ "asset": asset.0 })).ok()?;
            let what = answer.get("what")?;
            let symbol = what.get("symbol")?.as_str()?.to_owned();
            Some((symbol, u8::try_from(what.get("decimals")?.as_u64()?).ok()?))
        });
    }

    fn learn_act(&mut self, client: &Client, spec: &'static ActionSpec, act: &Act, depth: usize) {
        let values = decode_act(spec, act).unwrap_or_default();
        self.learn_fields(client, spec.fields.fields, &values, depth);
    }

    fn learn_fields(
        &mut self,
        client: &Client,
        fields: &'static [FieldSpec],
        values: &[Value],
        depth: usize,
    ) {
        for (field, value) in fields.iter().zip(values) {
            self.learn(client, field.spec, value, depth);
        }
    }

    fn learn(&mut self, client: &Client, spec: &'static TypeSpec, value: &Value, depth: usize) {
        match (spec, value) {
            (TypeSpec::Id(kind), Value::Uint(id)) => {
                let id = u64::try_from(*id).unwrap_or(u64::MAX);
                match kind {
                    IdKind::AccountId => self.learn_account(client, AccountId(id)),
                    IdKind::DaoId => self.learn_dao(client, DaoId(id)),
                    IdKind::AssetId => self.learn_asset(client, AssetId(id)),
                    _ => {}
                }
            }
            (_, Value::Amount(amount)) => self.learn_asset(client, amount.asset),
            (_, Value::Acts(acts)) if depth < MAX_DEPTH => {
                for act in acts {
                    if let Some(spec) = client.catalog().action(act.number) {
                        self.learn_act(client, spec, act, depth + 1);
                    }
                }
            }
            (TypeSpec::List { item, .. }, Value::List(values)) => {
                values.iter().for_each(|value| self.learn(client, item, value, depth));
            }
            (TypeSpec::Option(inner), Value::Option(Some(value))) => {
                self.learn(client, inner, value, depth);
            }
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                self.learn_fields(client, spec.fields, values, depth);
            }
            (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
                if let Ok(variant) = spec.variant(*tag) {
                    self.learn_fields(client, variant.fields, values, depth);
                }
            }
            _ => {}
        }
    }
}

/// The body id of a name whose words are still there.
fn name_id(name: &Json) -> Option<Hash32> {
    name.get("text")?;
    Hash32::from_hex(name.get("id")?.as_str()?)
}

impl Directory for Known {
    fn account_name(&self, account: AccountId) -> Option<Hash32> {
        self.accounts.get(&account).copied().flatten()
    }

    fn dao_name(&self, dao: DaoId) -> Option<Hash32> {
        self.daos.get(&dao).copied().flatten()
    }

    fn asset(&self, asset: AssetId) -> Option<(&str, u8)> {
        let (symbol, decimals) = self.assets.get(&asset)?.as_ref()?;
        Some((symbol, *decimals))
    }

    /// The ledger says no by a better name than this side could.
    fn exists(&self, _: IdKind, _: u64) -> bool {
        true
    }
}

/// The sentences of acts inside a proposal.
struct Sentences<'a> {
    known: &'a Known,
    catalog: &'a dyn Catalog,
}

impl Says for Sentences<'_> {
    fn says(&self, act: &Act) -> String {
        aluma_text::says(self.catalog, self)(act)
    }
}

impl Lookup for Sentences<'_> {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        self.known.assets.get(&id).cloned().flatten()
    }

    fn catalog(&self) -> &dyn Catalog {
        self.catalog
    }
}

/// No actions: a signature over bytes does not ask for any.
struct NoActions;

impl Catalog for NoActions {
    fn actions(&self) -> &[(u16, &'static ActionSpec)] {
        &[]
    }
}
