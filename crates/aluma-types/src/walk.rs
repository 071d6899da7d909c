//! The named types inside a spec, for interpreters that describe each once.

use alloc::format;
use alloc::vec::Vec;

use crate::spec::{EnumSpec, FieldSpec, StructSpec, TypeSpec};

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
