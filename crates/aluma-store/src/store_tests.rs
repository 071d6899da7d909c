//! What a user cannot provoke from outside.

use super::*;
use crate::error::StoreError;

#[test]
fn a_poisoned_store_refuses_to_write_and_opens_again_whole() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut store, _) = Store::open(dir.path()).expect("open");
    let block = |height| LoggedBlock { height, id: [1; 32], bytes: vec![2] };
    let _ = store.commit(&block(1), &[]).expect("commit");
    let failed: Result<(), _> = store.poison.watch(Err(StoreError::Unsorted));
    assert!(failed.is_err() && store.healthy().is_err());
    assert!(matches!(store.commit(&block(2), &[]), Err(StoreError::Poisoned)));
    assert!(matches!(store.replay_rows(1, &[]), Err(StoreError::Poisoned)));
    let journal = store.journal();
    let refused = journal.lock().expect("journal").append(&[vec![1]]);
    assert!(matches!(refused, Err(StoreError::Poisoned)));
    let bodies = store.bodies();
    let refused = bodies.lock().expect("bodies").erase(&[1; 32], 1, [0; 32]);
    assert!(matches!(refused, Err(StoreError::Poisoned)));
    assert_eq!(store.log().read(1).expect("read"), Some(block(1)));
    drop(store);
    let (mut store, report) = Store::open(dir.path()).expect("open");
    assert!(report.tails.is_empty());
    let _ = store.commit(&block(2), &[]).expect("commit");
}

#[test]
fn unfinished_files_of_a_crash_are_removed() {
    let dir = tempfile::tempdir().expect("dir");
    let names = ["snapshot-00000000000000000004.tmp", "journal-a.next", "rows-00001.new"];
    for name in names.iter().chain(&["notes.tmp"]) {
        std::fs::write(dir.path().join(name), b"half").expect("write");
    }
    Store::open(dir.path()).expect("open");
    assert!(names.iter().all(|name| !dir.path().join(name).exists()));
    assert!(dir.path().join("notes.tmp").exists());
}
