//! Decay against numbers that are worked out another way: table entries by whole numbers, powers by a
//! series in 120 bits.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{Span, Timestamp};
use ethnum::U256;
use proptest::prelude::*;

use crate::reputation::rules::decay::{Clock, FRACTION, POINT, Power, STRIDE, Strength};

const DAY: u64 = Span::days(1).0;

/// floor(2^120 ln 2).
const LN2: u128 = 0xb17217f7d1cf79abc9e3b39803f2f6;

/// 2^-(span / half) in units of 2^-120, by the series of e^y for the fraction: off by less than 2^-110 of it.
fn fading(span: u64, half: u64) -> U256 {
    let (whole, rest) = (span / half, span % half);
    // 2^-(n + r) = 2^-(n + 1) * 2^(1 - r), and y = (1 - r) ln 2.
    let left = if rest == 0 { 0 } else { half - rest };
    let y = U256::from(LN2) * U256::from(left) / U256::from(half);
    let one = U256::ONE << 120u32;
    let (mut sum, mut term) = (one, one);
    for n in 1u64..40 {
        term = ((term * y) >> 120u32) / U256::from(n);
        sum += term;
    }
    let down = whole + u64::from(rest != 0);
    if down < 200 { sum >> u32::try_from(down).unwrap() } else { U256::ZERO }
}

/// Natural numbers in base 2^32, lowest first: enough to raise a table entry to its 256th power.
fn multiplied(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut out = vec![0u32; a.len() + b.len()];
    for (i, x) in a.iter().enumerate() {
        let mut carry = 0u64;
        for (j, y) in b.iter().enumerate() {
            let sum = u64::from(*x) * u64::from(*y) + u64::from(out[i + j]) + carry;
            out[i + j] = sum as u32;
            carry = sum >> 32;
        }
        out[i + b.len()] = carry as u32;
    }
    out
}

fn is_below_or_equal(a: &[u32], b: &[u32]) -> bool {
    let digit = |n: &[u32], at: usize| n.get(at).copied().unwrap_or(0);
    let first = (0..a.len().max(b.len())).rev().find(|at| digit(a, *at) != digit(b, *at));
    first.is_none_or(|at| digit(a, at) < digit(b, at))
}

#[test]
fn every_entry_of_the_table_is_the_floor_of_its_power() {
    // 256 steps of a half-life of 256 ms are the table's entries, exactly.
    for place in 0..256u64 {
        let factor = Power::of(Span(place), Span(256));
        let entry = factor.times(1 << 62);
        let to_the_256th = |number: u128| {
            let mut power = vec![number as u32, (number >> 32) as u32];
            for _ in 0..8 {
                power = multiplied(&power, &power.clone());
            }
            power
        };
        // entry <= 2^(62 + place/256) < entry + 1, both raised to the 256th.
        let bits = 62 * 256 + usize::try_from(place).unwrap();
        let mut bound = vec![0u32; bits / 32 + 1];
        bound[bits / 32] = 1 << (bits % 32);
        assert!(is_below_or_equal(&to_the_256th(entry), &bound), "{place} is not too large");
        assert!(!is_below_or_equal(&to_the_256th(entry + 1), &bound), "{place} is not too small");
    }
}

#[test]
fn whole_half_lives_are_exact() {
    let half = Span::days(180);
    let clock = Clock { landmark: Timestamp(1_000), half_life: half };
    let at = |halves: u64| Timestamp(1_000 + halves * half.0);
    //  half-lives -> hard, soft: of 1,024 points given at the landmark
    let cases = [(0, 1_024, 1_024), (1, 512, 256), (2, 256, 64), (5, 32, 1), (10, 1, 0)];
    for (halves, hard, soft) in cases {
        let a = clock.grown(Strength::Hard, 1_024 * POINT, at(0));
        assert_eq!(a, u128::from(1_024 * POINT) << FRACTION, "as they are at the landmark");
        assert_eq!(clock.faded(Strength::Hard, a, at(halves)) / POINT, hard, "hard {halves}");
        assert_eq!(clock.faded(Strength::Soft, a, at(halves)) / POINT, soft, "soft {halves}");
    }
    // What is given later weighs as much when it is given.
    let later = clock.grown(Strength::Hard, POINT, at(3));
    assert_eq!(later, u128::from(8 * POINT) << FRACTION);
    assert_eq!(clock.faded(Strength::Hard, later, at(3)), POINT);
    // And what was given before the landmark has faded since.
    let moved = Clock { landmark: at(4), half_life: half };
    assert_eq!(moved.grown(Strength::Hard, 16 * POINT, at(2)), u128::from(4 * POINT) << FRACTION);
}

