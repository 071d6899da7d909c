use aluma_types::admission::Inadmissible;
use aluma_types::spec::Catalog;
use aluma_types::transaction::MAX_TRANSACTION_BYTES;
use aluma_types::{
    Act, Acts, Canon, DaoId, DecodeError, Hash32, List, Payload, PublicKey, Scheme, Signer,
    Transaction,
};

use super::{Candidate, Terms, check, decode, verify};
use crate::ed25519::prove;
use crate::tests::*;
use crate::wallet;

fn sign(scheme: Scheme, seed: u8, payload: Payload) -> (Transaction, PublicKey) {
    let key = key(scheme, seed);
    let spec = World.action(payload.act.number).unwrap();
    (key.sign_payload(payload, spec, &lens()).unwrap(), key.public())
}

fn candidate((transaction, public_key): &(Transaction, PublicKey)) -> Candidate<'_> {
    let spec = World.action(transaction.payload.act.number).unwrap();
    Candidate { transaction, public_key: *public_key, spec, lens: lens() }
}

fn judge(signed: &(Transaction, PublicKey)) -> Result<Hash32, Inadmissible> {
    verify(&candidate(signed), &terms(1))
}

fn join(scheme: Scheme, secret: u8, stolen: bool) -> (Transaction, PublicKey) {
    let signer = Signer::New(key(scheme, 3).public());
    let invited = if stolen { Signer::New(key(scheme, 4).public()) } else { signer };
    let proof = Some(prove(&[secret; 32], &NETWORK, &invited));
    let act = act(4, &Join { proof, handle: name("roni") });
    sign(scheme, 3, Payload { signer, ..payload(act) })
}

const SCHEMES: [Scheme; 2] = [Scheme::Ed25519, Scheme::Wallet];

#[test]
fn both_schemes_are_admitted_under_the_payloads_id() {
    for scheme in SCHEMES {
        for act in [transfer(1), act(2, &every_shape()), act(5, &Leave {})] {
            let signed = sign(scheme, 1, payload(act));
            assert_eq!(judge(&signed), Ok(signed.0.payload.id()));
        }
        let newcomer = join(scheme, 8, false);
        assert_eq!(judge(&newcomer), Ok(newcomer.0.payload.id()));
    }
}

#[test]
fn what_is_wrong_is_named() {
    for scheme in SCHEMES {
        let good = sign(scheme, 1, payload(transfer(1)));
        let changed = |change: fn(&mut Transaction)| {
            let mut signed = good.clone();
            change(&mut signed.0);
            judge(&signed)
        };
        let bad = Err(Inadmissible::BadSignature);
        assert_eq!(changed(|tx| tx.signature[5] ^= 4), bad);
        assert_eq!(changed(|tx| tx.signature = [0; 64]), bad);
        assert_eq!(changed(|tx| tx.signature = [255; 64]), bad);
        assert_eq!(changed(|tx| tx.payload.nonce += 1), bad);
        assert_eq!(changed(|tx| tx.payload.act = transfer(2)), bad);
        let network = Err(Inadmissible::WrongNetwork);
        assert_eq!(changed(|tx| tx.payload.network.0[0] ^= 1), network);
        let truncated = Err(Inadmissible::Malformed(DecodeError::Truncated));
        assert_eq!(changed(|tx| tx.payload.act.body.truncate(2)), truncated);
        let trailing = Err(Inadmissible::Malformed(DecodeError::Trailing));
        assert_eq!(changed(|tx| tx.payload.act.body.push(0)), trailing);
        assert_eq!(judge(&(good.0, key(scheme, 2).public())), bad);
        assert_eq!(judge(&join(scheme, 8, true)), Err(Inadmissible::BadProof));
    }
}

#[test]
fn a_signature_for_another_network_fits_no_other_payload() {
    for scheme in SCHEMES {
        let mut signed =
            sign(scheme, 1, Payload { network: Hash32([8; 32]), ..payload(transfer(1)) });
        assert_eq!(judge(&signed), Err(Inadmissible::WrongNetwork));
        signed.0.payload.network = NETWORK;
        assert_eq!(judge(&signed), Err(Inadmissible::BadSignature));
    }
}

#[test]
fn a_new_key_signs_for_itself_only() {
    let (transaction, _) = join(Scheme::Ed25519, 8, false);
    let stranger = key(Scheme::Ed25519, 7).public();
    assert_eq!(judge(&(transaction, stranger)), Err(Inadmissible::BadSignature));
}

#[test]
fn a_wallets_high_s_is_named() {
    let mut signed = sign(Scheme::Wallet, 1, payload(transfer(1)));
    // s = order / 2 + 1, the lowest of the upper half.
    let high = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1";
    signed.0.signature[32..].copy_from_slice(&aluma_types::hash::unhex(high).unwrap());
    assert_eq!(judge(&signed), Err(Inadmissible::HighS));
}

