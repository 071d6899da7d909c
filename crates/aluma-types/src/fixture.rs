//! A made-up domain with every shape a field can have, for the tests of the interpreters.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::str::FromStr;

use proptest::prelude::*;

use crate::amount::{Amount, Share};
use crate::codec::{DecodeError, List};
use crate::hash::{Hash32, sha256};
use crate::ids::{AccountId, AssetId, DaoId, PollId, PotId, ProposalId};
use crate::keys::PublicKey;
use crate::lookup::{BodyText, Lookup, Resolve};
use crate::spec::{ActionSpec, Catalog, FieldSpec, IdKind, TypeSpec};
use crate::text::{Body, Name, Text};
use crate::time::{Span, Timestamp};
use crate::transaction::{Act, Acts, Proof};
use crate::value::Value;
use crate::{Action, Canon, View};

/// What a choice can be.
#[derive(Canon, Clone, Debug, PartialEq)]
#[allow(dead_code)] // Read through the spec.
pub(crate) enum Choice {
    /// Nothing more to say.
    #[tag(1)]
    #[he("פשוט")]
    Plain,
    /// With a limit.
    #[tag(4)]
    #[he("עד גבול")]
    UpTo {
        /// The limit.
        #[he("גבול")]
        limit: Amount,
        /// For how long.
        #[he("משך")]
        lasts: Option<Span>,
    },
}

/// One row.
#[derive(Canon, Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// Who is paid.
    #[he("למי")]
    pub(crate) to: AccountId,
    /// How much.
    #[he("כמה")]
    pub(crate) amount: Amount,
}

/// Does everything at once.
///
/// It exists so that no shape is forgotten.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(
    name = "everything",
    he = "הכול",
    says_en = "Do everything.",
    says_he = "לעשות הכול.",
    by(Member, Dao),
    track = Role,
    cost(100, 1, 10)
)]
pub(crate) struct Everything {
    /// Whether.
    #[he("האם")]
    pub(crate) flag: bool,
    /// Few.
    pub(crate) few: u8,
    /// More.
    pub(crate) more: u16,
    /// Many.
    pub(crate) many: u32,
    /// Lots.
    pub(crate) lots: u64,
    /// Base units.
    pub(crate) units: u128,
    /// What it rests on.
    pub(crate) root: Hash32,
    /// The community.
    pub(crate) dao: DaoId,
    /// The proposal.
    pub(crate) proposal: ProposalId,
    /// The poll.
    pub(crate) poll: PollId,
    /// The asset.
    pub(crate) asset: AssetId,
    /// The pot.
    pub(crate) pot: PotId,
    /// The sum.
    pub(crate) amount: Amount,
    /// The part.
    pub(crate) share: Share,
    /// When.
    pub(crate) at: Timestamp,
    /// For how long.
    pub(crate) lasts: Span,
    /// The mark.
    pub(crate) symbol: Text<8>,
    /// The words.
    pub(crate) reason: Body<20>,
    /// The name.
    pub(crate) title: Name<12>,
    /// The key.
    pub(crate) key: PublicKey,
    /// The proof.
    pub(crate) proof: Proof,
    /// What follows.
    pub(crate) acts: Acts,
    /// The rows.
    pub(crate) rows: List<Row, 3>,
    /// Perhaps a choice.
    pub(crate) choice: Option<Choice>,
    /// A choice.
    pub(crate) kind: Choice,
}

/// Says thanks.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(
    name = "thank",
    he = "תודה",
    says_en = "Thank { $whom }.",
    says_he = "להודות ל{ $whom }.",
    by(Member),
    cost(10, 0, 0)
)]
pub(crate) struct Thank {
    /// Who is thanked.
    #[he("למי")]
    pub(crate) whom: AccountId,
}

/// The rows of somebody.
#[derive(View, Clone, Debug, PartialEq)]
#[view(name = "rows", he = "שורות", result = List<Row, 3>)]
pub(crate) struct Rows {
    /// Whose.
    #[he("של מי")]
    pub(crate) of: AccountId,
    /// Since when.
    #[he("ממתי")]
    pub(crate) since: Option<Timestamp>,
}

pub(crate) struct Actions;

impl Catalog for Actions {
    fn actions(&self) -> &[(u16, &'static ActionSpec)] {
        const { &[(7, Everything::ACTION), (300, Thank::ACTION)] }
    }
}

/// Knows one asset (3, TEC, 2 decimals), one member (`noa`, 5) and the words it was given.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) bodies: Vec<(Hash32, String)>,
}

impl Lookup for World {
    fn body(&self, id: &Hash32) -> BodyText {
        if *id == Hash32([1; 32]) {
            return BodyText::Erased;
        }
        let known = self.bodies.iter().find(|(known, _)| known == id);
        known.map_or(BodyText::Missing, |(_, text)| BodyText::Present(text.clone()))
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        (id == AssetId(3)).then(|| (String::from("TEC"), 2))
    }

