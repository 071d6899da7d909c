//! Dividends: the cumulative index over the treasury's own tables.
//!
//! A payment raises what one unit has earned and touches no holder. A holder is settled before their
//! holding changes and when they take what they earned. Who never changed since a share first paid
//! has no row: they are settled from the beginning.

use aluma_types::{AccountId, AssetId};
use ethnum::U256;

use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::treasury::rules::Mark;
use crate::treasury::types::{Dividend, Earned};

const OFF: Broken = Broken("dividends do not add up");

/// The payments of a share, asset by asset.
pub(crate) fn of_share(
    state: &State,
    share: AssetId,
) -> impl Iterator<Item = (&(AssetId, AssetId), &Dividend)> {
    state.treasury.dividends.range((share, AssetId(0))..=(share, AssetId(u64::MAX)))
}

/// Whether a share ever paid its holders.
pub(crate) fn pays(state: &State, share: AssetId) -> bool {
    of_share(state, share).next().is_some()
}

/// What an account holds, at stake or not.
pub(crate) fn held(state: &State, account: AccountId, share: AssetId) -> u128 {
    let key = (account, share);
    let tables = &state.treasury;
    let units = |row: Option<&crate::treasury::tables::Balance>| row.map_or(0, |row| row.units);
    // No sum of holdings is more than the supply.
    units(tables.balances.get(&key)).saturating_add(units(tables.stakes.get(&key)))
}

/// What an account has earned by a share in one asset until now; `None` where that asset was never
/// paid or a sum leaves its type.
pub(crate) fn earned(
    state: &State,
    account: AccountId,
    (share, asset): (AssetId, AssetId),
) -> Option<Earned> {
    let paid = state.treasury.dividends.get(&(share, asset))?;
    let before = state.treasury.earned.get(&(account, share, asset)).copied();
    let before = before.unwrap_or(Earned { dao: paid.dao, mark: Mark::default(), owed: 0 });
    let (more, mark) = paid.index.settle(&before.mark, held(state, account, share))?;
    Some(Earned { mark, owed: before.owed.checked_add(more)?, ..before })
}

/// Writes down what an account has earned by a share so far, in every asset it pays in.
///
/// # Errors
/// [`Broken`] where a sum leaves its type, which no payment that fitted can bring about.
pub(crate) fn settle(state: &mut State, share: AssetId, account: AccountId) -> Result<(), Broken> {
    let mut after = AssetId(0);
    while let Some(asset) = next(state, share, after) {
        let key = (account, share, asset);
        let row = earned(state, account, (share, asset)).ok_or(OFF)?;
        if state.treasury.earned.get(&key) != Some(&row) {
            state.treasury.earned.put(key, row);
        }
        match asset.0.checked_add(1) {
            Some(next) => after = AssetId(next),
            None => break,
        }
    }
    Ok(())
}

fn next(state: &State, share: AssetId, from: AssetId) -> Option<AssetId> {
    let mut rows = state.treasury.dividends.range((share, from)..=(share, AssetId(u64::MAX)));
    rows.next().map(|((_, asset), _)| *asset)
}

/// Whether what was not taken is, to the last fraction, what the holders have earned.
pub(crate) fn are_whole(state: &State) -> bool {
    let tables = &state.treasury;
    tables.dividends.iter().all(|((share, asset), row)| {
        let balances = tables.balances.iter().map(|(key, _)| key);
        let holding = balances.chain(tables.stakes.iter().map(|(key, _)| key));
        let holding = holding.filter(|(_, what)| what == share).map(|(account, _)| *account);
        let known = tables.earned.iter().map(|(key, _)| key);
        let known = known.filter(|key| (key.1, key.2) == (*share, *asset)).map(|key| key.0);
        let all: alloc::collections::BTreeSet<_> = holding.chain(known).collect();
        let sum = all.into_iter().try_fold(U256::from(row.index.carried()), |sum, account| {
            let earned = earned(state, account, (*share, *asset))?;
            let whole = U256::new(earned.owed).checked_shl(64)?;
            sum.checked_add(whole)?.checked_add(earned.mark.carried().into())
        });
        sum == U256::new(row.unsettled).checked_shl(64)
    })
}
