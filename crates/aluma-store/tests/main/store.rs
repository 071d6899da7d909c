//! The store as a whole: commits, crashes, locks.

use crate::log::block;
use crate::support::{cut_to, flip, pristine, write};
use aluma_store::journal::JOURNAL_FILES;
use aluma_store::log::LOG_FILE;
use aluma_store::rows;
use aluma_store::store::{LOCK_FILE, SnapshotProblem};
use aluma_store::{LoggedBlock, NewBody, OpenReport, RowBatch, Store, StoreError, snapshot};
use std::path::Path;

fn receipts(height: u64) -> Vec<RowBatch> {
    let row = |n: u64| format!("receipt {height}.{n}").into_bytes();
    vec![RowBatch { table: 1, rows: vec![row(0), row(1)] }]
}

pub(crate) fn commit(store: &mut Store, height: u64) {
    let journal = store.journal();
    let promised = vec![format!("transaction {height}").into_bytes()];
    journal.lock().expect("journal").append(&promised).expect("append");
    let _ = store.commit(&block(height), &receipts(height)).expect("commit");
}

pub(crate) fn save(store: &Store) {
    let height = store.log().last_height().expect("a block");
    let mut writer = store.begin_snapshot([height as u8; 32], Vec::new()).expect("begin");
    writer.row(1, b"height", &height.to_be_bytes()).expect("row");
    writer.finish().expect("finish");
}

fn open(dir: &Path) -> (Store, OpenReport) {
    Store::open(dir).expect("open")
}

fn snapshot_height(report: &OpenReport) -> Option<u64> {
    report.snapshot.as_ref().map(|reader| reader.header().height)
}

/// Blocks 1 to 4, snapshots at 2 and 4, one body.
fn four_blocks(dir: &Path) {
    let (mut store, report) = open(dir);
    assert!(report.snapshot.is_none() && report.pending.is_empty());
    for height in 1..=4 {
        commit(&mut store, height);
        if height % 2 == 0 {
            save(&store);
        }
    }
    let bodies = store.bodies();
    let body = NewBody { id: [1; 32], salt: [2; 32], text: b"text".to_vec() };
    bodies.lock().expect("bodies").append(&[body]).expect("append");
}

#[test]
fn everything_comes_back() {
    let dir = tempfile::tempdir().expect("dir");
    four_blocks(dir.path());
    let (mut store, report) = open(dir.path());
    assert_eq!(report.lost, None);
    assert!(report.tails.is_empty() && report.snapshots.is_empty() && !report.rows_discarded);
    assert_eq!(snapshot_height(&report), Some(4));
    assert_eq!(report.pending.len(), 4);
    assert_eq!(store.log().last_height(), Some(4));
    assert_eq!(store.rows().count(1), 8);
    assert_eq!(store.bodies().lock().expect("bodies").list().len(), 1);
    let gap = store.commit(&block(9), &[]);
    assert!(matches!(gap, Err(StoreError::OutOfOrder { expected: 5, got: 9 })));
    commit(&mut store, 5);
    assert_eq!(store.rows().read(1, 8).expect("row"), Some(b"receipt 5.0".to_vec()));
}

#[test]
fn a_lost_last_block_takes_its_rows_and_snapshot_with_it() {
    let dir = tempfile::tempdir().expect("dir");
    four_blocks(dir.path());
    let end = std::fs::metadata(dir.path().join(LOG_FILE)).expect("log").len();
    cut_to(dir.path(), LOG_FILE, end - 1);
    let (mut store, report) = open(dir.path());
    assert_eq!(report.lost.as_ref().map(|lost| lost.height), Some(4));
    assert!(report.rows_discarded);
    assert!(matches!(report.snapshots[..], [SnapshotProblem::Ahead { height: 4 }]));
    assert_eq!(snapshot_height(&report), Some(2));
    assert!(report.pending.contains(&b"transaction 4".to_vec()));
    assert_eq!(store.rows().count(1), 6);
    let other = LoggedBlock { id: [77; 32], ..block(4) };
    let _ = store.commit(&other, &receipts(4)).expect("commit");
    drop(store);
    let (store, report) = open(dir.path());
    assert_eq!(
        (report.lost.as_ref().map(|lost| lost.height), snapshot_height(&report)),
        (None, Some(2))
    );
    assert_eq!(store.log().read(4).expect("read"), Some(other));
}

