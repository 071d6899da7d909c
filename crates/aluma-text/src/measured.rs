//! What a bare number is counted in: answers hold exact base units, and people read amounts, votes
//! and parts of the whole.

use aluma_types::spec::{IdKind, StructSpec, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{Amount, AssetId, show};
use fluent_bundle::FluentValue;

use crate::settings::HEAD_DECIMALS;
use crate::words::{Speaker, number};

/// What the 128-bit numbers of a record are counted in, as far as the record says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted<'a> {
    /// Nothing that is known: digits.
    Bare,
    /// Base units of an asset.
    Units(AssetId),
    /// Base units of an asset that an act makes.
    New {
        /// Its mark.
        symbol: &'a str,
        /// 10 to this power base units are one whole.
        decimals: u8,
    },
    /// Millionths of a head.
    Heads,
    /// Units of a mix of weights, by the whole of it.
    PartOf(u128),
}

impl Speaker<'_> {
    /// This speaker within a record: an asset, an amount or a measure among the fields says what the
    /// numbers beside it, and below it, are counted in, unless a field says so itself. In what a wallet
    /// signs only what fields say counts.
    pub(crate) fn inside(self, spec: &'static StructSpec, values: &[Value]) -> Self {
        if self.is_signed {
            return self;
        }
        let mut pairs = spec.fields.iter().zip(values);
        let unit = pairs.find_map(|(field, value)| unit_of(field.spec, value));
        unit.map_or(self, |unit| Self { unit, ..self })
    }

    /// A number in what it is counted in.
    pub(crate) fn counted(self, units: u128) -> String {
        match self.unit {
            Counted::Bare => units.to_string(),
            Counted::Units(asset) => self.amount(&Amount { asset, units }),
            Counted::New { symbol, decimals } => {
                format!("{} {symbol}", show::amount(units, decimals))
            }
            Counted::Heads => {
                let shown = show::amount(units, HEAD_DECIMALS);
                let count = shown.parse().map_or_else(|_| shown.clone().into(), number);
                self.say("kind-votes", [("count", count), ("shown", FluentValue::from(shown))])
            }
            Counted::PartOf(whole) => {
                let hundredths = units.saturating_mul(10_000).checked_div(whole).unwrap_or(0);
                let percent = FluentValue::from(show::amount(hundredths, 2));
                self.say("kind-part-of-all", [("percent", percent)])
            }
        }
    }
}

/// What a field says of the numbers beside it. Where a record may name an asset and names none,
/// votes are counted by heads.
fn unit_of(spec: &'static TypeSpec, value: &Value) -> Option<Counted<'static>> {
    match (spec, value) {
        (TypeSpec::Id(IdKind::AssetId), Value::Uint(id)) => {
            u64::try_from(*id).ok().map(|id| Counted::Units(AssetId(id)))
        }
        (TypeSpec::Option(TypeSpec::Id(IdKind::AssetId)), Value::Option(None)) => {
            Some(Counted::Heads)
        }
        (TypeSpec::Option(inner), Value::Option(Some(value))) => match inner {
            TypeSpec::Id(IdKind::AssetId) => unit_of(inner, value),
            _ => None,
        },
        (_, Value::Amount(amount)) => Some(Counted::Units(amount.asset)),
        (TypeSpec::Enum(spec), Value::Enum(_, values)) if spec.name == "Measure" => {
            Some(match values.first() {
                None => Counted::Heads,
                Some(Value::Amount(all)) => Counted::Units(all.asset),
                Some(Value::Uint(whole)) => Counted::PartOf(*whole),
                Some(_) => Counted::Bare,
            })
        }
        _ => None,
    }
}
