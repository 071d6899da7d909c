use alloc::vec::Vec;

use proptest::prelude::*;

use crate::invest::Refusal;
use crate::invest::actions::steps::has_room;
use crate::invest::rules::clearing::{Asked, Cleared, Fill, clear};
use crate::invest::types::{BidStep, MAX_BIDS, Price, most};

const FLOOR: Price = Price { pay: 2, per: 1 };

fn asked(bids: &[(u64, u128, u128)]) -> Vec<Asked> {
    bids.iter().map(|(id, units, price)| Asked { id: *id, units: *units, price: *price }).collect()
}

/// Price and what each gets, as (id, units, cost).
fn cleared(
    offered: u128,
    floor: Price,
    bids: &[(u64, u128, u128)],
) -> Option<(u128, Vec<(u64, u128, u128)>)> {
    let Cleared { price, fills, .. } = clear(offered, floor, &asked(bids))?;
    Some((price, fills.iter().map(|fill| (fill.id, fill.units, fill.cost)).collect()))
}

#[test]
fn an_auction_clears_at_the_lowest_price_that_sells_everything() {
    type Case<'a> = (u128, &'a [(u64, u128, u128)], Option<(u128, &'a [(u64, u128, u128)])>);
    //  offered, (id, units, price) -> the price, (id, units, cost)
    let cases: [Case<'_>; 17] = [
        (10, &[], None),
        // below the floor
        (10, &[(1, 10, 1)], None),
        (10, &[(1, 0, 9)], None),
        // fewer than there are: everybody pays the floor
        (10, &[(1, 4, 9)], Some((2, &[(1, 4, 8)]))),
        (10, &[(1, 4, 9), (2, 5, 2)], Some((2, &[(1, 4, 8), (2, 5, 10)]))),
        // exactly all of them
        (10, &[(1, 4, 9), (2, 6, 3)], Some((3, &[(1, 4, 12), (2, 6, 18)]))),
        // the last is filled in part
        (10, &[(1, 4, 9), (2, 7, 3)], Some((3, &[(1, 4, 12), (2, 6, 18)]))),
        // the one below gets nothing, and the first pays less than they would have
        (10, &[(1, 10, 9), (2, 7, 3)], Some((9, &[(1, 10, 90)]))),
        (10, &[(1, 9, 9), (2, 7, 3)], Some((3, &[(1, 9, 27), (2, 1, 3)]))),
        // those at the price share by what they ask, ties to the lowest id
        (10, &[(2, 5, 3), (1, 5, 3), (3, 5, 3)], Some((3, &[(1, 4, 12), (2, 3, 9), (3, 3, 9)]))),
        (10, &[(1, 20, 3), (2, 10, 3)], Some((3, &[(1, 5, 15), (2, 5, 15)]))),
        // a bid for nearly nothing at the price may get nothing
        (1, &[(1, 1, 3), (2, 1, 3)], Some((3, &[(1, 1, 3)]))),
        // whoever asks for more than there is counts as asking for all
        (10, &[(1, u128::MAX, 3), (2, 10, 3)], Some((3, &[(1, 5, 15), (2, 5, 15)]))),
        (0, &[(1, 5, 3)], None),
        // a bid in steps: each step as a bid of its own, and all of it paid for together
        (10, &[(1, 4, 9), (1, 3, 5), (2, 6, 5)], Some((5, &[(1, 6, 30), (2, 4, 20)]))),
        (10, &[(1, 4, 9), (1, 6, 5), (1, 9, 3)], Some((5, &[(1, 10, 50)]))),
        (10, &[(1, 4, 9), (1, 3, 1)], Some((2, &[(1, 4, 8)]))),
    ];
    for (offered, bids, expected) in cases {
        let expected = expected.map(|(price, fills)| (price, fills.to_vec()));
        assert_eq!(cleared(offered, FLOOR, bids), expected, "{offered} {bids:?}");
    }
}

#[test]
fn what_units_cost_is_rounded_up() {
    let lot = Price { pay: 2, per: 7 };
    for (units, cost) in [(0, Some(0)), (1, Some(1)), (3, Some(1)), (4, Some(2)), (7, Some(2))] {
        assert_eq!(lot.cost(units), cost, "{units}");
    }
    assert_eq!(Price { pay: u128::MAX, per: 1 }.cost(2), None);
    assert_eq!(Price { pay: u128::MAX, per: 2 }.cost(2), Some(u128::MAX));
    // A sum that leaves its type sells nothing.
    let huge = Price { pay: u128::MAX, per: 1 };
    assert_eq!(cleared(2, huge, &[(1, 1, u128::MAX), (2, 1, u128::MAX)]), None);
}

#[test]
fn a_bid_in_steps_costs_at_most_what_its_dearest_price_would() {
    let lot = Price { pay: 1, per: 2 };
    let step = |(units, price): (u128, u128)| BidStep { units, price };
    type Case<'a> = (&'a [(u128, u128)], Option<u128>);
    let cases: [Case<'_>; 6] = [
        (&[], Some(0)),
        (&[(3, 5)], Some(8)),
        // 3 at 5 are 8, 4 at 4 are 8, 9 at 1 are 5
        (&[(3, 5), (1, 4), (5, 1)], Some(8)),
        (&[(3, 5), (2, 4)], Some(10)),
        (&[(u128::MAX, 1), (1, 0)], None),
        (&[(u128::MAX, 4)], None),
    ];
    for (steps, expected) in cases {
        let all: Vec<BidStep> = steps.iter().copied().map(step).collect();
        assert_eq!(most(lot, &all), expected, "{steps:?}");
    }
}

