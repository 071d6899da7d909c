//! Copies of directories that are being written, that were left in the middle, and that are damaged.

use super::*;
use crate::audit::Audit;
use crate::{LoggedBlock, NewBody, RowBatch, Store};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A life of its own making: entry, text, block and rows all say one number.
struct Writer {
    store: Store,
    height: u64,
}

fn id(number: u64) -> [u8; 32] {
    let mut id = [7; 32];
    id[..8].copy_from_slice(&number.to_be_bytes());
    id
}

impl Writer {
    fn new(dir: &Path) -> Self {
        let (store, _) = Store::open(dir).expect("open");
        store.journal().lock().expect("journal").set_rotate_bytes(512);
        Self { store, height: 0 }
    }

    /// Promises the next number: its text, then its entry.
    fn promise(&mut self) -> u64 {
        let next = self.height + 1;
        let text = format!("text {next} {}", "long ".repeat(next as usize % 900)).into_bytes();
        let body = NewBody { id: id(next), salt: [1; 32], text };
        self.store.bodies().lock().expect("bodies").append(&[body]).expect("append");
        let entry = next.to_be_bytes().to_vec();
        self.store.journal().lock().expect("journal").append(&[entry]).expect("append");
        next
    }

    fn block(&mut self) {
        self.height += 1;
        let bytes = vec![3; 100 + self.height as usize % 5_000];
        let block = LoggedBlock { height: self.height, id: id(self.height), bytes };
        let rows = |table| RowBatch { table, rows: vec![self.height.to_be_bytes().to_vec(); 3] };
        let done = self.store.commit(&block, &[rows(1), rows(9)]).expect("commit");
        if done.rotate_journal {
            self.store.journal().lock().expect("journal").rotate(&[]).expect("rotate");
        }
        if self.height.is_multiple_of(40) {
            let snapshot = self.store.begin_snapshot([0; 32], vec![]).expect("snapshot");
            snapshot.finish().expect("snapshot");
        }
        // The one before, which may be in the part of the file that is just being read.
        if self.height.is_multiple_of(7) {
            let erased = id(self.height - 3);
            let bodies = self.store.bodies();
            bodies.lock().expect("bodies").erase(&erased, self.height, [2; 32]).expect("erase");
        }
    }
}

fn quiet(_: u64) {}

/// What a copy holds: the last block's height, and the numbers that only its journal knows.
fn holds(to: &Path) -> (u64, Vec<u64>) {
    let (store, report) = Store::open(to).expect("the copy opens");
    assert!(report.tails.is_empty() && report.lost.is_none() && !report.rows_discarded);
    let height = store.log().last_height().unwrap_or(0);
    for table in store.rows().counts().keys() {
        assert_eq!(store.rows().count(*table), 3 * height, "rows end with the last block");
    }
    let bodies = store.bodies();
    for number in 1..=height {
        let body = bodies.lock().expect("bodies").get(&id(number)).expect("a body");
        assert_ne!(body, crate::Body::Unknown, "the text of block {number}");
    }
    let number = |entry: Vec<u8>| u64::from_be_bytes(entry.try_into().expect("a number"));
    (height, report.pending.into_iter().map(number).collect())
}

#[test]
fn whatever_is_written_meanwhile_a_copy_is_whole_and_has_all_that_was_acknowledged() {
    let (from, to) = (tempfile::tempdir().expect("dir"), tempfile::tempdir().expect("dir"));
    let (acknowledged, is_over) = (AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut writer = Writer::new(from.path());
            while !is_over.load(Ordering::Acquire) {
                let promised = writer.promise();
                acknowledged.store(promised, Ordering::Release);
                writer.block();
            }
        });
        while acknowledged.load(Ordering::Acquire) < 60 {
            std::thread::yield_now();
        }
        let mut heights = Vec::new();
        for turn in 0..12 {
            let to = to.path().join(turn.to_string());
            std::fs::create_dir(&to).expect("dir");
            let before = acknowledged.load(Ordering::Acquire);
            let copied = copy(from.path(), &to, &mut quiet).expect("a copy");
            assert!(copied.damaged.is_empty() && copied.lost_bodies == 0);
            assert_eq!(Audit::everything(&to).expect("audit"), [], "copy {turn}");
            let (height, pending) = holds(&to);
            assert_eq!(copied.last, Some((height, id(height))));
            let has = |number: &u64| *number <= height || pending.contains(number);
            assert!((1..=before).all(|number| has(&number)), "{before} of {height}, {pending:?}");
            heights.push(height);
        }
        is_over.store(true, Ordering::Release);
        assert!(heights.first() < heights.last(), "nothing was written meanwhile: {heights:?}");
    });
}

#[test]
fn a_directory_without_a_block_and_one_that_stopped_are_copied_too() {
    let (from, to) = (tempfile::tempdir().expect("dir"), tempfile::tempdir().expect("dir"));
    let mut writer = Writer::new(from.path());
    writer.promise();
    let first = to.path().join("first");
    std::fs::create_dir(&first).expect("dir");
    let copied = copy(from.path(), &first, &mut quiet).expect("a copy");
    assert_eq!(copied, Copied::default());
    assert_eq!(holds(&first), (0, vec![1]));
    writer.block();
    drop(writer);
    let second = to.path().join("second");
    std::fs::create_dir(&second).expect("dir");
    let copied = copy(from.path(), &second, &mut quiet).expect("a copy");
    assert_eq!(copied.last, Some((1, id(1))));
    assert_eq!(holds(&second), (1, vec![1]));
}

#[test]
fn what_a_copy_would_miss_is_refused() {
    let from = tempfile::tempdir().expect("dir");
    let mut writer = Writer::new(from.path());
    for _ in 0..3 {
        writer.promise();
        writer.block();
    }
    let head = from.path().join(HEAD_FILE);
    let earlier = std::fs::read(&head).expect("head");
    writer.promise();
    writer.block();
    drop(writer);
    let refused = |why: &str| {
        let to = tempfile::tempdir().expect("dir");
        let error = copy(from.path(), to.path(), &mut quiet).expect_err("not whole");
        assert!(error.to_string().contains(why), "{error}");
    };
    let later = std::fs::read(&head).expect("head");
    // As a process leaves it that ends between a block and its rows.
    std::fs::write(&head, earlier).expect("head");
    refused("starting the ledger once mends it");
    std::fs::write(&head, later).expect("head");
    let log = from.path().join(LOG_FILE);
    let whole = std::fs::read(&log).expect("log");
    std::fs::write(&log, &whole[..whole.len() - 9]).expect("log");
    refused("committed blocks are missing");
    for (place, why) in [(whole.len() - 6, "the last block"), (60, "a record's payload")] {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        std::fs::write(&log, &bytes).expect("log");
        refused(why);
    }
    std::fs::remove_file(&log).expect("log");
    refused("committed blocks are missing");
}
