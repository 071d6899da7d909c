//! Typed ordered tables, written in place, with an undo journal.
//!
//! A table's rows live in one ordered map. Every write pushes what stood there before onto the
//! table's own journal; since tables are independent, undoing each back to a mark restores them all
//! whatever the order was. The journal is kept for a whole block, so it also answers two questions
//! without a second list: which rows the block changed (for the commit), and what an enactment
//! really did (for its bounded effect).

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::vec::Vec;
use core::ops::RangeBounds;

use aluma_types::codec::{Canon, DecodeError, Key, Reader};
use aluma_types::spec::{IdKind, TypeSpec};
use aluma_types::{AccountId, AssetId, DaoId};

use crate::kernel::effects::Effects;
use crate::kernel::event::Circle;

/// How long rows live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// For ever.
    Permanent,
    /// Until what they belong to is closed and can no longer be appealed; then moved to a log.
    UntilClosed,
    /// Until a date in the row; then deleted by a due task.
    Expiring,
}

/// What a change of a row means for the people who voted on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing a voter needs to be asked about.
    None,
    /// Money may leave a pot or an account.
    Money,
    /// Money may begin to run out of a pot.
    Standing,
    /// Units may come into being.
    Mint,
    /// Rules may change.
    Charter,
    /// People may come or go.
    Members,
    /// Domains and roles may begin or end, and change hands.
    Roles,
}

/// Who is served a table's rows, one by one and with their proofs. There is no default: whoever
/// adds a table says whose business it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Everybody, also that a row is not there.
    Everybody,
    /// Whom the row's own [`Row::dao`] and [`Row::owner`] let read. What is not there and what is
    /// not for the reader are answered alike.
    Readers,
    /// Nobody: what the ledger keeps for itself, and what would tell more than it says.
    Nobody,
}

/// A table's declaration.
#[derive(Debug)]
pub struct TableSpec {
    /// Unique over the ledger, never reused.
    pub number: u16,
    /// Plural noun.
    pub name: &'static str,
    /// How long rows live.
    pub life: Life,
    /// What a change means.
    pub class: Class,
    /// Who is served its rows.
    pub shown: Shown,
}

/// With whom a row goes when a DAO leaves for a ledger of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// With a DAO.
    Dao(DaoId),
    /// With a DAO as far as the money is its own: what others issue they owe, and they stay behind.
    Money {
        /// Whose row it is.
        dao: DaoId,
        /// What it is about.
        asset: AssetId,
    },
    /// With an account that goes: the row is the person's own, and nobody goes for being named in
    /// it.
    Person(AccountId),
    /// With an account that goes. Whom the row names goes, too.
    Account(AccountId),
    /// With whatever its task is about.
    Task,
    /// With every DAO.
    Always,
    /// With nobody: the next ledger begins its own.
    Never,
}

/// A row as it may leave.
#[derive(Debug)]
pub struct Going<'r> {
    /// With whom.
    pub goes: Goes,
    /// The DAO that decides who may read it.
    pub dao: Option<DaoId>,
    /// The one account that may read it, where it is nobody else's business.
    pub owner: Option<AccountId>,
    /// Which of the DAO's readers may read it.
    pub circle: Circle,
    /// The due entry that goes or stays with it.
    pub due: Option<u64>,
    /// Its key's bytes.
    pub key: &'r [u8],
    /// What its key counts.
    pub ids: &'r [(IdKind, u64)],
    /// Layout byte and canonical bytes.
    pub value: &'r [u8],
}

/// The value type's part of a declaration.
pub trait Row<K>: Canon + Clone + PartialEq {
    /// Version of the value's byte form, written before it.
    const LAYOUT: u8 = 1;

    /// The DAO a row belongs to: decides who may ask for it. `None` is everybody's.
    fn dao(_key: &K, _row: &Self) -> Option<DaoId> {
        None
    }

    /// The one account that may read a row where it is nobody else's business.
    fn owner(_key: &K, _row: &Self) -> Option<AccountId> {
        None
    }

    /// Which of the DAO's readers may read the row.
    fn circle(_key: &K, _row: &Self) -> Circle {
        Circle::Readers
    }

    /// With whom the row goes when a DAO leaves for a ledger of its own. There is no default:
    /// whoever adds a table says whose its rows are.
    fn goes(key: &K, row: &Self) -> Goes;

    /// The due entry that ends or pays what the row is about, where it goes or stays with the row
    /// and not with the DAO alone.
    fn due(_row: &Self) -> Option<u64> {
        None
    }

    /// Adds what changing a row from `before` to `after` really does. Tables of class
    /// [`Class::None`] have nothing to add.
    fn observe(_key: &K, _before: Option<&Self>, _after: Option<&Self>, _effects: &mut Effects) {}

