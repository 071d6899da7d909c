//! What came in while somebody held a share: the cumulative index once more, over recorded incomes.
//!
//! It measures and pays nothing. A holder is settled before their holding changes, whatever changes it, so
//! that nobody's part grows by units that they did not hold when the income came.

use aluma_types::{AccountId, Amount, AssetId};

use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::treasury::rules::Mark;
use crate::treasury::rules::dividends::held;
use crate::treasury::types::{Inflow, InflowPart, MAX_DIVIDENDS, MAX_INFLOWS};

const OFF: Broken = Broken("a measure of income does not add up");

fn of_share(state: &State, share: AssetId) -> impl Iterator<Item = AssetId> + '_ {
    let range = (share, AssetId(0))..=(share, AssetId(u64::MAX));
    state.treasury.share_inflows.range(range).map(|((_, asset), _)| *asset)
}

/// Whether incomes are measured by the units of a share.
pub(crate) fn measures(state: &State, share: AssetId) -> bool {
    of_share(state, share).next().is_some()
}

/// Whether one more income in an asset is measured: whoever pays in makes nobody settle more than so many.
fn has_room(state: &State, (share, asset): (AssetId, AssetId)) -> bool {
    let dao = |id: AssetId| state.treasury.assets.get(&id).map(|row| row.dao);
    let is_own = dao(asset) == dao(share);
    let many = of_share(state, share).count();
    let others = of_share(state, share).filter(|id| dao(*id) != dao(share)).count();
    many < MAX_INFLOWS && (is_own || others < MAX_DIVIDENDS)
}

/// Measures an income by the units of a share that share in it. Where nobody has any it is nobody's.
pub(crate) fn count(state: &mut State, share: AssetId, (income, units): (Amount, u128)) {
    let key = (share, income.asset);
    let before = state.treasury.share_inflows.get(&key).copied();
    let Some(dao) = state.treasury.assets.get(&share).map(|row| row.dao) else { return };
    if before.is_none() && !has_room(state, key) {
        return;
    }
    let row = before.unwrap_or(Inflow { dao, index: Default::default() });
    if let Some(index) = row.index.paid(income.units, units) {
        state.treasury.share_inflows.put(key, Inflow { index, ..row });
    }
}

/// An account's part of what came in in one asset while it held a share, rounded down.
pub(crate) fn part(
    state: &State,
    account: AccountId,
    (share, asset): (AssetId, AssetId),
) -> Option<InflowPart> {
    let row = state.treasury.share_inflows.get(&(share, asset))?;
    let before = state.treasury.inflow_parts.get(&(account, share, asset)).copied();
    let before = before.unwrap_or(InflowPart { dao: row.dao, mark: Mark::default(), units: 0 });
    let (more, mark) = row.index.settle(&before.mark, held(state, account, share))?;
    Some(InflowPart { mark, units: before.units.checked_add(more)?, ..before })
}

/// Writes down an account's part so far, in every asset that is measured.
///
/// # Errors
/// [`Broken`] where a sum leaves its type.
pub(crate) fn settle(state: &mut State, share: AssetId, account: AccountId) -> Result<(), Broken> {
    let assets: alloc::vec::Vec<AssetId> = of_share(state, share).collect();
    for asset in assets {
        let row = part(state, account, (share, asset)).ok_or(OFF)?;
        let key = (account, share, asset);
        if state.treasury.inflow_parts.get(&key) != Some(&row) {
            state.treasury.inflow_parts.put(key, row);
        }
    }
    Ok(())
}
