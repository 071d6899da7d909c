//! Whose handles an answer calls for: people know each other by them, the ledger by numbers.

use std::collections::BTreeSet;

use aluma_types::spec::{Catalog, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::walk::leaves;

/// The view that knows the handle of what an id counts.
pub const fn naming_view(kind: IdKind) -> Option<&'static str> {
    match kind {
        IdKind::AccountId => Some("account"),
        IdKind::DaoId => Some("dao"),
        _ => None,
    }
}

/// The accounts and communities that a value names, also inside actions.
pub fn collect(
    catalog: &dyn Catalog,
    (spec, value): (&'static TypeSpec, &Value),
    named: &mut BTreeSet<(&'static str, u64)>,
) {
    leaves(catalog, spec, value, &mut |spec, value| {
        if let (TypeSpec::Id(kind), Value::Uint(id)) = (spec, value) {
            named.extend(naming_view(*kind).zip(u64::try_from(*id).ok()));
        }
    });
}
