//! A block as a whole: how it may begin, what undoes what, what breaks it.

use aluma_types::Canon;
use aluma_types::admission::Inadmissible;

use super::scratch::{MARK, Scratch, Then, block, contain, machine, mark_of, start, transaction};
use crate::kernel::block::{BadStart, BlockStart};
use crate::kernel::receipt::Status;

fn act(mark: u64, then: Then) -> Scratch {
    Scratch { mark, then }
}

#[test]
fn a_block_begins_only_later_under_known_rules_and_with_the_next_preimage() {
    let good = start(1, 1_000_001);
    let cases = [
        ("the same time", BlockStart { time: super::scratch::START, ..good }, BadStart::Time),
        ("no rules", BlockStart { rules: 0, ..good }, BadStart::Rules),
        ("rules of the future", BlockStart { rules: 2, ..good }, BadStart::Rules),
        ("another beacon", BlockStart { beacon: start(2, 0).beacon, ..good }, BadStart::Beacon),
    ];
    for (what, bad, expected) in cases {
        let mut machine = machine();
        assert_eq!(machine.begin(bad, contain).map(drop).unwrap_err(), expected, "{what}");
    }
    machine().begin(good, contain).unwrap().abandon();
}

#[test]
fn what_fails_leaves_nothing_but_its_receipt() {
    let mut machine = machine();
    let acts =
        [act(1, Then::Succeed), act(2, Then::Refuse), act(3, Then::Break), act(4, Then::Panic)];
    let outcome = block(&mut machine, (1, 1_000_001), &acts);
    let statuses: alloc::vec::Vec<_> = outcome.receipts.iter().map(|one| one.status).collect();
    let expected = [Status::Done, Status::Refused { code: 1 }, Status::Fault, Status::Fault];
    assert_eq!(statuses, expected);
    assert_eq!(mark_of(&machine, MARK), Some(1));
    assert_eq!(outcome.refusals.len(), 1);
    assert_eq!(outcome.rows.len(), 4, "one receipt each");
}

#[test]
fn a_nonce_counts_also_when_the_act_is_refused() {
    let mut machine = machine();
    let network = machine.network;
    let mut run = machine.begin(start(1, 1_000_001), contain).unwrap();
    let refused = transaction(network, 1_000_001, &act(2, Then::Refuse));
    run.transaction(&refused).unwrap();
    assert_eq!(run.transaction(&refused).unwrap_err(), Inadmissible::NonceUsed);
    run.abandon();
}

#[test]
fn an_inadmissible_transaction_leaves_no_trace() {
    let mut machine = machine();
    let network = machine.network;
    let mut run = machine.begin(start(1, 1_000_001), contain).unwrap();
    let mut stranger = transaction(network, 1_000_001, &act(2, Then::Succeed));
    stranger.payload.signer =
        aluma_types::Signer::Key { account: aluma_types::AccountId(99), key: 0 };
    assert_eq!(run.transaction(&stranger).unwrap_err(), Inadmissible::UnknownKey);
    let outcome = run.finish().unwrap();
    assert!(outcome.receipts.is_empty());
    assert_eq!(machine.changes().len(), 1, "the block's own row");
}

#[test]
fn a_block_that_breaks_a_law_is_undone_whole() {
    let mut machine = machine();
    block(&mut machine, (1, 1_000_001), &[act(5, Then::Succeed)]);
    let network = machine.network;
    let mut run = machine.begin(start(2, 1_000_002), contain).unwrap();
    run.transaction(&transaction(network, 1_000_003, &act(13, Then::Succeed))).unwrap();
    assert_eq!(run.finish().unwrap_err().0, "the mark is not 13");
    assert_eq!(mark_of(&machine, MARK), Some(5));
    block(&mut machine, (2, 1_000_002), &[act(6, Then::Succeed)]);
    assert_eq!(mark_of(&machine, MARK), Some(6));
}

#[test]
fn a_finished_block_can_be_reverted_until_it_is_settled() {
    let mut machine = machine();
    let before = rows(&machine);
    let network = machine.network;
    let mut run = machine.begin(start(1, 1_000_001), contain).unwrap();
    run.transaction(&transaction(network, 1_000_001, &act(5, Then::Succeed))).unwrap();
    run.finish().unwrap();
    assert_ne!(rows(&machine), before);
    machine.revert();
    assert_eq!(rows(&machine), before);
}

#[test]
fn the_changes_of_a_block_lead_from_one_state_to_the_next() {
    let mut machine = machine();
    let mut copy = crate::registry::State::default();
    for (table, key, value) in rows(&machine) {
        copy.load(table, &key, Some(&value)).unwrap();
    }
    let network = machine.network;
    let mut run = machine.begin(start(1, 1_000_001), contain).unwrap();
    run.transaction(&transaction(network, 1_000_001, &act(5, Then::Succeed))).unwrap();
    run.finish().unwrap();
    let changes = machine.changes();
    machine.settle();
    assert!(machine.changes().is_empty());
    for change in &changes {
        copy.load(change.table, &change.key, change.value.as_deref()).unwrap();
    }
    let copied = crate::kernel::block::Machine::new(copy, network, machine.registry());
    assert_eq!(rows(&copied), rows(&machine));
}

#[test]
fn a_receipt_has_one_byte_form() {
    let mut machine = machine();
    let outcome = block(&mut machine, (1, 1_000_001), &[act(5, Then::Succeed)]);
    let receipt = outcome.receipts.first().unwrap();
    let bytes = receipt.to_bytes();
    assert!(bytes.len() < 128, "{} bytes", bytes.len());
    assert_eq!(crate::kernel::receipt::Receipt::from_bytes(&bytes).unwrap(), *receipt);
}

fn rows(
    machine: &crate::kernel::block::Machine,
) -> alloc::vec::Vec<(u16, alloc::vec::Vec<u8>, alloc::vec::Vec<u8>)> {
    let mut rows = alloc::vec::Vec::new();
    for table in machine.state().tables() {
        let number = table.spec().number;
        table.each(&mut |key, value| rows.push((number, key.to_vec(), value.to_vec())));
    }
    rows
}