#[test]
fn a_landmark_moves_by_whole_strides() {
    let half = Span::days(30);
    let clock = Clock { landmark: Timestamp(0), half_life: half };
    let stride = half.0 * STRIDE;
    //  now -> far, landmark then
    let cases = [
        (stride - 1, false, 0),
        (stride, true, stride),
        (2 * stride - 1, true, stride),
        (2 * stride, true, 2 * stride),
    ];
    for (now, far, landmark) in cases {
        assert_eq!(clock.is_far(Timestamp(now)), far, "{now}");
        assert_eq!(clock.moved(Timestamp(now)).landmark, Timestamp(landmark), "{now}");
    }
    assert_eq!(clock.due(), Timestamp(stride));
    // Moving loses nothing but bits below: a stride of hard points is 12 of them, of soft ones 24.
    let later = clock.moved(Timestamp(stride));
    let a = clock.grown(Strength::Hard, 7 * POINT, Timestamp(stride));
    assert_eq!(clock.into_later(Strength::Hard, &later).times(a), a >> 12);
    assert_eq!(clock.into_later(Strength::Soft, &later).times(a), a >> 24);
    assert_eq!(later.in_other(Strength::Hard, a >> 12, &clock), a);
}

#[test]
fn a_change_of_half_life_keeps_what_points_are_worth() {
    let clock = Clock { landmark: Timestamp(0), half_life: Span::days(180) };
    let now = Timestamp(100 * DAY);
    let other = Clock { landmark: now, half_life: Span::days(30) };
    let a = clock.grown(Strength::Hard, 40 * POINT, Timestamp(10 * DAY));
    let before = clock.faded(Strength::Hard, a, now);
    let after = other.faded(Strength::Hard, clock.in_other(Strength::Hard, a, &other), now);
    assert!(before.abs_diff(after) <= 1, "{before} {after}");
}

fn near(value: u64, exact: u64) -> Result<(), TestCaseError> {
    // 1e-9 of the value and a micro-point.
    let bound = exact / 1_000_000_000 + 1;
    prop_assert!(value.abs_diff(exact) <= bound, "{value} is not {exact}");
    Ok(())
}

proptest! {
    /// Points of ten years, read at any time of them, with landmarks moved on the way, are within 1e-9 of
    /// what they should be and a micro-point.
    #[test]
    fn ten_years_of_points_are_read_exactly(
        half_days in 30u64..=730,
        given in prop::collection::vec((0u64..3_650 * DAY, 1u64..1_000_000 * POINT), 1..40),
        read_after in 0u64..365 * DAY,
    ) {
        let half_life = Span(half_days * DAY);
        let mut given = given;
        given.sort_unstable();
        for strength in [Strength::Hard, Strength::Soft] {
            let mut clock = Clock { landmark: Timestamp(0), half_life };
            let mut a = 0u128;
            for (at, micro) in &given {
                let now = Timestamp(*at);
                if clock.is_far(now) {
                    let later = clock.moved(now);
                    a = clock.into_later(strength, &later).times(a);
                    clock = later;
                }
                a = a.checked_add(clock.grown(strength, *micro, now)).unwrap();
            }
            let last = given.last().unwrap().0;
            let now = last + read_after;
            let half = clock.half_life_of(strength).0;
            let exact = given.iter().fold(U256::ZERO, |sum, (at, micro)| {
                sum + U256::from(*micro) * fading(now - at, half)
            });
            let exact = u64::try_from(exact >> 120u32).unwrap();
            near(clock.faded(strength, a, Timestamp(now)), exact)?;
        }
    }

    /// Additions commute, and what a part of the points is worth is never more than its part.
    #[test]
    fn additions_commute(
        given in prop::collection::vec((0u64..365 * DAY, 1u64..1_000 * POINT), 2..20),
        by in any::<prop::sample::Index>(),
    ) {
        let clock = Clock { landmark: Timestamp(0), half_life: Span::days(90) };
        let sum = |list: &[(u64, u64)]| list.iter().fold(0u128, |sum, (at, micro)| {
            sum + clock.grown(Strength::Hard, *micro, Timestamp(*at))
        });
        let mut turned = given.clone();
        turned.rotate_left(by.index(given.len()));
        prop_assert_eq!(sum(&given), sum(&turned));
        let (some, others) = given.split_at(by.index(given.len()));
        prop_assert_eq!(sum(some) + sum(others), sum(&given));
        let now = Timestamp(400 * DAY);
        let read = |a| clock.faded(Strength::Hard, a, now);
        prop_assert!(read(sum(some)) + read(sum(others)) <= read(sum(&given)));
    }

    /// Standing still for a time undoes that time's fading.
    #[test]
    fn standing_still_undoes_fading(days in 1u64..=90, micro in 1u64..10_000 * POINT) {
        let clock = Clock { landmark: Timestamp(0), half_life: Span::days(60) };
        let (from, to) = (Timestamp(5 * DAY), Timestamp((5 + days) * DAY));
        let a = clock.grown(Strength::Hard, micro, Timestamp(0));
        let still = clock.standing_still(Strength::Hard, Span(days * DAY)).times(a);
        near(clock.faded(Strength::Hard, still, to), clock.faded(Strength::Hard, a, from))?;
    }
}
