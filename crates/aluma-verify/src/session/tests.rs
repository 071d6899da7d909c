use alloy_dyn_abi::TypedData;
use aluma_types::Scheme;

use super::*;
use crate::SigningKey;

fn key(scheme: Scheme) -> SigningKey {
    SigningKey::from_secret(scheme, [7; 32]).expect("a key")
}

fn statement() -> Statement {
    Statement {
        network: Hash32([1; 32]),
        account: AccountId(300),
        key: 2,
        valid_until: Timestamp(1_700_000_086_400_000),
    }
}

const NOW: Timestamp = Timestamp(1_700_000_000_000_000);

#[test]
fn all_schemes_sign_and_are_believed_on_their_own_ledger_only() {
    for scheme in Scheme::ALL {
        let key = key(scheme);
        let session = key.sign_session(statement()).unwrap();
        let check = |session: &Session, network: u8| {
            session.check(&Hash32([network; 32]), NOW, &key.public())
        };
        assert_eq!(check(&session, 1), Ok(()));
        assert_eq!(check(&session, 2), Err(SessionError::WrongNetwork));
        let other = Statement { account: AccountId(301), ..session.statement };
        let forged = Session { statement: other, ..session };
        assert_eq!(check(&forged, 1), Err(SessionError::BadSignature));
    }
}

#[test]
fn it_counts_for_a_day_at_most_and_not_a_moment_longer() {
    let key = key(Scheme::Ed25519);
    let at = |ms: u64| {
        let statement = Statement { valid_until: Timestamp(ms), ..statement() };
        key.sign_session(statement).unwrap().check(&statement.network, NOW, &key.public())
    };
    let until = NOW.after(SESSION_AHEAD);
    assert_eq!(at(NOW.0), Ok(()));
    assert_eq!(at(NOW.0 - 1), Err(SessionError::Expired));
    assert_eq!(at(until.0), Ok(()));
    assert_eq!(at(until.0 + 1), Err(SessionError::TooFarAhead { until }));
}

#[test]
fn the_bytes_have_one_form_and_name_an_account() {
    for scheme in Scheme::ALL {
        let session = key(scheme).sign_session(statement()).unwrap();
        assert_eq!(Session::from_bytes(&session.to_bytes()), Ok(session));
    }
    let bytes = key(Scheme::Ed25519).sign_session(statement()).unwrap().to_bytes();
    assert_eq!(Session::from_bytes(&bytes[1..]), Err(DecodeError::UnknownTag));
    let mut new = Hash32([1; 32]).to_bytes();
    Signer::New(key(Scheme::Ed25519).public()).write(&mut new);
    Timestamp(5).write(&mut new);
    assert_eq!(Statement::from_bytes(&new), Err(DecodeError::BadValue));
}

#[test]
fn a_wallet_hashes_the_same_typed_data() {
    let statement = statement();
    let typed: TypedData = serde_json::from_value(statement.typed_data_json()).expect("typed data");
    let hash = typed.eip712_signing_hash().expect("a hash");
    assert_eq!(hash.0, statement.digest());
}
