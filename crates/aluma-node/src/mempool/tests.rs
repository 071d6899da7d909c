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
    let mut room = mempool.room();
    for nonce in 1..MAX_PER_SIGNER as u64 {
        assert_eq!(room.take(&checked(1, nonce)), Ok(true), "{nonce}");
    }
    assert_eq!(room.take(&checked(1, 9_999_999)), Err(Inadmissible::Busy));
    assert_eq!(room.take(&checked(2, 0)), Ok(true));
    // What has a place needs no other, even where there is none.
    assert_eq!(room.take(&checked(1, 0)), Ok(false));
    assert_eq!(room.take(&checked(1, 5)), Ok(false));
}

#[test]
fn bytes_are_bounded_whoever_sends_them() {
    let mempool = Mempool::default();
    let mut room = mempool.room();
    let size = 1 << 20;
    for account in 0..(MAX_WAITING_BYTES / size) as u64 {
        let large = Checked { bytes: vec![0; size], ..checked(account, 0) };
        assert_eq!(room.take(&large), Ok(true));
    }
    assert_eq!(room.take(&checked(9_999, 0)), Err(Inadmissible::Busy));
}
