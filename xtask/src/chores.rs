//! Thin wrappers: one name for each thing a contributor runs.

use std::process::Command;

use crate::shell;

/// Runs `./test`.
///
/// # Errors
/// A sentence, when a test failed or the script cannot be started.
pub fn test() -> Result<(), String> {
    let root = shell::root();
    shell::run(Command::new("bash").arg(root.join("test")).current_dir(root))
}

/// Runs `aluma SUBCOMMAND ARGS` in a release build: simulations and measurements mean nothing in
/// another profile.
///
/// # Errors
/// A sentence, when the build or the command fails.
pub fn product(subcommand: &str, args: &[&str]) -> Result<(), String> {
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--release", "--package", "aluma", "--", subcommand]);
    shell::run(command.args(args))
}
