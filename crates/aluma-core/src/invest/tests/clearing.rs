use alloc::vec::Vec;

use proptest::prelude::*;

use crate::invest::Refusal;
use crate::invest::actions::steps::has_room;
use crate::invest::rules::clearing::{Asked, Cleared, clear};
use crate::invest::types::{MAX_BIDS, Price};

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
    let cases: [Case<'_>; 14] = [
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
fn a_sale_takes_as_many_bids_as_can_be_sorted() {
    let full = Err(Refusal::SaleIsFull { limit: MAX_BIDS });
    assert_eq!(has_room(MAX_BIDS - 1, true), Ok(()));
    assert_eq!(has_room(MAX_BIDS, true), full);
    assert_eq!(has_room(MAX_BIDS, false), Ok(()));
}

fn arb_bids() -> impl Strategy<Value = Vec<Asked>> {
    let bid = (0u128..200, 0u128..12);
    proptest::collection::vec(bid, 0..30).prop_map(|bids| {
        let ids = 1u64..;
        ids.zip(bids).map(|(id, (units, price))| Asked { id, units, price }).collect()
    })
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
        for bid in &bids {
            let fill = cleared.fills.iter().find(|fill| fill.id == bid.id);
            let units = fill.map_or(0, |fill| fill.units);
            prop_assert!(units <= bid.units);
            if let Some(fill) = fill {
                prop_assert!(bid.price >= cleared.price);
                prop_assert_eq!(Some(fill.cost), floor.at(cleared.price).cost(units));
                prop_assert!(fill.cost <= floor.at(bid.price).cost(units).unwrap());
            }
            // Whoever bids more than the price has all they asked for.
            if bid.price > cleared.price {
                prop_assert_eq!(units, bid.units.min(offered));
            }
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
        let mut higher = bids.clone();
        higher[0].price = first.price + more;
        prop_assert!(units(&higher) >= units(&bids));
    }
}
