//! Who gets a place, before anything is written for it.

use aluma_types::codec::Canon;
use aluma_types::{AccountId, Act, Payload, Timestamp};

use super::*;

fn checked(account: u64, nonce: u64) -> Checked {
    let payload = Payload {
        network: Hash32::ZERO,
        signer: Signer::Key { account: AccountId(account), key: 0 },
        nonce,
        valid_until: Timestamp(1),
        act: Act { number: 1, body: Vec::new() },
    };
    let transaction = Transaction::new(payload, aluma_types::Signature::Ed25519([0; 64]));
    Checked { id: transaction.payload.id(), bytes: transaction.to_bytes(), transaction }
}

#[test]
fn one_signer_gets_so_many_places_and_others_get_theirs() {
    let mut mempool = Mempool::default();
    mempool.push(checked(1, 0));
    let mut room = mempool.room(1);
    for nonce in 1..MAX_PER_SIGNER {
        assert_eq!(room.take(&checked(1, nonce), |_| Ok(())), Ok(true), "{nonce}");
    }
    assert_eq!(room.take(&checked(1, 9_999_999), |_| Ok(())), Err(Inadmissible::Busy));
    assert_eq!(room.take(&checked(2, 0), |_| Ok(())), Ok(true));
    // What has a place needs no other, even where there is none.
    assert_eq!(room.take(&checked(1, 0), |_| Ok(())), Ok(false));
    assert_eq!(room.take(&checked(1, 5), |_| Ok(())), Ok(false));
}

#[test]
fn bytes_are_bounded_whoever_sends_them() {
    let mempool = Mempool::default();
    let mut room = mempool.room(1);
    let size = 1 << 20;
    for account in 0..(MAX_WAITING_BYTES / size) as u64 {
        let large = Checked { bytes: vec![0; size], ..checked(account, 0) };
        assert_eq!(room.take(&large, |_| Ok(())), Ok(true));
    }
    assert_eq!(room.take(&checked(9_999, 0), |_| Ok(())), Err(Inadmissible::Busy));
}

#[test]
fn what_waits_of_a_signer_stands_before_what_comes() {
    let mut mempool = Mempool::default();
    let size = |nonce| checked(1, nonce).bytes.len() as u64;
    mempool.push(checked(1, 0));
    let mut room = mempool.room(1);
    let spent = Err(Inadmissible::AllowanceSpent { next: Timestamp(9) });
    assert_eq!(room.take(&checked(2, 0), |_| unreachable!("nothing of theirs waits")), Ok(true));
    let of_two = |waiting: Used| {
        assert_eq!((waiting.actions, waiting.bytes), (2, size(0) + size(1)));
        spent.map(|_: bool| ())
    };
    assert_eq!(room.take(&checked(1, 1), |_| Ok(())), Ok(true));
    assert_eq!(room.take(&checked(1, 2), of_two), spent);
    // What got no place stands before nothing.
    assert_eq!(room.take(&checked(1, 3), |waiting| of_two(waiting).or(Ok(()))), Ok(true));
    assert_eq!(mempool.take(1, usize::MAX).len(), 1);
    let mut room = mempool.room(1);
    assert_eq!(room.take(&checked(1, 4), |_| unreachable!("nothing of theirs waits")), Ok(true));
}

#[test]
fn what_is_in_the_block_that_is_being_made_gets_no_second_place() {
    let mut mempool = Mempool::default();
    mempool.push(checked(1, 0));
    assert_eq!(mempool.take(10, usize::MAX).len(), 1);
    assert_eq!(mempool.room(1).take(&checked(1, 0), |_| Ok(())), Ok(false), "not told yet");
    assert!(mempool.is_empty());
    // The next is taken when that block has been told.
    assert_eq!(mempool.take(10, usize::MAX).len(), 0);
    assert_eq!(mempool.room(1).take(&checked(1, 0), |_| Ok(())), Ok(true));
}

#[test]
fn what_was_taken_is_known_until_the_next_is_taken() {
    let mut mempool = Mempool::default();
    let (first, second) = (checked(1, 0), checked(1, 1));
    mempool.push(first.clone());
    mempool.push(first.clone());
    assert_eq!(mempool.len(), 1, "the same one twice counts once");
    assert_eq!(mempool.take(9, usize::MAX).len(), 1);
    assert!(mempool.contains(&first.id), "its block may not have been told to anybody");
    // Neither does it find another place meanwhile, nor is it put there a second time.
    assert_eq!(mempool.room(1).take(&first, |_| Ok(())), Ok(false));
    mempool.push(first.clone());
    assert!(mempool.is_empty());
    mempool.push(second.clone());
    assert_eq!(mempool.take(9, usize::MAX).len(), 1);
    assert!(!mempool.contains(&first.id) && mempool.contains(&second.id));
    assert!(mempool.take(9, usize::MAX).is_empty());
    assert!(!mempool.contains(&second.id), "nothing is remembered for longer");
    mempool.push(first.clone());
    assert_eq!(mempool.len(), 1);
}