#[test]
fn a_sale_takes_as_many_bids_as_can_be_sorted() {
    let full = Err(Refusal::SaleIsFull { limit: MAX_BIDS });
    assert_eq!(has_room(MAX_BIDS - 1, true), Ok(()));
    assert_eq!(has_room(MAX_BIDS, true), full);
    assert_eq!(has_room(MAX_BIDS, false), Ok(()));
}

/// Bids in one to four steps at distinct prices, which stand in any order.
fn arb_bids() -> impl Strategy<Value = Vec<Asked>> {
    let steps = proptest::collection::btree_map(0u128..12, 0u128..200, 1..5);
    proptest::collection::vec(steps, 0..20).prop_map(|bids| {
        let steps = (1u64..).zip(bids).flat_map(|(id, steps)| {
            steps.into_iter().map(move |(price, units)| Asked { id, units, price })
        });
        steps.collect()
    })
}

/// What somebody asks for at a price or more, at most all there is of each step.
fn down_to(bids: &[Asked], id: u64, (price, offered): (u128, u128)) -> u128 {
    let steps = bids.iter().filter(|bid| bid.id == id && bid.price >= price);
    steps.map(|bid| bid.units.min(offered)).sum()
}

/// What a bidder pays at most, as the deposit is asked for.
fn most_of(bids: &[Asked], id: u64, lot: Price) -> u128 {
    let mut steps: Vec<BidStep> = bids
        .iter()
        .filter(|bid| bid.id == id)
        .map(|bid| BidStep { units: bid.units, price: bid.price })
        .collect();
    steps.sort_unstable_by_key(|step| core::cmp::Reverse(step.price));
    most(lot, &steps).unwrap()
}

