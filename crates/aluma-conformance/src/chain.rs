//! `chain/`: what lies around actions: genesis, header, receipts, sessions, roots and proofs.

use aluma_core::Genesis;
use aluma_core::kernel::origin::Origin;
use aluma_core::kernel::receipt::{Receipt, Status};
use aluma_node::Promise;
use aluma_node::{Block, beacon::Beacon};
use aluma_store::{Change, Salting, StateTree, mmr};
use aluma_types::accumulator::merkle_root;
use aluma_types::codec::Canon;
use aluma_types::hash::hex;
use aluma_types::header::{FLAG_SIMULATED, Header};
use aluma_types::{Hash32, Scheme, Span, sha256};
use aluma_verify::Statement;

use crate::page::Page;
use crate::people::{AUTHOR, NOW, key, network, secret};

/// All files of the folder.
pub fn files() -> Vec<(String, String)> {
    [
        ("genesis", genesis_page()),
        ("header", header_page()),
        ("receipts", receipts()),
        ("proofs", proofs()),
        ("accumulator", accumulator()),
        ("sessions", sessions()),
    ]
    .into_iter()
    .map(|(name, text)| (format!("chain/{name}.txt"), text))
    .collect()
}

/// A genesis of fixed keys, whose beacon lasts so many blocks.
pub fn genesis(blocks: u64) -> Genesis {
    Genesis {
        version: 1,
        generation: 0,
        time: NOW,
        operator: key(Scheme::Ed25519, "operator").public(),
        node: key(Scheme::Ed25519, "node").public(),
        beacon: Beacon::end(beacon_seed(), blocks),
        beacon_length: blocks,
        manual_clock: true,
        salt: sha256(&[b"conformance genesis"]),
        salts: Genesis::commit_salts(&salt_seed()),
        continues: None,
    }
}

/// The secret behind the salts of rows and receipts.
pub fn salt_seed() -> Hash32 {
    Hash32(secret("salts"))
}

/// The seed of every beacon.
pub fn beacon_seed() -> Hash32 {
    Hash32(secret("beacon"))
}

fn genesis_page() -> String {
    let mut page = Page::new("The first words of a ledger; their hash is the network's name.");
    let genesis = genesis(3);
    page.section("version", genesis.version);
    page.line("generation", genesis.generation);
    page.line("time", genesis.time.0);
    page.line("operator", genesis.operator.to_text());
    page.line("node", genesis.node.to_text());
    page.line("beacon", genesis.beacon);
    page.line("beacon_length", genesis.beacon_length);
    page.line("manual_clock", genesis.manual_clock);
    page.line("salt", genesis.salt);
    page.line("salts", genesis.salts);
    page.bytes("bytes", &genesis.to_bytes());
    page.line("network", genesis.network());
    page.line("validators", genesis.validators());
    page.say("The secret behind the salts, which no real genesis tells.");
    page.line("salt_seed", salt_seed());
    page.say("The beacon: each block reveals the preimage of the one before, SHA-256.");
    let mut beacon = Beacon::new(beacon_seed(), genesis.beacon_length, genesis.beacon);
    for height in 1..=genesis.beacon_length {
        page.line("beacon_of_block", beacon.at(height).expect("within the chain"));
    }
    page.text()
}

fn header() -> Header {
    let hash = |what: &str| sha256(&[b"conformance header", what.as_bytes()]);
    Header {
        network: network(),
        epoch: 0,
        view: 0,
        height: 70_000,
        time: NOW,
        flags: FLAG_SIMULATED,
        rules: 1,
        parent: hash("parent"),
        transactions: hash("transactions"),
        receipts: hash("receipts"),
        state: hash("state"),
        outbox: Hash32::ZERO,
        validators: hash("validators"),
        beacon: hash("beacon"),
    }
}

fn header_page() -> String {
    let mut page = Page::new("A header: 333 bytes of fixed width, big-endian, in this order.");
    let header = header();
    page.section("version", 1);
    page.line("network", header.network);
    page.line("epoch", header.epoch);
    page.line("view", header.view);
    page.line("height", header.height);
    page.line("time", header.time.0);
    page.line("flags", header.flags);
    page.line("rules", header.rules);
    page.line("parent", header.parent);
    page.line("transactions", header.transactions);
    page.line("receipts", header.receipts);
    page.line("state", header.state);
    page.line("outbox", header.outbox);
    page.line("validators", header.validators);
    page.line("beacon", header.beacon);
    page.bytes("bytes", &header.to_bytes());
    page.line("id", header.id());
    page.say("What the node signs of a block, and its signature.");
    let node = key(Scheme::Ed25519, "node");
    let seal = node.sign_message(&Block::sealed(&header)).expect("Ed25519 signs bytes");
    page.line("node", node.public().to_text());
    page.bytes("sealed", &Block::sealed(&header));
    page.bytes("seal", &seal);
    page.text()
}

fn receipts() -> String {
    let mut page = Page::new("Receipts: who acted, what kind, how it ended.");
    let origins =
        [("member", Origin::owner(AUTHOR)), ("task", Origin::Task { task: 60, sequence: 7 })];
    let ends = [
        ("done", Status::Done),
        ("refused 6005", Status::Refused { code: 6_005 }),
        ("fault", Status::Fault),
    ];
    for (who, origin) in origins {
        for (end, status) in ends {
            let receipt = Receipt {
                id: sha256(&[b"conformance receipt"]),
                height: 300,
                index: 2,
                time: NOW,
                origin,
                kind: 61,
                status,
                charge: 1_234,
                made: (status == Status::Done).then_some(12),
            };
            page.section("origin", who);
            page.line("id", receipt.id);
            page.line("height", receipt.height);
            page.line("index", receipt.index);
            page.line("time", receipt.time.0);
            page.line("kind", receipt.kind);
            page.line("status", end);
            page.line("charge", receipt.charge);
            page.line("made", receipt.made.map_or("-".to_owned(), |made| made.to_string()));
            page.bytes("bytes", &receipt.to_bytes());
        }
    }
    page.text()
}

