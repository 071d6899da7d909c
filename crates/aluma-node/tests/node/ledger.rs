//! What a member may rely on.

use std::time::Duration;

use aluma_core::kernel::receipt::Status;
use aluma_core::registry::REGISTRY;
use aluma_node::Outcome;
use aluma_store::proof::Proof;
use aluma_types::codec::Canon;
use aluma_types::{PublicKey, Span};

use crate::support::{START, add_key, done, id_of, open};

#[test]
fn a_transaction_is_promised_included_and_remembered_over_a_restart() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let submission = add_key(dir.path(), &node, START.0);
    let promise = node.submit(submission.clone()).expect("admissible");
    let outcome = node.wait(&promise.id, Duration::from_secs(20)).expect("included");
    let Outcome::Included(receipt, None) = &outcome else { panic!("{outcome:?}") };
    assert_eq!((receipt.status, receipt.height), (Status::Done, 1));
    assert!(receipt.height <= promise.by_height);

    let PublicKey::Ed25519(key) = node.genesis().node else { panic!("a node's key is Ed25519") };
    assert!(promise.holds(&node.network(), &key));

    // The same bytes again give the same answer and no second block.
    node.submit(submission.clone()).expect("known");
    assert_eq!(node.wait(&promise.id, Duration::from_secs(1)), Some(outcome.clone()));
    assert_eq!(node.published().read().header.height, 1);
    node.stop();

    let node = open(dir.path());
    assert_eq!(node.outcome(&id_of(&submission)), Some(outcome));
    assert_eq!(node.published().read().header.height, 1);
    let told = node.history(1).expect("readable").expect("there");
    assert_eq!(told.receipts.len(), 1);
    assert_eq!(told.events.len(), 1);
}

#[test]
fn before_the_first_block_the_root_is_the_one_that_a_replay_finds() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let root = node.published().read().header.state;
    node.stop();
    let replayed = aluma_node::replay::verify(dir.path(), &REGISTRY, &mut |_| {}).expect("whole");
    assert_eq!((replayed.height, replayed.state_root), (0, root));
    assert_ne!(root, aluma_types::Hash32::ZERO);
}

#[test]
fn a_refusal_inside_a_block_has_a_receipt_and_its_reason() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(&node, add_key(dir.path(), &node, START.0));
    // The same wish under another nonce is another transaction; the key is there already.
    let mut again = add_key(dir.path(), &node, START.0 + 1);
    let data = aluma_node::DataDir::open(dir.path()).expect("a ledger");
    let mut payload =
        aluma_types::Transaction::decode(&again.transaction).expect("canonical").payload;
    payload.act.body = crate::support::key_to_add(&node, START.0);
    again.transaction = crate::support::sign(&data, payload).to_bytes();
    let Outcome::Included(receipt, Some(refused)) = done(&node, again) else {
        panic!("it should be refused")
    };
    assert_eq!(refused.name, "key-already-there");
    assert_eq!(receipt.status, Status::Refused { code: refused.code });
}

#[test]
fn every_row_can_be_proven_against_the_header() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(&node, add_key(dir.path(), &node, START.0));
    let rows = {
        let view = node.published().read();
        let mut rows = Vec::new();
        for table in view.state.tables() {
            let number = table.spec().number;
            table.each(&mut |key, value| rows.push((number, key.to_vec(), value.to_vec())));
        }
        rows
    };
    assert!(rows.len() > 5);
    let open: Vec<_> = node.published().read().state.open_tables().collect();
    assert!(rows.iter().any(|row| open.contains(&row.0)), "some are open");
    assert!(rows.iter().any(|row| !open.contains(&row.0)), "some are salted");
    for (table, key, value) in rows {
        let (header, proof) = node.prove(table, key.clone()).expect("running");
        let proof = Proof::decode(&proof.expect("it is there").encode()).expect("its own bytes");
        proof.verify(&header.state.0, table, &key, Some(&value)).expect("it is there");
        assert!(proof.verify(&header.state.0, table, &key, None).is_err());
        let absent = [key, vec![7]].concat();
        let (header, proof) = node.prove(table, absent.clone()).expect("running");
        assert_eq!(proof.is_some(), open.contains(&table), "absence in table {table}");
        let Some(proof) = proof else { continue };
        proof.verify(&header.state.0, table, &absent, None).expect("it is not there");
        assert!(proof.verify(&header.state.0, table, &absent, Some(&value)).is_err());
    }
}

