//! Whose handles and symbols an answer calls for: people know each other by them, the ledger by numbers.

use std::collections::BTreeSet;

use aluma_types::spec::{Catalog, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::walk::leaves;

/// The view that knows the handle or the symbol of what an id counts.
pub const fn naming_view(kind: IdKind) -> Option<&'static str> {
    match kind {
        IdKind::AccountId => Some("account"),
        IdKind::DaoId => Some("dao"),
        IdKind::AssetId => Some("asset"),
        _ => None,
    }
}

/// The accounts, communities and assets that a value names, also inside actions.
pub fn collect(
    catalog: &dyn Catalog,
    (spec, value): (&'static TypeSpec, &Value),
    named: &mut BTreeSet<(&'static str, u64)>,
) {
    leaves(catalog, spec, value, &mut |spec, value| {
        let id = match (spec, value) {
            (TypeSpec::Id(kind), Value::Uint(id)) => {
                naming_view(*kind).zip(u64::try_from(*id).ok())
            }
            (TypeSpec::Amount, Value::Amount(amount)) => Some(("asset", amount.asset.0)),
            _ => None,
        };
        named.extend(id);
    });
}
