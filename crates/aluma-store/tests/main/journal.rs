//! The journal under cuts and rotation.

use crate::support::{cut_to, flip, pristine, write};
use aluma_store::StoreError;
use aluma_store::journal::{JOURNAL_FILES, Journal, JournalOpen};
use aluma_store::record::Poison;
use std::path::Path;

fn open(dir: &Path) -> Result<(Journal, JournalOpen), StoreError> {
    Journal::open(dir, &Poison::default())
}

fn entries(text: &str) -> Vec<Vec<u8>> {
    text.split_whitespace().map(|word| word.as_bytes().to_vec()).collect()
}

#[test]
fn entries_come_back_until_two_blocks_later() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut journal, found) = open(dir.path()).expect("open");
    assert_eq!(found, JournalOpen::default());
    journal.set_rotate_bytes(0);
    journal.append(&entries("a b")).expect("append");
    assert!(!journal.block_committed());
    journal.rotate(&entries("too early")).expect("one block is too early");
    journal.append(&entries("c")).expect("append");
    assert!(journal.block_committed());
    journal.rotate(&entries("c")).expect("rotate");
    assert_eq!(open(dir.path()).expect("open").1.pending, entries("a b c c"));
    journal.append(&entries("d")).expect("append");
    assert!(!journal.block_committed());
    assert!(journal.block_committed());
    journal.rotate(&[]).expect("rotate");
    assert_eq!(open(dir.path()).expect("open").1.pending, entries("c d"));
    journal.append(&entries("e")).expect("append");
    let (mut again, found) = open(dir.path()).expect("open");
    assert_eq!(found.pending, entries("c d e"));
    assert!(found.tails.is_empty());
    again.append(&entries("f")).expect("append");
    assert_eq!(open(dir.path()).expect("open").1.pending, entries("c d e f"));
}

#[test]
fn a_cut_at_any_byte_loses_the_last_batch_only() {
    let dir = tempfile::tempdir().expect("dir");
    let len = || std::fs::metadata(dir.path().join(JOURNAL_FILES[0])).expect("journal").len();
    let (mut journal, _) = open(dir.path()).expect("open");
    journal.append(&entries("a b")).expect("append");
    let start = len();
    journal.append(&entries("c d")).expect("append");
    let end = len();
    let files = pristine(dir.path());
    for cut in start..end {
        write(dir.path(), &files);
        cut_to(dir.path(), JOURNAL_FILES[0], cut);
        let (mut journal, found) = open(dir.path()).expect("open");
        assert_eq!(found.pending, entries("a b"));
        assert_eq!(found.tails.len(), usize::from(cut != start));
        journal.append(&entries("e")).expect("append");
        assert_eq!(open(dir.path()).expect("open").1.pending, entries("a b e"));
    }
    for at in 0..start {
        write(dir.path(), &files);
        flip(dir.path(), JOURNAL_FILES[0], at, 4);
        assert!(matches!(open(dir.path()), Err(StoreError::Corrupt { .. })), "byte {at}");
    }
}

#[test]
fn words_that_must_not_stay_leave_both_generations() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut journal, _) = open(dir.path()).expect("open");
    journal.set_rotate_bytes(0);
    journal.append(&entries("secret one")).expect("append");
    for _ in 0..2 {
        let _ = journal.block_committed();
    }
    journal.rotate(&entries("one")).expect("rotate");
    journal.append(&entries("two secret")).expect("append");
    let without = |entry: &[u8]| if entry == b"secret" { b"gone".to_vec() } else { entry.to_vec() };
    journal.rewrite(&without).expect("rewritten");
    for name in JOURNAL_FILES {
        let bytes = std::fs::read(dir.path().join(name)).expect("journal");
        assert!(!bytes.windows(6).any(|part| part == b"secret"), "{name}");
    }
    // It goes on where it was, and so does whoever opens it.
    journal.append(&entries("three")).expect("append");
    let (_, found) = open(dir.path()).expect("open");
    assert_eq!(found.pending, entries("gone one one two gone three"));
}
