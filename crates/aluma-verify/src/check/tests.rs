use aluma_types::admission::Inadmissible;
use aluma_types::codec::put_count;
use aluma_types::spec::Catalog;
use aluma_types::transaction::MAX_TRANSACTION_BYTES;
use aluma_types::{
    AccountId, Act, Acts, Canon, DaoId, DecodeError, Group, Hash32, KeyOf, List, Payload,
    PublicKey, Scheme, Signature, Signer, Transaction,
};

use super::{Candidate, Terms, check, decode, verify};
use crate::SigningKey;
use crate::ed25519::prove;
use crate::passkey::{SOFTWARE_RP, Software};
use crate::tests::*;
use crate::wallet;

fn sign(scheme: Scheme, seed: u8, payload: Payload) -> (Transaction, PublicKey) {
    let key = key(scheme, seed);
    let spec = World.action(payload.act.number).unwrap();
    (key.sign_payload(payload, spec, &lens()).unwrap(), key.public())
}

fn candidate((transaction, public_key): &(Transaction, PublicKey)) -> Candidate<'_> {
    let spec = World.action(transaction.payload.act.number).unwrap();
    Candidate { transaction, public_key: *public_key, others: &[], spec, lens: lens() }
}

fn judge(signed: &(Transaction, PublicKey)) -> Result<Hash32, Inadmissible> {
    verify(&candidate(signed), &terms(1))
}

fn join(scheme: Scheme, secret: u8, stolen: bool) -> (Transaction, PublicKey) {
    let signer = Signer::New(key(scheme, 3).public());
    let invited = if stolen { Signer::New(key(scheme, 4).public()) } else { signer.clone() };
    let proof = Some(prove(&[secret; 32], &NETWORK, &invited));
    let act = act(4, &Join { proof, handle: name("roni") });
    sign(scheme, 3, Payload { signer, ..payload(act) })
}

#[test]
fn all_schemes_are_admitted_under_the_payloads_id() {
    for scheme in Scheme::ALL {
        for act in [transfer(1), act(2, &every_shape()), act(5, &Leave {})] {
            let signed = sign(scheme, 1, payload(act));
            assert_eq!(judge(&signed), Ok(signed.0.payload.id()));
        }
        let newcomer = join(scheme, 8, false);
        assert_eq!(judge(&newcomer), Ok(newcomer.0.payload.id()));
    }
}

/// How a signature over another payload is refused: a passkey says itself what it signed.
const fn another_payload(scheme: Scheme) -> Inadmissible {
    match scheme {
        Scheme::Ed25519 | Scheme::Wallet => Inadmissible::BadSignature,
        Scheme::Passkey => Inadmissible::WrongChallenge,
    }
}

