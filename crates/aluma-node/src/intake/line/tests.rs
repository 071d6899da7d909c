use std::sync::mpsc::{channel, sync_channel};

use super::*;
use crate::intake::Submission;

fn part(number: u64, size: usize) -> Verified {
    let ask = || (Vec::new(), Box::new(|_| ()) as Reply);
    let asks = (0..size).map(|_| ask()).collect();
    let judged = (0..size).map(|_| Err(Inadmissible::Busy)).collect();
    Verified { number, asks, judged }
}

/// Batches, each by how many were in it, that come of parts handed over in this order while so many
/// were taken.
fn batches(parts: &[(u64, usize)], taken: u64) -> Vec<usize> {
    let (to, from) = channel();
    for (number, size) in parts {
        to.send(part(*number, *size)).unwrap();
    }
    drop(to);
    let (mut in_order, taken) = (InOrder::of(&from), AtomicU64::new(taken));
    core::iter::from_fn(|| in_order.batch(&taken)).map(|batch| batch.asks.len()).collect()
}

#[test]
fn parts_come_in_the_order_in_which_they_were_taken() {
    let (to, from) = channel();
    for number in [3, 1, 2, 5, 4] {
        to.send(part(number, 1)).unwrap();
    }
    drop(to);
    let mut in_order = InOrder::of(&from);
    let numbers: Vec<_> = core::iter::from_fn(|| in_order.next()).map(|part| part.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

#[test]
fn a_part_that_comes_alone_waits_for_nobody() {
    let (to, from) = sync_channel(1);
    to.send(part(1, 1)).unwrap();
    let mut in_order = InOrder::of(&from);
    // The sender lives: waiting for a second part would never end.
    let batch = in_order.batch(&AtomicU64::new(1)).unwrap();
    assert_eq!(batch.asks.len(), 1);
    drop(to);
}

#[test]
fn what_is_being_checked_goes_in_one_batch_up_to_its_size() {
    let full: Vec<_> = (1..=17).map(|number| (number, PART)).collect();
    assert_eq!(batches(&full, 17), [BATCH, PART]);
    assert_eq!(batches(&full[..16], 16), [BATCH]);
    // Few in each: as many parts as would fill one, and no longer.
    let few: Vec<_> = (1..=17).map(|number| (number, 3)).collect();
    assert_eq!(batches(&few, 17), [48, 3]);
    // Nobody had begun to check the second when the first was there.
    assert_eq!(batches(&[(1, 2), (2, 2)], 1), [2, 2]);
}

#[test]
fn a_part_is_what_waits_and_no_more_than_a_part() {
    let (to, asked) = channel();
    let ask = || {
        let submission = Submission { transaction: Vec::new(), bodies: Vec::new() };
        Ask { submission, reply: Box::new(|_| ()) }
    };
    for _ in 0..=PART {
        assert!(to.send(ask()).is_ok());
    }
    let (mut line, in_check) = (Line::new(asked), AtomicU64::new(0));
    let mut next = || line.next(&in_check).map(|(number, asks)| (number, asks.len()));
    assert_eq!(next(), Some((1, PART)));
    assert_eq!(next(), Some((2, 1)));
    drop(to);
    assert_eq!(next(), None);
    assert_eq!(in_check.load(Ordering::Acquire), 2);
}
