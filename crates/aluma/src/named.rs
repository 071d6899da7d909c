//! Whose handles an answer calls for: people know each other by them, the ledger by numbers.

use std::collections::BTreeSet;

use aluma_types::spec::{Catalog, FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;

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
    match (spec, value) {
        (TypeSpec::Id(kind), Value::Uint(id)) => {
            named.extend(naming_view(*kind).zip(u64::try_from(*id).ok()));
        }
        (TypeSpec::Option(inner), Value::Option(Some(value))) => {
            collect(catalog, (inner, value), named)
        }
        (TypeSpec::List { item, .. }, Value::List(items)) => {
            items.iter().for_each(|value| collect(catalog, (item, value), named));
        }
        (TypeSpec::Struct(spec), Value::Struct(values)) => {
            collect_all(catalog, (spec.fields, values), named);
        }
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
            let variant = spec.variant(*tag);
            let inner = variant.ok().map(|variant| (variant.fields, values.as_slice()));
            inner.into_iter().for_each(|inner| collect_all(catalog, inner, named));
        }
        (TypeSpec::Acts { .. }, Value::Acts(acts)) => {
            for act in acts {
                let found = catalog.actions().iter().find(|(number, _)| *number == act.number);
                let Some((_, spec)) = found else { continue };
                if let Ok(values) = spec.fields.decode(&act.body) {
                    collect_all(catalog, (spec.fields.fields, &values), named);
                }
            }
        }
        _ => {}
    }
}

fn collect_all(
    catalog: &dyn Catalog,
    (fields, values): (&'static [FieldSpec], &[Value]),
    named: &mut BTreeSet<(&'static str, u64)>,
) {
    for (field, value) in fields.iter().zip(values) {
        collect(catalog, (field.spec, value), named);
    }
}
