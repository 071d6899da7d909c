//! The browser's signer against this code: golden bytes, and transactions by chance. Node runs it;
//! where there is none, the signer's own script installs it or says how.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

/// Random transactions.
const COUNT: usize = 10_000;
/// Any number does; a failure is repeated by it.
const SEED: u64 = 712;

#[test]
fn the_signer_reads_says_and_hashes_as_the_ledger_does() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let vectors = folder.path().join("vectors.jsonl");
    let mut out = BufWriter::new(File::create(&vectors).expect("a file"));
    for line in aluma_conformance::vectors::lines(SEED, COUNT) {
        writeln!(out, "{line}").expect("room for a line");
    }
    out.flush().expect("room for the rest");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../aluma-web/signer/test.sh");
    let done = Command::new("bash").arg(script).arg("unit").env("ALUMA_VECTORS", &vectors).output();
    let done = done.expect("bash");
    let told = String::from_utf8_lossy(&done.stdout);
    let complaints = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{told}\n{complaints}");
    assert!(told.contains("\"transactions\":10000"), "all of them were tried: {told}");
}
