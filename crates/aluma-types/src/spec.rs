//! Types, actions and views described as static data, which every interpreter reads: JSON, OpenAPI,
//! the command line, EIP-712, the sentence before signing, the reference and the simulator.

use crate::codec::DecodeError;

/// Which sequence an id counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are those of the types in `ids`.
pub enum IdKind {
    AccountId,
    DaoId,
    ProposalId,
    PollId,
    AssetId,
    PotId,
}

/// The shape of a value.
#[derive(Debug)]
pub enum TypeSpec {
    /// 0 or 1.
    Bool,
    /// An integer of at most 8 bits.
    U8,
    /// An integer of at most 16 bits.
    U16,
    /// An integer of at most 32 bits.
    U32,
    /// An integer of at most 64 bits.
    U64,
    /// An integer of at most 128 bits.
    U128,
    /// 32 bytes.
    Hash,
    /// A sequence number of some kind.
    Id(IdKind),
    /// The turn of the signer's next change of keys or guardians. Where an input leaves it out,
    /// whoever knows the ledger fills it in; the bytes always have it.
    Turn,
    /// Base units of one asset.
    Amount,
    /// An exact fraction from 0 to 1.
    Share,
    /// Milliseconds since 1970 UTC.
    Time,
    /// A duration in milliseconds.
    Span,
    /// A short printable mark.
    Text {
        /// Bytes at most.
        max: u32,
    },
    /// A text beside the state.
    Body {
        /// Bytes at most.
        max: u32,
    },
    /// A unique name beside the state.
    Name {
        /// Bytes at most.
        max: u32,
    },
    /// A public key with its scheme.
    PublicKey,
    /// A one-time secret's signature over the signer.
    Proof,
    /// Actions carried by a proposal, opaque until they run.
    Acts {
        /// Actions at most.
        max: u32,
    },
    /// Several values of one shape.
    List {
        /// The shape of each.
        item: &'static TypeSpec,
        /// Items at most.
        max: u32,
    },
    /// A value or nothing.
    Option(&'static TypeSpec),
    /// Named fields in order.
    Struct(&'static StructSpec),
    /// One of several variants.
    Enum(&'static EnumSpec),
    /// An envelope of the ledger's own, which no interpreter reads and no action may contain.
    Opaque,
}

/// A field: its name as it appears in JSON and on the command line, and what it means.
#[derive(Debug)]
pub struct FieldSpec {
    /// `snake_case`.
    pub name: &'static str,
    /// What it means, in English; the first line is its label.
    pub doc: &'static str,
    /// Its Hebrew label.
    pub he: &'static str,
    /// Which asset the 128-bit numbers in it are base units of: the name of a field that says so, in the
    /// nearest record around, with the parts inside it after dots; `.` where the record itself makes the
    /// asset. Empty where nothing says it.
    pub of: &'static str,
    /// Its shape.
    pub spec: &'static TypeSpec,
}

/// Named fields in the order of their bytes.
#[derive(Debug)]
pub struct StructSpec {
    /// The Rust name, also the EIP-712 type name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The English pattern that says such a record inside a sentence, over its fields; empty where they
    /// are listed.
    pub says_en: &'static str,
    /// The same in Hebrew.
    pub says_he: &'static str,
    /// The fields.
    pub fields: &'static [FieldSpec],
}

/// One way an enum can be.
#[derive(Debug)]
pub struct VariantSpec {
    /// The tag in the bytes.
    pub tag: u8,
    /// `kebab-case`, as in JSON and on the command line.
    pub name: &'static str,
    /// What it means, in English.
    pub doc: &'static str,
    /// Its Hebrew label.
    pub he: &'static str,
    /// The English pattern that says this choice inside a sentence, over its fields; empty where its name
    /// does.
    pub says_en: &'static str,
    /// The same in Hebrew.
    pub says_he: &'static str,
    /// Its fields, none for a plain choice.
    pub fields: &'static [FieldSpec],
}

/// One of several variants.
#[derive(Debug)]
pub struct EnumSpec {
    /// The Rust name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// The variants in the order of their tags.
    pub variants: &'static [VariantSpec],
}

impl EnumSpec {
    /// The variant with this tag.
    ///
    /// # Errors
    /// [`DecodeError::UnknownTag`].
    pub fn variant(&self, tag: u8) -> Result<&'static VariantSpec, DecodeError> {
        self.variants.iter().find(|v| v.tag == tag).ok_or(DecodeError::UnknownTag)
    }
}

/// Who may author an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// An account that signs for itself.
    Member,
    /// A key that has no account yet; the action makes or claims one.
    Newcomer,
    /// A DAO, by a proposal that passed.
    Dao,
    /// A DAO, by somebody who holds a role that was given this kind of action.
    Role,
}

impl Author {
    /// In one word, as clients read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Newcomer => "newcomer",
            Self::Dao => "dao",
            Self::Role => "role",
        }
    }
}

/// Which of an account's keys may sign an action. The order is the order of strictness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hand {
    /// Any, a session's and an agent's within their scopes.
    Any,
    /// One that its owner holds: never a session's nor an agent's.
    Own,
    /// One with full control alone: changes of keys and of guardians.
    Owner,
}

