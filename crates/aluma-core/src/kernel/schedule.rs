//! The due queue: every deadline is an entry, ordered by (time, sequence).
//!
//! A deadline d falls due at d + 1 ms, so an act *at* the closing instant counts. Each block runs
//! what is due up to a limit in units; no DAO may use more than a share of it while others wait;
//! the rest is carried on. A task that fails is undone and tried again after an hour, three times,
//! then dropped with an event; it never stops the ledger.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Span, Timestamp};

use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::tables::{Due, bounded};
use crate::registry::State;

/// Units of due work in one block.
pub const BLOCK_UNITS: u64 = 20_000_000;
/// Units that one DAO's due work may take while other work waits.
pub const DAO_UNITS: u64 = 5_000_000;
/// Units of one slice, beside what the task charges itself.
pub const TASK_UNITS: u64 = 2_000;
/// Entries one account may have waiting.
pub const PER_AUTHOR: u32 = 1_000;
/// Times a failing task is tried again.
pub const RETRIES: u8 = 3;
/// How long a failing task waits.
pub const RETRY_AFTER: Span = Span::hours(1);
/// Entries looked at in one block at most.
const LOOK: usize = 10_000;

/// The moment at which a deadline falls due.
pub const fn due_at(deadline: Timestamp) -> Timestamp {
    deadline.after(Span(1))
}

/// Adds an entry.
pub(crate) fn put(
    ctx: &mut Ctx<'_>,
    at: Timestamp,
    dao: Option<DaoId>,
    (task, arguments): (u16, Vec<u8>),
) -> u64 {
    // A used-up sequence is reported by whoever numbers the thing this task is for.
    let sequence = ctx.next_number(Sequence::Due).unwrap_or(u64::MAX);
    let author = ctx.origin.account();
    let row = Due { task, dao, author, failures: 0, arguments: bounded(arguments) };
    ctx.state.kernel.due.put((at, sequence), row);
    sequence
}

/// Takes an entry out, wherever it lies.
pub(crate) fn cancel(state: &mut State, sequence: u64) {
    if let Some(at) = state.kernel.due.index().at.get(&sequence).copied() {
        state.kernel.due.remove(&(at, sequence));
    }
}

/// How many entries an account has waiting.
pub fn waiting(state: &State, author: AccountId) -> u32 {
    state.kernel.due.index().by_author.get(&author).copied().unwrap_or(0)
}

/// When the next entry falls due.
pub fn next(state: &State) -> Option<Timestamp> {
    state.kernel.due.iter().next().map(|(key, _)| key.0)
}

/// The order of one block's due work: entries by time, but where a DAO has used its share its
/// further entries wait behind those of all others.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    used: u64,
    by_dao: BTreeMap<Option<DaoId>, u64>,
    passed: Option<(Timestamp, u64)>,
    deferred: Vec<(Timestamp, u64)>,
    looked: usize,
}

impl Turn {
    /// The next entry to run, if there is room for one.
    pub(crate) fn next(&mut self, state: &State, now: Timestamp) -> Option<(Timestamp, u64)> {
        if self.used >= BLOCK_UNITS {
            return None;
        }
        let from = self.passed.map_or((Timestamp(0), 0), |(at, seq)| (at, seq.saturating_add(1)));
        for (key, due) in state.kernel.due.range(from..=(now, u64::MAX)) {
            self.looked = self.looked.saturating_add(1);
            if self.looked > LOOK {
                break;
            }
            self.passed = Some(*key);
            if self.by_dao.get(&due.dao).copied().unwrap_or(0) < DAO_UNITS {
                return Some(*key);
            }
            self.deferred.push(*key);
        }
        // Nobody else waits: the rest of the room goes to those who had their share.
        if self.deferred.is_empty() { None } else { Some(self.deferred.remove(0)) }
    }

    /// Books what a slice used.
    pub(crate) fn used(&mut self, dao: Option<DaoId>, units: u64) {
        self.used = self.used.saturating_add(units);
        let slot = self.by_dao.entry(dao).or_default();
        *slot = slot.saturating_add(units);
    }
}
