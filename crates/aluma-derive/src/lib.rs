//! The one derive: a struct becomes a canonical codec and a static spec, and nothing else.
//!
//! * `#[derive(Canon)]` on a struct with named fields or on an enum with `#[tag(n)]` on each
//!   variant writes [`aluma_types::Canon`] and a `TypeSpec`.
//! * `#[derive(Action)]` on a struct adds `aluma_types::spec::ActionSpec` from `#[action(...)]`.
//! * `#[derive(View)]` on a parameter struct adds `aluma_types::spec::ViewSpec` from
//!   `#[view(...)]`.
//!
//! Doc comments become the manual; `#[he("...")]` gives the Hebrew label. `#[says(en = "...", he = "...")]`
//! on a struct or a variant is how a sentence says it, over its fields; `#[of("asset")]` on a field names
//! the field whose asset its numbers are base units of.

use proc_macro::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Fields, parse_macro_input};

mod attributes;
mod codec;

use attributes::{Described, action_spec, view_spec};
use codec::{enum_codec, struct_codec};

/// Writes the canonical codec and the static `TypeSpec`.
#[proc_macro_derive(Canon, attributes(he, of, says, tag))]
pub fn canon(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand_canon(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// Writes what `Canon` writes, and the `ActionSpec` named by `#[action(...)]`.
#[proc_macro_derive(Action, attributes(he, of, says, action))]
pub fn action(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    with_spec(&input, action_spec).unwrap_or_else(Error::into_compile_error).into()
}

/// Writes what `Canon` writes, and the `ViewSpec` named by `#[view(...)]`.
#[proc_macro_derive(View, attributes(he, of, says, view))]
pub fn view(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    with_spec(&input, view_spec).unwrap_or_else(Error::into_compile_error).into()
}

fn with_spec(
    input: &DeriveInput,
    spec: fn(&DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> syn::Result<proc_macro2::TokenStream> {
    let codec = expand_canon(input)?;
    let spec = spec(input)?;
    Ok(quote!(#codec #spec))
}

fn expand_canon(input: &DeriveInput) -> syn::Result<proc_macro2::TokenStream> {
    let name = &input.ident;
    let described = Described::of(&input.attrs)?;
    match &input.data {
        Data::Struct(data) => {
            let Fields::Named(fields) = &data.fields else {
                return Err(Error::new_spanned(name, "Canon needs named fields"));
            };
            struct_codec(name, &described, fields)
        }
        Data::Enum(data) => enum_codec(name, &described, data),
        Data::Union(_) => Err(Error::new_spanned(name, "Canon is for structs and enums")),
    }
}

/// The static that holds a struct's `StructSpec`.
fn struct_static(name: &syn::Ident) -> syn::Ident {
    format_ident!("{}_STRUCT", screaming(&name.to_string()))
}

/// `PayBatch` to `PAY_BATCH`.
fn screaming(name: &str) -> String {
    words(name).join("_").to_uppercase()
}

/// `PayBatch` to `pay-batch`.
fn kebab(name: &str) -> String {
    words(name).join("-").to_lowercase()
}

fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for character in name.chars() {
        match words.last_mut() {
            Some(word) if !character.is_uppercase() => word.push(character),
            _ => words.push(character.to_string()),
        }
    }
    words
}