impl Hand {
    /// In one word, as clients read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Own => "own",
            Self::Owner => "owner",
        }
    }
}

/// A decision track by consequence; the order is the order of strictness, and emergency stands
/// apart (it may pause, never pay).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Track {
    /// A sum below the tip limit, or something reversible.
    Tip,
    /// A sum below the spend limit.
    Spend,
    /// Roles and parameters.
    Role,
    /// The charter, mints, and sums above every limit.
    Constitution,
    /// Pauses only.
    Emergency,
}

impl Track {
    /// All tracks in the order of strictness.
    pub const ALL: [Self; 5] =
        [Self::Tip, Self::Spend, Self::Role, Self::Constitution, Self::Emergency];
}

/// What an action costs in units: base + bytes * `per_byte` + list items * `per_element`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// For being there at all.
    pub base: u32,
    /// For each canonical byte.
    pub per_byte: u32,
    /// For each item of each list.
    pub per_element: u32,
}

impl Cost {
    /// The charge for an action of so many bytes and list items.
    pub const fn charge(self, bytes: u64, elements: u64) -> u64 {
        let by_size = (self.per_byte as u64).saturating_mul(bytes);
        let by_count = (self.per_element as u64).saturating_mul(elements);
        (self.base as u64).saturating_add(by_size).saturating_add(by_count)
    }
}

/// An action as data. Its number stands in the registry, the list of all numbers.
#[derive(Debug)]
pub struct ActionSpec {
    /// `kebab-case`, as on the command line.
    pub name: &'static str,
    /// The domain whose folder it lives in.
    pub domain: &'static str,
    /// What it does: the manual's text; the first line is its title.
    pub doc: &'static str,
    /// Its Hebrew title.
    pub he: &'static str,
    /// The sentence a signer reads, English, with `{ $field }` for the fields.
    pub says_en: &'static str,
    /// The sentence a signer reads, Hebrew.
    pub says_he: &'static str,
    /// The fields in the order of their bytes.
    pub fields: &'static StructSpec,
    /// Who may author it.
    pub by: &'static [Author],
    /// The least strict track a proposal with this action may take; `None` where no proposal may
    /// carry it.
    pub track: Option<Track>,
    /// What it costs.
    pub cost: Cost,
    /// The rule version it exists since.
    pub since: u32,
    /// Whether a passkey must have made sure who its user is, beyond a touch: changes of keys, and
    /// money. What a proposal carries does not count, since votes decide on it.
    pub verified: bool,
    /// Whether several accounts may sign it together.
    pub several: bool,
    /// Which of an account's keys may sign it at most.
    pub hand: Hand,
}

/// A read-only question as data: parameters in, a value out.
#[derive(Debug)]
pub struct ViewSpec {
    /// `kebab-case`, as on the command line.
    pub name: &'static str,
    /// What it answers.
    pub doc: &'static str,
    /// Its Hebrew title.
    pub he: &'static str,
    /// The parameters.
    pub params: &'static StructSpec,
    /// The answer's shape.
    pub result: &'static TypeSpec,
}

/// The list of actions that interpreters read, in the order of their numbers.
pub trait Catalog: Sync {
    /// Number and spec of every action.
    fn actions(&self) -> &[(u16, &'static ActionSpec)];

    /// The spec of an action's number.
    fn action(&self, number: u16) -> Option<&'static ActionSpec> {
        self.actions().iter().find(|(n, _)| *n == number).map(|(_, spec)| *spec)
    }

    /// Number and spec of an action's name.
    fn named(&self, name: &str) -> Option<(u16, &'static ActionSpec)> {
        self.actions().iter().find(|(_, spec)| spec.name == name).copied()
    }
}

/// The domain in a module path such as `aluma_core::treasury::actions::transfer`: its second part.
pub const fn domain_of(path: &'static str) -> &'static str {
    let rest = match after_colons(path) {
        Some(rest) => rest,
        None => return path,
    };
    match before_colons(rest) {
        Some(domain) => domain,
        None => rest,
    }
}

const fn colons(bytes: &[u8], from: usize) -> bool {
    let next = match from.checked_add(1) {
        Some(next) => next,
        None => return false,
    };
    next < bytes.len() && matches!((at(bytes, from), at(bytes, next)), (b':', b':'))
}

#[allow(clippy::indexing_slicing)] // Bounds are checked by the callers; const code has no `get`.
const fn at(bytes: &[u8], index: usize) -> u8 {
    bytes[index]
}

const fn after_colons(path: &'static str) -> Option<&'static str> {
    let mut index = 0usize;
    while index < path.len() {
        if colons(path.as_bytes(), index) {
            return match path.split_at_checked(index.saturating_add(2)) {
                Some((_, rest)) => Some(rest),
                None => None,
            };
        }
        index = index.saturating_add(1);
    }
    None
}

const fn before_colons(path: &'static str) -> Option<&'static str> {
    let mut index = 0usize;
    while index < path.len() {
        if colons(path.as_bytes(), index) {
            return match path.split_at_checked(index) {
                Some((head, _)) => Some(head),
                None => None,
            };
        }
        index = index.saturating_add(1);
    }
    None
}
