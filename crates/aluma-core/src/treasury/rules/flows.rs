//! What streams without an end are owed out of their pots, and what that leaves free.
//!
//! A stream reserves min(debt, free). Its debt grows with every millisecond, so this is not a figure
//! that somebody writes: it is added up when somebody asks, over the few streams of one pot, and is
//! exact at every moment.

use aluma_types::{AssetId, DaoId, PotId, Timestamp};

use crate::registry::State;
use crate::treasury::types::Stream;

/// A pot and an asset in it.
pub(crate) type Key = (DaoId, PotId, AssetId);

/// What all streams out of a pot are owed, held at the largest number.
pub(crate) fn debts(state: &State, key: Key, now: Timestamp) -> u128 {
    let streams = &state.treasury.streams;
    let rows = streams.index().out_of(key).filter_map(|number| streams.get(&(key.0, number)));
    rows.fold(0, |sum, row| sum.saturating_add(row.debt(now)))
}

/// What of a pot is neither reserved nor owed to a stream.
pub(crate) fn free_in(state: &State, key: Key, now: Timestamp) -> u128 {
    unreserved(state, key).saturating_sub(debts(state, key, now))
}

/// What of a pot is not reserved: as far as this reaches, debts of streams are covered.
pub(crate) fn unreserved(state: &State, key: Key) -> u128 {
    state.treasury.holdings.get(&key).map_or(0, |row| row.free())
}

/// What of a stream's debt can be paid now: all of it out of custody, out of a pot what is not
/// reserved.
pub(crate) fn covered(state: &State, dao: DaoId, (row, now): (&Stream, Timestamp)) -> u128 {
    let debt = row.debt(now);
    if row.plan.is_open_ended() {
        debt.min(unreserved(state, (dao, row.pot, row.asset)))
    } else {
        debt
    }
}
