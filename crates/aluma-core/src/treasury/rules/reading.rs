//! What of an asset may be read by whom, and through whose charter.

use aluma_types::{AccountId, AssetId, DaoId, Timestamp};

use crate::dao::Checkpoints;
use crate::kernel::view::Look;
use crate::registry::State;
use crate::treasury::asset;
use crate::treasury::rules::stream::Stream;

/// Whether a reader may know of an asset at all: one of a DAO that is not closed to them, or one
/// that they have.
pub fn knows(look: &Look<'_>, id: AssetId) -> bool {
    let has = |reader| {
        let key = (reader, id);
        let tables = &look.state.treasury;
        tables.balances.contains(&key) || tables.stakes.contains(&key)
    };
    asset(look.state, id)
        .is_some_and(|row| crate::dao::sees_inside(look, row.dao) || look.reader.is_some_and(has))
}

/// As [`crate::treasury::shares_of`], of an asset that the DAO itself issues. A charter may name any
/// number as its asset; reading another DAO's holders through it would show whom a closed one keeps
/// to itself.
pub(crate) fn own_shares_of(
    state: &State,
    (dao, asset): (DaoId, AssetId),
    account: AccountId,
) -> Option<&Checkpoints> {
    let row = state.treasury.shares.get(&(asset, account)).filter(|row| row.dao == dao);
    row.map(|row| &row.held)
}

/// The voting shares of all claimed accounts in an asset of the DAO's own, as of this block and the
/// last before it.
pub(crate) fn own_shares_total(
    state: &State,
    (dao, asset): (DaoId, AssetId),
) -> Option<&Checkpoints> {
    let row = state.treasury.share_totals.get(&asset).filter(|row| row.dao == dao);
    row.map(|row| &row.held)
}

/// Whether somebody has drawn what came due of a payment over time that is not over. A DAO has few of
/// these.
pub(crate) fn drew(state: &State, dao: DaoId, account: AccountId) -> bool {
    let mut rows = state.treasury.streams.range((dao, 0)..=(dao, u64::MAX));
    rows.any(|(_, row)| row.to == account && row.drawn > 0)
}

/// From how many payments over time somebody drew that a DAO decided on since a moment and that are not over.
pub(crate) fn drew_since(
    state: &State,
    (dao, account): (DaoId, AccountId),
    since: Timestamp,
) -> u32 {
    let rows = state.treasury.streams.range((dao, 0)..=(dao, u64::MAX));
    let counts = |row: &Stream| row.to == account && row.made >= since && row.drawn > 0;
    let count = rows.filter(|(_, row)| counts(row)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a DAO ever recorded as income in an asset, in base units.
pub(crate) fn income(state: &State, key: (DaoId, AssetId)) -> u128 {
    state.treasury.turnovers.get(&key).map_or(0, |row| row.income)
}
