//! Submissions that must be refused, of every kind that somebody without a key can send. Also what
//! `examples/flood.rs` sends.

use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::{AccountId, Act, Hash32, Payload, PublicKey, Signer, Timestamp, Transaction};
use serde_json::json;

/// Bodies of `POST /v1/transactions` with the name of the refusal of each, on a ledger whose first
/// account's first key is an Ed25519 key and whose clock shows `now`.
pub(crate) fn submissions(network: Hash32, now: u64) -> Vec<(&'static str, String)> {
    let good = Payload {
        network,
        signer: Signer::Key { account: AccountId(1), key: 0 },
        nonce: now,
        valid_until: Timestamp(now + 3_600_000),
        // A key, and no turn of its own.
        act: Act { number: 1, body: [PublicKey::Ed25519([7; 32]).to_bytes(), vec![0]].concat() },
    };
    let with = |change: &dyn Fn(&mut Payload)| {
        let mut payload = good.clone();
        change(&mut payload);
        Transaction::new(payload, aluma_types::Signature::Ed25519([9; 64])).to_bytes()
    };
    let forged = with(&|_| {});
    let stranger = PublicKey::Ed25519([8; 32]);
    let bytes = [
        ("malformed", forged[..forged.len() / 2].to_vec()),
        ("malformed", [forged.clone(), vec![0]].concat()),
        ("malformed", vec![0xff; 300]),
        ("malformed", with(&|it| it.act.body = vec![9])),
        ("too-large", vec![0; (1 << 20) + 1]),
        ("wrong-network", with(&|it| it.network = Hash32([1; 32]))),
        ("unknown-action", with(&|it| it.act.number = 60_000)),
        ("unknown-key", with(&|it| it.signer = Signer::Key { account: AccountId(1), key: 9 })),
        (
            "unknown-key",
            with(&|it| it.signer = Signer::Key { account: AccountId(u64::MAX), key: 0 }),
        ),
        ("unknown-key", with(&|it| it.signer = Signer::New(stranger))),
        ("expired", with(&|it| it.valid_until = Timestamp(0))),
        ("too-far-ahead", with(&|it| it.valid_until = Timestamp(u64::MAX))),
        ("nonce-ahead", with(&|it| it.nonce = u64::MAX)),
        ("bad-signature", forged.clone()),
    ];
    let mut all: Vec<_> = bytes
        .into_iter()
        .map(|(name, bytes)| (name, json!({ "transaction": hex(&bytes) }).to_string()))
        .collect();
    let digits = hex(&forged);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    all.extend([
        ("not-json", "{".to_owned()),
        ("not-json", format!("{{\"transaction\":{deep}}}")),
        ("not-json", format!("{{\"transaction\":\"{digits}\",\"wait_ms\":1e400}}")),
        ("unknown-field", format!("{{\"transaction\":\"{digits}\",\"x\":1}}")),
        ("bad-field", format!("{{\"transaction\":\"{digits}\",\"wait_ms\":-1}}")),
        ("bad-field", "{\"transaction\":\"zz\"}".to_owned()),
    ]);
    all
}
