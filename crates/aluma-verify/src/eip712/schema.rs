//! The struct types of one action's typed data, and their type hashes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aluma_types::Signer;
use aluma_types::hash::keccak256;
use aluma_types::spec::{ActionSpec, EnumSpec, FieldSpec, IdKind, TypeSpec, VariantSpec};

use super::TypedError;

/// One member of a struct type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) kind: String,
}

/// The struct types of one action, signed by a key of an account, by a new one or by several.
#[derive(Clone, Debug)]
pub struct Schema {
    spec: &'static ActionSpec,
    primary: String,
    types: BTreeMap<String, Vec<Member>>,
    hashes: BTreeMap<String, [u8; 32]>,
    domain: [u8; 32],
}

impl Schema {
    /// Works out the types.
    ///
    /// # Errors
    /// [`TypedError::Clash`] or [`TypedError::Opaque`]: a fault of the spec.
    pub fn new(spec: &'static ActionSpec, signer: &Signer) -> Result<Self, TypedError> {
        let mut types = Types::default();
        let mut members = match signer {
            Signer::Key { .. } => {
                vec![member("signerAccount", "uint64"), member("signerKey", "uint16")]
            }
            Signer::New(_) => vec![member("signerNewKey", "string")],
            Signer::Several(_) => {
                let signer = vec![member("account", "uint64"), member("key", "uint16")];
                types.declare("Signer", signer)?;
                vec![member("signers", "Signer[]")]
            }
        };
        members.extend(members_of(spec.fields.fields)?);
        members.extend([
            member("validUntil", "string"),
            member("nonce", "uint64"),
            member("network", "bytes32"),
            member("transaction", "bytes32"),
        ]);
        let primary = camel(spec.name);
        types.declare(&primary, members)?;
        spec.fields.fields.iter().try_for_each(|field| types.visit(field.spec))?;
        let types = types.0;
        let hashes = types
            .keys()
            .map(|name| (name.clone(), keccak256(&[encode_type(name, &types).as_bytes()]).0))
            .collect();
        Ok(Self { spec, primary, types, hashes, domain: super::domain_separator().0 })
    }

    /// The action.
    pub(super) fn spec(&self) -> &'static ActionSpec {
        self.spec
    }

    /// The message's own type.
    pub(super) fn primary(&self) -> &str {
        &self.primary
    }

    /// Every struct type by name.
    #[cfg(any(test, feature = "json"))]
    pub(super) fn types(&self) -> &BTreeMap<String, Vec<Member>> {
        &self.types
    }

    /// The domain separator, kept here because it is the same for every message.
    pub(super) fn domain(&self) -> [u8; 32] {
        self.domain
    }

    /// A struct's type hash.
    pub(super) fn type_hash(&self, name: &str) -> [u8; 32] {
        self.hashes.get(name).copied().unwrap_or_default()
    }

    /// The message's type with all types it names, as EIP-712 writes it.
    pub fn encode_type(&self) -> String {
        encode_type(&self.primary, &self.types)
    }
}

pub(super) fn member(name: &str, kind: &str) -> Member {
    Member { name: name.to_owned(), kind: kind.to_owned() }
}

/// Types found so far.
#[derive(Default)]
struct Types(BTreeMap<String, Vec<Member>>);

impl Types {
    /// Adds a type. Says whether it is new; the same type a second time is fine.
    fn declare(&mut self, name: &str, members: Vec<Member>) -> Result<bool, TypedError> {
        for (index, member) in members.iter().enumerate() {
            if members.iter().take(index).any(|other| other.name == member.name) {
                return Err(TypedError::Clash { name: member.name.clone() });
            }
        }
        if name == "EIP712Domain" || self.0.get(name).is_some_and(|known| *known != members) {
            return Err(TypedError::Clash { name: name.to_owned() });
        }
        Ok(self.0.insert(name.to_owned(), members).is_none())
    }

    /// Adds the types that a shape names.
    fn visit(&mut self, spec: &'static TypeSpec) -> Result<(), TypedError> {
        match spec {
            TypeSpec::List { item, .. } | TypeSpec::Option(item) => self.visit(item),
            TypeSpec::Body { .. } => self.text(),
            TypeSpec::Name { .. } => {
                self.text()?;
                let members = vec![member("text", "Text"), member("skeleton", "bytes32")];
                self.declare("Name", members).map(drop)
            }
            TypeSpec::Id(IdKind::AccountId) => self.named("Account"),
            TypeSpec::Id(IdKind::DaoId) => self.named("Dao"),
            TypeSpec::Proof => {
                let members = vec![member("key", "bytes32"), member("signature", "bytes")];
                self.declare("Proof", members).map(drop)
            }
            TypeSpec::Acts { .. } => {
                let members = [("kind", "string"), ("says", "string"), ("hash", "bytes32")];
                let members = members.map(|(name, kind)| member(name, kind)).to_vec();
                self.declare("Act", members).map(drop)
            }
            TypeSpec::Struct(inner) => self.product(inner.name, inner.fields),
            TypeSpec::Enum(inner) if has_fields(inner) => self.sum(inner),
            TypeSpec::Opaque => Err(TypedError::Opaque),
            _ => Ok(()),
        }
    }

