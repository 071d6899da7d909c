//! Treasury: what a community owns and pays.
//!
//! **Words.** An *asset* is issued by a DAO, with a symbol that is unique there; its amounts are
//! base units. A DAO's money lies in *pots*; the general one is 0. What is *reserved* is promised;
//! `free = balance - reserved`. A *posting* moves units from one place to others in one asset.
//! What is *committed*, paid or promised, counts against the limits of the charter for 7 and 30
//! days; a promise counts when it is made and not when it is paid, a role's limit while it is there.
//!
//! A *stream* pays over time: a plan with an end out of its own custody, a salary out of its pot,
//! where what came due is reserved as far as the pot reaches and the rest is *owed*. A *dividend*
//! raises what one unit of a share has earned; its holders take it when they like. An *escrow* is
//! money in trust: promised in a pot or staked beside an account, until it is paid or returns. An
//! *item* is a
//! registered thing that there is one of, owned in parts of a whole. A *claim* is an asset that a
//! *holder* of funds outside owes; a *payout* asks them for it.
//!
//! **Who may.** Accounts pay what is theirs. A DAO pays out of its pots by a proposal that passed or
//! by a role inside its limit, never more in a week or a month than its charter lets, and issues
//! units within its mint cap. Anybody may pay an income into a pot; only the DAO states one that
//! came another way. Only the holder of funds makes units of a claim. Where the charter says so,
//! whoever holds enough joins.
//!
//! **What time does.** Streams come due and are paid in their rhythm; a payout becomes late, and one
//! that nobody disputes counts as paid; commitments leave their window; money set aside for a time
//! becomes free; the voting shares of an account that was claimed begin to count in the next block.
//!
//! **Invariants.** Per asset, accounts + pots + stakes + custody + dividends not taken + payouts +
//! what stayed elsewhere = issued - burnt. Dividends not taken are, to the last fraction, what
//! holders have earned. No pot promises more than it has, nor anything but its reservations and
//! escrows. The parts of an item are its whole. Voting shares over time end at what admitted members hold in
//! claimed accounts: what lies in a pot, in custody, at stake, in an account that nobody holds or
//! with somebody who is no admitted member carries no vote and is in no total.
//!
//! **Totals of shares** are kept as of the last two blocks only: a proposal freezes its total when
//! it opens.

pub(crate) mod actions;
pub mod charter;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

use actions::steps::post;
pub(crate) use actions::{capital, escrow, parts};
pub use events::Event;
pub use refusals::Refusal;
pub(crate) use rules::conservation::{CONSERVATION, DIVIDENDS, ITEMS, PROMISES, SHARES};
pub(crate) use rules::conservation::{leave_behind, leave_votes};
pub(crate) use rules::limits::{committed, mint_room, most, most_minted, outflow, room, room_of};
pub use rules::reading::knows;
pub(crate) use rules::reading::{drew, income, own_shares_of, own_shares_total};
pub(crate) use tasks::{account_claimed, vote_changed};
pub(crate) use types::{Commit, Committed};

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId, PotId, Text, Timestamp};

use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use rules::limits;
use types::{Asset, AssetKind, GENERAL, Holding, Place, SYMBOL_BYTES, Supply};

/// The asset of a number.
pub fn asset(state: &State, id: AssetId) -> Option<&Asset> {
    state.treasury.assets.get(&id)
}

/// The assets that a DAO issues, in the order of their symbols.
pub fn assets_of(state: &State, dao: DaoId) -> impl Iterator<Item = (&str, AssetId)> {
    let symbols = state.treasury.assets.index().of(dao).into_iter().flatten();
    symbols.map(|(symbol, asset)| (symbol.as_str(), *asset))
}

/// Whether no asset of a DAO has this symbol.
///
/// # Errors
/// [`Refusal::SymbolTaken`].
pub(crate) fn symbol_is_free(
    state: &State,
    dao: DaoId,
    symbol: &Text<SYMBOL_BYTES>,
) -> Result<(), Refusal> {
    let symbols = state.treasury.assets.index().of(dao);
    match symbols.and_then(|symbols| symbols.get(symbol)) {
        Some(asset) => Err(Refusal::SymbolTaken { asset: *asset }),
        None => Ok(()),
    }
}

