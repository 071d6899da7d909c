//! What a wallet shows and signs: EIP-712 typed data built from an action's spec.
//!
//! The domain is name and version without `chainId` (wallets refuse a chain that they are not on).
//! Every action is one struct type, named after it: who signs, the action's own fields as words
//! that a person can read, then `validUntil`, `nonce`, `network`, and the transaction's id, which
//! commits to the canonical bytes: however two values may look, one signature never fits both.
//!
//! | spec | EIP-712 |
//! |---|---|
//! | integers, `Bool`, `Hash` | `uintN`, `bool`, `bytes32` |
//! | `AccountId`, `DaoId` | `Account`/`Dao { uint64 id; Text[] name }`, the name if it has one |
//! | other ids | `uint64` |
//! | `Amount` | `string`, as `12.5 TEC (asset 3)`: two DAOs may issue the same symbol |
//! | `Share`, `Time`, `Span` | `string`, exact, see `aluma_types::show` |
//! | `Text`, `PublicKey` | `string` |
//! | `Body` | `Text { bytes32 salt; uint32 length; string text }` |
//! | `Name` | `Name { Text text; bytes32 skeleton }` |
//! | `Proof` | `Proof { bytes32 key; bytes signature }` |
//! | `Acts` | `Act[]`, `Act { string kind; string says; bytes32 hash }` |
//! | `List`, `Option` | `T[]`, an option with none or one |
//! | `Struct` | a struct of its fields |
//! | `Enum` without fields | `string`, the variant's name |
//! | `Enum` with fields | `{ string choice; V[] v; .. }`: an array for each variant with fields |
//!
//! Of an enum's arrays only the chosen variant's is filled. The types depend on the spec alone,
//! never on the values. A `Text`'s struct hash *is* the id of
//! the body, so the ledger checks a signature from ids while the wallet shows the words.

#[cfg(any(test, feature = "json"))]
mod json;
mod node;
mod schema;
mod unread;

use aluma_types::hash::keccak256;
use aluma_types::spec::{ActionSpec, Catalog, IdKind};
use aluma_types::{AccountId, Act, AssetId, DaoId, DecodeError, Hash32, KeyOf, Payload, Signer};

#[cfg(any(test, feature = "json"))]
pub use json::{Texts, typed_data_json};
pub use schema::Schema;
pub use unread::Unread;

use crate::decode_act;
use node::Node;

/// The domain's type: name and version, no chain.
const DOMAIN_TYPE: &[u8] = b"EIP712Domain(string name,string version)";
/// The domain's name.
pub const DOMAIN_NAME: &str = "Aluma";
/// The domain's version.
pub const DOMAIN_VERSION: &str = "1";

/// Facts of the state that a wallet shows in words. The signer must have seen the same ones: where
/// a name changed in between, the signature no longer fits and the wallet is asked again.
pub trait Directory: Sync {
    /// The body id of an account's name. `None` where it has none or its words were erased: a
    /// wallet cannot show what nobody holds.
    fn account_name(&self, account: AccountId) -> Option<Hash32>;
    /// The body id of a DAO's name, or `None` as above.
    fn dao_name(&self, dao: DaoId) -> Option<Hash32>;
    /// An asset's symbol and decimals.
    fn asset(&self, asset: AssetId) -> Option<(&str, u8)>;
    /// Whether there is such a thing. What a wallet shows of a thing that is not there yet would
    /// be another text once it is, and the signature would no longer fit: so it is refused.
    fn exists(&self, kind: IdKind, id: u64) -> bool;
}

/// The sentence that says what an act does: a function of the act alone, in one language for all,
/// because the ledger has to find the same words again.
pub trait Says: Sync {
    /// The sentence. The act was found canonical before.
    fn says(&self, act: &Act) -> String;
}

/// Through what a payload is read as words.
#[derive(Clone, Copy)]
pub struct Lens<'a> {
    /// Names and assets.
    pub directory: &'a dyn Directory,
    /// Sentences of the acts inside a proposal.
    pub says: &'a dyn Says,
    /// Kinds of the acts inside a proposal.
    pub catalog: &'a dyn Catalog,
}

/// Why a payload has no typed data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedError {
    /// The spec uses one type name, or one field name of a type, twice. A fault of the spec: a
    /// test builds the [`Schema`] of every action.
    Clash {
        /// The name.
        name: String,
    },
    /// The spec holds a shape that no action may contain. A fault of the spec, as above.
    Opaque,
    /// The act's bytes are not canonical, or not of this spec.
    Decode(DecodeError),
    /// A proposal carries an act under a number that names no action.
    UnknownAct {
        /// The number.
        number: u16,
    },
    /// The words of a text are not at hand (for the JSON only; the digest needs none).
    TextMissing {
        /// The text's id.
        id: Hash32,
    },
    /// The words at hand are not those of the id.
    TextMismatch {
        /// The text's id.
        id: Hash32,
    },
}

impl From<DecodeError> for TypedError {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

/// What a wallet signs for this payload: Keccak-256 of `0x1901`, domain and message.
///
/// # Errors
/// Any [`TypedError`] but those about the words of texts.
pub fn digest(
    payload: &Payload,
    spec: &'static ActionSpec,
    lens: &Lens<'_>,
) -> Result<[u8; 32], TypedError> {
    digest_with(payload, &Schema::new(spec, &payload.signer)?, lens)
}

/// As [`digest`], with the action's types worked out before: they are the same for every payload
/// with the same action and kind of signer.
///
/// # Errors
/// As [`digest`].
pub fn digest_with(
    payload: &Payload,
    schema: &Schema,
    lens: &Lens<'_>,
) -> Result<[u8; 32], TypedError> {
    let message = message(payload, schema, lens)?.hash(schema);
    Ok(keccak256(&[b"\x19\x01", &schema.domain(), &message]).0)
}

pub(crate) fn domain_separator() -> Hash32 {
    keccak256(&[
        &keccak256(&[DOMAIN_TYPE]).0,
        &keccak256(&[DOMAIN_NAME.as_bytes()]).0,
        &keccak256(&[DOMAIN_VERSION.as_bytes()]).0,
    ])
}

/// The message's values, in the order in which [`Schema`] lists the fields.
fn message(payload: &Payload, schema: &Schema, lens: &Lens<'_>) -> Result<Node, TypedError> {
    let mut members = match &payload.signer {
        Signer::Key { account, key } => {
            vec![Node::Uint(u128::from(account.0)), Node::Uint(u128::from(*key))]
        }
        Signer::New(key) => vec![Node::String(key.to_text())],
        Signer::Several(group) => {
            let signer = |one: KeyOf| {
                let members = vec![Node::Uint(one.account.0.into()), Node::Uint(one.key.into())];
                Node::Struct("Signer".into(), members)
            };
            vec![Node::List(group.keys().map(signer).collect())]
        }
    };
    let values = decode_act(schema.spec(), &payload.act)?;
    for (field, value) in schema.spec().fields.fields.iter().zip(&values) {
        members.push(node::lower(field.spec, value, lens)?);
    }
    members.push(Node::String(aluma_types::show::time(payload.valid_until)));
    members.push(Node::Uint(u128::from(payload.nonce)));
    members.push(Node::Word(payload.network));
    members.push(Node::Word(payload.id()));
    Ok(Node::Struct(schema.primary().to_owned().into(), members))
}

#[cfg(test)]
mod tests;
