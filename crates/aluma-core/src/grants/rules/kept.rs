//! The laws of money in trust for undertakings and funds.

use alloc::collections::BTreeMap;

use aluma_types::DaoId;

use crate::grants::rules::undertaking::{Course, Funding, Giving, Pledge, Undertaking};
use crate::registry::State;
use crate::treasury::escrow;

/// What all who gave put in, what of it was paid, what returned, and what lies in trust.
#[derive(Clone, Copy, Default)]
struct Sums {
    put: u128,
    released: u128,
    returned: u128,
    left: u128,
}

impl Sums {
    fn giving(&mut self, giving: &Giving) {
        let put = giving.gave.saturating_add(giving.matched);
        self.put = self.put.saturating_add(put);
        self.released = self.released.saturating_add(giving.released);
        self.returned = self.returned.saturating_add(giving.returned);
        self.left = self.left.saturating_add(giving.left());
    }

    /// A pledge is in what was put until it is added or returns; what was added is a gift.
    fn pledge(&mut self, pledge: &Pledge) {
        match pledge.matched {
            None => {
                self.put = self.put.saturating_add(pledge.most);
                self.left = self.left.saturating_add(pledge.most);
            }
            Some(matched) => {
                let back = pledge.most.saturating_sub(matched);
                self.put = self.put.saturating_add(back);
                self.returned = self.returned.saturating_add(back);
            }
        }
    }
}

/// Whether `escrow = given - paid - returned` for everybody who gave, and for each undertaking.
pub(crate) fn trust_adds_up(state: &State) -> bool {
    let tables = &state.grants;
    let lies = |key| escrow::escrow(state, key).map_or(0, |row| row.left.units);
    let mut sums: BTreeMap<(DaoId, u64), Sums> = BTreeMap::new();
    for ((dao, number, _), giving) in tables.givings.iter() {
        if lies((*dao, giving.escrow)) != giving.left() {
            return false;
        }
        sums.entry((*dao, *number)).or_default().giving(giving);
    }
    for ((dao, number, _), pledge) in tables.pledges.iter() {
        if pledge.matched.is_none() && lies((*dao, pledge.escrow)) != pledge.most {
            return false;
        }
        sums.entry((*dao, *number)).or_default().pledge(pledge);
    }
    tables.undertakings.iter().all(|(key, row)| {
        let mut sum = sums.get(key).copied().unwrap_or_default();
        if let Funding::Grant { escrow } = row.terms.funding {
            let Undertaking { tally, .. } = row;
            sum = Sums { put: tally.given, left: lies((key.0, escrow)), ..sum };
            sum.released = tally.released;
            sum.returned = tally.returned;
        }
        adds_up(row, sum)
    })
}

fn adds_up(row: &Undertaking, sum: Sums) -> bool {
    let tally = &row.tally;
    let put = match row.terms.funding {
        Funding::Gifts { .. } => tally.given.saturating_add(tally.pledged),
        Funding::Grant { .. } => tally.given,
    };
    let gone = tally.released.saturating_add(tally.returned);
    let is_over = matches!(row.course, Course::Over { .. });
    sum.put == put
        && sum.released == tally.released
        && sum.returned == tally.returned
        && put.checked_sub(gone) == Some(sum.left)
        && (!is_over || sum.left == 0)
}

/// Whether a fund and everybody's gifts to its projects lie in trust while it is open, and nothing of them
/// after.
pub(crate) fn funds_add_up(state: &State) -> bool {
    let tables = &state.grants;
    let lies = |key| escrow::escrow(state, key).map_or(0, |row| row.left.units);
    let mut sums: BTreeMap<(DaoId, u64, u32), (u128, u32)> = BTreeMap::new();
    for ((dao, number, project, _), support) in tables.supports.iter() {
        let is_open = tables.funds.get(&(*dao, *number)).is_some_and(|fund| fund.over.is_none());
        let left = if is_open && !support.returned { support.gave } else { 0 };
        if lies((*dao, support.escrow)) != left {
            return false;
        }
        let (sum, count) = sums.entry((*dao, *number, *project)).or_default();
        *sum = sum.saturating_add(support.gave);
        *count = count.saturating_add(1);
    }
    let counted = tables.projects.iter().all(|(key, row)| {
        sums.get(key).copied().unwrap_or_default() == (row.given, row.supporters)
    });
    counted
        && tables.funds.iter().all(|(key, row)| {
            let left = if row.over.is_none() { row.matching.units } else { 0 };
            lies((key.0, row.escrow)) == left && row.matched <= row.matching.units
        })
}