#[test]
fn acts_inside_are_held_to_their_shape_in_both_schemes() {
    let propose = |inner: Act| {
        let acts = Acts(List::new(vec![inner]).unwrap());
        payload(act(3, &Propose { dao: DaoId(1), title: body("hello"), acts }))
    };
    for scheme in SCHEMES {
        let good = sign(scheme, 1, propose(transfer(1)));
        assert_eq!(judge(&good), Ok(good.0.payload.id()));
        // A wallet cannot sign these at all, so the signature is of the good one.
        let mut unknown = good.clone();
        unknown.0.payload = propose(Act { number: 99, body: vec![] });
        assert_eq!(judge(&unknown), Err(Inadmissible::UnknownAction));
        let mut broken = good.clone();
        broken.0.payload = propose(Act { number: 1, body: vec![1] });
        let truncated = Err(Inadmissible::Malformed(DecodeError::Truncated));
        assert_eq!(judge(&broken), truncated);
    }
}

/// Bad ones at the edges of batches and shares; the answers do not depend on the threads.
#[test]
fn many_are_judged_in_order_over_any_number_of_threads() {
    let bad = [0, 31, 32, 255, 256, 299, 599];
    let signed: Vec<_> = (0..600u32)
        .map(|index| {
            let scheme = SCHEMES[usize::from(index % 50 == 7)];
            let payload = Payload { nonce: index.into(), ..payload(transfer(1)) };
            let mut signed = sign(scheme, index as u8 | 1, payload);
            if bad.contains(&index) {
                signed.0.signature[33] ^= 1;
            }
            signed
        })
        .collect();
    let candidates: Vec<_> = signed.iter().map(candidate).collect();
    let expected: Vec<_> = (0..600u32)
        .zip(&signed)
        .map(|(index, signed)| {
            let refused = bad.contains(&index);
            if refused { Err(Inadmissible::BadSignature) } else { Ok(signed.0.payload.id()) }
        })
        .collect();
    for threads in [0, 1, 2, 3, 64] {
        assert_eq!(check(&candidates, &terms(threads)), expected, "{threads} threads");
    }
    assert_eq!(check(&[], &terms(2)), vec![]);
}

#[test]
fn bytes_are_measured_before_they_are_read() {
    let (transaction, _) = sign(Scheme::Ed25519, 1, payload(transfer(1)));
    let bytes = transaction.to_bytes();
    assert_eq!(decode(&bytes), Ok(transaction));
    for end in 0..bytes.len() {
        let refused = Err(Inadmissible::Malformed(DecodeError::Truncated));
        assert_eq!(decode(&bytes[..end]), refused);
    }
    let huge = vec![0u8; MAX_TRANSACTION_BYTES + 1];
    assert_eq!(decode(&huge), Err(Inadmissible::TooLarge));
    assert_ne!(decode(&huge[1..]), Err(Inadmissible::TooLarge));
}

#[test]
fn a_wallet_learns_its_key_from_what_it_signed() {
    let (transaction, public) = sign(Scheme::Wallet, 1, payload(transfer(1)));
    let spec = Transfer::ACTION;
    let digest = crate::eip712::digest(&transaction.payload, spec, &lens()).unwrap();
    let found = [27, 28].map(|v| {
        let mut bytes = [v; 65];
        bytes[..64].copy_from_slice(&transaction.signature);
        wallet::recover_public_key(&digest, &bytes).map(PublicKey::Wallet)
    });
    assert!(found.contains(&Some(public)));
    let elsewhere = Terms { network: Hash32::ZERO, ..terms(1) };
    let signed = (transaction, public);
    assert_eq!(verify(&candidate(&signed), &elsewhere), Err(Inadmissible::WrongNetwork));
}

#[test]
fn a_wallet_names_nothing_that_is_not_there() {
    use aluma_types::{AccountId, Amount, AssetId};
    let amount = Amount { asset: AssetId(3), units: 1 };
    let there = Transfer { dao: DaoId(1), to: AccountId(2), amount };
    let cases = [
        Transfer { dao: DaoId(404), ..there.clone() },
        Transfer { to: AccountId(404), ..there.clone() },
        Transfer { amount: Amount { asset: AssetId(404), units: 1 }, ..there.clone() },
    ];
    for case in cases {
        let signed = sign(Scheme::Wallet, 1, payload(act(1, &case)));
        assert_eq!(judge(&signed), Err(Inadmissible::UnknownThing), "{case:?}");
        // Ed25519 signs numbers, which mean the same before and after.
        let signed = sign(Scheme::Ed25519, 1, payload(act(1, &case)));
        assert_eq!(judge(&signed), Ok(signed.0.payload.id()));
    }
    let signed = sign(Scheme::Wallet, 1, payload(act(1, &there)));
    assert_eq!(judge(&signed), Ok(signed.0.payload.id()));
}
