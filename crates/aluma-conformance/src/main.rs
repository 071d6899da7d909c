//! Prints every file of `conformance/v1`, each after a line `==== PATH`: what `cargo xtask gen`
//! writes.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (path, text) in aluma_conformance::files() {
        write!(out, "==== {path}\n{text}")?;
    }
    out.flush()
}
