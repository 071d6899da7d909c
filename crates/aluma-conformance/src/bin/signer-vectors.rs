//! `signer-vectors SEED COUNT`: random transactions with what Rust makes of them, a JSON value a
//! line, for the tests of the browser's signer.

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u64>());
    let mut word = |otherwise: u64| words.next().and_then(Result::ok).unwrap_or(otherwise);
    let (seed, count) = (word(1), word(10_000));
    let mut out = BufWriter::new(io::stdout().lock());
    for line in aluma_conformance::vectors::lines(seed, count as usize) {
        writeln!(out, "{line}")?;
    }
    out.flush()
}
