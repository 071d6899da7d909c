//! The due queue: when, in which order, how often, and who waits for whom.

use aluma_types::{DaoId, Timestamp};

use super::scratch::{Count, block, machine, mark_of};
use crate::kernel::block::Machine;
use crate::kernel::ctx::{Ctx, Output};
use crate::kernel::origin::Origin;
use crate::kernel::schedule::{DAO_UNITS, RETRY_AFTER, due_at};

fn schedule(machine: &mut Machine, at: u64, dao: Option<DaoId>, task: &Count) -> u64 {
    let env = machine.env(1, Timestamp(1_000_000));
    let mut output = Output::default();
    let mut ctx = Ctx::new(&mut machine.state, env, Origin::Founder, &mut output);
    let sequence = ctx.schedule(Timestamp(at), dao, task);
    machine.settle();
    sequence
}

fn count(mark: u8) -> Count {
    Count { mark, fail: false, again: 0, units: 0 }
}

#[test]
fn a_deadline_falls_due_one_millisecond_after_it() {
    assert_eq!(due_at(Timestamp(5)), Timestamp(6));
    let mut machine = machine();
    schedule(&mut machine, due_at(Timestamp(1_000_010)).0, None, &count(201));
    block(&mut machine, (1, 1_000_010), &[]);
    assert_eq!(mark_of(&machine, 201), None, "at the deadline nothing runs yet");
    block(&mut machine, (2, 1_000_011), &[]);
    assert_eq!(mark_of(&machine, 201), Some(1));
    assert_eq!(machine.next_due(), None);
}

#[test]
fn a_task_that_goes_on_runs_one_slice_a_block() {
    let mut machine = machine();
    schedule(&mut machine, 1_000_001, None, &Count { again: 2, ..count(201) });
    for (height, runs) in [(1, 1), (2, 2), (3, 3), (4, 3)] {
        block(&mut machine, (height, 1_000_000 + height * 10), &[]);
        assert_eq!(mark_of(&machine, 201), Some(runs));
    }
}

#[test]
fn a_failing_task_is_undone_tried_again_three_times_and_dropped() {
    let mut machine = machine();
    schedule(&mut machine, 1_000_001, None, &Count { fail: true, ..count(201) });
    let mut time = 1_000_001;
    for height in 1..=4 {
        let outcome = block(&mut machine, (height, time), &[]);
        assert_eq!(outcome.receipts.len(), 1);
        assert_eq!(mark_of(&machine, 201), None, "its writes are undone");
        time += RETRY_AFTER.0;
        let next = (height < 4).then_some(Timestamp(time));
        assert_eq!(machine.next_due(), next, "after try {height}");
    }
}

#[test]
fn a_cancelled_entry_never_runs() {
    let mut machine = machine();
    let sequence = schedule(&mut machine, 1_000_001, None, &count(201));
    crate::kernel::schedule::cancel(&mut machine.state, sequence);
    machine.settle();
    block(&mut machine, (1, 1_000_002), &[]);
    assert_eq!(mark_of(&machine, 201), None);
}

#[test]
fn one_dao_cannot_keep_another_waiting() {
    let mut machine = machine();
    let heavy = Count { units: DAO_UNITS, ..count(201) };
    for _ in 0..8 {
        schedule(&mut machine, 1_000_001, Some(DaoId(1)), &heavy);
    }
    schedule(&mut machine, 1_000_002, Some(DaoId(2)), &count(202));
    let outcome = block(&mut machine, (1, 1_000_003), &[]);
    assert_eq!(mark_of(&machine, 202), Some(1), "the second DAO's turn came in the first block");
    assert!(outcome.receipts.len() < 9, "and the block still has a limit");
    block(&mut machine, (2, 1_000_004), &[]);
    block(&mut machine, (3, 1_000_005), &[]);
    assert_eq!(mark_of(&machine, 201), Some(8), "nothing is lost");
}