    /// Takes back the last change made by [`Table::step`], from the words it left.
    fn take_back(&mut self, _step: &[u64]) {}
}

/// A row apart from its key. Where a table is large and its rows are wide, this keeps the keys close
/// together, which is what a look-up walks, and a write moves pointers instead of rows.
impl<K, V: Row<K>> Row<K> for Box<V> {
    const LAYOUT: u8 = V::LAYOUT;

    fn dao(key: &K, row: &Self) -> Option<DaoId> {
        V::dao(key, row)
    }

    fn owner(key: &K, row: &Self) -> Option<AccountId> {
        V::owner(key, row)
    }

    fn circle(key: &K, row: &Self) -> Circle {
        V::circle(key, row)
    }

    fn goes(key: &K, row: &Self) -> Goes {
        V::goes(key, row)
    }

    fn due(row: &Self) -> Option<u64> {
        V::due(row)
    }

    fn observe(key: &K, before: Option<&Self>, after: Option<&Self>, effects: &mut Effects) {
        V::observe(key, before.map(|row| &**row), after.map(|row| &**row), effects);
    }

    fn take_back(&mut self, step: &[u64]) {
        V::take_back(self, step);
    }
}

/// Indexes of a table: derived from its rows, never stored, maintained by every write and undo.
pub trait Indexes<K, V>: Default {
    /// A row is now there.
    fn add(&mut self, key: &K, row: &V);
    /// A row is no longer there.
    fn remove(&mut self, key: &K, row: &V);
    /// Whether the indexes say the same of both rows, so that one may take the other's place
    /// without their being touched.
    fn is_same(_before: &V, _after: &V) -> bool {
        false
    }
}

impl<K, V> Indexes<K, V> for () {
    fn add(&mut self, _: &K, _: &V) {}
    fn remove(&mut self, _: &K, _: &V) {}
    fn is_same(_: &V, _: &V) -> bool {
        true
    }
}

/// What a write leaves in the journal.
#[derive(Debug)]
enum Was<V> {
    /// What stood there before.
    Row(Option<V>),
    /// How to take the change back.
    Step(Vec<u64>),
}

/// Rows of type `V` under keys of type `K`, with indexes `X`.
#[derive(Debug)]
pub struct Table<K, V, X = ()> {
    spec: &'static TableSpec,
    rows: BTreeMap<K, V>,
    undo: Vec<(K, Was<V>)>,
    index: X,
}

impl<K: Key, V: Row<K>, X: Indexes<K, V>> Table<K, V, X> {
    /// An empty table under its declaration.
    pub fn new(spec: &'static TableSpec) -> Self {
        Self { spec, rows: BTreeMap::new(), undo: Vec::new(), index: X::default() }
    }

    /// The row under `key`.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.rows.get(key)
    }

    /// Whether there is a row under `key`.
    pub fn contains(&self, key: &K) -> bool {
        self.rows.contains_key(key)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows in the order of their keys.
    pub fn range(&self, keys: impl RangeBounds<K>) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.range(keys)
    }

    /// All rows in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.rows.iter()
    }

    /// The indexes.
    pub fn index(&self) -> &X {
        &self.index
    }

    /// Writes a row, new or over another.
    pub fn put(&mut self, key: K, row: V) {
        let before = match self.rows.entry(key.clone()) {
            Entry::Vacant(place) => {
                self.index.add(&key, &row);
                place.insert(row);
                None
            }
            Entry::Occupied(mut place) => {
                // The new row may share index entries with the old one: take out, then put in.
                if !X::is_same(place.get(), &row) {
                    self.index.remove(&key, place.get());
                    self.index.add(&key, &row);
                }
                Some(place.insert(row))
            }
        };
        self.undo.push((key, Was::Row(before)));
    }

    /// Takes a row away, if it is there.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let before = self.rows.remove(key)?;
        self.index.remove(key, &before);
        self.undo.push((key.clone(), Was::Row(Some(before.clone()))));
        Some(before)
    }

    /// Changes a row in place; `None` where there is none. `change` must not alter what an index
    /// reads; a row whose indexed part changes is written with [`Table::put`].
    pub fn update<T>(&mut self, key: &K, change: impl FnOnce(&mut V) -> T) -> Option<T> {
        let row = self.rows.get_mut(key)?;
        self.undo.push((key.clone(), Was::Row(Some(row.clone()))));
        Some(change(row))
    }

    /// Changes a row in place as [`Table::update`] does, where a few words say how to take that
    /// back (see [`Row::take_back`]): a long row is then not copied into the journal. Effects are
    /// measured on whole rows, so where they count the row is copied all the same.
    pub fn step(&mut self, key: &K, change: impl FnOnce(&mut V) -> Vec<u64>) -> Option<()> {
        let row = self.rows.get_mut(key)?;
        let was = if self.spec.class == Class::None {
            Was::Step(change(row))
        } else {
            let before = row.clone();
            change(row);
            Was::Row(Some(before))
        };
        self.undo.push((key.clone(), was));
        Some(())
    }

    fn set(&mut self, key: &K, row: Option<V>) {
        let Some(row) = row else {
            if let Some(before) = self.rows.remove(key) {
                self.index.remove(key, &before);
            }
            return;
        };
        match self.rows.entry(key.clone()) {
            Entry::Occupied(mut place) => {
                if !X::is_same(place.get(), &row) {
                    self.index.remove(key, place.get());
                    self.index.add(key, &row);
                }
                place.insert(row);
            }
            Entry::Vacant(place) => {
                self.index.add(key, &row);
                place.insert(row);
            }
        }
    }
}

