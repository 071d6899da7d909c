use alloc::vec::Vec;
use aluma_types::{Canon, Span, Timestamp};
use proptest::prelude::*;

use crate::dao::rules::checkpoints::{MAX_CHECKPOINTS, OutOfOrder};
use crate::dao::{Checkpoints, HEAD, Moment};

const MAX: u128 = u128::MAX;

fn block(height: u64, time: u64) -> Moment {
    Moment { height, time: Timestamp(time) }
}

/// Holdings from `(height, value, counts as aged)`; block h has the time 10 h.
fn held(changes: &[(u64, u128, bool)]) -> Checkpoints {
    let mut checkpoints = Checkpoints::default();
    for (height, value, aged) in changes {
        checkpoints.set(block(*height, height * 10), *value, *aged).unwrap();
    }
    checkpoints
}

#[test]
fn the_snapshot_is_the_end_of_its_block() {
    let holding = held(&[(5, 7, true), (8, 9, true), (8, 11, true), (12, 0, false)]);
    //  height -> held
    for (height, value) in [(0, 0), (4, 0), (5, 7), (7, 7), (8, 11), (11, 11), (12, 0), (99, 0)] {
        assert_eq!(holding.at(height), value, "at {height}");
        let at = block(height, height * 10);
        assert_eq!(holding.ramped(at, Span(100)), value, "at {height}, all aged");
    }
}

#[test]
fn new_power_ages_along_the_ramp() {
    let ramp = Span(100);
    let new = held(&[(10, 1_000, false)]);
    let founder = held(&[(10, 1_000, true)]);
    let topped_up = held(&[(10, 600, true), (20, 1_000, false)]);
    let sold = held(&[(10, 600, true), (20, 1_000, false), (30, 700, false)]);
    let sold_out = held(&[(10, 600, true), (20, 1_000, false), (30, 500, false)]);
    let bought_back = held(&[(10, 1_000, false), (30, 0, false), (31, 1_000, false)]);
    let head = held(&[(10, HEAD, false)]);
    //  holding, height -> weight at 10 * height ms with a ramp of 100 ms
    for (name, holding, height, weight) in [
        ("new", &new, 9, 0),
        ("new", &new, 10, 0),
        ("new", &new, 11, 100),
        ("new", &new, 19, 900),
        ("new", &new, 20, 1_000),
        ("new", &new, 900, 1_000),
        ("founder", &founder, 9, 0),
        ("founder", &founder, 10, 1_000),
        ("topped up", &topped_up, 19, 600),
        ("topped up", &topped_up, 20, 600),
        ("topped up", &topped_up, 25, 800),
        ("topped up", &topped_up, 30, 1_000),
        // what was still ageing is sold first; the mean of the last 100 ms fades out behind it
        ("sold", &sold, 30, 700),
        ("sold", &sold, 31, 700),
        ("sold", &sold, 40, 700),
        ("sold out", &sold_out, 30, 500),
        ("sold out", &sold_out, 40, 500),
        // away for a tenth of the ramp: a tenth is missing until the gap has left the window
        ("bought back", &bought_back, 30, 0),
        ("bought back", &bought_back, 31, 900),
        ("bought back", &bought_back, 40, 900),
        ("bought back", &bought_back, 41, 1_000),
        ("head", &head, 13, 300_000),
    ] {
        let got = holding.ramped(block(height, height * 10), ramp);
        assert_eq!(got, weight, "{name} at {height}");
    }
}

#[test]
fn weights_are_floored_to_a_unit() {
    let holding = held(&[(1, 1, false)]);
    let two_thirds = held(&[(1, 2, false)]);
    //  holding, time, ramp -> weight; acquired at 10 ms
    for (holding, time, ramp, weight) in [
        (&holding, 19, 10, 0),
        (&holding, 20, 10, 1),
        (&two_thirds, 12, 3, 1), // 4/3
        (&two_thirds, 11, 3, 0), // 2/3
        (&two_thirds, 13, 3, 2),
        (&two_thirds, 11, 0, 2), // no ramp
    ] {
        let got = holding.ramped(block(1, time), Span(ramp));
        assert_eq!(got, weight, "{time} ms, ramp {ramp}");
    }
}

