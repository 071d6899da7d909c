//! The line of weights against a plain list.

use alloc::collections::BTreeMap;

use proptest::prelude::*;

use crate::review::rules::fenwick::{Dated, above, find, room_for};

#[test]
fn a_row_knows_what_it_was() {
    let mut row = Dated::default();
    row.set(5, 10);
    row.set(5, 11);
    row.set(7, 20);
    for (height, value) in [(0, 0), (4, 0), (5, 11), (6, 11), (7, 20), (100, 20)] {
        assert_eq!(row.at(height), value, "at {height}");
    }
    (8..20).for_each(|height| row.set(height, height));
    assert_eq!(row.at(12), 13, "the oldest that it keeps");
    assert_eq!(row.at(13), 13);
}

#[test]
fn rooms_are_powers_of_two() {
    for (slots, room) in [(0, 1), (1, 1), (2, 2), (3, 4), (1_000_000, 1 << 20)] {
        assert_eq!(room_for(slots), room);
    }
}

proptest! {
    #[test]
    fn a_spot_falls_where_a_list_has_it(
        weights in prop::collection::vec(0u64..50, 1..40), spot in 0u64..1_200
    ) {
        let room = room_for(weights.len() as u64);
        let mut nodes = BTreeMap::<u64, u64>::new();
        for (index, weight) in weights.iter().enumerate() {
            for node in above(index as u64 + 1, room) {
                *nodes.entry(node).or_default() += weight;
            }
        }
        let found = find(spot, room, |node| nodes.get(&node).copied().unwrap_or(0));
        let mut from = 0;
        let mut expected = None;
        for (index, weight) in weights.iter().enumerate() {
            if spot >= from && spot < from + weight {
                expected = Some((index as u64 + 1, from));
            }
            from += weight;
        }
        prop_assert_eq!(found, expected);
    }
}
