//! The binary: configuration, wiring and the command line's root.

use std::process::ExitCode;

/// A state of many small rows is made and changed half as fast again with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(aluma::run(std::env::args_os()))
}
