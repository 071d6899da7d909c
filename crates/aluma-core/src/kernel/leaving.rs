//! What goes with a DAO that leaves for a ledger of its own, and how its rows make the state there.
//!
//! Each table says of each row with whom it goes ([`Goes`]). The rows of the DAO go; the accounts
//! that have such a row to themselves go with all that is theirs, those that are merely named, also
//! inside the acts of its proposals, with what everybody may see of them; due entries go with what
//! they are about. What the DAO has of assets that others issue is *left*: it is shown,
//! so that everybody can see what there was, and is not there afterwards. Whoever takes a DAO away by
//! their right as a reader gets what they may read: rows that are another person's own business are
//! *withheld*, and with the limits of a key the key.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use aluma_types::spec::{IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::walk::leaves;
use aluma_types::{AccountId, DaoId, DecodeError, Hash32};

use crate::dao::Moment;
use crate::kernel::action::Registry;
use crate::kernel::event::Circle;
use crate::kernel::refusal::Refused;
use crate::kernel::table::{AnyTable, Goes, Going, Life, Shown};
use crate::kernel::tables::Due;
use crate::kernel::view::Look;
use crate::registry::{State, circle_of, may_read, sees_words};
use crate::{identity, treasury};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is in the next ledger as it is.
    Taken,
    /// It is shown and stays behind.
    Left,
}

/// A row of a DAO that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The table's number.
    pub table: u16,
    /// The key's bytes.
    pub key: Vec<u8>,
    /// Layout byte and canonical bytes.
    pub value: Vec<u8>,
    /// What becomes of it.
    pub fate: Fate,
}

/// Everything of a DAO that leaves.
#[derive(Clone, Debug, Default)]
pub struct Parting {
    /// Rows in the order of tables and keys.
    pub rows: Vec<Parted>,
    /// Texts that the taken rows name.
    pub texts: BTreeSet<Hash32>,
    /// How many rows of each table the reader may not take.
    pub withheld: BTreeMap<u16, u64>,
}

/// Whose archive it is to be.
#[derive(Clone, Copy, Debug)]
pub enum Taker {
    /// The operator's, whose folder holds everything.
    Operator,
    /// A reader's, with a reader's rights.
    Reader(Option<AccountId>),
}

/// Collects everything of a DAO that leaves, for `taker`, whoever else may look.
///
/// # Errors
/// What a reader is told who may not read the DAO.
pub fn part(
    look: &Look<'_>,
    registry: &'static Registry,
    (dao, taker): (DaoId, Taker),
) -> Result<Parting, Refused> {
    let reader = match taker {
        Taker::Operator => None,
        Taker::Reader(reader) => reader,
    };
    let look = &Look { reader, ..*look };
    match taker {
        Taker::Operator => crate::dao::existing(look.state, dao)?,
        Taker::Reader(_) => may_read(look, dao)?,
    }
    let circle = match taker {
        Taker::Operator => Circle::Voters,
        Taker::Reader(_) => circle_of(look, dao).unwrap_or_default(),
    };
    let parting = Parting::default();
    let mut packer = Packer {
        state: look.state,
        registry,
        dao,
        taker,
        circle,
        parting,
        own: BTreeSet::new(),
        named: BTreeSet::new(),
        left_due: BTreeSet::new(),
        foreign: BTreeSet::new(),
    };
    packer.own_rows();
    packer.people();
    packer.tasks();
    packer.what_others_issue(look);
    let mut parting = packer.parting;
    if matches!(taker, Taker::Reader(_)) {
        parting.texts.retain(|text| sees_words(look, text));
    }
    parting.rows.sort_unstable_by(|a, b| (a.table, &a.key).cmp(&(b.table, &b.key)));
    Ok(parting)
}

struct Packer<'s> {
    state: &'s State,
    registry: &'static Registry,
    dao: DaoId,
    taker: Taker,
    /// The innermost circle of the DAO that the taker belongs to.
    circle: Circle,
    parting: Parting,
    /// Accounts that have a row of the DAO to themselves: members, holders, voters.
    own: BTreeSet<AccountId>,
    /// Accounts that rows name.
    named: BTreeSet<AccountId>,
    /// Due entries that stay with what they are about.
    left_due: BTreeSet<u64>,
    /// Assets of others that something was left in.
    foreign: BTreeSet<u64>,
}

