//! The accumulator over rows.

use aluma_store::mmr::{Mmr, leaf, node, prove};

#[test]
fn small_ranges_by_hand() {
    let mut range = Mmr::new();
    assert!(range.peaks().is_empty());
    range.append(b"a");
    range.append(b"b");
    range.append(b"c");
    assert_eq!(range.peaks(), [node(&leaf(b"a"), &leaf(b"b")), leaf(b"c")]);
    assert_eq!(Mmr::from_parts(3, range.peaks().to_vec()), Some(range.clone()));
    assert_eq!(Mmr::from_parts(4, range.peaks().to_vec()), None);
}

#[test]
fn every_row_is_provable_and_no_other() {
    let mut range = Mmr::new();
    let mut leaves = Vec::new();
    for count in 0_u8..40 {
        range.append(&[count]);
        leaves.push(leaf(&[count]));
        for index in 0..=count {
            let proof = prove(&leaves, u64::from(index)).expect("a row of the range");
            assert!(proof.holds(&range.root(), &leaf(&[index])));
            assert!(!proof.holds(&range.root(), &leaf(&[index + 1])));
            let mut moved = proof.clone();
            moved.index += 1;
            assert!(!moved.holds(&range.root(), &leaf(&[index])));
        }
        assert_eq!(prove(&leaves, u64::from(count) + 1), None);
    }
}
