//! Files cut at every byte, as a crash leaves them.

use std::path::Path;
use std::time::Duration;

use aluma_core::registry::REGISTRY;
use aluma_node::Outcome;

use crate::support::{START, add_key, done, id_of, open, try_open};

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let name = path.file_name().expect("a name");
            std::fs::copy(&path, to.join(name)).expect("copied");
        }
    }
}

/// A journal that outlived its blocks is played again, and read only: were it written once more at
/// each start, it would double with every crash.
#[test]
fn what_was_promised_before_a_crash_is_not_written_down_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let crashed = tempfile::tempdir().expect("a folder");
    copy(dir.path(), crashed.path());
    let submission = add_key(dir.path(), &node, START.0);
    let id = id_of(&submission);
    let promised = done(&node, submission.clone());
    node.stop();
    let journal = |of: &Path| of.join("journal-a.log");
    std::fs::copy(journal(dir.path()), journal(crashed.path())).expect("copied");
    let held = std::fs::read(journal(crashed.path())).expect("readable");

    for _ in 0..3 {
        let node = open(crashed.path());
        let Some(Outcome::Included(receipt, None)) = node.wait(&id, Duration::from_secs(20)) else {
            panic!("it is in a block")
        };
        assert!(matches!(&promised, Outcome::Included(first, None) if first.id == receipt.id));
        // Sent again while it waits or afterwards, it is not written down again either.
        node.submit(submission.clone()).expect("known");
        node.stop();
        assert!(std::fs::read(journal(crashed.path())).expect("readable") == held);
    }
}

/// A node is copied while it runs, as a crash would leave it; then the last bytes of each file are
/// cut, one after another. Whatever was acknowledged must be there again, once.
#[test]
fn nothing_acknowledged_is_lost_wherever_a_file_is_cut() {
    let dir = tempfile::tempdir().expect("a folder");
    let node = open(dir.path());
    let mut ids = Vec::new();
    for nonce in 0..4 {
        let submission = add_key(dir.path(), &node, START.0 + nonce);
        ids.push(id_of(&submission));
        done(&node, submission);
    }
    let image = tempfile::tempdir().expect("a folder");
    copy(dir.path(), image.path());
    let committed = node.published().read().header.id();
    node.stop();

    let mut cuts = 0;
    for entry in std::fs::read_dir(image.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if !["blocks", "rows-", "journal", "head"].iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let whole = std::fs::read(&path).expect("readable");
        // The last record is shorter than this in every file of this ledger.
        for cut in (1..whole.len().min(420)).step_by(13) {
            let crashed = tempfile::tempdir().expect("a folder");
            copy(image.path(), crashed.path());
            let file = std::fs::OpenOptions::new().write(true).open(crashed.path().join(&name));
            let length = (whole.len() - cut) as u64;
            file.expect("a file").set_len(length).expect("cut");
            let (node, _) = match try_open(crashed.path()) {
                Ok(opened) => opened,
                // More than one block is gone: no crash does that, and the node says so.
                Err(error) => {
                    assert!(format!("{error}").contains(&name), "{name} cut by {cut}: {error}");
                    continue;
                }
            };
            cuts += 1;
            // Also a block that was cut off is there at once, and it is the very same one.
            let head = node.published().read().header.id();
            assert_eq!(head, committed, "{name} cut by {cut}");
            for id in &ids {
                let outcome = node.wait(id, Duration::from_secs(20));
                assert!(
                    matches!(outcome, Some(Outcome::Included(_, None))),
                    "{name} cut by {cut}: {outcome:?}"
                );
            }
            let keys = node.published().read().state.table(11).expect("keys").count();
            assert_eq!(keys, 5, "{name} cut by {cut}");
            node.stop();
            let verified =
                aluma_node::replay::verify(crashed.path(), &REGISTRY, &mut |_| {}).expect("whole");
            assert_eq!(verified.findings, Vec::<String>::new(), "{name} cut by {cut}");
        }
    }
    assert!(cuts > 40, "{cuts} cuts were tried");
}