impl Packer<'_> {
    /// The rows of the DAO itself.
    fn own_rows(&mut self) {
        let dao = self.dao;
        for table in self.state.tables() {
            let mut rows = Vec::new();
            let mut wanted = |goes| match goes {
                Goes::Dao(of) | Goes::Money { dao: of, .. } => of == dao,
                Goes::Always => true,
                _ => false,
            };
            table.going(&mut wanted, &mut |row| rows.push(Row::of(table, row)));
            rows.into_iter().for_each(|row| self.own_row(row));
        }
        self.own.extend(identity::enrolled(self.state, dao, None));
    }

    fn own_row(&mut self, row: Row) {
        if let Goes::Money { asset, .. } = row.goes
            && treasury::asset(self.state, asset).is_none_or(|row| row.dao != self.dao)
        {
            self.left_due.extend(row.due);
            self.foreign.insert(asset.0);
            self.add(row, Fate::Left);
        } else if self.is_for_taker(row.owner) && row.circle <= self.circle {
            let value = row.read();
            self.follow(&row.ids, value.as_ref());
            self.add(row, Fate::Taken);
        } else {
            self.withhold(row.table);
        }
    }

    /// Whoever has a row of their own here goes with all that is theirs. Whoever is merely named, in
    /// an act or as somebody's guardian, goes with what everybody may see of them for good: enough to
    /// be paid, and to sign.
    fn people(&mut self) {
        let own = self.free_to_go(self.own.clone());
        self.rows_of(&own, true);
        let named = self.named.difference(&self.own).copied().collect();
        let named = self.free_to_go(named);
        self.rows_of(&named, false);
    }

    fn free_to_go(&mut self, people: BTreeSet<AccountId>) -> BTreeSet<AccountId> {
        let (go, stay): (BTreeSet<_>, BTreeSet<_>) =
            people.into_iter().partition(|account| self.is_free_to_go(*account));
        let there = stay.iter().filter(|account| identity::exists(self.state, **account)).count();
        let table = self.state.identity.accounts.spec().number;
        (0..there).for_each(|_| self.withhold(table));
        go
    }

    /// Whether an account goes: the label by which another community made it for a payee who has
    /// not come yet is that community's.
    fn is_free_to_go(&self, account: AccountId) -> bool {
        let home = identity::account(self.state, account).map(|row| row.home);
        home.is_some_and(|home| {
            home.is_none_or(|home| home == self.dao) || identity::is_held(self.state, account)
        })
    }

    fn rows_of(&mut self, people: &BTreeSet<AccountId>, is_whole: bool) {
        let (keys, grants) = (&self.state.identity.keys, &self.state.identity.grants);
        let (keys, grants) = (keys.spec().number, grants.spec().number);
        let mut limited: BTreeSet<Vec<u8>> = BTreeSet::new();
        // Limits come before the keys that they limit.
        let mut rows = Vec::new();
        for table in self.state.tables() {
            let spec = table.spec();
            let is_plain = spec.shown == Shown::Everybody && spec.life == Life::Permanent;
            let mut wanted = |goes| match goes {
                Goes::Person(of) => people.contains(&of),
                // Their limits are read all the same: without these no limited key goes.
                Goes::Account(of) => {
                    (is_whole || is_plain || spec.number == grants) && people.contains(&of)
                }
                _ => false,
            };
            table.going(&mut wanted, &mut |row| rows.push(Row::of(table, row)));
        }
        rows.sort_by_key(|row| row.table != grants);
        for row in rows {
            // A person's own row says who brought them to the ledger; without it nobody could go.
            let is_person = matches!(row.goes, Goes::Person(_));
            let is_limit = row.table == grants;
            let is_theirs = is_person || self.is_for_taker(row.owner) && (is_whole || !is_limit);
            let is_limited = row.table == keys && limited.contains(&row.key);
            if is_theirs && !is_limited {
                let value = row.read();
                if is_person {
                    self.persons_texts(value.as_ref(), row.dao);
                } else {
                    self.follow(&[], value.as_ref());
                }
                self.add(row, Fate::Taken);
            } else {
                self.withhold(row.table);
                if is_limit {
                    limited.insert(row.key);
                }
            }
        }
    }

    /// The handle of somebody, and the label where it is the DAO's own.
    fn persons_texts(&mut self, value: Option<&(&'static TypeSpec, Value)>, home: Option<DaoId>) {
        let is_ours = home.is_none_or(|home| home == self.dao);
        let texts = &mut self.parting.texts;
        if let Some((spec, value)) = value {
            leaves(self.registry, spec, value, &mut |_, value| match value {
                Value::Name { id, .. } => {
                    texts.insert(*id);
                }
                Value::Body { id, .. } if is_ours => {
                    texts.insert(*id);
                }
                _ => {}
            });
        }
    }

    /// Due entries of the DAO, and of the people who go.
    fn tasks(&mut self) {
        let table = &self.state.kernel.due;
        let mut rows = Vec::new();
        table.going(&mut |_| true, &mut |row| rows.push(Row::of(table, row)));
        for ((key, due), row) in table.iter().zip(rows) {
            let people = self.people_of(due);
            let is_going = match due.dao {
                Some(dao) => dao == self.dao && !self.left_due.contains(&key.1),
                None => people.iter().any(|account| self.own.contains(account)),
            };
            if !is_going {
                continue;
            }
            let is_own = self.registry.task(due.task).is_some_and(|entry| entry.own);
            let person = people.first().copied().or(due.author);
            if is_own && !self.is_for_taker(person) {
                self.withhold(row.table);
            } else {
                self.add(row, Fate::Taken);
            }
        }
    }

    /// The accounts that a due entry's arguments name.
    fn people_of(&self, due: &Due) -> Vec<AccountId> {
        let mut people = Vec::new();
        if let Some(entry) = self.registry.task(due.task)
            && let Ok(value) = entry.spec.decode(&due.arguments)
        {
            leaves(self.registry, entry.spec, &value, &mut |spec, value| {
                people.extend(account(spec, value));
            });
        }
        people
    }

    /// The assets that something was left in, so that it can be told of what it was.
    fn what_others_issue(&mut self, look: &Look<'_>) {
        let table = &self.state.treasury.assets;
        let foreign = core::mem::take(&mut self.foreign);
        let mut rows = Vec::new();
        table.going(&mut |_| true, &mut |row| {
            let id = row.ids.first().map_or(0, |(_, id)| *id);
            if foreign.contains(&id) {
                rows.push((id, Row::of(table, row)));
            }
        });
        for (id, row) in rows {
            let may_know = matches!(self.taker, Taker::Operator)
                || treasury::knows(look, aluma_types::AssetId(id));
            if may_know {
                self.add(row, Fate::Left);
            }
        }
    }

    /// Whether what is one person's own business is the taker's.
    fn is_for_taker(&self, owner: Option<AccountId>) -> bool {
        match self.taker {
            Taker::Operator => true,
            Taker::Reader(reader) => owner.is_none_or(|owner| reader == Some(owner)),
        }
    }

    /// Notes the accounts that a row names, and the texts.
    fn follow(&mut self, ids: &[(IdKind, u64)], value: Option<&(&'static TypeSpec, Value)>) {
        let in_key = ids.iter().filter(|(kind, _)| *kind == IdKind::AccountId);
        self.own.extend(in_key.map(|(_, id)| AccountId(*id)));
        let Some((spec, value)) = value else { return };
        let (named, found) = (&mut self.named, &mut self.parting.texts);
        leaves(self.registry, spec, value, &mut |spec, value| match value {
            Value::Body { id, .. } | Value::Name { id, .. } => {
                found.insert(*id);
            }
            _ => named.extend(account(spec, value)),
        });
    }

    fn add(&mut self, row: Row, fate: Fate) {
        let Row { table, key, value, .. } = row;
        self.parting.rows.push(Parted { table, key, value, fate });
    }

    fn withhold(&mut self, table: u16) {
        let count = self.parting.withheld.entry(table).or_default();
        *count = count.saturating_add(1);
    }
}

fn account(spec: &TypeSpec, value: &Value) -> Option<AccountId> {
    match (spec, value) {
        (TypeSpec::Id(IdKind::AccountId), Value::Uint(id)) => {
            u64::try_from(*id).ok().map(AccountId)
        }
        _ => None,
    }
}

/// A row out of its table.
struct Row {
    table: u16,
    shape: &'static TypeSpec,
    goes: Goes,
    dao: Option<DaoId>,
    owner: Option<AccountId>,
    circle: Circle,
    due: Option<u64>,
    ids: Vec<(IdKind, u64)>,
    key: Vec<u8>,
    value: Vec<u8>,
}

impl Row {
    fn of(table: &dyn AnyTable, row: &Going<'_>) -> Self {
        Self {
            table: table.spec().number,
            shape: table.shape(),
            goes: row.goes,
            dao: row.dao,
            owner: row.owner,
            circle: row.circle,
            due: row.due,
            ids: row.ids.to_vec(),
            key: row.key.to_vec(),
            value: row.value.to_vec(),
        }
    }

    /// The value by its shape. A row of a shape that nobody reads names nobody; a test says which
    /// tables have such.
    fn read(&self) -> Option<(&'static TypeSpec, Value)> {
        let value = self.shape.decode(self.value.get(1..).unwrap_or_default()).ok()?;
        Some((self.shape, value))
    }
}

/// The state that the taken rows of an archive make, without what the next ledger begins itself; `at`
/// is the block that they were taken after.
///
/// # Errors
/// Where a row is none of its table, or the rows come to more money than there is.
pub fn arrive<'r>(
    rows: impl IntoIterator<Item = (u16, &'r [u8], &'r [u8])>,
    at: Moment,
) -> Result<State, DecodeError> {
    let mut state = State::default();
    for (table, key, value) in rows {
        state.load(table, key, Some(value))?;
    }
    treasury::leave_behind(&mut state).ok_or(DecodeError::BadValue)?;
    treasury::leave_votes(&mut state, at).map_err(|_| DecodeError::BadValue)?;
    state.forget();
    Ok(state)
}