/// One row's change, as bytes; `None` deletes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The table's number.
    pub table: u16,
    /// The key's order-preserving bytes.
    pub key: Vec<u8>,
    /// Layout byte and canonical bytes.
    pub value: Option<Vec<u8>>,
}

/// What the kernel, the store and the proofs need of any table.
pub trait AnyTable {
    /// The declaration.
    fn spec(&self) -> &'static TableSpec;
    /// Where the journal stands.
    fn mark(&self) -> usize;
    /// Undoes every write since `mark`.
    fn undo_to(&mut self, mark: usize);
    /// Forgets the journal: the block is done.
    fn forget(&mut self);
    /// Rows changed since the journal was last forgotten, in the order of their keys.
    fn changes(&self, out: &mut Vec<Change>);
    /// What the writes since `mark` really did.
    fn observe(&self, mark: usize, effects: &mut Effects);
    /// Puts a row from bytes, outside any block: snapshots and published copies.
    ///
    /// # Errors
    /// Any [`DecodeError`] where bytes are not those of a row.
    fn load(&mut self, key: &[u8], value: Option<&[u8]>) -> Result<(), DecodeError>;
    /// A row as bytes.
    ///
    /// # Errors
    /// Any [`DecodeError`] where `key` is not a key of this table.
    fn raw(&self, key: &[u8]) -> Result<Option<Vec<u8>>, DecodeError>;
    /// The DAO and the account that decide who may read the row, if there is one.
    fn reader(&self, key: &[u8]) -> (Option<DaoId>, Option<AccountId>);
    /// Which of that DAO's readers may read it.
    fn circle(&self, key: &[u8]) -> Circle;
    /// The rows that `wanted` wants, in the order of their keys.
    fn going(&self, wanted: &mut dyn FnMut(Goes) -> bool, visit: &mut dyn FnMut(&Going<'_>));
    /// The shape of a value behind its layout byte.
    fn shape(&self) -> &'static TypeSpec;
    /// All rows as bytes in the order of their keys.
    fn each(&self, visit: &mut dyn FnMut(&[u8], &[u8]));
    /// How many rows there are.
    fn count(&self) -> usize;
}

impl<K: Key, V: Row<K>, X: Indexes<K, V>> AnyTable for Table<K, V, X> {
    fn spec(&self) -> &'static TableSpec {
        self.spec
    }

    fn mark(&self) -> usize {
        self.undo.len()
    }

    fn undo_to(&mut self, mark: usize) {
        while self.undo.len() > mark {
            match self.undo.pop() {
                Some((key, Was::Row(before))) => self.set(&key, before),
                Some((key, Was::Step(step))) => {
                    if let Some(row) = self.rows.get_mut(&key) {
                        row.take_back(&step);
                    }
                }
                None => {}
            }
        }
    }

    fn forget(&mut self) {
        self.undo.clear();
    }

    fn changes(&self, out: &mut Vec<Change>) {
        let writes = first_writes(&self.undo);
        out.reserve(writes.len());
        for (key, was) in writes {
            let after = self.rows.get(key);
            let is_as_before = matches!(was, Was::Row(before) if before.as_ref() == after);
            if !is_as_before {
                let value = after.map(encode::<K, V>);
                out.push(Change { table: self.spec.number, key: key_bytes(key), value });
            }
        }
    }

    fn observe(&self, mark: usize, effects: &mut Effects) {
        if self.spec.class == Class::None {
            return;
        }
        for (key, was) in first_writes(self.undo.get(mark..).unwrap_or_default()) {
            if let Was::Row(before) = was {
                V::observe(key, before.as_ref(), self.rows.get(key), effects);
            }
        }
    }

    fn load(&mut self, key: &[u8], value: Option<&[u8]>) -> Result<(), DecodeError> {
        let key = key_from::<K>(key)?;
        let row = value.map(decode::<K, V>).transpose()?;
        self.set(&key, row);
        Ok(())
    }

    fn raw(&self, key: &[u8]) -> Result<Option<Vec<u8>>, DecodeError> {
        Ok(self.rows.get(&key_from::<K>(key)?).map(encode::<K, V>))
    }

    fn reader(&self, key: &[u8]) -> (Option<DaoId>, Option<AccountId>) {
        let Ok(key) = key_from::<K>(key) else { return (None, None) };
        self.rows.get(&key).map_or((None, None), |row| (V::dao(&key, row), V::owner(&key, row)))
    }

    fn circle(&self, key: &[u8]) -> Circle {
        let key = key_from::<K>(key).ok();
        let row = key.and_then(|key| self.rows.get(&key).map(|row| V::circle(&key, row)));
        row.unwrap_or_default()
    }

    fn going(&self, wanted: &mut dyn FnMut(Goes) -> bool, visit: &mut dyn FnMut(&Going<'_>)) {
        for (key, row) in &self.rows {
            let goes = V::goes(key, row);
            if !wanted(goes) {
                continue;
            }
            let mut ids = Vec::new();
            key.ids(&mut ids);
            let (dao, owner, due) = (V::dao(key, row), V::owner(key, row), V::due(row));
            let circle = V::circle(key, row);
            let (key, value) = (&key_bytes(key)[..], &encode::<K, V>(row)[..]);
            visit(&Going { goes, dao, owner, circle, due, key, ids: &ids, value });
        }
    }

    fn shape(&self) -> &'static TypeSpec {
        V::SPEC
    }

    fn each(&self, visit: &mut dyn FnMut(&[u8], &[u8])) {
        for (key, row) in &self.rows {
            visit(&key_bytes(key), &encode::<K, V>(row));
        }
    }

    fn count(&self) -> usize {
        self.rows.len()
    }
}

/// The oldest entry of each key, in the order of the keys: what stood there at the start.
fn first_writes<K: Key, V>(undo: &[(K, Was<V>)]) -> Vec<(&K, &Was<V>)> {
    let mut entries: Vec<_> = undo.iter().map(|(key, was)| (key, was)).collect();
    // A stable sort keeps the oldest of equal keys first.
    entries.sort_by(|a, b| a.0.cmp(b.0));
    entries.dedup_by(|later, earlier| later.0 == earlier.0);
    entries
}

fn key_bytes<K: Key>(key: &K) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16);
    key.write_key(&mut bytes);
    bytes
}