#[test]
fn what_is_wrong_is_named() {
    for scheme in Scheme::ALL {
        let good = sign(scheme, 1, payload(transfer(1)));
        let changed = |change: fn(&mut Transaction)| {
            let mut signed = good.clone();
            change(&mut signed.0);
            judge(&signed)
        };
        let bad = Err(Inadmissible::BadSignature);
        let other = Err(another_payload(scheme));
        assert_eq!(changed(|tx| tx.signature.numbers_mut()[5] ^= 4), bad);
        assert_eq!(changed(|tx| *tx.signature.numbers_mut() = [0; 64]), bad);
        assert_eq!(changed(|tx| *tx.signature.numbers_mut() = [255; 64]), bad);
        assert_eq!(changed(|tx| tx.payload.nonce += 1), other);
        assert_eq!(changed(|tx| tx.payload.act = transfer(2)), other);
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
    for scheme in Scheme::ALL {
        let mut signed =
            sign(scheme, 1, Payload { network: Hash32([8; 32]), ..payload(transfer(1)) });
        assert_eq!(judge(&signed), Err(Inadmissible::WrongNetwork));
        signed.0.payload.network = NETWORK;
        assert_eq!(judge(&signed), Err(another_payload(scheme)));
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
    let high = aluma_types::hash::unhex(high).unwrap();
    signed.0.signature.numbers_mut()[32..].copy_from_slice(&high);
    assert_eq!(judge(&signed), Err(Inadmissible::HighS));
}

#[test]
fn acts_inside_are_held_to_their_shape_in_every_scheme() {
    let propose = |inner: Act| {
        let acts = Acts(List::new(vec![inner]).unwrap());
        payload(act(3, &Propose { dao: DaoId(1), title: body("hello"), acts }))
    };
    for scheme in Scheme::ALL {
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
            let scheme = Scheme::ALL[match index % 50 {
                7 => 1,
                8 => 2,
                _ => 0,
            }];
            let payload = Payload { nonce: index.into(), ..payload(transfer(1)) };
            let mut signed = sign(scheme, index as u8 | 1, payload);
            if bad.contains(&index) {
                signed.0.signature.numbers_mut()[33] ^= 1;
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
        bytes[..64].copy_from_slice(transaction.signature.numbers());
        wallet::recover_public_key(&digest, &bytes).map(PublicKey::Wallet)
    });
    assert!(found.contains(&Some(public)));
    let elsewhere = Terms { network: Hash32::ZERO, ..terms(1) };
    let signed = (transaction, public);
    assert_eq!(verify(&candidate(&signed), &elsewhere), Err(Inadmissible::WrongNetwork));
}

#[test]
fn a_wallet_names_nothing_that_is_not_there() {
    use aluma_types::{Amount, AssetId};
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

fn group(accounts: &[u64]) -> Result<Group, DecodeError> {
    let key = |account: &u64| KeyOf { account: AccountId(*account), key: 0 };
    Group::new(accounts.iter().map(key).collect())
}

/// One payload, signed with a key of each scheme.
fn together() -> (Transaction, Vec<PublicKey>) {
    let payload =
        Payload { signer: Signer::Several(group(&[3, 5, 12]).unwrap()), ..payload(transfer(1)) };
    let keys: Vec<_> = Scheme::ALL.into_iter().zip(1..).map(|(s, seed)| key(s, seed)).collect();
    let sign = |key: &SigningKey| key.signature(&payload, Transfer::ACTION, &lens()).unwrap();
    let mut all = keys.iter().map(sign);
    let signature = all.next().unwrap();
    let others = all.collect();
    let public = keys.iter().map(SigningKey::public).collect();
    (Transaction { payload: payload.clone(), signature, others }, public)
}

fn judge_all((transaction, keys): &(Transaction, Vec<PublicKey>)) -> Result<Hash32, Inadmissible> {
    let (public_key, others) = (keys[0], &keys[1..]);
    verify(
        &Candidate { transaction, public_key, others, spec: Transfer::ACTION, lens: lens() },
        &terms(1),
    )
}

#[test]
fn several_sign_one_payload_each_by_their_own_scheme() {
    let good = together();
    assert_eq!(judge_all(&good), Ok(good.0.payload.id()));
    assert_eq!(Transaction::decode(&good.0.to_bytes()), Ok(good.0.clone()));
    let changed = |change: fn(&mut (Transaction, Vec<PublicKey>))| {
        let mut signed = good.clone();
        change(&mut signed);
        judge_all(&signed)
    };
    let bad = Err(Inadmissible::BadSignature);
    assert_eq!(changed(|(tx, _)| tx.signature.numbers_mut()[5] ^= 1), bad);
    assert_eq!(changed(|(tx, _)| tx.others[0].numbers_mut()[5] ^= 1), bad);
    assert_eq!(changed(|(tx, _)| tx.others[1].numbers_mut()[5] ^= 1), bad);
    assert_eq!(changed(|(tx, _)| drop(tx.others.pop())), bad);
    assert_eq!(changed(|(_, keys)| keys.truncate(2)), bad);
    assert_eq!(changed(|(tx, _)| tx.others.push(tx.signature.clone())), bad);
    let order = Err(Inadmissible::WrongScheme);
    assert_eq!(changed(|(tx, _)| tx.others.swap(0, 1)), order);
    assert_eq!(changed(|(tx, _)| tx.payload.signer = payload(transfer(1)).signer), bad);
    // Who is asked to sign is part of what is signed.
    let fewer = changed(|(tx, keys)| {
        tx.payload.signer = Signer::Several(group(&[3, 5]).unwrap());
        tx.others.pop();
        keys.pop();
    });
    assert_eq!(fewer, bad);
}

#[test]
fn groups_ascend_and_have_two_to_sixteen() {
    let many: Vec<u64> = (0..17).collect();
    assert!(group(&many[..2]).is_ok() && group(&many[..16]).is_ok());
    assert_eq!(group(&many), Err(DecodeError::TooLong));
    for wrong in [&[][..], &[1], &[1, 1], &[2, 1]] {
        assert_eq!(group(wrong), Err(DecodeError::BadValue), "{wrong:?}");
        let mut bytes = vec![3];
        put_count(&mut bytes, wrong.len());
        for account in wrong {
            KeyOf { account: AccountId(*account), key: 0 }.write(&mut bytes);
        }
        assert_eq!(Signer::from_bytes(&bytes), Err(DecodeError::BadValue));
    }
    let signer = Signer::Several(group(&[1, 9]).unwrap());
    assert_eq!(Signer::from_bytes(&signer.to_bytes()), Ok(signer));
}

#[test]
fn a_transaction_has_as_many_signatures_as_its_payload_has_signers() {
    let (mut transaction, _) = together();
    transaction.others.pop();
    let refused = Err(Inadmissible::Malformed(DecodeError::Truncated));
    assert_eq!(decode(&transaction.to_bytes()), refused);
    let (mut transaction, _) = together();
    transaction.others.push(transaction.signature.clone());
    let refused = Err(Inadmissible::Malformed(DecodeError::Trailing));
    assert_eq!(decode(&transaction.to_bytes()), refused);
}

#[test]
fn a_signature_of_another_scheme_is_named() {
    for scheme in Scheme::ALL {
        let (transaction, _) = sign(scheme, 1, payload(transfer(1)));
        for other in Scheme::ALL.into_iter().filter(|other| *other != scheme) {
            let signed = (transaction.clone(), key(other, 1).public());
            assert_eq!(judge(&signed), Err(Inadmissible::WrongScheme), "{scheme:?} as {other:?}");
        }
    }
}

/// What a passkey says with changed parts, signed again.
fn passkey_says(
    act: Act,
    change: impl FnOnce(&mut Vec<u8>, &mut String),
) -> Result<(), Inadmissible> {
    let software = Software::new(&[1; 32], SOFTWARE_RP).unwrap();
    let (mut transaction, public) = sign(Scheme::Passkey, 1, payload(act));
    let Signature::Passkey(good) = &transaction.signature else { unreachable!() };
    let mut data = good.authenticator_data().to_vec();
    let mut client = String::from_utf8(good.client_data().to_vec()).unwrap();
    change(&mut data, &mut client);
    let assertion = software.sign(data, client.into_bytes()).unwrap();
    transaction.signature = Signature::Passkey(Box::new(assertion));
    judge(&(transaction, public)).map(drop)
}

#[test]
fn each_rule_of_passkeys_has_its_name() {
    type Change = fn(&mut Vec<u8>, &mut String);
    let cases: [(Change, Inadmissible); 9] = [
        (|_, client| client.push('}'), Inadmissible::BadClientData),
        (|_, client| *client = client.replace(".get", ".create"), Inadmissible::WrongCeremony),
        (
            |_, client| *client = client.replace("nge\":\"", "nge\":\"A"),
            Inadmissible::WrongChallenge,
        ),
        (|_, client| *client = client.replace("false", "true"), Inadmissible::CrossOrigin),
        (|data, _| data.push(0), Inadmissible::BadAuthenticatorData),
        (|data, _| data[0] ^= 1, Inadmissible::WrongSite),
        (|data, _| data[32] = 4, Inadmissible::UserNotPresent),
        (|data, _| data[32] = 1, Inadmissible::UserNotVerified),
        (|data, _| data[32] = 0x45, Inadmissible::AttestedData),
    ];
    for (change, name) in cases {
        assert_eq!(passkey_says(transfer(1), change), Err(name));
    }
    assert_eq!(passkey_says(transfer(1), |_, _| {}), Ok(()));
}

/// Money that moves at once asks for more than a touch; a proposal to move it, or leaving, does
/// not: votes decide on the one, and nobody else loses by the other.
#[test]
fn a_touch_is_enough_but_for_what_the_spec_names() {
    let touch = |act| passkey_says(act, |data, _| data[32] = 1);
    let acts = Acts(List::new(vec![transfer(1)]).unwrap());
    let propose = act(3, &Propose { dao: DaoId(1), title: body("hello"), acts });
    assert_eq!(touch(transfer(1)), Err(Inadmissible::UserNotVerified));
    assert_eq!(touch(propose), Ok(()));
    assert_eq!(touch(act(5, &Leave {})), Ok(()));
}

#[test]
fn an_assertion_that_is_too_long_is_refused_before_it_is_looked_at() {
    let (transaction, _) = sign(Scheme::Passkey, 1, payload(transfer(1)));
    let with = |data: usize, client: usize| {
        let mut bytes = transaction.payload.to_bytes();
        bytes.push(3);
        for length in [data, client] {
            put_count(&mut bytes, length);
            bytes.resize(bytes.len() + length, 0);
        }
        bytes.extend_from_slice(&[0; 64]);
        decode(&bytes).map(drop)
    };
    let too_long = Err(Inadmissible::Malformed(DecodeError::TooLong));
    assert_eq!(with(37, 1024), Ok(()));
    assert_eq!(with(37, 1025), too_long);
    assert_eq!(with(960, 1024), Ok(()));
    assert_eq!(with(961, 1024), too_long);
}
