//! The named types inside a spec, for interpreters that describe each once; and the leaves of a
//! value, for those that look for ids and texts.

use alloc::format;
use alloc::vec::Vec;

use crate::spec::{Catalog, EnumSpec, FieldSpec, StructSpec, TypeSpec};
use crate::value::Value;

/// A type that has a name of its own.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    /// Named fields.
    Struct(&'static StructSpec),
    /// One of several variants.
    Enum(&'static EnumSpec),
}

impl Named {
    /// The Rust name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Struct(spec) => spec.name,
            Self::Enum(spec) => spec.name,
        }
    }

    /// What it is.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::Struct(spec) => spec.doc,
            Self::Enum(spec) => spec.doc,
        }
    }

    /// Whether both describe the same type. Compared by content: the address of a constant says
    /// nothing.
    pub fn same(self, other: Self) -> bool {
        self.name() == other.name() && format!("{self:?}") == format!("{other:?}")
    }
}

/// Adds the named types that `fields` reach, each once, in the order of first appearance. Follows
/// specs, which are finite, and not the acts inside [`TypeSpec::Acts`].
pub fn collect(fields: &'static [FieldSpec], into: &mut Vec<Named>) {
    fields.iter().for_each(|field| collect_type(field.spec, into));
}

/// As [`collect`], from one type, itself included.
pub fn collect_type(spec: &'static TypeSpec, into: &mut Vec<Named>) {
    let named = match spec {
        TypeSpec::List { item, .. } => return collect_type(item, into),
        TypeSpec::Option(inner) => return collect_type(inner, into),
        TypeSpec::Struct(spec) => Named::Struct(spec),
        TypeSpec::Enum(spec) => Named::Enum(spec),
        _ => return,
    };
    if into.iter().any(|known| known.same(named)) {
        return;
    }
    into.push(named);
    match named {
        Named::Struct(spec) => collect(spec.fields, into),
        Named::Enum(spec) => {
            spec.variants.iter().for_each(|variant| collect(variant.fields, into));
        }
    }
}

/// Acts inside acts are followed this deep. The rules carry none deeper than one; the limit bounds
/// what hostile bytes can ask for.
const ACT_DEPTH: usize = 4;

/// Shows every part of a value that has no parts of its own, those of the acts inside it included.
/// Acts that do not decode or that nobody lists are passed over.
pub fn leaves(
    catalog: &dyn Catalog,
    spec: &'static TypeSpec,
    value: &Value,
    visit: &mut dyn FnMut(&'static TypeSpec, &Value),
) {
    at(catalog, (spec, value), 0, visit);
}

/// The recursion follows the spec, which is static, and acts inside acts as far as they are
/// followed.
fn at(
    catalog: &dyn Catalog,
    (spec, value): (&'static TypeSpec, &Value),
    depth: usize,
    visit: &mut dyn FnMut(&'static TypeSpec, &Value),
) {
    match (spec, value) {
        (TypeSpec::List { item, .. }, Value::List(values)) => {
            values.iter().for_each(|value| at(catalog, (item, value), depth, visit));
        }
        (TypeSpec::Option(inner), Value::Option(value)) => {
            value.iter().for_each(|value| at(catalog, (inner, value), depth, visit));
        }
        (TypeSpec::Struct(spec), Value::Struct(values)) => {
            all(catalog, (spec.fields, values), depth, visit);
        }
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
            if let Ok(variant) = spec.variant(*tag) {
                all(catalog, (variant.fields, values), depth, visit);
            }
        }
        (TypeSpec::Acts { .. }, Value::Acts(acts)) if depth < ACT_DEPTH => {
            for act in acts {
                let Some(spec) = catalog.action(act.number) else { continue };
                if let Ok(values) = spec.fields.decode(&act.body) {
                    let depth = depth.saturating_add(1);
                    all(catalog, (spec.fields.fields, &values), depth, visit);
                }
            }
        }
        _ => visit(spec, value),
    }
}

fn all(
    catalog: &dyn Catalog,
    (fields, values): (&'static [FieldSpec], &[Value]),
    depth: usize,
    visit: &mut dyn FnMut(&'static TypeSpec, &Value),
) {
    for (field, value) in fields.iter().zip(values) {
        at(catalog, (field.spec, value), depth, visit);
    }
}
