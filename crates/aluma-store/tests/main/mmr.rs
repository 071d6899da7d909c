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

/// Computed from the definition with another program.
#[test]
fn the_root_is_what_it_always_was() {
    let hex =
        |range: &Mmr| -> String { range.root().iter().map(|byte| format!("{byte:02x}")).collect() };
    let mut range = Mmr::new();
    let none = "4322fd2bc0a137d1375b37b3b2e2b4715b3d3dd7ca9682438d4fea0f8437fad3";
    assert_eq!(hex(&range), none);
    [b"a", b"b", b"c"].iter().for_each(|row| range.append(*row));
    let three = "6069e91588393b7164a3182ad5e503ff24385317b33820aabe77179c8d7d181b";
    assert_eq!(hex(&range), three);
}
