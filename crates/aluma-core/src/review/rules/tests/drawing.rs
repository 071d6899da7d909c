//! Draws on both sides of each rule, and by whom they can be repeated.

use alloc::vec::Vec;

use aluma_types::{AccountId, Hash32};
use proptest::prelude::*;

use crate::review::rules::drawing::{
    Case, Kept, LAST_LEVEL, Line, Place, Room, earlier, is_crowd, repeat, seat, seat_at, ticket,
};

fn free() -> Case {
    Case::default()
}

#[test]
fn each_level_forgets_one_thing() {
    let lately = |draw| Case { lately: Some(draw), ..free() };
    let near = Case { near: true, ..free() };
    let partner = Case { near: true, partner: true, ..free() };
    for (case, until, why) in [
        (lately(3), 1, Kept::Lately),
        (lately(2), 2, Kept::Lately),
        (lately(1), 3, Kept::Lately),
        (near, 4, Kept::Cluster),
    ] {
        assert_eq!(case.kept(until - 1, &[]), Some(why), "{case:?}");
        assert_eq!(case.kept(until, &[]), None, "{case:?}");
    }
    assert_eq!(partner.kept(3, &[]), Some(Kept::Cluster));
    assert_eq!(partner.kept(5, &[]), Some(Kept::Partner));
    assert_eq!(partner.kept(6, &[]), None);
    let second = Case { cluster: Some(7), ..free() };
    assert_eq!(second.kept(4, &[7]), Some(Kept::Seat));
    assert_eq!(second.kept(4, &[8]), None);
    assert_eq!(second.kept(5, &[7]), None);
    let party = Case { never: Some(Kept::Party), ..free() };
    assert_eq!(party.kept(LAST_LEVEL, &[]), Some(Kept::Party));
}

#[test]
fn seats_are_taken_in_the_order_of_calls_at_the_lowest_level_that_fills_them() {
    let near = Case { near: true, ..free() };
    let twin = Case { cluster: Some(1), ..free() };
    assert_eq!(seat(&[free(), near, free(), free()], 3), (0, [0, 2, 3].to_vec()));
    assert_eq!(seat(&[free(), near, free()], 3), (4, [0, 1, 2].to_vec()));
    assert_eq!(seat(&[twin, twin, free()], 2), (0, [0, 2].to_vec()));
    assert_eq!(seat(&[twin, twin], 2), (5, [0, 1].to_vec()));
    assert_eq!(seat(&[free()], 2), (0, [0].to_vec()), "nobody else is there: no rule is relaxed");
    let partner = Case { near: true, partner: true, ..free() };
    assert_eq!(seat(&[free(), partner], 3), (6, [0, 1].to_vec()), "fewer than asked for");
    assert_eq!(seat_at(&[twin, twin], 2, 4), [0].to_vec());
}

#[test]
fn panels_have_the_size_of_the_matter_and_the_community() {
    let room = |candidates, members, small, appeals| Room { candidates, members, small, appeals };
    for (room, seats) in [
        (room(100, 19, false, 0), 3),
        (room(100, 20, false, 0), 5),
        (room(21, 100, false, 0), 3),
        (room(22, 100, false, 0), 5),
        (room(100, 100, true, 0), 3),
        (room(100, 100, true, 1), 7),
        (room(100, 100, false, 2), 13),
        (room(5, 5, false, 1), 7),
    ] {
        assert_eq!(room.seats(), seats, "{room:?}");
    }
    // Three seats: seven others are needed.
    assert!(room(10, 19, false, 0).keeps_apart(3));
    assert!(!room(10, 19, false, 0).keeps_apart(4));
}

#[test]
fn a_cluster_of_more_than_half_is_a_crowd() {
    assert!(!is_crowd(20, 40));
    assert!(is_crowd(21, 40));
}

#[test]
fn an_earlier_beacon_follows_from_a_later_one() {
    let last = Hash32([7; 32]);
    let before = aluma_types::sha256(&[&last.0]);
    assert_eq!(earlier(last, 0), last);
    assert_eq!(earlier(last, 1), before);
    assert_eq!(earlier(last, 2), earlier(before, 1));
}

/// Calls everybody from a line of these weights.
fn call(seed: &Hash32, weights: &[u64]) -> Vec<Place> {
    let mut places = Vec::new();
    let mut from = 0;
    for (index, weight) in weights.iter().enumerate() {
        places.push(Place { account: AccountId(index as u64), from, weight: *weight });
        from += weight;
    }
    let mut line = Line::new(from);
    let mut called = Vec::new();
    while let Some(ticket) = ticket(seed, called.len() as u64, line.left()) {
        let spot = line.spot(ticket);
        let hit =
            places.iter().find(|place| spot >= place.from && spot < place.from + place.weight);
        let hit = *hit.expect("the line has no holes");
        line.take(&hit);
        called.push(hit);
    }
    called
}

proptest! {
    #[test]
    fn everybody_is_called_once_and_anybody_can_repeat_it(
        weights in prop::collection::vec(1u64..100, 1..30), seed in any::<[u8; 32]>(), wrong in 0usize..30
    ) {
        let seed = Hash32(seed);
        let total = weights.iter().sum();
        let called = call(&seed, &weights);
        let mut accounts: Vec<_> = called.iter().map(|place| place.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        prop_assert_eq!(accounts.len(), weights.len());
        prop_assert_eq!(repeat(&seed, total, &called), Ok(()));
        // Two that change places are found out, but for the last, which has no choice.
        if wrong + 1 < called.len() {
            let mut other = called;
            other.swap(wrong, wrong + 1);
            prop_assert_eq!(repeat(&seed, total, &other), Err(wrong));
        }
    }
}

#[test]
fn weight_is_chance() {
    // One of weight 3 beside one of weight 1: three in four first calls, within four deviations.
    let first = (0..4_000u64).filter(|index| {
        let seed = aluma_types::sha256(&[&index.to_be_bytes()]);
        call(&seed, &[3, 1]).first().is_some_and(|place| place.account == AccountId(0))
    });
    let count = first.count();
    assert!((2_890..=3_110).contains(&count), "{count}");
}

#[test]
fn another_panel_asks_for_one_more_than_rated_before() {
    use crate::review::rules::drawing::enough_of;

    //  members, rated in the round before -> how many are enough
    let cases = [
        (19, None, 2),
        (20, None, 3),
        (19, Some(0), 2),
        (19, Some(1), 2),
        (19, Some(2), 3),
        (20, Some(2), 3),
        (20, Some(3), 4),
        (300, Some(7), 8),
    ];
    for (members, before, enough) in cases {
        assert_eq!(enough_of(members, before), enough, "{members} {before:?}");
    }
}