#[test]
fn the_largest_holding_over_all_time() {
    let mut checkpoints = Checkpoints::default();
    checkpoints.set(block(1, 0), MAX, false).unwrap();
    checkpoints.set(block(2, u64::MAX), MAX - 1, false).unwrap();
    assert_eq!(checkpoints.ramped(block(1, u64::MAX), Span(u64::MAX)), MAX);
    assert_eq!(checkpoints.ramped(block(2, u64::MAX), Span(u64::MAX)), MAX - 1);
    assert_eq!(checkpoints.ramped(block(1, u64::MAX / 2), Span(u64::MAX)), MAX / 2 - (1 << 63));
    assert_eq!(Checkpoints::from_bytes(&checkpoints.to_bytes()), Ok(checkpoints));
}

#[test]
fn changes_come_in_order() {
    let start = held(&[(5, 7, false)]);
    //  change -> result
    for (at, result) in [
        (block(4, 60), Err(OutOfOrder)),
        (block(5, 60), Err(OutOfOrder)),
        (block(6, 50), Err(OutOfOrder)),
        (block(5, 50), Ok(())),
        (block(6, 51), Ok(())),
    ] {
        let mut checkpoints = start.clone();
        assert_eq!(checkpoints.set(at, 8, false), result, "{at:?}");
        assert_eq!(checkpoints.value(), if result.is_ok() { 8 } else { 7 });
    }
}

#[test]
fn specks_push_out_specks_and_never_what_counts() {
    let mut holding = held(&[(1, 1_000_000, false), (2, 600_000, false)]);
    let snapshot = block(3, 30);
    let mut exact = std::collections::BTreeMap::new();
    // Three times as many changes as are kept: each block somebody sends one unit.
    for sent in 1..=3 * MAX_CHECKPOINTS as u64 {
        let at = block(3 + sent, (3 + sent) * 10);
        holding.set(at, 600_000 + u128::from(sent), false).unwrap();
        exact.insert(at.height, 600_000 + u128::from(sent));
    }
    assert_eq!(holding.rows().len(), MAX_CHECKPOINTS);
    assert_eq!(holding.at(1), 1_000_000, "a change that counts stays");
    assert_eq!(
        (holding.at(snapshot.height), holding.ramped(snapshot, Span(10))),
        (600_000, 600_000)
    );
    let (last, value) = exact.iter().next_back().unwrap();
    assert_eq!((holding.value(), holding.at(*last)), (*value, *value), "the last is as it is");
    for (height, value) in exact {
        let read = holding.at(height);
        assert!(read <= value && value - read <= 3 * MAX_CHECKPOINTS as u128, "{height}: {read}");
    }
}

#[test]
fn a_holding_long_gone_leaves_nothing() {
    let holding = held(&[(5, 7, false), (9, 0, false)]);
    //  oldest height, oldest time -> rows left
    for (height, time, rows) in [(4, 40, 2), (8, 89, 2), (9, 89, 2), (8, 90, 2), (9, 90, 0)] {
        let mut pruned = holding.clone();
        pruned.prune(block(height, time));
        assert_eq!(pruned.rows().len(), rows, "{height} {time}");
        assert_eq!(pruned.is_empty(), rows == 0);
    }
}

/// `(gap in ms, value, counts as aged)` per block; some blocks change nothing.
type Changes = Vec<(u64, Option<(u128, bool)>)>;

fn changes() -> impl Strategy<Value = Changes> {
    let change = prop::option::of((0u128..1_000, any::<bool>()));
    prop::collection::vec((1u64..12, change), 1..25)
}

/// What a holding was in each millisecond: value and the part still ageing.
struct Model {
    blocks: Vec<Moment>,
    rows: Vec<(u128, u128)>,
}

fn play(changes: &Changes) -> (Checkpoints, Model) {
    let mut checkpoints = Checkpoints::default();
    let mut model = Model { blocks: Vec::new(), rows: Vec::new() };
    let (mut time, mut value, mut aged) = (0, 0u128, 0u128);
    for (height, (gap, change)) in changes.iter().enumerate() {
        time += gap;
        model.rows.resize(time as usize, (value, value - aged));
        let at = block(height as u64, time);
        if let Some((next, counts)) = change {
            aged = if *counts { aged + next.saturating_sub(value) } else { aged }.min(*next);
            value = *next;
            checkpoints.set(at, value, *counts).unwrap();
        }
        model.blocks.push(at);
    }
    model.rows.resize(time as usize + 1, (value, value - aged));
    (checkpoints, model)
}

