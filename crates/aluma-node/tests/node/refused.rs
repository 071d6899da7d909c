//! What never gets a place in a block, by name, with nothing left in the log.

use aluma_types::admission::Inadmissible;
use aluma_types::codec::Canon;
use aluma_types::{Hash32, Payload, Signer, Span, Transaction};

use crate::support::{START, add_key, done, open, sign};

#[test]
fn inadmissible_transactions_are_refused_by_name_and_leave_no_trace() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(&node, add_key(dir.path(), &node, START.0 + 5));
    let height = node.published().read().header.height;
    let data = aluma_node::DataDir::open(dir.path()).expect("a ledger");
    let good = add_key(dir.path(), &node, START.0 + 6);
    let payload = Transaction::decode(&good.transaction).expect("canonical").payload;
    let signed = |change: &dyn Fn(&mut Payload)| {
        let mut payload = payload.clone();
        change(&mut payload);
        sign(&data, payload).to_bytes()
    };
    let mut bad_signature = Transaction::decode(&good.transaction).expect("canonical");
    bad_signature.signature.numbers_mut()[3] ^= 1;
    let now = node.now();
    let far = now.after(Span::hours(24)).after(Span(1));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("malformed", good.transaction[..40].to_vec()),
        ("malformed", [good.transaction.clone(), vec![0]].concat()),
        ("too-large", vec![0; (1 << 20) + 1]),
        ("wrong-network", signed(&|p| p.network = Hash32([1; 32]))),
        ("unknown-action", signed(&|p| p.act.number = 999)),
        ("malformed", signed(&|p| p.act.body = vec![9])),
        (
            "unknown-key",
            signed(&|p| {
                p.signer = Signer::Key { account: aluma_types::AccountId(77), key: 0 };
            }),
        ),
        ("expired", signed(&|p| p.valid_until = START)),
        ("too-far-ahead", signed(&|p| p.valid_until = far.after(Span::hours(1)))),
        ("nonce-used", signed(&|p| p.nonce = START.0 + 5)),
        ("nonce-too-old", signed(&|p| p.nonce = 0)),
        ("nonce-ahead", signed(&|p| p.nonce = now.after(Span::minutes(11)).0)),
        ("bad-signature", bad_signature.to_bytes()),
    ];
    for (name, transaction) in cases {
        let submission = aluma_node::Submission { transaction, bodies: Vec::new() };
        let refused = node.submit(submission).expect_err(name);
        assert_eq!(refused.name(), name, "{refused:?}");
    }
    let mut with_text = good.clone();
    with_text.bodies.push(aluma_verify::bodies::BodyText { salt: [1; 32], text: "hi".to_owned() });
    assert_eq!(node.submit(with_text), Err(Inadmissible::BodyMismatch));
    assert_eq!(node.published().read().header.height, height);
    done(&node, good);
}
