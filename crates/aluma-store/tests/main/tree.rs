//! Laws of the state root and its proofs.

use aluma_store::naive::NaiveTree;
use aluma_store::proof::{Branch, End};
use aluma_store::{Change, Proof, ProofError, Salting, StateTree};
use proptest::prelude::*;
use std::collections::BTreeMap;

const SECRET: [u8; 32] = [7; 32];
/// Table 1 of the laws below is everybody's, the others are salted.
const OPEN: u16 = 1;

fn salting() -> Salting {
    Salting::new(&SECRET, [OPEN])
}

fn empty() -> StateTree {
    StateTree::new(salting())
}

fn empty_naive() -> NaiveTree {
    NaiveTree::new(SECRET, vec![OPEN])
}

type Contents = BTreeMap<(u16, Vec<u8>), Vec<u8>>;

fn arb_change() -> impl Strategy<Value = Change> {
    let key = prop_oneof![
        4 => (0_u8..40).prop_map(|byte| vec![byte]),
        1 => prop::collection::vec(any::<u8>(), 0..5),
    ];
    let value = prop::option::weighted(0.7, prop::collection::vec(any::<u8>(), 0..4));
    (0_u16..3, key, value).prop_map(|(table, key, value)| Change { table, key, value })
}

fn contents(changes: &[Change]) -> Contents {
    let mut rows = Contents::new();
    for change in changes {
        let at = (change.table, change.key.clone());
        match &change.value {
            Some(value) => drop(rows.insert(at, value.clone())),
            None => drop(rows.remove(&at)),
        }
    }
    rows
}

fn naive(rows: &Contents) -> NaiveTree {
    let mut tree = empty_naive();
    for ((table, key), value) in rows {
        tree.set(*table, key, Some(value));
    }
    tree
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn root_depends_on_contents_alone(
        changes in prop::collection::vec(arb_change(), 0..300),
        batch in 1_usize..50,
    ) {
        let mut tree = empty();
        let mut stepwise = empty_naive();
        for group in changes.chunks(batch) {
            let _ = tree.apply(group);
            for change in group {
                stepwise.set(change.table, &change.key, change.value.as_deref());
            }
            prop_assert_eq!(tree.root(), stepwise.root());
        }
        let rows = contents(&changes);
        prop_assert_eq!(tree.root(), naive(&rows).root());
        let backwards =
            rows.iter().rev().map(|((table, key), value)| (*table, &key[..], &value[..]));
        prop_assert_eq!(tree.root(), StateTree::build(salting(), backwards).root());
        for table in 0..4 {
            prop_assert_eq!(tree.table_root(table), stepwise.table_root(table));
            prop_assert_eq!(tree.len(table), rows.keys().filter(|row| row.0 == table).count());
        }
    }

    #[test]
    fn undo_restores_the_root(
        before in prop::collection::vec(arb_change(), 0..100),
        batches in prop::collection::vec(prop::collection::vec(arb_change(), 0..60), 1..4),
    ) {
        let mut tree = empty();
        let _ = tree.apply(&before);
        let mut past = Vec::new();
        for batch in &batches {
            past.push((tree.root(), tree.apply(batch)));
        }
        for (root, undo) in past.into_iter().rev() {
            tree.undo(undo);
            prop_assert_eq!(tree.root(), root);
        }
    }

    #[test]
    fn proofs_show_presence_and_absence(
        changes in prop::collection::vec(arb_change(), 0..200),
        asked in arb_change(),
        table in 0_u16..5,
    ) {
        let mut tree = empty();
        let _ = tree.apply(&changes);
        let rows = contents(&changes);
        let value = rows.get(&(table, asked.key.clone())).map(Vec::as_slice);
        let root = tree.root();
        let Some(proof) = tree.prove(table, &asked.key) else {
            // What cannot be shown is the absence of a row in a salted table that has others.
            prop_assert!(value.is_none() && table != OPEN && tree.len(table) > 0);
            return Ok(());
        };
        let is_salted = table != OPEN && value.is_some();
        prop_assert_eq!(proof.salt, salting().row(table, &asked.key).filter(|_| is_salted));
        prop_assert_eq!(proof.verify(&root, table, &asked.key, value), Ok(()));
        prop_assert_eq!(Proof::decode(&proof.encode()), Ok(proof.clone()));
        let other = Some(&b"another value"[..]);
        prop_assert!(proof.verify(&root, table, &asked.key, other).is_err());
        if value.is_some() {
            let absent = proof.verify(&root, table, &asked.key, None);
            prop_assert_eq!(absent, Err(ProofError::ShowsPresence));
        } else {
            let empty = proof.verify(&root, table, &asked.key, Some(b""));
            prop_assert_eq!(empty, Err(ProofError::ShowsAbsence));
        }
    }

    #[test]
    fn a_flipped_bit_breaks_a_proof(
        changes in prop::collection::vec(arb_change(), 1..60),
        asked in arb_change(),
    ) {
        let mut tree = empty();
        let _ = tree.apply(&changes);
        let rows = contents(&changes);
        let value = rows.get(&(asked.table, asked.key.clone())).map(Vec::as_slice);
        let Some(proof) = tree.prove(asked.table, &asked.key) else { return Ok(()) };
        let bytes = proof.encode();
        for bit in 0..bytes.len() * 8 {
            let mut bent = bytes.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            let holds = Proof::decode(&bent)
                .and_then(|proof| proof.verify(&tree.root(), asked.table, &asked.key, value));
            prop_assert!(holds.is_err(), "bit {bit} of {bytes:02x?}");
        }
    }

    #[test]
    fn any_bytes_decode_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(proof) = Proof::decode(&bytes) {
            prop_assert_eq!(proof.encode(), bytes);
        }
    }
}

