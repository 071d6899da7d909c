//! The files in the tree are what this code makes, and the recorded logs lead where they led.

use std::fs;
use std::path::{Path, PathBuf};

use aluma_conformance::replay;
use aluma_core::registry::REGISTRY;
use aluma_store::{LoggedBlock, RowBatch, Store};
use aluma_types::codec::Canon;
use similar::TextDiff;

/// Bytes of an action's part of the folder, at most, as the mean over all of them.
const ACTION: usize = 8_192;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/v1")
}

#[test]
fn the_files_are_what_the_code_makes() {
    let mut wrong = Vec::new();
    let mut total = 0;
    for (path, text) in aluma_conformance::files() {
        total += text.len();
        let present = fs::read_to_string(folder().join(&path)).unwrap_or_default();
        if present != text {
            let diff = TextDiff::from_lines(&present, &text);
            let diff = diff.unified_diff().context_radius(1).to_string();
            let first: Vec<_> =
                diff.lines().take(12).map(|line| &line[..line.len().min(160)]).collect();
            wrong.push(format!("conformance/v1/{path}:\n{}", first.join("\n")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n\nBytes that others rely on changed. Where that was meant, it is a new version of the \
         rules: read conformance/v1/README.md, then run `cargo xtask gen`.",
        wrong.join("\n")
    );
    // Each action brings examples of its own and types; so many bytes are a page or three.
    let most = REGISTRY.specs.len() * ACTION;
    assert!(total < most, "{total} bytes, at most {most}: keep the folder small");
}

#[test]
fn recorded_logs_lead_to_their_recorded_roots() {
    let logs = fs::read_dir(folder().join("logs")).expect("the folder is there");
    let mut count = 0;
    for entry in logs {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a text");
        let log = replay::read(&text).expect("a log");
        assert!(log.blocks.len() > 10, "{}", path.display());
        assert_eq!(replay::run(&log), Ok(()), "{}", path.display());
        count += 1;
    }
    assert!(count >= 2);
}

#[test]
fn a_recorded_log_is_whole_for_aluma_verify() {
    let text = fs::read_to_string(folder().join("logs/evening.txt")).expect("a text");
    let log = replay::read(&text).expect("a log");
    let dir = tempfile::tempdir().expect("a folder");
    let genesis = aluma_node::data::genesis_file(&log.genesis);
    fs::write(dir.path().join("genesis"), genesis).expect("a file");
    fs::write(dir.path().join("salt.seed"), format!("{}\n", log.salt_seed)).expect("a file");
    let (mut store, _) = Store::open(dir.path()).expect("a store");
    for (block, appended) in log.blocks.iter().zip(&log.appended) {
        let (height, id) = (block.header.height, block.header.id().0);
        let mut rows: Vec<RowBatch> = Vec::new();
        for (table, row) in appended {
            match rows.iter_mut().find(|batch| batch.table == *table) {
                Some(batch) => batch.rows.push(row.clone()),
                None => rows.push(RowBatch { table: *table, rows: vec![row.clone()] }),
            }
        }
        let logged = LoggedBlock { height, id, bytes: block.to_bytes() };
        let _ = store.commit(&logged, &rows).expect("the disk takes it");
    }
    drop(store);
    let report = aluma_node::replay::verify(dir.path(), &REGISTRY, &mut |_| {}).expect("a ledger");
    assert_eq!(report.findings, Vec::<String>::new(), "signatures, seals, receipts, roots hold");
    let last = log.blocks.last().expect("blocks");
    assert_eq!((report.height, report.state_root), (last.header.height, last.header.state));
}

#[test]
fn a_log_with_one_other_byte_is_told() {
    let text = fs::read_to_string(folder().join("logs/evening.txt")).expect("a text");
    let mut log = replay::read(&text).expect("a log");
    let (_, receipt) = log.appended[5].last_mut().expect("a receipt");
    receipt[10] ^= 1;
    assert!(replay::run(&log).expect_err("it differs").contains("block 6: its receipts"));
}
