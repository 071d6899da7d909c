use alloc::vec::Vec;
use ethnum::U256;
use proptest::prelude::*;

use crate::treasury::rules::{Index, Mark};

const MAX: u128 = u128::MAX;

#[test]
fn payments_reach_holders_to_the_unit() {
    type Payments<'a> = &'a [(u128, u128)];
    //  payments of (amount, units), units of the holder -> paid
    let cases: [(Payments<'_>, u128, u128); 9] = [
        (&[], 5, 0),
        (&[(100, 10)], 0, 0),
        (&[(100, 10)], 10, 100),
        (&[(100, 10)], 3, 30),
        (&[(100, 3)], 1, 33),
        // thirds are carried: the third payment of 1 makes a whole unit
        (&[(1, 3), (1, 3)], 1, 0),
        (&[(1, 3), (1, 3), (1, 3)], 1, 1),
        (&[(MAX, MAX)], MAX, MAX),
        (&[(MAX, 1)], 1, MAX),
    ];
    for (payments, units, paid) in cases {
        let index = payments
            .iter()
            .fold(Index::default(), |index, (amount, units)| index.paid(*amount, *units).unwrap());
        let (got, _) = index.settle(&Mark::default(), units).unwrap();
        assert_eq!(got, paid, "{payments:?} to {units}");
    }
}

#[test]
fn what_cannot_be_reckoned_is_refused() {
    let index = Index::default();
    assert_eq!(index.paid(1, 0), None, "nobody to pay");
    let rich = index.paid(MAX, 1).unwrap();
    assert_eq!(rich.settle(&index.begin(), 2), None, "more than 128 bits to one holder");
    assert_eq!(rich.settle(&index.begin(), MAX), None, "more than 256 bits");
    assert_eq!(index.settle(&rich.begin(), 1), None, "a mark ahead of its index");
}

#[test]
fn who_comes_later_gets_nothing_of_what_was_before() {
    let index = Index::default().paid(100, 10).unwrap();
    let mark = index.begin();
    assert_eq!(index.settle(&mark, 10).unwrap().0, 0);
    let later = index.paid(40, 20).unwrap();
    assert_eq!(later.settle(&mark, 10).unwrap().0, 20);
}

/// Holders of a fixed number of units, and payments with the holders who settle after each.
type Story = (Vec<u64>, Vec<(u64, Vec<bool>)>);

fn story() -> impl Strategy<Value = Story> {
    (1usize..6).prop_flat_map(|holders| {
        let settles = prop::collection::vec(any::<bool>(), holders);
        let units = prop::collection::vec(1u64..1 << 40, holders);
        (units, prop::collection::vec((any::<u64>(), settles), 0..12))
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_and_settling_often_or_once_is_the_same((held, payments) in story()) {
        let units: u128 = held.iter().map(|units| u128::from(*units)).sum();
        let mut index = Index::default();
        let mut often: Vec<_> = held.iter().map(|_| (0u128, Mark::default())).collect();
        let settle = |index: &Index, (paid, mark): &mut (u128, Mark), units: u64| {
            let (more, next) = index.settle(mark, u128::from(units)).unwrap();
            *paid += more;
            *mark = next;
        };
        for (amount, settles) in &payments {
            index = index.paid(u128::from(*amount), units).unwrap();
            for ((holder, units), settles) in often.iter_mut().zip(&held).zip(settles) {
                if *settles {
                    settle(&index, holder, *units);
                }
            }
        }
        let mut exact = U256::from(index.carried());
        for (holder, units) in often.iter_mut().zip(&held) {
            settle(&index, holder, *units);
            let once = index.settle(&Mark::default(), u128::from(*units)).unwrap();
            prop_assert_eq!(*holder, once);
            exact += (U256::new(holder.0) << 64) + U256::from(holder.1.carried());
        }
        let paid_in: u128 = payments.iter().map(|(amount, _)| u128::from(*amount)).sum();
        prop_assert_eq!(exact, U256::new(paid_in) << 64);
    }
}
