//! Log tables under cuts and flips.

use crate::support::{cut_to, flip, pristine, write};
use aluma_store::record::{Poison, Tail};
use aluma_store::rows::{RowBatch, Rows, file_name};
use aluma_store::{StoreError, mmr};
use std::collections::BTreeMap;
use std::path::Path;

fn batch(table: u16, rows: &[&str]) -> RowBatch {
    RowBatch { table, rows: rows.iter().map(|row| row.as_bytes().to_vec()).collect() }
}

fn open(dir: &Path, synced: u64) -> Result<(Rows, Vec<Tail>), StoreError> {
    let synced = BTreeMap::from([(3, synced)]);
    Rows::open(dir, &synced, &Poison::default())
}

/// Table 3 with five rows in three blocks; where the last record begins and ends.
fn five_rows(dir: &Path) -> (u64, u64) {
    let (mut rows, _) = open(dir, 0).expect("open");
    let len = || std::fs::metadata(dir.join(file_name(3))).expect("rows").len();
    rows.append(1, &[batch(3, &["a", "bb"]), batch(4, &["other"])]).expect("append");
    rows.append(2, &[batch(3, &["ccc"]), batch(4, &[])]).expect("append");
    let start = len();
    rows.append(5, &[batch(3, &["", "e"])]).expect("append");
    (start, len())
}

fn all(rows: &Rows) -> Vec<String> {
    let row = |index| rows.read(3, index).expect("a good row").expect("a row");
    (0..rows.count(3)).map(|index| String::from_utf8(row(index)).expect("text")).collect()
}

#[test]
fn rows_are_read_by_index_and_know_their_height() {
    let dir = tempfile::tempdir().expect("dir");
    five_rows(dir.path());
    let (rows, tails) = open(dir.path(), 5).expect("open");
    assert!(tails.is_empty());
    assert_eq!(all(&rows), ["a", "bb", "ccc", "", "e"]);
    assert_eq!(rows.counts(), BTreeMap::from([(3, 5), (4, 1)]));
    assert_eq!(rows.read(3, 5).expect("read"), None);
    assert_eq!(rows.read(9, 0).expect("read"), None);
    let heights: Vec<_> = (0..6).map(|index| rows.height_of(3, index)).collect();
    assert_eq!(heights, [Some(1), Some(1), Some(2), Some(5), Some(5), None]);
    let leaves: Vec<_> = all(&rows).iter().map(|row| mmr::leaf(row.as_bytes())).collect();
    assert!(mmr::prove(&leaves, 4).is_some());
}

#[test]
fn replaying_appends_nothing_twice() {
    let dir = tempfile::tempdir().expect("dir");
    five_rows(dir.path());
    let (mut rows, _) = open(dir.path(), 0).expect("open");
    rows.append(2, &[batch(3, &["ccc"])]).expect("append");
    rows.append(5, &[batch(3, &["", "e"]), batch(4, &["late"])]).expect("append");
    assert_eq!(all(&rows).len(), 5);
    assert_eq!(rows.count(4), 2);
    rows.append(6, &[batch(3, &["x"]), batch(4, &["y"]), batch(3, &["z"])]).expect("append");
    assert_eq!(all(&rows)[5..], ["x", "z"]);
}

#[test]
fn truncation_stops_at_any_row() {
    let dir = tempfile::tempdir().expect("dir");
    five_rows(dir.path());
    let files = pristine(dir.path());
    let expected = ["a", "bb", "ccc", "", "e"];
    for count in 0..=6_usize {
        write(dir.path(), &files);
        let (mut rows, _) = open(dir.path(), 0).expect("open");
        rows.truncate_to(3, count as u64).expect("truncate");
        assert_eq!(all(&rows), expected[..count.min(5)]);
        drop(rows);
        let (mut rows, tails) = open(dir.path(), 0).expect("open");
        assert!(tails.is_empty());
        assert_eq!(all(&rows), expected[..count.min(5)]);
        rows.append(9, &[batch(3, &["next"])]).expect("append");
        assert_eq!(rows.count(3), count.min(5) as u64 + 1);
    }
    write(dir.path(), &files);
    let (mut rows, _) = open(dir.path(), 0).expect("open");
    assert!(!rows.truncate_above(Some(5)).expect("truncate"));
    assert!(rows.truncate_above(Some(4)).expect("truncate"));
    assert_eq!(all(&rows), expected[..3]);
    assert!(rows.truncate_above(None).expect("truncate"));
    assert_eq!(rows.counts(), BTreeMap::new());
}

#[test]
fn a_cut_at_any_byte_loses_the_last_batch_only() {
    let dir = tempfile::tempdir().expect("dir");
    let (start, end) = five_rows(dir.path());
    let files = pristine(dir.path());
    for cut in start..end {
        write(dir.path(), &files);
        cut_to(dir.path(), &file_name(3), cut);
        let (mut rows, tails) = open(dir.path(), 5).expect("open");
        assert_eq!(tails.len(), usize::from(cut != start));
        assert!(rows.hold(&BTreeMap::from([(3, 3)])) && !rows.hold(&BTreeMap::from([(3, 4)])));
        assert_eq!(all(&rows), ["a", "bb", "ccc"]);
        rows.append(5, &[batch(3, &["", "e"])]).expect("append");
        drop(rows);
        assert_eq!(all(&open(dir.path(), 5).expect("open").0), ["a", "bb", "ccc", "", "e"]);
    }
}

#[test]
fn a_flip_among_synced_rows_refuses_unless_it_is_in_the_last() {
    let dir = tempfile::tempdir().expect("dir");
    let (start, end) = five_rows(dir.path());
    let files = pristine(dir.path());
    for at in 0..end {
        write(dir.path(), &files);
        flip(dir.path(), &file_name(3), at, 0x10);
        let opened = open(dir.path(), 5);
        if at < start {
            assert!(matches!(opened, Err(StoreError::Corrupt { .. })), "byte {at}");
        } else {
            let (rows, tails) = opened.expect("the last rows come again");
            assert_eq!((all(&rows).len(), tails.len()), (3, 1), "byte {at}");
        }
    }
}

#[test]
fn damage_behind_the_synced_rows_drops_all_from_there_on() {
    let dir = tempfile::tempdir().expect("dir");
    five_rows(dir.path());
    let second = {
        let (rows, _) = open(dir.path(), 0).expect("open");
        assert_eq!(rows.count(3), 5);
        20 + 13 + 20 + 8 + 1 + 8 + 2 + 4
    };
    flip(dir.path(), &file_name(3), second + 2, 1);
    let files = pristine(dir.path());
    assert!(matches!(open(dir.path(), 3), Err(StoreError::Corrupt { .. })));
    write(dir.path(), &files);
    let (rows, tails) = open(dir.path(), 2).expect("open");
    assert_eq!((all(&rows).len(), tails[0].offset), (2, second));
}
