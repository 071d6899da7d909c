use aluma_core::registry::REGISTRY;
use aluma_types::{Act, Scheme};

use super::*;
use crate::transport::{Request, Response};

const NETWORK: Hash32 = Hash32([5; 32]);

fn key(account: u64) -> SigningKey {
    let scheme = Scheme::ALL[account as usize % 3];
    SigningKey::from_secret(scheme, [account as u8; 32]).expect("a key")
}

/// A ledger on which account n has key(n) as its first.
fn client() -> Client {
    let transport = |request: Request| {
        let json = if request.target.starts_with("/v1/status") {
            json!({
                "network": NETWORK.to_string(), "height": 3, "time": 1_000, "now": 5_000,
                "state_root": Hash32::ZERO.to_string(), "clock": "manual",
            })
        } else {
            let held = (1..6).filter(|account| {
                let text = key(*account).public().to_text().replace(':', "%3A");
                request.target.contains(&text) || request.target.contains(&text.replace("%3A", ":"))
            });
            let rows: Vec<_> =
                held.map(|account| json!({ "account": account, "key": 0 })).collect();
            json!({ "answer": { "accounts": rows } })
        };
        Ok(Response { status: 200, body: json.to_string().into_bytes() })
    };
    Client::new(Box::new(transport), &REGISTRY)
}

fn fields() -> Json {
    json!({
        "handle": "circle", "name": "The Circle", "purpose": "To try",
        "joining": "invitation", "manner": "small-circle",
        "assets": [], "pots": [], "domains": [], "roles": [], "changes": [],
    })
}

fn one(account: u64) -> KeyOf {
    KeyOf { account: AccountId(account), key: 0 }
}

fn begun(client: &Client, others: &[KeyOf]) -> Result<Collected, Error> {
    let author = Author::of(key(2), AccountId(2), 0);
    Collected::new(client, &author, &Wish::new("found", fields()), others)
}

#[test]
fn each_signs_once_and_the_transaction_has_all_in_order() {
    let client = client();
    let mut collected = begun(&client, &[one(4), one(1)]).expect("a payload");
    let says = collected.says(&client, Lang::En).expect("a sentence");
    assert!(says.contains("The Circle") && says.contains("To try"), "{says}");
    for account in [4, 2] {
        let error = collected.signed().expect_err("not all have signed").to_string();
        assert!(error.contains("not signed yet by 1"), "{error}");
        assert_eq!(collected.sign(&client, &key(account)).expect("a signer"), [AccountId(account)]);
        let read = Collected::from_json(&collected.to_json()).expect("a file");
        assert_eq!(read, collected);
    }
    assert!(matches!(collected.sign(&client, &key(3)), Err(Error::Key(_))), "a stranger");
    collected.sign(&client, &key(1)).expect("the last");
    let signed = collected.signed().expect("all have signed");
    let transaction = Transaction::decode(&signed.transaction).expect("canonical");
    let schemes: Vec<_> = transaction.others.iter().map(Signature::scheme).collect();
    assert_eq!(transaction.signature.scheme(), Scheme::Wallet, "account 1");
    assert_eq!(schemes, [Scheme::Passkey, Scheme::Wallet], "accounts 2 and 4");
    assert_eq!(transaction.payload.signer.count(), 3);
    assert_eq!(signed.id, transaction.payload.id());
}

#[test]
fn groups_have_two_to_sixteen_accounts_each_once() {
    let client = client();
    let with = |others: &[KeyOf]| begun(&client, others).map(drop);
    let many = |count: u64| (10..10 + count).map(one).collect::<Vec<_>>();
    assert!(matches!(with(&[]), Err(Error::Input(_))));
    assert!(matches!(with(&[one(2)]), Err(Error::Input(_))));
    assert!(matches!(with(&[one(3), KeyOf { key: 1, ..one(3) }]), Err(Error::Input(_))));
    assert!(with(&many(15)).is_ok());
    assert!(matches!(with(&many(16)), Err(Error::Input(_))));
    let author = Author::of(key(2), AccountId(2), 0);
    let alone = Wish::new("leave", json!({ "dao": 1 }));
    let error = Collected::new(&client, &author, &alone, &[one(3)]).expect_err("one alone");
    assert!(error.to_string().contains("signed by one alone"), "{error}");
}

/// Whoever passes the file on may change it; what is shown is always what is signed.
#[test]
fn words_that_are_not_the_payloads_are_not_shown() {
    let client = client();
    let mut collected = begun(&client, &[one(3)]).expect("a payload");
    collected.bodies[0].text.push('!');
    assert!(matches!(collected.says(&client, Lang::En), Err(Error::Input(_))));
    collected.bodies.clear();
    assert!(matches!(collected.says(&client, Lang::En), Err(Error::Input(_))));
    let mut elsewhere = begun(&client, &[one(3)]).expect("a payload");
    elsewhere.payload.network = Hash32::ZERO;
    assert!(matches!(elsewhere.sign(&client, &key(2)), Err(Error::Input(_))));
    let mut unknown = begun(&client, &[one(3)]).expect("a payload");
    unknown.payload.act = Act { number: 60_000, body: vec![] };
    assert!(unknown.says(&client, Lang::En).is_err());
}

#[test]
fn what_is_no_such_file_is_told() {
    let client = client();
    let good = begun(&client, &[one(3)]).expect("a payload").to_json();
    assert!(Collected::from_json(&good).is_ok());
    for (field, value) in [
        ("version", json!(2)),
        ("payload", json!("00")),
        ("signatures", json!([null])),
        ("signatures", json!([null, "00"])),
        ("bodies", json!([{ "salt": "00", "text": "" }])),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        assert!(matches!(Collected::from_json(&bad), Err(Error::Input(_))), "{field}");
    }
}
