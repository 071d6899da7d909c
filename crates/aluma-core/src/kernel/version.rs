//! Named rule versions. Rules ask for a feature by name, never for a number; a block that raises
//! the version runs the migrations between the two before anything else.

use crate::registry::State;

/// The newest rules this code knows.
pub const LATEST: u32 = 1;

/// A change of rules, named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// Founding, membership, treasury, decisions: what the ledger was born with.
    Spine,
}

impl Feature {
    /// The version that brought it.
    pub const fn since(self) -> u32 {
        match self {
            Self::Spine => 1,
        }
    }
}

/// A migration: runs once, in the block that raises the version to `to`.
#[derive(Debug)]
pub struct Migration {
    /// The version it leads to.
    pub to: u32,
    /// What it does.
    pub name: &'static str,
    /// How.
    pub run: fn(&mut State),
}

/// All migrations in order. The first version has none.
pub const MIGRATIONS: &[Migration] = &[];

/// Migrations a block must run that raises the rules from `from` to `to`.
pub fn between(from: u32, to: u32) -> impl Iterator<Item = &'static Migration> {
    MIGRATIONS.iter().filter(move |migration| migration.to > from && migration.to <= to)
}
