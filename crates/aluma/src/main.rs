//! The binary: configuration, wiring and the command line's root.

fn main() {}