fn proofs() -> String {
    let mut page = Page::new(
        "State roots and proofs. `row` is table, key, value; a proof shows that a row is there\n\
         or, with the value `-`, that it is not. Tables 10 and 41 are open, the others salted\n\
         from `salt_seed`.",
    );
    page.line("salt_seed", salt_seed());
    let mut tree = StateTree::new(Salting::new(&salt_seed().0, [10, 41]));
    page.section("root_of_nothing", Hash32(tree.root()));
    proof(&mut page, &tree, (10, b"a"), None);
    let mut rows: Vec<(u16, Vec<u8>, Vec<u8>)> = Vec::new();
    for (table, count) in [(10u16, 1u8), (20, 5), (40, 12), (41, 6)] {
        for place in 0..count {
            let (key, value) = (vec![place, 7], vec![place; usize::from(place)]);
            let change = Change { table, key: key.clone(), value: Some(value.clone()) };
            let _ = tree.apply(&[change]);
            rows.push((table, key, value));
        }
    }
    page.section("root_of", format!("{} rows", rows.len()));
    for (table, key, value) in &rows {
        page.line("row", format!("{table} {} {}", hex(key), dash(value)));
    }
    page.line("root", Hash32(tree.root()));
    for (table, key, value) in [&rows[0], &rows[3], &rows[11], &rows[20]] {
        proof(&mut page, &tree, (*table, key), Some(value));
    }
    for (table, key) in [(10, &[9u8, 9][..]), (41, &[9, 9]), (42, &[0, 7])] {
        proof(&mut page, &tree, (table, key), None);
    }
    page.text()
}

fn dash(bytes: &[u8]) -> String {
    if bytes.is_empty() { "(empty)".to_owned() } else { hex(bytes) }
}

fn proof(page: &mut Page, tree: &StateTree, (table, key): (u16, &[u8]), value: Option<&Vec<u8>>) {
    let proof = tree.prove(table, key).expect("a row that is there, or an open table");
    let value = value.map(Vec::as_slice);
    proof.verify(&tree.root(), table, key, value).expect("a proof that holds");
    let shown = value.map_or_else(|| "-".to_owned(), dash);
    page.section("proof_of", format!("{table} {} {shown}", hex(key)));
    page.bytes("proof", &proof.encode());
}

fn accumulator() -> String {
    let mut page = Page::new(
        "Roots of lists: transactions, receipts and every append-only log. Row n is the byte n,\n\
         n times.",
    );
    let rows: Vec<Vec<u8>> = (0..9u8).map(|row| vec![row; usize::from(row)]).collect();
    for count in 0..=rows.len() {
        let root = merkle_root(rows.iter().take(count).map(Vec::as_slice));
        page.line(&format!("root_of_{count}"), root);
    }
    let leaves: Vec<_> = rows.iter().map(|row| mmr::leaf(row)).collect();
    for index in [0, 5, 8] {
        let proof = mmr::prove(&leaves, index).expect("a row that is there");
        page.section("proof_of_row", index);
        page.line("of", proof.count);
        page.line("leaf", Hash32(leaves[usize::try_from(index).unwrap_or(0)]));
        proof.siblings.iter().for_each(|hash| page.line("sibling", Hash32(*hash)));
        proof.others.iter().for_each(|hash| page.line("other_peak", Hash32(*hash)));
    }
    page.text()
}

fn sessions() -> String {
    let mut page = Page::new("Who reads: a statement that a key signs for its account.");
    let valid_until = NOW.after(Span::hours(24));
    let statement = Statement { network: network(), account: AUTHOR, key: 0, valid_until };
    for scheme in Scheme::ALL {
        let key = key(scheme, scheme.name());
        page.section("signed_with", scheme.name());
        page.line("public_key", key.public().to_text());
        page.bytes("statement", &statement.to_bytes());
        match scheme {
            Scheme::Ed25519 => page.bytes("message", &statement.message()),
            Scheme::Wallet => page.bytes("digest", &statement.digest()),
            Scheme::Passkey => page.line("challenge", sha256(&[&statement.message()])),
        }
        let session = key.sign_session(statement).expect("a session");
        page.bytes("signature", &session.signature.to_bytes());
    }
    page.say(
        "The node's promises that transactions get a place by a height: one signature for all.",
    );
    let mark = |mark: u8| sha256(&[b"conformance transaction", &[mark]]);
    let ids: Vec<_> = (1..=3).map(mark).collect();
    let promises = Promise::all(&ids, &network(), 301, &key(Scheme::Ed25519, "node"));
    for promise in &promises {
        page.section("promise_for", promise.id);
        page.line("by_height", promise.by_height);
        page.line("place", format!("{} of {}", promise.index, promise.of));
        for sibling in &promise.siblings {
            page.line("sibling", sibling);
        }
        let root = promise.root().expect("a whole way");
        page.bytes("message", &Promise::message(&network(), &root, promise.by_height));
        page.bytes("signature", &promise.signature);
    }
    page.text()
}
