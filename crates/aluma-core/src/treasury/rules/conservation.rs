//! The law of conservation, by full scans.

use alloc::collections::BTreeMap;

use aluma_types::{AccountId, Amount, AssetId, DaoId, PotId};

use crate::dao::Moment;
use crate::kernel::invariants::Invariant;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::treasury::rules::books::{Terms, can_vote, count_shares, held_by};
use crate::treasury::rules::escrows::Source;
use crate::treasury::rules::{dividends, items};
use crate::treasury::types::{AssetKind, Supply};

/// A law of the domain.
pub(crate) const CONSERVATION: Invariant = Invariant {
    name: "treasury: accounts, pots and stakes hold what was issued and not burnt",
    quick: Some(figures_hold),
    full: rows_add_up,
};

/// A law of the domain.
pub(crate) const PROMISES: Invariant = Invariant {
    name: "treasury: pots promise what is reserved or in trust, and have it",
    quick: None,
    full: promises_are_kept,
};

/// A law of the domain.
pub(crate) const SHARES: Invariant = Invariant {
    name: "treasury: voting shares over time end at what is held",
    quick: None,
    full: shares_are_held,
};

/// A law of the domain.
pub(crate) const DIVIDENDS: Invariant = Invariant {
    name: "treasury: what was not taken of dividends is what holders have earned",
    quick: None,
    full: dividends::are_whole,
};

/// A law of the domain.
pub(crate) const ITEMS: Invariant = Invariant {
    name: "treasury: the parts of each item are its whole",
    quick: None,
    full: items::are_whole,
};

/// Whether all running figures hold, without looking at a single row.
pub(crate) fn figures_hold(state: &State) -> bool {
    let tables = &state.treasury;
    tables.supplies.index().is_empty() && tables.holdings.index().is_empty()
}

/// What the rows of each asset come to, in the figures that they fill; nothing where a sum does not
/// fit.
fn lying(state: &State) -> Option<BTreeMap<AssetId, Supply>> {
    let tables = &state.treasury;
    let mut found: BTreeMap<AssetId, Supply> = BTreeMap::new();
    let mut sum = |asset: &AssetId, part: fn(&mut Supply) -> &mut u128, units: u128| {
        let supply = found.entry(*asset).or_insert(Supply::nothing(DaoId(0)));
        let slot = part(supply);
        slot.checked_add(units).inspect(|total| *slot = *total).is_some()
    };
    let fits = tables.balances.iter().all(|(key, row)| sum(&key.1, |s| &mut s.accounts, row.units))
        && tables.stakes.iter().all(|(key, row)| sum(&key.1, |s| &mut s.stakes, row.units))
        && tables.holdings.iter().all(|(key, row)| sum(&key.2, |s| &mut s.pots, row.balance))
        && tables.streams.iter().all(|(_, row)| sum(&row.asset, |s| &mut s.locked, row.locked()))
        && tables
            .dividends
            .iter()
            .all(|(key, row)| sum(&key.1, |s| &mut s.dividends, row.unsettled))
        && tables
            .payouts
            .iter()
            .all(|(_, row)| sum(&row.amount.asset, |s| &mut s.payouts, row.amount.units));
    fits.then_some(found)
}

/// The figures that rows fill.
fn places(supply: &mut Supply) -> [&mut u128; 6] {
    let Supply { accounts, pots, stakes, locked, dividends, payouts, .. } = supply;
    [accounts, pots, stakes, locked, dividends, payouts]
}

/// Writes down, where only the rows of one community came to this ledger, how much of its assets
/// lies with others who stayed: so nothing is burnt, and nobody's part grows. Nothing where the rows
/// come to more than there is.
pub(crate) fn leave_behind(state: &mut State) -> Option<()> {
    let mut found = lying(state)?;
    let assets: alloc::vec::Vec<_> = state.treasury.supplies.iter().map(|row| *row.0).collect();
    for asset in assets {
        let mut supply = *state.treasury.supplies.get(&asset)?;
        let mut here = found.remove(&asset).unwrap_or(Supply::nothing(supply.dao));
        let mut away = supply.elsewhere;
        for (figure, rows) in places(&mut supply).into_iter().zip(places(&mut here)) {
            away = away.checked_add(figure.checked_sub(*rows)?)?;
            *figure = *rows;
        }
        supply.elsewhere = away;
        state.treasury.supplies.put(asset, supply);
    }
    Some(())
}

