//! Whoever is served proofs of some rows learns nothing of the others, guess as they may.

use aluma_store::proof::{
    Branch, EMPTY, End, Hash, TAG_LEAF, inner_hash, key_path, leaf_hash, value_hash,
};
use aluma_store::{Change, Proof, ProofError, Salting, StateTree};
use std::collections::BTreeSet;

const OPEN: u16 = 10;
const SALTED: u16 = 20;
const ROWS: u8 = 64;

fn row(table: u16, number: u8) -> Change {
    Change { table, key: vec![number], value: Some(vec![number, 1]) }
}

fn tree(secret: Hash, rows: impl IntoIterator<Item = u8>) -> StateTree {
    let mut tree = StateTree::new(Salting::new(&secret, [OPEN]));
    for number in rows {
        let _ = tree.apply(&[row(OPEN, number), row(SALTED, number)]);
    }
    tree
}

fn shown(tree: &StateTree, table: u16, number: u8) -> Proof {
    let Change { key, value, .. } = row(table, number);
    let proof = tree.prove(table, &key).expect("it is there");
    proof.verify(&tree.root(), table, &key, value.as_deref()).expect("its proof holds");
    Proof::decode(&proof.encode()).expect("its own bytes")
}

/// Every hash that somebody who was served these proofs can compare a guess with.
fn seen(proofs: &[Proof]) -> BTreeSet<Hash> {
    let branches = proofs.iter().flat_map(|proof| [Some(&proof.tables), proof.rows.as_ref()]);
    let siblings = branches.flatten().flat_map(|branch| branch.siblings.iter().copied());
    siblings.filter(|hash| *hash != EMPTY).collect()
}

/// How many rows that were not served can be confirmed by their bytes, under every salt that was
/// shown and under none: alone, and two under one hash.
fn confirmed(table: u16) -> usize {
    let tree = tree([7; 32], 0..ROWS);
    let proofs: Vec<_> = (0..ROWS).step_by(2).map(|number| shown(&tree, table, number)).collect();
    let seen = seen(&proofs);
    let mut salts: Vec<Option<Hash>> = proofs.iter().map(|proof| proof.salt).collect();
    salts.push(None);
    let mut found = BTreeSet::new();
    for salt in salts.iter().map(Option::as_ref) {
        let leaf = |number: u8| {
            let Change { key, value, .. } = row(table, number);
            let content = value_hash(&value.unwrap_or_default(), salt);
            leaf_hash(TAG_LEAF, &key_path(table, &key, salt), &content)
        };
        for guess in (1..ROWS).step_by(2) {
            let pair = |other| [(guess, other), (other, guess)];
            let mut pairs = (0..ROWS).flat_map(pair);
            let together = pairs.any(|(a, b)| seen.contains(&inner_hash(&leaf(a), &leaf(b))));
            if together || seen.contains(&leaf(guess)) {
                found.insert(guess);
            }
        }
    }
    found.len()
}

#[test]
fn no_guess_of_a_neighbour_is_confirmed() {
    assert!(confirmed(OPEN) > 10, "the attack works where rows are not salted");
    assert_eq!(confirmed(SALTED), 0);
}

/// The levels at which the ways of two rows part, under forty secrets.
fn partings(table: u16) -> BTreeSet<usize> {
    let depth = |secret| {
        let proof = shown(&tree([secret; 32], [0, 1]), table, 0);
        proof.rows.map_or(0, |rows| rows.siblings.len())
    };
    (0..40).map(depth).collect()
}

#[test]
fn where_ways_part_says_nothing_of_a_neighbour() {
    // Whoever knows where a row would lie, can tell a row that is there from one that is not by
    // the empty places that proofs of others show.
    assert_eq!(partings(OPEN).len(), 1, "the place follows from the key alone");
    assert!(partings(SALTED).len() >= 4, "the place follows from the secret");
}

#[test]
fn a_wrong_salt_is_refused() {
    let tree = tree([7; 32], 0..ROWS);
    let root = tree.root();
    let good = shown(&tree, SALTED, 3);
    let other = shown(&tree, SALTED, 4).salt;
    let verify = |salt: Option<Hash>, table: u16| {
        Proof { salt, ..good.clone() }.verify(&root, table, &[3], Some(&[3, 1]))
    };
    assert_eq!(verify(good.salt, SALTED), Ok(()));
    for salt in [other, Some([0; 32]), None] {
        assert_eq!(verify(salt, SALTED), Err(ProofError::OtherRoot), "{salt:?}");
    }
    assert_eq!(verify(good.salt, OPEN), Err(ProofError::OtherRoot));
    let open = shown(&tree, OPEN, 3);
    assert_eq!(open.salt, None);
    let salted = Proof { salt: good.salt, ..open };
    assert_eq!(salted.verify(&root, OPEN, &[3], Some(&[3, 1])), Err(ProofError::OtherRoot));
}

#[test]
fn absence_cannot_be_feigned_in_a_salted_table() {
    let secret = [7; 32];
    let tree = tree(secret, [3]);
    let root = tree.root();
    assert_eq!(tree.prove(SALTED, &[4]), None);
    let present = shown(&tree, SALTED, 3);
    let salt = present.salt.as_ref();
    let there =
        End::Other { path: key_path(SALTED, &[3], salt), content: value_hash(&[3, 1], salt) };
    for end in [End::Nothing, there, End::Leaf] {
        for salt in [None, present.salt, Some([1; 32])] {
            let rows = Some(Branch { end: end.clone(), siblings: Vec::new() });
            let forged = Proof { salt, tables: present.tables.clone(), rows };
            for key in [3, 4] {
                assert!(forged.verify(&root, SALTED, &[key], None).is_err(), "{key} {forged:?}");
            }
            let decoded = Proof::decode(&forged.encode());
            assert_eq!(decoded.is_ok(), salt.is_none() || end == End::Leaf);
        }
    }
    let absent = tree.prove(OPEN, &[4]).expect("everybody's");
    assert_eq!(absent.verify(&root, OPEN, &[4], None), Ok(()));
    assert!(absent.verify(&root, SALTED, &[4], None).is_err());
}

#[test]
fn another_secret_leads_to_another_root_and_prints_nowhere() {
    assert_eq!(tree([7; 32], 0..9).root(), tree([7; 32], (0..9).rev()).root());
    assert_ne!(tree([7; 32], 0..9).root(), tree([8; 32], 0..9).root());
    let open = |tree: &StateTree| tree.table_root(OPEN);
    assert_eq!(open(&tree([7; 32], 0..9)), open(&tree([8; 32], 0..9)));
    let printed = format!("{:?}", Salting::new(&[0xab; 32], [OPEN]));
    assert_eq!(printed, "Salting { open: [10], .. }");
}

#[test]
fn every_receipt_has_a_salt_of_its_own() {
    let salting = Salting::new(&[7; 32], []);
    let naive = aluma_store::naive::NaiveTree::new([7; 32], Vec::new());
    let mut all = BTreeSet::new();
    for (height, place) in [(0, 0), (0, 1), (1, 0), (1 << 32, 0), (0, u32::MAX)] {
        assert!(all.insert(salting.receipt(height, place)));
        assert_eq!(salting.receipt(height, place), naive.receipt_salt(height, place));
    }
}
