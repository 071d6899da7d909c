//! Tests of identity: what keeps a signature from counting twice.

mod accounts;
mod allowance;
mod keys;

use alloc::vec::Vec;

use aluma_types::admission::{Inadmissible, NONCE_AHEAD};
use aluma_types::{Canon, Span, Timestamp};

use crate::identity::types::{NONCES, Nonces};

const NOW: Timestamp = Timestamp(1_000_000_000);

fn far() -> Timestamp {
    NOW.after(Span::hours(24))
}

#[test]
fn a_nonce_is_refused_when_used_too_old_or_ahead() {
    let mut nonces = Nonces::new();
    nonces.book(NOW.0, far(), NOW);
    let ahead = NOW.after(NONCE_AHEAD).0;
    let cases = [
        ("the same", NOW.0, Err(Inadmissible::NonceUsed)),
        ("one less", NOW.0 - 1, Ok(())),
        ("one more", NOW.0 + 1, Ok(())),
        ("zero, which is the first floor", 0, Err(Inadmissible::NonceTooOld)),
        ("as far ahead as may be", ahead, Ok(())),
        ("one further", ahead + 1, Err(Inadmissible::NonceAhead { now: NOW })),
    ];
    for (what, nonce, expected) in cases {
        assert_eq!(nonces.may_use(nonce, NOW), expected, "{what}");
    }
}

#[test]
fn a_full_set_pushes_its_lowest_out_and_the_floor_never_falls() {
    let mut nonces = Nonces::new();
    for index in 0..NONCES as u64 {
        nonces.book(1_000 + index, far(), NOW);
    }
    assert_eq!(nonces.floor(), 0, "a full set pushes nothing out yet");
    nonces.book(5_000, far(), NOW);
    assert_eq!(nonces.floor(), 1_000);
    assert_eq!(nonces.may_use(1_000, NOW), Err(Inadmissible::NonceTooOld));
    assert_eq!(nonces.may_use(1_001, NOW), Err(Inadmissible::NonceUsed));
    // One below all others is pushed out itself, and the floor rises to it.
    let mut full = Nonces::new();
    for index in 0..NONCES as u64 {
        full.book(1_000 + index, far(), NOW);
    }
    let before = full.clone();
    let step = full.book(500, far(), NOW);
    assert_eq!(full.floor(), 500);
    let mut undone = full.clone();
    undone.take_back(&step);
    assert_eq!(undone, before);
    assert_eq!(full.may_use(500, NOW), Err(Inadmissible::NonceTooOld));
    full.book(6_000, far(), NOW);
    assert_eq!(full.floor(), 1_000);
}

#[test]
fn a_nonce_pushed_out_stays_refused_after_the_newer_ones_have_expired() {
    let mut nonces = Nonces::new();
    let soon = NOW.after(Span::minutes(1));
    nonces.book(1_000, far(), NOW);
    for index in 0..NONCES as u64 {
        nonces.book(2_000 + index, soon, NOW);
    }
    let later = soon.after(Span(1));
    nonces.book(9_000, far(), later);
    assert_eq!(nonces.may_use(1_000, later), Err(Inadmissible::NonceTooOld));
}

#[test]
fn nonces_have_one_byte_form() {
    let mut nonces = Nonces::new();
    for nonce in [30, 10, 20] {
        nonces.book(nonce, far(), NOW);
    }
    let bytes = nonces.to_bytes();
    assert_eq!(Nonces::from_bytes(&bytes).unwrap(), nonces);
    let mut unordered: Vec<u8> = alloc::vec![0, 2];
    for nonce in [9u64, 8] {
        nonce.write(&mut unordered);
        far().write(&mut unordered);
    }
    assert!(Nonces::from_bytes(&unordered).is_err());
}

mod laws {
    use alloc::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the order and whatever expires, nothing that is still valid counts twice.
        #[test]
        fn nothing_counts_twice(
            steps in proptest::collection::vec((1..400u64, 0..200u64, 0..20u64), 1..400)
        ) {
            let mut nonces = Nonces::new();
            let mut now = Timestamp(1_000);
            let mut taken: BTreeSet<(u64, u64)> = BTreeSet::new();
            for (nonce, valid, passed) in steps {
                now = now.after(Span(passed));
                let until = now.after(Span(valid));
                if nonces.may_use(nonce, now).is_ok() {
                    prop_assert!(
                        taken.iter().all(|(other, end)| *other != nonce || *end < now.0)
                    );
                    let before = nonces.clone();
                    let step = nonces.book(nonce, until, now);
                    let mut undone = nonces.clone();
                    undone.take_back(&step);
                    prop_assert_eq!(undone, before);
                    taken.insert((nonce, until.0));
                }
                // Every transaction taken so far, sent again while it is valid, is refused.
                for (other, end) in &taken {
                    if *end >= now.0 {
                        prop_assert!(nonces.may_use(*other, now).is_err());
                    }
                }
            }
        }
    }
}
