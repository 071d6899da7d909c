//! What stands in attributes and doc comments.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, DeriveInput, Error, Expr, ExprLit, Lit, LitStr, Meta, Result};

use crate::struct_static;

/// Doc comment, Hebrew label and words of a type, field or variant.
#[derive(Default)]
pub(crate) struct Described {
    pub(crate) doc: String,
    pub(crate) he: String,
    pub(crate) tag: Option<u8>,
    pub(crate) of: String,
    pub(crate) says_en: String,
    pub(crate) says_he: String,
}

impl Described {
    pub(crate) fn of(attrs: &[Attribute]) -> Result<Self> {
        let mut described = Self::default();
        let mut lines = Vec::new();
        for attr in attrs {
            if attr.path().is_ident("he") {
                described.he = attr.parse_args::<LitStr>()?.value();
            } else if attr.path().is_ident("tag") {
                described.tag = Some(attr.parse_args::<syn::LitInt>()?.base10_parse()?);
            } else if attr.path().is_ident("of") {
                described.of = attr.parse_args::<LitStr>()?.value();
            } else if attr.path().is_ident("says") {
                attr.parse_nested_meta(|meta| described.says(&meta))?;
            } else if let Some(line) = doc_line(attr) {
                lines.push(line.trim().to_owned());
            }
        }
        described.doc = lines.join("\n").trim().to_owned();
        Ok(described)
    }

    fn says(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let words = |meta: &ParseNestedMeta<'_>| -> Result<String> {
            Ok(meta.value()?.parse::<LitStr>()?.value())
        };
        if meta.path.is_ident("en") {
            self.says_en = words(meta)?;
        } else if meta.path.is_ident("he") {
            self.says_he = words(meta)?;
        } else {
            return Err(meta.error("unknown key of #[says]"));
        }
        Ok(())
    }
}

fn doc_line(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attr.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { return None };
    pair.path.is_ident("doc").then(|| text.value())
}

/// What `#[action(...)]` says.
struct ActionKeys {
    name: Option<LitStr>,
    he: Option<LitStr>,
    says_en: Option<LitStr>,
    says_he: Option<LitStr>,
    by: Vec<syn::Ident>,
    track: TokenStream,
    cost: [u32; 3],
    since: u32,
    verified: bool,
    several: bool,
    hand: TokenStream,
}

impl ActionKeys {
    fn of(input: &DeriveInput) -> Result<Self> {
        let mut keys = Self {
            name: None,
            he: None,
            says_en: None,
            says_he: None,
            by: Vec::new(),
            track: quote!(None),
            cost: [0; 3],
            since: 1,
            verified: false,
            several: false,
            hand: quote!(Any),
        };
        find(input, "action")?.parse_nested_meta(|meta| keys.read(&meta))?;
        Ok(keys)
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match key.as_str() {
            "name" => self.name = Some(meta.value()?.parse()?),
            "he" => self.he = Some(meta.value()?.parse()?),
            "says_en" => self.says_en = Some(meta.value()?.parse()?),
            "says_he" => self.says_he = Some(meta.value()?.parse()?),
            "by" => self.by = listed(meta, syn::Ident::parse_any)?,
            "track" => {
                let which: syn::Ident = meta.value()?.parse()?;
                self.track = quote!(Some(::aluma_types::spec::Track::#which));
            }
            "cost" => {
                let parts = listed(meta, <syn::LitInt as Parse>::parse)?;
                for (slot, part) in self.cost.iter_mut().zip(parts) {
                    *slot = part.base10_parse()?;
                }
            }
            "since" => self.since = meta.value()?.parse::<syn::LitInt>()?.base10_parse()?,
            "verified" => self.verified = true,
            "several" => self.several = true,
            "own" => self.hand = quote!(Own),
            "owner" => self.hand = quote!(Owner),
            _ => return Err(meta.error("unknown key of #[action]")),
        }
        Ok(())
    }
}

/// The items in the parentheses behind a key.
fn listed<T>(meta: &ParseNestedMeta<'_>, item: fn(ParseStream<'_>) -> Result<T>) -> Result<Vec<T>> {
    let list;
    syn::parenthesized!(list in meta.input);
    Ok(list.parse_terminated(item, syn::Token![,])?.into_iter().collect())
}

/// `const ACTION` with the spec read from `#[action(...)]`.
pub(crate) fn action_spec(input: &DeriveInput) -> Result<TokenStream> {
    let keys = ActionKeys::of(input)?;
    let ident = &input.ident;
    let doc = Described::of(&input.attrs)?.doc;
    let needed = |key: Option<LitStr>, what: &str| {
        key.ok_or_else(|| Error::new_spanned(ident, format!("#[action] needs {what}")))
    };
    let name = needed(keys.name, "name")?;
    let he = needed(keys.he, "he")?;
    let says_en = needed(keys.says_en, "says_en")?;
    let says_he = needed(keys.says_he, "says_he")?;
    let ActionKeys { by, track, cost: [base, per_byte, per_element], since, .. } = keys;
    let (verified, several, hand) = (keys.verified, keys.several, keys.hand);
    let fields = struct_static(ident);
    Ok(quote! {
        impl #ident {
            /// This action as data.
            pub const ACTION: &'static ::aluma_types::spec::ActionSpec =
                &::aluma_types::spec::ActionSpec {
                    name: #name,
                    domain: ::aluma_types::spec::domain_of(module_path!()),
                    doc: #doc,
                    he: #he,
                    says_en: #says_en,
                    says_he: #says_he,
                    fields: &#fields,
                    by: &[#(::aluma_types::spec::Author::#by),*],
                    track: #track,
                    cost: ::aluma_types::spec::Cost {
                        base: #base, per_byte: #per_byte, per_element: #per_element,
                    },
                    since: #since,
                    verified: #verified,
                    several: #several,
                    hand: ::aluma_types::spec::Hand::#hand,
                };
        }
    })
}

/// `const VIEW` with the spec read from `#[view(...)]`.
pub(crate) fn view_spec(input: &DeriveInput) -> Result<TokenStream> {
    let mut name = None;
    let mut he = None;
    let mut result = None;
    find(input, "view")?.parse_nested_meta(|meta| {
        let key = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match key.as_str() {
            "name" => name = Some(meta.value()?.parse::<LitStr>()?),
            "he" => he = Some(meta.value()?.parse::<LitStr>()?),
            "result" => result = Some(meta.value()?.parse::<syn::Type>()?),
            _ => return Err(meta.error("unknown key of #[view]")),
        }
        Ok(())
    })?;
    let ident = &input.ident;
    let doc = Described::of(&input.attrs)?.doc;
    let missing = |what: &str| Error::new_spanned(ident, format!("#[view] needs {what}"));
    let name = name.ok_or_else(|| missing("name"))?;
    let he = he.ok_or_else(|| missing("he"))?;
    let result = result.ok_or_else(|| missing("result"))?;
    let params = struct_static(ident);
    Ok(quote! {
        impl #ident {
            /// This view as data.
            pub const VIEW: &'static ::aluma_types::spec::ViewSpec =
                &::aluma_types::spec::ViewSpec {
                    name: #name,
                    doc: #doc,
                    he: #he,
                    params: &#params,
                    result: <#result as ::aluma_types::Canon>::SPEC,
                };
        }
    })
}

fn find<'a>(input: &'a DeriveInput, name: &str) -> Result<&'a Attribute> {
    input
        .attrs
        .iter()
        .find(|attr| attr.path().is_ident(name))
        .ok_or_else(|| Error::new_spanned(&input.ident, format!("missing #[{name}(...)]")))
}
