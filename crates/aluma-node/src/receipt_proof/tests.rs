//! Every receipt of blocks of every small size proves itself, and nothing that was changed does.

use aluma_core::kernel::origin::Origin;
use aluma_core::kernel::receipt::Status;
use aluma_types::Timestamp;
use aluma_verify::SigningKey;

use super::*;

const HEIGHT: u64 = 7;

fn receipts(count: u32) -> Vec<Receipt> {
    let one = |index: u32| Receipt {
        id: sha256(&[&index.to_be_bytes()[..]]),
        height: HEIGHT,
        index,
        time: Timestamp(5),
        origin: Origin::Task { task: 3, sequence: u64::from(index) },
        kind: 3,
        status: Status::Done,
        charge: 9,
        made: None,
    };
    (0..count).map(one).collect()
}

/// A block with so many receipts, sealed, and its salts.
fn block(count: u32) -> (Block, PublicKey, Vec<Receipt>, Salting) {
    let key = SigningKey::from_secret(aluma_types::Scheme::Ed25519, [7; 32]).expect("a key");
    let (receipts, salting) = (receipts(count), Salting::new(&[9; 32], []));
    let bytes: Vec<_> = receipts.iter().map(Canon::to_bytes).collect();
    let rows = bytes.iter().map(Vec::as_slice);
    let header = Header {
        height: HEIGHT,
        receipts: Block::receipts_root(rows, |place| salting.receipt(HEIGHT, place)),
        validators: Genesis::validators_of(&key.public()),
        ..Header::default()
    };
    let seal = key.sign_message(&Block::sealed(&header)).expect("a seal");
    (Block { header, transactions: Vec::new(), seal }, key.public(), receipts, salting)
}

fn proof(count: u32, place: u32) -> Option<ReceiptProof> {
    let (block, key, receipts, salting) = block(count);
    ReceiptProof::of((&block, key), &receipts, &salting, place)
}

#[test]
fn every_place_of_every_block_proves_itself() {
    for count in 1..=33 {
        for place in 0..count {
            let proof = proof(count, place).expect("a proof");
            assert_eq!(proof.check(), Ok(()), "{place} of {count}");
        }
        assert_eq!(proof(count, count), None);
    }
}

#[test]
fn nothing_that_was_changed_holds() {
    let whole = proof(13, 9).expect("a proof");
    let broken = |change: fn(&mut ReceiptProof)| {
        let mut proof = whole.clone();
        change(&mut proof);
        proof.check()
    };
    let outside = Err(ReceiptFault::NotInBlock);
    assert_eq!(broken(|it| it.receipt.charge = 8), outside);
    assert_eq!(broken(|it| it.receipt.index = 8), outside);
    assert_eq!(broken(|it| it.receipt.index = 99), outside);
    assert_eq!(broken(|it| it.salt = [0; 32]), outside);
    assert_eq!(broken(|it| it.count = 12), outside);
    assert_eq!(broken(|it| it.count = 0), outside);
    assert_eq!(broken(|it| it.siblings.clear()), outside);
    assert_eq!(broken(|it| it.siblings.swap(0, 1)), outside);
    assert_eq!(broken(|it| it.peaks.clear()), outside);
    assert_eq!(broken(|it| it.peaks.push(Hash32::ZERO)), outside);
    assert_eq!(broken(|it| it.header.receipts = Hash32::ZERO), outside);
    assert_eq!(broken(|it| it.receipt.height = 8), Err(ReceiptFault::OtherBlock));
    assert_eq!(broken(|it| it.header.height = 8), Err(ReceiptFault::OtherBlock));
    assert_eq!(broken(|it| it.header.validators = Hash32::ZERO), Err(ReceiptFault::OtherKey));
    assert_eq!(broken(|it| it.key = PublicKey::Ed25519([3; 32])), Err(ReceiptFault::OtherKey));
    assert_eq!(broken(|it| it.seal[0] ^= 1), Err(ReceiptFault::BadSeal));
    assert_eq!(broken(|it| it.header.time = Timestamp(6)), Err(ReceiptFault::BadSeal));
    assert_eq!(broken(|it| it.header.state = Hash32([1; 32])), Err(ReceiptFault::BadSeal));
}
