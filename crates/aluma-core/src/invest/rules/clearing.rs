//! A batch auction: which bids win, and the one price that all of them pay.
//!
//! The price is the lowest at which all units are sold: that of the last bid which is filled. Where bids
//! ask for fewer units than there are, it is the floor. Bids above the price are filled whole; those at
//! it share what is left by the units they ask for, with the one splitter. A bid in steps is as many bids
//! of one bidder at different prices, who pays for all that they get together: rounded up once to a base
//! unit, in favour of the community, and never more than one bid.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::invest::types::Price;
use crate::split::split;

/// A bid that was opened, or one step of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whose; at one price distinct.
    pub id: u64,
    /// Units.
    pub units: u128,
    /// Base units for one lot at most.
    pub price: u128,
}

/// What a bidder gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Whose.
    pub id: u64,
    /// Units.
    pub units: u128,
    /// Base units that they cost.
    pub cost: u128,
}

/// How an auction came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared {
    /// The price of one lot.
    pub price: u128,
    /// Base units that come in.
    pub raised: u128,
    /// Who gets something, in the order of their ids.
    pub fills: Vec<Fill>,
}

/// Clears an auction of `offered` units, none of them below the floor; `None` where nobody bids so much
/// or a sum leaves its type.
pub fn clear(offered: u128, floor: Price, bids: &[Asked]) -> Option<Cleared> {
    let mut bids: Vec<Asked> = bids
        .iter()
        .filter(|bid| bid.price >= floor.pay && bid.units > 0)
        // Nobody's part grows by asking for more than there is.
        .map(|bid| Asked { units: bid.units.min(offered), ..*bid })
        .collect();
    bids.sort_unstable_by(|a, b| b.price.cmp(&a.price).then(a.id.cmp(&b.id)));
    let (price, taken) = clearing_price(offered, &bids).unwrap_or((floor.pay, 0));
    let at: Vec<(u64, u128)> =
        bids.iter().filter(|bid| bid.price == price).map(|bid| (bid.id, bid.units)).collect();
    let asked = at.iter().fold(0u128, |sum, (_, units)| sum.saturating_add(*units));
    let left = offered.saturating_sub(taken).min(asked);
    let parts = split(left, &at).unwrap_or_default();
    let whole = bids.iter().filter(|bid| bid.price > price).map(|bid| (bid.id, bid.units));
    let shared = at.iter().zip(parts).map(|((id, _), units)| (*id, units));
    let price_of = floor.at(price);
    let mut units_of: BTreeMap<u64, u128> = BTreeMap::new();
    for (id, units) in whole.chain(shared).filter(|(_, units)| *units > 0) {
        let sum = units_of.entry(id).or_default();
        *sum = sum.checked_add(units)?;
    }
    let mut fills = Vec::with_capacity(units_of.len());
    let mut raised = 0u128;
    for (id, units) in units_of {
        let cost = price_of.cost(units)?;
        raised = raised.checked_add(cost)?;
        fills.push(Fill { id, units, cost });
    }
    (!fills.is_empty()).then_some(Cleared { price, raised, fills })
}

/// The price of the last bid that is filled, and what bids above it take; none where there are units for
/// all. Bids are in falling order.
fn clearing_price(offered: u128, bids: &[Asked]) -> Option<(u128, u128)> {
    let (mut above, mut here, mut price) = (0u128, 0u128, None);
    for bid in bids {
        if price != Some(bid.price) {
            above = above.saturating_add(here);
            here = 0;
            price = Some(bid.price);
        }
        here = here.saturating_add(bid.units);
        if above.saturating_add(here) >= offered {
            // All of this price share, also those that come after it in the order.
            return Some((bid.price, above));
        }
    }
    None
}