    fn catalog(&self) -> &dyn Catalog {
        &Actions
    }
}

impl Resolve for World {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        let id = sha256(&[text.as_bytes()]);
        self.bodies.push((id, String::from(text)));
        Some(id)
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        if text.contains('@') {
            return Err(DecodeError::BadText);
        }
        let id = Resolve::body(self, text).ok_or(DecodeError::BadText)?;
        Ok((id, sha256(&[text.to_lowercase().as_bytes()])))
    }

    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)> {
        (symbol == "TEC").then_some((AssetId(3), 2))
    }

    fn handle(&mut self, kind: IdKind, handle: &str) -> Option<u64> {
        (kind == IdKind::AccountId && handle == "noa").then_some(5)
    }

    fn proof(&mut self, path: &str) -> Option<Proof> {
        (path == "proof").then_some(Proof { key: Hash32([9; 32]), signature: [9; 64] })
    }

    fn catalog(&self) -> &dyn Catalog {
        &Actions
    }
}

/// Any value of a shape. Acts are those of this domain, one level deep.
pub(crate) fn arb(spec: &'static TypeSpec) -> BoxedStrategy<Value> {
    if let Some(bits) = spec.bits() {
        let most = u128::MAX.checked_shr(128 - bits).unwrap_or(0);
        return (0..=most).prop_map(Value::Uint).boxed();
    }
    let hash = any::<[u8; 32]>().prop_map(Hash32);
    match spec {
        TypeSpec::Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        TypeSpec::Hash => hash.prop_map(Value::Hash).boxed(),
        TypeSpec::Amount => (any::<u64>(), any::<u128>())
            .prop_map(|(asset, units)| Value::Amount(Amount { asset: AssetId(asset), units }))
            .boxed(),
        TypeSpec::Share => (any::<u32>(), 1u32..)
            .prop_map(|(num, den)| Value::Share(Share::new(num % den, den).unwrap_or(Share::ONE)))
            .boxed(),
        TypeSpec::Text { max } => {
            let pattern = alloc::format!("[!-~]{{1,{max}}}");
            proptest::string::string_regex(&pattern).map_or_else(
                |_| Just(Value::Text(String::new())).boxed(),
                |text| text.prop_map(Value::Text).boxed(),
            )
        }
        TypeSpec::Body { max } => {
            (hash, 1..=*max).prop_map(|(id, length)| Value::Body { id, length }).boxed()
        }
        TypeSpec::Name { max } => (hash.clone(), 1..=*max, hash)
            .prop_map(|(id, length, skeleton)| Value::Name { id, length, skeleton })
            .boxed(),
        TypeSpec::PublicKey => prop_oneof![
            any::<[u8; 32]>().prop_map(PublicKey::Ed25519),
            (any::<[u8; 33]>(), 2u8..=3).prop_map(|(mut bytes, parity)| {
                bytes[0] = parity;
                PublicKey::Wallet(bytes)
            }),
            (any::<[u8; 33]>(), 2u8..=3, any::<[u8; 32]>()).prop_map(|(mut point, parity, rp)| {
                point[0] = parity;
                PublicKey::Passkey { point, rp: Hash32(rp) }
            }),
        ]
        .prop_map(Value::PublicKey)
        .boxed(),
        TypeSpec::Proof => (hash, any::<[u8; 32]>(), any::<[u8; 32]>())
            .prop_map(|(key, r, s)| {
                let signature = <[u8; 64]>::try_from([r, s].concat()).unwrap_or([0; 64]);
                Value::Proof(Box::new(Proof { key, signature }))
            })
            .boxed(),
        TypeSpec::Acts { .. } => {
            let act = any::<u64>().prop_map(|whom| Act {
                number: 300,
                body: Thank { whom: AccountId(whom) }.to_bytes(),
            });
            proptest::collection::vec(act, 0..3).prop_map(Value::Acts).boxed()
        }
        TypeSpec::List { item, max } => {
            proptest::collection::vec(arb(item), 0..=*max as usize).prop_map(Value::List).boxed()
        }
        TypeSpec::Option(inner) => {
            proptest::option::of(arb(inner)).prop_map(|v| Value::Option(v.map(Box::new))).boxed()
        }
        TypeSpec::Struct(spec) => all(spec.fields).prop_map(Value::Struct).boxed(),
        TypeSpec::Enum(spec) => {
            proptest::strategy::Union::new(spec.variants.iter().map(|variant| {
                all(variant.fields).prop_map(|values| Value::Enum(variant.tag, values)).boxed()
            }))
            .boxed()
        }
        _ => Just(Value::Bool(false)).boxed(),
    }
}

fn all(fields: &'static [FieldSpec]) -> BoxedStrategy<Vec<Value>> {
    fields.iter().map(|field| arb(field.spec)).collect::<Vec<_>>().boxed()
}

/// Digits as JSON holds them.
pub(crate) fn json(text: &str) -> serde_json::Value {
    serde_json::Value::from_str(text).unwrap_or_default()
}
