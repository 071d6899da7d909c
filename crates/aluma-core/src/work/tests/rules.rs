use aluma_types::{AccountId, Share, Span, Timestamp};

use crate::work::rules::{money, points, record, time, trust};
use crate::work::types::{MAX_DAYS, PayerRecord, Stage, Worker, WorkerRecord};

const HOUR: u64 = Span::hours(1).0;
const DAY: u64 = Span::days(1).0;

#[test]
fn less_than_agreed_pays_less_and_more_pays_no_more() {
    //  price, quality in thousandths, what is paid
    for (price, quality, expected) in [
        (1_000, 0, 0),
        (1_000, 1, 1),
        (1_000, 999, 999),
        (1_000, 1_000, 1_000),
        (1_000, 1_001, 1_000),
        (1_000, 2_000, 1_000),
        // Down: the remainder stays with whoever pays.
        (999, 500, 499),
        (1, 999, 0),
        (0, 1_000, 0),
        (u128::MAX, 1_000, u128::MAX),
        (u128::MAX, 500, u128::MAX / 2),
    ] {
        assert_eq!(money::cash(price, quality), expected, "{price} at {quality}");
    }
}

#[test]
fn a_notice_is_rounded_up_and_no_more_than_the_price() {
    for (price, share, expected) in [
        (100, Share::percent(10), 10),
        (101, Share::percent(10), 11),
        (1, Share::percent(10), 1),
        (0, Share::percent(10), 0),
        (100, Share::ZERO, 0),
        (100, Share::ONE, 100),
    ] {
        assert_eq!(money::notice(price, share), expected, "{price}");
    }
}

#[test]
fn places_are_worth_reward_and_fee_as_far_as_that_fits() {
    for (reward, fee, places, expected) in [
        (10, 1, 1, Some(11)),
        (10, 1, 100, Some(1_100)),
        (u128::MAX, 0, 1, Some(u128::MAX)),
        (u128::MAX, 1, 1, None),
        (u128::MAX / 2, 0, 2, Some(u128::MAX - 1)),
        (u128::MAX / 2 + 1, 0, 2, None),
    ] {
        assert_eq!(money::total(reward, fee, places), expected);
    }
}

#[test]
fn a_first_note_is_asked_for_after_a_day_or_a_quarter_of_the_estimate() {
    for (estimate, expected) in [
        (HOUR, 24 * HOUR),
        (96 * HOUR, 24 * HOUR),
        (96 * HOUR + 3, 24 * HOUR),
        (96 * HOUR + 4, 24 * HOUR + 1),
        (40 * DAY, 10 * DAY),
    ] {
        assert_eq!(time::first_note(Span(estimate)).0, expected, "{estimate}");
    }
}

#[test]
fn whichever_comes_first_ends_a_wait_for_work() {
    let now = Timestamp(0);
    let short = time::begins(now, (Span(HOUR), Span(HOUR)), true);
    assert_eq!(short.until(), Some(Timestamp(2 * HOUR)), "over before a note is asked for");
    let long = time::begins(now, (Span(10 * DAY), Span(DAY)), true);
    assert_eq!(long.until(), Some(Timestamp(5 * DAY / 2)));
    let light = time::begins(now, (Span(10 * DAY), Span(DAY)), false);
    let until = Timestamp(11 * DAY);
    assert_eq!(light, Stage::Assigned { note_until: None, until });
}

#[test]
fn days_are_counted_up() {
    for (millis, expected) in [(0, 0), (1, 1), (DAY, 1), (DAY + 1, 2), (70_000 * DAY, u16::MAX)] {
        assert_eq!(time::days(Timestamp(0), Timestamp(millis)), expected, "{millis}");
    }
}

const LIMITS: trust::Limits = trust::Limits { slots: 2, completion: Share::percent(80), claims: 5 };

const fn did(accepted: u32, abandoned: u32, used: u8) -> WorkerRecord {
    WorkerRecord { accepted, abandoned, used }
}

#[test]
fn trust_is_used_up_by_two_and_needed_by_none_who_finish() {
    use trust::No::{Hand, Slots};
    //  record, in hand, what keeps them
    for (record, in_hand, expected) in [
        (did(0, 0, 0), 0, Ok(())),
        (did(0, 0, 0), 1, Err(Hand(1))),
        (did(0, 1, 1), 0, Ok(())),
        (did(0, 2, 2), 0, Err(Slots)),
        (did(7, 2, 2), 0, Err(Slots)),
        (did(8, 2, 2), 0, Ok(())),
        // One more for every three.
        (did(2, 0, 0), 1, Err(Hand(1))),
        (did(3, 0, 0), 1, Ok(())),
        (did(3, 0, 0), 2, Err(Hand(2))),
        (did(12, 0, 0), 4, Ok(())),
        (did(12, 0, 0), 5, Err(Hand(5))),
        (did(15, 0, 0), 5, Err(Hand(5))),
    ] {
        assert_eq!(trust::may_take(record, in_hand, LIMITS), expected, "{record:?}, {in_hand}");
    }
}

