//! The block log under cuts and flips.

use crate::support::{cut_to, flip, head_of, pristine, write};
use aluma_store::head::HEAD_FILE;
use aluma_store::log::{BlockLog, LOG_FILE, LogOpen};
use aluma_store::record::Poison;
use aluma_store::{LoggedBlock, StoreError};
use std::path::Path;

pub(crate) fn block(height: u64) -> LoggedBlock {
    LoggedBlock { height, id: [height as u8; 32], bytes: vec![height as u8; 20] }
}

fn open(dir: &Path) -> Result<(BlockLog, LogOpen), StoreError> {
    BlockLog::open(dir, &Poison::default())
}

fn commit(log: &mut BlockLog, height: u64) {
    log.append(&block(height)).expect("append");
    log.write_head().expect("head");
}

/// A log of the heights 5, 6, 7; the start of the last record and the end.
fn three_blocks(dir: &Path) -> (u64, u64) {
    let (mut log, _) = open(dir).expect("a new log");
    commit(&mut log, 5);
    commit(&mut log, 6);
    let start = std::fs::metadata(dir.join(LOG_FILE)).expect("log").len();
    commit(&mut log, 7);
    (start, std::fs::metadata(dir.join(LOG_FILE)).expect("log").len())
}

fn heights(log: &BlockLog) -> Vec<u64> {
    log.iter_from(0).map(|block| block.expect("a good block").height).collect()
}

#[test]
fn reads_what_was_appended() {
    let dir = tempfile::tempdir().expect("dir");
    three_blocks(dir.path());
    let (mut log, report) = open(dir.path()).expect("open");
    assert_eq!(report, LogOpen::default());
    assert_eq!((log.first_height(), log.last_height()), (Some(5), Some(7)));
    assert_eq!(log.last_id(), Some([7; 32]));
    assert_eq!(log.read(6).expect("read"), Some(block(6)));
    assert_eq!(log.read(4).expect("read"), None);
    assert_eq!(log.read(8).expect("read"), None);
    assert_eq!(log.iter_from(6).count(), 2);
    assert_eq!(log.iter_from(9).count(), 0);
    let gap = log.append(&block(9));
    assert!(matches!(gap, Err(StoreError::OutOfOrder { expected: 8, got: 9 })));
}

#[test]
fn a_cut_at_any_byte_loses_the_last_block_only_and_says_so() {
    let dir = tempfile::tempdir().expect("dir");
    let (start, end) = three_blocks(dir.path());
    let files = pristine(dir.path());
    for cut in start..end {
        write(dir.path(), &files);
        cut_to(dir.path(), LOG_FILE, cut);
        let (mut log, report) = open(dir.path()).expect("a cut tail is no damage");
        assert_eq!(report.lost.map(|lost| lost.0), Some(7), "cut at {cut}");
        assert_eq!(report.tail.is_some(), cut != start);
        assert_eq!(heights(&log), [5, 6]);
        let other = LoggedBlock { id: [99; 32], ..block(7) };
        log.append(&other).expect("the height is free again");
        drop(log);
        let (log, report) = open(dir.path()).expect("the head was set back");
        assert_eq!(report, LogOpen::default());
        assert_eq!(log.read(7).expect("read"), Some(other));
    }
}

#[test]
fn a_cut_record_that_was_never_committed_is_no_loss() {
    let dir = tempfile::tempdir().expect("dir");
    let (start, end) = three_blocks(dir.path());
    let mut files = pristine(dir.path());
    let at_six = tempfile::tempdir().expect("dir");
    let (mut log, _) = open(at_six.path()).expect("open");
    commit(&mut log, 5);
    commit(&mut log, 6);
    head_of(&mut files, HEAD_FILE, &pristine(at_six.path()));
    for cut in start..=end {
        write(dir.path(), &files);
        cut_to(dir.path(), LOG_FILE, cut);
        let (log, report) = open(dir.path()).expect("open");
        assert_eq!(report.lost, None);
        assert_eq!(heights(&log).len(), if cut == end { 3 } else { 2 });
    }
}

#[test]
fn zeros_at_the_end_are_a_cut() {
    let dir = tempfile::tempdir().expect("dir");
    let (start, end) = three_blocks(dir.path());
    let files = pristine(dir.path());
    for zeros in start..=end - 4 {
        write(dir.path(), &files);
        let path = dir.path().join(LOG_FILE);
        let mut bytes = std::fs::read(&path).expect("log");
        bytes[zeros as usize..].fill(0);
        bytes.resize(bytes.len() + (zeros % 3) as usize * 500, 0);
        std::fs::write(&path, bytes).expect("log");
        let (log, report) = open(dir.path()).expect("zeros are a cut");
        assert_eq!(report.lost.map(|lost| lost.0), Some(7), "zeros from {zeros}");
        assert_eq!(heights(&log), [5, 6]);
    }
}

#[test]
fn a_flip_anywhere_in_committed_blocks_refuses_and_changes_nothing() {
    let dir = tempfile::tempdir().expect("dir");
    let (_, end) = three_blocks(dir.path());
    let files = pristine(dir.path());
    for at in 0..end {
        for mask in [0x01, 0x80, 0xff] {
            write(dir.path(), &files);
            flip(dir.path(), LOG_FILE, at, mask);
            let before = std::fs::read(dir.path().join(LOG_FILE)).expect("log");
            match open(dir.path()) {
                Err(StoreError::Corrupt { offset, .. }) => {
                    assert!(offset <= at && at - offset < 100, "{at} named as {offset}");
                }
                other => panic!("byte {at} ^ {mask}: {other:?}"),
            }
            assert_eq!(std::fs::read(dir.path().join(LOG_FILE)).expect("log"), before);
        }
    }
}

#[test]
fn a_missing_second_last_block_is_not_taken_for_a_cut() {
    let dir = tempfile::tempdir().expect("dir");
    let (start, _) = three_blocks(dir.path());
    cut_to(dir.path(), LOG_FILE, start - 1);
    assert!(matches!(open(dir.path()), Err(StoreError::Corrupt { .. })));
}

#[test]
fn a_block_that_contains_a_record_is_cut_like_any_other() {
    let dir = tempfile::tempdir().expect("dir");
    let (start, end) = three_blocks(dir.path());
    let inner = std::fs::read(dir.path().join(LOG_FILE)).expect("log");
    let (mut log, _) = open(dir.path()).expect("open");
    let bytes = inner[start as usize..end as usize].repeat(3);
    log.append(&LoggedBlock { height: 8, id: [8; 32], bytes }).expect("append");
    drop(log);
    // The outer header gone to zeros, as when its sector never reached the disk.
    let path = dir.path().join(LOG_FILE);
    let mut bytes = std::fs::read(&path).expect("log");
    bytes[end as usize..end as usize + 13].fill(0);
    std::fs::write(&path, bytes).expect("log");
    let (log, report) = open(dir.path()).expect("what is inside a block is not a record");
    assert_eq!(heights(&log), [5, 6, 7]);
    assert_eq!(report.tail.map(|tail| tail.offset), Some(end));
}
