//! The audit: reads everything, writes nothing, names every damaged byte.

use crate::store::{commit, save};
use crate::support::{cut_to, flip, pristine, write};
use aluma_store::audit::{Audit, AuditBody};
use aluma_store::bodies::BODIES_FILE;
use aluma_store::head::HEAD_FILE;
use aluma_store::log::LOG_FILE;
use aluma_store::store::LOCK_FILE;
use aluma_store::{NewBody, Store, rows, snapshot};
use std::path::Path;

fn ledger(dir: &Path) {
    let (mut store, _) = Store::open(dir).expect("open");
    for height in 1..=4 {
        commit(&mut store, height);
        if height % 2 == 0 {
            save(&store);
        }
    }
    let body = |byte| NewBody { id: [byte; 32], salt: [9; 32], text: b"text".to_vec() };
    let bodies = store.bodies();
    let mut bodies = bodies.lock().expect("bodies");
    bodies.append(&[body(1), body(2)]).expect("append");
    bodies.erase(&[1; 32], 3, [5; 32]).expect("erase");
}

#[test]
fn a_good_ledger_has_no_findings_and_is_read_whole() {
    let dir = tempfile::tempdir().expect("dir");
    ledger(dir.path());
    let before = pristine(dir.path());
    assert_eq!(Audit::everything(dir.path()).expect("audit"), []);
    let mut audit = Audit::new(dir.path());
    let mut heights = Vec::new();
    audit.blocks(|block| heights.push(block.height)).expect("blocks");
    assert_eq!(heights, [1, 2, 3, 4]);
    let mut receipts = Vec::new();
    let visit = |height, index, row: &[u8]| receipts.push((height, index, row.to_vec()));
    audit.rows(1, visit).expect("rows");
    assert_eq!(receipts.len(), 8);
    assert_eq!(receipts[7], (4, 7, b"receipt 4.1".to_vec()));
    assert_eq!(audit.snapshots().expect("list"), [2, 4]);
    let mut state = Vec::new();
    let header = audit.snapshot(4, |table, key, _| state.push((table, key.to_vec())));
    assert_eq!(header.expect("readable").expect("good").row_counts[&1], 8);
    assert_eq!(state, [(1, b"height".to_vec())]);
    let bodies = audit.bodies().expect("bodies");
    let present = AuditBody::Present { salt: [9; 32], text: b"text".to_vec() };
    let erased = AuditBody::Erased { at_height: 3, entry: [5; 32], zeroed: true };
    assert_eq!((&bodies[&[1; 32]], &bodies[&[2; 32]]), (&erased, &present));
    assert_eq!(audit.journal().expect("journal"), 4);
    assert_eq!(pristine(dir.path()), before);
}

#[test]
fn every_flipped_byte_is_named() {
    let dir = tempfile::tempdir().expect("dir");
    ledger(dir.path());
    let files = pristine(dir.path());
    let names = files.keys().filter(|name| ![LOCK_FILE, HEAD_FILE].contains(&name.as_str()));
    for name in names {
        for at in 0..files[name].len() as u64 {
            std::fs::write(dir.path().join(name), &files[name]).expect("write");
            flip(dir.path(), name, at, [0x01, 0xa5, 0x80][at as usize % 3]);
            let found = Audit::everything(dir.path()).expect("audit");
            let named = found.iter().any(|finding| finding.file == *name && finding.offset == at);
            assert!(named, "{name} byte {at}: {found:?}");
        }
        std::fs::write(dir.path().join(name), &files[name]).expect("write");
    }
    for (slot, at) in [(0, 10), (64, 64), (511, 511), (512, 530)] {
        write(dir.path(), &files);
        flip(dir.path(), HEAD_FILE, at, 1);
        let found = Audit::everything(dir.path()).expect("audit");
        assert_eq!((found[0].file.as_str(), found[0].offset), (HEAD_FILE, slot));
    }
}

#[test]
fn every_cut_is_named_and_nothing_is_repaired() {
    let dir = tempfile::tempdir().expect("dir");
    ledger(dir.path());
    let files = pristine(dir.path());
    for name in [LOG_FILE, &rows::file_name(1), &snapshot::file_name(4), BODIES_FILE] {
        for cut in files[name].len() as u64 - 12..files[name].len() as u64 {
            write(dir.path(), &files);
            cut_to(dir.path(), name, cut);
            let before = pristine(dir.path());
            let found = Audit::everything(dir.path()).expect("audit");
            assert!(found.iter().any(|finding| finding.file == *name), "{name} at {cut}");
            assert_eq!(pristine(dir.path()), before);
        }
    }
}

#[test]
fn a_missing_last_block_is_named() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut store, _) = Store::open(dir.path()).expect("open");
    commit(&mut store, 1);
    let len = std::fs::metadata(dir.path().join(LOG_FILE)).expect("log").len();
    commit(&mut store, 2);
    drop(store);
    cut_to(dir.path(), LOG_FILE, len);
    let found = Audit::everything(dir.path()).expect("audit");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].to_string(),
        format!("{LOG_FILE} at byte {len}: the committed block 2 is missing")
    );
}

#[test]
fn two_damaged_places_are_both_named() {
    let dir = tempfile::tempdir().expect("dir");
    ledger(dir.path());
    flip(dir.path(), LOG_FILE, 21, 0xff);
    flip(dir.path(), LOG_FILE, 25, 0xff);
    flip(dir.path(), LOG_FILE, 200, 0xff);
    let found = Audit::everything(dir.path()).expect("audit");
    let places: Vec<_> = found.iter().map(|finding| finding.offset).collect();
    assert_eq!(places, [20, 200], "{found:?}");
}
