//! Snapshots: whole or not used.

use crate::support::{cut_to, flip, pristine, write};
use aluma_store::StoreError;
use aluma_store::snapshot::{SnapshotHeader, SnapshotReader, SnapshotWriter, file_name, heights};
use std::collections::BTreeMap;
use std::path::Path;

type Row = (u16, Vec<u8>, Vec<u8>);

fn header(height: u64) -> SnapshotHeader {
    SnapshotHeader {
        height,
        block_id: [1; 32],
        state_root: [2; 32],
        meta: b"meta".to_vec(),
        row_counts: BTreeMap::from([(3, 5), (4, 0)]),
    }
}

fn rows() -> Vec<Row> {
    vec![(1, vec![], vec![]), (1, vec![1], vec![5; 40]), (2, vec![0], vec![9])]
}

fn save(dir: &Path, height: u64, rows: &[Row]) {
    let mut writer = SnapshotWriter::create(dir, &header(height)).expect("create");
    for (table, key, value) in rows {
        writer.row(*table, key, value).expect("row");
    }
    writer.finish().expect("finish");
}

fn load(reader: &SnapshotReader) -> Vec<Row> {
    let mut rows = Vec::new();
    let read =
        reader.for_each(|table, key, value| rows.push((table, key.to_vec(), value.to_vec())));
    read.expect("readable");
    rows
}

#[test]
fn what_was_saved_is_loaded_and_two_are_kept() {
    let dir = tempfile::tempdir().expect("dir");
    for height in [4, 7, 9] {
        save(dir.path(), height, &rows());
    }
    assert_eq!(heights(dir.path()).expect("list"), [7, 9]);
    let reader = SnapshotReader::open(dir.path(), 9).expect("open");
    assert_eq!(*reader.header(), header(9));
    assert_eq!(load(&reader), rows());
}

#[test]
fn many_rows_take_several_chunks() {
    let dir = tempfile::tempdir().expect("dir");
    let rows: Vec<Row> =
        (0_u32..3_000).map(|n| (1, n.to_be_bytes().to_vec(), vec![7; 1_000])).collect();
    save(dir.path(), 1, &rows);
    assert_eq!(load(&SnapshotReader::open(dir.path(), 1).expect("open")), rows);
}

#[test]
fn rows_out_of_order_are_refused_and_an_unfinished_one_leaves_nothing() {
    let dir = tempfile::tempdir().expect("dir");
    let mut writer = SnapshotWriter::create(dir.path(), &header(1)).expect("create");
    writer.row(2, b"b", b"").expect("row");
    for (table, key) in [(2, b"b"), (2, b"a"), (1, b"c")] {
        assert!(matches!(writer.row(table, key, b""), Err(StoreError::Unsorted)));
    }
    drop(writer);
    assert!(pristine(dir.path()).is_empty());
}

#[test]
fn a_cut_or_a_flip_anywhere_makes_it_unusable() {
    let dir = tempfile::tempdir().expect("dir");
    save(dir.path(), 3, &rows());
    let files = pristine(dir.path());
    let name = file_name(3);
    for at in 0..files[&name].len() as u64 {
        write(dir.path(), &files);
        cut_to(dir.path(), &name, at);
        let cut = SnapshotReader::open(dir.path(), 3);
        assert!(matches!(cut, Err(StoreError::Corrupt { .. })), "cut at {at}");
        write(dir.path(), &files);
        flip(dir.path(), &name, at, 1);
        let flipped = SnapshotReader::open(dir.path(), 3);
        assert!(matches!(flipped, Err(StoreError::Corrupt { .. })), "flip at {at}");
    }
}
