use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, Span};
use proptest::prelude::*;

use crate::earn::types::Clause;
use crate::learn::rules::drawing::{asks, draw, is_done_anew};
use crate::learn::types::bit;

const WHOM: (DaoId, u64, AccountId, u8) = (DaoId(1), 2, AccountId(3), 0);

fn places(set: u8) -> BTreeSet<u8> {
    (0..8).filter(|place| set & bit(*place) != 0).collect()
}

proptest! {
    #[test]
    fn nothing_is_drawn_twice(beacon: [u8; 32], count in 1usize..=8, draws in 1u8..=8, seen: u8) {
        let found = draw(&Hash32(beacon), WHOM, (count, draws), seen);
        let drawn: Vec<u8> = found.drawn.iter().map(|(place, _)| *place).collect();
        prop_assert_eq!(drawn.len(), count.min(usize::from(draws)));
        prop_assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]), "ascending, none twice");
        prop_assert!(drawn.iter().all(|place| usize::from(*place) < count));
        prop_assert!(drawn.iter().all(|place| found.seen & bit(*place) != 0));
    }

    #[test]
    fn all_are_drawn_before_any_comes_again(
        beacons: Vec<[u8; 32]>,
        count in 1usize..=8,
        draws in 1u8..=3,
    ) {
        let (mut seen, mut before) = (0u8, BTreeSet::new());
        for (part, beacon) in (0u8..8).zip(beacons) {
            let of = (WHOM.0, WHOM.1, WHOM.2, part);
            let found = draw(&Hash32(beacon), of, (count, draws), seen);
            let drawn: BTreeSet<u8> = found.drawn.iter().map(|(place, _)| *place).collect();
            let fresh: BTreeSet<u8> =
                (0u8..8).take(count).filter(|place| !before.contains(place)).collect();
            // Whatever was not drawn yet comes first.
            let rest = usize::from(draws).min(count).min(fresh.len());
            prop_assert_eq!(drawn.intersection(&fresh).count(), rest);
            seen = found.seen;
            before = places(seen);
        }
    }

    #[test]
    fn a_draw_hangs_on_whom_it_is_for_and_on_nothing_drawn_before_it(
        beacon: [u8; 32],
        others in proptest::collection::vec(any::<u64>(), 0..6),
    ) {
        let alone = draw(&Hash32(beacon), WHOM, (6, 3), 0);
        let mut all: Vec<u64> = others;
        all.push(WHOM.2.0);
        for order in [all.clone(), all.iter().rev().copied().collect()] {
            for account in order {
                let of = (WHOM.0, WHOM.1, AccountId(account), WHOM.3);
                let found = draw(&Hash32(beacon), of, (6, 3), 0);
                if account == WHOM.2.0 {
                    prop_assert_eq!(&found, &alone);
                }
            }
        }
    }

    #[test]
    fn somebody_is_asked_at_least_once_and_no_more_than_is_said(times in 0u32..9, chance: u64) {
        let clause = Clause::Voted { times, practice: true };
        let asked = asks(&clause, chance);
        prop_assert!((1..=u128::from(times.max(1))).contains(&asked));
        prop_assert_eq!(asks(&Clause::Delegated { practice: true }, chance), 1);
    }
}

#[test]
fn every_clause_is_drawn_for_somebody() {
    let mut drawn = [0u32; 6];
    for account in 0..600 {
        let of = (WHOM.0, WHOM.1, AccountId(account), 0);
        for (place, _) in draw(&Hash32([7; 32]), of, (6, 2), 0).drawn {
            drawn[usize::from(place)] += 1;
        }
    }
    // 600 people draw two of six: 200 each, and 70 more or less would be six standard deviations.
    assert!(drawn.iter().all(|times| (130..270).contains(times)), "{drawn:?}");
}

#[test]
fn only_what_can_be_done_anew_is_drawn() {
    let anew = [
        Clause::Voted { times: 1, practice: true },
        Clause::Enacted { times: 1, practice: false },
        Clause::Delegated { practice: true },
        Clause::Drew { practice: true },
    ];
    assert!(anew.iter().all(is_done_anew));
    // As many votes as the ledger remembers, and no more.
    assert!(is_done_anew(&Clause::Voted { times: 16, practice: true }));
    assert!(!is_done_anew(&Clause::Voted { times: 17, practice: true }));
    let once = [Clause::Member { lasts: Span::days(1) }, Clause::Worked { times: 1 }];
    assert!(!once.iter().any(is_done_anew));
}
