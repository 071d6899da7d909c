//! One proof for many rows: it leads to the table's root for exactly the rows that were shown.

use aluma_store::many::{Shown, prove, root, state_root};
use aluma_store::proof::{Hash, table_content, value_hash};
use aluma_store::{Change, ProofError, Salting, StateTree};
use proptest::prelude::*;

const OPEN: u16 = 10;
const SALTED: u16 = 20;

fn tree(rows: &[u16]) -> StateTree {
    let mut tree = StateTree::new(Salting::new(&[7; 32], [OPEN]));
    let row = |table, number: &u16| Change {
        table,
        key: number.to_be_bytes().to_vec(),
        value: Some(vec![1, 2, 3]),
    };
    let open = rows.iter().map(|number| row(OPEN, number));
    let salted = rows.iter().map(|number| row(SALTED, number));
    let _ = tree.apply(&open.chain(salted).collect::<Vec<_>>());
    tree
}

fn shown(tree: &StateTree, table: u16, rows: &[u16]) -> (Vec<u8>, Vec<Shown>) {
    let way = |number: &u16| tree.way(table, &number.to_be_bytes()).expect("it is there");
    let mut ways: Vec<_> = rows.iter().map(way).collect();
    ways.sort_by_key(|(_, path, _)| *path);
    let leaf = |(salt, path, _): &(Option<Hash>, Hash, _)| Shown {
        path: *path,
        content: value_hash(&[1, 2, 3], salt.as_ref()),
    };
    let leaves = ways.iter().map(leaf).collect();
    (prove(&ways.into_iter().map(|(_, path, way)| (path, way)).collect::<Vec<_>>()), leaves)
}

#[test]
fn what_is_shown_leads_to_the_state_root() {
    for count in [1, 2, 3, 17, 200] {
        let rows: Vec<u16> = (0..count).collect();
        let tree = tree(&rows);
        for step in [1, 2, 7, 199] {
            let some: Vec<u16> = rows.iter().copied().step_by(step).collect();
            for table in [OPEN, SALTED] {
                let (proof, leaves) = shown(&tree, table, &some);
                assert_eq!(root(&proof, &leaves), Ok(tree.table_root(table)));
            }
        }
        let contents = tree.contents();
        let salted = (SALTED, table_content(&tree.table_root(SALTED), true));
        assert_eq!(contents, [(OPEN, tree.table_root(OPEN)), salted]);
        assert_eq!(state_root(&contents), Ok(tree.root()));
    }
}

#[test]
fn all_rows_of_a_table_need_no_hash_of_others() {
    let rows: Vec<u16> = (0..500).collect();
    let (all, _) = shown(&tree(&rows), SALTED, &rows);
    assert!(all.len() < 3 * rows.len(), "{} bytes", all.len());
    let (half, leaves) = shown(&tree(&rows), SALTED, &rows[..250]);
    assert!(half.len() < 250 * 36, "{} bytes for {} rows", half.len(), leaves.len());
}

#[test]
fn what_is_no_proof_of_these_rows_is_refused() {
    let rows: Vec<u16> = (0..50).collect();
    let tree = tree(&rows);
    let (proof, leaves) = shown(&tree, SALTED, &rows[..20]);
    let longer = [&proof[..], &[2]].concat();
    let mut turned = leaves.clone();
    turned.reverse();
    let twice = [&leaves[..1], &leaves[..]].concat();
    for (what, proof, rows) in [
        ("a byte more", &longer[..], &leaves[..]),
        ("a byte less", &proof[..proof.len() - 1], &leaves[..]),
        ("a row less", &proof[..], &leaves[..19]),
        ("in no order", &proof[..], &turned[..]),
        ("a row twice", &proof[..], &twice[..]),
        ("of nothing", &[][..], &[][..]),
        ("nothing shown", &[3, 2, 2][..], &[][..]),
        ("an unknown node", &[9][..], &[][..]),
        ("a hash of zeros", &[&[1][..], &[0; 32]].concat()[..], &[][..]),
    ] {
        assert_eq!(root(proof, rows), Err(ProofError::Malformed), "{what}");
    }
    // The same rows in a tree that is turned around: each leads past its own bits.
    let row = |bits| Shown { path: [bits; 32], content: [1; 32] };
    assert_eq!(root(&[3, 2, 0], &[row(0)]), Err(ProofError::OffPath));
    assert!(root(&[3, 2, 0], &[row(0x80)]).is_ok());
    let deep = vec![3; 300];
    assert_eq!(root(&deep, &[row(0)]), Err(ProofError::Malformed));
    assert_eq!(state_root(&[(2, [1; 32]), (1, [1; 32])]), Err(ProofError::Malformed));
}

proptest! {
    /// Whatever byte of a proof is changed, and whatever row, the root is another or there is none.
    #[test]
    fn every_byte_counts(count in 1_u16..80, from in 0_usize..40, at in any::<prop::sample::Index>(),
        bit in 0_u32..8) {
        let rows: Vec<u16> = (0..count).collect();
        let tree = tree(&rows);
        let some = &rows[from.min(rows.len() - 1)..];
        let (mut proof, mut leaves) = shown(&tree, SALTED, some);
        let whole = root(&proof, &leaves);
        prop_assert_eq!(whole, Ok(tree.table_root(SALTED)));
        let place = at.index(proof.len());
        proof[place] ^= 1 << bit;
        prop_assert_ne!(root(&proof, &leaves), whole);
        proof[place] ^= 1 << bit;
        let place = at.index(leaves.len());
        leaves[place].content[0] ^= 1 << bit;
        prop_assert_ne!(root(&proof, &leaves), whole);
    }
}
