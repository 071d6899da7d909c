use alloc::vec::Vec;

use aluma_types::Share;
use ethnum::U256;
use proptest::prelude::*;

use crate::invest::rules::exits::{allowance, book, is_at_book, is_retained, part};
use crate::invest::types::Price;

const MAX: u128 = u128::MAX;

#[test]
fn a_part_is_rounded_down() {
    let cases = [
        // free, burnt, units before -> the part
        (0, 1, 10, 0),
        (9, 1, 10, 0),
        (10, 1, 10, 1),
        (901, 30, 100, 270),
        (MAX, MAX - 1, MAX, MAX - 1),
        // the last takes all
        (MAX, MAX, MAX, MAX),
        (7, 3, 3, 7),
        (7, 0, 3, 0),
        // nothing of nothing
        (7, 0, 0, 0),
        (7, 1, 0, 0),
    ];
    for (free, burnt, units, expected) in cases {
        assert_eq!(part(free, burnt, units), expected, "{free} {burnt} {units}");
    }
}

#[test]
fn a_limited_part_is_what_was_paid_in_and_came_less_what_was_taken() {
    let cases = [
        // paid in, came in, taken -> may still take
        (100, 0, 0, 100),
        (100, 20, 0, 120),
        (100, 20, 120, 0),
        (100, 20, 121, 0),
        (0, 0, 0, 0),
        (0, 7, 3, 4),
        (MAX, 1, 0, MAX),
    ];
    for (paid, came, taken, expected) in cases {
        assert_eq!(allowance(paid, came, taken), expected, "{paid} {came} {taken}");
    }
}

#[test]
fn enough_stayed_or_not() {
    let bound = Share::percent(60);
    // Both sides of the bound: exactly that part is enough.
    assert!(is_retained(bound, (100, 60)) && !is_retained(bound, (100, 59)));
    assert!(is_retained(bound, (5, 3)) && !is_retained(bound, (5, 2)));
    // 60 % of 7 is 4.2: four are too few.
    assert!(is_retained(bound, (7, 5)) && !is_retained(bound, (7, 4)));
    assert!(is_retained(Share::ZERO, (MAX, 0)));
    assert!(is_retained(Share::percent(95), (MAX, MAX)) && !is_retained(bound, (MAX, MAX / 2)));
    // Where more were issued meanwhile, they count.
    assert!(is_retained(bound, (10, 12)));
    assert!(is_retained(bound, (0, 0)));
}

#[test]
fn a_price_is_held_to_what_the_units_are_worth() {
    let price = |pay, per| Price { pay, per };
    // 1000 free for 600 units: 5 for 3.
    assert!(is_at_book(price(5, 3), 1_000, 600));
    assert!(!is_at_book(price(4, 3), 1_000, 600));
    assert!(is_at_book(price(167, 100), 1_000, 600));
    assert!(!is_at_book(price(166, 100), 1_000, 600));
    assert_eq!((book(3, 1_000, 600), book(100, 1_000, 600)), (5, 167));
    // Where nobody has any, they are worth nothing yet.
    assert!(is_at_book(price(1, MAX), MAX, 0));
    assert_eq!(book(1, 5, 0), 0);
    assert!(!is_at_book(price(MAX - 1, 1), MAX, 1));
    assert!(is_at_book(price(MAX, 1), MAX, 1));
}

fn wide(a: u128, b: u128) -> U256 {
    U256::new(a) * U256::new(b)
}

proptest! {
    #[test]
    fn what_a_unit_left_is_worth_never_falls_and_the_last_takes_the_rest(
        free in any::<u128>(),
        leavers in proptest::collection::vec(1u128..1_000_000, 1..20),
    ) {
        let (mut free, mut units) = (free, leavers.iter().sum::<u128>());
        let mut paid: Vec<u128> = Vec::new();
        let whole = free;
        for burnt in leavers {
            let part = part(free, burnt, units);
            let (left, stay) = (free - part, units - burnt);
            // left / stay >= free / units
            prop_assert!(wide(left, units) >= wide(free, stay));
            paid.push(part);
            (free, units) = (left, stay);
        }
        prop_assert_eq!((free, units), (0, 0));
        prop_assert_eq!(paid.iter().sum::<u128>(), whole);
    }

    #[test]
    fn leaving_bit_by_bit_gains_nothing(
        free in 0u128..1_000_000_000,
        bits in proptest::collection::vec(1u128..10_000, 1..12),
        others in 1u128..1_000_000,
    ) {
        let mine: u128 = bits.iter().sum();
        let at_once = part(free, mine, mine + others);
        let (mut left, mut units, mut paid) = (free, mine + others, 0);
        for burnt in &bits {
            let part = part(left, *burnt, units);
            (left, units, paid) = (left - part, units - burnt, paid + part);
        }
        prop_assert!(paid <= at_once);
        // And loses no more than a base unit each time.
        prop_assert!(at_once - paid <= bits.len() as u128);
    }

    #[test]
    fn selling_at_the_book_takes_nothing_from_whoever_is_there(
        free in 0u128..1_000_000_000,
        units in 1u128..1_000_000,
        sold in 1u128..1_000_000,
        per in 1u128..1_000,
    ) {
        let price = Price { pay: book(per, free, units), per };
        prop_assert!(is_at_book(price, free, units));
        let cost = price.cost(sold).unwrap();
        prop_assert!(wide(free + cost, units) >= wide(free, units + sold));
    }
}
