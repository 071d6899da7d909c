use aluma_types::Timestamp;
use serde_json::{Value as Json, json};

use super::rows::{details, payout};
use crate::FormatError;
use crate::address::address;
use crate::batch::{Choice, choose};
use crate::safe::{Order, checksum, write};

const ANA: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const TOKEN: &str = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";
const SAFE: &str = "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB";

fn order() -> Order<'static> {
    let written = Timestamp(1_795_683_600_000);
    Order { community: "garden", chain: "100", safe: SAFE, token: TOKEN, decimals: None, written }
}

/// The example of the builder's own test, with the sum that it has there.
#[test]
fn the_sum_is_the_builders() {
    let file = json!({
        "version": "1.0",
        "chainId": "4",
        "createdAt": 1_646_321_521_061u64,
        "meta": {
            "name": "test batch file",
            "txBuilderVersion": "1.4.0",
            "checksum": "",
            "createdFromSafeAddress": "0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa",
            "createdFromOwnerAddress": "0x49d4450977E2c95362C13D3a31a09311E0Ea26A6"
        },
        "transactions": [
            {
                "to": "0x49d4450977E2c95362C13D3a31a09311E0Ea26A6",
                "value": "0",
                "contractMethod": {
                    "inputs": [{
                        "internalType": "address", "name": "paramAddress", "type": "address"
                    }],
                    "name": "testAddress",
                    "payable": false
                },
                "contractInputsValues": {
                    "paramAddress": "0x49d4450977E2c95362C13D3a31a09311E0Ea26A6"
                }
            },
            {
                "to": "0x49d4450977E2c95362C13D3a31a09311E0Ea26A6",
                "value": "0",
                "contractMethod": {
                    "inputs": [{ "internalType": "bool", "name": "paramBool", "type": "bool" }],
                    "name": "testBool",
                    "payable": false
                },
                "contractInputsValues": { "paramAddress": "", "paramBool": "false" }
            },
            {
                "to": "0x49d4450977E2c95362C13D3a31a09311E0Ea26A6",
                "value": "2000000000000000000",
                "data": "0x42f4579000000000000000000000000049d4450977e2c95362c13d3a31a09311e0ea26a6"
            }
        ]
    });
    assert_eq!(
        checksum(&file),
        "0x4ecbfd364aa6759983915644e73f8bd411e85a2dc306f252a387c2728c4db64c"
    );
    let mut renamed = file.clone();
    renamed["meta"]["name"] = json!("another name");
    assert_eq!(checksum(&renamed), checksum(&file));
    let mut changed = file.clone();
    changed["transactions"][2]["value"] = json!("2000000000000000001");
    assert_ne!(checksum(&changed), checksum(&file));
}

#[test]
fn a_batch_transfers_exactly_what_is_asked_for() {
    let mut rows = [payout(1, "ana", 1_234), payout(2, "ana", 500)];
    rows[1].payee.account = 9;
    let known = details(&format!("payee,address\nana,{ANA}\n"));
    let batch = choose(&rows, &known, Choice::default(), |it| !it.address.is_empty());
    let batch = batch.expect("a batch");
    let text = write(&batch, &Order { decimals: Some(6), ..order() }).expect("a file");
    let mut file: Json = serde_json::from_str(&text).expect("JSON");
    assert_eq!(file["chainId"], "100");
    assert_eq!(file["meta"]["createdFromSafeAddress"], SAFE);
    for (index, units) in [(0, "12340000"), (1, "5000000")] {
        let transfer = &file["transactions"][index];
        assert_eq!((&transfer["to"], &transfer["value"]), (&json!(TOKEN), &json!("0")));
        assert_eq!(transfer["contractMethod"]["name"], "transfer");
        assert_eq!(transfer["contractInputsValues"], json!({ "to": ANA, "value": units }));
    }
    // As the builder checks it: without the sum.
    let told = file["meta"].as_object_mut().and_then(|meta| meta.remove("checksum"));
    assert_eq!(told, Some(json!(checksum(&file))));
}

#[test]
fn what_a_token_cannot_divide_is_named() {
    let rows = [payout(1, "ana", 1_234)];
    let known = details(&format!("payee,address\nana,{ANA}\n"));
    let batch = choose(&rows, &known, Choice::default(), |it| !it.address.is_empty());
    let batch = batch.expect("a batch");
    let told = write(&batch, &Order { decimals: Some(1), ..order() });
    assert!(matches!(told, Err(FormatError::TooFine { decimals: 1, .. })), "{told:?}");
    for chain in ["", "0", "-1", "01", "gnosis", "+1"] {
        let told = write(&batch, &Order { chain, ..order() });
        assert_eq!(told, Err(FormatError::Chain(chain.to_owned())));
    }
}

#[test]
fn addresses_are_checked_by_their_capitals() {
    // Examples of EIP-55.
    for good in [
        ANA,
        TOKEN,
        SAFE,
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
    ] {
        assert_eq!(address("x", good).as_deref(), Ok(good));
        assert_eq!(address("x", &good.to_lowercase()).as_deref(), Ok(good), "in small letters");
    }
    for bad in [
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA",
        "0x0000000000000000000000000000000000000000",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg",
        "",
    ] {
        assert!(address("x", bad).is_err(), "{bad}");
    }
}
