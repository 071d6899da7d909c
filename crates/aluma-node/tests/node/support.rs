//! A ledger in a folder of its own, and a key that signs for its operator.

use std::path::Path;
use std::time::Duration;

use aluma_core::identity::OPERATOR;
use aluma_core::registry::REGISTRY;
use aluma_node::data::{Birth, DataDir};
use aluma_node::{ClockMode, Node, NodeError, Outcome, Settings, Submission};
use aluma_types::codec::Canon;
use aluma_types::{Act, Hash32, Payload, PublicKey, Signer, Timestamp};
use aluma_types::{Span, Transaction};
use aluma_verify::{Lens, Unread};

pub(crate) const START: Timestamp = Timestamp(1_700_000_000_000);

pub(crate) fn settings(dir: &Path) -> Settings {
    Settings {
        dir: dir.to_path_buf(),
        clock: ClockMode::Simulated,
        birth: Some(Birth { time: START, manual_clock: false, beacon_length: 4_096 }),
        threads: 2,
        registry: &REGISTRY,
    }
}

pub(crate) fn open(dir: &Path) -> Node {
    try_open(dir).expect("the node opens").0
}

pub(crate) fn try_open(dir: &Path) -> Result<(Node, Vec<String>), NodeError> {
    Node::open(settings(dir))
}

/// An Ed25519 key that is nobody's yet.
pub(crate) fn some_key(number: u64) -> PublicKey {
    let mut bytes = [9; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    PublicKey::Ed25519(bytes)
}

/// The fields of the operator's next `add-key`: the key and its turn.
pub(crate) fn key_to_add(node: &Node, number: u64) -> Vec<u8> {
    let turn = aluma_core::identity::turn(&node.published().read().state, OPERATOR);
    [some_key(number).to_bytes(), turn.to_bytes()].concat()
}

/// `add-key` by the operator, with a nonce.
pub(crate) fn add_key(dir: &Path, node: &Node, nonce: u64) -> Submission {
    let data = DataDir::open(dir).expect("the folder holds a ledger");
    let act = Act { number: 1, body: key_to_add(node, nonce) };
    let payload = Payload {
        network: data.genesis.network(),
        signer: Signer::Key { account: OPERATOR, key: 0 },
        nonce,
        valid_until: node.now().after(Span::hours(1)),
        act,
    };
    let transaction = sign(&data, payload);
    Submission { transaction: transaction.to_bytes(), bodies: Vec::new() }
}

pub(crate) fn sign(data: &DataDir, payload: Payload) -> Transaction {
    // Ed25519 signs bytes whatever they mean, also an action nobody knows.
    let known = REGISTRY.entry(payload.act.number).or_else(|| REGISTRY.entry(1));
    let spec = known.expect("a listed action").spec;
    let lens = Lens { directory: &Unread, says: &Unread, catalog: &REGISTRY };
    data.operator.sign_payload(payload, spec, &lens).expect("Ed25519 signs anything")
}

pub(crate) fn id_of(submission: &Submission) -> Hash32 {
    Transaction::decode(&submission.transaction).expect("canonical").payload.id()
}

/// Hands in and waits until it is in a block.
pub(crate) fn done(node: &Node, submission: Submission) -> Outcome {
    let promise = node.submit(submission).expect("admissible");
    node.wait(&promise.id, Duration::from_secs(20)).expect("it ends up in a block")
}