fn key_from<K: Key>(bytes: &[u8]) -> Result<K, DecodeError> {
    let mut reader = Reader::new(bytes);
    let key = K::read_key(&mut reader)?;
    reader.finish()?;
    Ok(key)
}

fn encode<K, V: Row<K>>(row: &V) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    bytes.push(V::LAYOUT);
    row.write(&mut bytes);
    bytes
}

fn decode<K, V: Row<K>>(bytes: &[u8]) -> Result<V, DecodeError> {
    match bytes.split_first() {
        Some((layout, rest)) if *layout == V::LAYOUT => V::from_bytes(rest),
        Some(_) => Err(DecodeError::UnknownTag),
        None => Err(DecodeError::Truncated),
    }
}

/// Declares a domain's tables: fields, numbers, lives and effect classes on one screen.
#[macro_export]
macro_rules! tables {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $table:ty =
            $number:literal, $life:ident, $class:ident, $shown:ident;)*
    }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name {
            $($(#[$field_doc])* pub(crate) $field: $table,)*
        }

        impl Default for $name {
            fn default() -> Self {
                $(
                    #[allow(non_upper_case_globals)]
                    static $field: $crate::kernel::table::TableSpec =
                        $crate::kernel::table::TableSpec {
                            number: $number,
                            name: stringify!($field),
                            life: $crate::kernel::table::Life::$life,
                            class: $crate::kernel::table::Class::$class,
                            shown: $crate::kernel::table::Shown::$shown,
                        };
                )*
                Self { $($field: <$table>::new(&$field),)* }
            }
        }

        impl $name {
            /// Every table of the domain.
            pub(crate) fn all(&self) -> impl Iterator<Item = &dyn $crate::kernel::table::AnyTable> {
                [$(&self.$field as &dyn $crate::kernel::table::AnyTable),*].into_iter()
            }

            /// Where each table's journal stands, in the order of [`Self::all`]. Asked for at every
            /// act, hence without a call through a table's vtable.
            pub(crate) fn mark<'m>(&self, marks: &mut impl Iterator<Item = &'m mut usize>) {
                $(if let Some(mark) = marks.next() {
                    *mark = $crate::kernel::table::AnyTable::mark(&self.$field);
                })*
            }

            /// Every table of the domain, for undoing and loading.
            pub(crate) fn all_mut(
                &mut self,
            ) -> impl Iterator<Item = &mut dyn $crate::kernel::table::AnyTable> {
                [$(&mut self.$field as &mut dyn $crate::kernel::table::AnyTable),*].into_iter()
            }
        }
    };
}
