//! Values from specs: each field by its shape, with ids, secrets and texts that fit what is there.
//! Nothing here knows an action, so one that is listed tomorrow is tried tomorrow.

use aluma_core::kernel::action::Registry;
use aluma_types::spec::{Author, EnumSpec, FieldSpec, IdKind, StructSpec, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, Act, Amount, AssetId, Hash32, Proof, PublicKey, Share};

use super::{World, changes};
use crate::rng::Rng;

/// A value that the director fixes; the rest of the fields is left to chance.
#[derive(Clone, Debug)]
pub enum Fixed {
    /// This value; wrapped where the field is optional.
    Is(Value),
    /// Nothing.
    Nothing,
    /// The variant of this name.
    Variant(&'static str, Vec<(&'static str, Fixed)>),
    /// A struct.
    Row(Vec<(&'static str, Fixed)>),
    /// A list of structs.
    Rows(Vec<Vec<(&'static str, Fixed)>>),
    /// A list of values.
    Items(Vec<Fixed>),
}

impl Fixed {
    /// A number, id, time or span.
    pub fn number(number: impl Into<u128>) -> Self {
        Self::Is(Value::Uint(number.into()))
    }

    /// A flag.
    pub const fn flag(flag: bool) -> Self {
        Self::Is(Value::Bool(flag))
    }

    /// A plain choice.
    pub const fn choice(name: &'static str) -> Self {
        Self::Variant(name, Vec::new())
    }

    /// An amount.
    pub const fn amount(asset: u64, units: u128) -> Self {
        Self::Is(Value::Amount(Amount { asset: AssetId(asset), units }))
    }
}

/// Makes values around one DAO.
#[derive(Debug)]
pub struct Maker<'a> {
    /// What is known.
    pub world: &'a World,
    /// Chance.
    pub rng: &'a mut Rng,
    /// All actions.
    pub registry: &'static Registry,
    /// The DAO in question.
    pub dao: Option<u64>,
    /// The time of the block that it is for.
    pub now: u64,
    /// Of a hundred values, how many are drawn from the whole range of their shape.
    pub wild: u64,
}

/// Durations that charters and proposals know, and their neighbours.
const SPANS: [u64; 12] = [
    60_000,
    3_600_000,
    21_600_000,
    86_400_000,
    172_800_000,
    345_600_000,
    604_800_000,
    691_200_000,
    1_209_600_000,
    2_592_000_000,
    0,
    3_599_999,
];

impl Maker<'_> {
    /// An act of this name, with some of its fields fixed; `None` where no such action is listed
    /// or what is fixed does not fit.
    pub fn act(&mut self, name: &str, fixed: &[(&'static str, Fixed)]) -> Option<Act> {
        let entry = self.registry.actions.iter().find(|entry| entry.spec.name == name)?;
        let values = self.fields(entry.spec.fields.fields, fixed);
        let body = entry.spec.fields.encode(&values).ok()?;
        Some(Act { number: entry.number, body })
    }

    /// An act of any kind that such an author may bring.
    pub fn any_act(&mut self, author: Author) -> Option<Act> {
        let all = self.registry.actions.iter();
        let fit: Vec<_> = all.filter(|entry| entry.spec.by.contains(&author)).collect();
        let done = |name| self.world.done.get(name).copied().unwrap_or(0);
        let seldom = fit.iter().min_by_key(|entry| done(entry.spec.name)).copied();
        // What was done least gets more tries, whatever it is.
        let entry = match self.rng.percent(25) {
            true => seldom?,
            false => *self.rng.pick(&fit)?,
        };
        self.act(entry.spec.name, &[])
    }

    fn fields(
        &mut self,
        specs: &'static [FieldSpec],
        fixed: &[(&'static str, Fixed)],
    ) -> Vec<Value> {
        for (name, _) in fixed {
            // A field that was renamed would be left to chance, and little would be accepted.
            debug_assert!(
                specs.iter().any(|field| field.name == *name),
                "no field is called {name}"
            );
        }
        specs
            .iter()
            .map(|field| match fixed.iter().find(|(name, _)| *name == field.name) {
                Some((_, fixed)) => self.fixed(field.spec, fixed),
                None => self.value(field.spec, field.name),
            })
            .collect()
    }

    fn fixed(&mut self, spec: &'static TypeSpec, fixed: &Fixed) -> Value {
        match (spec, fixed) {
            (_, Fixed::Is(value @ Value::Option(_))) => value.clone(),
            (TypeSpec::Option(_), Fixed::Nothing) => Value::Option(None),
            (TypeSpec::Option(inner), fixed) => {
                Value::Option(Some(Box::new(self.fixed(inner, fixed))))
            }
            (_, Fixed::Is(value)) => value.clone(),
            (TypeSpec::Enum(of), Fixed::Variant(name, fixed)) => {
                match of.variants.iter().find(|variant| variant.name == *name) {
                    Some(variant) => Value::Enum(variant.tag, self.fields(variant.fields, fixed)),
                    None => self.any_variant(of),
                }
            }
            (TypeSpec::Struct(of), Fixed::Row(row)) => Value::Struct(self.fields(of.fields, row)),
            (TypeSpec::List { item, .. }, Fixed::Rows(rows)) => {
                let TypeSpec::Struct(of) = item else { return Value::List(Vec::new()) };
                let one = |row: &Vec<_>| Value::Struct(self.fields(of.fields, row));
                Value::List(rows.iter().map(one).collect())
            }
            (TypeSpec::List { item, .. }, Fixed::Items(items)) => {
                Value::List(items.iter().map(|fixed| self.fixed(item, fixed)).collect())
            }
            (TypeSpec::List { .. }, Fixed::Nothing) => Value::List(Vec::new()),
            (spec, _) => self.value(spec, ""),
        }
    }

    /// A value of any shape; its field's name helps where a shape alone says too little.
    pub fn value(&mut self, spec: &'static TypeSpec, name: &str) -> Value {
        let is_wild = self.rng.percent(self.wild);
        match spec {
            TypeSpec::Bool => Value::Bool(self.rng.percent(50)),
            TypeSpec::Id(kind) => Value::Uint(self.id(*kind, is_wild).into()),
            TypeSpec::Time => Value::Uint(self.time().into()),
            TypeSpec::Span => Value::Uint(self.span(is_wild).into()),
            TypeSpec::U8
            | TypeSpec::U16
            | TypeSpec::U32
            | TypeSpec::U64
            | TypeSpec::U128
            | TypeSpec::Turn => Value::Uint(self.number(spec.bits().unwrap_or(8), name, is_wild)),
            TypeSpec::Hash => Value::Hash(self.hash(is_wild)),
            TypeSpec::Amount => Value::Amount(self.amount(is_wild)),
            TypeSpec::Share => Value::Share(self.share()),
            TypeSpec::Text { max } => Value::Text(self.text(*max, name)),
            TypeSpec::Body { max } => {
                let length = self.rng.within(1, u64::from(*max).min(60)) as u32;
                Value::Body { id: Hash32(self.rng.bytes()), length }
            }
            TypeSpec::Name { .. } => self.name(),
            TypeSpec::PublicKey => Value::PublicKey(self.key()),
            TypeSpec::Proof => Value::Proof(Box::new(self.proof())),
            TypeSpec::Acts { max } => Value::Acts(self.acts(*max, is_wild)),
            TypeSpec::List { item, max } => self.list(item, *max, is_wild),
            TypeSpec::Option(inner) => {
                let some = self.rng.percent(50);
                Value::Option(some.then(|| Box::new(self.value(inner, name))))
            }
            TypeSpec::Struct(of) => self.any_struct(of),
            TypeSpec::Enum(of) => self.any_variant(of),
            TypeSpec::Opaque => Value::List(Vec::new()),
        }
    }

    fn any_struct(&mut self, of: &'static StructSpec) -> Value {
        if of.name == "ChangeText" {
            let (key, value) = changes::change(self);
            return Value::Struct(vec![Value::Text(key), Value::Text(value)]);
        }
        Value::Struct(self.fields(of.fields, &[]))
    }

    fn any_variant(&mut self, of: &'static EnumSpec) -> Value {
        let Some(variant) = self.rng.pick(of.variants) else { return Value::Enum(0, Vec::new()) };
        if variant.name == "split" {
            return Value::Enum(variant.tag, self.parts(variant.fields.len()));
        }
        Value::Enum(variant.tag, self.fields(variant.fields, &[]))
    }

    /// Ten-thousandths that add up to the whole, or nearly.
    fn parts(&mut self, count: usize) -> Vec<Value> {
        let mut left = if self.rng.percent(90) { 10_000 } else { self.rng.below(20_000) };
        let mut parts = Vec::new();
        for place in 0..count {
            let part = if place + 1 == count { left } else { self.rng.below(left + 1) };
            left -= part;
            parts.push(Value::Uint(part.into()));
        }
        parts
    }

    fn id(&mut self, kind: IdKind, is_wild: bool) -> u64 {
        if is_wild {
            return if self.rng.percent(80) { self.rng.below(40) } else { self.rng.next() };
        }
        if let (IdKind::DaoId, Some(dao)) = (kind, self.dao) {
            return dao;
        }
        if kind == IdKind::PotId && self.rng.percent(50) {
            return 0;
        }
        let near = self.world.ids(kind, self.dao);
        let near = if self.rng.percent(85) { near } else { &[] };
        let all = self.world.ids(kind, None);
        let of = if near.is_empty() { all } else { near };
        self.rng.pick_late(of).copied().unwrap_or(1)
    }

    fn time(&mut self) -> u64 {
        let known: Vec<u64> = self.world.deadlines.iter().copied().collect();
        self.rng.pick(&known).copied().unwrap_or_else(|| self.rng.next())
    }

    fn span(&mut self, is_wild: bool) -> u64 {
        if is_wild {
            return self.rng.next() >> self.rng.below(64);
        }
        self.rng.pick(&SPANS).copied().unwrap_or(0)
    }

    fn number(&mut self, bits: u32, name: &str, is_wild: bool) -> u128 {
        let most = u128::MAX >> (128 - bits);
        if is_wild {
            let any = (u128::from(self.rng.next()) << 64) | u128::from(self.rng.next());
            return if self.rng.percent(20) { most } else { (any & most) >> self.rng.below(128) };
        }
        if name == "number" {
            let known = self.dao.and_then(|dao| self.world.communities.get(&dao));
            let numbers = known.map_or(&[][..], |known| &known.reserved);
            return u128::from(self.rng.pick_late(numbers).map_or(1, |row| row.0)).min(most);
        }
        let top = [3, 20, 1_000, 1_000_000][self.rng.below(4) as usize];
        u128::from(self.rng.within(0, top)).min(most)
    }

    fn hash(&mut self, is_wild: bool) -> Hash32 {
        if is_wild && let Some(known) = self.rng.pick_late(&self.world.secrets) {
            return *known;
        }
        Hash32(self.rng.bytes())
    }

    fn amount(&mut self, is_wild: bool) -> Amount {
        let asset = AssetId(self.id(IdKind::AssetId, is_wild));
        Amount { asset, units: self.number(128, "", is_wild) }
    }

    fn share(&mut self) -> Share {
        let den = self.rng.within(1, 100) as u32;
        Share::new(self.rng.below(u64::from(den) + 1) as u32, den).unwrap_or(Share::ZERO)
    }

    fn text(&mut self, max: u32, name: &str) -> String {
        if name == "key" {
            return changes::change(self).0;
        }
        let length = self.rng.within(1, u64::from(max).min(6));
        (0..length).map(|_| char::from(b'A' + self.rng.below(26) as u8)).collect()
    }

    fn name(&mut self) -> Value {
        let skeleton = Hash32(self.rng.bytes());
        let length = self.rng.within(1, 30) as u32;
        Value::Name { id: Hash32(self.rng.bytes()), length, skeleton }
    }

    /// A fresh key.
    pub fn key(&mut self) -> PublicKey {
        if self.rng.percent(10) {
            return crate::ledger::operator();
        }
        self.rng.public_key()
    }

    fn proof(&mut self) -> Proof {
        let of_dao = self.dao.and_then(|dao| self.world.communities.get(&dao));
        let secrets = of_dao.map_or(&self.world.secrets, |known| &known.secrets);
        let key = self.rng.pick_late(secrets).copied();
        Proof { key: key.unwrap_or_else(|| Hash32(self.rng.bytes())), signature: [0; 64] }
    }

    fn acts(&mut self, max: u32, is_wild: bool) -> Vec<Act> {
        let most = if is_wild { u64::from(max).min(8) } else { 2 };
        let count = self.rng.within(u64::from(!is_wild), most);
        (0..count).filter_map(|_| self.any_act(Author::Dao)).collect()
    }

    fn list(&mut self, item: &'static TypeSpec, max: u32, is_wild: bool) -> Value {
        let most = if is_wild { 30 } else { 4 };
        let low = u64::from(self.rng.percent(80));
        let count = self.rng.within(low, most).min(max.into());
        Value::List((0..count).map(|_| self.value(item, "")).collect())
    }

    /// An account that the director named.
    pub fn account(account: u64) -> Fixed {
        Fixed::number(AccountId(account).0)
    }
}