#[test]
fn empty_state_and_single_row() {
    let mut tree = empty();
    assert_eq!(tree.root(), [0; 32]);
    let nothing = tree.prove(1, b"key").expect("nothing is there");
    assert_eq!(nothing.rows, None);
    assert_eq!(nothing.verify(&tree.root(), 1, b"key", None), Ok(()));

    let change = Change { table: 1, key: b"key".to_vec(), value: Some(b"value".to_vec()) };
    let undo = tree.apply(std::slice::from_ref(&change));
    let mut by_hand = empty_naive();
    by_hand.set(1, b"key", Some(b"value"));
    assert_eq!(tree.root(), by_hand.root());
    tree.undo(undo);
    assert!(tree.is_empty());
    assert_eq!(tree.root(), [0; 32]);
}

#[test]
fn a_later_change_of_the_same_row_wins() {
    let change = |value: Option<&str>| Change {
        table: 9,
        key: b"k".to_vec(),
        value: value.map(|text| text.as_bytes().to_vec()),
    };
    let mut tree = empty();
    let _ = tree.apply(&[change(Some("a")), change(None), change(Some("b"))]);
    let mut expected = empty_naive();
    expected.set(9, b"k", Some(b"b"));
    assert_eq!(tree.root(), expected.root());
    let _ = tree.apply(&[change(Some("c")), change(None)]);
    assert_eq!(tree.root(), [0; 32]);
}

#[test]
fn a_leaf_that_is_not_on_the_way_is_refused() {
    let row = |n: u8| Change { table: 1, key: vec![n], value: Some(vec![n]) };
    let mut tree = empty();
    let _ = tree.apply(&[row(0)]);
    let root = tree.root();
    let present = tree.prove(1, &[0]).expect("it is there");
    // A forger names the present leaf itself as "another" one.
    let forged = Proof {
        salt: None,
        tables: present.tables.clone(),
        rows: Some(Branch {
            end: End::Other {
                path: aluma_store::proof::key_path(1, &[0], None),
                content: aluma_store::proof::value_hash(&[0], None),
            },
            siblings: Vec::new(),
        }),
    };
    assert_eq!(forged.verify(&root, 1, &[0], None), Err(ProofError::OffPath));
    assert_eq!(present.verify(&[7; 32], 1, &[0], Some(&[0])), Err(ProofError::OtherRoot));
}