/// Counts anew, from this block on, the voting shares of communities that stayed: what they hold lies
/// with them, and nobody votes for them here. What was counted before stays, for what is open already.
///
/// # Errors
/// [`Broken`] where shares do not add up.
pub(crate) fn leave_votes(state: &mut State, at: Moment) -> Result<(), Broken> {
    let stayed = |account: &AccountId| {
        let dao = crate::identity::dao_of(state, *account);
        dao.is_some_and(|dao| !crate::dao::exists(state, dao))
    };
    let keys = state.treasury.shares.iter().map(|(key, _)| *key);
    let keys: alloc::vec::Vec<_> = keys.filter(|(_, account)| stayed(account)).collect();
    keys.into_iter().try_for_each(|(asset, account)| {
        count_shares(state, Terms { asset, at, aged: true }, account)
    })
}

/// Whether the rows themselves add up to every asset's figures, and nothing lies in an asset that
/// is not there.
pub(crate) fn rows_add_up(state: &State) -> bool {
    let tables = &state.treasury;
    let Some(found) = lying(state) else { return false };
    let known = found.keys().all(|asset| tables.supplies.contains(asset));
    known
        && tables.supplies.iter().all(|(asset, supply)| {
            let mut rows = found.get(asset).copied().unwrap_or(Supply::nothing(supply.dao));
            places(&mut rows) == places(&mut supply.clone()) && supply.is_balanced()
        })
}

/// Whether each pot promises exactly what its reservations and escrows say, and never more than it
/// has; and whether each account has at stake what of its own lies in trust.
pub(crate) fn promises_are_kept(state: &State) -> bool {
    let tables = &state.treasury;
    let mut promised: BTreeMap<(DaoId, PotId, AssetId), u128> = BTreeMap::new();
    for ((dao, _), row) in tables.reservations.iter() {
        let slot = promised.entry((*dao, row.pot, row.amount.asset)).or_default();
        *slot = slot.saturating_add(row.amount.units);
    }
    let mut staked: BTreeMap<(AccountId, AssetId), u128> = BTreeMap::new();
    for ((dao, _), row) in tables.escrows.iter() {
        let Amount { asset, units } = row.left;
        let slot = match row.from {
            Source::Pot { pot } => promised.entry((*dao, pot, asset)).or_default(),
            Source::Account { account } => staked.entry((account, asset)).or_default(),
        };
        *slot = slot.saturating_add(units);
    }
    let at_stake = |key| tables.stakes.get(key).map_or(0, |row| row.units);
    if !staked.iter().all(|(key, units)| *units <= at_stake(key)) {
        return false;
    }
    let met = tables.holdings.iter().all(|(key, row)| {
        row.reserved == promised.remove(key).unwrap_or(0) && row.reserved <= row.balance
    });
    met && promised.is_empty()
}

/// Whether voting shares over time end at what can vote, each and in sum: what admitted members hold
/// in claimed accounts.
pub(crate) fn shares_are_held(state: &State) -> bool {
    let tables = &state.treasury;
    let mut sums: BTreeMap<AssetId, u128> = BTreeMap::new();
    let each = tables.shares.iter().all(|((asset, account), row)| {
        let held = row.held.value();
        let slot = sums.entry(*asset).or_default();
        *slot = slot.saturating_add(held);
        let votes =
            if can_vote(state, row.dao, *account) { held_by(state, *account, *asset) } else { 0 };
        votes == held
    });
    let voting = |asset: &AssetId| {
        tables.assets.get(asset).is_some_and(|row| row.kind == AssetKind::VotingShare)
    };
    each && sums.keys().all(voting)
        && tables
            .share_totals
            .iter()
            .all(|(asset, row)| row.held.value() == sums.get(asset).copied().unwrap_or(0))
}
