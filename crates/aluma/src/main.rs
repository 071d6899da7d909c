//! The binary: configuration, wiring and the command line's root.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(aluma::run(std::env::args_os()))
}