impl Model {
    fn ramped(&self, at: Moment, ramp: u64) -> u128 {
        let until = at.time.0;
        let window = until.saturating_sub(ramp) as usize..until as usize;
        let sum: u128 = self.rows[window].iter().map(|(_, ageing)| ageing).sum();
        let (value, ageing) = self.rows[until as usize];
        value.min(value - ageing + sum / u128::from(ramp))
    }
}

proptest! {
    #[test]
    fn checkpoints_agree_with_a_model_by_the_millisecond(changes in changes(), ramp in 1u64..40) {
        let (checkpoints, model) = play(&changes);
        for at in &model.blocks {
            let value = model.rows[at.time.0 as usize].0;
            let weight = checkpoints.ramped(*at, Span(ramp));
            prop_assert_eq!(checkpoints.at(at.height), value);
            prop_assert_eq!(weight, model.ramped(*at, ramp));
            prop_assert!(weight <= value);
        }
    }

    #[test]
    fn pruning_changes_no_answer_that_is_kept(
        changes in changes(), ramp in 1u64..40, oldest in 0usize..25, more: u16
    ) {
        let (checkpoints, model) = play(&changes);
        let oldest = model.blocks[oldest.min(model.blocks.len() - 1)];
        let mut pruned = checkpoints.clone();
        pruned.prune(Moment { time: oldest.time.before(Span(ramp)), ..oldest });
        let rows = pruned.rows().len();
        prop_assert!(rows <= checkpoints.rows().len());
        for at in model.blocks.iter().filter(|at| at.height >= oldest.height) {
            prop_assert_eq!(pruned.at(at.height), checkpoints.at(at.height));
            let ramp = Span(ramp);
            prop_assert_eq!(pruned.ramped(*at, ramp), checkpoints.ramped(*at, ramp));
        }
        // And none that a later block asks for.
        let last = model.blocks[model.blocks.len() - 1];
        let next = block(last.height + 1, last.time.0 + 3);
        let (mut with, mut without) = (pruned, checkpoints);
        with.set(next, u128::from(more), false).unwrap();
        without.set(next, u128::from(more), false).unwrap();
        for gap in [0, 1, ramp, ramp + 1, 100] {
            let at = block(next.height + gap, next.time.0 + gap);
            prop_assert_eq!(with.ramped(at, Span(ramp)), without.ramped(at, Span(ramp)));
        }
    }

    #[test]
    fn a_steady_holding_counts_in_full_after_the_ramp(value: u128, ramp: u64, since in 0u64..100) {
        let mut checkpoints = Checkpoints::default();
        checkpoints.set(block(1, since), value, false).unwrap();
        let at = block(2, since.saturating_add(ramp));
        prop_assume!(at.time.0 - since == ramp);
        prop_assert_eq!(checkpoints.ramped(at, Span(ramp)), value);
    }

    #[test]
    fn however_much_is_forgotten_nobody_weighs_more_than_they_held(
        steps in prop::collection::vec((1u64..50, 0u128..1_000, any::<bool>()), 1_100..1_400),
        ramp in 1u64..2_000,
    ) {
        let (mut holding, mut time) = (Checkpoints::default(), 0);
        let mut exact = Vec::new();
        for (height, (gap, value, aged)) in steps.iter().enumerate() {
            time += gap;
            let at = block(height as u64, time);
            holding.set(at, *value, *aged).unwrap();
            exact.push((at, *value));
        }
        prop_assert!(holding.rows().len() <= MAX_CHECKPOINTS);
        prop_assert_eq!(holding.value(), exact[exact.len() - 1].1);
        for (at, value) in exact {
            prop_assert!(holding.at(at.height) <= value);
            prop_assert!(holding.ramped(at, Span(ramp)) <= value);
        }
        let bytes = holding.to_bytes();
        prop_assert_eq!(Checkpoints::from_bytes(&bytes), Ok(holding));
    }
}
