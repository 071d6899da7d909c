//! Invest: how money comes in for shares, and how a part of the treasury goes out with them.
//!
//! **Words.** A *sale* offers new units of a share for an asset of the community: at a *fixed* price; as
//! a *hatch*, where nobody is sold anything unless the goal is met; or as an *auction* of *sealed bids*,
//! where all who win pay one price. A *lot* is what somebody bought and cannot leave with yet. The *exit
//! promise* of the charter names the share by which its holders *leave with their part*, until when, and
//! after which *notice*. The *book value* is what one unit would bring then. A *sharing* makes a rate of
//! what is recorded as income a dividend.
//!
//! **Who may.** The members open a sale or a sharing and end it. Whoever may read the community buys and
//! bids, a member or not: what is paid is the allowance. Whoever holds the promised share leaves.
//!
//! **What time does.** It closes each sale; it opens and closes the time to open bids; it fills them, pays
//! in, pays back and issues, so many at a time. It pays whoever leaves, at the worth of that moment; it
//! sets lots free; it pays dividends of income. Nobody presses a button for that.
//!
//! **Invariants.** What lies in trust for a sale is what its bids put there, and for somebody who leaves
//! what they leave with. Nobody pays more than they bid. What one unit left behind is worth never falls by
//! an exit, and whoever leaves last takes the rest. Nothing is sold below its book value.

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

pub(crate) use actions::exits::{enough_stayed, income_came_in};
pub(crate) use charter::promise_is_kept;
pub use events::{Event, Fact};
pub use refusals::Refusal;

use aluma_types::DaoId;

use crate::kernel::invariants::Invariant;
use crate::registry::State;
use crate::treasury::escrow;

/// A law of the domain.
pub(crate) const DEPOSITS: Invariant = Invariant {
    name: "invest: what lies in trust for a sale is what its bids put there",
    quick: None,
    full: deposits_are_there,
};

/// A law of the domain.
pub(crate) const SOLD: Invariant = Invariant {
    name: "invest: a sale sells what its bids were filled with, and no more than it offers",
    quick: None,
    full: sales_add_up,
};

/// A law of the domain.
pub(crate) const LEAVING: Invariant = Invariant {
    name: "invest: whoever leaves has put in trust what they leave with",
    quick: None,
    full: leavers_wait,
};

fn in_trust(state: &State, dao: DaoId, escrow: u64) -> u128 {
    escrow::escrow(state, (dao, escrow)).map_or(0, |row| row.left.units)
}

fn deposits_are_there(state: &State) -> bool {
    state.invest.bids.iter().all(|((dao, _, _), bid)| {
        let there = in_trust(state, *dao, bid.escrow);
        there == if bid.outcome.is_none() { bid.deposit } else { 0 }
    })
}

fn sales_add_up(state: &State) -> bool {
    state.invest.sales.iter().all(|((dao, sale), row)| {
        let bids = actions::flow::bids(state, (*dao, *sale));
        let mut sums = (0u128, 0u128);
        for (_, bid) in bids {
            let (units, paid) = bid.outcome.map_or((0, 0), |outcome| (outcome.units, outcome.paid));
            sums = (sums.0.saturating_add(units), sums.1.saturating_add(paid));
        }
        let has_bids = row.kind.word() != "fixed";
        row.sold <= row.units && (!has_bids || sums == (row.sold, row.raised))
    })
}

fn leavers_wait(state: &State) -> bool {
    let exits = state.invest.exits.iter();
    let mut all = exits.map(|((dao, _), row)| (*dao, row.escrow, row.shares.units));
    let lots = state.invest.lots.iter();
    let mut lots = lots.map(|((dao, _), row)| (*dao, row.escrow, row.shares.units));
    let holds = |(dao, escrow, units): (DaoId, u64, u128)| in_trust(state, dao, escrow) == units;
    all.all(holds) && lots.all(holds)
}
