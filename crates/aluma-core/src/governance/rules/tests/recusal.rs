use aluma_types::{Share, Span};

use crate::governance::rules::spam::{COOLDOWN, lifts_cooldown, may_stay, starts_cooldown};
use crate::governance::rules::{Reason, is_large, recused_weight};

const MAX: u128 = u128::MAX;

#[test]
fn a_large_beneficiary_gets_a_tenth() {
    //  received, value -> large
    for (received, value, large) in [
        (0, 0, false),
        (0, 100, false),
        (9, 100, false),
        (10, 100, true),
        (11, 100, true),
        (10, 101, false),
        (100, 100, true),
        (1, 0, true),
        (MAX / 10, MAX, false),
        (MAX / 10 + 1, MAX, true),
    ] {
        assert_eq!(is_large(received, value), large, "{received} of {value}");
    }
}

#[test]
fn nobody_is_recused_above_a_third() {
    //  eligible, weights of the large beneficiaries -> weight recused
    let cases: [(u128, &[u128], Option<u128>); 10] = [
        (9, &[], Some(0)),
        (9, &[3], Some(3)),
        (9, &[2, 1], Some(3)),
        (9, &[4], None),
        (9, &[2, 2], None),
        (10, &[3], Some(3)),
        (10, &[1, 1, 1, 1], None),
        (MAX, &[MAX / 3], Some(MAX / 3)),
        (MAX, &[MAX / 3, 1], None),
        (MAX, &[MAX, MAX], None),
    ];
    for (eligible, large, recused) in cases {
        assert_eq!(recused_weight(eligible, large), recused, "{large:?} of {eligible}");
    }
}

#[test]
fn who_waits_and_who_stays() {
    for (reason, waits) in [
        (Reason::Threshold, true),
        (Reason::NoYes, true),
        (Reason::Quorum, false),
        (Reason::EmptyBase, false),
    ] {
        assert_eq!(starts_cooldown(reason), waits, "{reason:?}");
    }
    for (sponsors, total, lifts) in
        [(4, 100, false), (5, 100, true), (0, 0, false), (5, 101, false)]
    {
        assert_eq!(lifts_cooldown(sponsors, total), lifts, "{sponsors} of {total}");
    }
    for (weight, needed, stays) in [(69, 100, false), (70, 100, true), (0, 0, true), (1, 1, true)] {
        assert_eq!(may_stay(weight, needed), stays, "{weight} of {needed}");
    }
    assert_eq!(COOLDOWN, Span(1_209_600_000));
    assert_eq!(crate::governance::rules::recusal::MOST_RECUSED, Share::new(1, 3).unwrap());
}
