use aluma_types::{PublicKey, Scheme};

use super::*;

const NETWORK: Hash32 = Hash32([9; 32]);

fn ids(count: u8) -> Vec<Hash32> {
    (0..count).map(|mark| sha256(&[&[mark]])).collect()
}

fn promised(count: u8) -> (Vec<Promise>, [u8; 32]) {
    let key = SigningKey::from_secret(Scheme::Ed25519, [4; 32]).expect("every seed is a key");
    let PublicKey::Ed25519(public) = key.public() else { panic!("an Ed25519 key") };
    (Promise::all(&ids(count), &NETWORK, 7, &key), public)
}

#[test]
fn each_of_any_number_holds_by_itself() {
    for count in 0..=33 {
        let (promises, key) = promised(count);
        assert_eq!(promises.len(), usize::from(count));
        for (promise, id) in promises.iter().zip(ids(count)) {
            assert_eq!(promise.id, id);
            assert!(promise.holds(&NETWORK, &key), "{} of {count}", promise.index);
        }
    }
}

#[test]
fn alone_it_is_a_signature_over_its_own_leaf() {
    let (promises, key) = promised(1);
    let [promise] = promises.as_slice() else { panic!("one") };
    assert!(promise.siblings.is_empty());
    let message = Promise::message(&NETWORK, &sha256(&[&[0], &promise.id.0]), 7);
    assert!(aluma_verify::ed25519::verify(&key, &promise.signature, &message));
}

#[test]
fn nothing_in_it_can_be_changed() {
    let (promises, key) = promised(13);
    type Change = fn(&mut Promise);
    let changes: [(&str, Change); 8] = [
        ("another transaction", |one| one.id.0[0] ^= 1),
        ("another height", |one| one.by_height += 1),
        ("another place", |one| one.index ^= 1),
        ("a place that is not there", |one| one.index = one.of),
        ("another number of them", |one| one.of *= 2),
        ("another way", |one| one.siblings[0].0[31] ^= 1),
        ("a longer way", |one| one.siblings.push(Hash32::ZERO)),
        ("another signature", |one| one.signature[3] ^= 1),
    ];
    for (what, change) in changes {
        for promise in promises.iter().filter(|one| !one.siblings.is_empty()) {
            let mut changed = promise.clone();
            change(&mut changed);
            assert!(!changed.holds(&NETWORK, &key), "{what}, {}", promise.index);
        }
    }
    let mut cut = promises[0].clone();
    cut.siblings.pop();
    assert!(!cut.holds(&NETWORK, &key), "a shorter way");
    assert!(!promises[0].holds(&Hash32([8; 32]), &key), "another ledger");
}