#[test]
fn large_tables_grow_shrink_and_agree_with_the_naive_tree() {
    for table in [OPEN, 2] {
        grow_and_shrink(table);
    }
}

fn grow_and_shrink(table: u16) {
    let row = |n: u32, value: Option<u8>| Change {
        table,
        key: n.to_be_bytes().to_vec(),
        value: value.map(|byte| vec![byte]),
    };
    let mut tree = empty();
    let mut simple = empty_naive();
    let mut step = |changes: Vec<Change>| {
        for change in &changes {
            simple.set(change.table, &change.key, change.value.as_deref());
        }
        let before = tree.root();
        let undo = tree.apply(&changes);
        tree.undo(undo);
        assert_eq!(tree.root(), before);
        let _ = tree.apply(&changes);
        assert_eq!(tree.root(), simple.root());
        let root = tree.root();
        for key in (0..120_000_u32).step_by(997).chain(0..6).map(u32::to_be_bytes) {
            let Some(proof) = tree.prove(table, &key) else {
                assert!(table != OPEN && tree.len(table) > 0);
                continue;
            };
            let said = proof.rows.as_ref().is_some_and(|rows| rows.end == End::Leaf);
            assert_eq!(proof.verify(&root, table, &key, None).is_ok(), !said);
        }
    };
    step((0..5_000).map(|n| row(n, Some(1))).collect());
    step((0..32_768).map(|n| row(n, Some(2))).collect());
    step((32_768..32_769).map(|n| row(n, Some(2))).collect());
    step((30_000..90_000).map(|n| row(n, Some(3))).collect());
    step((3_000..89_990).map(|n| row(n, None)).collect());
    step((5..90_000).map(|n| row(n, None)).collect());
    step((1..5).map(|n| row(n, None)).collect());
    step(vec![row(0, None)]);
}

/// Computed from the definition with another program; whoever writes a verifier elsewhere starts
/// here.
#[test]
fn the_root_is_what_it_always_was() {
    let row = |table: u16, key: &[u8], value: &[u8]| Change {
        table,
        key: key.to_vec(),
        value: Some(value.to_vec()),
    };
    let root = |open: &[u16]| {
        let mut tree = StateTree::new(Salting::new(&SECRET, open.to_vec()));
        let _ = tree.apply(&[row(1, b"alice", b"10"), row(1, b"bob", b"20"), row(7, b"", b"")]);
        tree.root().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let open = "51efe664873a999472e36b41fa3ff668dcafc51bd9dc9ce62a9f212a05b655dd";
    assert_eq!(root(&[1, 7]), open);
    let salted = "10ee12edd9d5551c6265ccc9ae673b446d74431ced463163d124f9e9cd188233";
    assert_eq!(root(&[7]), salted);
}

#[test]
fn the_hash_of_a_node_is_plain_sha_256() {
    use aluma_store::proof::{TAG_INNER, TAG_LEAF, inner_hash, leaf_hash};
    use sha2::{Digest, Sha256};
    let plain = |tag: u8, a: [u8; 32], b: [u8; 32]| -> [u8; 32] {
        Sha256::new().chain_update([tag]).chain_update(a).chain_update(b).finalize().into()
    };
    for mark in 0..=255_u8 {
        let (a, b) = ([mark; 32], core::array::from_fn(|at| mark.wrapping_mul(at as u8) ^ 0x5a));
        assert_eq!(inner_hash(&a, &b), plain(TAG_INNER, a, b), "{mark}");
        assert_eq!(leaf_hash(TAG_LEAF, &b, &a), plain(TAG_LEAF, b, a), "{mark}");
    }
}
