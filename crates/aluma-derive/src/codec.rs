//! The codec and the `TypeSpec` of a struct or an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Error, Field, FieldsNamed, Ident, Result};

use crate::attributes::Described;
use crate::{kebab, struct_static};

fn field_specs<'a>(fields: impl Iterator<Item = &'a Field>) -> Result<Vec<TokenStream>> {
    fields
        .map(|field| {
            let Described { doc, he, of, .. } = Described::of(&field.attrs)?;
            let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
            let ty = &field.ty;
            Ok(quote! {
                ::aluma_types::spec::FieldSpec {
                    name: #name, doc: #doc, he: #he, of: #of,
                    spec: <#ty as ::aluma_types::Canon>::SPEC,
                }
            })
        })
        .collect()
}

pub(crate) fn struct_codec(
    name: &Ident,
    described: &Described,
    fields: &FieldsNamed,
) -> Result<TokenStream> {
    let idents: Vec<_> = fields.named.iter().filter_map(|field| field.ident.clone()).collect();
    let specs = field_specs(fields.named.iter())?;
    let statics = struct_static(name);
    let title = name.to_string();
    let Described { doc, says_en, says_he, .. } = described;
    Ok(quote! {
        static #statics: ::aluma_types::spec::StructSpec = ::aluma_types::spec::StructSpec {
            name: #title, doc: #doc, says_en: #says_en, says_he: #says_he, fields: &[#(#specs),*],
        };

        impl ::aluma_types::Canon for #name {
            const SPEC: &'static ::aluma_types::spec::TypeSpec =
                &::aluma_types::spec::TypeSpec::Struct(&#statics);

            fn write(&self, out: &mut ::aluma_types::codec::Bytes) {
                #(::aluma_types::Canon::write(&self.#idents, out);)*
                let _ = out;
            }

            fn read(
                reader: &mut ::aluma_types::Reader<'_>,
            ) -> ::core::result::Result<Self, ::aluma_types::DecodeError> {
                let _ = &reader;
                Ok(Self { #(#idents: ::aluma_types::Canon::read(reader)?),* })
            }
        }
    })
}

pub(crate) fn enum_codec(
    name: &Ident,
    described: &Described,
    data: &DataEnum,
) -> Result<TokenStream> {
    let mut specs = Vec::new();
    let mut writes = Vec::new();
    let mut reads = Vec::new();
    for variant in &data.variants {
        let ident = &variant.ident;
        let Described { doc, he, tag, says_en, says_he, .. } = Described::of(&variant.attrs)?;
        let tag = tag.ok_or_else(|| Error::new_spanned(ident, "each variant needs #[tag(n)]"))?;
        let idents: Vec<_> = variant.fields.iter().filter_map(|f| f.ident.clone()).collect();
        if idents.len() != variant.fields.len() {
            return Err(Error::new_spanned(ident, "variants have named fields or none"));
        }
        let fields = field_specs(variant.fields.iter())?;
        let label = kebab(&ident.to_string());
        specs.push(quote! {
            ::aluma_types::spec::VariantSpec {
                tag: #tag, name: #label, doc: #doc, he: #he, says_en: #says_en, says_he: #says_he,
                fields: &[#(#fields),*],
            }
        });
        writes.push(quote! {
            Self::#ident { #(#idents),* } => {
                out.push(#tag);
                #(::aluma_types::Canon::write(#idents, out);)*
            }
        });
        reads.push(quote! {
            #tag => Ok(Self::#ident { #(#idents: ::aluma_types::Canon::read(reader)?),* }),
        });
    }
    let title = name.to_string();
    let doc = &described.doc;
    Ok(quote! {
        impl ::aluma_types::Canon for #name {
            const SPEC: &'static ::aluma_types::spec::TypeSpec =
                &::aluma_types::spec::TypeSpec::Enum(&::aluma_types::spec::EnumSpec {
                    name: #title, doc: #doc, variants: &[#(#specs),*],
                });

            fn write(&self, out: &mut ::aluma_types::codec::Bytes) {
                match self { #(#writes)* }
            }

            fn read(
                reader: &mut ::aluma_types::Reader<'_>,
            ) -> ::core::result::Result<Self, ::aluma_types::DecodeError> {
                match reader.byte()? {
                    #(#reads)*
                    _ => Err(::aluma_types::DecodeError::UnknownTag),
                }
            }
        }
    })
}
