use aluma_types::{Canon, Share};
use core::cmp::Ordering;
use ethnum::U256;

use super::{Wide, compare_part, part_down, part_up, quotient, quotient_up, times};

const MAX: u128 = u128::MAX;

#[test]
fn parts_round_as_named_at_every_size() {
    let third = Share::new(1, 3).unwrap_or(Share::ZERO);
    //  whole, share, down, up
    for (whole, share, down, up) in [
        (0, third, 0, 0),
        (1, third, 0, 1),
        (2, third, 0, 1),
        (3, third, 1, 1),
        (4, third, 1, 2),
        (MAX, third, MAX / 3, MAX / 3), // 2^128 - 1 divides by 3
        (MAX, Share::percent(50), MAX / 2, MAX / 2 + 1),
        (MAX, Share::ONE, MAX, MAX),
        (MAX, Share::ZERO, 0, 0),
    ] {
        assert_eq!(part_down(whole, share), down, "{whole} * {share:?} down");
        assert_eq!(part_up(whole, share), up, "{whole} * {share:?} up");
    }
}

#[test]
fn quotients_refuse_what_does_not_fit() {
    let wide = times(MAX, 2);
    //  number, divisor, down, up
    for (number, divisor, down, up) in [
        (wide, U256::new(2), Some(MAX), Some(MAX)),
        (wide, U256::new(1), None, None),
        (wide, U256::ZERO, None, None),
        (U256::new(MAX), U256::new(1), Some(MAX), Some(MAX)),
        (wide.saturating_add(U256::new(1)), U256::new(2), Some(MAX), None),
        (U256::new(7), U256::new(2), Some(3), Some(4)),
        (U256::new(8), U256::new(2), Some(4), Some(4)),
    ] {
        assert_eq!(quotient(number, divisor), down, "{number} / {divisor} down");
        assert_eq!(quotient_up(number, divisor), up, "{number} / {divisor} up");
    }
}

#[test]
fn a_part_is_compared_without_rounding() {
    let two_thirds = Share::new(2, 3).unwrap_or(Share::ZERO);
    //  part, whole, order against two thirds of it
    for (part, whole, order) in [
        (1, 2, Ordering::Less),
        (2, 3, Ordering::Equal),
        (3, 4, Ordering::Greater),
        (0, 0, Ordering::Equal),
        (MAX / 3 * 2 - 1, MAX, Ordering::Less),
        (MAX / 3 * 2, MAX, Ordering::Equal),
        (MAX / 3 * 2 + 1, MAX, Ordering::Greater),
    ] {
        let got = compare_part(U256::new(part), U256::new(whole), two_thirds);
        assert_eq!(got, order, "{part} of {whole}");
    }
}

#[test]
fn a_wide_number_keeps_all_its_bits() {
    for number in [U256::ZERO, U256::new(MAX), times(MAX, MAX), U256::MAX] {
        let wide = Wide::from(number);
        assert_eq!(U256::from(wide), number);
        assert_eq!(Wide::from_bytes(&wide.to_bytes()), Ok(wide));
    }
}