#[test]
fn a_cut_of_any_file_loses_nothing_that_was_committed_before() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut store, _) = open(dir.path());
    (1..=3).for_each(|height| commit(&mut store, height));
    let before = pristine(dir.path());
    commit(&mut store, 4);
    drop(store);
    let files = pristine(dir.path());
    for name in [LOG_FILE, JOURNAL_FILES[0], &rows::file_name(1)] {
        for cut in before[name].len()..files[name].len() {
            write(dir.path(), &files);
            cut_to(dir.path(), name, cut as u64);
            let (mut store, report) = open(dir.path());
            let last = store.log().last_height().expect("blocks");
            assert_eq!(
                report.lost.as_ref().map(|lost| lost.height),
                (name == LOG_FILE).then_some(4)
            );
            assert_eq!(last, if name == LOG_FILE { 3 } else { 4 });
            let promised = (1..=3).map(|n| format!("transaction {n}").into_bytes());
            assert!(promised.into_iter().all(|entry| report.pending.contains(&entry)));
            // The caller replays from the snapshot, here from the first block.
            for height in 1..=last {
                store.replay_rows(height, &receipts(height)).expect("replay");
            }
            if last == 3 {
                let _ = store.commit(&block(4), &receipts(4)).expect("commit");
            }
            let rows: Vec<_> = (0..8).map(|n| store.rows().read(1, n).expect("row")).collect();
            let expected = (1..=4).flat_map(|height| receipts(height).remove(0).rows);
            assert_eq!(rows, expected.map(Some).collect::<Vec<_>>());
            assert_eq!(store.rows().count(1), 8);
        }
    }
}

#[test]
fn a_damaged_snapshot_falls_back_and_is_reported() {
    let dir = tempfile::tempdir().expect("dir");
    four_blocks(dir.path());
    flip(dir.path(), &snapshot::file_name(4), 60, 1);
    let (_, report) = open(dir.path());
    assert!(matches!(report.snapshots[..], [SnapshotProblem::Damaged { .. }]));
    assert_eq!(snapshot_height(&report), Some(2));
    flip(dir.path(), &snapshot::file_name(2), 60, 1);
    let (_, report) = open(dir.path());
    assert_eq!((report.snapshots.len(), snapshot_height(&report)), (2, None));
}

#[test]
fn rows_cut_below_a_snapshot_fall_back_to_an_older_one() {
    let dir = tempfile::tempdir().expect("dir");
    four_blocks(dir.path());
    let name = rows::file_name(1);
    let end = std::fs::metadata(dir.path().join(&name)).expect("rows").len();
    cut_to(dir.path(), &name, end - 3);
    let (mut store, report) = open(dir.path());
    assert!(matches!(report.snapshots[..], [SnapshotProblem::WithoutRows { height: 4 }]));
    assert_eq!((snapshot_height(&report), store.rows().count(1)), (Some(2), 6));
    for height in 3..=4 {
        store.replay_rows(height, &receipts(height)).expect("replay");
    }
    drop(store);
    let (store, report) = open(dir.path());
    assert_eq!((snapshot_height(&report), store.rows().count(1)), (Some(4), 8));
    drop(store);
    std::fs::remove_file(dir.path().join(&name)).expect("remove");
    let (_, report) = open(dir.path());
    assert_eq!((report.snapshots.len(), snapshot_height(&report)), (2, None));
}

#[test]
fn one_process_at_a_time() {
    let dir = tempfile::tempdir().expect("dir");
    assert_eq!(Store::lock_holder(dir.path()), None);
    let (mut store, _) = open(dir.path());
    assert_eq!(Store::lock_holder(dir.path()), Some(String::new()));
    store.set_address("http://localhost:9000/with/a/long/path").expect("address");
    store.set_address("http://localhost:8000").expect("address");
    assert_eq!(Store::lock_holder(dir.path()).as_deref(), Some("http://localhost:8000"));
    match Store::open(dir.path()) {
        Err(StoreError::Locked { holder }) => assert_eq!(holder, "http://localhost:8000"),
        other => panic!("opened twice: {other:?}"),
    }
    drop(store);
    assert_eq!(Store::lock_holder(dir.path()), None);
    assert!(dir.path().join(LOCK_FILE).exists());
    open(dir.path());
}