    /// The members stand before the descent, so that a name met again ends it.
    fn product(&mut self, name: &str, fields: &'static [FieldSpec]) -> Result<(), TypedError> {
        if self.declare(name, members_of(fields)?)? {
            fields.iter().try_for_each(|field| self.visit(field.spec))?;
        }
        Ok(())
    }

    fn sum(&mut self, spec: &'static EnumSpec) -> Result<(), TypedError> {
        let mut members = vec![member("choice", "string")];
        let filled = || spec.variants.iter().filter(|variant| !variant.fields.is_empty());
        for variant in filled() {
            let kind = format!("{}[]", variant_type(spec, variant));
            members.push(member(&variant.name.replace('-', "_"), &kind));
        }
        if self.declare(spec.name, members)? {
            for variant in filled() {
                self.product(&variant_type(spec, variant), variant.fields)?;
            }
        }
        Ok(())
    }

    fn text(&mut self) -> Result<(), TypedError> {
        let members = [("salt", "bytes32"), ("length", "uint32"), ("text", "string")];
        let members = members.map(|(name, kind)| member(name, kind)).to_vec();
        self.declare("Text", members).map(drop)
    }

    fn named(&mut self, name: &str) -> Result<(), TypedError> {
        self.text()?;
        self.declare(name, vec![member("id", "uint64"), member("name", "Text[]")]).map(drop)
    }
}

fn members_of(fields: &'static [FieldSpec]) -> Result<Vec<Member>, TypedError> {
    fields.iter().map(|field| Ok(member(field.name, &kind_of(field.spec)?))).collect()
}

/// The EIP-712 name of a shape.
fn kind_of(spec: &'static TypeSpec) -> Result<Cow<'static, str>, TypedError> {
    Ok(match spec {
        TypeSpec::Bool => "bool".into(),
        TypeSpec::U8 => "uint8".into(),
        TypeSpec::U16 => "uint16".into(),
        TypeSpec::U32 => "uint32".into(),
        TypeSpec::Id(IdKind::AccountId) => "Account".into(),
        TypeSpec::Id(IdKind::DaoId) => "Dao".into(),
        TypeSpec::U64 | TypeSpec::Id(_) | TypeSpec::Turn => "uint64".into(),
        TypeSpec::U128 => "uint128".into(),
        TypeSpec::Hash => "bytes32".into(),
        TypeSpec::Amount | TypeSpec::Share | TypeSpec::Time | TypeSpec::Span => "string".into(),
        TypeSpec::Text { .. } | TypeSpec::PublicKey => "string".into(),
        TypeSpec::Body { .. } => "Text".into(),
        TypeSpec::Name { .. } => "Name".into(),
        TypeSpec::Proof => "Proof".into(),
        TypeSpec::Acts { .. } => "Act[]".into(),
        TypeSpec::List { item, .. } | TypeSpec::Option(item) => {
            format!("{}[]", kind_of(item)?).into()
        }
        TypeSpec::Struct(inner) => inner.name.into(),
        TypeSpec::Enum(inner) if has_fields(inner) => inner.name.into(),
        TypeSpec::Enum(_) => "string".into(),
        TypeSpec::Opaque => return Err(TypedError::Opaque),
    })
}

/// Whether any variant says more than its name.
pub(super) fn has_fields(spec: &EnumSpec) -> bool {
    spec.variants.iter().any(|variant| !variant.fields.is_empty())
}

/// The struct type of a variant's fields.
pub(super) fn variant_type(spec: &EnumSpec, variant: &VariantSpec) -> String {
    format!("{}{}", spec.name, camel(variant.name))
}

/// `pay-batch` as `PayBatch`.
fn camel(kebab: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    kebab.split('-').map(word).collect()
}

/// A type and, sorted by name, all that it names directly or through others.
fn encode_type(name: &str, types: &BTreeMap<String, Vec<Member>>) -> String {
    let mut needed = BTreeMap::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        // What is no struct has no entry.
        let Some((name, members)) = types.get_key_value(name) else { continue };
        if needed.insert(name.as_str(), members).is_none() {
            open.extend(members.iter().map(|member| member.kind.trim_end_matches("[]")));
        }
    }
    let one = |(name, members): (&str, &Vec<Member>)| {
        let inside: Vec<_> =
            members.iter().map(|member| format!("{} {}", member.kind, member.name)).collect();
        format!("{name}({})", inside.join(","))
    };
    let first = needed.remove_entry(name).map(one).unwrap_or_default();
    needed.into_iter().map(one).fold(first, |text, next| text + &next)
}