#[test]
fn verify_agrees_with_a_stopped_ledger_and_names_every_flipped_byte() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    for nonce in 0..5 {
        done(&node, add_key(dir.path(), &node, START.0 + nonce));
    }
    let (height, state) = {
        let view = node.published().read();
        (view.header.height, view.header.state)
    };
    node.stop();
    let verify = || {
        aluma_node::replay::verify(dir.path(), &REGISTRY, &mut |_| {}).expect("there is a ledger")
    };
    let report = verify();
    assert_eq!(report.findings, Vec::<String>::new());
    assert_eq!((report.height, report.state_root, report.transactions), (height, state, 5));

    let mut files = 0;
    for entry in std::fs::read_dir(dir.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if !["blocks", "rows-", "snapshot-", "journal-", "bodies"]
            .iter()
            .any(|start| name.starts_with(start))
        {
            continue;
        }
        files += 1;
        let whole = std::fs::read(&path).expect("readable");
        for offset in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            let mut flipped = whole.clone();
            flipped[offset] ^= 0x10;
            std::fs::write(&path, &flipped).expect("writable");
            let (found, place) = (verify().findings, format!("{name} at byte {offset}: "));
            assert!(found.iter().any(|one| one.starts_with(&place)), "{place}{found:?}");
        }
        std::fs::write(&path, &whole).expect("writable");
    }
    assert!(files >= 5, "a log, rows, a snapshot, a journal and texts");
    assert_eq!(verify().findings, Vec::<String>::new());
}

#[test]
fn a_clock_that_is_set_by_hand_moves_only_forward_and_only_there() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let to = START.after(Span::days(3));
    assert_eq!(node.advance_to(to).expect("a simulated clock"), to);
    assert_eq!(node.advance_to(START).expect("a simulated clock"), to);
    done(&node, add_key(dir.path(), &node, to.0));
    assert_eq!(node.published().read().header.time, to.after(Span(0)));
    assert!(node.published().read().header.flags & aluma_types::header::FLAG_SIMULATED != 0);
}

#[test]
fn every_listed_action_can_be_signed_by_a_wallet() {
    use aluma_types::{AccountId, Signer};
    use aluma_verify::eip712::Schema;
    for (number, spec) in REGISTRY.specs {
        for signer in [
            Signer::Key { account: AccountId(1), key: 0 },
            Signer::New(crate::support::some_key(1)),
        ] {
            assert!(Schema::new(spec, &signer).is_ok(), "{number} {}", spec.name);
        }
    }
}

#[test]
fn the_receipts_of_a_block_cannot_be_guessed_from_its_header() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let outcome = done(&node, add_key(dir.path(), &node, START.0));
    let Outcome::Included(receipt, _) = outcome else { panic!("{outcome:?}") };
    let header = node.published().read().header.clone();
    let guess = |row: &[u8]| aluma_types::accumulator::merkle_root([row]);
    let row = receipt.to_bytes();
    assert_ne!(header.receipts, guess(&row), "a block of one receipt says nothing of it");
    let salting = aluma_node::DataDir::open(dir.path()).expect("a ledger").salting();
    let salted = [&salting.receipt(header.height, receipt.index)[..], &row].concat();
    assert_eq!(header.receipts, guess(&salted));
}

#[test]
fn a_changed_byte_of_a_secret_or_of_the_genesis_is_named() {
    use aluma_node::data::{BEACON_SEED, GENESIS, NODE_KEY, OPERATOR_KEY, SALT_SEED};
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    done(&node, add_key(dir.path(), &node, START.0));
    node.stop();
    for name in [GENESIS, OPERATOR_KEY, NODE_KEY, BEACON_SEED, SALT_SEED] {
        let path = dir.path().join(name);
        let whole = std::fs::read(&path).expect("readable");
        let names_it = |what: String| assert!(what.contains(name), "{name}: {what}");
        for (offset, mask) in (0..whole.len()).flat_map(|at| [(at, 0x01), (at, 0x20), (at, 0x80)]) {
            let mut flipped = whole.clone();
            flipped[offset] ^= mask;
            std::fs::write(&path, &flipped).expect("writable");
            match aluma_node::replay::verify(dir.path(), &REGISTRY, &mut |_| {}) {
                Ok(report) => {
                    assert_eq!(report.findings.len(), 1, "{name} {offset}: {:?}", report.findings);
                    names_it(report.findings.concat());
                }
                Err(error) => names_it(error.to_string()),
            }
            names_it(aluma_node::DataDir::open(dir.path()).expect_err("damaged").to_string());
        }
        std::fs::write(&path, &whole).expect("writable");
    }
    for name in [OPERATOR_KEY, NODE_KEY, BEACON_SEED] {
        std::fs::rename(dir.path().join(name), dir.path().join("elsewhere")).expect("moved");
        let report = aluma_node::replay::verify(dir.path(), &REGISTRY, &mut |_| {}).expect("whole");
        assert_eq!(report.findings, Vec::<String>::new(), "{name} may be kept elsewhere");
        std::fs::rename(dir.path().join("elsewhere"), dir.path().join(name)).expect("moved");
    }
}