/// How much of an asset there is and where it lies.
pub fn supply(state: &State, id: AssetId) -> Option<&Supply> {
    state.treasury.supplies.get(&id)
}

/// What an account has, in base units.
pub(crate) fn balance(state: &State, account: AccountId, asset: AssetId) -> u128 {
    state.treasury.balances.get(&(account, asset)).map_or(0, |row| row.units)
}

/// What lies free in all pots of a DAO of one asset, in base units: what is reserved, and what
/// streams out of these pots are owed now, is not.
pub(crate) fn free(state: &State, (dao, asset): (DaoId, AssetId), now: Timestamp) -> u128 {
    let pots = holdings(state, dao).filter(|((_, _, what), _)| *what == asset);
    // No sum of pots is more than the asset's supply.
    pots.fold(0, |sum, (key, _)| sum.saturating_add(rules::flows::free_in(state, *key, now)))
}

/// The assets of which a DAO has anything free, lowest first.
pub(crate) fn free_assets(state: &State, dao: DaoId) -> Vec<AssetId> {
    let some = holdings(state, dao).filter(|(_, row)| row.free() > 0);
    let mut assets: Vec<_> = some.map(|((_, _, asset), _)| *asset).collect();
    assets.sort_unstable();
    assets.dedup();
    assets
}

fn holdings(
    state: &State,
    dao: DaoId,
) -> impl Iterator<Item = (&(DaoId, PotId, AssetId), &Holding)> {
    let range = (dao, PotId(0), AssetId(0))..=(dao, PotId(u64::MAX), AssetId(u64::MAX));
    state.treasury.holdings.range(range)
}

/// The DAOs of which a DAO holds a share in its pots, with a vote or without; its own too.
pub(crate) fn owned_by(state: &State, dao: DaoId) -> BTreeSet<DaoId> {
    let shares = holdings(state, dao).filter_map(|((_, _, id), _)| asset(state, *id));
    shares.filter(|row| row.kind.is_share()).map(|row| row.dao).collect()
}

/// Whether an asset is a voting share.
pub(crate) fn is_voting(state: &State, id: AssetId) -> bool {
    asset(state, id).is_some_and(|row| row.kind == AssetKind::VotingShare)
}

/// The voting shares of an account over time; `None` where it has none or nobody holds it.
#[cfg(test)]
pub(crate) fn shares_of(
    state: &State,
    asset: AssetId,
    account: AccountId,
) -> Option<&crate::dao::Checkpoints> {
    state.treasury.shares.get(&(asset, account)).map(|row| &row.held)
}

/// Books an enacted outflow with its proposer and its track. That it left the treasury, and to
/// whom, the payments themselves have booked.
pub(crate) fn commit(ctx: &mut Ctx<'_>, commit: Commit) {
    let Commit { dao, asset, units, by, track } = commit;
    let now = ctx.now();
    limits::book(ctx.state, (dao, asset), (Committed::By(by), units), now);
    limits::book(ctx.state, (dao, asset), (Committed::Track(track), units), now);
}

/// Puts units of an account at stake; the caller has seen that it has them.
///
/// # Errors
/// [`Broken`] where it has not.
pub(crate) fn take_stake(
    ctx: &mut Ctx<'_>,
    account: AccountId,
    amount: Amount,
) -> Result<(), Broken> {
    let to = (Place::Stake { account }, amount.units);
    post(ctx, amount.asset, Place::Account { account }, &[to])
}

/// Gives units at stake to their owner, or where they are forfeited to a DAO's general pot.
///
/// # Errors
/// [`Broken`] where not so much is at stake.
pub(crate) fn end_stake(
    ctx: &mut Ctx<'_>,
    account: AccountId,
    amount: Amount,
    forfeited_to: Option<DaoId>,
) -> Result<(), Broken> {
    // A charter may ask for a stake in what another community issues, which stays behind where its
    // own leaves for a ledger of its own.
    if asset(ctx.state, amount.asset).is_none() {
        return Ok(());
    }
    let to = match forfeited_to {
        Some(dao) => Place::Pot { dao, pot: GENERAL },
        None => Place::Account { account },
    };
    post(ctx, amount.asset, Place::Stake { account }, &[(to, amount.units)])
}
