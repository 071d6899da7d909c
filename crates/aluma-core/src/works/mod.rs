//! Works: what people make together, what is paid for it, and to whom.
//!
//! **Words.** A *work* is registered by the hash of what it is, together with its *authors* and their
//! parts. Once all of them agreed it is an *item* of the treasury, which they own in these parts. An
//! *offer* asks owners to agree: to sell parts at a price, or to what a *use* costs. A use is a licence:
//! whoever pays its price may use the work as its document says. The *royalty* is what authors get of
//! whatever is paid to an owner who is no author.
//!
//! **Who may.** A member who is among the authors registers a work; every other author agrees or declines.
//! Owners offer, and each whose parts are sold agrees. Anybody who may read the community buys and uses,
//! and so does the community by a proposal that names who is paid, so that they do not decide on it. It
//! also strikes a work that was not its authors' to register.
//!
//! **What time does.** A registration that not all authors agreed to in time is given up; an offer that
//! was not agreed to, or that nobody bought, lapses.
//!
//! **Invariants.** No work stands twice in a community. The authors' parts are the whole of the item.
//! What is paid is divided at once and exactly; nothing of it stays. A use is divided like any other, so
//! that paying for several at once gains nobody anything.
//!
//! **What does not hold.** A royalty is a term of this registry. Whoever passes parts on without a price,
//! or sells elsewhere, pays none, and the ledger cannot see it.

pub(crate) mod actions;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub use events::{Event, Fact};
pub use refusals::Refusal;

use crate::kernel::invariants::Invariant;
use crate::registry::State;
use crate::treasury::parts;
use types::WorkStage;

/// A law of the domain.
pub(crate) const REGISTERED: Invariant = Invariant {
    name: "works: a registered work is an item in its authors' parts, and stands once",
    quick: None,
    full: registered_are_whole,
};

/// A law of the domain.
pub(crate) const USED: Invariant = Invariant {
    name: "works: a work was used as often as its receipts say",
    quick: None,
    full: uses_add_up,
};

fn registered_are_whole(state: &State) -> bool {
    state.works.works.iter().all(|((dao, number), work)| {
        let is_there = state.works.works.index().of(*dao, &work.hash) == Some(*number);
        let whole = work.authors.iter().fold(0u64, |sum, it| sum.saturating_add(it.parts));
        let has_item = match work.stage {
            WorkStage::Waits { .. } => true,
            WorkStage::Struck { .. } => return true,
            WorkStage::Registered { item, .. } => {
                parts::item(state, (*dao, item)).is_some_and(|row| row.whole == whole)
                    && work.authors.iter().all(|author| author.agreed)
            }
        };
        is_there && has_item
    })
}

fn uses_add_up(state: &State) -> bool {
    state.works.works.iter().all(|((dao, number), work)| {
        let rows = state.works.uses.range((*dao, *number, 0)..=(*dao, *number, u64::MAX));
        let mut sums = (0u64, 0u64);
        for (_, row) in rows {
            sums = (sums.0.saturating_add(1), sums.1.saturating_add(row.times.into()));
        }
        sums == (work.receipts, work.used)
    })
}