proptest! {
    #[test]
    fn everybody_pays_one_price_and_nobody_more_than_they_bid(
        bids in arb_bids(),
        offered in 0u128..500,
        floor in 0u128..6,
        per in 1u128..5,
    ) {
        let floor = Price { pay: floor, per };
        let Some(cleared) = clear(offered, floor, &bids) else {
            // Nothing is sold only where nobody would buy.
            let would = bids.iter().any(|bid| bid.price >= floor.pay && bid.units > 0);
            prop_assert!(!would || offered == 0);
            return Ok(());
        };
        prop_assert!(cleared.price >= floor.pay);
        let sold: u128 = cleared.fills.iter().map(|fill| fill.units).sum();
        let asked: u128 =
            bids.iter().filter(|bid| bid.price >= floor.pay).map(|bid| bid.units.min(offered)).sum();
        prop_assert_eq!(sold, asked.min(offered));
        prop_assert_eq!(cleared.raised, cleared.fills.iter().map(|fill| fill.cost).sum::<u128>());
        prop_assert!(cleared.fills.windows(2).all(|pair| pair[0].id < pair[1].id));
        for bid in &bids {
            let fill = cleared.fills.iter().find(|fill| fill.id == bid.id);
            let units = fill.map_or(0, |fill| fill.units);
            prop_assert!(units <= down_to(&bids, bid.id, (cleared.price, offered)));
            if let Some(fill) = fill {
                prop_assert_eq!(Some(fill.cost), floor.at(cleared.price).cost(units));
                prop_assert!(fill.cost <= most_of(&bids, bid.id, floor));
            }
            // Whoever bids more than the price has all they asked for above it.
            prop_assert!(units >= down_to(&bids, bid.id, (cleared.price + 1, offered)));
        }
    }

    #[test]
    fn steps_of_one_are_filled_as_bids_of_several_would_be(
        bids in arb_bids(), offered in 0u128..500, per in 1u128..5,
    ) {
        let lot = Price { per, ..FLOOR };
        // Each step by somebody of their own, in the same order.
        let apart: Vec<Asked> = (0u64..)
            .zip(&bids)
            .map(|(place, bid)| Asked { id: bid.id * 1_000 + place, ..*bid })
            .collect();
        let units = |fills: Vec<Fill>, of: fn(u64) -> u64| {
            let mut all = alloc::collections::BTreeMap::<u64, u128>::new();
            for fill in fills {
                *all.entry(of(fill.id)).or_default() += fill.units;
            }
            all
        };
        let (one, other) = (clear(offered, lot, &bids), clear(offered, lot, &apart));
        prop_assert_eq!(one.as_ref().map(|it| it.price), other.as_ref().map(|it| it.price));
        let together = one.map(|it| units(it.fills, |id| id)).unwrap_or_default();
        let several = other.map(|it| units(it.fills, |id| id / 1_000)).unwrap_or_default();
        prop_assert_eq!(together, several);
    }

    #[test]
    fn what_lies_in_trust_pays_for_every_price(
        bids in arb_bids(), price in 0u128..14, part in 0u128..400, per in 1u128..5,
    ) {
        let lot = Price { pay: 1, per };
        for bid in &bids {
            let asked: u128 = bids
                .iter()
                .filter(|it| it.id == bid.id && it.price >= price)
                .map(|it| it.units)
                .sum();
            let cost = lot.at(price).cost(asked.saturating_sub(part)).unwrap();
            prop_assert!(cost <= most_of(&bids, bid.id, lot));
        }
    }

    #[test]
    fn no_order_of_bids_matters(bids in arb_bids(), offered in 0u128..500, turn in 0usize..30) {
        let mut others = bids.clone();
        others.reverse();
        let turn = turn.min(others.len());
        others.rotate_left(turn);
        prop_assert_eq!(clear(offered, FLOOR, &bids), clear(offered, FLOOR, &others));
    }

    #[test]
    fn bidding_more_never_gets_one_less(
        bids in arb_bids(), offered in 1u128..500, more in 1u128..5,
    ) {
        let Some(first) = bids.first().copied() else { return Ok(()) };
        let units = |bids: &[Asked]| {
            let fills = clear(offered, FLOOR, bids).map(|cleared| cleared.fills).unwrap_or_default();
            fills.iter().find(|fill| fill.id == first.id).map_or(0, |fill| fill.units)
        };
        // The whole bid, so that its steps stay at distinct prices.
        let mut higher = bids.clone();
        higher.iter_mut().filter(|bid| bid.id == first.id).for_each(|bid| bid.price += more);
        prop_assert!(units(&higher) >= units(&bids));
    }
}