#[test]
fn what_is_accepted_gives_a_slot_back() {
    assert_eq!(trust::abandoned(did(1, 0, 1), 2), did(1, 1, 2));
    assert_eq!(trust::abandoned(did(1, 1, 2), 2), did(1, 2, 2), "no more than there are");
    assert_eq!(trust::accepted(did(0, 2, 2)), did(1, 2, 1));
    assert_eq!(trust::accepted(did(0, 0, 0)), did(1, 0, 0), "and no fewer than none");
}

#[test]
fn the_last_payments_are_remembered_and_their_lower_median_is_told() {
    let mut row = PayerRecord::default();
    assert_eq!(record::median(&row), None);
    for (days, expected) in [(9, 9), (1, 1), (5, 5), (7, 5), (7, 7)] {
        row = record::paid(row, days);
        assert_eq!(record::median(&row), Some(expected), "after {days}");
    }
    for _ in 0..MAX_DAYS {
        row = record::paid(row, 2);
    }
    assert_eq!((record::median(&row), row.days.len()), (Some(2), MAX_DAYS));
    assert_eq!(row.paid, 36);
}

fn arb_workers() -> impl proptest::strategy::Strategy<Value = alloc::vec::Vec<Worker>> {
    use proptest::prelude::*;
    let worker = (1u64..40, 1u16..);
    proptest::collection::btree_map(0u64..40, worker, 1..10).prop_map(|rows| {
        let rows = rows.into_iter();
        rows.map(|(id, (_, weight))| Worker { account: AccountId(id), weight }).collect()
    })
}

proptest::proptest! {
    /// Shares add up to what is shared, whoever stands first.
    #[test]
    fn shares_are_exact_and_blind_to_order(workers in arb_workers(), sum in 0u128..) {
        let parts = money::shares(sum, &workers);
        let total = parts.iter().fold(0u128, |sum, (_, units)| sum + units);
        proptest::prop_assert_eq!(total, sum);
        let mut turned = workers.clone();
        turned.reverse();
        let mut again = money::shares(sum, &turned);
        again.reverse();
        proptest::prop_assert_eq!(parts, again);
    }

    /// What is paid and what returns is the price.
    #[test]
    fn cash_is_never_more_than_the_price(price in 0u128.., quality in 0u16..=2_000) {
        let cash = money::cash(price, quality);
        proptest::prop_assert!(cash <= price);
        proptest::prop_assert_eq!(cash == price, quality >= 1_000 || price == 0);
    }
}

#[test]
fn a_panels_quality_pays_nothing_a_part_or_all() {
    const ONE: u64 = 1_000_000;
    //  quality, least, from where all is paid, thousandths
    for (quality, least, whole_from, expected) in [
        (0, 30, 70, 0),
        (30 * ONE, 30, 70, 0),
        (30 * ONE + 1, 30, 70, 428),
        (35 * ONE, 30, 70, 500),
        (70 * ONE - 1, 30, 70, 999),
        (70 * ONE, 30, 70, 1_000),
        (100 * ONE, 30, 70, 1_000),
        (1, 0, 100, 1),
        (31 * ONE, 30, 1, 1_000),
    ] {
        let is = points::as_agreed(quality, (least * ONE, whole_from));
        assert_eq!(is, expected, "{quality} above {least}, all from {whole_from}");
    }
}

#[test]
fn a_payers_word_is_worth_what_it_says_and_no_more_than_the_size() {
    for (quality, micro, of_hundred) in [
        (0, 0, 0),
        (1, 4, 100_000),
        (999, 3_996, 99_900_000),
        (1_000, 4_000, 100_000_000),
        (2_000, 4_000, 100_000_000),
    ] {
        assert_eq!(points::by_word(4_000, quality), micro, "{quality}");
        assert_eq!(points::of_hundred(quality), of_hundred, "{quality}");
    }
}

#[test]
fn a_sample_is_its_share_of_all_numbers_and_its_end_is_out() {
    let drawn = |first: u64| {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&first.to_be_bytes());
        aluma_types::Hash32(hash)
    };
    let half = 1u64 << 63;
    for (spot, share, expected) in [
        (0, Share::ZERO, false),
        (u64::MAX, Share::ONE, true),
        (half - 1, Share::percent(50), true),
        (half, Share::percent(50), false),
    ] {
        assert_eq!(points::is_sampled(&drawn(spot), share), expected, "{spot} of {share:?}");
    }
}
